"""Which incident a report is about, and what its toll is.

Enters: the accounts of a report. Leaves: the index of the main one, and its casualties as the whole
report gives them: the fuller total, the breakdowns told later.
"""

from collections.abc import Sequence

from dragoman.model import Casualties, Toll
from dragoman.reading.incidents.accounts import Account

CLOSER = 1.15  # "more than 50" and "51" are one toll; "more than 50" and "70" are not
ROUND = 10  # only a round figure is made closer by another: "at least 12" and "13" are two counts
NEAR_SENTENCES = 6  # a lead and its elaboration


def find_main(accounts: Sequence[Account]) -> int | None:
    """The account that the report is about: the first with a number that is not of a whole war, if any."""
    able = [n for n, a in enumerate(accounts) if not a.whole_war]
    killed = [n for n in able if accounts[n].killed]
    wounded = [n for n in able if accounts[n].casualties.wounded.total]
    return next(iter([*killed, *wounded, *able]), None)


def settle_casualties(accounts: Sequence[Account], main: int) -> Casualties:
    """The main incident's casualties, completed from later accounts of the same incident."""
    casualties = accounts[main].casualties
    for account in accounts[main + 1 :]:
        near = account.sentence - accounts[main].sentence <= NEAR_SENTENCES
        if near and (not account.aside or _is_broader(casualties.killed, account)):
            casualties = _complete(casualties, account)
    return casualties


def _complete(casualties: Casualties, later: Account) -> Casualties:
    killed, wounded = casualties.killed, casualties.wounded
    if _is_broader(killed, later) or _is_closer(killed, later.casualties.killed):
        killed = _filled(later.casualties.killed, killed)
        wounded = _filled(later.casualties.wounded, wounded) if later.casualties.wounded.total else wounded
    elif later.killed == killed.total:
        parted = later.casualties.killed.noncivilians is not None  # it says who was who, where "people" did not
        killed = _filled(*((later.casualties.killed, killed) if parted else (killed, later.casualties.killed)))
        wounded = _filled(wounded, later.casualties.wounded)
    return Casualties(killed=killed, wounded=wounded)


def _is_broader(toll: Toll, later: Account) -> bool:
    """ "11 children killed" and then "15 killed, among them 11 children": the second is the whole toll."""
    whole = later.casualties.killed
    if toll.total is None or whole.total is None or whole.total <= toll.total:
        return False
    return any(part == toll.total for part in (toll.children and whole.children, toll.women and whole.women))


def _is_closer(toll: Toll, later: Toll) -> bool:
    """ "more than 50" and then "51": the later figure says the same more exactly."""
    if toll.bound not in ("at_least", "about") or toll.total is None or later.total is None or toll.total % ROUND:
        return False
    return toll.total < later.total <= toll.total * CLOSER + 1


def _filled(toll: Toll, other: Toll) -> Toll:
    """One toll, with what only the other says."""
    pick = {
        name: getattr(toll, name) if getattr(toll, name) is not None else getattr(other, name)
        for name in toll.__struct_fields__
    }
    if None not in (pick["civilians"], pick["noncivilians"], pick["total"]) and pick["civilians"] == pick["total"]:
        pick["civilians"] = None  # "people" were taken for civilians before the fighters among them were named
    return Toll(**pick)

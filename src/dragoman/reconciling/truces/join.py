"""Which truces of several reports are one.

Enters: drafts of single reports. Leaves: drafts over all of them. Two are one if their days agree and a name, a place
or two parties are the same; a truce of which a report says nothing of its own is the last one made by whoever that
report names.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, gap
from dragoman.reconciling.truces.drafts import SAME_DAYS, Draft
from dragoman.reconciling.truces.keys import draft_keys

CLOSE = 14  # days between an agreement and the start of its truce, in reports that name the same people
_KNOWN_BY = 2  # names that two reports must share for "the truce" to be the same one


def join_drafts(of_reports: Iterable[Draft], parties: Parties) -> list[Draft]:
    """Put the truces of single reports together; the order of the reports does not matter."""
    drafts: list[Draft] = []
    blocks: dict[str, dict[int, Draft]] = defaultdict(dict)
    for draft in sorted(of_reports, key=_order):
        keys = list(draft_keys(draft, parties))
        near = {n: d for k in keys if k in blocks for n, d in blocks[k].items()}
        home = _home(draft, [near[n] for n in sorted(near)], parties)
        if home is None:
            home = draft
            home.number = len(drafts)
            drafts.append(draft)
        else:
            home.take(draft, parties)
        for key in keys:
            blocks[key][home.number] = home
    return drafts


def _order(draft: Draft) -> tuple[object, ...]:
    """Those of which something is known first, then by report and place in it."""
    first = draft.mentions[0]
    return draft.is_bare(), first.told, first.report, first.truce.span


def _sides_in_common(names: Iterable[str], parties: Parties) -> int:
    """How many there are among the names, where an army and its government are one; each person counts."""
    return len({n if n in parties.persons else min(parties.roots.get(n) or {n}) for n in names})


def _may_be_between_them(mine: Sequence[str], theirs: Sequence[str], parties: Parties) -> bool:
    """True if one party is the same and each other is only described: "the government and rebels"."""
    others = [n for n in mine if not any(parties.sides(n) & parties.sides(t) for t in theirs)]
    return len(others) < len(mine) and all(n[:1].islower() for n in others)


def _home(draft: Draft, drafts: Sequence[Draft], parties: Parties) -> Draft | None:
    """The truce that a report's truce is, of those known; of several the last that had been made by then."""
    mine = draft.days()
    told = max(m.told for m in draft.mentions)
    fitting: list[tuple[bool, int, dt.date, Draft]] = []
    for known in drafts:
        theirs = known.days()
        if mine and theirs and gap(mine, theirs) > SAME_DAYS:
            continue
        if not mine and theirs and first_day(theirs) > told:
            continue  # it had not been made when this was written
        shared = _sides_in_common(draft.about & known.about, parties)
        close = bool(mine and theirs and gap(mine, theirs) <= CLOSE)
        sure = bool(draft.marks() & known.marks()) or parties.shared(draft.who, known.who) >= _KNOWN_BY
        open_ = close or draft.is_bare() or known.is_bare() or _may_be_between_them(draft.who, known.who, parties)
        if sure or (shared >= _KNOWN_BY and open_):
            fitting.append((sure, shared, first_day(theirs) if theirs else dt.date.min, known))
    most = max((shared for _, shared, _, _ in fitting), default=0)
    best = max(fitting, key=lambda f: (f[0], 2 * f[1] >= most, f[2]), default=None)
    return best[3] if best else None

"""Alleged breaches of one truce over all reports: who accuses whom of what.

Enters: the mentions of a truce that allege a breach. Leaves: `Violation`s; the same allegation in several
reports is one, and where two blame each other there are two.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Reading, Truce, Violation
from dragoman.reconciling.days import stated_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.parties import Parties

_SIDES = {"side", "sides", "both sides", "each side", "parties", "both parties", "both"}


def gather_violations(
    mentions: Sequence[tuple[Reading, Truce]], who: Sequence[str], parties: Parties
) -> tuple[Violation, ...]:
    """Make the alleged violations of a truce.

    Args:
        mentions: of the truce, each with its reading, in order of time.
        who: the parties of the truce, for "each side accuses the other".
    """
    found: dict[tuple[object, ...], list[Violation]] = {}
    for reading, truce in mentions:
        for one in _allegations(reading, truce, who, parties) if truce.what else ():
            found.setdefault((one.accused, one.accuser, one.what.casefold()), []).append(one)
    return tuple(
        Violation(
            accused=same[0].accused,
            accuser=same[0].accuser,
            what=same[0].what,
            when=next((v.when for v in same if v.when), None),
            denied_by=tuple(dict.fromkeys(d for v in same for d in v.denied_by)),
            basis=same[0].basis,
            evidence=gather(e for v in same for e in v.evidence),
        )
        for same in found.values()
    )


def _allegations(reading: Reading, truce: Truce, who: Sequence[str], parties: Parties) -> Iterator[Violation]:
    accused = parties.all(reading.report.id, truce.accused)
    accuser = parties.all(reading.report.id, truce.accuser)
    mutual = bool(accused) and {p.name for p in truce.accused} == {p.name for p in truce.accuser}
    if mutual and {a.lower() for a in accused} <= _SIDES and len(who) == 2:
        accused = accuser = tuple(who)
    pairs = [(accuser, accused)]
    if mutual and len(accused) == 2:
        pairs = [(accused[:1], accused[1:]), (accused[1:], accused[:1])]
    for by, whom in pairs:
        yield Violation(
            accused=whom,
            accuser=by,
            what=truce.what or "",
            when=stated_days(truce.when),
            denied_by=parties.all(reading.report.id, truce.denied_by),
            basis=truce.basis,
            evidence=(quote(reading, truce.sentence),),
        )

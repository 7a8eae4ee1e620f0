"""What reports or sources say differently, side by side; none is preferred.

Enters: drafts of rounds and contacts of one component, and its mentions. Leaves: `Discrepancy` records.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.model import Discrepancy, Interval, Side, Track
from dragoman.model.record import DiscrepancyKind
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, gap, last_day, length, overlaps
from dragoman.reconciling.evidence import gather
from dragoman.reconciling.talks.drafts import Draft, held_days
from dragoman.reconciling.talks.mentions import AGREEMENT, DEAL, REFUSAL, Meeting

USUAL_DAYS = 7  # a round of talks seldom lasts longer
MOST_NEAR = 20  # of many accounts of agreements on one day so many are looked at
NEAR_DAYS = 4  # two reports of one agreement name days no further apart than this
DOUBTS = ("uncertain", "denied", "refused", "cancelled", "postponed", "failed")
COMING = ("attended", "invited")
HOPES = ("planned", "expected", "hoped", "proposed")


def talks_discrepancies(
    talks: Iterable[tuple[Track, Sequence[Draft]]],
    contacts: Iterable[Draft],
    mentions: Sequence[Meeting],
    parties: Parties,
) -> list[Discrepancy]:
    """What the reports of one component say differently of its rounds, contacts and agreements.

    Args:
        talks: tracks with the drafts of their rounds.
        mentions: all mentions of the component; refusals and agreements are read from them.
    """
    refusals = [m for m in mentions if m.kind == REFUSAL]
    found: list[Discrepancy] = []
    for track, drafts in talks:
        for draft in drafts:
            about = _about(track, draft)
            found += _dates(draft, about)
            found += _attendance(draft, about, refusals, parties)
            found += _outcomes(draft, about)
            found += _expectations(draft, about)
    for draft in contacts:
        about = " and ".join(sorted(draft.mentions[0].who))
        found += _dates(draft, about)
        found += _expectations(draft, about)
    return [*found, *_agreements(mentions)]


def order_of(d: Discrepancy) -> tuple[object, ...]:
    """By the first report of its sides, then by what it is about."""
    return (min(_first(s) for s in d.sides), d.kind, d.about)


def _first(side: Side) -> tuple[object, ...]:
    return (side.evidence[0].report, side.evidence[0].sentence) if side.evidence else ("", (0, 0))


def _about(track: Track, draft: Draft) -> str:
    number = f", round {draft.number}" if draft.number else ""
    days = draft.days()
    when = f", {show(days)}" if days and not number else ""
    return f"{track.name}{number}{when}"


def show(days: Interval) -> str:
    """An interval in ISO dates: one day, or first to last."""
    if days.earliest == days.latest:
        return str(days.earliest)
    return f"{days.earliest or '...'} to {days.latest or '...'}"


def _sides(values: dict[str, list[Meeting]]) -> tuple[Side, ...]:
    return tuple(
        Side(
            value=value,
            said_by=tuple(dict.fromkeys(m.by for m in mentions if m.by)),
            evidence=gather(m.evidence for m in mentions),
        )
        for value, mentions in values.items()
    )


def _make(kind: DiscrepancyKind, about: str, values: dict[str, list[Meeting]]) -> Iterator[Discrepancy]:
    """A discrepancy if there are two sides that do not rest on one sentence alone."""
    sides = _sides(values)
    if len(sides) > 1 and len({e for s in sides for e in ((x.report, x.sentence) for x in s.evidence)}) > 1:
        yield Discrepancy(kind=kind, about=about, sides=sides)


def _dates(draft: Draft, about: str) -> Iterator[Discrepancy]:
    plans: dict[str, list[Meeting]] = defaultdict(list)
    for m in sorted(draft.plans, key=lambda m: m.order):
        if m.days:
            plans[show(m.days)].append(m)
    if len(plans) > 1 and len({(m.by, m.report) for ms in plans.values() for m in ms}) > 1:
        yield from _make("date", f"{about}: planned day", dict(plans))
    held = held_days(draft.held)
    begun = _possible(held) if held else None
    missed = {show(m.days): [m] for m in draft.plans if begun and m.days and not overlaps(m.days, begun)}
    if missed and held:
        yield from _make("date", f"{about}: planned and held", missed | {f"held {show(held)}": draft.held})
    exact: dict[str, list[Meeting]] = defaultdict(list)
    for m in draft.held:
        if m.days and m.phase != "opens" and m.phase != "ended" and length(m.days) == 1:
            exact[show(m.days)].append(m)
    if len({m.report for ms in exact.values() for m in ms}) > 1:
        yield from _make("date", f"{about}: day held", dict(exact))


def _possible(held: Interval) -> Interval:
    """The days on which a round may have been held: one whose end alone is told began some days before."""
    if held.earliest is None and held.latest:
        return Interval(earliest=held.latest - dt.timedelta(days=USUAL_DAYS), latest=held.latest)
    return Interval(earliest=held.earliest, latest=held.latest or held.earliest)


def _attendance(draft: Draft, about: str, refusals: Sequence[Meeting], parties: Parties) -> Iterator[Discrepancy]:
    who = sorted({name for m in draft.mentions for name in m.who})
    away = [n for n in who if any(m.who.get(n) in ("boycotted", "absent") for m in draft.mentions)]
    for name in away:
        stayed = [m for m in draft.mentions if m.who.get(name) in ("boycotted", "absent")]
        came = [m for m in draft.mentions if _comes(m, name, parties)]
        if came:
            yield from _make("attendance", f"{about}: {name}", {"expected or present": came, "stayed away": stayed})
    yield from _refused(draft, about, refusals, parties)


def _comes(m: Meeting, name: str, parties: Parties) -> bool:
    """True if the mention has the party, under whatever name of its side, come or be asked."""
    sides = parties.sides(name)
    return any(a in COMING and sides & parties.sides(n) for n, a in m.who.items())


def _refused(draft: Draft, about: str, refusals: Sequence[Meeting], parties: Parties) -> Iterator[Discrepancy]:
    """One who is to come, says a report, and who will not meet another who is to come, says the same or another."""
    if draft.held:
        return
    for m in refusals:
        if m.report not in draft.reports and not _is_told_near(m, draft):
            continue
        for name in m.who:
            own = {n for n in draft.names if _speaks_for(name, n, parties)}
            met = {n for n in draft.names - own if any(_speaks_for(other, n, parties) for other in m.members)}
            coming = [o for o in draft.mentions if own & {n for n, way in o.who.items() if way in COMING}]
            refusing = Side(value="refuses", said_by=(m.by or name,), evidence=(m.evidence,))
            sides = (*_sides({"to come": coming}), refusing)
            if met and coming and len({(e.report, e.sentence) for s in sides for e in s.evidence}) > 1:
                yield Discrepancy(kind="attendance", about=f"{about}: {min(own)}", sides=sides)
                return


def _speaks_for(name: str, other: str, parties: Parties) -> bool:
    """He is the other, is on his side, or is known by him ("A's son")."""
    sides = parties.roots.get(name, frozenset()) & parties.roots.get(other, frozenset())
    return name == other or bool(sides) or name.startswith(f"{other}'s ")


def _is_told_near(m: Meeting, draft: Draft) -> bool:
    """Told of within days of each other."""
    return any(abs((o.order[0] - m.order[0]).days) <= USUAL_DAYS for o in (draft.mentions[0], draft.mentions[-1]))


def _outcomes(draft: Draft, about: str) -> Iterator[Discrepancy]:
    """A round that failed, say some, and brought something, say others."""
    failed = [m for m in draft.mentions if m.phase == "failed"]
    reports = {m.report for m in failed}
    brought = [m for m in draft.mentions if m.outcome and m.phase in ("ended", "held") and m.report not in reports]
    if failed and brought:
        outcome = "; ".join(dict.fromkeys(str(m.outcome) for m in brought))
        yield from _make("outcome", about, {"failed": failed, outcome: brought})


def _expectations(draft: Draft, about: str) -> Iterator[Discrepancy]:
    """Foreseen by some; doubted, called off or failed in the end, say others."""
    hoped = [m for m in draft.mentions if m.phase == "planned" and m.status in HOPES]
    doubted = [m for m in draft.mentions if _doubt(m) in DOUBTS]
    if hoped and doubted:
        values = {"expected": hoped, " or ".join(dict.fromkeys(_doubt(m) for m in doubted)): doubted}
        yield from _make("expectation", about, values)


def _doubt(m: Meeting) -> str:
    return m.phase if m.phase != "planned" else m.status


def _agreements(mentions: Sequence[Meeting]) -> Iterator[Discrepancy]:
    """One agreement of the same parties that two reports put on different days."""
    blocks: dict[tuple[str, ...], list[tuple[Meeting, Interval]]] = defaultdict(list)
    for m in mentions:
        if m.kind in (AGREEMENT, DEAL) and m.phase == "held" and m.about and length(m.about) == 1:
            blocks[tuple(sorted(m.members))].append((m, m.about))
    for who, told in sorted(blocks.items()):
        told.sort(key=lambda t: (first_day(t[1]), t[0].order))
        for n, (m, days) in enumerate(told):
            later = (t for t in told[n + 1 : n + MOST_NEAR] if _is_rival(m, days, *t))
            other, its = next(later, (None, None))
            if other and its:
                yield Discrepancy(
                    kind="date",
                    about=f"agreement of {' and '.join(who)}",
                    sides=(
                        Side(value=show(days), evidence=(m.evidence,)),
                        Side(value=show(its), evidence=(other.evidence,)),
                    ),
                )


def _is_rival(m: Meeting, days: Interval, other: Meeting, its: Interval) -> bool:
    """Two reports of some days put one agreement on two near days."""
    if m.report == other.report or not 0 < gap(days, its) <= NEAR_DAYS or not (m.published and other.published):
        return False
    return abs((last_day(m.published) - first_day(other.published)).days) <= NEAR_DAYS

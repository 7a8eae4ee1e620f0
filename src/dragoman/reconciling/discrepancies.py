"""What reports or sources say differently, side by side; none is preferred.

Enters: rounds with the mentions they were made from, readings and incidents. Leaves: `Discrepancy` records.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.model import Discrepancy, Event, Incident, Interval, Reading, Side
from dragoman.model.record import DiscrepancyKind
from dragoman.reconciling.days import days_of, first_day, gap, last_day, length, overlaps, published_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.incidents import incident_discrepancies
from dragoman.reconciling.meetings import Meeting
from dragoman.reconciling.parties import Parties
from dragoman.reconciling.rounds import Draft, held_days
from dragoman.reconciling.talks import Talks

USUAL_DAYS = 7  # a round of talks seldom lasts longer
NEAR_DAYS = 4  # two reports of one agreement name days no further apart than this
DOUBTS = ("uncertain", "denied", "refused", "cancelled", "postponed", "failed")
HOPES = ("planned", "expected", "hoped", "proposed")


def gather_discrepancies(
    talks: Sequence[Talks],
    contacts: Sequence[Draft],
    incidents: Iterable[Incident],
    readings: Sequence[Reading],
    parties: Parties,
) -> list[Discrepancy]:
    """All discrepancies, by what they are about."""
    refusals = _refusals(readings, parties)
    found: list[Discrepancy] = []
    for t in talks:
        for draft in t.drafts:
            about = _about(t, draft)
            found += _dates(draft, about)
            found += _attendance(draft, about, refusals, parties)
            found += _outcomes(draft, about)
            found += _expectations(draft, about)
    for draft in contacts:
        found += _expectations(draft, " and ".join(sorted(draft.mentions[0].who)))
    found += _agreements(readings, parties)
    for incident in incidents:
        found += incident_discrepancies(incident)
    return sorted(found, key=lambda d: (min(_first(s) for s in d.sides), d.kind, d.about))


def _first(side: Side) -> tuple[object, ...]:
    return (side.evidence[0].report, side.evidence[0].sentence) if side.evidence else ("", (0, 0))


def _about(talks: Talks, draft: Draft) -> str:
    number = f", round {draft.number}" if draft.number else ""
    days = draft.days()
    when = f", {show(days)}" if days and not number else ""
    return f"{talks.track.name}{number}{when}"


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


def _attendance(
    draft: Draft, about: str, refusals: Sequence[tuple[Reading, Event, tuple[str, ...]]], parties: Parties
) -> Iterator[Discrepancy]:
    who = sorted({name for m in draft.mentions for name in m.who})
    away = [n for n in who if any(m.who.get(n) in ("boycotted", "absent") for m in draft.mentions)]
    for name in away:
        stayed = [m for m in draft.mentions if m.who.get(name) in ("boycotted", "absent")]
        came = [m for m in draft.mentions if _comes(m, name, parties)]
        if came:
            yield from _make("attendance", f"{about}: {name}", {"expected or present": came, "stayed away": stayed})
    yield from _refused(draft, about, who, refusals, parties)


def _comes(m: Meeting, name: str, parties: Parties) -> bool:
    """True if the mention has the party, under whatever name of its side, come or be asked."""
    sides = parties.sides(name)
    return any(a in ("attended", "invited") and sides & parties.sides(n) for n, a in m.who.items())


def _refusals(readings: Sequence[Reading], parties: Parties) -> list[tuple[Reading, Event, tuple[str, ...]]]:
    return [
        (r, e, parties.all(r.report.id, e.agents + e.recipients))
        for r in readings
        for e in r.events
        if e.type == "REJECT" and e.agents and e.recipients and e.status == "happened"
    ]


def _refused(
    draft: Draft,
    about: str,
    who: Sequence[str],
    refusals: Sequence[tuple[Reading, Event, tuple[str, ...]]],
    parties: Parties,
) -> Iterator[Discrepancy]:
    """One who is to come, says a report, and who refuses the other who is to come, says the same or another."""
    if len(who) < 2 or draft.held:
        return
    reports = {m.report for m in draft.mentions}
    for reading, event, names in refusals:
        if reading.report.id in reports and event.mode in (None, "meet") and parties.shared(list(names[:2]), who) >= 2:
            coming = [m for m in draft.mentions if names[0] in m.who]
            refusing = Side(value="refuses", said_by=names[:1], evidence=(quote(reading, event.sentence),))
            sides = (*_sides({"to come": coming}), refusing)
            if coming and len({e.sentence for s in sides for e in s.evidence}) > 1:
                yield Discrepancy(kind="attendance", about=f"{about}: {names[0]}", sides=sides)
            return


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


def _agreements(readings: Sequence[Reading], parties: Parties) -> Iterator[Discrepancy]:
    """One agreement of the same parties that two reports put on different days."""
    blocks: dict[tuple[str, ...], list[tuple[Reading, Event, Interval]]] = defaultdict(list)
    for r in readings:
        for e in r.events:
            days = days_of(e.when)
            if e.type == "AGREE" and e.status == "happened" and days and length(days) == 1 and len(e.agents) > 1:
                blocks[tuple(sorted(parties.all(r.report.id, e.agents)))].append((r, e, days))
    for who, said in blocks.items():
        for n, (r, e, days) in enumerate(said):
            for other, f, its in said[n + 1 :]:
                near = 0 < gap(days, its) <= NEAR_DAYS and _published_near(r, other)
                if other.report.id != r.report.id and near:
                    yield Discrepancy(
                        kind="date",
                        about=f"agreement of {' and '.join(who)}",
                        sides=(
                            Side(value=show(days), evidence=(quote(r, e.sentence),)),
                            Side(value=show(its), evidence=(quote(other, f.sentence),)),
                        ),
                    )
                    break


def _published_near(a: Reading, b: Reading) -> bool:
    one, other = published_days(a), published_days(b)
    return bool(one and other and abs((last_day(one) - first_day(other)).days) <= NEAR_DAYS)

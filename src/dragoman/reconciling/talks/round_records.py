"""A round as the record keeps it.

Enters: a draft. Leaves: a `Round` with its status, plans, participants, documents and evidence.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from dragoman.model import Interval, Participant, Plan, Round
from dragoman.model.reading import Attendance
from dragoman.model.record import RoundStatus
from dragoman.reconciling.days import first_day, last_day
from dragoman.reconciling.evidence import gather
from dragoman.reconciling.talks.drafts import Draft, held_days, sittings_of
from dragoman.reconciling.talks.mentions import Meeting
from dragoman.reconciling.talks.track_names import stand_ins

# What is told of one party's attendance, the weightiest first: that it stayed away outweighs that it was asked.
WEIGHT: tuple[Attendance, ...] = ("boycotted", "absent", "attended", "observed", "invited")
PlanStatus = Literal["planned", "expected", "hoped", "proposed", "postponed", "cancelled"]
PLANS: dict[str, PlanStatus] = {
    "expected": "expected", "hoped": "hoped", "proposed": "proposed", "uncertain": "expected",
    "postponed": "postponed", "cancelled": "cancelled",
}  # fmt: skip


def make_round(draft: Draft, track: Sequence[str]) -> Round:
    """What all mentions of a round say of it.

    Args:
        track: the names of its track, which are not the round's own.
    """
    mentions = sorted(draft.mentions, key=lambda m: m.order)
    held = held_days(draft.held) or _implied(mentions)
    return Round(
        number=draft.number,
        number_basis=None if draft.number is None else "inferred" if draft.inferred else "stated",
        place=_commonest(m.place for m in mentions if m.formal) or _commonest(m.place for m in mentions),
        status=round_status(draft),
        planned=_plans(mentions, held),
        held=held,
        participants=_participants(mentions),
        agenda=tuple(dict.fromkeys(t for m in mentions for t in m.topics)),
        outcome="; ".join(dict.fromkeys(m.outcome for m in mentions if m.outcome)) or None,
        evidence=gather(m.evidence for m in mentions),
        also_called=_own_names(mentions, track),
        documents=tuple(dict.fromkeys(d for m in mentions for d in m.documents)),
        sittings=sittings_of(draft.held),
    )


def _own_names(mentions: Iterable[Meeting], track: Sequence[str]) -> tuple[str, ...]:
    """The names printed for the round that are not the commonest name of its track."""
    usual = {name.casefold() for name in track[:1]}
    printed = Counter(m.track for m in mentions if m.track and m.track.casefold() not in usual)
    return tuple(sorted(printed, key=lambda n: (-printed[n], n)))


def _commonest(values: Iterable[str | None]) -> str | None:
    """Of those that come equally often the first."""
    known = Counter(v for v in values if v)
    return max(known, key=lambda v: known[v], default=None)


def round_status(draft: Draft) -> RoundStatus:
    """Held once any report says so, failed where it says that of it; called off if the last word before that was."""
    begun = [m for m in draft.mentions if m.is_held]
    failed = [m for m in begun if m.phase == "failed"]
    if failed and (len(failed) == len(begun) or any(_is_own_word(m) for m in failed)):
        return "failed"
    if begun:
        return "held"
    off = [m for m in draft.mentions if m.phase in ("postponed", "cancelled", "planned")]
    last = max(off, key=lambda m: (m.order[0], m.phase != "planned", m.order), default=None)
    if last is None or last.phase == "planned":
        return "planned"
    return "postponed" if last.phase == "postponed" else "cancelled"


def _is_own_word(m: Meeting) -> bool:
    """Said of a round by the report itself, and not by one side, to whom any round without result is a failure."""
    return m.by is None and not m.guessed


def _implied(mentions: Sequence[Meeting]) -> Interval | None:
    """The days that the first report which tells of it implies."""
    return next((m.about for m in mentions if m.is_held and m.about), None)


def _plans(mentions: Iterable[Meeting], held: Interval | None) -> tuple[Plan, ...]:
    grouped: dict[tuple[object, ...], list[Meeting]] = {}
    for m in mentions:
        if m.days and m.is_ahead:
            key = (str(first_day(m.days)), str(last_day(m.days)), str(m.by), m.via, m.anonymous)
            grouped.setdefault(key, []).append(m)
    return tuple(_plan(same, held) for _, same in sorted(grouped.items(), key=lambda item: str(item[0])))


def _plan(same: Sequence[Meeting], held: Interval | None) -> Plan:
    m = same[0]
    assert m.days
    told = [o.published.latest for o in same if o.published and o.published.earliest == o.published.latest]
    return Plan(
        when=m.days,
        by=m.by,
        via=m.via,
        anonymous=m.anonymous,
        status=PLANS.get(m.status if m.phase == "planned" else m.phase, "planned"),
        evidence=gather(o.evidence for o in same),
        announced=min((day for day in told if day), default=None),
        off_days=days_off(m.days, held),
    )


def days_off(planned: Interval, held: Interval | None) -> int | None:
    """By how many days a meeting began after its plan, or before it (negative); 0 on a day that was planned."""
    begun = held.earliest if held else None
    if begun is None:
        return None
    if planned.latest and begun > planned.latest:
        return (begun - planned.latest).days
    if planned.earliest and begun < planned.earliest:
        return (begun - planned.earliest).days
    return 0


def _participants(mentions: Sequence[Meeting]) -> tuple[Participant, ...]:
    said: dict[str, dict[Attendance, list[Meeting]]] = {}
    for m in mentions:
        for name, attendance in m.who.items():
            said.setdefault(name, {}).setdefault(attendance, []).append(m)
    held = any(m.is_held for m in mentions)
    ahead = any(m.is_ahead for m in mentions)
    usual: Attendance = "attended" if held else "invited"
    for m in mentions if held or ahead else ():  # whoever runs the talks is there, and whose talks they are
        for name in (*m.convenors, *(m.members if m.is_held or not held else ())):
            ways = said.setdefault(name, {})
            if not ways.keys() - {"invited"}:
                ways.setdefault(usual, []).append(m)
    return tuple(_participant(name, ways) for name, ways in said.items() if not _stands_for_others(name))


def _participant(name: str, ways: dict[Attendance, list[Meeting]]) -> Participant:
    weightiest = next(w for w in WEIGHT if w in ways)
    return Participant(actor=name, attendance=weightiest, evidence=gather(m.evidence for m in ways[weightiest]))


def _stands_for_others(name: str) -> bool:
    """ "the delegations", "both sides": a word for parties that are named elsewhere."""
    return name in stand_ins()

"""Steps on the ground: withdrawals, releases, disarmament, access, aid, over several reports.

Enters: readings. Leaves: `Step` records; two reports of one step are one. Only reports that share a key of `step_keys`
can tell of one step.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.model import ClaimRef, Evidence, Interval, Place, Reading, Span, Step
from dragoman.model.reading import Status
from dragoman.model.record import StepKind
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import days_of, first_day, gap, length, published_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.rulings import NO_RULINGS, Rulings, claim_ref

NEAR_DAYS = 2  # two reports of one step name days no further apart than this
LONGEST = 31  # days: a vaguer time of a step does not say which one is meant; the report's day does
NEAREST = 20  # the latest steps under one key that are looked at
_BIN_DAYS = 8  # days that share a key
BY_MODE: dict[str | None, StepKind] = {
    "withdraw": "withdraw", "release": "release", "disarm": "disarm", "access": "access", "resign": "resign",
}  # fmt: skip
BY_TYPE: dict[str, StepKind] = {"AID": "aid", "COOPERATE": "cooperation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's word on a step."""

    order: tuple[dt.date, str, int, int]  # the report's day and id, and the place in it
    kind: StepKind
    status: Status
    who: tuple[str, ...]
    to: tuple[str, ...]
    sides: frozenset[str]  # of those who did it
    place: Place | None
    when: Interval | None  # as told, implied days too
    about: Interval | None  # a short time that says which step is meant
    evidence: Evidence


@dataclass(eq=False)
class Draft:
    """A step in the making."""

    told: list[Telling] = field(default_factory=list)
    days: list[Interval] = field(default_factory=list)
    places: set[str] = field(default_factory=set)


def gather_steps(readings: Iterable[Reading], parties: Parties, rulings: Rulings = NO_RULINGS) -> list[Step]:
    """Make the steps of reports, in order of time, joined and parted as persons want.

    The result is the same for any order of the reports, and for a set of reports it is that of its components under
    `step_keys` put together.
    """
    known = {r.report.id: r for r in readings}.values()
    blocks: dict[str, list[Draft]] = defaultdict(list)
    drafts: list[Draft] = []
    for telling in _in_order(t for r in known for t in find_tellings(r, parties)):
        keys = list(_keys(telling))
        near = {id(d): d for k in keys for d in blocks[k][-NEAREST:]}
        draft = next((d for d in near.values() if _is_same(d, telling, parties)), None)
        if draft is None:
            draft = Draft()
            drafts.append(draft)
        draft.told.append(telling)
        draft.days += [telling.about] if telling.about else []
        draft.places |= {telling.place.name} if telling.place else set()
        for key in keys:
            if draft not in blocks[key][-NEAREST:]:
                blocks[key].append(draft)
    groups = rulings.heed("step", [d.told for d in drafts], lambda told: told, _ref, lambda told, _: _in_order(told))
    return order_steps(_make(told) for told in groups)


def _ref(telling: Telling) -> ClaimRef:
    _, report, start, end = telling.order
    return claim_ref("step", report, telling.evidence.sentence, Span(start, end))


def _in_order(told: Iterable[Telling]) -> list[Telling]:
    return sorted(told, key=lambda t: t.order)


def order_steps(steps: Iterable[Step]) -> list[Step]:
    """By day, then by report and place in it."""
    return sorted(steps, key=lambda s: (first_day(s.when), s.evidence[0].report, s.evidence[0].sentence, s.kind))


def step_keys(reading: Reading, parties: Parties) -> frozenset[str]:
    """Keys such that two reports that tell of one step share one."""
    return frozenset(k for telling in find_tellings(reading, parties) for k in _keys(telling))


def find_tellings(reading: Reading, parties: Parties) -> Iterator[Telling]:
    """The steps of which a report tells, in text order; a step of nobody is left out, and so is an act of war."""
    report, published = reading.report.id, published_days(reading)
    for event in reading.events:
        kind = BY_MODE.get(event.mode) if event.type == "RETREAT" else BY_TYPE.get(event.type)
        who = parties.all(report, event.agents) if kind and not event.casualties else ()
        if kind and who:
            yield Telling(
                order=(first_day(published), report, event.trigger.start, event.trigger.end),
                kind=kind,
                status=event.status,
                who=who,
                to=parties.all(report, event.recipients),
                sides=frozenset(s for name in who for s in parties.sides(name)),
                place=event.place,
                when=days_of(event.when),
                about=_short(days_of(event.when)) or _short(published),
                evidence=quote(reading, event.sentence),
            )


def _short(days: Interval | None) -> Interval | None:
    return days if days and days.earliest and days.latest and length(days) <= LONGEST else None


def _keys(telling: Telling) -> Iterator[str]:
    bins: Iterable[int | str] = ("undated",)
    if telling.about and telling.about.earliest and telling.about.latest:
        first, last = telling.about.earliest.toordinal(), telling.about.latest.toordinal() + NEAR_DAYS
        bins = range(first // _BIN_DAYS, last // _BIN_DAYS + 1)
    for n in bins:
        yield from (f"step:{telling.kind}:{telling.status}:{side}:{n}" for side in sorted(telling.sides))


def _is_same(draft: Draft, telling: Telling, parties: Parties) -> bool:
    first = draft.told[0]
    if (first.kind, first.status) != (telling.kind, telling.status):
        return False
    if telling.place and draft.places and telling.place.name not in draft.places:
        return False
    if parties.shared(telling.who, first.who) < min(len(telling.who), len(first.who)):
        return False
    return not telling.about or not draft.days or any(gap(telling.about, d) <= NEAR_DAYS for d in draft.days)


def _make(told: Sequence[Telling]) -> Step:
    first = told[0]
    days = [t.when for t in told if t.when]
    return Step(
        kind=first.kind,
        who=first.who,
        to=tuple(dict.fromkeys(n for t in told for n in t.to)),
        place=next((t.place for t in told if t.place), None),
        when=min(days, key=length, default=None),
        status=first.status,
        evidence=gather(t.evidence for t in told),
    )

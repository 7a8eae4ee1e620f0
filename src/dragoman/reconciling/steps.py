"""Steps on the ground: withdrawals, releases, disarmament, access, aid, over all reports.

Enters: readings. Leaves: `Step` records; two reports of one step are one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.model import Event, Interval, Reading, Step
from dragoman.model.record import StepKind
from dragoman.reconciling.days import days_of, first_day, gap, length, published_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.parties import Parties

NEAR_DAYS = 2  # two reports of one step name days no further apart than this
BY_MODE: dict[str | None, StepKind] = {
    "withdraw": "withdraw", "release": "release", "disarm": "disarm", "access": "access", "resign": "resign",
}  # fmt: skip
BY_TYPE: dict[str, StepKind] = {"AID": "aid", "COOPERATE": "cooperation"}


@dataclass
class Draft:
    """A step in the making."""

    told: list[tuple[Reading, Event]] = field(default_factory=list)
    who: tuple[str, ...] = ()


def gather_steps(readings: Sequence[Reading], parties: Parties) -> list[Step]:
    """Make the steps of all reports, in order of time."""
    blocks: dict[tuple[StepKind, str], list[Draft]] = defaultdict(list)
    for reading in readings:
        for event in reading.events:
            kind = BY_MODE.get(event.mode) if event.type == "RETREAT" else BY_TYPE.get(event.type)
            who = parties.all(reading.report.id, event.agents)
            if kind is None or not who or event.casualties:
                continue
            block = blocks[kind, event.status]
            draft = next((d for d in block if _is_same(d, reading, event, who, parties)), None)
            if draft is None:
                draft = Draft(who=who)
                block.append(draft)
            draft.told.append((reading, event))
    made = [_step(kind, d, parties) for (kind, _), block in blocks.items() for d in block]
    return sorted(made, key=lambda s: (first_day(s.when), s.evidence[0].report, s.evidence[0].sentence, s.kind))


def _is_same(draft: Draft, reading: Reading, event: Event, who: Sequence[str], parties: Parties) -> bool:
    if parties.shared(who, draft.who) < min(len(who), len(draft.who)):
        return False
    places = {e.place.name for _, e in draft.told if e.place}
    if event.place and places and event.place.name not in places:
        return False
    days = _days(reading, event)
    known = [d for r, e in draft.told if (d := _days(r, e))]
    return not days or not known or any(gap(days, d) <= NEAR_DAYS for d in known)


def _days(reading: Reading, event: Event) -> Interval | None:
    return days_of(event.when) or published_days(reading)


def _step(kind: StepKind, draft: Draft, parties: Parties) -> Step:
    event = draft.told[0][1]
    days = [d for _, e in draft.told if (d := days_of(e.when))]
    to = dict.fromkeys(n for r, e in draft.told for n in parties.all(r.report.id, e.recipients))
    return Step(
        kind=kind,
        who=draft.who,
        to=tuple(to),
        place=next((e.place for _, e in draft.told if e.place), None),
        when=min(days, key=length, default=None),
        status=event.status,
        evidence=gather(quote(r, e.sentence) for r, e in draft.told),
    )

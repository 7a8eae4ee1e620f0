"""Which mentions of a track are one round, and what all of them say of it.

Enters: the mentions of one track. Leaves: drafts of rounds, in order of time, numbered where a report
numbers them or where the number follows ("the last round" before the third).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.model import Interval
from dragoman.reconciling.days import common, first_day, gap, last_day, length
from dragoman.reconciling.meetings import Meeting, Order
from dragoman.reconciling.parties import Parties

SERIES_DAYS = 400  # two rounds of one number further apart than this belong to two series
SLIP_DAYS = 7  # a round held this many days off its plan is still the planned one
RECENT_DAYS = 14  # "the talks ended" without a day: within a fortnight before the report
AHEAD_DAYS = 60  # "the next round" without a day: within two months after the report
VAGUE_DAYS = 20  # a time longer than this does not by itself say which round is meant


@dataclass
class Draft:
    """A round in the making."""

    mentions: list[Meeting] = field(default_factory=list)
    number: int | None = None
    inferred: bool = False
    _days: tuple[int, Interval | None] = (-1, None)  # for how many mentions, and their days

    @property
    def held(self) -> list[Meeting]:
        """The mentions that say it has begun, with a day."""
        return [m for m in self.mentions if m.is_held and m.days]

    @property
    def plans(self) -> list[Meeting]:
        """The mentions that name a day ahead for it."""
        return [m for m in self.mentions if m.is_ahead and m.days]

    def days(self) -> Interval | None:
        """When it was held, or else is planned."""
        if self._days[0] != len(self.mentions):
            self._days = (len(self.mentions), self._work_out_days())
        return self._days[1]

    def _work_out_days(self) -> Interval | None:
        return (
            held_days(self.held)
            or (common(m.days for m in self.plans if m.days) if self.plans else None)
            or (min((m.days for m in self.plans if m.days), key=length, default=None))
        )

    def who(self) -> set[str]:
        """All parties."""
        return {name for m in self.mentions for name in (*m.who, *m.members)}

    def order(self) -> tuple[dt.date, dt.date, int, Order]:
        """By time, then number, then the first mention."""
        days = self.days()
        first = min(m.order for m in self.mentions)
        known = days or Interval(earliest=first[0])
        return first_day(known), last_day(known), self.number or 0, first


def held_days(held: Iterable[Meeting]) -> Interval | None:
    """What mentions that it was held, began or ended say together of its days.

    Where they exclude each other: from the first to the last of the exact days named.
    """
    stated = sorted({(m.phase, _key(m.days)): (m.phase, m.days) for m in held if m.days}.items())
    spans = [_span(phase, days) for _, (phase, days) in stated]
    together = common(spans)
    if together or not spans:
        return together
    exact = [d for _, (_, d) in stated if length(d) <= 3] or [d for _, (_, d) in stated]
    firsts, lasts = [first_day(d) for d in exact], [last_day(d) for d in exact]
    return Interval(earliest=min(firsts), latest=max(lasts))


def _span(phase: str, days: Interval) -> Interval:
    if phase == "ended" and length(days) == 1:
        return Interval(latest=days.latest)
    if phase == "opens" and length(days) == 1:
        return Interval(earliest=days.earliest)
    return days


def _key(days: Interval | None) -> tuple[str, str]:
    return (str(days and days.earliest), str(days and days.latest))


def gather_rounds(mentions: Sequence[Meeting], parties: Parties) -> list[Draft]:
    """Put the mentions of one track into rounds; those that only speak of the track are left out."""
    drafts: list[Draft] = []
    placed: dict[tuple[str, str | None], Draft] = {}
    ordered = sorted(mentions, key=lambda m: m.order)
    for step in (_by_number, _by_days, _by_sequence):
        for m in ordered:
            if (m.report, m.local) in placed:
                continue
            draft = placed.get((m.report, m.same_as)) if m.same_as and not m.number else None
            draft = draft or step(m, drafts, parties)
            if draft:
                draft.mentions.append(m)
                draft.number = draft.number or m.number
                placed[m.report, m.local] = draft
                if draft not in drafts:
                    drafts.append(draft)
    _infer_numbers(drafts)
    return sorted(drafts, key=Draft.order)


def _by_number(m: Meeting, drafts: list[Draft], parties: Parties) -> Draft | None:
    if m.number is None:
        return None
    for draft in drafts:
        if draft.number == m.number and _apart(m, draft) <= SERIES_DAYS:
            return draft
    return Draft(number=m.number)


def _apart(m: Meeting, draft: Draft) -> int:
    own = m.days or m.published
    there = draft.days() or draft.mentions[0].published
    return gap(own, there) if own and there else 0


def _by_days(m: Meeting, drafts: list[Draft], parties: Parties) -> Draft | None:
    if m.days is None or not (m.is_held or m.is_ahead):
        return None
    fitting = [(score, n) for n, d in enumerate(drafts) if (score := _fit(m, d, parties)) is not None]
    if fitting:
        return drafts[min(fitting)[1]]
    return Draft()


def _fit(m: Meeting, draft: Draft, parties: Parties) -> int | None:
    """How many days the mention lies off the draft; None if it cannot be that round."""
    assert m.days
    if m.number and draft.number and m.number != draft.number:
        return None
    if _other_place(m, draft) or _others(m, draft, parties):
        return None
    others = draft.held if m.is_held and draft.held else draft.held + draft.plans  # days held say more than a plan
    distances = [distance for other in others if other.days and (distance := _distance(m, other)) is not None]
    return min(distances, default=None)


def _distance(m: Meeting, other: Meeting) -> int | None:
    assert m.days and other.days
    if m.is_held != other.is_held:
        plan, held = (other, m) if m.is_held else (m, other)
        if plan.published and held.days and last_day(plan.published) > last_day(held.days) and plan.relative:
            return None  # a next round announced after this one was over
        limit = SLIP_DAYS
    else:
        limit = 1
    distance = gap(m.days, other.days)
    vague = length(m.days) > VAGUE_DAYS and length(other.days) > VAGUE_DAYS and _key(m.days) != _key(other.days)
    if vague and (m.is_held or other.is_held):
        return None
    return distance if distance <= limit else None


def _other_place(m: Meeting, draft: Draft) -> bool:
    """True if both are somewhere, in different countries."""
    places = {(o.place, o.country) for o in draft.mentions if o.place}
    if not m.place or not places or m.place in {p for p, _ in places}:
        return False
    countries = {c for _, c in places if c}
    return bool(m.country and countries and m.country not in countries)


def _others(m: Meeting, draft: Draft, parties: Parties) -> bool:
    """True if both were held, name two parties or more whose side is known, and share none.

    Who announces a round need not be who comes.
    """
    if not m.is_held or not draft.held:
        return False
    mine, theirs = ([n for n in sorted(who) if parties.roots.get(n)] for who in (m.who, draft.who()))
    return len(mine) >= 2 and len(theirs) >= 2 and not parties.shared(mine, theirs)


def _by_sequence(m: Meeting, drafts: list[Draft], parties: Parties) -> Draft | None:
    """The round that a mention without day or number means, by its place in the sequence."""
    if m.phase == "mentioned" and m.relative is None and not m.who:
        return None
    today = last_day(m.published)
    fitting = [d for d in drafts if not _other_place(m, d) and not _others(m, d, parties)]
    if m.is_ahead or m.relative in ("next", "new"):
        return _next_after(m, today, fitting)
    if m.phase == "mentioned" and not m.who:
        return None
    return _last_before(m, today, fitting)


def _next_after(m: Meeting, today: dt.date, drafts: list[Draft]) -> Draft | None:
    def waits(d: Draft) -> int | None:
        days = d.days()
        if days is None:
            return 0 if any(abs((x.order[0] - m.order[0]).days) <= RECENT_DAYS for x in d.mentions) else None
        ahead = (last_day(days) - today).days
        return ahead if 0 <= ahead <= AHEAD_DAYS else None

    found = [(w, n) for n, d in enumerate(drafts) if (w := waits(d)) is not None]
    if found:
        return drafts[min(found)[1]]
    return Draft() if len(m.who) >= 2 and m.is_ahead else None


def _last_before(m: Meeting, today: dt.date, drafts: list[Draft]) -> Draft | None:
    def passed(d: Draft) -> int | None:
        days = d.days()
        if days is None:
            return None
        ago = (today - first_day(days)).days
        return ago if ago >= 0 else None

    found = sorted((p, n) for n, d in enumerate(drafts) if (p := passed(d)) is not None)
    if m.relative == "previous":  # the one before the latest, if that is known
        found = found[1:]
    limit = SERIES_DAYS if m.relative in ("last", "previous") else RECENT_DAYS
    if found and found[0][0] <= limit:
        return drafts[found[0][1]]
    if m.relative == "previous":
        return None
    return Draft() if m.is_held and len(m.who) >= 2 else None


def _infer_numbers(drafts: list[Draft]) -> None:
    """Number a round from its neighbour where a report sets the two in sequence."""
    ordered = sorted(drafts, key=Draft.order)
    for before, after in pairwise(ordered):
        _number(after, before.number and before.number + 1, ("next", "new"), drafts)
    for after, before in pairwise(reversed(ordered)):
        _number(before, after.number and after.number - 1, ("last", "previous"), drafts)
    _number_first(ordered)


def _number_first(ordered: Sequence[Draft]) -> None:
    """The only round held before the second is the first."""
    second = next((n for n, d in enumerate(ordered) if d.number == 2), 0)
    before = [d for d in ordered[:second] if d.held and _apart(d.held[0], ordered[second]) <= SERIES_DAYS]
    if len(before) == 1 and before[0].number is None:
        before[0].number, before[0].inferred = 1, True


def _number(draft: Draft, number: int | None, relatives: tuple[str, ...], drafts: list[Draft]) -> None:
    free = number and all(d.number != number for d in drafts)
    if free and draft.number is None and any(m.relative in relatives for m in draft.mentions):
        draft.number, draft.inferred = number, True

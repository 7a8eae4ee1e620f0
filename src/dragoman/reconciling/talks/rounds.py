"""Which mentions of a track are one round, and what all of them say of it.

Enters: the mentions of one track. Leaves: drafts of rounds, in order of time, numbered where a report
numbers them or where the number follows ("the last round" before the third).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.model import Interval
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, gap, last_day, length
from dragoman.reconciling.talks.drafts import EXACT_DAYS, Draft, bounded, day_key, span_of
from dragoman.reconciling.talks.mentions import Meeting

SERIES_DAYS = 400  # two rounds of one number further apart than this belong to two series
SLIP_DAYS = 7  # a round held this many days off its plan is still the planned one
SMALL_SLIP_DAYS = 3  # where the plan is vague, or another came true
RECENT_DAYS = 14  # "the talks ended" without a day: within a fortnight before the report
AHEAD_DAYS = 60  # "the next round" without a day: within two months after the report
VAGUE_DAYS = 20  # a time longer than this does not by itself say which round is meant
EDGE_DAYS = 5  # "early in the month" and "in the middle of it" are longer than this, and may share their edge
PERIOD = 10  # days; rounds are looked for by such periods
MOST_PERIODS = 40  # a time longer than this is looked for in its first periods only


class Board:
    """The rounds of a track by number and by time, in the order in which they were begun."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.drafts: list[Draft] = []
        self._place: dict[int, int] = {}
        self._numbers: dict[int, list[Draft]] = defaultdict(list)
        self._periods: dict[int, dict[int, Draft]] = defaultdict(dict)
        self._told: dict[int, dict[int, Draft]] = defaultdict(dict)  # by the day of the report

    def add(self, draft: Draft, m: Meeting) -> None:
        """Give a mention to a draft, which may be a new one."""
        if id(draft) not in self._place:
            self._place[id(draft)] = len(self.drafts)
            self.drafts.append(draft)
        numbered = draft.number
        draft.add(m)
        if draft.number and (not numbered or draft not in self._numbers[draft.number]):
            self._numbers[draft.number].append(draft)
        self._told[m.order[0].toordinal() // PERIOD][id(draft)] = draft
        if m.days and (m.is_held or m.is_ahead):
            for period in _periods(m.days):
                self._periods[period][id(draft)] = draft

    def numbered(self, number: int) -> Sequence[Draft]:
        """The rounds with a number."""
        return self._numbers.get(number, ())

    def near(self, days: Interval) -> Iterator[Draft]:
        """The rounds that some report puts near those days, in the order in which they were begun."""
        found = {k: d for period in _periods(days) for k, d in self._periods.get(period, {}).items()}
        yield from sorted(found.values(), key=lambda d: self._place[id(d)])

    def before(self, day: dt.date, days: int) -> Iterator[Draft]:
        """The rounds that had begun by a day, and no more than so many days before it, the last first."""
        last = day.toordinal() // PERIOD
        for period in range(last + 1, last - days // PERIOD - 2, -1):
            yield from sorted(self._periods.get(period, {}).values(), key=lambda d: self._place[id(d)])

    def undated(self, day: dt.date) -> Iterator[Draft]:
        """The rounds of which no report has a day, told of about then; the last begun first."""
        own, reach = day.toordinal() // PERIOD, RECENT_DAYS // PERIOD + 1
        found = {k: d for n in range(own - reach, own + reach + 1) for k, d in self._told.get(n, {}).items()}
        yield from sorted((d for d in found.values() if not d.days()), key=lambda d: -self._place[id(d)])


def _periods(days: Interval) -> range:
    """The periods of some days, and of those a little before and after."""
    first, last = (d.toordinal() for d in (first_day(days), last_day(days)))
    low, high = (first - SLIP_DAYS) // PERIOD, (last + SLIP_DAYS) // PERIOD + 1
    return range(low, min(high, low + MOST_PERIODS))


def gather_rounds(mentions: Sequence[Meeting], parties: Parties) -> list[Draft]:
    """Put the mentions of one track into rounds; those that only speak of the track are left out."""
    board = Board(parties)
    placed: dict[tuple[str, str | None], Draft] = {}
    ordered = sorted(mentions, key=lambda m: m.order)
    for step in (_by_number, _by_days, _by_sequence):
        for m in ordered:
            if (m.report, m.local) in placed:
                continue
            draft = placed.get((m.report, m.same_as)) if m.same_as and not m.number else None
            draft = draft or step(m, board)
            if draft:
                board.add(draft, m)
                placed[m.report, m.local] = draft
    drafts = _join_replanned(board)
    _infer_numbers(drafts)
    return sorted(drafts, key=Draft.order)


def _join_replanned(board: Board) -> list[Draft]:
    """Rounds planned for the very same days are one, whichever of several plans a report began with."""
    homes: dict[tuple[str, str], Draft] = {}
    gone: set[int] = set()
    for draft in sorted(board.drafts, key=lambda d: (not d.held, d.number is None, d.order())):
        same = (homes.get(day_key(m.days)) for m in draft.plans if m.days and length(m.days) <= EXACT_DAYS)
        home = next((h for h in same if h and h is not draft and _may_be_one(h, draft)), None)
        if home:
            gone.add(id(draft))
            for m in draft.mentions:
                home.add(m)
        for m in draft.plans:
            homes.setdefault(day_key(m.days), home or draft)
    return [d for d in board.drafts if id(d) not in gone]


def _may_be_one(one: Draft, other: Draft) -> bool:
    """Not both held, nor numbered differently, nor in different countries."""
    if (one.held and other.held) or (one.number and other.number and one.number != other.number):
        return False
    return not one.countries or not other.countries or not one.countries.isdisjoint(other.countries)


def _by_number(m: Meeting, board: Board) -> Draft | None:
    if m.number is None:
        return None
    fitting = (d for d in board.numbered(m.number) if _apart(m, d) <= SERIES_DAYS)
    return next(fitting, None) or Draft(number=m.number)


def _apart(m: Meeting, draft: Draft) -> int:
    own = m.days or m.published
    there = draft.days() or draft.mentions[0].published
    return gap(own, there) if own and there else 0


def _by_days(m: Meeting, board: Board) -> Draft | None:
    if m.days is None or not (m.is_held or m.is_ahead):
        return None
    scored = [(score, n, d) for n, d in enumerate(board.near(m.days)) if (score := _fit(m, d, board)) is not None]
    return min(scored, key=lambda s: s[:2])[2] if scored else Draft()


def _fit(m: Meeting, draft: Draft, board: Board) -> int | None:
    """How many days the mention lies off the draft; None if it cannot be that round."""
    assert m.days
    if m.number and draft.number and m.number != draft.number:
        return None
    if _other_place(m, draft) or _others(m, draft, board.parties):
        return None
    held = draft.held if m.is_held else []
    others = held or list(draft.times.values())  # days held say more than a plan
    if m.is_ahead and _is_foretold(draft):
        slip = 0 if length(m.days) > EDGE_DAYS else SMALL_SLIP_DAYS
        others = [o for o in draft.held if gap(_possible(o), m.days) <= slip]
    distances = [distance for other in others if (distance := _distance(m, other)) is not None]
    return min(distances, default=None)


def _is_foretold(draft: Draft) -> bool:
    """Held as some report had foretold: a plan for other days is that of another round."""
    return any(p.days and h.days and gap(p.days, _possible(h)) == 0 for h in draft.held for p in draft.plans)


def _distance(m: Meeting, other: Meeting) -> int | None:
    assert m.days and other.days
    if m.is_held != other.is_held:
        plan, held = (other, m) if m.is_held else (m, other)
        if plan.published and held.days and last_day(plan.published) > last_day(held.days) and plan.relative:
            return None  # a next round announced after this one was over
        limit = SLIP_DAYS if length(plan.days or m.days) <= EDGE_DAYS else SMALL_SLIP_DAYS
    else:
        limit = 1
    distance = gap(_possible(m), _possible(other))
    both_vague = length(m.days) > EDGE_DAYS and length(other.days) > EDGE_DAYS
    if both_vague and distance == 0 and _touches(m.days, other.days):
        return None
    vague = length(m.days) > VAGUE_DAYS and length(other.days) > VAGUE_DAYS and day_key(m.days) != day_key(other.days)
    if vague and (m.is_held or other.is_held):
        return None
    return distance if distance <= limit else None


def _touches(a: Interval, b: Interval) -> bool:
    """True if two long times share no more than their edge."""
    first, last = max(first_day(a), first_day(b)), min(last_day(a), last_day(b))
    return (last - first).days < 2


def _possible(m: Meeting) -> Interval:
    """The days on which the round may have been, by one mention: one that ended on a day began a few days before."""
    assert m.days
    return bounded(span_of(m.phase, m.days))


def _other_place(m: Meeting, draft: Draft) -> bool:
    """True if both are somewhere, in different countries."""
    if not m.place or not draft.places or m.place in draft.places:
        return False
    return bool(m.country and draft.countries and m.country not in draft.countries)


def _others(m: Meeting, draft: Draft, parties: Parties) -> bool:
    """True if both were held, name two parties or more whose side is known, and share none.

    Who announces a round need not be who comes.
    """
    if not m.is_held or not m.who or not draft.held:
        return False
    mine, theirs = ([n for n in sorted(who) if parties.roots.get(n)] for who in (m.who, draft.names))
    return len(mine) >= 2 and len(theirs) >= 2 and not parties.shared(mine, theirs)


def _by_sequence(m: Meeting, board: Board) -> Draft | None:
    """The round that a mention without day or number means, by its place in the sequence."""
    if m.phase == "mentioned" and m.relative is None and not m.who:
        return None
    today = last_day(m.published)
    if m.is_ahead or m.relative in ("next", "new"):
        return _next_after(m, today, board)
    if m.phase == "mentioned" and not m.who:
        return None
    return _last_before(m, today, board)


def _may_be(m: Meeting, draft: Draft, board: Board) -> bool:
    return not _other_place(m, draft) and not _others(m, draft, board.parties)


def _next_after(m: Meeting, today: dt.date, board: Board) -> Draft | None:
    ahead = Interval(earliest=today, latest=_later(today, AHEAD_DAYS))
    found: list[tuple[int, int, Draft]] = []
    for n, d in enumerate(board.near(ahead)):
        days = d.days()
        wait = (last_day(days) - today).days if days else -1
        if 0 <= wait <= AHEAD_DAYS and _may_be(m, d, board):
            found.append((wait, n, d))
    if found and found[0]:
        return min(found, key=lambda f: f[:2])[2]
    for d in board.undated(m.order[0]):
        near = any(abs((x.order[0] - m.order[0]).days) <= RECENT_DAYS for x in (d.mentions[0], d.mentions[-1]))
        if near and _may_be(m, d, board):
            return d
    return Draft() if len(m.who) >= 2 and m.is_ahead else None


def _later(day: dt.date, days: int) -> dt.date:
    return day if day == dt.date.max else day + dt.timedelta(days=days)


def _last_before(m: Meeting, today: dt.date, board: Board) -> Draft | None:
    limit = SERIES_DAYS if m.relative in ("last", "previous") else RECENT_DAYS
    wanted = 2 if m.relative == "previous" else 1  # the one before the latest, if that is known
    passed: dict[int, tuple[int, int, Draft]] = {}
    for n, d in enumerate(board.before(today, limit + PERIOD)):
        ago = _passed(d.days(), today)
        if ago is not None and _may_be(m, d, board):
            passed.setdefault(id(d), (ago, n, d))
        if len(passed) > 2 * wanted:
            break
    found = sorted(passed.values(), key=lambda p: p[:2])[wanted - 1 :]
    if found and found[0][0] <= limit:
        return found[0][2]
    if m.relative == "previous":
        return None
    return Draft() if m.is_held and len(m.who) >= 2 else None


def _passed(days: Interval | None, today: dt.date) -> int | None:
    """How many days ago a round was: 0 while it goes on, None if it had not begun."""
    if days is None or first_day(days) > today:
        return None
    return max(0, (today - last_day(days)).days)


def _infer_numbers(drafts: Sequence[Draft]) -> None:
    """Number a round from its neighbour where a report sets the two in sequence."""
    ordered = sorted(drafts, key=Draft.order)
    taken = {d.number for d in drafts if d.number}
    for before, after in pairwise(ordered):
        _number(after, before.number and before.number + 1, ("next", "new"), taken)
    for after, before in pairwise(reversed(ordered)):
        _number(before, after.number and after.number - 1, ("last", "previous"), taken)
    _number_first(ordered, taken)


def _number_first(ordered: Sequence[Draft], taken: set[int]) -> None:
    """The only round held before the second is the first."""
    second = next((n for n, d in enumerate(ordered) if d.number == 2), 0)
    before = [d for d in ordered[:second] if d.held and _apart(d.held[0], ordered[second]) <= SERIES_DAYS]
    if len(before) == 1 and before[0].number is None and 1 not in taken:
        before[0].number, before[0].inferred = 1, True


def _number(draft: Draft, number: int | None, relatives: tuple[str, ...], taken: set[int]) -> None:
    if number and number not in taken and draft.number is None and any(m.relative in relatives for m in draft.mentions):
        draft.number, draft.inferred = number, True
        taken.add(number)

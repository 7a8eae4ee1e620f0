"""Limits on the day of a report, and what they leave together.

Enters: limits, each with its reason in one sentence. Leaves: a `Published` with those that were used.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.model import Published

Days = tuple[dt.date | None, dt.date | None]  # closed; None: open
LONGEST_SEARCH = 1100  # days: further apart, limits are too loose to be worth counting through
LONGEST_NARROWED = 60  # days: over a longer time, a meeting in the same place is as likely another one
LONGEST_ANSWER = 366  # days: a report that may be of any day in more than a year counts as undated

_ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """What one clue leaves possible: days inside `spans`, on one of `weekdays`, near a day of some year.

    `near`: month, day, and the fewest and most days by which the report is later than it. `firm`: if it cannot be
    true together with the others, something was misread; a limit that is not firm is passed over in that case.
    `alone`: False for one that rests on a likeness (a meeting in the same place) and may only narrow down what others
    leave, when that is not much.
    """

    reason: str
    spans: tuple[Days, ...] = ((None, None),)
    weekdays: frozenset[int] | None = None
    near: tuple[int, int, int, int] | None = None
    firm: bool = True
    alone: bool = True

    def allows(self, day: dt.date) -> bool:
        """True if the report can be of that day, `spans` aside."""
        if self.weekdays is not None and day.isoweekday() not in self.weekdays:
            return False
        return self.near is None or _is_near(day, self.near)


def _is_near(day: dt.date, near: tuple[int, int, int, int]) -> bool:
    month, number, fewest, most = near
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            if fewest <= (day - dt.date(year, month, number)).days <= most:
                return True
        except ValueError:  # the 29th of February
            continue
    return False


def conclude(limits: Sequence[Limit]) -> Published:
    """The days that all limits leave.

    Returns:
        basis `inferred` with the day, or with the first and the last possible day; basis `unknown` where the limits
        contradict each other or leave more than a year. `reasons` are those of the limits used.
    """
    used: list[Limit] = []
    for limit in sorted(limits, key=lambda n: (not n.alone, not n.firm)):
        if not limit.alone and _is_wide(_days(used)):
            continue
        if _days([*used, limit]) != []:
            used.append(limit)
        elif limit.firm:
            return _contradiction([*used, limit])
    used = _needed(used)
    days = _days(used)
    reasons = tuple(dict.fromkeys(n.reason for n in used))
    if not days or (days[-1] - days[0]).days > LONGEST_ANSWER:
        return Published(reasons=(*reasons, "That leaves too many days to name one.") if reasons else ())
    only = days[0] if days[0] == days[-1] else None
    return Published(date=only, earliest=days[0], latest=days[-1], basis="inferred", reasons=reasons)


def _is_wide(days: list[dt.date] | None) -> bool:
    return not days or (days[-1] - days[0]).days > LONGEST_NARROWED


def _needed(used: list[Limit]) -> list[Limit]:
    """The limits without which more days would be left, the firm ones kept before others that say as much."""
    days = _days(used)
    if days is None:
        return used
    kept = list(used)
    for limit in reversed(used):
        rest = [n for n in kept if n is not limit]
        if _days(rest) == days:
            kept = rest
    return kept


def _contradiction(limits: list[Limit]) -> Published:
    reasons = dict.fromkeys(n.reason for n in limits)
    return Published(reasons=(*reasons, "These cannot all be true, so the day is left open."))


def _days(limits: Sequence[Limit]) -> list[dt.date] | None:
    """The days that the limits leave; None where they are too many to count through."""
    spans: tuple[Days, ...] = ((None, None),)
    for limit in limits:
        spans = intersect(spans, limit.spans)
    if not spans:
        return []
    first, last = spans[0][0], spans[-1][1]
    if first is None or last is None or (last - first).days > LONGEST_SEARCH:
        return None
    days = (first + n * _ONE for n in range((last - first).days + 1))
    return [d for d in days if _lies_in(d, spans) and all(n.allows(d) for n in limits)]


def _lies_in(day: dt.date, spans: Iterable[Days]) -> bool:
    return any((start is None or start <= day) and (end is None or day <= end) for start, end in spans)


def intersect(a: Sequence[Days], b: Sequence[Days]) -> tuple[Days, ...]:
    """The days that lie in a span of each; spans in order, none overlapping another."""
    found = []
    for a0, a1 in a:
        for b0, b1 in b:
            start = max((d for d in (a0, b0) if d), default=None)
            end = min((d for d in (a1, b1) if d), default=None)
            if start is None or end is None or start <= end:
                found.append((start, end))
    return unite(found)


def unite(spans: Iterable[Days]) -> tuple[Days, ...]:
    """Spans in order, those that overlap or touch joined."""
    joined: list[Days] = []
    for start, end in sorted(spans, key=lambda s: s[0] or dt.date.min):
        if joined and (joined[-1][1] is None or (start or dt.date.min) <= _after(joined[-1][1])):
            last = joined[-1]
            joined[-1] = (last[0], None if last[1] is None or end is None else max(last[1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _after(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + _ONE


def shifted(day: dt.date, days: int) -> dt.date:
    """The day some days later, or the first or last day of the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min

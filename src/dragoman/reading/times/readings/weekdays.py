"""Readings of weekdays and weekends.

Enters: a match and the state. Leaves: `Resolved`, or a list where the words hold two times.
"""

import datetime as dt
from dataclasses import replace

from dragoman.knowledge.schema.times import Direction
from dragoman.reading.times.calendar import Period, day_period, period_at, shift_days
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import from_period, with_time
from dragoman.reading.times.state import OPEN, Resolved, State

_AHEAD = ("future", "present", "either")


def read_weekday(match: Match, state: State) -> Resolved | None:
    """ "Wednesday", "last Friday", "Tuesday of next week", "early Tuesday", "Friday evening"."""
    period = find_weekday(match, state)
    undated = f"XXXX-WXX-{match.get('weekday')}"
    part = match.get("partday")
    if part is not None:
        return with_time(match, period, part, undated=undated)
    return replace(from_period(match, period, undated=undated), mod=match.get("part", "within"))


def find_weekday(match: Match, state: State) -> Period:
    """The day that a weekday stands for."""
    weekday = int(match.get("weekday"))
    if match.has("weekly"):
        return _of_week(state.day, weekday, int(match.get("weekly")))
    near = match.get("next", "last", "this")
    direction = state.syntax.direction(match)
    if near is None:
        return pick_weekday(state.day, weekday, direction)
    if near == 0:
        own = _of_week(state.day, weekday, 0)
        return _of_week(state.day, weekday, 1) if own.earliest < state.day and direction == "future" else own
    base = state.base_day.earliest if match.option("anchored") else state.day
    ahead = (weekday - base.isoweekday()) % 7
    return day_period(shift_days(base, (ahead or 7) if near > 0 else ahead - 7))


def _of_week(day: dt.date, weekday: int, weeks: int) -> Period:
    return day_period(shift_days(day, weekday - day.isoweekday() + 7 * weeks))


def pick_weekday(day: dt.date, weekday: int, direction: Direction) -> Period:
    """A bare weekday: today or before in the past and where nothing is known, today or after in the future."""
    ahead = (weekday - day.isoweekday()) % 7
    return day_period(shift_days(day, ahead if direction in _AHEAD or not ahead else ahead - 7))


def read_weekday_set(match: Match, state: State) -> Resolved | None:
    """ "every Friday", "on Fridays", "Friday nights"."""
    return _every(int(match.get("weekday", "weekdays")), match.get("partday", "partdays"))


def read_weekday_sets(match: Match, state: State) -> list[Resolved]:
    """ "Monday and Tuesday nights": both are nights, and both are sets."""
    part = match.get("partdays")
    one, two = (_every(int(match.get(name)), part) for name in ("weekday", "other"))
    return [replace(one, last=match.first + 1), replace(two, first=match.at("other"))]


def _every(weekday: int, part: str | None) -> Resolved:
    value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    return Resolved("SET", value, undated=value, edges=OPEN)


def read_weekend(match: Match, state: State) -> Resolved | None:
    """ "the weekend", "next weekend": a bare one is the last that has begun, unless the verb looks ahead."""
    near = match.get("next", "last", "this")
    if near is not None:
        steps = int(near)
    else:
        begun = state.day.isoweekday() >= 6
        steps = 0 if begun or state.syntax.direction(match) in _AHEAD else -1
    period = period_at(state.day, "WE", steps)
    return from_period(match, period, undated="XXXX-WXX-WE") if period else None

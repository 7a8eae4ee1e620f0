"""Readings of times reckoned from the time named before: that day, two days later, the next morning.

Enters: a match and the state. Leaves: `Resolved`, or None where nothing was named before.
"""

from dataclasses import replace

from dragoman.reading.times.calendar import day_period, shift_days, shift_period
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import UNDATED, from_period, with_time
from dragoman.reading.times.readings.relative import move_period, same_quarter
from dragoman.reading.times.readings.spans import count_of, read_duration
from dragoman.reading.times.state import OPEN, Resolved, State

NEAR_DAYS = 2


def read_that(match: Match, state: State) -> Resolved | None:
    """ "that day", "the same year", "earlier that day", "until then": the time named last, widened to the unit."""
    unit, part = match.get("unit"), match.get("partday")
    if state.focus is None:
        return None
    if part is not None or unit == "NI":
        return with_time(match, state.base_day, part or "NI", undated=UNDATED["D"], anchored=True)
    period = state.focus if unit is None else shift_period(state.focus, unit, 0)
    if period is None or (unit == "D" and period.unit != "D"):
        return None
    return from_period(match, period, undated=UNDATED.get(period.unit, "XXXX"), anchored=True)


def read_within_day(match: Match, state: State) -> Resolved | None:
    """ "earlier in the day": the day named last if it is near the report's, which it else is."""
    near = abs((state.base_day.earliest - state.day).days) <= NEAR_DAYS
    day = state.base_day if near else day_period(state.day)
    return from_period(match, day, undated=UNDATED["D"], anchored=day is state.focus)


def read_part_of_day(match: Match, state: State) -> Resolved | None:
    """ "in the morning", "the next morning", "the previous evening": on or beside the day that was named last."""
    steps = int(match.get("next", "last") or match.option("side") or 0)
    day = day_period(shift_days(state.base_day.earliest, steps))
    part = match.get("partday") or str(match.option("part"))
    return with_time(match, day, part, undated=UNDATED["D"], anchored=state.focus is not None)


def read_offset(match: Match, state: State) -> Resolved | None:
    """ "two days later", "the day before", "a year earlier", "the next day": from the time named last.

    Without one, only years are reckoned from the report's day; "the day before the vote" is reckoned from a
    vote whose day is not known here, so that it stays open.
    """
    unit, near = match.get("unit", "units"), match.get("next", "last")
    side = int(match.option("side") if near is None else near)
    count = count_of(match)
    if count is None or unit.startswith("T"):
        return read_duration(match, state)
    if unit == "Y" and count == 1 and side < 0 and state.reporting is not None:
        return same_quarter(match, state)
    undated = UNDATED.get(unit, "XXXX")
    known = state.focus is not None and not state.syntax.heads_phrase(match)
    if not known and unit != "Y":
        return Resolved("DATE", undated, edges=OPEN, undated=undated)
    base = state.focus if known and state.focus is not None else day_period(state.day)
    period = move_period(base, unit, side * count)
    if period is None:
        return None
    return replace(from_period(match, period, undated=undated, anchored=known), mod=match.get("approx"))

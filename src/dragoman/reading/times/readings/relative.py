"""Readings of times reckoned from the report's day: this, last, next, today, ago.

Enters: a match and the state. Leaves: `Resolved`, or None where the words are no time after all.
"""

from dataclasses import replace

from dragoman.reading.times.calendar import Period, day_period, period_at, shift_days, shift_period, year_period
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import UNDATED, from_period, with_time
from dragoman.reading.times.readings.spans import count_of, duration_value, read_duration, stretch
from dragoman.reading.times.state import IMPLIED, OPEN, Resolved, State

MAX_YEARS = 900  # further off, "years ago" names no period of the calendar


def read_relative(match: Match, state: State) -> Resolved | None:
    """ "this week", "early next year", "later this month", "the end of the month"."""
    unit, near = match.get("unit"), match.get("this", "last", "next")
    if unit == "NI":
        return with_time(match, _day_at(state, int(near or 0)), "NI", undated=UNDATED["D"])
    period = period_at(state.day, unit, int(near or 0))
    if period is None:
        return None
    undated = UNDATED.get(unit, "XXXX")
    if match.get("part") == "END" and near is None:  # "by the end of the month"
        last = from_period(match, day_period(period.latest), undated=undated)
        return replace(last, edges=("implied", "stated"))
    return _within(match, state, from_period(match, period, undated=undated))


def _day_at(state: State, days: int) -> Period:
    return day_period(shift_days(state.day, days))


def _within(match: Match, state: State, found: Resolved) -> Resolved:
    """ "later this month": the period's days from the report's day on; "earlier this year": those up to it."""
    within = match.get("within")
    period = found.period
    if within is None or period is None:
        return found
    if within == "AFTER" and period.earliest <= state.day <= period.latest:
        return replace(found, earliest=state.day, mod="END", edges=("implied", "stated"))
    if within == "BEFORE" and period.earliest <= state.day <= period.latest:
        return replace(found, latest=state.day, mod="START", edges=("stated", "implied"))
    return replace(found, mod=within)


def read_deictic(match: Match, state: State) -> Resolved | None:
    """ "today", "yesterday evening", "this morning", "last night", "tonight"."""
    day = _day_at(state, int(match.get("deictic", "this", "last") or 0))
    part = match.get("partday", "tonight")
    if part is not None:
        return with_time(match, day, part, undated=UNDATED["D"])
    return replace(from_period(match, day, undated=UNDATED["D"]), mod=match.get("part", "within"))


def read_overnight(match: Match, state: State) -> Resolved | None:
    """ "overnight": the night before the report's day, unless what it goes with lies ahead."""
    steps = 0 if state.syntax.direction(match) == "future" else -1
    return with_time(match, _day_at(state, steps), "NI", undated=UNDATED["D"])


def read_ago(match: Match, state: State) -> Resolved | None:
    """ "two years ago", "a week from now": from the report's day, as fine as the unit."""
    count, unit, side = count_of(match), match.get("unit", "units"), int(match.option("side"))
    if count is None:
        value = "PAST_REF" if side < 0 else "FUTURE_REF"
        return Resolved("DATE", value, mod=match.get("approx"), edges=OPEN, undated=value)
    if unit == "Y" and count == 1 and side < 0 and state.reporting is not None:
        return same_quarter(match, state)
    period = move_period(day_period(state.day), unit, side * count)
    if period is None or abs(period.earliest.year - state.day.year) > MAX_YEARS:
        return read_duration(match, state)
    found = from_period(match, period, undated=UNDATED.get(unit, "XXXX"))
    return replace(found, mod=match.get("approx"), edges=IMPLIED)


def same_quarter(match: Match, state: State) -> Resolved | None:
    """The quarter that figures were given for, a year before: what "a year earlier" means beside them."""
    period = shift_period(state.reporting, "Y", -1) if state.reporting else None
    return from_period(match, period, undated="XXXX-QX", anchored=True) if period else None


def move_period(base: Period, unit: str, count: float) -> Period | None:
    """The period so many units on; halves are counted in the next finer unit; None for units of the clock."""
    if unit in ("DE", "CE"):
        year = base.earliest.year + round(count * (10 if unit == "DE" else 100))
        return year_period(year) if 1 <= year <= 9999 else None
    if count != int(count):
        finer = {"Y": ("M", 12), "M": ("W", 4), "W": ("D", 7)}.get(unit)
        if finer is None:
            return None
        unit, count = finer[0], round(count * finer[1])
    return shift_period(base, unit, int(count))


def read_past_unit(match: Match, state: State) -> Resolved | None:
    """ "the past year", "the last week": the stretch up to (or from) the report's day.

    The value is the calendar unit before, as annotators of news write it; the days are the stretch itself.
    """
    unit, near = match.get("unit"), int(match.get("last", "next"))
    days = stretch(state.day, 1, unit, ahead=near > 0)
    period = period_at(state.day, unit, near)
    if period is None or unit in ("DE", "CE", "ML"):
        value = duration_value(1, unit)
        return Resolved("DURATION", value, *days, edges=IMPLIED, undated=value)
    found = from_period(match, period, undated=UNDATED.get(unit, "XXXX"))
    if unit in ("D", "NI", "WE"):
        return found
    return replace(found, earliest=days[0], latest=days[1], edges=IMPLIED)


def read_in_time(match: Match, state: State) -> Resolved | None:
    """ "in three days": a day to come after a verb that looks ahead, else how long something took."""
    count, unit = count_of(match), match.get("unit", "units")
    if count is None or state.syntax.direction(match) not in ("future", "present"):
        return read_duration(match, state)
    period = move_period(day_period(state.day), unit, count)
    if period is None or period.earliest.year - state.day.year > MAX_YEARS:
        return read_duration(match, state)
    return replace(from_period(match, period, undated=UNDATED.get(unit, "XXXX")), edges=IMPLIED)

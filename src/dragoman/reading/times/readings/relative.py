"""Readings of times reckoned from the report's day or from the time before: this, last, next, ago, later, today.

Enters: a match and the state. Leaves: `Resolved`, or None where the words are no time after all.
"""

from dataclasses import replace

from dragoman.reading.times.calendar import (
    Period,
    day_period,
    period_at,
    shift_days,
    shift_period,
    year_period,
)
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import from_period, with_time
from dragoman.reading.times.readings.spans import count_of, duration_value, read_duration
from dragoman.reading.times.state import IMPLIED, OPEN, Resolved, State

_UNDATED = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}


MAX_YEARS = 900  # further off, "years ago" names no period of the calendar


def read_relative(match: Match, state: State) -> Resolved | None:
    """ "this week", "early next year", "later this month", "the end of the month"."""
    unit = match.get("unit")
    near = match.get("this", "last", "next")
    if unit == "NI":
        return with_time(match, _days_on(state, int(near or 0)), "NI", undated="XXXX-XX-XX")
    period = period_at(state.day, unit, int(near or 0))
    if period is None:
        return None
    undated = _UNDATED.get(unit, "XXXX")
    within, part = match.get("within"), match.get("part")
    if within is not None:
        return _within(match, state, period, within, undated)
    if part == "END" and near is None:  # "by the end of the month"
        last = day_period(period.latest)
        return replace(from_period(match, last, undated=undated, part="END"), edges=("implied", "stated"))
    return from_period(match, period, undated=undated)


def _days_on(state: State, days: int) -> Period:
    return day_period(shift_days(state.day, days))


def _within(match: Match, state: State, period: Period, within: str, undated: str) -> Resolved:
    """ "later this month": the period's days from the report's day on; "earlier this year": those up to it."""
    found = from_period(match, period, undated=undated)
    if not period.earliest <= state.day <= period.latest:
        return replace(found, mod=within)
    if within == "AFTER":
        return replace(found, earliest=state.day, mod="END", edges=("implied", "stated"))
    if within == "BEFORE":
        return replace(found, latest=state.day, mod="START", edges=("stated", "implied"))
    return replace(found, mod=within)


def read_deictic(match: Match, state: State) -> Resolved | None:
    """ "today", "yesterday evening", "this morning", "last night", "tonight"."""
    steps = int(match.get("deictic", "this", "last") or 0)
    part = match.get("partday", "tonight")
    if "last" in match.slots and part != "NI" and part is not None:
        steps = -1
    found = with_time(match, _days_on(state, steps), part, undated="XXXX-XX-XX")
    within = match.get("part", "within")
    return replace(found, mod=within) if within in ("START", "END") else found


def read_overnight(match: Match, state: State) -> Resolved | None:
    """ "overnight": the night before the report's day, unless what it goes with lies ahead."""
    steps = 0 if state.direction(match) == "future" else -1
    return with_time(match, _days_on(state, steps), "NI", undated="XXXX-XX-XX")


def read_part_of_day(match: Match, state: State) -> Resolved | None:
    """ "in the morning", "the next morning", "the previous evening": on the day that was named last."""
    base = _base_day(state)
    near = match.get("next", "last")
    words = match.symbols.text[match.symbols.starts[match.first] : match.symbols.ends[match.last - 1]].lower()
    steps = int(near) if near is not None else 1 if words.endswith("after") else -1 if words.endswith("before") else 0
    day = day_period(shift_days(base.earliest, steps))
    part = match.get("partday") or match.option("part")
    return with_time(match, day, part, undated="XXXX-XX-XX", anchored=state.focus is not None)


def _base_day(state: State) -> Period:
    return state.focus if state.focus is not None and state.focus.unit == "D" else day_period(state.day)


def read_that(match: Match, state: State) -> Resolved | None:
    """ "that day", "the same year", "earlier that day", "until then": the time named last, widened to the unit."""
    if state.focus is None:
        return None
    unit = match.get("unit")
    part = match.get("partday")
    if part is not None or unit == "NI":
        return with_time(match, _base_day(state), part or "NI", undated="XXXX-XX-XX", anchored=True)
    period = state.focus if unit is None else shift_period(state.focus, unit, 0)
    if period is None or (unit == "D" and period.unit != "D"):
        return None
    return from_period(match, period, anchored=True)


def read_near_day(match: Match, state: State) -> Resolved | None:
    """ "the next day", "the last day": from the day named last."""
    return read_offset(match, state)


def read_ago(match: Match, state: State) -> Resolved | None:
    """ "two years ago", "a week from now": from the report's day, as fine as the unit."""
    count, unit = count_of(match), match.get("unit", "units")
    side = int(match.option("side"))
    value = "PAST_REF" if side < 0 else "FUTURE_REF"
    if count is None:
        return Resolved("DATE", value, undated=value, edges=("open", "open"), mod=match.get("approx"))
    if match.option("half"):
        count += 0.5
    if unit == "Y" and state.reporting is not None and count == 1:
        return _same_quarter(match, state, side)
    period = _moved(day_period(state.day), unit, side * count)
    if period is None or abs(period.earliest.year - state.day.year) > MAX_YEARS:
        return read_duration(match, state)
    found = from_period(match, period, undated=_UNDATED.get(unit, "XXXX"))
    return replace(found, mod=match.get("approx"), edges=IMPLIED)


def _same_quarter(match: Match, state: State, side: int) -> Resolved | None:
    assert state.reporting is not None
    period = shift_period(state.reporting, "Y", side)
    return from_period(match, period, anchored=True) if period else None


def _moved(base: Period, unit: str, count: float) -> Period | None:
    """The period so many units on; halves are counted in the next finer unit."""
    if unit in ("DE", "CE"):
        year = base.earliest.year + round(count * (10 if unit == "DE" else 100))
        return year_period(year) if 1 <= year <= 9999 else None
    if count != int(count):
        finer = {"Y": ("M", 12), "M": ("W", 4), "W": ("D", 7)}.get(unit)
        if finer is None:
            return None
        unit, count = finer[0], round(count * finer[1])
    return shift_period(base, unit, int(count))


def read_offset(match: Match, state: State) -> Resolved | None:
    """ "two days later", "the day before", "a year earlier", "the next day": from the time named last."""
    unit = match.get("unit", "units")
    near = match.get("next", "last")
    side = int(near if near is not None else match.option("side"))
    count = match.option("count") or count_of(match)
    if count is None or unit is None:
        return read_duration(match, state)
    if unit == "Y" and count == 1 and state.reporting is not None and side < 0:
        return _same_quarter(match, state, side)
    if unit.startswith("T"):
        return read_duration(match, state)
    anchored = state.focus is not None
    if state.heads_phrase(match):  # "the day before the vote" is reckoned from the vote, whose day is not known here
        anchored, state = False, replace(state, focus=None)
    if not anchored and unit != "Y":  # nothing was named that it could be reckoned from
        return Resolved("DATE", _UNDATED.get(unit, "XXXX"), undated=_UNDATED.get(unit, "XXXX"), edges=OPEN)
    base = state.focus if state.focus is not None else day_period(state.day)
    period = _moved(base, unit, side * float(count))
    if period is None:
        return None
    found = from_period(match, period, undated=_UNDATED.get(unit, "XXXX"), anchored=anchored)
    return replace(found, mod=match.get("approx"))


def read_past_unit(match: Match, state: State) -> Resolved | None:
    """ "the past year", "the last week": the stretch up to (or from) the report's day.

    The value is the calendar unit before, as annotators of news write it; the days are the stretch itself.
    """
    unit = match.get("unit")
    words = match.symbols.text[match.symbols.starts[match.first] : match.symbols.ends[match.last - 1]].lower()
    current = "current" in words
    ahead = "next" in words or "coming" in words
    if unit in ("TS", "TM", "TH", "DE", "CE"):
        return Resolved("DURATION", duration_value(1, unit), *_stretch(state, unit, ahead), edges=IMPLIED)
    period = period_at(state.day, unit, 0 if current else 1 if ahead else -1)
    if period is None:
        return None
    found = from_period(match, period, undated=_UNDATED.get(unit, "XXXX"))
    if current or unit in ("D", "NI", "WE"):
        return found
    earliest, latest = _stretch(state, unit, ahead)
    return replace(found, earliest=earliest, latest=latest, edges=IMPLIED)


def _stretch(state: State, unit: str, ahead: bool):  # type: ignore[no-untyped-def]
    from dragoman.reading.times.readings.spans import stretch

    return stretch(state.day, 1, unit, ahead)


def read_in_time(match: Match, state: State) -> Resolved | None:
    """ "in three days": a day to come after a verb that looks ahead, else how long something took."""
    if state.direction(match) not in ("future", "present"):
        return read_duration(match, state)
    count, unit = count_of(match), match.get("unit", "units")
    period = None if count is None else _moved(day_period(state.day), unit, count)
    if period is None:
        return read_duration(match, state)
    return replace(from_period(match, period, undated=_UNDATED.get(unit, "XXXX")), edges=IMPLIED)

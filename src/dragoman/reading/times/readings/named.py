"""Readings of festivals and of clock times.

Enters: a match and the state. Leaves: `Resolved`, or None.
"""

import datetime as dt
from dataclasses import replace

from dragoman.knowledge.schema.times import NamedDay
from dragoman.reading.times.calendar import Period, day_period, easter, islamic_days, nth_weekday, shift_days
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import from_period, year_of
from dragoman.reading.times.readings.dates import read_date
from dragoman.reading.times.readings.weekdays import find_weekday
from dragoman.reading.times.state import IMPLIED, Resolved, State, pick


def festival_days(day: NamedDay, year: int) -> list[Period]:
    """When a festival is kept in a year; [] if it has none then, or the year is out of range."""
    if not 1600 <= year <= 2400 or (day.year is not None and day.year != year):
        return []
    if day.islamic is not None:
        starts = islamic_days(year, *day.islamic)
    elif day.easter is not None:
        starts = [shift_days(easter(year, day.orthodox), day.easter)]
    elif day.nth is not None and day.weekday is not None and day.month is not None:
        starts = [nth_weekday(year, day.month, day.weekday, day.nth)]
    else:
        starts = [dt.date(year, day.month or 1, day.day or 1)]
    return [Period(s.isoformat(), s, shift_days(s, day.days - 1), "D") for s in starts]


def read_festival(match: Match, state: State) -> Resolved | None:
    """ "Ramadan", "last Thanksgiving", "Christmas 2015"."""
    day: NamedDay = match.get("festival")
    near = match.get("last", "next", "this")
    year = year_of(match, state.day) or day.year
    years = [state.day.year + n for n in (-1, 0, 1)] if year is None else [year]
    found = [p for y in years for p in festival_days(day, y)]
    if near and near < 0:
        found = [p for p in found if p.latest < state.day][-1:]
    elif near and near > 0:
        found = [p for p in found if p.earliest > state.day][:1]
    if not found:
        return None
    period = pick(found, state.day, state.syntax.direction(match))
    undated = f"XXXX-{day.month:02d}-{day.day:02d}" if day.month and day.day else "XXXX-XX-XX"
    resolved = from_period(match, period, undated=undated)
    return replace(resolved, edges=IMPLIED) if day.islamic else resolved


def read_clock(match: Match, state: State) -> Resolved | None:
    """ "10 p.m. Wednesday", "noon", "4 in the morning", "0735 GMT": a time of the day named, or of the last one."""
    time = _clock_value(match)
    if time is None:
        return None
    anchored = False
    undated = "XXXX-XX-XX"
    if "month" in match.slots:
        found = read_date(match, state)
        if found is None or found.period is None:
            return None
        day, undated = found.period, found.undated
    elif "weekday" in match.slots:
        day, undated = find_weekday(match, state), f"XXXX-WXX-{match.get('weekday')}"
    elif "deictic" in match.slots:
        day = day_period(shift_days(state.day, int(match.get("deictic"))))
    else:
        day = state.base_day
        anchored = day is state.focus
    return Resolved(
        "TIME", day.value + time, day.earliest, day.latest, undated=undated + time, period=day, anchored=anchored
    )


def _clock_value(match: Match) -> str | None:
    noon = match.get("noon")
    if noon is not None:
        return str(noon)
    text = match.get("clock", "hhmm")
    hour, minute = (int(n) for n in str(text).split(":")[:2]) if text is not None else (int(match.get("hour")), 0)
    half = match.get("ampm")
    late = half == "PM" or (half is None and match.get("partday") in ("AF", "EV") and hour < 12)
    if half is not None and not 1 <= hour <= 12:
        return None
    if late and hour < 12:
        hour += 12
    elif half == "AM" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None

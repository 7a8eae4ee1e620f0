"""Readings of days and months of the calendar, with or without a year.

Enters: a match and the state. Leaves: `Resolved`, or a list where the words hold several times, or None where
they are no time after all.
"""

import datetime as dt
from dataclasses import replace

from dragoman.reading.times.calendar import Period, day_period, nth_weekday, shift_days, shift_months, week_period
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import from_period, month_of, months_around, with_time, year_of
from dragoman.reading.times.state import IMPLIED, Resolved, State, pick

TWO_FIGURES = 50  # "3/14/49" is 2049, "3/14/50" is 1950


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return day_period(dt.date(year, month, day))
    except ValueError:
        return None


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (2000 if year < TWO_FIGURES else 1900)


def find_date(match: Match, state: State, day: int) -> Period | None:
    """The day that month, day and perhaps weekday and year name; None if there is no such day."""
    month = int(match.get("month"))
    year = _full_year(match.get("short")) if match.has("short") else year_of(match, state.day)
    if year is not None:
        return _day(year, month, day)
    candidates = [p for n in (-1, 0, 1) if (p := _day(state.day.year + n, month, day))]
    if not candidates:  # 29 February
        candidates = [p for n in range(-4, 5) if (p := _day(state.day.year + n, month, day))]
    fitting = [p for p in candidates if p.earliest.isoweekday() == match.get("weekday")]
    if not candidates:
        return None
    return pick(fitting or candidates, state.day, state.syntax.direction(match))


def _read_day(match: Match, state: State, day: int) -> Resolved | None:
    period = find_date(match, state, day)
    if period is None:
        return None
    undated = f"XXXX-{int(match.get('month')):02d}-{day:02d}"
    part = match.get("partday")
    return with_time(match, period, part, undated=undated) if part else from_period(match, period, undated=undated)


def read_date(match: Match, state: State) -> Resolved | None:
    """ "March 14", "3 May 2016", "Friday, March 3, 2017", "the night of March 3"."""
    return _read_day(match, state, int(match.get("day", "dayth", "ord")))


def read_day_range(match: Match, state: State) -> list[Resolved] | None:
    """ "March 14-15", "3 and 4 May", "14, 15 and 16 February": one time for each day."""
    names = [name for name in ("day", "dayth", "third", "other") if match.has(name)]
    counted = state.syntax.counts(match, "other")  # "May 3 and 20 people"
    days: list[Resolved] = []
    for name in names[:-1] if counted else names:
        found = _read_day(match, state, int(match.get(name)))
        if found is None:
            return None
        at = match.at(name)
        first = match.first if not days else at
        days.append(replace(found, first=first, last=max(at, match.at("month") if not days and first < at else at) + 1))
    if not counted:
        days[-1] = replace(days[-1], last=match.last)
    return days


def read_fixed_day(match: Match, state: State) -> Resolved | None:
    """A day that a word after it makes known ("the Sept. 11 attacks": the rule's options say of which year)."""
    month, day = int(match.get("month")), int(match.get("day"))
    if (month, day) != (match.option("month"), match.option("day")):
        return _read_day(match, state, day)
    known = dt.date(int(match.option("year")), month, day)
    return from_period(match, day_period(known)) if state.day >= known else _read_day(match, state, day)


def read_iso_date(match: Match, state: State) -> Resolved | None:
    """ "2017-03-14"."""
    period = _day(*map(int, match.get("iso").split("-")))
    return from_period(match, period) if period else None


def read_figures_date(match: Match, state: State) -> Resolved | None:
    """ "3/14/2017", "14.03.17": with a slash the month first, with a full stop the day, unless that cannot be."""
    text = match.get("figures")
    a, b, year = map(int, text.replace("/", ".").split("."))
    month, day = (a, b) if "/" in text else (b, a)
    period = _day(_full_year(year), month, day) or _day(_full_year(year), day, month)
    return from_period(match, period) if period else None


def read_day_of_month(match: Match, state: State) -> Resolved | None:
    """ "the 15th of this month", "on the 23rd", "Wednesday the 15th"."""
    day, weekday = int(match.get("dayth")), match.get("weekday")
    near = match.get("this", "last", "next")
    steps = range(-6, 7) if weekday else (-1, 0, 1) if near is None else (int(near),)
    months = [shift_months(state.day.replace(day=1), n) for n in steps]
    found = [p for m in months if (p := _day(m.year, m.month, day))]
    if weekday:
        found = [p for p in found if p.earliest.isoweekday() == weekday]
    if not found:
        return None
    return from_period(match, pick(found, state.day, state.syntax.direction(match)), undated=f"XXXX-XX-{day:02d}")


def read_month(match: Match, state: State) -> Resolved | None:
    """ "March 2016", "mid-March", "last December", "June last year", "earlier in March"."""
    month = int(match.get("month"))
    near = match.get("this", "last", "next")
    years = months_around(state, month)
    if near is None:
        period = month_of(match, state)
    elif near < 0:
        period = max(p for p in years if p.latest < state.day.replace(day=1))
    elif near > 0:
        period = min(p for p in years if p.earliest > state.day)
    else:
        period = years[1]
    return from_period(match, period, undated=f"XXXX-{month:02d}")


def read_month_before_noun(match: Match, state: State) -> Resolved | None:
    """ "the May declaration", but not "the march on the capital"."""
    return read_month(match, state) if state.syntax.modifies_noun(match) else None


def read_nth_weekday(match: Match, state: State) -> Resolved | None:
    """ "the first Monday of April", "the last Friday in May 2016"."""
    month, nth = month_of(match, state), int(match.get("ord", "last"))
    if not 1 <= abs(nth) <= 5:
        return None
    day = nth_weekday(month.earliest.year, month.earliest.month, int(match.get("weekday")), nth)
    if day.month != month.earliest.month:
        return None
    return from_period(match, day_period(day), undated=f"XXXX-{day.month:02d}-XX")


def read_nth_week(match: Match, state: State) -> Resolved | None:
    """ "the third week of March": seven days counted from the first of the month; the value is the ISO week."""
    month, nth = month_of(match, state), int(match.get("ord", "last"))
    if not 1 <= abs(nth) <= 5:
        return None
    first = shift_days(month.earliest, 7 * (nth - 1)) if nth > 0 else shift_days(month.latest, -6)
    if first > month.latest:
        return None
    found = from_period(match, week_period(first), undated=f"XXXX-{month.earliest.month:02d}")
    return replace(found, earliest=first, latest=min(shift_days(first, 6), month.latest), edges=IMPLIED)

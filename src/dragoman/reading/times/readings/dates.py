"""Readings of calendar dates: days, months, years, decades, centuries, with or without a year.

Enters: a match and the state. Leaves: `Resolved`, or a list where the words hold two times, or None where they
are no time after all.
"""

import datetime as dt
from dataclasses import replace

from dragoman.reading.times.calendar import (
    MAX_YEAR,
    MIN_YEAR,
    Period,
    century_period,
    day_period,
    decade_period,
    month_period,
    nth_weekday,
    period_at,
    shift_days,
    shift_months,
    week_period,
    year_period,
)
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import from_period, with_time, year_of
from dragoman.reading.times.state import IMPLIED, Resolved, State, pick


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return day_period(dt.date(year, month, day))
    except ValueError:
        return None


def _days_of_years(state: State, month: int, day: int) -> list[Period]:
    found = [_day(state.day.year + n, month, day) for n in (-1, 0, 1)]
    if not any(found):
        found = [_day(state.day.year + n, month, day) for n in range(-4, 5)]
    return [p for p in found if p is not None]


def _date(match: Match, state: State, day: int) -> Resolved | None:
    period = _date_period(match, state, day)
    if period is None:
        return None
    undated = f"XXXX-{int(match.get('month')):02d}-{day:02d}"
    part = match.get("partday")
    return with_time(match, period, part, undated=undated) if part else from_period(match, period, undated=undated)


def _date_period(match: Match, state: State, day: int) -> Period | None:
    month = int(match.get("month"))
    short = match.get("short")
    year = year_of(match, state.day) if short is None else 2000 + int(short) if short < 50 else 1900 + int(short)
    if year is not None:
        return _day(year, month, day)
    candidates = _days_of_years(state, month, day)
    weekday = match.get("weekday")
    if weekday is not None:
        fitting = [p for p in candidates if p.earliest.isoweekday() == weekday]
        candidates = fitting or candidates
    return pick(candidates, state.day, state.direction(match)) if candidates else None


def read_date(match: Match, state: State) -> Resolved | None:
    """ "March 14", "3 May 2016", "Friday, March 3, 2017"."""
    return _date(match, state, int(match.get("day", "dayth", "ord")))


def read_day_range(match: Match, state: State) -> list[Resolved] | None:
    """ "March 14-15", "3 and 4 May": one time for each day, the first going on to the second."""
    names = [n for n in ("day" if "day" in match.slots else "dayth", "third", "other") if n in match.slots]
    if state.counts(match, "other"):
        names = names[:-1]
    days = [(_date(match, state, int(match.get(name))), match.at(name)) for name in names]
    if any(found is None for found, _ in days):
        return None
    month_at = match.at("month")
    out = []
    for number, (found, at) in enumerate(days):
        assert found is not None
        first = match.first if number == 0 else at
        last = max(at, month_at if month_at < at and number == 0 else at) + 1
        if number == len(days) - 1 and len(days) == len(
            [n for n in match.slots if n in ("day", "dayth", "third", "other")]
        ):
            last = match.last
        out.append(replace(found, first=first, last=last, through=number < len(days) - 1))
    return out


def read_iso_date(match: Match, state: State) -> Resolved | None:
    """ "2017-03-14"."""
    year, month, day = map(int, match.get("iso").split("-"))
    period = _day(year, month, day)
    return from_period(match, period) if period else None


def read_figures_date(match: Match, state: State) -> Resolved | None:
    """ "3/14/2017", "14.03.17": with a slash the month first, with a full stop the day, unless that cannot be."""
    text = match.get("figures")
    a, b, year = map(int, text.replace("/", ".").split("."))
    if year < 100:
        year += 2000 if year < 50 else 1900
    month, day = (a, b) if "/" in text else (b, a)
    period = _day(year, month, day) or _day(year, day, month)
    return from_period(match, period) if period else None


def read_nine_eleven(match: Match, state: State) -> Resolved | None:
    """The attacks of a known day ("the Sept. 11 attacks"), any other day of attacks as it stands."""
    month, day = int(match.get("month")), int(match.get("day"))
    if (month, day) == (9, 11) and state.day >= dt.date(2001, 9, 11):
        return from_period(match, day_period(dt.date(2001, 9, 11)))
    return _date(match, state, day)


def read_weekday_day(match: Match, state: State) -> Resolved | None:
    """ "Wednesday the 15th": the nearest month in which that fits."""
    day, weekday = int(match.get("dayth")), int(match.get("weekday"))
    months = [shift_months(state.day.replace(day=1), n) for n in range(-6, 7)]
    found = [p for m in months if (p := _day(m.year, m.month, day)) and p.earliest.isoweekday() == weekday]
    if not found:
        return None
    return from_period(match, pick(found, state.day, state.direction(match)), undated=f"XXXX-XX-{day:02d}")


def read_day_of_month(match: Match, state: State) -> Resolved | None:
    """ "the 15th of this month", "on the 23rd"."""
    day = int(match.get("dayth"))
    near = match.get("this", "last", "next")
    steps = [int(near)] if near is not None else [-1, 0, 1]
    months = [shift_months(state.day.replace(day=1), n) for n in steps]
    found = [p for m in months if (p := _day(m.year, m.month, day))]
    if not found:
        return None
    return from_period(match, pick(found, state.day, state.direction(match)), undated=f"XXXX-XX-{day:02d}")


def read_month(match: Match, state: State) -> Resolved | None:
    """ "March 2016", "mid-March", "last December", "June last year", "in February"."""
    month = int(match.get("month"))
    undated = f"XXXX-{month:02d}"
    year = match.get("year", "shortyear")
    near = match.get("this", "last", "next", "following", "previous")
    own_year = match.rule.pattern.endswith("year")
    if year is not None or own_year:
        chosen = int(year) if year is not None else state.day.year + int(near or 0)
        if not MIN_YEAR <= chosen <= MAX_YEAR:
            return None
        return from_period(match, month_period(chosen, month), undated=undated)
    years = [month_period(state.day.year + n, month) for n in (-1, 0, 1)]
    if near is None:
        return from_period(match, pick(years, state.day, state.direction(match)), undated=undated)
    if near < 0:
        period = max((p for p in years if p.latest < state.day.replace(day=1)), key=lambda p: p.earliest)
    elif near > 0:
        period = min((p for p in years if p.earliest > state.day), key=lambda p: p.earliest)
    else:
        period = years[1]
    return from_period(match, period, undated=undated)


def read_year(match: Match, state: State) -> Resolved | None:
    """ "2016", "the end of 2016", "'98", "fiscal 2016"."""
    year = year_of(match, state.day)
    if year is None or not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return from_period(match, year_period(year))


def _month_of(match: Match, state: State) -> Period:
    month, year = int(match.get("month")), match.get("year")
    if year is not None:
        return month_period(int(year), month)
    years = [month_period(state.day.year + n, month) for n in (-1, 0, 1)]
    return pick(years, state.day, state.direction(match))


def read_nth_weekday(match: Match, state: State) -> Resolved | None:
    """ "the first Monday of April", "the last Friday in May 2016"."""
    month, nth = _month_of(match, state), match.get("ord") or -1
    if not 1 <= abs(nth) <= 5:
        return None
    day = nth_weekday(month.earliest.year, month.earliest.month, int(match.get("weekday")), int(nth))
    if day.month != month.earliest.month:
        return None
    return from_period(match, day_period(day), undated=f"XXXX-{day.month:02d}-XX")


def read_nth_week(match: Match, state: State) -> Resolved | None:
    """ "the third week of March": seven days counted from the first of the month; the value is the ISO week."""
    month, nth = _month_of(match, state), match.get("ord") or -1
    if not 1 <= abs(nth) <= 5:
        return None
    first = shift_days(month.earliest, 7 * (nth - 1)) if nth > 0 else shift_days(month.latest, -6)
    period = week_period(first)
    found = from_period(match, period, undated=f"XXXX-{month.earliest.month:02d}")
    return replace(found, earliest=first, latest=min(shift_days(first, 6), month.latest), edges=IMPLIED)


def read_year_range(match: Match, state: State) -> list[Resolved] | None:
    """ "1982-1992", "1991-95": one time for each end."""
    first, last = int(match.get("year")), match.get("other")
    last = int(last) if last is not None else first - first % 100 + int(match.get("short"))
    if not MIN_YEAR <= first < last <= MAX_YEAR:
        return None
    begin = replace(from_period(match, year_period(first)), last=match.first + 1, through=True)
    return [begin, replace(from_period(match, year_period(last)), first=match.last - 1)]


def read_year_end(match: Match, state: State) -> Resolved | None:
    """ "year-end": the last day of the year that is near."""
    word = match.symbols.text[match.symbols.starts[match.first] : match.symbols.ends[match.first]].lower()
    unit = {"year": "Y", "month": "M", "week": "W"}.get(word, "Y")
    found = [p.latest for n in (-1, 0) if (p := period_at(state.day, unit, n))]
    direction = "past" if state.direction(match) == "past" else "future"
    period = pick([day_period(d) for d in found], state.day, direction)
    return from_period(match, period, undated="XXXX-12-31", part=None)


def read_decade(match: Match, state: State) -> Resolved | None:
    """ "the 1990s", "the late '80s", "the nineties"."""
    word = match.get("decadeword")
    year = int(match.get("decade", "shortdecade")) if word is None else 1900 + 10 * int(word)
    return from_period(match, decade_period(year))


def read_century(match: Match, state: State) -> Resolved | None:
    """ "the 20th century"."""
    number = int(match.get("ord"))
    return from_period(match, century_period(number)) if 1 <= number <= 30 else None


def read_weekday(match: Match, state: State) -> Resolved | None:
    """ "Wednesday", "last Friday", "Tuesday of next week", "early Tuesday", "Friday evening"."""
    if match.option("set"):
        return read_weekday_set(match, state)
    period = find_weekday(match, state)
    part = match.get("partday")
    undated = f"XXXX-WXX-{match.get('weekday')}"
    if part is not None:
        return with_time(match, period, part, undated=undated)
    found = from_period(match, period, undated=undated)
    within = match.get("part", "within")
    return Resolved(
        found.type, found.value, found.earliest, found.latest, within, found.edges, found.undated, found.period
    )


def find_weekday(match: Match, state: State) -> Period:
    """The day that a weekday stands for."""
    weekday = int(match.get("weekday"))
    near = match.get("next", "last", "this", "following", "previous")
    of_week = match.rule.pattern.endswith("week")
    monday = shift_days(state.day, 1 - state.day.isoweekday())
    ahead = (weekday - state.day.isoweekday()) % 7
    if of_week:
        return day_period(shift_days(monday, weekday - 1 + 7 * int(near or 0)))
    if match.option("weeks"):
        return day_period(shift_days(state.day, (ahead or 7) + 7))
    if near is None:
        return pick_weekday(state.day, weekday, state.direction(match))
    if near > 0:
        return day_period(shift_days(state.day, ahead or 7))
    if near < 0:
        base = state.day
        if "the" in _words(match) and state.focus is not None and state.focus.unit == "D":
            base = state.focus.earliest
            ahead = (weekday - base.isoweekday()) % 7
        return day_period(shift_days(base, ahead - 7))
    own_week = day_period(shift_days(monday, weekday - 1))
    if own_week.earliest < state.day and state.direction(match) == "future":
        return day_period(shift_days(own_week.earliest, 7))
    return own_week


def pick_weekday(day: dt.date, weekday: int, direction: str) -> Period:
    """A bare weekday: today or before in the past and where nothing is known, today or after in the future."""
    ahead = (weekday - day.isoweekday()) % 7
    if direction in ("future", "present"):
        return day_period(shift_days(day, ahead))
    return day_period(shift_days(day, ahead - 7 if ahead else 0))


def _words(match: Match) -> list[str]:
    start, end = match.symbols.starts[match.first], match.symbols.ends[match.last - 1]
    return match.symbols.text[start:end].lower().split()


def read_weekday_set(match: Match, state: State) -> Resolved | None:
    """ "every Friday", "on Fridays", "Friday nights"."""
    part = match.get("partday", "partdays")
    if match.option("set"):
        after = match.symbols.values[match.first + 3] if match.first + 3 < len(match.symbols.values) else {}
        part = after.get("PARTDAYS")
    value = f"XXXX-WXX-{match.get('weekday', 'weekdays')}" + (f"T{part}" if part else "")
    return Resolved("SET", value, undated=value, edges=("open", "open"))


def read_weekend(match: Match, state: State) -> Resolved | None:
    """ "the weekend", "next weekend"."""
    near = match.get("next", "last")
    this = period_at(state.day, "WE")
    assert this is not None
    weekday = state.day.isoweekday()
    if near is not None:
        steps = int(near)
    else:
        steps = 0 if weekday >= 6 or state.direction(match) in ("future", "present") or "this" in match.slots else -1
    period = period_at(state.day, "WE", steps)
    return from_period(match, period, undated="XXXX-WXX-WE") if period else None

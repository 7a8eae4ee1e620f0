"""Readings of years, decades and centuries, and of the ends of periods.

Enters: a match and the state. Leaves: `Resolved`, or a list where the words hold two times, or None.
"""

from dataclasses import replace

from dragoman.knowledge.schema.times import Direction
from dragoman.reading.times.calendar import (
    MAX_YEAR,
    MIN_YEAR,
    century_period,
    day_period,
    decade_period,
    period_at,
    year_period,
)
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import from_period, year_of
from dragoman.reading.times.state import Resolved, State, pick


def read_year(match: Match, state: State) -> Resolved | None:
    """ "2016", "the end of 2016", "'98", "fiscal 2016"."""
    year = year_of(match, state.day)
    if year is None or not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return from_period(match, year_period(year))


def read_year_range(match: Match, state: State) -> list[Resolved] | None:
    """ "1982-1992", "1991-95": one time for each end."""
    first = int(match.get("year"))
    last = int(match.get("other")) if match.has("other") else first - first % 100 + int(match.get("short"))
    if not MIN_YEAR <= first < last <= MAX_YEAR:
        return None
    begin, end = (from_period(match, year_period(year)) for year in (first, last))
    return [replace(begin, last=match.first + 1), replace(end, first=match.last - 1)]


def read_period_end(match: Match, state: State) -> Resolved | None:
    """ "year-end": the last day of the year that runs, or of the one before where the verb looks back."""
    ends = [day_period(p.latest) for n in (-1, 0) if (p := period_at(state.day, match.get("unit"), n))]
    direction: Direction = "past" if state.syntax.direction(match) == "past" else "future"
    return from_period(match, pick(ends, state.day, direction), undated="XXXX-XX-XX")


def read_decade(match: Match, state: State) -> Resolved | None:
    """ "the 1990s", "the late '80s", "the nineties"."""
    word = match.get("decadeword")
    year = int(match.get("decade", "shortdecade")) if word is None else 1900 + 10 * int(word)
    return from_period(match, decade_period(year))


def read_century(match: Match, state: State) -> Resolved | None:
    """ "the 20th century"."""
    number = int(match.get("ord"))
    return from_period(match, century_period(number)) if 1 <= number <= 30 else None

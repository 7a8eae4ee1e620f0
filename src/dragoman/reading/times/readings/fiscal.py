"""Readings of seasons, quarters and halves, and of what company reports compare with.

Enters: a match and the state. Leaves: `Resolved`, or None where nothing was named to compare with.
"""

from dataclasses import replace

from dragoman.reading.times.calendar import (
    half_period,
    period_at,
    quarter_period,
    season_period,
    shift_period,
    year_period,
)
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings.common import from_period, year_of
from dragoman.reading.times.readings.dates import find_date
from dragoman.reading.times.state import OPEN, Resolved, State, pick


def read_season(match: Match, state: State) -> Resolved | None:
    """ "last summer", "the summer of 2014", "over the winter"."""
    season = str(match.get("season"))
    year = year_of(match, state.day)
    if year is not None:
        return from_period(match, season_period(year, season), undated=f"XXXX-{season}")
    years = [season_period(state.day.year + n, season) for n in (-2, -1, 0, 1)]
    near = match.get("this", "last", "next")
    if near is None:
        period = pick(years, state.day, state.syntax.direction(match))
    elif near < 0:
        period = max(p for p in years if p.latest < state.day)
    elif near > 0:
        period = min(p for p in years if p.earliest > state.day)
    else:
        period = pick(years, state.day, "none")
    return from_period(match, period, undated=f"XXXX-{season}")


def read_quarter(match: Match, state: State) -> Resolved | None:
    """ "the third quarter", "the third quarter of 1984", "last year's first quarter"."""
    number = int(match.get("ord"))
    if not 1 <= number <= 4:
        return None
    if match.option("set"):
        return Resolved("SET", f"XXXX-Q{number}", undated=f"XXXX-Q{number}", edges=OPEN)
    undated = f"XXXX-Q{number}"
    year = year_of(match, state.day)
    if year is None and match.has("own"):
        year = state.day.year
    if year is not None:
        return from_period(match, quarter_period(year, number), undated=undated)
    direction = state.syntax.direction(match)
    candidates = [quarter_period(state.day.year + n, number) for n in (-1, 0, 1)]
    if direction != "past":  # figures of a quarter are expected after its end
        direction = "none"
    return from_period(match, pick(candidates, state.day, direction), undated=undated)


def read_quarter_ended(match: Match, state: State) -> list[Resolved] | None:
    """ "the quarter ended Sept. 30": the quarter that the day lies in, and the day."""
    end = find_date(match, state, int(match.get("day")))
    if end is None:
        return None
    quarter = period_at(end.earliest, "Q")
    if quarter is None:
        return None
    at, undated = match.at("month"), f"XXXX-{end.earliest.month:02d}-{end.earliest.day:02d}"
    return [
        replace(from_period(match, quarter, undated="XXXX-QX"), last=match.at("unit") + 1),
        replace(from_period(match, end, undated=undated), first=at),
    ]


def read_quarter_figure(match: Match, state: State) -> Resolved | None:
    """ "Q2 2017"."""
    number = int(match.get("day"))
    return from_period(match, quarter_period(int(match.get("year")), number)) if 1 <= number <= 4 else None


def read_quarter_now(match: Match, state: State) -> Resolved | None:
    """ "the quarter", "the latest period": the one figures were given for; a quarter else by the calendar."""
    if state.reporting is not None:
        return from_period(match, state.reporting, undated="XXXX-QX", anchored=True)
    period = None if match.option("named") else period_at(state.day, "Q")
    return from_period(match, period, undated="XXXX-QX") if period else None


def read_half(match: Match, state: State) -> Resolved | None:
    """ "first-half 2016", "its second-half results"."""
    number = 2 if match.has("last") else int(match.get("ord"))
    if number not in (1, 2):
        return None
    year = match.get("year") or state.day.year
    return from_period(match, half_period(int(year), number), undated=f"XXXX-H{number}")


def read_year_ago(match: Match, state: State) -> Resolved | None:
    """ "the year-ago quarter", "the corresponding period last year", "the 1988 quarter"."""
    named = state.reporting
    year = match.get("year")
    if year is not None:
        if named is not None:
            return from_period(match, quarter_period(int(year), int(named.value[-1])), anchored=True)
        return from_period(match, year_period(int(year)))
    period = shift_period(named, "Y", -1) if named is not None else period_at(state.day, "Y", -1)
    return from_period(match, period, undated="XXXX", anchored=named is not None) if period else None

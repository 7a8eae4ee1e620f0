"""Readings of seasons, quarters and halves, and of what company reports compare with.

Enters: a match and the state. Leaves: `Resolved`, or None where nothing was named to compare with.
"""

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
from dragoman.reading.times.state import OPEN, Resolved, State, pick


def read_season(match: Match, state: State) -> Resolved | None:
    """ "last summer", "the summer of 2014", "over the winter"."""
    season = str(match.get("season"))
    own_year = match.get("year") is not None or match.rule.pattern.endswith("year)")
    if own_year:
        year = year_of(match, state.day)
        return from_period(match, season_period(year, season)) if year and 1 < year < 9999 else None
    years = [season_period(state.day.year + n, season) for n in (-1, 0, 1)]
    near = match.get("this", "last", "next")
    if near is None:
        period = pick(years, state.day, state.direction(match))
    elif near < 0:
        period = max((p for p in years if p.latest < state.day), key=lambda p: p.earliest)
    elif near > 0:
        period = min((p for p in years if p.earliest > state.day), key=lambda p: p.earliest)
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
    if year is None and match.rule.pattern.endswith("the year)"):
        year = state.day.year if "the year" in _text(match) else None
    if year is not None:
        return from_period(match, quarter_period(year, number), undated=undated) if 1 <= year <= 9999 else None
    direction = state.direction(match)
    candidates = [quarter_period(state.day.year + n, number) for n in (-1, 0, 1)]
    if direction != "past":  # figures of a quarter are expected after its end
        direction = "none"
    return from_period(match, pick(candidates, state.day, direction), undated=undated)


def read_quarter_figure(match: Match, state: State) -> Resolved | None:
    """ "Q2 2017"."""
    number = int(match.get("day"))
    return from_period(match, quarter_period(int(match.get("year")), number)) if 1 <= number <= 4 else None


def _text(match: Match) -> str:
    return match.symbols.text[match.symbols.starts[match.first] : match.symbols.ends[match.last - 1]].lower()


def read_quarter_now(match: Match, state: State) -> Resolved | None:
    """ "the quarter", "the latest period", "this quarter": the one figures were given for, else by the calendar."""
    text = _text(match).split()
    near = match.get("this", "last", "next")
    named = state.reporting
    if near:
        period = period_at(state.day, "Q", int(near)) if text[-1] == "quarter" else None
    elif named is not None and named.unit == "Q" and "current" not in text and len(text) > 1:
        period = named
    elif len(text) > 1 and text[-1] == "quarter":
        period = period_at(state.day, "Q", 0)
    else:
        period = None
    return from_period(match, period, undated="XXXX-QX", anchored=named is not None) if period else None


def read_half(match: Match, state: State) -> Resolved | None:
    """ "the first half of 2016", "the second half of the year"."""
    number = 2 if match.get("ord") is None else int(match.get("ord"))
    if number not in (1, 2):
        return None
    year = match.get("year")
    near = match.get("this", "next")
    if year is None and near is None and "year" not in _text(match) and "-half" not in _text(match):
        return None  # the first half of a match, of a list
    chosen = int(year) if year is not None else state.day.year + int(near or 0)
    if not 1 <= chosen <= 9999:
        return None
    return from_period(match, half_period(chosen, number), undated=f"XXXX-H{number}")


def read_year_ago(match: Match, state: State) -> Resolved | None:
    """ "the year-ago quarter", "the corresponding period last year", "the 1988 quarter"."""
    named = state.reporting
    year = match.get("year")
    if year is not None:
        if not 1 <= year <= 9999:
            return None
        if named is not None and named.unit == "Q":
            return from_period(match, quarter_period(int(year), int(named.value[-1])), anchored=True)
        return from_period(match, year_period(int(year)))
    period = shift_period(named, "Y", -1) if named is not None else period_at(state.day, "Y", -1)
    return from_period(match, period, undated="XXXX", anchored=named is not None) if period else None

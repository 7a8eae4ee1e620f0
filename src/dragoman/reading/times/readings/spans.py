"""Readings of durations and sets: how long, how often.

Enters: a match and the state. Leaves: `Resolved`; a duration has days only where it is counted from the
report's day ("the past two months").
"""

import datetime as dt
import math

from dragoman.reading.times.calendar import days_in, shift_days, shift_months
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.state import IMPLIED, OPEN, Resolved, State

VAGUE_COUNT = 3  # units that "the past few weeks" is taken to be, for its days


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; None: an unknown number of them ("PXM")."""
    if unit in ("DE", "CE", "ML"):
        years = {"DE": 10, "CE": 100, "ML": 1000}[unit]
        return "PXY" if count is None else f"P{_figure(count * years)}Y"
    if unit == "2W":
        return "PXW" if count is None else f"P{_figure(count * 2)}W"
    if unit == "T30M":
        return "PTXM" if count is None else f"PT{_figure(count * 30)}M"
    if unit == "Q":
        return "PXQ" if count is None else f"P{_figure(count)}Q"
    clock, letter = ("T", unit[1:]) if unit.startswith("T") else ("", "N" if unit == "NI" else unit)
    if count is None:
        return f"P{clock}X{letter}"
    if count != int(count):
        return _with_half(count, clock, letter)
    return f"P{clock}{_figure(count)}{letter}"


def _with_half(count: float, clock: str, letter: str) -> str:
    whole, rest = int(count), count - int(count)
    finer = {("", "Y"): ("M", 12), ("T", "H"): ("M", 60), ("T", "M"): ("S", 60)}.get((clock, letter))
    if finer is None or (rest * finer[1]) % 1:
        return f"P{clock}{_figure(count)}{letter}"
    head = f"{whole}{letter}" if whole else ""
    return f"P{clock}{head}{int(rest * finer[1])}{finer[0]}"


def _figure(count: float) -> str:
    return str(int(count)) if count == int(count) else f"{count:g}"


def count_of(match: Match) -> float | None:
    """How many units a match speaks of; None where it leaves that open."""
    number = match.get("num")
    if number is not None:
        return None if number == "X" else float(number) + (0.5 if match.option("half") else 0)
    if match.has("many") or match.has("units"):
        return None
    return float(match.option("count") or 1) + (0.5 if match.option("half") else 0)


def stretch(day: dt.date, count: float, unit: str, ahead: bool) -> tuple[dt.date, dt.date]:
    """The days of so many units up to a day, or from it on."""
    sign = 1 if ahead else -1
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is not None:
        end = shift_months(day, sign * round(min(count, 10_000) * months))
    else:
        end = shift_days(day, sign * math.ceil(min(days_in(count, unit), 3_000_000)))
    return (day, end) if ahead else (end, day)


def read_duration(match: Match, state: State) -> Resolved | None:
    """ "six months", "nearly forty years", "the past two months", "weeks of talks"."""
    unit = match.get("unit", "units")
    count = count_of(match)
    value = duration_value(count, unit)
    side = match.get("next", "last", "many") or match.option("side") or 0
    if side not in (-1, 1) or (count is None and unit.startswith("T")):
        return Resolved("DURATION", value, mod=match.get("approx"), edges=OPEN, undated=value)
    days = stretch(state.day, VAGUE_COUNT if count is None else count, unit, ahead=side > 0)
    return Resolved("DURATION", value, *days, match.get("approx"), IMPLIED, value)


def read_some_time(match: Match, state: State) -> Resolved | None:
    """ "for some time": how long is not said, nor in what unit."""
    return Resolved("DURATION", "PXX", undated="PXX", edges=OPEN)


def read_each(match: Match, state: State) -> Resolved | None:
    """ "every day", "every two weeks", "twice a year", "every night"."""
    month, part, season = match.get("month"), match.get("partday"), match.get("season")
    if season is not None:
        value = f"XXXX-{season}"
    elif month is not None:
        value = f"XXXX-{int(month):02d}"
    elif part is not None:
        value = f"XXXX-XX-XXT{part}"
    else:
        value = duration_value(
            float(match.option("count") or 1) if match.has("unit") else count_of(match), _unit(match)
        )
    return Resolved("SET", value, undated=value, edges=OPEN)


def _unit(match: Match) -> str:
    return str(match.get("unit", "units"))


def read_frequency(match: Match, state: State) -> Resolved | None:
    """ "daily", "annually"."""
    value = str(match.get("set"))
    return Resolved("SET", value, undated=value, edges=OPEN)


def read_reference(match: Match, state: State) -> Resolved | None:
    """ "now", "recently", "the near future"."""
    value = str(match.option("value") or match.get("ref"))
    return Resolved("DATE", value, undated=value, edges=OPEN)


def read_soon(match: Match, state: State) -> Resolved | None:
    """ "soon": ahead, unless the verb tells what has been ("they soon released most of them")."""
    return None if state.syntax.precedes_past_verb(match) else read_reference(match, state)


def read_nothing(match: Match, state: State) -> Resolved | None:
    """Words that look like a time and are none."""
    return None

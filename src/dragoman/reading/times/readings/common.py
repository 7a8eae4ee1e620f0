"""What several readings need: parts of periods, times of day, and results built from periods."""

import datetime as dt

from dragoman.model.reading import Edge
from dragoman.reading.times.calendar import Period, half_period, month_period, shift_days
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.state import IMPLIED, STATED, Resolved, State, pick

# Days of a month that a part of it stands for; the end is as long as the month is. Other periods are cut in thirds.
_PARTS = {"START": (1, 10), "MID": (10, 20), "END": (21, 31)}
_EDGES: dict[str, tuple[Edge, Edge]] = {
    "START": ("stated", "implied"),
    "MID": IMPLIED,
    "END": ("implied", "stated"),
    "FIRST_HALF": ("stated", "implied"),
    "SECOND_HALF": ("implied", "stated"),
}
_HALVES = {"FIRST_HALF": (1, "START"), "SECOND_HALF": (2, "END")}
# Values of periods of each unit when the report's day is unknown.
UNDATED = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}


def cut_period(period: Period, part: str | None) -> tuple[dt.date, dt.date, tuple[Edge, Edge]]:
    """The days of a part ("early", "mid", "late") of a period, and how sure the edges are."""
    days = (period.latest - period.earliest).days + 1
    if part not in _EDGES or days < 3:
        return period.earliest, period.latest, IMPLIED if period.unit == "S" else STATED
    if part in _HALVES:
        if period.unit == "Y":
            half = half_period(period.earliest.year, _HALVES[part][0])
            return half.earliest, half.latest, STATED
        half_days = days // 2
        if part == "FIRST_HALF":
            return period.earliest, shift_days(period.earliest, half_days - 1), _EDGES[part]
        return shift_days(period.earliest, half_days), period.latest, _EDGES[part]
    first, last = _PARTS[part] if period.unit == "M" else _thirds(part, days)
    start = shift_days(period.earliest, first - 1)
    return start, min(shift_days(period.earliest, last - 1), period.latest), _EDGES[part]


def _thirds(part: str, days: int) -> tuple[int, int]:
    """First and last day of a third of so many days, counted from 1."""
    third = max(days // 3, 1)
    return {"START": (1, third), "MID": (third + 1, days - third), "END": (days - third + 1, days)}[part]


def from_period(
    match: Match, period: Period, *, undated: str = "", part: str | None = None, anchored: bool = False
) -> Resolved:
    """A DATE for a period, cut to the part that the match names; `undated` is its value without the report's day."""
    part = part or match.get("part")
    earliest, latest, edges = cut_period(period, part)
    value, mod = period.value, part
    if part in _HALVES:
        number, mod = _HALVES[part]
        value += f"-H{number}" if period.unit == "Y" else ""
    return Resolved("DATE", value, earliest, latest, mod, edges, undated or value, period, anchored)


def with_time(match: Match, day: Period, part: str, *, undated: str, anchored: bool = False) -> Resolved:
    """A TIME: the day with a part of it ("TEV")."""
    early = match.get("part")
    return Resolved(
        "TIME", f"{day.value}T{part}", day.earliest, day.latest, early if early in ("START", "MID", "END") else None,
        STATED, f"{undated}T{part}", day, anchored,
    )  # fmt: skip


def year_of(match: Match, day: dt.date) -> int | None:
    """The year that a match names: in figures, or (`yearly`) reckoned from the report's own."""
    year = match.get("year", "shortyear", "yearword")
    if year is not None:
        return int(year)
    return day.year + int(match.get("yearly")) if match.has("yearly") else None


def month_of(match: Match, state: State) -> Period:
    """The month that a match names, in its year or in the one that the direction points to."""
    month, year = int(match.get("month")), year_of(match, state.day)
    if year is not None:
        return month_period(year, month)
    return pick(months_around(state, month), state.day, state.syntax.direction(match))


def months_around(state: State, month: int) -> list[Period]:
    """A month in the years before, of and after the report."""
    return [month_period(state.day.year + n, month) for n in (-1, 0, 1)]

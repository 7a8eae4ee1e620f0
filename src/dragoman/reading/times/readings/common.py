"""What several readings need: parts of periods, times of day, and results built from periods."""

import datetime as dt

from dragoman.model.reading import Edge
from dragoman.reading.times.calendar import Period, half_period, month_period, shift_days
from dragoman.reading.times.grammar import Match
from dragoman.reading.times.state import IMPLIED, STATED, Resolved

# Days of a month that a part of it stands for; other periods are cut in the same proportion.
_PARTS = {"START": (1, 10), "MID": (10, 20), "END": (21, 31)}


def cut_period(period: Period, part: str | None) -> tuple[dt.date, dt.date, tuple[Edge, Edge]]:
    """The days of a part ("early", "mid", "late") of a period, and how sure the edges are."""
    if part is None or part not in (*_PARTS, "FIRST_HALF", "SECOND_HALF"):
        return period.earliest, period.latest, STATED
    days = (period.latest - period.earliest).days + 1
    if days == 1:
        return period.earliest, period.latest, STATED
    if part.endswith("HALF") and period.unit == "Y":
        half = half_period(period.earliest.year, 1 if part == "FIRST_HALF" else 2)
        return half.earliest, half.latest, STATED
    if part == "FIRST_HALF":
        return period.earliest, shift_days(period.earliest, days // 2 - 1), ("stated", "implied")
    if part == "SECOND_HALF":
        return shift_days(period.earliest, days // 2), period.latest, ("implied", "stated")
    if period.unit == "M":
        first, last = _PARTS[part]
        top = month_period(period.earliest.year, period.earliest.month).latest
        start, end = period.earliest.replace(day=first), min(shift_days(period.earliest, last - 1), top)
    else:
        start, end = _cut_third(period, part, days)
    edges: tuple[Edge, Edge] = IMPLIED
    if part == "START":
        edges = ("stated", "implied")
    elif part == "END":
        edges = ("implied", "stated")
    return start, end, edges


def _cut_third(period: Period, part: str, days: int) -> tuple[dt.date, dt.date]:
    third = max(days // 3, 1)
    if part == "START":
        return period.earliest, shift_days(period.earliest, third - 1)
    if part == "END":
        return shift_days(period.latest, 1 - third), period.latest
    return shift_days(period.earliest, third), shift_days(period.latest, -third)


def from_period(
    match: Match, period: Period, *, undated: str = "", part: str | None = None, anchored: bool = False
) -> Resolved:
    """A DATE for a period, cut to the part that the match names."""
    part = part or match.get("part")
    earliest, latest, edges = cut_period(period, part)
    mod = {"FIRST_HALF": "START", "SECOND_HALF": "END"}.get(part or "", part)
    if part in ("FIRST_HALF", "SECOND_HALF") and period.unit == "Y":
        value = f"{period.value}-H{1 if part == 'FIRST_HALF' else 2}"
    else:
        value = period.value
    if period.unit == "S" and part is None:
        edges = IMPLIED
    return Resolved("DATE", value, earliest, latest, mod, edges, undated or value, period, anchored)


def with_time(match: Match, day: Period, part: str | None, *, undated: str, anchored: bool = False) -> Resolved:
    """A TIME on a day: its value is the day's with the part of the day ("TEV") or the clock ("T10:35")."""
    suffix = "" if part is None else part if part.startswith("T") else f"T{part}"
    early = match.get("part")
    mod = early if isinstance(early, str) and early in ("START", "MID", "END") else None
    value = day.value + suffix
    return Resolved(
        "TIME" if suffix else "DATE", value, day.earliest, day.latest, mod, STATED, undated + suffix, day, anchored
    )


def year_of(match: Match, day: dt.date) -> int | None:
    """The year that a match names: in figures, or as this, last or next year."""
    year = match.get("year", "shortyear", "yearword")
    if year is not None:
        return int(year)
    near = match.get("this", "last", "next")
    return None if near is None else day.year + int(near)

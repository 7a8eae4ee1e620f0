"""Calendar days as intake meets them: full dates in metadata, in datelines, in lines that state the day.

Enters: a string. Leaves: days, or the reason why there is none. Words are those of knowledge/en/layout.yaml.
"""

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass

from dragoman.intake.marks import words

EARLIEST_YEAR = 1600  # the first newspapers; a year before is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class DayMention:
    """A date as printed. `day` None: not a day of the calendar, ambiguous, or the year is missing."""

    start: int
    end: int
    month: int
    number: int
    year: int | None
    day: dt.date | None
    fault: str | None = None


@functools.lru_cache(maxsize=1)
def day_pattern() -> re.Pattern[str]:
    """Full dates in figures and words; the year may be missing where the month is a word."""
    month = "|".join(sorted(words("month"), key=len, reverse=True))
    weekday = "|".join(sorted(words("weekday"), key=len, reverse=True))
    return re.compile(
        rf"""\b(?:(?P<weekday>{weekday})\.?,?\s{{1,2}}(?:the\s)?)?
        (?: (?P<y1>\d{{4}})(?P<sep1>[-/.])(?P<m1>\d{{1,2}})(?P=sep1)(?P<d1>\d{{1,2}})(?!\d)
          | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of[ ])?(?P<m2>{month})\b\.?(?:,?[ -](?P<y2>\d{{4}})\b)?
          | (?P<m3>{month})\b\.?[ ](?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?[ ](?P<y3>\d{{4}})\b)?
          | (?P<a4>\d{{1,2}})(?P<sep4>[-/.])(?P<b4>\d{{1,2}})(?P=sep4)(?P<y4>\d{{4}})\b
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def find_days(text: str) -> list[DayMention]:
    """All dates of a text, in text order."""
    return [read_day(m) for m in day_pattern().finditer(text)]


def read_day(m: re.Match[str]) -> DayMention:
    """The date that `day_pattern` matched."""
    year = next((int(m[g]) for g in ("y1", "y2", "y3", "y4") if m[g]), None)
    if m["a4"]:
        first, second = int(m["a4"]), int(m["b4"])
        number, month = (second, first) if second > 12 >= first else (first, second)
        # with dots the day comes first everywhere; with strokes America disagrees with the rest
        if m["sep4"] != "." and first <= 12 and second <= 12 and first != second:
            doubt = f'"{m.group()}" may be read day first or month first'
            return DayMention(m.start(), m.end(), month, number, year, None, doubt)
    elif m["y1"]:
        month, number = int(m["m1"]), int(m["d1"])
    else:
        word = m["m2"] or m["m3"]
        month, number = words("month")[word.lower()], int(m["d2"] or m["d3"])
    return _checked(m, year, month, number)


def _checked(m: re.Match[str], year: int | None, month: int, number: int) -> DayMention:
    """The mention with its day, if the calendar has it and it fell on the weekday printed beside it."""
    day, fault = _calendar_day(year, month, number, m.group())
    if day and m["weekday"]:
        said = words("weekday")[m["weekday"].lower()]
        if day.isoweekday() != said:
            day, fault = None, f'"{m.group()}" fell on another weekday'
    return DayMention(m.start(), m.end(), month, number, year, day, fault)


def _calendar_day(year: int | None, month: int, number: int, printed: str) -> tuple[dt.date | None, str | None]:
    if year is None:
        most = calendar.monthrange(2000, month)[1]
        return None, None if 1 <= number <= most else f'"{printed}" is no day of the calendar'
    if year < EARLIEST_YEAR:
        return None, f'"{printed}" has an impossible year'
    try:
        return dt.date(year, month, number), None
    except ValueError:
        return None, f'"{printed}" is no day of the calendar'


def parse_stamp(value: str) -> tuple[dt.date | None, str | None]:
    """The day of a machine-made stamp ("2017-03-18T10:22:00+03:00") or of a printed date.

    Returns:
        The day, and None; or None, and what is wrong with the stamp. The day is that of the stamp's own time zone.
    """
    value = value.strip()
    if m := re.match(r"(\d{4})(\d\d)(\d\d)(?:T|\Z)", value):
        return _calendar_day(int(m[1]), int(m[2]), int(m[3]), value[:40])
    if m := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", value):
        if not 1 <= int(m[2]) <= 12:
            return None, f'"{value[:40]}" is no day of the calendar'
        return _calendar_day(int(m[1]), int(m[2]), int(m[3]), value[:40])
    mention = next(iter(find_days(value[:100])), None)
    if mention is None:
        return None, f'"{value[:40]}" is no date'
    if mention.day is None and mention.fault is None:
        return None, f'"{value[:40]}" has no year'
    return mention.day, mention.fault

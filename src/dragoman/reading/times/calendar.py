"""Calendar arithmetic: periods with their TIMEX3 value and their days.

Enters: days, years, units. Leaves: `Period` records. No text and no report here.
"""

import calendar
import datetime as dt
from typing import NamedTuple

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern half of the world
MIN_YEAR, MAX_YEAR = 1000, 2999


class Period(NamedTuple):
    """A stretch of the calendar. `unit`: D W WE M Q H S Y DE CE, as in TIMEX3 durations."""

    value: str
    earliest: dt.date
    latest: dt.date
    unit: str

    @property
    def middle(self) -> dt.date:
        """The day halfway through."""
        return self.earliest + (self.latest - self.earliest) // 2


def day_period(day: dt.date) -> Period:
    return Period(day.isoformat(), day, day, "D")


def week_period(day: dt.date) -> Period:
    """The ISO week, Monday to Sunday, that the day lies in."""
    year, week, weekday = day.isocalendar()
    monday = shift_days(day, 1 - weekday)
    return Period(f"{year}-W{week:02d}", monday, shift_days(monday, 6), "W")


def weekend_period(day: dt.date) -> Period:
    """Saturday and Sunday of the ISO week that the day lies in."""
    week = week_period(day)
    return Period(f"{week.value}-WE", shift_days(week.earliest, 5), week.latest, "WE")


def month_period(year: int, month: int) -> Period:
    last = calendar.monthrange(year, month)[1]
    return Period(f"{year:04d}-{month:02d}", dt.date(year, month, 1), dt.date(year, month, last), "M")


def quarter_period(year: int, quarter: int) -> Period:
    first = month_period(year, 3 * quarter - 2)
    return Period(f"{year:04d}-Q{quarter}", first.earliest, month_period(year, 3 * quarter).latest, "Q")


def half_period(year: int, half: int) -> Period:
    return Period(f"{year:04d}-H{half}", dt.date(year, 6 * half - 5, 1), month_period(year, 6 * half).latest, "H")


def season_period(year: int, season: str) -> Period:
    """Three whole months; the winter of a year begins in its December."""
    first = month_period(year, SEASON_MONTHS[season])
    last = shift_months(first.earliest, 2)
    return Period(f"{year:04d}-{season}", first.earliest, month_period(last.year, last.month).latest, "S")


def year_period(year: int) -> Period:
    return Period(f"{year:04d}", dt.date(year, 1, 1), dt.date(year, 12, 31), "Y")


def decade_period(year: int) -> Period:
    """The ten years that share the year's first three digits."""
    first = year - year % 10
    return Period(f"{first // 10:03d}", dt.date(max(first, 1), 1, 1), dt.date(first + 9, 12, 31), "DE")


def century_period(number: int) -> Period:
    """The 20th century is the years 1900 to 1999, as TIMEX3 counts."""
    first = (number - 1) * 100
    return Period(f"{number - 1:02d}", dt.date(max(first, 1), 1, 1), dt.date(first + 99, 12, 31), "CE")


def shift_days(day: dt.date, days: int) -> dt.date:
    """The day so many days on; stays within what a calendar can hold."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def shift_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last day of that month if it is shorter."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_at(day: dt.date, unit: str, steps: int = 0) -> Period | None:
    """The period of a unit that lies `steps` units from the one the day is in; None for units of the clock."""
    steps = max(min(steps, 100_000), -100_000)
    if unit in ("D", "NI"):
        return day_period(shift_days(day, steps))
    if unit in ("W", "2W", "WE"):
        moved = shift_days(day, 7 * steps * (2 if unit == "2W" else 1))
        return weekend_period(moved) if unit == "WE" else week_period(moved)
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}.get(unit)
    if months is None:
        return None
    moved = shift_months(day, months * steps)
    if unit == "M":
        return month_period(moved.year, moved.month)
    if unit == "Q":
        return quarter_period(moved.year, (moved.month + 2) // 3)
    if unit == "Y":
        return year_period(moved.year)
    if unit == "DE":
        return decade_period(moved.year)
    return century_period(moved.year // 100 + 1) if moved.year < 9900 else None


def shift_period(period: Period, unit: str, steps: int) -> Period | None:
    """A period of the same kind, so many units on; a finer period is widened to the unit ("a year later": a year)."""
    order = ["D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "CE"]
    if unit == "Y" and period.unit in ("Q", "H"):
        year = period.earliest.year + steps
        if not MIN_YEAR <= year <= MAX_YEAR:
            return None
        number = int(period.value[-1])
        return quarter_period(year, number) if period.unit == "Q" else half_period(year, number)
    base = unit if unit in order and order.index(unit) >= order.index(period.unit) else period.unit
    if base == unit or base not in ("D", "W", "M", "Y"):
        return period_at(period.earliest, unit, steps)
    moved = period_at(period.earliest, unit, steps)
    return period_at(moved.earliest, base) if moved else None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth (or from the end, with a negative number) weekday of a month; 1 is Monday."""
    if nth < 0:
        last = month_period(year, month).latest
        return shift_days(last, -((last.isoweekday() - weekday) % 7) + 7 * (nth + 1))
    first = dt.date(year, month, 1)
    return shift_days(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int, orthodox: bool = False) -> dt.date:
    """Easter Sunday in the Gregorian calendar (Western: Butcher's rule; Eastern: Meeus's rule, to 2099)."""
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return shift_days(dt.date(year, month, day + 1), 13)
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def islamic_days(year: int, month: int, day: int) -> list[dt.date]:
    """The days of a Gregorian year on which a day of the tabular Islamic year falls (one, seldom two or none)."""
    found = []
    for islamic_year in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 4):
        days = (islamic_year - 1) * 354 + (3 + 11 * islamic_year) // 30 + 29 * (month - 1) + month // 2 + day
        ordinal = days + dt.date(622, 7, 17).toordinal()
        if 1 <= ordinal <= dt.date.max.toordinal() and dt.date.fromordinal(ordinal).year == year:
            found.append(dt.date.fromordinal(ordinal))
    return found


def days_in(count: float, unit: str) -> float:
    """How many days so many units last, about."""
    lengths = {
        "D": 1,
        "NI": 1,
        "W": 7,
        "2W": 14,
        "WE": 7,
        "M": 30.44,
        "Q": 91.3,
        "Y": 365.25,
        "DE": 3652.5,
        "TH": 1 / 24,
    }
    return count * lengths.get(unit, 36525 if unit == "CE" else 0)

"""Intervals of days: do two overlap, how far are they apart, what do they have in common.

Enters and leaves: `Interval`. An open edge (None) reaches as far as one likes.
"""

import datetime as dt
from collections.abc import Iterable

from dragoman.model import Interval, Reading, Report, When

_FIRST, _LAST = dt.date.min, dt.date.max


def days_of(when: When | None) -> Interval | None:
    """The days of an event's time; None where it names none."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    return Interval(earliest=when.earliest, latest=when.latest)


def stated_days(when: When | None) -> Interval | None:
    """The days of a time that the report puts in words; None where they are only implied by the report's own day."""
    return days_of(when) if when and when.text else None


def published_days(reading: Reading) -> Interval | None:
    """The report's own day or days; None where nothing is known of them."""
    return report_days(reading.report)


def report_days(report: Report) -> Interval | None:
    """The day or days of a report; None where nothing is known of them."""
    p = report.published
    if p.date:
        return Interval(earliest=p.date, latest=p.date)
    return Interval(earliest=p.earliest, latest=p.latest) if p.earliest or p.latest else None


def first_day(days: Interval | None) -> dt.date:
    """For ordering: the first day, or the last where the first is open; without any, the end of time."""
    return (days and (days.earliest or days.latest)) or _LAST


def last_day(days: Interval | None) -> dt.date:
    """The last day, or the first where the last is open; without any, the end of time."""
    return (days and (days.latest or days.earliest)) or _LAST


def length(days: Interval) -> int:
    """How many days the interval leaves possible; an open one counts as a year."""
    if days.earliest is None or days.latest is None:
        return 366
    return (days.latest - days.earliest).days + 1


def gap(a: Interval, b: Interval) -> int:
    """Days between two intervals; 0 if they touch or overlap."""
    a0, a1 = a.earliest or _FIRST, a.latest or _LAST
    b0, b1 = b.earliest or _FIRST, b.latest or _LAST
    return max((b0 - a1).days, (a0 - b1).days, 0)


def overlaps(a: Interval, b: Interval) -> bool:
    """True if they share a day."""
    return gap(a, b) == 0


def common(days: Iterable[Interval]) -> Interval | None:
    """What all have in common, for several statements of one time. None if they exclude each other."""
    earliest, latest = None, None
    for d in days:
        if d.earliest and (earliest is None or d.earliest > earliest):
            earliest = d.earliest
        if d.latest and (latest is None or d.latest < latest):
            latest = d.latest
    if earliest and latest and earliest > latest:
        return None
    return Interval(earliest=earliest, latest=latest) if earliest or latest else None


def around(days: Iterable[Interval]) -> Interval | None:
    """From the first to the last day of all."""
    known = list(days)
    if not known:
        return None
    firsts, lasts = [d.earliest for d in known], [d.latest for d in known]
    return Interval(
        earliest=None if None in firsts else min(d for d in firsts if d),
        latest=None if None in lasts else max(d for d in lasts if d),
    )

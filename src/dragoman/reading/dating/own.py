"""The day of a report from its own clues alone.

Enters: the clues of one report. Leaves: limits on its day, and the day or days they leave.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from dragoman.model import Published
from dragoman.reading.dating.clues import Day, DayClue
from dragoman.reading.dating.limits import Limit, conclude

# A day without its year is the nearest one: no further than this from the report.
YEARLESS_REACH = 200
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# An agency calls the day of its report by its weekday: the newest one was the report's own day in 95 of 100 (262
# reports: wire of 1997 to 2006, and agency copy on Syria). In 93 of 100 outlets' reports it was that day or the day
# before (168 reports on Syria).
AGO_SLACK = 3  # days: "two weeks ago" is no count of days
AGENCY_DELAY = 0
OUTLET_DELAY = 1


def infer_own_day(clues: Sequence[DayClue]) -> Published:
    """The day, or the first and last possible day, that a report's own clues leave; basis `unknown` if too many."""
    return conclude(own_limits(clues))


def own_limits(clues: Sequence[DayClue]) -> list[Limit]:
    """What the clues of a report say of its day, the firm ones first."""
    return [*_dateline(clues), *_dated(clues), *_ago(clues), *_yearless(clues), *_weekday(clues)]


def _dateline(clues: Sequence[DayClue]) -> Iterator[Limit]:
    for clue in clues:
        if clue.dateline and clue.dateline.month and clue.dateline.number:
            near = (clue.dateline.month, clue.dateline.number, 0, 1)
            yield Limit(f'Its dateline names the day, though not the year: "{clue.quote}".', near=near)


def _dated(clues: Sequence[DayClue]) -> Iterator[Limit]:
    """Full dates: the last one behind the report; the first single day ahead of it, if no later one is behind."""
    past = [(day, c) for c in clues if c.relation == "past" and (day := _known_day(c))]
    last, behind = max(past, key=lambda p: (p[0], p[1].quote), default=(None, None))
    if last and behind:
        yield Limit(f'It speaks of {last} as past: "{behind.quote}".', spans=((last, None),), firm=False)
    future = [(day, c) for c in clues if c.relation == "future" and (day := _known_day(c))]
    single = [(day, c) for day, c in future if day == c.day.latest and (last is None or day > last)]
    first, ahead = min(single, key=lambda p: (p[0], p[1].quote), default=(None, None))
    if first and ahead:
        yield Limit(f'It speaks of {first} as still ahead: "{ahead.quote}".', spans=((None, first),), firm=False)


def _known_day(clue: DayClue) -> dt.date | None:
    """The first day of a full date, or of a month; a bare year is too often that of something else."""
    first, last = clue.day.earliest, clue.day.latest
    month = clue.kind == "time" and first and last and (last - first).days <= 31
    return first if month else None


def _yearless(clues: Sequence[DayClue]) -> Iterator[Limit]:
    for clue in clues:
        if clue.kind == "time" and clue.day.month and clue.day.number and clue.relation != "unknown":
            behind = clue.relation == "past"
            reach = (0, YEARLESS_REACH) if behind else (-YEARLESS_REACH, 0)
            what = "past" if behind else "still ahead"
            reason = f'It speaks of {day_words(clue.day)} as {what}: "{clue.quote}".'
            yield Limit(reason, near=(clue.day.month, clue.day.number, *reach), firm=False)


def _ago(clues: Sequence[DayClue]) -> Iterator[Limit]:
    for clue in clues:
        if clue.ago and clue.day.month and clue.day.number:
            slack = 0 if clue.ago < 7 else AGO_SLACK
            near = (clue.day.month, clue.day.number, clue.ago - slack, clue.ago + slack)
            reason = f'It puts {day_words(clue.day)} about {clue.ago} days ago: "{clue.quote}".'
            yield Limit(reason, near=near, firm=False)


def _weekday(clues: Sequence[DayClue]) -> Iterator[Limit]:
    """The weekday of the newest news: that of an agency's report, or one of two days of an outlet's."""
    agency = any(c.agency for c in clues)
    newest = _newest(clues)
    if newest is None or newest.day.weekday is None:
        return
    name = WEEKDAYS[newest.day.weekday - 1]
    delay = AGENCY_DELAY if agency else OUTLET_DELAY
    weekdays = frozenset(_later(newest.day.weekday, n) for n in range(delay + 1))
    if agency:
        reason = f'Its news is of {name} ("{newest.quote}"), and an agency names the day of its report by its weekday.'
    else:
        reason = f'Its news is of {name} ("{newest.quote}"), and an outlet prints it on that day or the next.'
    yield Limit(reason, weekdays=weekdays, firm=False)


def _newest(clues: Sequence[DayClue]) -> DayClue | None:
    """The first past weekday of the lead; if the report also tells of the next one, that."""
    past = [c for c in clues if c.kind == "time" and c.relation == "past" and c.day.weekday and c.today]
    lead = next((c for c in past if c.lead), None)
    if lead is None or lead.day.weekday is None:
        return None
    following = _later(lead.day.weekday, 1)
    return next((c for c in past if c.day.weekday == following), lead)


def _later(weekday: int, days: int) -> int:
    return (weekday - 1 + days) % 7 + 1


def day_words(day: Day) -> str:
    """A day as a person says it: "Saturday", "March 23", "2017-03-14"."""
    if day.weekday:
        return WEEKDAYS[day.weekday - 1]
    if day.month and day.number:
        return f"{MONTHS[day.month - 1]} {day.number}"
    if day.earliest and day.latest and day.earliest != day.latest:
        return f"{day.earliest} to {day.latest}"
    return str(day.earliest or "")

"""What readings share while they go through a report's times in order: its day, and what was named before.

Enters: the report's day (or a day to try) and the direction of each time. Leaves: `Resolved` values.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.knowledge.schema.times import Direction
from dragoman.model.reading import Edge, TimexType
from dragoman.reading.times.calendar import Period, day_period
from dragoman.reading.times.syntax import Syntax

STATED: tuple[Edge, Edge] = ("stated", "stated")
IMPLIED: tuple[Edge, Edge] = ("implied", "implied")
OPEN: tuple[Edge, Edge] = ("open", "open")


REPORTED_DAYS = 550  # a quarter that ended longer ago is not the one that a report gives figures for


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a match stands for. `undated` is the value when the report's day is needed and unknown."""

    type: TimexType
    value: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    mod: str | None = None
    edges: tuple[Edge, Edge] = STATED
    undated: str = ""
    period: Period | None = None  # what later times may be reckoned from
    anchored: bool = False  # reckoned from the time before
    first: int | None = None  # symbols, where the time is not the whole match
    last: int | None = None


@dataclass
class State:
    """The report's day and the times read so far."""

    day: dt.date
    syntax: Syntax
    focus: Period | None = None  # the last calendar time
    focus_index: int | None = None  # its number
    reporting: Period | None = None  # the last quarter that figures were given for

    @property
    def base_day(self) -> Period:
        """The day named last, or the report's own."""
        return self.focus if self.focus is not None and self.focus.unit == "D" else day_period(self.day)

    def note(self, resolved: Resolved, index: int) -> None:
        """Keep a time for those that are reckoned from it."""
        if resolved.period is None:
            return
        self.focus, self.focus_index = resolved.period, index
        period = resolved.period
        if period.unit != "Q" or resolved.anchored or (self.day - period.latest).days > REPORTED_DAYS:
            return
        if self.reporting is None or period.latest < self.day:
            self.reporting = period


def pick(candidates: Sequence[Period], day: dt.date, direction: Direction) -> Period:
    """The candidate that lies in the direction from the day; the nearest where none is known or it lies far off.

    A direction rests on a parse and can be wrong: a candidate within a month wins over one nine months away.
    """
    nearest = min(candidates, key=lambda p: (abs((p.middle - day).days), p.earliest))
    past = [p for p in candidates if p.earliest <= day]
    future = [p for p in candidates if p.latest >= day]
    if direction == "past" and past:
        chosen = max(past, key=lambda p: p.earliest)
    elif direction in ("future", "present") and future:
        chosen = min(future, key=lambda p: p.earliest)
    else:
        return nearest
    far, near = abs((chosen.middle - day).days), abs((nearest.middle - day).days)
    return nearest if far > 270 and near < 31 else chosen

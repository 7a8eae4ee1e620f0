"""The timeline as shapes: where each bar, tick and label stands.

Enters: a `Brief`. Leaves: a `Drawing` for the template, lengths in units of its `width`; None where nothing has a day.
"""

import datetime as dt
from typing import NamedTuple

import msgspec

from dragoman.briefing.brief import Bar, Brief, Lane
from dragoman.briefing.wording import Wording
from dragoman.model import Interval

WIDTH, LEFT, RIGHT, TOP = 960.0, 168.0, 18.0, 34.0
ROW, GAP, BAR, DOT = 24.0, 12.0, 16.0, 10.0  # heights of a row, between lanes, of a bar, of a dot
NARROWEST = 10.0  # a day must be seen
DOTTED = ("contact", "incident")  # lanes of dots
TICK_WIDTH = 46.0  # between two names of months
ROWS = 3  # bars beside each other in a lane; more lie on top of the last
WIDE_DAYS = 10  # from here on the days are rather those between which it was
MONTH = 30.44
BACK_DAYS = 45  # so far before the first report the line may begin


class Shape(NamedTuple):
    """A bar: `kind` is its status, `wide` if only days between are known, `title` is told when asked."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    wide: bool
    number: str
    title: str


class Row(NamedTuple):
    """A lane's name and shapes; `y` is its middle, `top` and `height` its band."""

    name: str
    kind: str
    top: float
    height: float
    y: float
    shapes: tuple[Shape, ...]


class Tick(NamedTuple):
    """A month's beginning; `name` is empty where there is no room."""

    x: float
    name: str


class Drawing(NamedTuple):
    """The whole timeline."""

    width: float
    height: float
    left: float
    right: float
    top: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    as_of: float | None
    has_wide: bool
    earlier: int  # bars long before the first report, for which the line is not stretched


def draw_timeline(brief: Brief, words: Wording) -> Drawing | None:
    """Lay out the lanes of a brief; bars that would cover each other stand in rows of their own."""
    lanes, earlier = _cut_early(brief)
    days = [d for lane in lanes for bar in lane.bars for d in (bar.when.earliest, bar.when.latest) if d]
    if not days:
        return None
    first, last = _edges(days, brief.as_of)
    scale = _Scale(first, last)
    rows, top = [], TOP
    for lane in lanes:
        row = _lay_lane(lane, scale, top)
        rows.append(row)
        top += row.height + GAP
    as_of = round(scale.x(brief.as_of), 1) if brief.as_of and first <= brief.as_of <= last else None
    wide = any(s.wide and s.kind not in ("planned", "postponed", "cancelled") for row in rows for s in row.shapes)
    return Drawing(
        WIDTH, top + 4, LEFT, WIDTH - RIGHT, TOP, tuple(rows), tuple(_ticks(scale, words)), as_of, wide, earlier
    )


def _cut_early(brief: Brief) -> tuple[list[Lane], int]:
    """The lanes without what lies so far before the first report that the rest would have no room."""
    period = brief.period
    if not period or not period.earliest or not period.latest:
        return list(brief.timeline), 0
    back = max(BACK_DAYS, (period.latest - period.earliest).days // 4)
    begin = period.earliest - min(dt.timedelta(days=back), period.earliest - dt.date.min)
    kept = [
        msgspec.structs.replace(
            lane, bars=tuple(b for b in lane.bars if (b.when.latest or b.when.earliest or begin) >= begin)
        )
        for lane in brief.timeline
    ]
    count = sum(len(lane.bars) for lane in brief.timeline) - sum(len(lane.bars) for lane in kept)
    return [lane for lane in kept if lane.bars], count


class _Scale(NamedTuple):
    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def ends(self, when: Interval) -> tuple[float, float]:
        begin = when.earliest or when.latest or self.first
        end = when.latest or when.earliest or self.last
        a, b = (
            self.x(begin),
            self.x(min(end, self.last)) + (WIDTH - LEFT - RIGHT) / max(1, (self.last - self.first).days),
        )
        return (a, b) if b - a >= NARROWEST else ((a + b - NARROWEST) / 2, (a + b + NARROWEST) / 2)


def _edges(days: list[dt.date], as_of: dt.date | None) -> tuple[dt.date, dt.date]:
    """The first and last day on the line, a little wider than what stands on it."""
    first, last = min(days), max([*days, *([as_of] if as_of else [])])
    margin = dt.timedelta(days=max(3, (last - first).days // 40))
    return max(first, dt.date.min + margin) - margin, min(last, dt.date.max - margin) + margin


def _lay_lane(lane: Lane, scale: _Scale, top: float) -> Row:
    ends: list[float] = []
    placed: list[tuple[Bar, float, float, int]] = []
    for bar in sorted(lane.bars, key=lambda b: (scale.ends(b.when), b.kind != "held", b.text)):
        a, b = scale.ends(bar.when)
        number = next((n for n, end in enumerate(ends) if end + 2 <= a), None)
        if number is None:
            number = min(len(ends), ROWS - 1)
            ends += [0.0] if number == len(ends) else []
        ends[number] = max(ends[number], b)
        placed.append((bar, a, b, number))
    height = ROW * max(1, len(ends))
    shapes = tuple(
        _shape(bar, a, b, top + ROW * (number + 0.5), DOT if lane.kind in DOTTED else BAR)
        for bar, a, b, number in placed
    )
    return Row(lane.name, lane.kind, top, height, top + height / 2, shapes)


def _shape(bar: Bar, a: float, b: float, middle: float, height: float) -> Shape:
    wide = bar.when.earliest and bar.when.latest and (bar.when.latest - bar.when.earliest).days > WIDE_DAYS
    x, y, width = round(a, 1), round(middle - height / 2, 1), round(b - a, 1)
    return Shape(x, y, width, height, bar.kind, bool(wide), str(bar.number or ""), bar.text)


def _ticks(scale: _Scale, words: Wording) -> list[Tick]:
    """The first of each month, or of each year where the months are too many."""
    months = words.phrase("months_short").texts
    years_only = (scale.last - scale.first).days / MONTH > 30
    step = max(
        1, round(TICK_WIDTH / ((WIDTH - LEFT - RIGHT) / max(1.0, (scale.last - scale.first).days / MONTH)) + 0.49)
    )
    ticks: list[Tick] = []
    day = scale.first.replace(day=1)
    count = 0
    while day <= scale.last:
        if day >= scale.first and (not years_only or day.month == 1):
            shown = years_only or count % step == 0
            name = str(day.year) if years_only else months[day.month - 1]
            if not years_only and (day.month == 1 or not ticks):
                name += f" {day.year}"
            ticks.append(Tick(round(scale.x(day), 1), name if shown else ""))
            count += 1
        if (day.year, day.month) == (dt.date.max.year, 12):
            break
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return ticks

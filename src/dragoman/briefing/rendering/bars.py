"""What was alleged on each day, as a picture: bars by day, split by who is accused.

Enters: the items that `reconciling.counts` counts. Leaves: a drawing, laid out for `bars.svg.jinja`; what has no day
is no bar, but a number in the note below. Over many days a bar is that of a week, a month or a year.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.model import Interval
from dragoman.reconciling.counts import By, Item

WIDTH, LEFT, RIGHT, TOP, BOTTOM, PANEL, GAP = 960, 52, 34, 64, 66, 190, 54
WIDEST, BETWEEN = 46.0, 0.18  # of a bar: at most so many units, and the part of its place that stays free
MOST = 150  # bars side by side; for more, the next longer unit is taken
NAMED = 6  # accused with a colour of their own; the rest is "others"
LABELS = 9  # along the axis, at most
LETTERS = 34  # of a name in the legend
LETTER = 6.1  # units that a letter of the legend takes, about
# Wong, Nature Methods 8, 441 (2011): told apart by colour-blind readers, too.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
OTHERS, SEVERAL, NOBODY = "others", "several, by rival claims", "not said"
GREYS = {OTHERS: "#4d4d4d", SEVERAL: "#8c8c8c", NOBODY: "#cccccc"}
Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
KINDS = (("violation", "Alleged violations of a truce"), ("incident", "Incidents"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a bar, with the words that a reader sees on it."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across with its number, or a tick with its day."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One kind of thing over time. `top` and `foot`: where its bars end and stand."""

    title: str
    top: float
    foot: float
    bars: tuple[Bar, ...]
    lines: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One colour of the legend and what it means."""

    x: float
    y: float
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The whole picture."""

    width: int
    height: float
    left: float
    right: float
    panels: tuple[Panel, ...]
    ticks: tuple[Mark, ...]
    legend: tuple[Key, ...]
    axis: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days along the picture, each day (or week, month, year) with a place of its own."""

    unit: Unit
    first: int
    count: int

    @property
    def place(self) -> float:
        return (WIDTH - LEFT - RIGHT) / self.count

    def x(self, number: int) -> float:
        return LEFT + (number - self.first) * self.place

    def bar(self) -> float:
        return min(self.place * (1 - BETWEEN), WIDEST)


def draw_bars(items: Sequence[Item], by: By = "day") -> Bars | None:
    """Lay the picture out; None where nothing has a day."""
    days = [i.when.earliest for i in items if i.when and i.when.earliest and i.when.earliest == i.when.latest]
    units = UNITS[1:] if by == "week" else UNITS
    spans = ((unit, [_number(d, unit) for d in days]) for unit in units)
    unit = next((u for u, n in spans if days and max(n) - min(n) < MOST), UNITS[-1])
    dated = [(n, i) for i in items if (n := _place(i.when, unit)) is not None]
    if not dated:
        return None
    first, last = min(n for n, _ in dated), max(n for n, _ in dated)
    axis = _Axis(unit, first, last - first + 1)
    names = _names([i for _, i in dated])
    legend, rows = _legend(names)
    kinds = [(kind, title) for kind, title in KINDS if any(i.kind == kind for _, i in dated)]
    top = TOP + 20 * rows
    panels = []
    for row, (kind, title) in enumerate(kinds):
        mine = [(n, i) for n, i in dated if i.kind == kind]
        panels.append(_panel(mine, f"{title} per {unit}, by who is accused", axis, names, top + row * (PANEL + GAP)))
    left_out = len(items) - len(dated)
    return Bars(
        width=WIDTH,
        height=top + len(kinds) * PANEL + (len(kinds) - 1) * GAP + BOTTOM + 14,
        left=LEFT,
        right=WIDTH - RIGHT,
        panels=tuple(panels),
        ticks=tuple(_ticks(axis)),
        legend=legend,
        axis="Week that begins on" if unit == "week" else unit.capitalize(),
        notes=(
            "Alleged; counted once per allegation, not per report.",
            f"{left_out} without a known {unit} {'is' if left_out == 1 else 'are'} not shown." if left_out else "",
        ),
    )


def _number(day: dt.date, unit: Unit) -> int:
    """The place of a day in the row of all days, weeks, months or years."""
    if unit == "month":
        return day.year * 12 + day.month - 1
    if unit == "year":
        return day.year
    return day.toordinal() if unit == "day" else (day.toordinal() - 1) // 7


def _place(when: Interval | None, unit: Unit) -> int | None:
    """The day, week, month or year of a thing; None unless all its days are in one."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = _number(when.earliest, unit), _number(when.latest, unit)
    return first if first == last else None


def _name(number: int, unit: Unit) -> str:
    """A day, the Monday of a week, a month or a year, as it is printed."""
    if unit == "month":
        return f"{number // 12:04}-{number % 12 + 1:02}"
    if unit == "year":
        return str(number)
    return dt.date.fromordinal(number if unit == "day" else number * 7 + 1).isoformat()


def _names(items: Sequence[Item]) -> dict[str, str]:
    """Whoever is accused most, each with a colour; others, several and nobody have a grey each."""
    counted = Counter(i.accused[0] for i in items if len(i.accused) == 1)
    most = sorted(counted, key=lambda name: (-counted[name], name))[:NAMED]
    found = dict(zip(most, COLOURS, strict=False))
    used = {_who(i, found) for i in items}
    return found | {name: grey for name, grey in GREYS.items() if name in used}


def _who(item: Item, names: dict[str, str]) -> str:
    """Under which name an item is drawn."""
    if len(item.accused) != 1:
        return SEVERAL if item.accused else NOBODY
    return item.accused[0] if item.accused[0] in names else OTHERS


def _legend(names: dict[str, str]) -> tuple[tuple[Key, ...], int]:
    """The legend, in as many rows as it needs."""
    keys: list[Key] = []
    x, row = float(LEFT), 0
    for name, colour in names.items():
        text = name if len(name) <= LETTERS else name[: LETTERS - 1] + "…"
        width = 18 + LETTER * len(text) + 18
        if keys and x + width > WIDTH - RIGHT:
            x, row = float(LEFT), row + 1
        keys.append(Key(round(x, 1), 26 + 20 * row, colour, text))
        x += width
    return tuple(keys), row


def _panel(placed: Sequence[tuple[int, Item]], title: str, axis: _Axis, names: dict[str, str], top: float) -> Panel:
    stacks: dict[int, Counter[str]] = defaultdict(Counter)
    for number, item in placed:
        stacks[number][_who(item, names)] += 1
    highest = max(s.total() for s in stacks.values())
    step = _step(highest)
    scale = PANEL / (step * -(-highest // step))
    foot = top + PANEL
    bars = []
    for number, stack in sorted(stacks.items()):
        at = foot
        for name in (n for n in names if stack[n]):
            height = stack[name] * scale
            at -= height
            x = axis.x(number) + (axis.place - axis.bar()) / 2
            words = f"{_name(number, axis.unit)}: {name}, {stack[name]}"
            bars.append(Bar(round(x, 2), round(at, 2), round(axis.bar(), 2), round(height, 2), names[name], words))
    lines = tuple(Mark(round(foot - n * scale, 2), str(n)) for n in range(0, highest + step, step))
    return Panel(title, top, foot, tuple(bars), lines)


def _step(highest: int) -> int:
    """The distance of the lines across: 1, 2 or 5 times a power of ten, so that there are at most five."""
    step = 1
    while highest > 5 * step:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _ticks(axis: _Axis) -> list[Mark]:
    """Days along the axis, so many that they can be read."""
    every = -(-axis.count // LABELS)
    numbers = range(axis.first, axis.first + axis.count, every)
    return [Mark(round(axis.x(n) + axis.place / 2, 2), _name(n, axis.unit)) for n in numbers]

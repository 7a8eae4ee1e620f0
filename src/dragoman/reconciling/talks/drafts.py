"""A round or contact in the making.

Enters: mentions, one after the other. Leaves: `Draft`, which knows its days and parties without looking at all its
mentions again, and `held_days`, what several mentions say together of when a round was held.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.model import Interval
from dragoman.reconciling.days import around, common, first_day, gap, last_day, length
from dragoman.reconciling.talks.mentions import Meeting, Order

EXACT_DAYS = 3  # a time no longer than this names the days of a round
FEW_DAYS = 4  # a round of which only the end is told began so many days before, or fewer
SITTING_DAYS = 7  # sittings of one round lie further apart than this

Key = tuple[str, str]


@dataclass(eq=False)
class Draft:
    """A round in the making."""

    mentions: list[Meeting] = field(default_factory=list)
    number: int | None = None
    inferred: bool = False
    names: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    times: dict[tuple[object, ...], Meeting] = field(default_factory=dict)  # one mention for each time told of it
    _days: tuple[int, Interval | None] = (-1, None)  # for how many times, and their days

    def add(self, m: Meeting) -> None:
        """Take in one mention."""
        self.mentions.append(m)
        self.number = self.number or m.number
        self.names.update(m.who, m.members)
        self.reports.add(m.report)
        if m.place:
            self.places.add(m.place)
            self.countries.update((m.country,) if m.country else ())
        if m.days and (m.is_held or m.is_ahead):
            last = last_day(m.published) if m.is_ahead and m.relative else None
            self.times.setdefault((m.phase if m.is_held else "", day_key(m.days), last), m)

    @property
    def held(self) -> list[Meeting]:
        """The mentions that say it has begun, with a day: one for each time told."""
        return [m for m in self.times.values() if m.is_held]

    @property
    def plans(self) -> list[Meeting]:
        """The mentions that name a day ahead for it: one for each time told."""
        return [m for m in self.times.values() if m.is_ahead]

    def days(self) -> Interval | None:
        """When it was held, or else is planned."""
        if self._days[0] != len(self.times):
            self._days = (len(self.times), self._work_out_days())
        return self._days[1]

    def _work_out_days(self) -> Interval | None:
        ahead = [m.days for m in self.plans if m.days]
        return held_days(self.held) or common(ahead) or min(ahead, key=length, default=None)

    def order(self) -> tuple[dt.date, dt.date, int, Order]:
        """By time, then number, then the first mention."""
        days = self.days()
        first = min(m.order for m in self.mentions)
        known = days or Interval(earliest=first[0])
        return first_day(known), last_day(known), self.number or 0, first


def day_key(days: Interval | None) -> Key:
    """An interval as something that can be looked up and sorted."""
    return (str(days and days.earliest), str(days and days.latest))


def held_days(held: Iterable[Meeting]) -> Interval | None:
    """What mentions that it was held, began or ended say together of its days.

    From the first to the last of the exact days named, open at an edge where nothing is told of it; where none is
    exact, what all have in common.
    """
    stated = sorted({(m.phase, day_key(m.days)): (m.phase, m.days) for m in held if m.days}.items())
    exact = [(phase, days) for _, (phase, days) in stated if length(days) <= EXACT_DAYS]
    if not exact:
        vague = [days for _, (_, days) in stated]
        return common(vague) or around(vague)
    firsts = [first_day(d) for phase, d in exact if phase != "ended" or length(d) > 1]
    lasts = [last_day(d) for phase, d in exact if phase != "opens" or length(d) > 1]
    return Interval(earliest=min(firsts, default=None), latest=max(lasts, default=None))


def span_of(phase: str, days: Interval) -> Interval:
    """The days that a mention leaves possible: a round that ended on a day began before it."""
    if phase == "ended" and length(days) == 1:
        return Interval(latest=days.latest)
    if phase == "opens" and length(days) == 1:
        return Interval(earliest=days.earliest)
    return days


def bounded(days: Interval) -> Interval:
    """Closed: a round of which only one end is told lasts a few days."""
    if days.earliest is None and days.latest:
        return Interval(earliest=days.latest - dt.timedelta(days=FEW_DAYS), latest=days.latest)
    if days.latest is None and days.earliest:
        return Interval(earliest=days.earliest, latest=days.earliest + dt.timedelta(days=FEW_DAYS))
    return days


def sittings_of(held: Iterable[Meeting]) -> tuple[Interval, ...]:
    """The parts of a round that was held in several; () where all its days lie close together."""
    exact = sorted({day_key(m.days): m.days for m in held if m.days and length(m.days) <= 2 * SITTING_DAYS}.items())
    parts: list[Interval] = []
    for _, days in exact:
        if parts and gap(parts[-1], days) <= SITTING_DAYS:
            parts[-1] = Interval(earliest=first_day(parts[-1]), latest=max(last_day(parts[-1]), last_day(days)))
        else:
            parts.append(days)
    return tuple(parts) if len(parts) > 1 else ()

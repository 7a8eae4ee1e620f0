"""The mentions of one track while it is being put together.

Enters: mentions, one after the other. Leaves: `Group`, which knows its parties, places and days without looking
at all its mentions again.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day
from dragoman.reconciling.talks.mentions import Meeting
from dragoman.reconciling.talks.track_names import track_key

NEAR_DAYS = 300  # talks of the same parties, told of further apart, may be another process


@dataclass(eq=False)
class Group:
    """The mentions of one track."""

    parties: Parties
    key: str | None = None
    named: bool = False  # some report names the track so, by place or otherwise
    mentions: list[Meeting] = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # of all parties but those of the world
    sides: set[str] = field(default_factory=set)  # that these speak for
    places: Counter[str] = field(default_factory=Counter)  # where its rounds take place
    countries: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    torn: str | None = None  # the country whose war it is about
    first: dt.date | None = None  # when it was first told of
    last: dt.date | None = None

    def add(self, m: Meeting) -> None:
        """Take in one mention."""
        self.mentions.append(m)
        self.reports.add(m.report)
        self.beside.update(m.beside)
        names = {*m.who, *m.members} - self.parties.world
        self.names |= names
        self.sides.update(side for name in names for side in self.parties.roots.get(name, ()))
        if m.place:
            self.places[m.place] += 1
            self.countries.update((m.country,) if m.country else ())
        self.torn = self.torn or m.torn
        if m.number:
            self.numbers.add(m.number)
        if m.published:
            day = first_day(m.published)
            self.first, self.last = min(self.first or day, day), max(self.last or day, day)

    def take(self, other: "Group") -> None:
        """Take in all mentions of another, and its name where this one has none."""
        for m in other.mentions:
            self.add(m)
        if other.named and not self.named:
            self.key, self.named = other.key, True

    def shared(self, names: Iterable[str]) -> int:
        """How many of the parties are among its own, by themselves or by the side that they speak for."""
        mine = set(names) - self.parties.world
        equal = mine & self.names
        answered = {side for name in equal for side in self.parties.roots.get(name, ())}
        others = {side for name in mine - equal for side in self.parties.roots.get(name, ())}
        return len(equal) + len((others & self.sides) - answered)

    def days_off(self, day: dt.date) -> int:
        """How many days before it was first told of or after it was last; 0 in between."""
        if self.first is None or self.last is None:
            return 0
        return max((self.first - day).days, (day - self.last).days, 0)

    def is_near(self, first: dt.date | None, last: dt.date | None) -> bool:
        """True if it was told of within months of these days; parties alone join nothing over years."""
        if not (self.first and self.last and first and last):
            return True
        return (self.first - last).days <= NEAR_DAYS and (first - self.last).days <= NEAR_DAYS

    def printed(self) -> tuple[str, ...]:
        """The names printed for it, the track's own and commonest first; capitals make no difference."""
        counts = Counter(m.track for m in self.mentions if m.track)
        ordered = sorted(
            counts,
            key=lambda n: (track_key(n) != self.key, "talks" not in n.casefold(), -counts[n], len(n), n.swapcase()),
        )
        first = {name.casefold(): name for name in reversed(ordered)}
        return tuple(name for name in ordered if first[name.casefold()] == name)

"""The truces of one report, and a truce in the making over several.

Enters: a reading. Leaves: `Draft`s, each a list of mentions. Mentions of one report are one truce unless a name or
a day parts them; an alleged breach is one of the truce spoken of nearest to it.
"""

import bisect
import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.model import Actor, Interval, Reading, Truce
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, gap, last_day, length, published_days, stated_days
from dragoman.reconciling.talks.track_names import track_key

SAME_DAYS = 60  # two dated truces further apart are two, whoever made them
_TWO = 2  # parties that a truce has at least
TALKS = "talks:"  # begins the name of talks among those whom a report names
_COUNTRY_AND_SECTOR = 6  # letters of a code that names both, SYRREB
_WORLD = ("UNO", "IGO", "NGO", "NGM", "MED", "EUR")  # who turns up in reports on any process


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention with its reading."""

    reading: Reading
    truce: Truce

    @property
    def report(self) -> str:
        """The report's id."""
        return self.reading.report.id

    @property
    def told(self) -> dt.date:
        """The day of the report; the end of time where nothing is known of it."""
        return last_day(published_days(self.reading))


@dataclass(slots=True)
class Days:
    """What several statements of one day have in common, else the most exact of them; kept as they come in."""

    earliest: dt.date | None = None
    latest: dt.date | None = None
    best: Interval | None = None

    def add(self, days: Interval | None) -> None:
        """Take one more statement into account."""
        if days is None:
            return
        if days.earliest and (self.earliest is None or days.earliest > self.earliest):
            self.earliest = days.earliest
        if days.latest and (self.latest is None or days.latest < self.latest):
            self.latest = days.latest
        if self.best is None or _exactness(days) < _exactness(self.best):
            self.best = days

    def join(self, other: "Days") -> None:
        """Take all that the other was given into account."""
        self.earliest = max((d for d in (self.earliest, other.earliest) if d), default=None)
        self.latest = min((d for d in (self.latest, other.latest) if d), default=None)
        self.best = min((d for d in (self.best, other.best) if d), key=_exactness, default=None)

    def value(self) -> Interval | None:
        """The days; None where none were stated."""
        if self.earliest and self.latest and self.earliest > self.latest:
            return self.best
        return Interval(earliest=self.earliest, latest=self.latest) if self.earliest or self.latest else None


def _exactness(days: Interval) -> tuple[int, dt.date, dt.date]:
    return length(days), first_day(days), last_day(days)


@dataclass(slots=True)
class Draft:
    """A truce in the making: its mentions, whom it binds, whom the reports on it name, and its own marks."""

    mentions: list[Mention] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    about: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)  # those of `about` by which it may be found
    names: set[str] = field(default_factory=set)  # in small letters
    places: set[str] = field(default_factory=set)  # in small letters; that of a breach is where the deed was done
    made: Days = field(default_factory=Days)
    starts: Days = field(default_factory=Days)
    number: int = -1  # among all drafts, once it is kept

    def days(self) -> Interval | None:
        """When it was made, or else took effect."""
        return self.made.value() or self.starts.value()

    def marks(self) -> set[str]:
        """What it may be known by: its names and places."""
        return self.names | self.places

    def is_bare(self) -> bool:
        """Neither parties nor day: nothing by which it could be told from another."""
        return not (len(self.who) > 1 or self.days())

    def add(self, mention: Mention, bound: Iterable[str], parties: Parties) -> None:
        """Add a mention and whom it binds."""
        truce = mention.truce
        self.mentions.append(mention)
        self.names |= {truce.name.casefold()} if truce.name else set()
        self.places |= {truce.place.name.casefold()} if truce.place and not truce.what else set()
        self.made.add(stated_days(truce.made))
        self.starts.add(stated_days(truce.begins))
        self.bind(bound, parties)

    def bind(self, names: Iterable[str], parties: Parties) -> None:
        """Add whom it binds; who speaks for a side that is bound already is no further party."""
        for name in names:
            if not any(parties.sides(name) & parties.sides(w) for w in self.who):
                self.who.append(name)

    def take(self, other: "Draft", parties: Parties) -> None:
        """Join another draft; who is only described ("rebels") is no third party beside two that are known."""
        self.mentions += other.mentions
        self.bind((n for n in other.who if len(self.who) < _TWO or not n[:1].islower()), parties)
        self.about |= other.about
        self.sides |= other.sides
        self.names |= other.names
        self.places |= other.places
        self.made.join(other.made)
        self.starts.join(other.starts)


def draft_report(reading: Reading, parties: Parties) -> list[Draft]:
    """The truces of one report; [] where it speaks of none."""
    if not reading.truces:
        return []
    drafts: list[Draft] = []
    acting = _acting(reading, parties)
    about = _named(reading, parties) | acting
    sides = _sides(about, acting, parties)
    spoken: list[tuple[int, Draft]] = []  # where the truces themselves are spoken of, in text order
    for truce in [t for t in reading.truces if not t.what] + [t for t in reading.truces if t.what]:
        draft = _nearest(truce, spoken) if truce.what else next((d for d in drafts if _fits(truce, d)), None)
        if draft is None and not (truce.what and drafts):
            draft = Draft(about=set(about), sides=set(sides))
            drafts.append(draft)
        draft = draft or drafts[0]
        draft.add(Mention(reading, truce), _bound(reading, truce, parties), parties)
        if not truce.what:
            spoken.append((truce.span.start, draft))
    return drafts


def draft_mentions(mentions: Iterable[Mention], parties: Parties) -> Draft:
    """A truce of mentions that belong together because a person says so."""
    draft = Draft()
    for mention in sorted(mentions, key=lambda m: (m.told, m.report, m.truce.span)):
        draft.add(mention, _bound(mention.reading, mention.truce, parties), parties)
    return draft


def _named(reading: Reading, parties: Parties) -> set[str]:
    """The states, sides, persons and talks that a report names, without those that turn up everywhere."""
    report = reading.report.id
    keys = {track_key(t.track) for t in reading.talks if t.track}
    return {parties.name(report, a.name) for a in reading.actors if _is_somebody(a)} | {TALKS + k for k in keys if k}


def _acting(reading: Reading, parties: Parties) -> set[str]:
    """Names of which no more may be known than that a truce binds them, or that they speak."""
    unknown = {a.name for a in reading.actors if a.kind == "unknown"}
    speaking = {a.speaker for a in reading.attributions if a.speaker in unknown}
    names = {parties.name(reading.report.id, s) for s in speaking if s}
    names |= {n for t in reading.truces for n in _bound(reading, t, parties)}
    return {n for n in names if not n[:1].islower()}


def _sides(about: Iterable[str], acting: Collection[str], parties: Parties) -> set[str]:
    """The sides, bodies and talks among those whom a report names: by these, two at a time, its truce may be found."""
    sides = {s for name in about for s in parties.roots.get(name, ())}
    known = (n for n in about if (n in parties.bodies or n in acting) and not n[:1].islower())
    bodies = {n for n in known if not parties.roots.get(n)}
    found = sides | bodies | {n for n in about if n.startswith(TALKS)}
    return found if len(found) >= _TWO else found | set(about)


def _is_somebody(actor: Actor) -> bool:
    """A state, a group or a person that is named, or known by its country: no "observers", no "diplomats"."""
    code = actor.code or ""
    if actor.kind not in ("state", "group", "person", "office") or actor.members or code[:3] in _WORLD:
        return False
    return len(code) >= _COUNTRY_AND_SECTOR or not actor.name[:1].islower()


def _bound(reading: Reading, truce: Truce, parties: Parties) -> tuple[str, ...]:
    """Who is bound by it. Three states or more, and nobody else, are those who brought it about."""
    if len(truce.parties) > 2:
        kinds = {a.name: a.kind for a in reading.actors}
        if all(kinds.get(p.name) == "state" for p in truce.parties):
            return ()
    return parties.all(reading.report.id, truce.parties)


def _nearest(breach: Truce, spoken: Sequence[tuple[int, Draft]]) -> Draft | None:
    at = bisect.bisect_left(spoken, breach.span.start, key=lambda s: s[0])
    near = spoken[max(at - 1, 0) : at + 1]
    return min(near, key=lambda s: abs(s[0] - breach.span.start))[1] if near else None


def _fits(truce: Truce, draft: Draft) -> bool:
    """True unless a day or a name says that two mentions of one report mean two truces."""
    days = stated_days(truce.made) or stated_days(truce.begins)
    there = draft.days()
    if days and there and gap(days, there) > SAME_DAYS:
        return False
    return not (truce.name and draft.names) or truce.name.casefold() in draft.names

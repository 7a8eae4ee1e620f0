"""What one report says of promises: that one was made, kept, broken, moved or taken back.

Enters: a reading and the parties. Leaves: `Word`s, each complete in itself, so that no later step looks into a reading.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import PromiseWords
from dragoman.model import Evidence, Interval, Reading, Span
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import days_of, first_day, published_days
from dragoman.reconciling.evidence import quote

Order = tuple[dt.date, str, int, int]  # the report's day and id, and the place in it
Phase = Literal["made", "kept", "broken", "extended", "withdrawn"]
_LEAST = 4  # letters of a word that carries meaning
_STEM = 6  # letters by which "withdraw" and "withdrawal" agree


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where something is told, whose doing it is, and on whose word."""

    order: Order
    published: Interval | None
    day: dt.date | None  # the first on which the report can have been published
    who: tuple[str, ...]
    sides_of: tuple[frozenset[str], ...]  # of each of them
    sides: frozenset[str]  # of all of them
    by: str | None
    via: tuple[str, ...]
    anonymous: bool
    neutral: bool  # the report's own word, that of a body of no side, or the admission of the side itself
    what: str
    stems: frozenset[str]
    evidence: Evidence

    @property
    def report(self) -> str:
        """The report's id."""
        return self.order[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word on a promise; not `named`: whoever the report names may be meant."""

    told: Told
    phase: Phase
    named: bool
    kind: str | None
    act: tuple[str, str] | None  # type and mode of the event that is promised
    place: str | None
    to: tuple[str, ...]
    due: Interval | None
    implied: bool  # the due day is reckoned from the report's day
    made: Interval | None
    made_at: str | None
    agreement: str | None
    recalled: bool
    again: bool
    outright: bool  # the word "promise" is there: it needs no deed to tell that it was kept
    owed: bool  # laid down in a paper, or announced in passing

    def reach(self, days: int) -> int:
        """The last day, as an ordinal, on which something told can still bear on it."""
        last = (self.due.latest or self.due.earliest) if self.due else None
        day = self.told.day or dt.date.min
        return max(day.toordinal(), last.toordinal() if last else 0) + days


def find_words(reading: Reading, parties: Parties) -> Iterator[Word]:
    """The words of a report on promises, in text order; a promise of nobody is left out."""
    events = {e.id: e for e in reading.events}
    for promise in reading.promises:
        who = parties.all(reading.report.id, promise.who)
        if promise.phase == "made" and not who:
            continue
        named = who or tuple(parties.name(reading.report.id, a.name) for a in reading.actors if not a.members)
        deed = events.get(promise.deed or "")
        yield Word(
            told=tell(reading, parties, named, promise.sentence, promise.span, promise.attribution, promise.what),
            phase=promise.phase,
            named=bool(who),
            kind=promise.kind,
            act=(deed.type, deed.mode) if deed and deed.mode else None,
            place=deed.place.name if deed and deed.place else None,
            to=parties.all(reading.report.id, promise.to),
            due=days_of(promise.due),
            implied=bool(promise.due and promise.due.edges == ("implied", "implied")),
            made=days_of(promise.made),
            made_at=promise.made_at,
            agreement=promise.agreement,
            recalled=promise.recalled,
            again=promise.again,
            outright=not promise.basis.endswith(":kept"),
            owed=promise.basis.endswith((":owed", ":announced")),
        )


def tell(
    reading: Reading,
    parties: Parties,
    who: tuple[str, ...],
    sentence: Span,
    at: Span,
    attribution: str | None,
    what: str,
    *,
    compared: bool = True,
) -> Told:
    """What every word and deed has: `who` are names in the record, `at` is its place in the report.

    Args:
        compared: False where nobody will ask for the words' stems, which cost most.
    """
    said = next((a for a in reading.attributions if a.id == attribution), None) if attribution else None
    by = parties.name(reading.report.id, said.speaker) if said and said.speaker else None
    published = published_days(reading)
    sides_of = tuple(parties.sides(name) for name in who)
    sides = frozenset().union(*sides_of)
    return Told(
        order=(first_day(published), reading.report.id, at.start, at.end),
        published=published,
        day=first_day(published) if published else None,
        who=who,
        sides_of=sides_of,
        sides=sides,
        by=by,
        via=tuple(parties.name(reading.report.id, v) for v in said.via) if said else (),
        anonymous=bool(said and said.anonymous),
        neutral=by is None or by in parties.world or by in who,
        what=what,
        stems=find_stems(what) if compared else frozenset(),
        evidence=quote(reading, sentence),
    )


def find_stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning: "withdraw" and "withdrawal" agree."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(w[:_STEM] for w in words if len(w) >= _LEAST and w not in _idle_words())


@functools.lru_cache(maxsize=1)
def _idle_words() -> frozenset[str]:
    return frozenset(w for e in load_entries(PromiseWords, "promises", "en") if e.role == "idle" for w in e.words)

"""Shapes of the knowledge about actors: states, organisations, offices, groups and the words around names."""

from typing import Literal

from dragoman.knowledge.loader import Entry
from dragoman.model.reading import ActorKind

Gender = Literal["male", "female"]
Who = Literal["person", "thing", "many", "speaker"]


class Country(Entry, frozen=True, kw_only=True):
    """A state, or a territory that acts like one (`state: false`); `code` is ISO 3166 alpha-3, or KOS.

    `people`: nouns for its citizens, worked out from the adjectives where left out. `seats`: buildings
    that stand for the government; `capitals` do so where they act or speak, and are places elsewhere.
    """

    code: str
    name: str
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    state: bool = True
    former: bool = False

    def citizens(self) -> tuple[str, ...]:
        """Nouns for one citizen or many: "Russian", "Russians"."""
        if self.people:
            return self.people
        regular = [a for a in self.adjectives if a.endswith(("an", "i", "r"))]
        return tuple(n for a in regular for n in (a, f"{a}s"))


class KnownActor(Entry, frozen=True, kw_only=True):
    """An organisation or armed group that reports name without saying what it is."""

    name: str
    code: str
    kind: ActorKind = "organisation"
    country: str | None = None
    aliases: tuple[str, ...] = ()
    media: bool = False


class KnownPerson(Entry, frozen=True, kw_only=True, rename={"first_year": "from", "last_year": "until"}):
    """A leader whom reports name without saying of which country, in the years given (both included)."""

    name: str
    code: str
    aliases: tuple[str, ...] = ()
    first_year: int
    last_year: int | None = None


class Role(Entry, frozen=True, kw_only=True):
    """Nouns for a person's office. `sector` None: the country, owner or a word beside it tells."""

    words: tuple[str, ...]
    sector: str | None = None
    gender: Gender | None = None
    rank: Literal["leader"] | None = None
    country: str | None = None  # of an office that one country has: "secretary of state"
    follows: bool = False  # takes its office from somebody else: "his counterpart"


class Group(Entry, frozen=True, kw_only=True):
    """Nouns for an office or for many people who act as one."""

    words: tuple[str, ...]
    sector: str | None = None
    kind: ActorKind = "group"
    home: bool = False  # without a country, that of the report is meant
    named: bool = False  # with capitals before it, part of a proper name
    bare: bool = True  # False: an actor only with a country, owner or name beside it: "the Greek side"
    capital: bool = False  # an actor only where it has a capital: "the Front", not "the front"
    persons: bool = False  # many holders of an office, not an office
    set: Literal["states", "parties", "persons"] | None = None
    counted: bool = False  # a set only after "two", "both" and the like
    code: str | None = None


class Shift(Entry, frozen=True, kw_only=True):
    """Words before an office or group that say on which side it stands."""

    words: tuple[str, ...]
    sector: str


class Pronoun(Entry, frozen=True, kw_only=True):
    """A pronoun and what it can stand for."""

    words: tuple[str, ...]
    who: Who
    gender: Gender | None = None
    possessive: bool = False
    many: bool = False


class NameWords(Entry, frozen=True, kw_only=True):
    """One class of small words in and around names; the id is how the code asks for it."""

    words: tuple[str, ...]

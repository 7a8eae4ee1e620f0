"""What the resolving of short mentions shares: the report, its named entities, and who was mentioned so far.

Enters: the names of a report. Leaves: `Book`, filled while the phrases are walked through.
"""

from dragoman.knowledge.schema.actors import Country
from dragoman.reading.actors.entities import Entity
from dragoman.reading.actors.history import History
from dragoman.reading.actors.naming import Namer
from dragoman.reading.actors.phrases import Phrase

# Sectors whose holders belong to some country, so that the report's own is meant where none is named.
HOME_SECTORS = frozenset({"GOV", "MIL", "REB", "OPP", "COP", "LEG", "JUD", "PRM", "SPY", "PTY", "ELI", "CVL", "REF"})


class Book:
    """`home` is the country that the report speaks of most, `arena` the one that the conflict is in.

    `found` maps phrases (by id) to entities, `described` the keys of descriptions and sets to theirs.
    """

    def __init__(self, namer: Namer, year: int | None = None) -> None:
        self.namer, self.parsed, self.lex = namer, namer.parsed, namer.lex
        self.year = year  # of the report
        self.home, self.arena = namer.home, namer.arena
        self.history = History(namer.parsed)
        self.found: dict[int, Entity] = {}
        self.described: dict[tuple[str, ...], Entity] = {}
        self.others: list[Entity] = []

    def everybody(self) -> list[Entity]:
        """All entities so far."""
        return [*self.namer.entities, *self.described.values(), *self.others]

    def owner(self, phrase: Phrase) -> Entity | None:
        """Who stands before "'s" or after "of", where that is known."""
        if phrase.owner is None:
            return None
        return self.found.get(id(phrase.owner)) or self.namer.of.get(id(phrase.owner))

    def role_words(self, phrase: Phrase) -> tuple[str, ...]:
        """The words of a title, in small letters."""
        first, last = phrase.role_span or (phrase.first, phrase.last)
        return self.parsed.lower[first : last + 1]

    def text(self, phrase: Phrase) -> str:
        """The phrase from its first telling word, single-spaced."""
        return self.quote(self.first_telling(phrase), phrase.last)

    def quote(self, first: int, last: int) -> str:
        """The printed words of a stretch, single-spaced."""
        return " ".join(self.parsed.text[self.parsed.starts[first] : self.parsed.ends[last]].split())

    def first_telling(self, phrase: Phrase) -> int:
        """The first token that tells something: a country, a name, a side, or the noun itself."""
        for token in range(phrase.first, phrase.last):
            low = self.parsed.lower[token]
            if (
                self.namer.classes[token] in ("n", "P", "R", "G")
                or low in self.lex.shifts
                or low in self.lex.words["peoples"]
                or low in self.lex.words["title-modifiers"]
            ):
                return token
        return phrase.last

    def state_of(self, country: Country) -> Entity:
        """The entity of a country, made if the report does not name it."""
        key = f"state:{country.id}"
        if key not in self.namer.by_key:
            state = Entity(
                country.name, "state", code=country.code, country=country.code, basis=f"countries:{country.id}"
            )
            self.namer.by_key[key] = state
            self.others.append(state)
        return self.namer.by_key[key]

    def joined(self, members: tuple[Entity, ...]) -> Entity:
        """The set of some who stood together, for "they"."""
        key = ("set", *(str(id(m)) for m in members), "joined")
        known = self.described.get(key)
        if known is None:
            names = " and ".join(m.name for m in members)
            known = Entity(names, "group", many=True, named=False, members=members, basis="joined as subject")
            self.described[key] = known
        return known

    def entity(
        self, name: str, kind: str, country: str | None, sector: str | None, key: tuple[str, ...] | None = None
    ) -> Entity:
        key = key or ("described", name.lower(), country or "")
        entity = self.described.get(key)
        if entity is None:
            entity = Entity(name, country=country, sector=sector, named=False, basis="description")
            entity.kind = kind  # type: ignore[assignment]
            self.described[key] = entity
        return entity

"""On which side somebody is: country and sector, from what stands beside a name or noun.

Enters: phrases with their entities. Leaves: entities with country, sector, code and role.
"""

from dragoman.reading.actors.book import HOME_SECTORS, Book
from dragoman.reading.actors.entities import Entity, split_code
from dragoman.reading.actors.phrases import Phrase

_SIDES_OF_THEIR_OWN = frozenset({"REB", "JRN", "NGO"})  # whoever serves them is of them
_STRONGER = frozenset({"REB", "OPP", "MIL", "LEG"})  # than the government that a bare title suggests


class Sides:
    """Finds sides, and at the end fills what is still unknown."""

    def __init__(self, book: Book) -> None:
        self.book, self.parsed, self.namer = book, book.parsed, book.namer

    def take(self, entity: Entity, phrase: Phrase) -> None:
        """Country and sector of a person, from what stands beside the name."""
        if (
            entity.code
            or phrase.named
            or not (phrase.role or phrase.orgs or phrase.countries or phrase.owner or phrase.shift)
        ):
            return
        country, sector, code = self.find(phrase)
        if entity.kind == "unknown" and phrase.countries and not phrase.role:
            entity.country = entity.country or country
            return
        if phrase.role and phrase.role.follows:
            self._follow(entity, phrase, country)
            return
        if code and entity.country is None:
            entity.code = code
        entity.country = entity.country or country
        if entity.sector is None or (entity.sector == "GOV" and sector in _STRONGER):
            entity.sector = sector or entity.sector

    def country_nearby(self, phrase: Phrase) -> str | None:
        """ "Russia's foreign ministry said Foreign Minister Lavrov": the government that acts in the sentence."""
        for seen in self.book.history.by_sentence.get(self.parsed.sentence_of[phrase.first], ()):
            if seen.entity.sector == "GOV" and seen.entity.country and seen.subject:
                return seen.entity.country
        return None

    def _follow(self, entity: Entity, phrase: Phrase, country: str | None) -> None:
        """ "His Kazakh counterpart" has the office of whoever "his" is."""
        owner = self.book.owner(phrase)
        entity.country = entity.country or country
        if owner and owner.role:
            entity.role, entity.role_words = owner.role, owner.role_words
            entity.basis = "counterpart"
        entity.sector = entity.sector or (owner.sector if owner else None) or "GOV"

    def find(self, phrase: Phrase) -> tuple[str | None, str | None, str | None]:
        """Country, sector and whole code that a phrase gives; None where it gives none."""
        own = phrase.shift or (phrase.role.sector if phrase.role else None)
        own = own or (phrase.group.sector if phrase.group else None)
        country = phrase.countries[0].code if phrase.countries else phrase.role.country if phrase.role else None
        holders = [self.namer.of.get(id(o)) for o in reversed(phrase.orgs)] + [self.book.owner(phrase)]
        for holder in holders:
            if holder is None:
                continue
            if holder.kind == "state" or holder.kind == "people":
                country = country or holder.country
                continue
            if holder.place:
                continue
            if holder.code and holder.country is None:
                return country, own if own != "GOV" else None, None if country else holder.code
            if phrase.group and phrase.group.kind == "people":
                return country or holder.country, own, None
            return country or holder.country, self._merged_sector(own, holder.sector), None
        return country, own or ("GOV" if country and phrase.role else None), None

    def _merged_sector(self, own: str | None, holder: str | None) -> str | None:
        if own in (None, "GOV") or holder in _SIDES_OF_THEIR_OWN:
            return holder or own
        return own

    def finish(self, entity: Entity) -> None:
        """What is still unknown at the end: the group that somebody leads, the report's home country."""
        if entity.code or entity.members:
            return
        if entity.country is None and entity.words:
            self._ask_knowledge(entity)
        if entity.leads:
            entity.country = entity.country or entity.leads.country
            entity.sector = entity.leads.sector or entity.sector
            entity.code = entity.leads.code if entity.country is None else None
        if (
            entity.code is None
            and entity.country is None
            and entity.named
            and entity.sector in HOME_SECTORS
            and self.book.home
        ):
            entity.country = self.book.home
            entity.basis += ", home country"

    def _ask_knowledge(self, entity: Entity) -> None:
        """Country and sector of a leader whom the report takes for known, if the years fit."""
        year = self.book.year
        for person in self.book.lex.people.get(entity.words, ()):
            if year is None or person.first_year <= year <= (person.last_year or year):
                country, sector = split_code(person.code)
                entity.country = country
                entity.sector = entity.sector or sector
                entity.code = None if country else person.code
                entity.kind, entity.basis = "person", f"{entity.basis}, people:{person.id}"
                return

"""Short mentions in text order: titles alone, offices and groups, sets, pronouns, capitals that act.

Enters: phrases, those with names already resolved. Leaves: the entity of every phrase that names somebody.
"""

from dragoman.reading.actors.book import Book
from dragoman.reading.actors.describe import Describer
from dragoman.reading.actors.entities import Entity, add_alias
from dragoman.reading.actors.lexicon import Lexicon
from dragoman.reading.actors.naming import Namer
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.pronouns import PronounFinder
from dragoman.reading.actors.sides import Sides


class Resolver:
    """Walks through the phrases once, remembering who was mentioned."""

    def __init__(self, namer: Namer, year: int | None = None) -> None:
        self.namer, self.parsed, self.lex = namer, namer.parsed, namer.lex
        self.book = Book(namer, year)
        self.sides = Sides(self.book)
        self.describer = Describer(self.book, self.sides)
        self.pronouns = PronounFinder(self.book)

    def resolve_all(self) -> dict[int, Entity]:
        """The entity of each phrase, by the phrase's id; phrases that name nobody are left out."""
        for phrase in self.namer.phrases:
            entity = self.namer.of.get(id(phrase))
            if entity:
                self.sides.take(entity, phrase)
        for phrase in self.namer.phrases:
            entity = self._resolve(phrase)
            if entity is not None:
                self.book.found[id(phrase)] = entity
                self.book.history.add(entity, phrase.head, phrase.modifier)
        for entity in self.book.everybody():
            self.sides.finish(entity)
        for phrase in self.namer.phrases:
            self._look_ahead(phrase)
        return self.book.found

    def _resolve(self, phrase: Phrase) -> Entity | None:
        named = self.namer.of.get(id(phrase))
        if named is not None:
            return self._named(phrase, named)
        if phrase.kind == "title":
            return self._title(phrase)
        if phrase.kind == "group":
            return self.describer.group(phrase)
        return self.pronouns.find(phrase) if phrase.kind == "pronoun" else None

    def _named(self, phrase: Phrase, entity: Entity) -> Entity | None:
        if entity.place and entity.kind == "unknown":
            return None
        if phrase.named and phrase.named.kind == "capital" and not self._is_government(phrase):
            return None
        self.sides.take(entity, phrase)
        if entity.country is None and entity.code is None and phrase.role and phrase.role.sector == "GOV":
            entity.country = self.sides.country_nearby(phrase)
        return entity

    def _is_government(self, phrase: Phrase) -> bool:
        """True if a capital acts or is acted upon, so that its government is meant."""
        parsed, token, words = self.parsed, phrase.head, self.lex.words
        if phrase.modifier:
            return False
        dep, verb = parsed.deps[token], parsed.heads[token]
        if dep == "conj":
            dep, verb = parsed.deps[verb], parsed.heads[verb]
        if dep == "nsubj":
            return parsed.lemmas[verb] != "be" and parsed.pos[verb] == "VERB"
        if dep == "nsubjpass":
            return parsed.lemmas[verb] in words["addressing"] or parsed.lemmas[verb] in words["speaking"]
        if dep in ("dobj", "dative"):
            return parsed.lemmas[verb] in words["addressing"]
        if dep == "pobj":
            return parsed.lower[verb] in words["acting-prepositions"]
        return False

    def _title(self, phrase: Phrase) -> Entity | None:
        words = self.book.role_words(phrase)
        country, sector, _ = self.sides.find(phrase)
        if phrase.role and phrase.role.follows:
            return self.describer.describe(phrase, "person", country, sector)
        if phrase.definite or country or phrase.owner or self._is_headline(phrase):
            person = self._find_holder(phrase, words, country)
            if person:
                add_alias(person, self.book.text(phrase))
                return person
        return self.describer.describe(phrase, "person", country, sector)

    def _look_ahead(self, phrase: Phrase) -> None:
        """A title alone that came before its holder: "Kazakh President" in the headline."""
        entity = self.book.found.get(id(phrase))
        if phrase.kind != "title" or entity is None or entity.named or not entity.country:
            return
        words = self.book.role_words(phrase)
        holders = [
            e
            for e in self.namer.entities
            if e.kind == "person" and e.country == entity.country and fits_role(words, e.role_words, self.lex)
        ]
        if len(holders) == 1 and (phrase.definite or self._is_headline(phrase)):
            self.book.found[id(phrase)] = holders[0]
            add_alias(holders[0], self.book.text(phrase))

    def _is_headline(self, phrase: Phrase) -> bool:
        return self.parsed.sentence(phrase.first).part == "headline"

    def _find_holder(self, phrase: Phrase, words: tuple[str, ...], country: str | None) -> Entity | None:
        plain = self._without_praise(phrase, words)

        def holds(entity: Entity) -> bool:
            if entity.kind != "person" or not entity.role_words or not fits_role(plain, entity.role_words, self.lex):
                return False
            return not country or (entity.country or self.book.home) == country

        before = self.book.history.latest(phrase.head, holds)
        if before:
            return before
        later = [e for e in self.namer.entities if holds(e) and (not country or e.country == country)]
        return later[0] if len(later) == 1 else None

    def _without_praise(self, phrase: Phrase, words: tuple[str, ...]) -> tuple[str, ...]:
        """ "Outspoken president": adjectives that belong to no title say nothing of the office."""
        if len(words) < 2 or not phrase.definite:
            return words
        known, tags = self.lex.words, self.parsed.tags
        first = (phrase.role_span or (phrase.first, phrase.last))[0]
        return tuple(
            w
            for n, w in enumerate(words)
            if not tags[first + n].startswith("JJ")
            or w in self.lex.shifts
            or any(w in known[c] for c in ("title-modifiers", "portfolios", "peoples"))
        )


def fits_role(short: tuple[str, ...], full: tuple[str, ...], lex: Lexicon) -> bool:
    """True if a short title may stand for the full one: "minister" for "deputy foreign minister", not the reverse."""
    a, b = _plain_role(short, lex), _plain_role(full, lex)
    if not a or not b:
        return False
    leads = a[-1] == "leader" and b[-1] in lex.leaders
    return (a[-1] == b[-1] or leads) and set(a[:-1]) - lex.words["idle-title-words"] <= set(b)


def _plain_role(words: tuple[str, ...], lex: Lexicon) -> tuple[str, ...]:
    joined = " ".join(words).replace("prime minister", "premier").replace("vice ", "vice-")
    return tuple("envoy" if w in lex.words["envoys"] else w for w in joined.split())

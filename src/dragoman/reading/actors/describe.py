"""Offices, groups and sets: those who are named by what they are.

Enters: group phrases ("the foreign ministry", "Zairean rebels", "both sides"). Leaves: entities, the same
for the same description.
"""

from dragoman.knowledge.schema.actors import Country
from dragoman.reading.actors.book import HOME_SECTORS, Book
from dragoman.reading.actors.entities import Entity, add_alias
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.sets import find_parties, find_people, find_states
from dragoman.reading.actors.sides import Sides


class Describer:
    """Finds or makes the entity of a description."""

    def __init__(self, book: Book, sides: Sides) -> None:
        self.book, self.sides = book, sides
        self.parsed, self.namer, self.lex, self.described = book.parsed, book.namer, book.lex, book.described

    def group(self, phrase: Phrase) -> Entity | None:
        group = phrase.group
        assert group is not None
        some = self._set(phrase)
        if some is not None:
            return some
        if not group.bare and not (phrase.countries or phrase.orgs or phrase.owner or phrase.shift):
            return None
        owner = self.book.owner(phrase)
        if group.set == "states" and owner is not None and owner.kind == "state":
            return None
        if group.set == "states" and not phrase.countries and self.book.first_telling(phrase) == phrase.last:
            return None
        if group.set == "parties" and not phrase.countries and not phrase.orgs and not phrase.owner:
            return self.describe(phrase, group.kind, None, None)
        country, sector, code = self.sides.find(phrase)
        countries = list(dict.fromkeys(phrase.countries))
        if len(countries) > 1:
            return self._split(phrase, countries)
        bare = not country and not code and not phrase.owner
        if bare and phrase.definite:
            known = self._same_noun(phrase, sector)
            if known:
                add_alias(known, self.book.text(phrase))
                return known
        return self.describe(phrase, group.kind, country, sector, code or group.code)

    def _same_noun(self, phrase: Phrase, sector: str | None) -> Entity | None:
        """ "The rebels": those last called so, or the only rebels that the report names."""
        word = self.parsed.lower[phrase.last]
        bare = phrase.first == phrase.last or word == "office"
        office = phrase.group.id if phrase.group and bare else None

        def fits(entity: Entity) -> bool:
            if entity.named or entity.members:
                return False
            same_office = office in ("office", "ministry") and entity.group == office
            return same_office or entity.noun == word

        known = self.book.history.latest(phrase.head, fits)
        if known is None and sector == "REB" and phrase.group and not phrase.group.named:
            rebels = [e for e in self.namer.entities if e.sector == "REB" and e.kind in ("group", "organisation")]
            known = rebels[0] if len(rebels) == 1 else None
        return known

    def _split(self, phrase: Phrase, countries: list[Country]) -> Entity:
        """ "Hungarian and Romanian officials" are two parties."""
        text = self.book.text(phrase)
        known = self.described.get(("set", text.lower()))
        if known:
            return known
        group = phrase.group
        assert group is not None
        noun = self._noun(phrase)
        members = []
        for country in countries:
            adjective = country.adjectives[0] if country.adjectives else country.name
            members.append(
                self.book.entity(f"{adjective} {noun}", group.kind, country.code, phrase.shift or group.sector)
            )
        whole = Entity(text, "group", many=True, named=False, members=tuple(members), basis="countries joined")
        self.described[("set", text.lower())] = whole
        return whole

    def _noun(self, phrase: Phrase) -> str:
        words = self.parsed.words
        first = phrase.last
        while first > phrase.first and self.parsed.lower[first - 1] in self.lex.shifts:
            first -= 1
        return " ".join(words[first : phrase.last + 1])

    def _set(self, phrase: Phrase) -> Entity | None:
        """ "The two leaders", "both sides": those named last, as many as the number says."""
        word = self.parsed.lower[phrase.last]
        group = self.lex.sets.get(word)
        if group is None or phrase.countries or phrase.orgs or (phrase.owner and phrase.owner.kind != "pronoun"):
            return None
        if not phrase.count and (group.counted or not phrase.definite or group.set == "states"):
            return None
        members = self._members(phrase, group.set or "parties", phrase.count or 2)
        if not members:
            return None
        names = " and ".join(m.name for m in members)
        key = ("set", *(str(id(m)) for m in members), group.set or "")
        known = self.described.get(key)
        if known is None:
            basis = f"set of {group.set}, {phrase.count or 'two'} named last"
            known = Entity(names, "group", many=True, named=False, members=tuple(members), basis=basis)
            self.described[key] = known
        add_alias(known, self.book.text(phrase))
        return known

    def _members(self, phrase: Phrase, kind: str, count: int) -> list[Entity]:
        if kind == "persons":
            return find_people(self.book.history, phrase.head, count, self.parsed.lemmas[phrase.last])
        if kind == "states":
            return find_states(self.book.history, phrase.head, count, self._state)
        hostile = any(w in self.lex.words["hostile"] for w in self.parsed.lower[phrase.first : phrase.last])
        arena = self.book.arena if hostile or not phrase.count else None  # "the sides" are those of the conflict
        return [self._face(e) for e in find_parties(self.book.history, phrase.head, count, arena)]

    def _face(self, entity: Entity) -> Entity:
        """A side itself: the state, for its officials below the top."""
        if entity.kind == "person" and entity.sector not in ("REB", "OPP", "PTY"):
            return self._state(entity) or entity
        return entity

    def _state(self, entity: Entity) -> Entity | None:
        """The state itself, or that of a person or office in its government."""
        if entity.kind == "state":
            return entity
        if entity.country and entity.sector == "GOV" and entity.country in self.lex.countries:
            return self.book.state_of(self.lex.countries[entity.country][0])
        return None

    def counted_parties(self, number: str) -> Entity:
        """ "Six-party talks": the six parties, by that name."""
        entity = self.book.entity(f"{number} parties", "group", None, None)
        entity.many, entity.basis = True, "number of parties"
        return entity

    def describe(
        self, phrase: Phrase, kind: str, country: str | None, sector: str | None, code: str | None = None
    ) -> Entity:
        """An actor by the phrase's own words; "Zaire's government" and "the Zairean government" are one."""
        name = self._description(phrase)
        if not country and not phrase.orgs and not phrase.owner and phrase.group and not code:
            at_home = phrase.group.home and sector in HOME_SECTORS
            country = phrase.whereabouts.code if phrase.whereabouts else self.book.arena if at_home else None
        key = self._key(phrase, name, country)
        entity = self.described.get(key)
        if entity is None:
            entity = self.book.entity(name, kind, country, sector, key)
            entity.code = code
            entity.group = phrase.group.id if phrase.group else None
            entity.noun = self.parsed.lower[phrase.last]
            entity.gender = phrase.role.gender if phrase.role else None
            entity.many = kind in ("group", "people") and self.parsed.tags[phrase.last] in ("NNS", "NNPS")
            if phrase.role and phrase.role_span:
                entity.role_words = self.book.role_words(phrase)
                entity.role = " ".join(entity.role_words)
        elif len(name) > len(entity.name) and phrase.countries:
            add_alias(entity, entity.name)
            entity.name = name
        add_alias(entity, name)
        return entity

    def _is_capital_by_place(self, token: int) -> bool:
        """True for a common word that has its capital from the start of the sentence alone."""
        parsed = self.parsed
        common = parsed.tags[token] not in ("NNP", "NNPS") and self.namer.classes[token] != "n"
        opens = token <= parsed.sentence(token).first + 1 and parsed.words[token][1:2].islower()
        return common and opens and parsed.lower[token] not in self.lex.words["peoples"]

    def _key(self, phrase: Phrase, name: str, country: str | None) -> tuple[str, ...]:
        if phrase.group and phrase.group.kind == "office" and country and not self._person_owner(phrase):
            parts = [w for w in self.parsed.lower[phrase.first : phrase.last + 1] if w in self.lex.words["portfolios"]]
            return ("office", phrase.group.id, country, *parts)
        return ("described", name.lower(), country or "")

    def _person_owner(self, phrase: Phrase) -> bool:
        holders = [self.book.owner(phrase), *(self.namer.of.get(id(o)) for o in phrase.orgs)]
        return any(h is not None and h.kind not in ("state", "people") for h in holders)

    def _tells(self, phrase: Phrase) -> bool:
        """True if what stands after "of" is somebody: known, or a group by its side ("of the Sudanese opposition")."""
        owner = phrase.owner
        group = owner is not None and owner.kind == "group" and owner.group is not None and not owner.group.set
        group = group and self.parsed.lower[phrase.last + 1] == "of"
        return group or self.book.owner(phrase) is not None

    def _description(self, phrase: Phrase) -> str:
        """The phrase without determiners and idle adjectives, with its owner where that is a name."""
        first = self.book.first_telling(phrase)
        last = phrase.of_end if phrase.of_end is not None and self._tells(phrase) else phrase.last
        text = self.book.quote(first, last)
        if self._is_capital_by_place(first):
            text = text[0].lower() + text[1:]
        owner = self.book.owner(phrase)
        if owner is None or phrase.owner is None or phrase.owner.last >= phrase.first:
            return text
        named = phrase.owner.kind != "pronoun" or owner.kind == "person"
        return f"{owner.name}'s {text}" if named else text

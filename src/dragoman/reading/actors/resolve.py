"""Short mentions in text order: titles alone, offices and groups, sets, pronouns, capitals that act.

Enters: phrases, those with names already resolved. Leaves: the entity of every phrase that names somebody.
"""

from dragoman.knowledge.schema.actors import Country
from dragoman.reading.actors.entities import Entity, add_alias
from dragoman.reading.actors.history import History
from dragoman.reading.actors.naming import Namer
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.sets import find_parties, find_people, find_states
from dragoman.reading.parsed import Parsed

_SAME_OFFICE = {
    "minister": "minister",
    "premier": "premier",
    "envoy": "envoy",
    "mediator": "envoy",
    "emissary": "envoy",
}
_ONE = ("person", "unknown")
_THINGS = ("state", "organisation", "office", "group")
_MANY = ("group", "people", "organisation")
HOME_SECTORS = frozenset(["GOV", "MIL", "REB", "OPP", "COP", "LEG", "JUD", "PRM", "SPY", "PTY"])


class Resolver:
    """Walks through the phrases once, remembering who was mentioned."""

    def __init__(self, parsed: Parsed, namer: Namer) -> None:
        self.parsed, self.namer, self.lex = parsed, namer, namer.lex
        self.home, self.arena = namer.home, namer.arena
        self.history = History(parsed)
        self.found: dict[int, Entity] = {}  # id of phrase -> entity
        self.described: dict[tuple[str, ...], Entity] = {}
        self.others: list[Entity] = []

    def resolve_all(self) -> dict[int, Entity]:
        """The entity of each phrase, by the phrase's id; phrases that name nobody are left out."""
        for phrase in self.namer.phrases:
            if phrase.kind == "name" or id(phrase) in self.namer.of:
                entity = self.namer.of.get(id(phrase))
                if entity:
                    self._take_side(entity, phrase)
        for phrase in self.namer.phrases:
            entity = self._resolve(phrase)
            if entity is None:
                continue
            self.found[id(phrase)] = entity
            self.history.add(entity, phrase.head, phrase.modifier)
        for entity in self._everybody():
            self._finish(entity)
        return self.found

    def _everybody(self) -> list[Entity]:
        return [*self.namer.entities, *self.described.values(), *self.others]

    def _resolve(self, phrase: Phrase) -> Entity | None:
        named = self.namer.of.get(id(phrase))
        if named is not None:
            if named.place and named.kind == "unknown":
                return None
            if phrase.named and phrase.named.kind == "capital" and not self._is_government(phrase):
                return None
            self._take_side(named, phrase)
            if named.country is None and named.code is None and phrase.role and phrase.role.sector == "GOV":
                named.country = self._country_nearby(phrase)
            return named
        if phrase.kind == "title":
            return self._title(phrase)
        if phrase.kind == "group":
            return self._group(phrase)
        return self._pronoun(phrase) if phrase.kind == "pronoun" else None

    # ------------------------------------------------------------------ capitals

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

    # ------------------------------------------------------------------ sides

    def _take_side(self, entity: Entity, phrase: Phrase) -> None:
        """Country and sector of a person, from what stands beside the name."""
        if (
            entity.code
            or phrase.named
            or not (phrase.role or phrase.orgs or phrase.countries or phrase.owner or phrase.shift)
        ):
            return
        country, sector, code = self.side_of(phrase)
        if entity.kind == "unknown" and phrase.countries and not phrase.role:
            entity.country = entity.country or country
            return
        if phrase.role and phrase.role.follows:
            self._follow(entity, phrase, country)
            return
        if code and entity.country is None:
            entity.code = code
        entity.country = entity.country or country
        if entity.sector is None or (entity.sector == "GOV" and sector in ("REB", "OPP", "MIL", "LEG")):
            entity.sector = sector or entity.sector

    def _country_nearby(self, phrase: Phrase) -> str | None:
        """ "Russia's foreign ministry said Foreign Minister Lavrov": the government that acts in the sentence."""
        for seen in self.history.by_sentence.get(self.parsed.sentence_of[phrase.first], ()):
            if seen.entity.sector == "GOV" and seen.entity.country and seen.subject:
                return seen.entity.country
        return None

    def _follow(self, entity: Entity, phrase: Phrase, country: str | None) -> None:
        """ "His Kazakh counterpart" has the office of whoever "his" is."""
        owner = self._owner(phrase)
        entity.country = entity.country or country
        if owner and owner.role:
            entity.role, entity.role_words = owner.role, owner.role_words
            entity.basis = "counterpart"
        entity.sector = entity.sector or (owner.sector if owner else None) or "GOV"

    def _owner(self, phrase: Phrase) -> Entity | None:
        if phrase.owner is None:
            return None
        return self.found.get(id(phrase.owner)) or self.namer.of.get(id(phrase.owner))

    def side_of(self, phrase: Phrase) -> tuple[str | None, str | None, str | None]:
        """Country, sector and whole code that a phrase gives; None where it gives none."""
        own = phrase.shift or (phrase.role.sector if phrase.role else None)
        own = own or (phrase.group.sector if phrase.group else None)
        country = phrase.countries[0].code if phrase.countries else None
        holders = [self.namer.of.get(id(o)) for o in reversed(phrase.orgs)] + [self._owner(phrase)]
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
        if own in (None, "GOV") or holder in ("REB", "JRN", "NGO"):
            return holder or own
        return own

    def _finish(self, entity: Entity) -> None:
        """What is still unknown at the end: the group that somebody leads, the report's home country."""
        if entity.code or entity.members:
            return
        if entity.leads:
            entity.country = entity.country or entity.leads.country
            entity.sector = entity.leads.sector or entity.sector
            entity.code = entity.leads.code if entity.country is None else None
        if (
            entity.code is None
            and entity.country is None
            and entity.named
            and entity.sector in HOME_SECTORS
            and self.home
        ):
            entity.country = self.home
            entity.basis += ", home country"

    # ------------------------------------------------------------------ titles alone

    def _title(self, phrase: Phrase) -> Entity | None:
        words = self._role_words(phrase)
        country, sector, _ = self.side_of(phrase)
        if phrase.role and phrase.role.follows:
            return self._describe(phrase, "person", country, sector)
        if phrase.definite or country or phrase.owner or self._is_headline(phrase):
            person = self._find_holder(phrase, words, country)
            if person:
                add_alias(person, self._text(phrase))
                return person
        return self._describe(phrase, "person", country, sector)

    def _is_headline(self, phrase: Phrase) -> bool:
        return self.parsed.sentence(phrase.first).part == "headline"

    def _role_words(self, phrase: Phrase) -> tuple[str, ...]:
        first, last = phrase.role_span or (phrase.first, phrase.last)
        return self.parsed.lower[first : last + 1]

    def _find_holder(self, phrase: Phrase, words: tuple[str, ...], country: str | None) -> Entity | None:
        def holds(entity: Entity) -> bool:
            if entity.kind != "person" or not entity.role_words or not fits_role(words, entity.role_words):
                return False
            return not country or (entity.country or self.home) == country

        before = self.history.latest(phrase.head, holds)
        if before:
            return before
        later = [e for e in self.namer.entities if holds(e) and (not country or e.country == country)]
        return later[0] if len(later) == 1 else None

    # ------------------------------------------------------------------ offices and groups

    def _group(self, phrase: Phrase) -> Entity | None:
        group = phrase.group
        assert group is not None
        some = self._set(phrase)
        if some is not None:
            return some
        if group.set == "states" and not phrase.countries and self._first_telling(phrase) == phrase.last:
            return None
        if group.set == "parties" and not phrase.countries and not phrase.orgs and not phrase.owner:
            return self._describe(phrase, group.kind, None, None)
        country, sector, code = self.side_of(phrase)
        countries = list(dict.fromkeys(phrase.countries))
        if len(countries) > 1:
            return self._split(phrase, countries)
        bare = not country and not code and not phrase.owner
        if bare and phrase.definite:
            known = self._same_noun(phrase, sector)
            if known:
                add_alias(known, self._text(phrase))
                return known
        return self._describe(phrase, group.kind, country, sector, code or group.code)

    def _same_noun(self, phrase: Phrase, sector: str | None) -> Entity | None:
        """ "The rebels": those last called so, or the only rebels that the report names."""
        word = self.parsed.lower[phrase.last]
        office = phrase.group.id if phrase.group and phrase.first == phrase.last or word == "office" else None

        def fits(entity: Entity) -> bool:
            if entity.named or entity.members:
                return False
            return (
                entity.name.lower().split()[-1] == word or office in ("office", "ministry") and entity.group == office
            )

        known = self.history.latest(phrase.head, fits)
        if known is None and sector == "REB" and phrase.group and not phrase.group.named:
            rebels = [e for e in self.namer.entities if e.sector == "REB" and e.kind in ("group", "organisation")]
            known = rebels[0] if len(rebels) == 1 else None
        return known

    def _split(self, phrase: Phrase, countries: list[Country]) -> Entity:
        """ "Hungarian and Romanian officials" are two parties."""
        text = self._text(phrase)
        known = self.described.get(("set", text.lower()))
        if known:
            return known
        group = phrase.group
        assert group is not None
        noun = self._noun(phrase)
        members = []
        for country in countries:
            adjective = country.adjectives[0] if country.adjectives else country.name
            members.append(self._entity(f"{adjective} {noun}", group.kind, country.code, phrase.shift or group.sector))
        whole = Entity(text, "group", many=True, named=False, members=tuple(members), basis="countries joined")
        self.described[("set", text.lower())] = whole
        return whole

    def _noun(self, phrase: Phrase) -> str:
        words = self.parsed.words
        first = phrase.last
        while first > phrase.first and self.parsed.lower[first - 1] in self.lex.shifts:
            first -= 1
        return " ".join(words[first : phrase.last + 1])

    # ------------------------------------------------------------------ sets

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
        add_alias(known, self._text(phrase))
        return known

    def _members(self, phrase: Phrase, kind: str, count: int) -> list[Entity]:
        if kind == "persons":
            return find_people(self.history, phrase.head, count, self.parsed.lemmas[phrase.last])
        if kind == "states":
            return find_states(self.history, phrase.head, count, self._state)
        hostile = any(w in self.lex.words["hostile"] for w in self.parsed.lower[phrase.first : phrase.last])
        return [self._face(e) for e in find_parties(self.history, phrase.head, count, self.arena if hostile else None)]

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
            return self.state_of(self.lex.countries[entity.country][0])
        return None

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

    def counted_parties(self, number: str) -> Entity:
        """ "Six-party talks": the six parties, by that name."""
        entity = self._entity(f"{number} parties", "group", None, None)
        entity.many, entity.basis = True, "number of parties"
        return entity

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, phrase: Phrase) -> Entity | None:
        pronoun = phrase.pronoun
        assert pronoun is not None
        token = phrase.head
        if pronoun.who == "speaker":
            return self._speaker(token)
        if pronoun.who == "person":
            return self.history.find(
                token, lambda e: e.kind in _ONE and not e.place and e.gender in (None, pronoun.gender)
            )
        if pronoun.who == "thing":
            if self.parsed.deps[token] in ("expl",) or self._is_empty_it(token):
                return None
            return self.history.find(token, lambda e: e.kind in _THINGS and not e.many and not e.members, reach=2)
        return self.history.find(token, lambda e: bool(e.members) or e.many or e.kind in _MANY, reach=3)

    def _is_empty_it(self, token: int) -> bool:
        """ "It is expected that", "it was not clear": nobody is meant."""
        if self.parsed.lower[token] != "it" or self.parsed.deps[token] not in ("nsubj", "nsubjpass"):
            return False
        verb = self.parsed.heads[token]
        if self.parsed.lemmas[verb] in ("be", "seem", "appear", "remain", "take"):
            return True
        return self.parsed.deps[token] == "nsubjpass" and self.parsed.child(verb, "ccomp", "xcomp") is not None

    def _speaker(self, token: int) -> Entity | None:
        """Whoever speaks the sentence, or spoke the one before."""
        here = self.parsed.sentence_of[token]
        for sentence in range(here, max(-1, here - 3), -1):
            for seen in reversed(self.history.by_sentence.get(sentence, ())):
                if seen.subject and self._speaks(seen.token):
                    return seen.entity
            if sentence == here:
                later = self._later_speaker(here, token)
                if later:
                    return later
        return None

    def _speaks(self, subject: int) -> bool:
        return self.parsed.lemmas[self.parsed.heads[subject]] in self.lex.words["speaking"]

    def _later_speaker(self, sentence: int, token: int) -> Entity | None:
        """The speaker named after the quotation: '"We agreed," Lavrov said'."""
        for phrase in self.namer.phrases:
            if phrase.first > token and self.parsed.sentence_of[phrase.first] == sentence and not phrase.modifier:
                dep = self.parsed.deps[phrase.head]
                if dep == "nsubj" and self._speaks(phrase.head):
                    return self.namer.of.get(id(phrase))
        return None

    # ------------------------------------------------------------------ descriptions

    def _describe(
        self, phrase: Phrase, kind: str, country: str | None, sector: str | None, code: str | None = None
    ) -> Entity:
        """An actor by the phrase's own words; "Zaire's government" and "the Zairean government" are one."""
        name = self._description(phrase)
        if not country and not phrase.orgs and not phrase.owner and phrase.group and phrase.group.home:
            country = self.arena if sector in HOME_SECTORS and not code else None
        key = self._key(phrase, name, country)
        entity = self.described.get(key)
        if entity is None:
            entity = self._entity(name, kind, country, sector, key)
            entity.code = code
            entity.group = phrase.group.id if phrase.group else None
            entity.gender = phrase.role.gender if phrase.role else None
            entity.many = kind in ("group", "people") and self.parsed.tags[phrase.last] in ("NNS", "NNPS")
            if phrase.role and phrase.role_span:
                entity.role_words = self._role_words(phrase)
                entity.role = " ".join(entity.role_words)
        elif len(name) > len(entity.name) and phrase.countries:
            add_alias(entity, entity.name)
            entity.name = name
        add_alias(entity, name)
        return entity

    def _entity(
        self, name: str, kind: str, country: str | None, sector: str | None, key: tuple[str, ...] | None = None
    ) -> Entity:
        key = key or ("described", name.lower(), country or "")
        entity = self.described.get(key)
        if entity is None:
            entity = Entity(name, country=country, sector=sector, named=False, basis="description")
            entity.kind = kind  # type: ignore[assignment]
            self.described[key] = entity
        return entity

    def _key(self, phrase: Phrase, name: str, country: str | None) -> tuple[str, ...]:
        if phrase.group and phrase.group.kind == "office" and country and not self._person_owner(phrase):
            parts = [w for w in self.parsed.lower[phrase.first : phrase.last + 1] if w in self.lex.words["portfolios"]]
            return ("office", phrase.group.id, country, *parts)
        return ("described", name.lower(), country or "")

    def _person_owner(self, phrase: Phrase) -> bool:
        holders = [self._owner(phrase), *(self.namer.of.get(id(o)) for o in phrase.orgs)]
        return any(h is not None and h.kind not in ("state", "people") for h in holders)

    def _description(self, phrase: Phrase) -> str:
        """The phrase without determiners and idle adjectives, with its owner where that is a name."""
        first = self._first_telling(phrase)
        last = phrase.of_end if phrase.of_end is not None and self._owner(phrase) is not None else phrase.last
        text = " ".join(self.parsed.text[self.parsed.starts[first] : self.parsed.ends[last]].split())
        owner = self._owner(phrase)
        if owner and phrase.owner and phrase.owner.last < phrase.first:
            if phrase.owner.kind != "pronoun" or owner.kind == "person":
                return f"{owner.name}'s {text}"
        return text

    def _first_telling(self, phrase: Phrase) -> int:
        """The first token that tells something: a country, a name, a side, or the noun itself."""
        for token in range(phrase.first, phrase.last):
            low = self.parsed.lower[token]
            if (
                self.classes[token] in ("n", "P", "R", "G")
                or low in self.lex.shifts
                or low in self.lex.words["peoples"]
                or low in self.lex.words["title-modifiers"]
            ):
                return token
        return phrase.last

    @property
    def classes(self) -> list[str]:
        """The classes that the scanner gave to tokens."""
        return self.namer.classes

    def _text(self, phrase: Phrase) -> str:
        first = self._first_telling(phrase)
        return " ".join(self.parsed.text[self.parsed.starts[first] : self.parsed.ends[phrase.last]].split())


def fits_role(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True if a short title may stand for the full one: "minister" for "deputy foreign minister", not the reverse."""

    def norm(words: tuple[str, ...]) -> tuple[str, ...]:
        joined = " ".join(words).replace("prime minister", "premier").replace("vice ", "vice-")
        return tuple(_SAME_OFFICE.get(w, w) for w in joined.split())

    a, b = norm(short), norm(full)
    if not a or not b:
        return False
    same = a[-1] == b[-1] or (a[-1] == "leader" and b[-1] in ("president", "premier", "chairman", "chief", "ruler"))
    idle = {"the", "former", "new", "special", "top", "senior"}
    return same and set(a[:-1]) - idle <= set(b)

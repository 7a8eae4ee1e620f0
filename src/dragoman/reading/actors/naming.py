"""Which phrases name the same somebody: full names, surnames, acronyms, known names, titles with names.

Enters: phrases with their links. Leaves: an `Entity` for each named phrase, and the report's home country.
The whole report is looked at before anything is decided, so that a headline's short form meets the
full name that comes later.
"""

from collections import Counter
from collections.abc import Iterable

from rapidfuzz import fuzz

from dragoman.knowledge.gazetteer import is_place_name, is_well_known_place
from dragoman.knowledge.schema.actors import Country
from dragoman.reading.actors.entities import Entity, add_alias, split_code
from dragoman.reading.actors.lexicon import Named
from dragoman.reading.actors.links import Links
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.scan import Scanner
from dragoman.reading.parsed import Parsed

_NEAR = 100  # names compared for spelling at most, so that a list of thousands of names costs no more
SPELLING = 85  # least rapidfuzz ratio for two spellings of one name word of five letters or more


class Namer:
    """Gives named phrases their entities."""

    def __init__(self, scanner: Scanner, links: Links) -> None:
        self.parsed, self.phrases, self.links, self.lex = scanner.parsed, scanner.phrases, links, scanner.lex
        self.entities: list[Entity] = []
        self.by_key: dict[str, Entity] = {}
        self.of: dict[int, Entity] = {}  # id of phrase -> entity
        self.merged: dict[int, Entity] = {}  # id of an entity -> the one that it turned out to be
        self.by_start: dict[str, list[Entity]] = {}  # first two letters of a word of the name
        self.by_word: dict[str, list[Entity]] = {}
        self.titled = {id(name) for name, _ in links.titles} | {id(name) for name, _ in links.leaders}
        self.classes = scanner.classes
        self.home = find_home(self.phrases)
        self.arena = find_arena(self.parsed, self.phrases, scanner.adjectives.values())

    def name_all(self) -> None:
        """Known names first, then organisations, then people from the longest name to the shortest."""
        named = [p for p in self.phrases if p.kind == "name"]
        for phrase in named:
            if phrase.named:
                self.of[id(phrase)] = self._known(phrase.named, phrase)
        unknown = [p for p in named if not p.named]
        for phrase in sorted(unknown, key=self._order):
            pair = self._pair(phrase)
            if pair:
                self.of[id(phrase)] = pair
            elif not phrase.doubtful:
                self.of[id(phrase)] = self._unknown(phrase)
                continue
            known = self._find_person(self._words(phrase), phrase)
            if known:
                self.of[id(phrase)] = known
        self._take_titles()

    def _order(self, phrase: Phrase) -> tuple[bool, bool, int, int]:
        """Sure names before doubtful ones, simple ones before joined ones, long ones before short ones."""
        first, last = phrase.name or (phrase.first, phrase.last)
        return phrase.doubtful, self._is_joined(first, last), first - last, first

    def _is_joined(self, first: int, last: int) -> bool:
        return last == first + 2 and self.parsed.tags[first + 1] == "HYPH"

    def _pair(self, phrase: Phrase) -> Entity | None:
        """ "The Putin-Erdogan meeting": two people named elsewhere."""
        first, last = phrase.name or (phrase.first, phrase.last)
        if not self._is_joined(first, last):
            return None
        found = [self.by_word.get(self.parsed.lower[t], [None])[0] for t in (first, last)]
        members = tuple(e for e in found if e is not None)
        if len(set(map(id, members))) < 2:
            return None
        name = " and ".join(m.name for m in members)
        key = f"pair:{name}"
        return self.by_key.get(key) or self._add(Entity(name, "group", many=True, members=members, basis="joined"), key)

    # ------------------------------------------------------------------ known names

    def _known(self, named: Named, phrase: Phrase) -> Entity:
        key = named.key
        if named.kind in ("seat", "people") or named.kind == "demonym":
            key = f"{named.kind}:{self._text(phrase)}"
        if named.kind in ("people", "demonym") and named.country and named.country.name in named.country.citizens():
            key = named.key
        entity = self.by_key.get(key)
        if entity is None:
            entity = self._add(self._from_knowledge(named, phrase, key), key)
        add_alias(entity, self._text(phrase))
        return entity

    def _from_knowledge(self, named: Named, phrase: Phrase, key: str) -> Entity:
        if named.actor:
            a = named.actor
            country, sector = split_code(a.code)
            return Entity(
                a.name, a.kind, code=a.code, country=a.country or country, sector=sector, basis=f"actors:{a.id}"
            )
        c = named.country
        assert c is not None
        if key.startswith("state:"):
            return Entity(c.name, "state", code=c.code, country=c.code, basis=f"countries:{c.id}")
        if named.kind == "seat":
            return Entity(self._text(phrase), "office", country=c.code, sector="GOV", basis=f"seat:{c.id}")
        text = self._text(phrase)
        return Entity(text, "people", code=c.code, country=c.code, many=True, basis=f"people:{c.id}")

    def _add(self, entity: Entity, key: str) -> Entity:
        self.entities.append(entity)
        self.by_key[key] = entity
        return entity

    # ------------------------------------------------------------------ names the text brings

    def _unknown(self, phrase: Phrase) -> Entity:
        text = self._text(phrase)
        if phrase.organisation and not phrase.role:
            return self._organisation(phrase, text)
        words = self._words(phrase)
        entity = self._find_person(words, phrase)
        if entity is None:
            entity = self._new_person(phrase, text, words)
        entity.first = min(entity.first, phrase.first)
        add_alias(entity, text)
        return entity

    def _organisation(self, phrase: Phrase, text: str) -> Entity:
        entity = self.by_key.get(f"org:{text.lower()}")
        if entity is None:
            short = self.links.shorts.get(id(phrase))
            entity = self.by_key.get(f"org:{short.lower()}") if short else None
            entity = entity or self._add(Entity(text, "organisation", basis="name"), f"org:{text.lower()}")
            if short:
                add_alias(entity, short)
                self.by_key[f"org:{short.lower()}"] = entity
            self._code_organisation(entity, phrase)
        add_alias(entity, text)
        return entity

    def _code_organisation(self, entity: Entity, phrase: Phrase) -> None:
        tokens = range(phrase.first, phrase.last + 1)
        words = self.parsed.words
        countries = [
            named.country
            for t in tokens
            for name, named in self.lex.names.get(words[t], ())
            if named.country and words[t : t + len(name)] == name
        ]
        if countries or phrase.countries:
            entity.country = (phrase.countries + countries)[0].code
        groups = [self.lex.groups[w] for t in tokens if (w := self.parsed.lower[t]) in self.lex.groups]
        entity.sector = next((g.sector for g in reversed(groups) if g.sector), None)
        if groups and groups[-1].kind == "group":
            entity.kind = "group"

    def _words(self, phrase: Phrase) -> tuple[str, ...]:
        assert phrase.name is not None
        first, last = phrase.name
        return tuple(w.replace("’", "'") for w in self.parsed.lower[first : last + 1] if w[0].isalnum())

    def _find_person(self, words: tuple[str, ...], phrase: Phrase) -> Entity | None:
        """Somebody already named whose name holds these words: all of them in order, or the surname."""
        able = [e for e in self._candidates(words) if self._fits_gender(e, phrase)]
        scored = [(compare_names(words, e.words), -e.first, e) for e in able]
        best = max(((s, f, -n) for n, (s, f, _) in enumerate(scored) if s), default=None)
        return able[-best[2]] if best else None

    def _candidates(self, words: tuple[str, ...]) -> list[Entity]:
        exact = [e for w in words for e in self.by_word.get(w, ())]
        if exact:
            return list(dict.fromkeys(exact))
        near = self.by_start.get(words[-1][:2], ()) if words else ()
        return [e for e in near[:_NEAR] if is_spelling(words[-1], e.words)]

    def _fits_gender(self, entity: Entity, phrase: Phrase) -> bool:
        gender = phrase.honorific if phrase.honorific in ("male", "female") else None
        return not (gender and entity.gender and gender != entity.gender)

    def _new_person(self, phrase: Phrase, text: str, words: tuple[str, ...]) -> Entity:
        entity = self._add(
            Entity(text, "unknown", first=phrase.first, words=words, basis="name"),
            f"person:{' '.join(words)}:{phrase.first}",
        )
        certain = bool(phrase.role or phrase.honorific or id(phrase) in self.titled)
        if certain or (len(words) > 1 and self._speaks(phrase)):
            entity.kind = "person"
        elif words in self.lex.people:
            pass  # whether this is the known leader depends on the year: see sides.py
        elif is_place_name(text) or (len(words) > 1 and self._holds_place(phrase, text)):
            entity.place = True
        elif len(words) > 1 and self._acts(phrase):
            entity.kind = "person"
        for word in dict.fromkeys(words):
            self.by_word.setdefault(word, []).append(entity)
        for start in dict.fromkeys(w[:2] for w in words):
            self.by_start.setdefault(start, []).append(entity)
        return entity

    def _acts(self, phrase: Phrase) -> bool:
        return self.parsed.deps[phrase.head] in ("nsubj", "nsubjpass", "poss", "appos", "conj")

    def _holds_place(self, phrase: Phrase, text: str) -> bool:
        """ "Azaz Aleppo" without its comma; a subject is somebody unless the own list of places has a word of it."""
        subject = self.parsed.deps[phrase.head] == "nsubj"
        return any(is_well_known_place(word, own_only=subject) for word in text.split())

    def _speaks(self, phrase: Phrase) -> bool:
        head = phrase.head
        speaking = self.parsed.lemmas[self.parsed.heads[head]] in self.lex.words["speaking"]
        return speaking and self.parsed.deps[head] == "nsubj"

    # ------------------------------------------------------------------ titles

    def _take_titles(self) -> None:
        for phrase in self.phrases:
            if phrase.kind == "name" and phrase.role and not phrase.named:
                self._give_role(self.of[id(phrase)], phrase)
        for name, title in self.links.titles:
            entity = self.of.get(id(name))
            if entity and not name.named and entity.kind in ("person", "unknown"):
                entity.place = False
                self._give_role(entity, title)
                self.of[id(title)] = entity
        for leader, group in self.links.leaders:
            entity = self.of.get(id(leader))
            if entity and not leader.named and entity.kind in ("person", "unknown"):
                entity.kind, entity.place = "person", False
                entity.leads = self.of.get(id(group))
        for name, other in self.links.same:
            self._join(name, other)
        if self.merged:
            self.of = {key: self.merged.get(id(entity), entity) for key, entity in self.of.items()}

    def _join(self, name: Phrase, other: Phrase) -> None:
        entity, second = self.of.get(id(name)), self.of.get(id(other))
        if entity is None:
            return
        if second is None or second is entity:
            self.of[id(other)] = entity
            if other.group and not entity.code:
                entity.sector = other.shift or other.group.sector or entity.sector
                entity.country = entity.country or next((c.code for c in other.countries), None)
                if entity.kind == "unknown":
                    entity.kind = other.group.kind
            return
        if second.words or second.code is None:
            self.merged[id(second)] = entity
            add_alias(entity, second.name)

    def _give_role(self, entity: Entity, phrase: Phrase) -> None:
        entity.kind = "person"
        entity.place = False
        gender = phrase.honorific if phrase.honorific in ("male", "female") else None
        entity.gender = entity.gender or gender or (phrase.role.gender if phrase.role else None)
        if phrase.role and phrase.role_span and entity.role is None:
            first, last = phrase.role_span
            entity.role_words = tuple(self.parsed.lower[first : last + 1])
            entity.role = self.parsed.text[self.parsed.starts[first] : self.parsed.ends[last]].lower()
            entity.rules = any(w in self.lex.leaders or w == "minister" for w in entity.role_words)
            entity.basis = f"title:{phrase.role.id}"

    def _text(self, phrase: Phrase) -> str:
        first, last = phrase.name or (phrase.first, phrase.last)
        text = self.parsed.text[self.parsed.starts[first] : self.parsed.ends[last]]
        return " ".join(text.split())


def find_home(phrases: list[Phrase]) -> str | None:
    """The country that most phrases speak of; None if no country is named. The first wins a draw."""
    counts: Counter[str] = Counter()
    for phrase in phrases:
        for country in phrase.countries:
            counts[country.code] += 2
        code = _country_of(phrase)
        if code:
            counts[code] += 1
    return max(counts, key=lambda c: counts[c]) if counts else None


def find_arena(parsed: Parsed, phrases: list[Phrase], adjectives: Iterable[Country]) -> str | None:
    """The country that the conflict is in: where things happen, and whose rebels and people are named.

    States that act (host, broker, vote) count little, so that talks in Geneva between foreigners about
    Syria are about Syria.
    """
    counts: Counter[str] = Counter(c.code for c in adjectives)
    for phrase in phrases:
        if phrase.group and phrase.countries:
            sector = phrase.shift or phrase.group.sector
            counts[phrase.countries[0].code] += 4 if sector in ("REB", "OPP", "PRM", "REF", "CVL") else 1
        code = _country_of(phrase)
        if code:
            counts[code] += _arena_weight(parsed, phrase)
    return max(counts, key=lambda c: counts[c]) if counts else None


def _arena_weight(parsed: Parsed, phrase: Phrase) -> int:
    named = phrase.named
    if named and named.actor:
        return 4 if named.actor.code.endswith("REB") else 1
    if named and named.kind == "capital":
        return 0  # a venue as often as not
    if phrase.modifier:
        return 3
    above = parsed.heads[phrase.head]
    if parsed.deps[phrase.head] == "pobj" and parsed.lower[above] in ("in", "on", "for", "across", "inside"):
        return 3
    return 1


def _country_of(phrase: Phrase) -> str | None:
    named = phrase.named
    if named is None:
        return None
    if named.country:
        return named.country.code
    return named.actor.country if named.actor and not named.actor.media else None


def compare_names(short: tuple[str, ...], full: tuple[str, ...]) -> int:
    """How well a shorter name fits a fuller one: 3 the same, 2 a part of it, 1 another spelling, 0 not."""
    if short == full:
        return 3
    if len(short) > 1 and len(full) > 1:
        if set(short) <= set(full):
            return 2
        return 1 if short[-1] == full[-1] and is_spelling(short[0], full[:1]) else 0
    if len(short) == 1:
        return 2 if short[0] in full else int(is_spelling(short[0], full))
    return 0


def is_spelling(word: str, words: tuple[str, ...]) -> bool:
    """True if one of the words is another spelling of this one."""
    return len(word) >= 5 and any(
        len(w) >= 5 and w[0] == word[0] and abs(len(w) - len(word)) <= 3 and fuzz.ratio(word, w) >= SPELLING
        for w in words
    )

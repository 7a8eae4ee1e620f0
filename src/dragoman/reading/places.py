"""Where: places named in a report, with country and coordinates.

Enters: a report, its `Parsed` and its `Directory`. Leaves: place mentions in text order.
A country is a place only where it is used as one ("in Sudan", not "Sudan said"); a town always is,
unless the directory takes it for somebody.
"""

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.knowledge.gazetteer import PlaceRow, find_towns, fold_place
from dragoman.knowledge.schema.actors import Country
from dragoman.model import Place, Report, Span
from dragoman.reading.actors import Directory
from dragoman.reading.actors.lexicon import Named, get_lexicon
from dragoman.reading.parsed import Parsed
from dragoman.reading.placing import choose_place, find_named, place_words, resolve_place, to_place

__all__ = ["PlaceMention", "find_places", "resolve_place"]

_PROPER = frozenset({"NNP", "NNPS"})
_JOINTS = frozenset({"-", "'", "’", "'s", "’s", "`"})
_NOMINAL = frozenset({"NN", "NNS", "JJ", "FW"})
_ARTICLES = frozenset({"al", "el", "as", "ar", "an", "az", "ad", "at", "Al", "El", "As", "Ar", "An", "Az", "Ad", "At"})
_SPAN = 7  # most tokens of a place name: "Jisr al - Shughour" has four
_UNSEEN = 200_000  # people: a smaller town of a country that the report does not name is some other name
_FAR = 1_000_000  # the same where no preposition says that a place is meant


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name at tokens `first` to `last` (included); `head` is its head token.

    `kind`: town, province, region or country; `here` is the word for the dateline's place.
    """

    head: int
    first: int
    last: int
    span: Span
    place: Place
    kind: str = "town"


def find_places(report: Report, parsed: Parsed, directory: Directory) -> tuple[PlaceMention, ...]:
    """Find the places that a report names.

    Args:
        report: the report that `parsed` was made of; its dateline says where "here" is.
        parsed: its tokens.
        directory: who is named; what it takes for a person or organisation is no place.
    Returns:
        In text order, not overlapping.
    Basis: GeoNames, knowledge/places_own.yaml and countries.yaml; of places with one name, the one in
    a country that the report speaks of, then the larger.
    """
    return _Finder(report, parsed, directory).find()


@functools.lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words that make no place by themselves."""
    words = get_lexicon().words
    return words["things"] | words["not-names"] | words["peoples"]


class _Finder:
    """Goes through one report."""

    def __init__(self, report: Report, parsed: Parsed, directory: Directory) -> None:
        self.report, self.parsed, self.directory = report, parsed, directory
        self.names, self.words = get_lexicon().names, place_words()
        self.weights = self._weigh_countries()
        self.here = self._find_here()
        self.taken = self._actor_tokens()
        self.common = _common()
        self.found: list[PlaceMention] = []

    def find(self) -> tuple[PlaceMention, ...]:
        """All mentions."""
        parsed, token, size = self.parsed, 0, len(self.parsed)
        tags, words = parsed.tags, parsed.words
        while token < size:
            tag = tags[token]
            word = words[token]
            capital = word[0].isupper() and tag in _NOMINAL
            if tag in _PROPER or capital or (word in _ARTICLES and self._is_article(token)):
                token = self._read_name(token) + 1
                continue
            if tag == "RB" and parsed.lower[token] == "here" and self.here:
                self._add(token, token, self.here, "town")
            elif parsed.lower[token] == "capital" and tag == "NN":
                self._read_capital(token)
            token += 1
        return tuple(self.found)

    # ------------------------------------------------------------------ the report's countries

    def _weigh_countries(self) -> dict[str, float]:
        """Share of each country among all that the report names, between 0 and 1."""
        counts: Counter[str] = Counter()
        for mention in self.directory.mentions:
            if mention.actor.country and mention.kind != "pronoun":
                counts[mention.actor.country] += 1
        for actor in self.directory.adjectives.values():
            if actor.country:
                counts[actor.country] += 1
        most = max(counts.values(), default=1)
        return {code: 0.5 + 0.5 * n / most for code, n in counts.items()}

    def _find_here(self) -> Place | None:
        dateline = self.report.dateline
        here = resolve_place(dateline.place, self.weights) if dateline and dateline.place else None
        if here and here.country:
            self.weights[here.country] = max(self.weights.get(here.country, 0.0), 0.9)
        return here

    def _actor_tokens(self) -> set[int]:
        """Tokens of the names of people, organisations and groups, and of states that act."""
        taken: set[int] = set()
        for m in self.directory.mentions:
            actor = m.actor
            if m.kind != "name" or actor.kind == "state":
                continue
            if actor.kind in ("person", "organisation", "group", "office", "people"):
                taken.update(range(m.first, m.last + 1))
        return taken

    # ------------------------------------------------------------------ names

    def _is_article(self, token: int) -> bool:
        """True for "al" in "al-Bab"."""
        words = self.parsed.words
        hyphen = token + 2 < len(words) and words[token + 1] == "-"
        return hyphen and words[token] in _ARTICLES and words[token + 2][0].isupper()

    def _read_name(self, token: int) -> int:
        """Read the name that begins here; returns the last token read."""
        known = self._match_country(token)
        if known:
            named, last = known
            if named.country and token not in self.taken:
                self._read_country(token, last, named)
            return last
        if token in self.taken:
            return token
        parsed, lower = self.parsed, self.parsed.lower
        end = self._run_end(token)
        for last in range(end, token - 1, -1):
            if parsed.words[last] in _JOINTS or parsed.words[last] == "of":
                continue
            text = self.parsed.text[self.parsed.starts[token] : self.parsed.ends[last]]
            if last == token and len(text) < 3:
                break
            rows = find_named(fold_place(text)) if last > token or lower[token] not in self.common else ()
            if rows and self._read_town(token, last, rows):
                return last
        return token if lower[token] in self.words["directions"] else self._read_unknown(token)

    def _run_end(self, token: int) -> int:
        """The last token that may still belong to a name that begins here."""
        parsed, last = self.parsed, token
        sentence = parsed.sentence(token).last
        while last + 1 < sentence and last - token < _SPAN:
            after = last + 1
            word = parsed.words[after]
            if (
                (parsed.tags[after] in _PROPER and after not in self.taken)
                or word in _JOINTS
                or self._is_article(after)
                or (word[0].isupper() and parsed.tags[after] in _NOMINAL)
                or (word == "of" and after + 1 < sentence and parsed.tags[after + 1] in _PROPER)
                or (parsed.words[last] in ("-", "’", "'", "`") and word[0].isalpha())
            ):
                last = after
            else:
                break
        return last

    def _match_country(self, token: int) -> tuple[Named, int] | None:
        words = self.parsed.words
        for tokens, named in self.names.get(words[token], ()):
            end = token + len(tokens)
            if named.kind in ("state", "capital", "demonym") and words[token:end] == tokens:
                return named, end - 1
        return None

    def _read_country(self, first: int, last: int, named: Named) -> None:
        country = named.country
        assert country is not None
        if named.kind == "capital":
            if not self._is_actor(last):
                self._add(first, last, self._capital(first, last, country), "town")
        elif named.kind == "state" and self._is_located(first, last):
            self._add(first, last, Place(name=country.name, country=country.code), "country")

    def _capital(self, first: int, last: int, country: Country) -> Place:
        """The capital, unless the report speaks of another town of that name (Tripoli in Lebanon)."""
        name = named_text(self.parsed, first, last)
        weights = self._with_neighbour(last)
        rows = find_named(fold_place(name))
        if country.code in weights or not any(r.country in weights for r in rows):
            rows = tuple(r for r in rows if r.country == country.code)
        best = choose_place(rows, weights, False) if rows else None
        return to_place(best) if best else Place(name=name, country=country.code)

    def _is_actor(self, token: int) -> bool:
        mention = self.directory.mention_at(token)
        return mention is not None and mention.kind == "name" and not mention.modifier and mention.actor.kind == "state"

    def _read_town(self, first: int, last: int, rows: tuple[PlaceRow, ...]) -> bool:
        after = last + 1
        province = after < len(self.parsed) and self.parsed.lower[after] in self.words["province-nouns"]
        weights = self._with_neighbour(last)
        best = choose_place(rows, weights, province)
        located = self._is_located(first, last)
        if best.country not in weights and best.population < self._least(best, located):
            return False
        self._add(first, last, to_place(best), best.kind)
        return True

    def _least(self, row: PlaceRow, located: bool) -> int:
        """How many people a place in a country that the report does not name must have to be believed."""
        if row.kind == "region" or (located and (not self.weights or row.own)):
            return 0
        return _UNSEEN if located else _FAR

    def _with_neighbour(self, last: int) -> Mapping[str, float]:
        """The weights, with the country that follows after a comma or "in": "Goma, Zaire"."""
        after = last + 1
        if after < len(self.parsed) and self.parsed.lower[after] in (",", "in", "("):
            for step in (1, 2, 3):
                known = self._match_country(after + step) if after + step < len(self.parsed) else None
                if known and known[0].country:
                    code = known[0].country.code
                    return {**self.weights, code: self.weights.get(code, 0.0) + 1.5}
        return self.weights

    def _is_located(self, first: int, last: int) -> bool:
        """True if the words around say that a place is meant."""
        parsed, words = self.parsed, self.words
        after = last + 1
        if after < len(parsed) and parsed.lower[after] in words["place-nouns"]:
            return True
        if parsed.deps[last] == "dobj" and parsed.lemmas[parsed.heads[last]] in words["motion"]:
            return True
        token = first - 1
        while token >= 0 and (parsed.tags[token] == "DT" or parsed.lower[token] in words["directions"]):
            if parsed.lower[token] in words["directions"]:
                return True
            token -= 1
        if token < 0:
            return False
        low = parsed.lower[token]
        if low in words["locative"]:
            return not (low in ("to", "from", "between", "over", "on") and self._is_party(token, last))
        if low == "of":
            return token > 0 and parsed.lower[token - 1] in words["of-heads"]
        if low in (",", "and", "or") and self.found and self.found[-1].last >= token - 2:
            return self.found[-1].last == token - 1
        return False

    def _is_party(self, preposition: int, last: int) -> bool:
        """True for "a letter to Sudan", "pressure on Iran", "between Israel and Syria": a party, not a place."""
        parsed = self.parsed
        low, head = parsed.lower[preposition], parsed.heads[preposition]
        if low in ("between", "over", "on"):
            return not (head != preposition and parsed.lower[head] in self.words["of-heads"])
        return (
            parsed.pos[head] in ("NOUN", "PROPN") and parsed.lower[head] not in self.words["of-heads"] and low == "to"
        )

    def _read_unknown(self, first: int) -> int:
        """ "The village of Deir Sharqi", "near Deir Sharqi": a place that no list has, in the report's main country."""
        parsed, last = self.parsed, first
        while last + 1 < len(parsed) and self._is_name_word(last + 1, last):
            last += 1
        while last > first and parsed.words[last] in _JOINTS:
            last -= 1
        after = last + 1
        before = parsed.lower[first - 1] if first else ""
        noun = after < len(parsed) and parsed.lower[after] in self.words["settlements"]
        if before == "of":
            noun = first > 1 and parsed.lower[first - 2] in self.words["settlements"]
        pobj = before in self.words["inside"] and parsed.deps[last] == "pobj" and parsed.tags[last] in _PROPER
        if not (noun or pobj) or not self._is_name_word(first, first) or len(parsed.words[first]) < 3:
            return first
        if after < len(parsed) and (parsed.tags[after] == "POS" or parsed.words[after].isdigit()):
            return first
        country = max(self.weights, key=lambda c: self.weights[c]) if self.weights else None
        self._add(first, last, Place(name=named_text(parsed, first, last), country=country), "town")
        return last

    def _is_name_word(self, token: int, previous: int) -> bool:
        parsed = self.parsed
        if parsed.sentence_of[token] != parsed.sentence_of[previous] or token in self.taken:
            return False
        if parsed.words[token] in _JOINTS or self._is_article(token):
            return True
        low, lexicon = parsed.lower[token], get_lexicon()
        if (
            not parsed.words[token][0].isupper()
            or not parsed.words[token].isalpha()
            or parsed.tags[token] not in _PROPER
        ):
            return False
        return not (low in self.common or low in lexicon.groups or low in lexicon.roles or low in self.words["never"])

    # ------------------------------------------------------------------ capitals

    def _read_capital(self, token: int) -> None:
        """ "The Kazakh capital" is the town; with a name after it, the name is read by itself."""
        parsed = self.parsed
        after = token + 1
        if after < len(parsed) and (parsed.tags[after] in _PROPER or parsed.words[after] == "of"):
            return
        actor = next(
            (a for t in range(token - 1, max(-1, token - 4), -1) if (a := self.directory.adjectives.get(t))), None
        )
        owner = parsed.child(token, "poss")
        if actor is None and owner is not None:
            mention = self.directory.mention_at(owner)
            actor = mention.actor if mention else None
        if actor is None or not actor.country:
            return
        country = next((c for c in get_lexicon().countries.get(actor.country, ()) if c.capitals), None)
        if country:
            rows = tuple(r for r in find_towns(fold_place(country.capitals[0])) if r.country == country.code)
            place = to_place(rows[0]) if rows else Place(name=country.capitals[0], country=country.code)
            self._add(token, token, place, "town")

    def _add(self, first: int, last: int, place: Place, kind: str) -> None:
        heads = self.parsed.heads
        head = next((t for t in range(last, first - 1, -1) if not first <= heads[t] <= last), last)
        self.found.append(PlaceMention(head, first, last, self.parsed.span(first, last), place, kind))


def named_text(parsed: Parsed, first: int, last: int) -> str:
    """The printed words of a stretch, single-spaced."""
    return " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())

"""The knowledge about violence, compiled for look-up by word.

Enters: the YAML entries of knowledge/en (casualties, victims, weapons, perpetrators, toll_background).
Leaves: `Phrases` tables, built once.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.knowledge import load_entries
from dragoman.knowledge.loader import Entry
from dragoman.knowledge.schema.actors import Country, KnownActor
from dragoman.knowledge.schema.incidents import (
    CasualtyCue,
    Perpetrator,
    SmallWords,
    TollBackground,
    VictimNoun,
    Weapon,
)
from dragoman.knowledge.schema.numbers import NumberWords, VagueNumber

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Found(Generic[E]):
    """A phrase of the knowledge at tokens `first` to `last`, both included."""

    first: int
    last: int
    entry: E


class Phrases(Generic[E]):
    """Phrases by their first word; the longest that fits is found."""

    def __init__(self, pairs: Iterable[tuple[E, Iterable[str]]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], E]]] = {}
        for entry, phrases in pairs:
            for words in map(tuple, map(str.split, phrases)):
                self._by_first.setdefault(words[0], []).append((words, entry))
        for listed in self._by_first.values():
            listed.sort(key=lambda item: -len(item[0]))
        self.first_words = frozenset(self._by_first)
        self.words = frozenset(w for listed in self._by_first.values() for words, _ in listed for w in words)

    def at(self, lower: Sequence[str], token: int) -> list[Found[E]]:
        """The entries of the longest phrase that begins at `token`, in the order of the knowledge file."""
        found: list[Found[E]] = []
        for words, entry in self._by_first.get(lower[token], ()):
            size = len(words)
            if found and size < found[0].last - token + 1:
                break
            if size == 1 or tuple(lower[token : token + size]) == words:
                found.append(Found(token, token + size - 1, entry))
        return found

    def find(self, lower: Sequence[str], first: int, last: int) -> list[Found[E]]:
        """All phrases that begin in tokens `[first, last)`, from the left and without overlap."""
        found: list[Found[E]] = []
        if self.first_words.isdisjoint(lower[first:last]):  # most sentences hold none
            return found
        token = first
        while token < last:
            here = self.at(lower, token) if lower[token] in self._by_first else []
            found += here
            token = here[0].last + 1 if here else token + 1
        return found


@functools.lru_cache(maxsize=32)
def casualty_cues(language: str = "en") -> Phrases[CasualtyCue]:
    """Words that say that somebody was killed or wounded."""
    return Phrases((e, e.words) for e in load_entries(CasualtyCue, "casualties", language))


@functools.lru_cache(maxsize=32)
def victim_nouns(language: str = "en") -> Phrases[VictimNoun]:
    """Nouns for those who are counted; a word may stand in several entries."""
    return Phrases((e, e.words) for e in load_entries(VictimNoun, "victims", language))


@functools.lru_cache(maxsize=32)
def weapons(language: str = "en") -> Phrases[Weapon]:
    """Means of violence."""
    return Phrases((e, e.words) for e in load_entries(Weapon, "weapons", language))


@functools.lru_cache(maxsize=32)
def perpetrators(role: str, language: str = "en") -> Phrases[Perpetrator]:
    """Words of one role that show who did a deed."""
    entries = load_entries(Perpetrator, "perpetrators", language)
    return Phrases((e, e.words) for e in entries if e.role == role)


@functools.lru_cache(maxsize=32)
def backgrounds(scope: str, language: str = "en") -> Phrases[TollBackground]:
    """Words that mark a toll as background."""
    entries = load_entries(TollBackground, "toll_background", language)
    return Phrases((e, e.words) for e in entries if e.scope == scope)


@functools.lru_cache(maxsize=1)
def sides() -> Phrases[Entry]:
    """Names of states' adjectives and of armed groups, in their printed case ("Russian", "Islamic State")."""
    countries = [(c, c.adjectives) for c in load_entries(Country, "countries")]
    known = load_entries(KnownActor, "actors")
    groups = [
        (a, (a.name, *a.aliases))
        for a in known
        if (not a.media and a.code[:3] not in ("IGO", "NGO", "UNO")) or "led" in a.name
    ]
    return Phrases((entry, _printed(names)) for entry, names in (*countries, *groups))


def _printed(names: Iterable[str]) -> list[str]:
    """Names in the parser's tokens, as they are and in capitals."""
    spaced = [_spaced(n) for n in names]
    return list(dict.fromkeys([*spaced, *(n.upper() for n in spaced)]))


def _spaced(name: str) -> str:
    """A name in the tokens that the parser makes of it."""
    return re.sub(r"(?<=\w)([-/])(?=\w)", r" \1 ", name).replace("'s", " 's")


@functools.lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """Names of whole countries."""
    return frozenset(n for c in load_entries(Country, "countries") for n in (c.name, *c.aliases))


@functools.lru_cache(maxsize=4)
def vague_words(language: str = "en") -> frozenset[str]:
    """Words that leave a number open: "dozens", "several"."""
    exact = {w for e in load_entries(NumberWords, "numbers", language) for w in e.words}
    vague = load_entries(VagueNumber, "numbers_vague", language)
    return frozenset(w for e in vague if e.bound != "exact" for p in e.words for w in p.split()) - exact - {"quite"}


@functools.lru_cache(maxsize=64)
def small_words(kind: str, language: str = "en") -> frozenset[str]:
    """One class of small words."""
    return frozenset(next(e.words for e in load_entries(SmallWords, "incident_words", language) if e.id == kind))

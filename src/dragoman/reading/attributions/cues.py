"""Reporting words looked up by the form in which they stand in the text.

Enters: knowledge (reporting_*.yaml). Leaves: for a word form, the entries that it may be a cue of.
Forms rather than lemmas, because a parser's lemmas of rare verbs are often wrong.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.attributions import (
    IrregularForms,
    ReportingNouns,
    ReportingPhrases,
    ReportingVerbs,
    Sense,
    SourceWords,
)

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a word form as a cue. `word` is its base form; `particle` must follow ("point" + "out")."""

    entry: str
    word: str
    takes: frozenset[str]
    prepositions: frozenset[str]
    about: frozenset[str]
    sense: Sense
    particle: str = ""
    quotes: bool = False


@functools.lru_cache(maxsize=1)
def verb_cues() -> dict[str, tuple[Cue, ...]]:
    """Reporting verbs by inflected form, in lower case."""
    irregular = {e.id: e.forms for e in load_entries(IrregularForms, "reporting_forms", LANGUAGE)}
    found: dict[str, list[Cue]] = {}
    for entry in load_entries(ReportingVerbs, "reporting_verbs", LANGUAGE):
        for word in dict.fromkeys(entry.words):
            verb, _, particle = word.partition(" ")
            cue = Cue(
                entry=entry.id,
                word=word,
                takes=frozenset(entry.takes),
                prepositions=frozenset(entry.prepositions),
                about=frozenset(entry.about),
                sense=entry.sense,
                particle=particle,
                quotes=entry.quotes,
            )
            for form in _forms(verb, irregular):
                found.setdefault(form, []).append(cue)
    return {form: tuple(cues) for form, cues in found.items()}


@functools.lru_cache(maxsize=1)
def noun_cues() -> dict[str, tuple[Cue, ...]]:
    """Reporting nouns and adjectives by form, plurals included, in lower case."""
    found: dict[str, list[Cue]] = {}
    for entry in load_entries(ReportingNouns, "reporting_nouns", LANGUAGE):
        for word in dict.fromkeys(entry.words):
            cue = Cue(
                entry=entry.id,
                word=word,
                takes=frozenset(entry.takes),
                prepositions=frozenset(entry.prepositions),
                about=frozenset(),
                sense=entry.sense,
                particle=entry.pos,
            )
            for form in [word, plural(word)] if entry.pos == "NOUN" else [word]:
                found.setdefault(form, []).append(cue)
    return {form: tuple(cues) for form, cues in found.items()}


@functools.lru_cache(maxsize=4)
def phrases(kind: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Fixed phrases of one kind as words, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in load_entries(ReportingPhrases, "reporting_phrases", LANGUAGE):
        if entry.kind == kind:
            for phrase in entry.words:
                words = tuple(phrase.split())
                found.setdefault(words[0], []).append(words)
    return {first: tuple(rest) for first, rest in found.items()}


@functools.lru_cache(maxsize=16)
def source_words(kind: str) -> frozenset[str]:
    """Words for sources of one kind, singular and plural, in lower case."""
    entries = load_entries(SourceWords, "reporting_sources", LANGUAGE)
    words = [w for e in entries if e.kind == kind for w in e.words]
    return frozenset([*words, *map(plural, words)])


def plural(word: str) -> str:
    """The regular plural of a noun."""
    if word.endswith(("s", "sh", "ch", "x")):
        return word + "es"
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _forms(verb: str, irregular: dict[str, tuple[str, ...]]) -> list[str]:
    spellings = [verb]
    if verb.endswith("ise"):
        spellings.append(verb[:-3] + "ize")
    if verb.endswith("our"):
        spellings.append(verb[:-3] + "or")
    return list(dict.fromkeys(f for s in spellings for f in [s, *irregular.get(s, _regular(s))]))


def _regular(verb: str) -> Iterable[str]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es", verb + "ed", verb + "ing"
    return verb + "s", verb + "ed", verb + "ing"

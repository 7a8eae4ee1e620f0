"""The knowledge about events, indexed by lemma. Enters: YAML entries. Leaves: one `Lexicon`."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.events import Carrier, NounClass, StatusCue, Trigger, TypeRule

LOOKED_UP = ("@actor", "@place")  # asked of the report, not of a list
TRIGGER_FILES = (
    "triggers_verbal_cooperation",
    "triggers_material_cooperation",
    "triggers_verbal_conflict",
    "triggers_material_conflict",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a trigger: the other words that must stand with the indexed one, and the conditions."""

    trigger: Trigger
    rest: tuple[str, ...]  # verbs: the words after it, in order; nouns: the words before it
    objects: frozenset[str]
    no_objects: frozenset[str]
    no_subjects: frozenset[str]

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """The more a phrase asks for, the earlier it is tried."""
        return (-len(self.rest), not self.objects, self.trigger.complement != "required")


@dataclass(frozen=True, slots=True)
class CarrierPhrase:
    """One phrase of a carrier."""

    carrier: Carrier
    rest: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All that is known, by the lemma that a token has."""

    verbs: dict[str, tuple[Phrase, ...]]
    nouns: dict[str, tuple[Phrase, ...]]
    adjectives: dict[str, tuple[Phrase, ...]]
    modal_triggers: dict[str, Trigger]
    carriers: dict[str, tuple[CarrierPhrase, ...]]
    existence: Carrier  # "there are talks"
    own_carriers: dict[str, dict[str, tuple[tuple[str, ...], ...]]]  # trigger id -> verb -> rests
    cues: dict[str, StatusCue]
    auxiliaries: dict[str, StatusCue]
    types: dict[str, TypeRule]


@functools.lru_cache(maxsize=4)
def load_lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language, read once. Raises KnowledgeError if a file is faulty."""
    classes = {c.id: frozenset(c.words) for c in load_entries(NounClass, "event_nouns", language)}
    triggers = [t for name in TRIGGER_FILES for t in load_entries(Trigger, name, language)]
    cues = load_entries(StatusCue, "status", language)
    carriers = load_entries(Carrier, "event_carriers", language)
    return Lexicon(
        verbs=_index(((w, t) for t in triggers for w in t.verbs), classes, first=True),
        nouns=_index(((w, t) for t in triggers for w in t.nouns), classes, first=False),
        adjectives=_index(((w, t) for t in triggers for w in t.adjectives), classes, first=True),
        modal_triggers={w: t for t in triggers for w in t.auxiliaries},
        carriers=_index_carriers(carriers),
        existence=next(c for c in carriers if c.id == "there-is"),
        own_carriers={t.id: _rests(t.carriers or ()) for t in triggers if t.nouns},
        cues={w: c for c in reversed(cues) if c.kind == "governor" for w in c.words},
        auxiliaries={w: c for c in reversed(cues) if c.kind == "auxiliary" for w in c.words},
        types={r.id: r for r in load_entries(TypeRule, "event_types", language)},
    )


def _index(
    pairs: Iterable[tuple[str, Trigger]], classes: dict[str, frozenset[str]], first: bool
) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first word (verbs, adjectives) or their last (nouns), the most demanding ahead."""
    index: dict[str, list[Phrase]] = {}
    for words, trigger in pairs:
        parts = words.split()
        key, rest = (parts[0], parts[1:]) if first else (parts[-1], parts[:-1])
        conditions = (trigger.objects, trigger.no_objects, trigger.no_subjects)
        phrase = Phrase(trigger, tuple(rest), *(_words(words, classes) for words in conditions))
        index.setdefault(key, []).append(phrase)
    return {key: tuple(sorted(phrases, key=lambda p: p.rank)) for key, phrases in index.items()}


def _words(given: Iterable[str], classes: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in given:
        found |= classes[word[1:]] if word.startswith("@") and word not in LOOKED_UP else {word}
    return frozenset(found)


def _index_carriers(carriers: Iterable[Carrier]) -> dict[str, tuple[CarrierPhrase, ...]]:
    index: dict[str, list[CarrierPhrase]] = {}
    for carrier in carriers:
        for words in carrier.verbs:
            first, *rest = words.split()
            index.setdefault(first, []).append(CarrierPhrase(carrier, tuple(rest)))
    return {key: tuple(sorted(found, key=lambda c: -len(c.rest))) for key, found in index.items()}


def _rests(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for words in phrases:
        first, *rest = words.split()
        index.setdefault(first, []).append(tuple(rest))
    return {key: tuple(sorted(found, key=len, reverse=True)) for key, found in index.items()}


@functools.lru_cache(maxsize=32)
def load_words(name: str, language: str = "en") -> frozenset[str]:
    """The words of one noun class."""
    return next(frozenset(c.words) for c in load_entries(NounClass, "event_nouns", language) if c.id == name)

"""Shapes of the knowledge about who says what: reporting verbs and nouns, phrases, and words for sources."""

from typing import Literal

from dragoman.knowledge.loader import Entry
from dragoman.model.reading import EventType

Take = Literal[
    "clause", "object", "addressee", "infinitive", "object_infinitive", "gerund", "complement", "as",
    "passive_infinitive",
]  # fmt: skip
Sense = Literal["speech", "thought", "wish", "evidence", "stance", "naming"]


class ReportingVerbs(Entry, frozen=True, kw_only=True):
    """Verbs that behave alike (`reporting_verbs.yaml`).

    `takes` says which of a verb's complements are content; what follows one of `prepositions` is content
    too ("called for talks"), and so is what follows one of `about` after an object ("blamed the army for
    the attack"). `quotes`: the verb can announce direct speech.
    """

    words: tuple[str, ...]
    takes: tuple[Take, ...] = ()
    prepositions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    sense: Sense = "speech"
    quotes: bool = False
    hint: EventType | None = None


class IrregularForms(Entry, frozen=True, kw_only=True):
    """The inflected forms of the verb `id` where spelling rules do not give them (`reporting_forms.yaml`)."""

    forms: tuple[str, ...]


class ReportingNouns(Entry, frozen=True, kw_only=True):
    """Nouns and adjectives whose complement is content (`reporting_nouns.yaml`): "his claim that", "critical of".

    `takes`: clause or infinitive; `prepositions`: what follows them is content. `pos`: NOUN or ADJ.
    """

    words: tuple[str, ...]
    takes: tuple[Literal["clause", "infinitive"], ...] = ()
    prepositions: tuple[str, ...] = ()
    pos: Literal["NOUN", "ADJ"] = "NOUN"
    sense: Sense = "speech"
    hint: EventType | None = None


class ReportingPhrases(Entry, frozen=True, kw_only=True):
    """Fixed words that mark content (`reporting_phrases.yaml`).

    `kind`: source (what follows names the source: "according to"), adverb ("reportedly": nobody is named).
    """

    words: tuple[str, ...]
    kind: Literal["source", "adverb"]


class SourceWords(Entry, frozen=True, kw_only=True):
    """Words for who speaks (`reporting_sources.yaml`).

    `kind`: people (unnamed persons are anonymous: "officials", "a source"), voice (somebody who speaks for
    a named office: "spokesman"; not anonymous where the office is named), role (holders of an office:
    "envoy"), body ("army"), paper (something that is read: "statement"), media (what passes on: "news
    agency"), carrying and receiving (verbs, see the file), secret (marks of a source that stays unnamed), survey (what
    counts opinions: "in a poll" names the source of the sentence), thing (what wants nothing itself, though
    it may "aim to").
    """

    words: tuple[str, ...]
    kind: Literal[
        "people", "voice", "role", "body", "paper", "media", "carrying", "receiving", "secret", "survey", "thing"
    ]

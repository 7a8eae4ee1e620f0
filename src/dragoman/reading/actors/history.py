"""Who was mentioned so far, and the search back through it for a pronoun or a set.

Enters: mentions in text order. Leaves: the nearest fitting entity.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.reading.actors.entities import Entity
from dragoman.reading.parsed import Parsed

_MOST = 40  # mentions of one sentence that are looked at; longer sentences are lists or noise
REACH = 6  # sentences that a pronoun looks back; in wire copy most find theirs within two


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention: subjects of verbs are likelier than others to be taken up."""

    entity: Entity
    token: int
    sentence: int
    subject: bool
    modifier: bool


class History:
    """Mentions by sentence, in text order."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.by_sentence: dict[int, list[Seen]] = {}

    def add(self, entity: Entity, token: int, modifier: bool = False) -> None:
        """Remember a mention."""
        sentence = self.parsed.sentence_of[token]
        subject = self.parsed.deps[token] in ("nsubj", "nsubjpass") and not modifier
        self.by_sentence.setdefault(sentence, []).append(Seen(entity, token, sentence, subject, modifier))

    def back_from(self, token: int, reach: int = REACH) -> Iterator[list[Seen]]:
        """Mentions before the token, sentence by sentence, the nearest sentence first."""
        here = self.parsed.sentence_of[token]
        for sentence in range(here, max(-1, here - reach - 1), -1):
            yield [s for s in self.by_sentence.get(sentence, [])[-_MOST:] if s.token < token]

    def in_sentence(self, token: int) -> list[Seen]:
        """Mentions so far in the token's own sentence."""
        return self.by_sentence.get(self.parsed.sentence_of[token], [])

    def find(self, token: int, fits: Callable[[Entity], bool], reach: int = REACH) -> Entity | None:
        """The entity that a pronoun at `token` most likely takes up.

        In each sentence, the nearest first: the subject of the pronoun's own clause or of one above it,
        then any other subject (of an earlier sentence, that of its main verb), then whoever stands nearest.
        """
        barred = self._co_argument(token)
        for distance, seen in enumerate(self.back_from(token, reach)):
            able = [s for s in seen if not s.modifier and s.entity is not barred and fits(s.entity)]
            if not able:
                continue
            subjects = [s for s in able if s.subject]
            if subjects:
                return (self._nearest_clause(subjects, token) if distance == 0 else self._main(subjects)).entity
            return (able[-1] if distance == 0 else able[0]).entity
        return None

    def latest(self, token: int, fits: Callable[[Entity], bool], reach: int = 40) -> Entity | None:
        """The entity mentioned last before the token, subject or not, modifiers too."""
        for seen in self.back_from(token, reach):
            for s in reversed(seen):
                if fits(s.entity):
                    return s.entity
        return None

    def _main(self, subjects: list[Seen]) -> Seen:
        """The subject of the sentence's main verb, where the speaker stands; else the first."""
        heads = self.parsed.heads
        return next((s for s in subjects if heads[heads[s.token]] == heads[s.token]), subjects[0])

    def _nearest_clause(self, subjects: list[Seen], token: int) -> Seen:
        above = set(self.parsed.ancestors(token))
        for s in reversed(subjects):
            if self.parsed.heads[s.token] in above:
                return s
        return subjects[-1]

    def _co_argument(self, token: int) -> Entity | None:
        """For an object pronoun, the subject of its own verb: "Putin met him" is not about Putin."""
        deps, heads = self.parsed.deps, self.parsed.heads
        if deps[token] == "nsubj" and deps[heads[token]] == "relcl":  # "Kohl, with whom he talked"
            noun = heads[heads[token]]
            return next((s.entity for s in self.in_sentence(token) if s.token == noun), None)
        if deps[token] not in ("dobj", "dative", "pobj") or self.parsed.lower[token].endswith(("self", "selves")):
            return None
        verb = heads[token]
        if deps[token] == "pobj":
            verb = heads[verb]
        for s in self.by_sentence.get(self.parsed.sentence_of[token], ()):
            if s.subject and heads[s.token] == verb:
                return s.entity
        return None

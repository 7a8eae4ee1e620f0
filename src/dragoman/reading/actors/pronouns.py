"""Whom a pronoun takes up: he, she, it, they, and the speaker's own I and we.

Enters: pronoun phrases in text order, with the history of mentions. Leaves: entities.
"""

from dragoman.reading.actors.book import Book
from dragoman.reading.actors.entities import Entity
from dragoman.reading.actors.history import Seen
from dragoman.reading.actors.phrases import Phrase

_ONE = ("person", "unknown")
_THINGS = ("state", "organisation", "office", "group")
_MANY = ("group", "people", "organisation")
_EMPTY_VERBS = ("be", "seem", "appear", "remain", "take")  # "it is clear", "it takes time"


class PronounFinder:
    """Finds whom pronouns take up."""

    def __init__(self, book: Book) -> None:
        self.book, self.parsed, self.lex, self.history = book, book.parsed, book.lex, book.history
        self.speakers: dict[int, list[Phrase]] = {}  # by sentence, those who speak in it
        for phrase in book.namer.phrases:
            if not phrase.modifier and phrase.kind != "pronoun" and self._speaks(phrase.head):
                self.speakers.setdefault(self.parsed.sentence_of[phrase.head], []).append(phrase)

    def find(self, phrase: Phrase) -> Entity | None:
        pronoun = phrase.pronoun
        assert pronoun is not None
        token = phrase.head
        joined = self._joined_to(token) if pronoun.possessive else None
        if joined and (pronoun.gender in (None, joined.gender) or joined.gender is None):
            return joined
        if pronoun.who == "speaker":
            return self._speaker(token)
        if pronoun.who == "person" and self._speaks(token):
            speaker = self._last_speaker(token, pronoun.gender)
            if speaker:
                return speaker
        if pronoun.who == "person":
            return self.history.find(
                token, lambda e: e.kind in _ONE and not e.place and e.gender in (None, pronoun.gender)
            )
        if pronoun.who == "thing":
            if self.parsed.deps[token] in ("expl",) or self._is_empty_it(token):
                return None
            return self.history.find(token, lambda e: e.kind in _THINGS and not e.many and not e.members, reach=2)
        return self._many(token)

    def _many(self, token: int) -> Entity | None:
        """ "They": a plural or two who stood together as subject, of the nearest sentence; else a body as one."""
        for distance, seen in enumerate(self.history.back_from(token, reach=3)):
            plural = [s for s in seen if not s.modifier and (s.entity.members or s.entity.many)]
            pair = self._pair([s for s in seen if not s.modifier], token)
            if pair and not (distance and any(s.subject and self._is_main(s.token) for s in plural)):
                return pair
            if plural:
                break
        return self.history.find(
            token, lambda e: bool(e.members) or e.many or (e.kind in _MANY and e.sector != "JRN"), reach=3
        )

    def _is_main(self, token: int) -> bool:
        verb = self.parsed.heads[token]
        return self.parsed.heads[verb] == verb

    def _pair(self, seen: list[Seen], token: int) -> Entity | None:
        """Those of one coordination that is a subject: "Chad and Sudan said they"; the one nearest to the token."""
        by_token = {s.token: s for s in seen}
        for first in reversed(seen):
            if not first.subject:
                continue
            joined, heads = [first], [first.token]
            for head in heads:
                heads += self.parsed.children_by(head, "conj")
            joined += [by_token[t] for t in heads[1:] if t in by_token]
            members = tuple(dict.fromkeys(s.entity for s in joined if s.token != token and not s.entity.members))
            if len(members) > 1:
                return self.book.joined(members)
        return None

    def _joined_to(self, token: int) -> Entity | None:
        """ "Suu Kyi and her party", "Assad's envoy and his team": the first of the two joined."""
        noun = self.parsed.heads[token]
        if self.parsed.deps[noun] != "conj" or self.parsed.pos[self.parsed.heads[noun]] not in ("PROPN", "NOUN"):
            return None
        return next((s.entity for s in self.history.in_sentence(token) if s.token == self.parsed.heads[noun]), None)

    def _is_empty_it(self, token: int) -> bool:
        """ "It is expected that", "it was not clear": nobody is meant."""
        if self.parsed.lower[token] != "it" or self.parsed.deps[token] not in ("nsubj", "nsubjpass"):
            return False
        verb = self.parsed.heads[token]
        if self.parsed.lemmas[verb] in _EMPTY_VERBS:
            said = self.parsed.child(verb, "acomp", "attr", "oprd", "prep")
            clause = ("ccomp", "xcomp", "advcl", "csubj")
            return any(t is not None and self.parsed.child(t, *clause) is not None for t in (verb, said))
        return self.parsed.deps[token] == "nsubjpass" and self.parsed.child(verb, "ccomp", "xcomp") is not None

    def _last_speaker(self, token: int, gender: str | None) -> Entity | None:
        """ "He said" goes on with whoever spoke last."""
        for seen in self.history.back_from(token, reach=3):
            for s in reversed(seen):
                fits = s.entity.kind in _ONE and not s.entity.place and s.entity.gender in (None, gender)
                if fits and s.subject and self._speaks(s.token):
                    return s.entity
        return None

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

    def _speaks(self, token: int) -> bool:
        """True for the subject of a verb of saying."""
        verb = self.parsed.heads[token]
        return self.parsed.deps[token] == "nsubj" and self.parsed.lemmas[verb] in self.lex.words["speaking"]

    def _later_speaker(self, sentence: int, token: int) -> Entity | None:
        """The speaker named after the quotation: '"We agreed," Lavrov said'."""
        for phrase in self.speakers.get(sentence, ()):
            if phrase.first > token:
                return self.book.namer.of.get(id(phrase))
        return None

"""Noun phrases that may name somebody, found by tags and knowledge; nothing is resolved here.

Enters: `Parsed`. Leaves: `Phrase` records in text order: a name with its title, an office or group with
its country, a title alone, or a pronoun. The parser's heads only part neighbouring phrases, since tags
survive headlines and long names better than trees do.
"""

from collections.abc import Iterator

from dragoman.knowledge.schema.actors import Country
from dragoman.reading.actors.bodies import BodyFinder
from dragoman.reading.actors.lexicon import Lexicon
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.runs import RunReader
from dragoman.reading.actors.tokens import NOUNS, TokenClasses
from dragoman.reading.parsed import Parsed


class Scanner:
    """Finds the phrases of one report, sentence by sentence.

    `adjectives` holds the demonyms by their last token, `begins` the first token of each.
    """

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed, self.lex = parsed, lexicon
        self.tokens = TokenClasses(parsed, lexicon)
        self.classes = self.tokens.classes
        self.phrases: list[Phrase] = []
        self.adjectives: dict[int, Country] = {}
        self.begins: dict[int, int] = {}

    def scan(self) -> list[Phrase]:
        """All phrases, in order of their first token."""
        bodies = BodyFinder(self.tokens)
        for sentence in self.parsed.sentences:
            self.tokens.classify(sentence.first, sentence.last)
            bodies.find(sentence.first, sentence.last)
            for first, last in self._runs(sentence.first, sentence.last):
                self._read_run(first, last)
        for token in self.tokens.pronouns:
            pronoun = self.lex.pronouns[self.parsed.lower[token]]
            self.phrases.append(Phrase("pronoun", token, token, token, pronoun=pronoun))
        self.phrases.sort(key=lambda p: (p.first, p.last))
        return self.phrases

    def _runs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Stretches of classed tokens, parted where one noun phrase ends and the next begins."""
        classes, heads = self.classes, self.parsed.heads
        begin: int | None = None
        whole = -1  # last token of a name that is never parted
        for token in range(first, last):
            if token <= whole:
                continue
            end = self.tokens.end_of_entry(token)
            if end is not None:
                parts = begin is not None and self._parts(begin, token, heads)
                whole = end
                if parts and begin is not None:
                    yield begin, token - 1
                begin = token if parts or begin is None else begin
                continue
            if not classes[token]:
                if begin is not None:
                    yield begin, token - 1
                begin = None
            elif begin is None:
                begin = token
            elif self._parts(begin, token, heads):
                yield begin, token - 1
                begin = token
        if begin is not None:
            yield begin, last - 1

    def _parts(self, begin: int, token: int, heads: tuple[int, ...]) -> bool:
        """True if the token before is the head of a finished phrase that this token does not belong to."""
        before = token - 1
        if self.classes[before] == "P" and self.classes[token] == "P":
            return False
        joined = self.classes[before] == "n" and self.parsed.deps[before] == "conj"  # "French and US soldiers"
        if joined or (self.classes[before] in ("m", "n") and self.parsed.tags[before] not in NOUNS):
            return False
        if begin <= heads[before] < token or heads[before] == token:
            return False
        if heads[token] in (before, heads[before]) and heads[token] != token and self.parsed.deps[token] != "dobj":
            return False
        return heads[before] < begin or not self._reaches(before, token, heads)

    def _reaches(self, before: int, token: int, heads: tuple[int, ...]) -> bool:
        """True if the head of `before` lies within the same run further right."""
        head = heads[before]
        return head >= token and all(self.classes[t] for t in range(token, min(head, token + 12) + 1))

    def _read_run(self, first: int, last: int) -> None:
        if any(self.classes[t] != "m" or self.parsed.lower[t] in self.lex.side_words for t in range(first, last + 1)):
            RunReader(self, first, last).read()

    def is_doubtful(self, phrase: Phrase) -> bool:
        """True for an unknown name in a sentence whose words all have capitals."""
        if phrase.kind != "name" or phrase.named or phrase.role or phrase.honorific:
            return False
        return self.parsed.sentence_of[phrase.first] in self.tokens.title_case

    def head_of(self, first: int, last: int) -> int:
        """The token of the stretch whose head lies outside it; the last one if there are several."""
        heads = self.parsed.heads
        for token in range(last, first - 1, -1):
            if not first <= heads[token] <= last or heads[token] == token:
                return token
        return last

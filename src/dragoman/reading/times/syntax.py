"""What a report's parse says about the times in it: direction, and what they stand beside.

Enters: a `Parsed` and matches. Leaves: plain answers; where the parse does not cover a time, the cautious one.
"""

from dragoman.knowledge.schema.times import Direction
from dragoman.reading.parsed import Parsed
from dragoman.reading.times.direction import find_direction
from dragoman.reading.times.grammar import Match

# What a phrase or clause begins with that "the day before" may be reckoned from.
_PHRASE_TAGS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ", "CD", "VBG"})
_JOINTS = frozenset("-–—/")
_NEAR = 40  # characters in which the word after a time must begin


class Syntax:
    """Questions about the matches of one report; answers about direction are kept."""

    def __init__(self, parsed: Parsed, language: str) -> None:
        self._parsed = parsed
        self._language = language
        self._directions: dict[tuple[int, int], Direction] = {}

    def direction(self, match: Match) -> Direction:
        """Which way the time lies from the report's day."""
        span = match.start, match.end
        if span not in self._directions:
            self._directions[span] = find_direction(self._parsed, *span, self._language)
        return self._directions[span]

    def counts(self, match: Match, slot: str) -> bool:
        """True if the number in a slot counts a noun that follows it ("May 3 and 20 people")."""
        at = match.at(slot)
        parsed = self._parsed
        if match.symbols.text[match.symbols.starts[at] - 1 : match.symbols.starts[at]] in _JOINTS:
            return False  # "the May 3-4 talks"
        return any(
            parsed.deps[t] == "nummod" and parsed.heads[t] > t and parsed.tags[parsed.heads[t]] in ("NNS", "NN")
            for t in parsed.tokens_in(match.symbols.starts[at], match.symbols.ends[at])
        )

    def modifies_noun(self, match: Match) -> bool:
        """True if the time is a name that stands before a common noun and belongs to it."""
        tokens = self._parsed.tokens_in(match.start, match.end)
        if not tokens:
            return False
        head = self._parsed.heads[tokens[-1]]
        return self._parsed.tags[tokens[-1]] == "NNP" and head > tokens[-1] and self._parsed.tags[head] in ("NN", "NNS")

    def precedes_past_verb(self, match: Match) -> bool:
        """True if the next word is the verb that the time hangs on, and tells what has been ("they soon left")."""
        tokens = self._parsed.tokens_in(match.start, match.end)
        if not tokens or self._parsed.heads[tokens[-1]] != tokens[-1] + 1:
            return False
        return self.direction(match) == "past"

    def heads_phrase(self, match: Match) -> bool:
        """True if the time goes on to what it is reckoned from: "the day before the vote", "a week after he left"."""
        if not match.has("event"):
            return False
        following = self._parsed.tokens_in(match.end, match.end + _NEAR)
        return bool(following) and self._parsed.tags[following[0]] in _PHRASE_TAGS

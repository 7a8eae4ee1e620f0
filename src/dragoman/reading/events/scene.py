"""One report while its events are sought: the context and what is looked up in it again and again."""

from bisect import bisect_right
from functools import cached_property

from dragoman.model import Attribution, Timex
from dragoman.reading.actors import Mention
from dragoman.reading.context import Context
from dragoman.reading.events.lexicon import Lexicon
from dragoman.reading.places import PlaceMention


class Scene:
    """A context, its parse and its directory, with times, places and attributions by token."""

    def __init__(self, context: Context, lexicon: Lexicon) -> None:
        self.context = context
        self.parsed = context.parsed
        self.directory = context.directory
        self.lexicon = lexicon

    @cached_property
    def times_by_sentence(self) -> dict[int, list[tuple[int, Timex]]]:
        """For each sentence number its times that name days, each with its head token."""
        found: dict[int, list[tuple[int, Timex]]] = {}
        for time in self.context.times:
            tokens = self.parsed.tokens_in(time.start, time.end)
            if tokens:
                head = self.head_of(tokens)
                found.setdefault(self.parsed.sentence_of[head], []).append((head, time))
        return found

    @cached_property
    def time_tokens(self) -> frozenset[int]:
        """All tokens inside a time expression."""
        return frozenset(t for time in self.context.times for t in self.parsed.tokens_in(time.start, time.end))

    @cached_property
    def places_by_sentence(self) -> dict[int, list[PlaceMention]]:
        """For each sentence number the places named in it."""
        found: dict[int, list[PlaceMention]] = {}
        for place in self.context.places:
            found.setdefault(self.parsed.sentence_of[place.head], []).append(place)
        return found

    @cached_property
    def mentions_by_noun(self) -> dict[str, Mention]:
        """The first mention headed by each common noun: "rebels" for the "rebel" in "a rebel ultimatum"."""
        found: dict[str, Mention] = {}
        for mention in self.directory.mentions:
            if self.parsed.pos[mention.head] == "NOUN":
                found.setdefault(self.parsed.lemmas[mention.head], mention)
        return found

    @cached_property
    def place_tokens(self) -> frozenset[int]:
        """All tokens inside a place name."""
        return frozenset(t for p in self.context.places for t in range(p.first, p.last + 1))

    @cached_property
    def _contents(self) -> tuple[list[int], list[tuple[int, int, Attribution]]]:
        spans = sorted((s.start, s.end, n) for n, a in enumerate(self.context.attributions) for s in a.content)
        return [s for s, _, _ in spans], [(s, e, self.context.attributions[n]) for s, e, n in spans]

    def find_attribution(self, token: int) -> Attribution | None:
        """The innermost attribution in whose content the token stands and of which it is not the cue.

        What somebody has decided or plans is whoever's word it is that tells of it.
        """
        starts, spans = self._contents
        at = self.parsed.starts[token]
        best: tuple[int, Attribution] | None = None
        inner: Attribution | None = None
        for i in range(bisect_right(starts, at) - 1, max(-1, bisect_right(starts, at) - 40), -1):
            start, end, attribution = spans[i]
            cue = attribution.cue
            if end <= at or (cue and cue.start <= at < cue.end):
                continue
            if self._is_resolve(attribution):
                inner = inner or attribution
            elif best is None or end - start < best[0]:
                best = (end - start, attribution)
        return best[1] if best else inner

    def _is_resolve(self, attribution: Attribution) -> bool:
        """ "Has decided to": a cue that says that something is to come, and no verb of saying."""
        if attribution.cue is None:
            return False
        tokens = self.parsed.tokens_in(attribution.cue.start, attribution.cue.end)
        cue = self.lexicon.cues.get(self.parsed.lemmas[self.head_of(tokens)]) if tokens else None
        return cue is not None and cue.status == "planned"

    def head_of(self, tokens: range) -> int:
        """The token of a stretch whose head lies outside it, the first if there are several."""
        return next((t for t in tokens if self.parsed.heads[t] not in tokens or self.parsed.heads[t] == t), tokens[0])

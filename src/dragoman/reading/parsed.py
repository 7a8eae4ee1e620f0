"""A parsed report: plain tuples of tokens, so that rules are fast and tests need no trained model.

Tags are Penn Treebank, dependencies ClearNLP's (as spaCy's English pipelines give them); token
numbers run through the whole report. A head that is its own token is the root of its sentence.
"""

from dataclasses import dataclass, field
from typing import Literal

from dragoman.model import Span

DEEPEST = 1000  # heads above a token; the trees of real sentences seldom have more than twenty


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `[first, last)`, characters `[start, end)`; `part` says where in the report it stands."""

    first: int
    last: int
    start: int
    end: int
    part: Literal["headline", "body"] = "body"
    paragraph: int = 0  # number of the part in `report.parts`

    @property
    def span(self) -> Span:
        """The sentence's characters."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One report's tokens, in text order. All tuples over tokens have the same length."""

    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]  # universal part of speech, coarse
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence_of: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)
    left_edge: tuple[int, ...] = field(repr=False)  # first token of the subtree
    right_edge: tuple[int, ...] = field(repr=False)  # last token of the subtree, included

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def subtree_span(self, token: int) -> Span:
        """Characters from the first to the last token that hang on `token`."""
        return self.span(self.left_edge[token], self.right_edge[token])

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these dependencies, or None."""
        return next((c for c in self.children[token] if self.deps[c] in deps), None)

    def children_by(self, token: int, *deps: str) -> list[int]:
        """All children with one of these dependencies, in text order."""
        return [c for c in self.children[token] if self.deps[c] in deps]

    def sentence(self, token: int) -> Sentence:
        """The sentence that the token stands in."""
        return self.sentences[self.sentence_of[token]]

    def tokens_in(self, start: int, end: int) -> range:
        """The tokens that share a character with `[start, end)`."""
        from bisect import bisect_left, bisect_right

        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def ancestors(self, token: int) -> list[int]:
        """The heads above a token, nearest first, up to the root; of an endless line, no more than `DEEPEST`."""
        found: list[int] = []
        while self.heads[token] != token and len(found) < DEEPEST:
            token = self.heads[token]
            found.append(token)
        return found


def build_parsed(
    text: str,
    words: list[str],
    lemmas: list[str],
    pos: list[str],
    tags: list[str],
    deps: list[str],
    heads: list[int],
    starts: list[int],
    sentences: list[Sentence],
) -> Parsed:
    """Put a `Parsed` together from columns of equal length; children and edges are worked out here."""
    children: list[list[int]] = [[] for _ in words]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    sentence_of = [0] * len(words)
    left, right = list(range(len(words))), list(range(len(words)))
    for number, s in enumerate(sentences):
        for token in range(s.first, s.last):
            sentence_of[token] = number
    _widen(left, right, heads, children)
    return Parsed(
        text=text,
        words=tuple(words),
        lower=tuple(w.lower() for w in words),
        lemmas=tuple(lemmas),
        pos=tuple(pos),
        tags=tuple(tags),
        deps=tuple(deps),
        heads=tuple(heads),
        starts=tuple(starts),
        ends=tuple(s + len(w) for s, w in zip(starts, words, strict=True)),
        sentence_of=tuple(sentence_of),
        sentences=tuple(sentences),
        children=tuple(map(tuple, children)),
        left_edge=tuple(left),
        right_edge=tuple(right),
    )


def _widen(left: list[int], right: list[int], heads: list[int], children: list[list[int]]) -> None:
    """Carry each token's edges up to its head, the lowest of a tree first, so that once is enough."""
    downward = [token for token, head in enumerate(heads) if head == token]
    for token in downward:
        downward += children[token]
    for token in reversed(downward):
        head = heads[token]
        left[head] = min(left[head], left[token])
        right[head] = max(right[head], right[token])

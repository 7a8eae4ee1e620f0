"""Under which agreement something is promised, as printed: "the Tunis agreement", "the deal reached in May".

Enters: a parsed report and the words of a promise. Leaves: the paper's name; None where the text names none.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dragoman.reading.parsed import Parsed
from dragoman.reading.promise_parts import PROMISES
from dragoman.reading.roles import look_up, words

_UNDER = ("under", "in", "by", "as", "per")  # prepositions that lead to the paper
_CLIMB = 4  # clauses above the deed in which the paper may stand
_LONGEST = 80  # characters of a name
_MOST = 8  # words behind the noun that belong to the name


def is_paper(parsed: Parsed, token: int) -> bool:
    """A paper that binds, or a truce."""
    noun = parsed.tags[token][:2] == "NN"
    return noun and (parsed.lemmas[token] in words("truces", "noun") or bool(look_up(parsed, token, PROMISES, "deal")))


class Papers:
    """The papers that a report names, found once."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._tokens = [t for t in range(len(parsed)) if is_paper(parsed, t)]
        self._written = [t for t in self._tokens if look_up(parsed, t, PROMISES, "deal")]
        self._fullest: dict[str, int] = {}  # kind of paper to the first mention that says more of it, by a name
        for t in self._tokens:
            if parsed.lemmas[t] not in self._fullest and not _is_bare(parsed, t) and _has_name(parsed, t):
                self._fullest[parsed.lemmas[t]] = t

    @property
    def sentences(self) -> set[int]:
        """The sentences that name one."""
        return {self._parsed.sentence_of[t] for t in self._tokens}

    def find(self, starts: Iterable[int], owed: bool) -> str | None:
        """The agreement that a clause names, or the one spoken of before.

        Args:
            starts: the words of the promise: its verb, its deed.
            owed: the paper itself lays it down, so that one named before in the paragraph is meant.
        """
        starts = list(starts)
        noun = next((n for s in starts for n in _named(self._parsed, s)), None)
        if noun is None and owed:
            noun = self._spoken_of(min(starts))
        if noun is None:
            return None
        fuller = self._fullest.get(self._parsed.lemmas[noun]) if _is_bare(self._parsed, noun) else None
        return _printed(self._parsed, noun if fuller is None else fuller)

    def _spoken_of(self, word: int) -> int | None:
        """The last paper named before in the paragraph, or else right behind in the sentence; a truce if no paper."""
        parsed = self._parsed
        for tokens in (self._written, self._tokens):
            at = bisect_left(tokens, word)
            before = tokens[at - 1] if at else None
            if before is not None and parsed.sentence(before).paragraph == parsed.sentence(word).paragraph:
                return before
            behind = tokens[at] if at < len(tokens) else None
            if behind is not None and parsed.sentence_of[behind] == parsed.sentence_of[word]:
                return behind
        return None


def _named(parsed: Parsed, word: int) -> Iterator[int]:
    """Papers behind a preposition of the clause or of one above, or that are its subject."""
    joined = False
    for _ in range(_CLIMB):
        for prep in parsed.children_by(word, "prep", "advmod", "mark"):
            if parsed.lower[prep] in _UNDER:
                yield from (n for n in parsed.children_by(prep, "pobj") if is_paper(parsed, n))
        if not joined:  # the subject of a clause beside it lays nothing down
            yield from (n for n in parsed.children_by(word, "nsubj") if is_paper(parsed, n))
        above = parsed.heads[word]
        if above == word or parsed.deps[word] not in ("xcomp", "ccomp", "conj", "advcl", "dobj", "pobj", "prep"):
            return
        joined = joined or parsed.deps[word] == "conj"
        word = above


def _is_bare(parsed: Parsed, noun: int) -> bool:
    """ "the deal": nothing tells it from other papers."""
    return all(parsed.deps[c] in ("det", "punct", "poss", "nummod") for c in parsed.children[noun])


def _has_name(parsed: Parsed, noun: int) -> bool:
    first, last = _extent(parsed, noun)
    return any(parsed.tags[t] in ("NNP", "NNPS", "CD") for t in range(first, last + 1))


def _has_clause(parsed: Parsed, first: int, last: int) -> bool:
    return any(parsed.deps[t] in ("relcl", "advcl", "ccomp", "mark") for t in range(first, last + 1))


def _extent(parsed: Parsed, noun: int) -> tuple[int, int]:
    """From the first word of the phrase to "of 2002", "reached in Tunis in May" behind the noun."""
    last = noun
    for child in parsed.children[noun]:
        edge = parsed.right_edge[child]
        of = parsed.deps[child] == "prep" and parsed.lower[child] in ("of", "from")
        made = parsed.deps[child] == "acl" and parsed.tags[child] == "VBN"
        if child == last + 1 and edge - noun <= _MOST and (of or made) and not _has_clause(parsed, child, edge):
            last = edge
    while last > noun and parsed.tags[last] in (",", ".", ":", "''", "``", "-RRB-"):
        last -= 1
    first = min([noun, *(parsed.left_edge[c] for c in parsed.children[noun] if c < noun)])
    return first, last


def _printed(parsed: Parsed, noun: int) -> str | None:
    first, last = _extent(parsed, noun)
    text = " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())
    if parsed.tags[first] == "DT" and first == parsed.sentence(first).first:
        text = text[0].lower() + text[1:]
    return text if len(text) <= _LONGEST else parsed.text[parsed.starts[noun] : parsed.ends[noun]]

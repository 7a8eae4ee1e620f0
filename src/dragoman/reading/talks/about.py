"""What talks are about and what came of them, in the words of the report.

Enters: a parsed report, a phrase and its clauses. Leaves: topics and an outcome.
"""

from collections.abc import Iterator, Sequence

from dragoman.reading.clauses import is_negated, lies_ahead
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words
from dragoman.reading.talks.clause import Clause
from dragoman.reading.talks.phrases import Phrase

_LISTS = ("including", "include")
_BESIDE = ("conj", "cc", "punct", "relcl", "appos", "acl")  # what hangs on a noun behind its own phrase
_LONGEST = 200  # characters of an outcome or a topic: a clause, not a paragraph


def find_topics(parsed: Parsed, phrase: Phrase, clauses: Sequence[Clause], times: frozenset[int]) -> tuple[str, ...]:
    """The agenda: "talks on X", "talks aimed at X", "to discuss X and Y", "agreeing on issues, including X and Y".

    Args:
        times: the tokens of time expressions, which are no topics.
    """
    about = [
        c
        for h in phrase.heads
        for c in parsed.children_by(h, "prep")
        if words("talks", "topic").get(parsed.lower[c]) == "about"
    ]
    found = [topic for prep in about for topic in _nouns(parsed, prep, times)]
    for clause in clauses:
        verb = clause.verb
        if look_up(parsed, verb, "talks", "topic") == "aim" and clause.role in ("subject", "own"):
            found += [t for prep in parsed.children_by(verb, "prep") for t in _nouns(parsed, prep, times)]
        for v in (verb, *parsed.children_by(verb, "xcomp", "advcl", "prep")):
            if look_up(parsed, v, "talks", "topic") == "discuss":
                found += _nouns(parsed, v, times)
            found += _listed(parsed, v, times)
    return tuple(dict.fromkeys(found))


def _nouns(parsed: Parsed, governor: int, times: frozenset[int]) -> Iterator[str]:
    """Each coordinated object of a preposition or verb, as printed."""
    for noun in parsed.children_by(governor, "pobj", "dobj"):
        if noun not in times and parsed.tags[noun] not in ("PRP", "WP", "WDT", "CD", "DT"):
            for each in (noun, *_chain(parsed, noun)):
                if _is_tail(parsed, each):
                    continue
                yield _text(parsed, parsed.left_edge[each], _own_end(parsed, each))
    for verb in parsed.children_by(governor, "pcomp"):
        yield _text(parsed, verb, parsed.right_edge[verb])


def _is_tail(parsed: Parsed, noun: int) -> bool:
    """The tail of a hyphened word that the parse made an item of its own."""
    cut = noun > 0 and parsed.words[noun - 1] == "-" and parsed.left_edge[noun] == noun
    return cut or not parsed.words[noun][0].isalnum()


def _chain(parsed: Parsed, noun: int) -> Iterator[int]:
    for other in parsed.children_by(noun, "conj"):
        yield other
        yield from _chain(parsed, other)


def _own_end(parsed: Parsed, noun: int) -> int:
    """The last token of a noun phrase, without what is coordinated with it or hangs on behind a comma."""
    beside = [c for c in parsed.children[noun] if c > noun and parsed.deps[c] in _BESIDE]
    last = min([c - 1 for c in beside] + [parsed.right_edge[noun]])
    while last + 2 < len(parsed) and parsed.words[last + 1] == "-":
        last += 2
    return last


def _listed(parsed: Parsed, verb: int, times: frozenset[int]) -> Iterator[str]:
    """The items of "issues, including A, B and C" below a verb."""
    for token in range(verb, parsed.right_edge[verb] + 1):
        if parsed.lower[token] in _LISTS and parsed.deps[token] == "prep":
            yield from _nouns(parsed, token, times)


def find_outcome(parsed: Parsed, clauses: Sequence[Clause], times: frozenset[int]) -> str | None:
    """What came of the talks, as printed: "without progress", "agreed to exchange prisoners", "collapsed"."""
    for clause in clauses:
        verb = clause.verb
        if parsed.tags[verb][:2] == "VB" and not lies_ahead(parsed, verb) and not is_negated(parsed, verb):
            text = _outcome(parsed, clause, times)
            if text:
                return text
    return None


def _outcome(parsed: Parsed, clause: Clause, times: frozenset[int]) -> str | None:
    verb, way = clause.verb, look_up(parsed, clause.verb, "talks", "outcome")
    own = clause.role in ("subject", "own")
    if way == "behind" and own:
        return _behind(parsed, verb, ("in", "to"), times)
    if way == "whole" and own:
        return _text(parsed, verb, parsed.right_edge[verb])
    if way in ("end", "failure") and (own or clause.role == "object"):
        behind = _behind(parsed, verb, ("without", "with"), times)
        return behind or (parsed.words[verb] if way == "failure" else None)
    return None


def _behind(parsed: Parsed, verb: int, prepositions: tuple[str, ...], times: frozenset[int]) -> str | None:
    """The phrase behind one of the prepositions, if it tells of a thing or deed, and not of a time or a name."""
    for prep in parsed.children_by(verb, "prep"):
        inner = parsed.child(prep, "pobj", "pcomp")
        if parsed.lower[prep] not in prepositions or inner is None or inner in times:
            continue
        if parsed.tags[inner] in ("NN", "NNS", "VBG", "VBN"):
            first = prep if parsed.lower[prep] == "without" else parsed.left_edge[inner]
            return _text(parsed, first, parsed.right_edge[prep])
    return None


def _text(parsed: Parsed, first: int, last: int) -> str:
    text = parsed.text[parsed.starts[first] : parsed.ends[last]]
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0]
    return " ".join(text.split()).strip(" ,;")

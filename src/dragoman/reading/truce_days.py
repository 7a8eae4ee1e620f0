"""The days of a truce: when it was made, when it takes effect, when it runs out. The three are never one for the other.

Enters: a report, the noun of a truce and the words above it. Leaves: `TruceDays`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from dragoman.model import When
from dragoman.reading.clauses import Marks
from dragoman.reading.numbers import parse_number
from dragoman.reading.roles import look_up, words

TRUCES = "truces"
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_OLDEST = 36500  # days; what is said to be older is no truce
_FROM, _UNTIL = ("from", "since", "starting", "beginning"), ("until", "till", "to", "through")


class TruceDays(NamedTuple):
    """`own` is the day that is part of its name ("December's ceasefire"); it counts as the day it was made."""

    own: When | None = None
    made: When | None = None
    begins: When | None = None
    until: When | None = None


def find_days(marks: Marks, head: int, chain: Sequence[int], phase: str) -> TruceDays:
    """The days that the words around one mention of a truce give; only days that are put in words count."""
    parsed = marks.context.parsed
    own = _own(marks, head)
    made, begins = own, _behind(marks, head, _FROM)
    until = _behind(marks, head, _UNTIL[:2])
    for word in _words(marks, head, chain):
        if look_up(parsed, word, TRUCES, "begin"):
            begins = begins or _time(marks, word)
        elif look_up(parsed, word, TRUCES, "expire"):
            until = _later(until, _behind(marks, word, _UNTIL) or _time(marks, word))
        elif look_up(parsed, word, TRUCES, "phase") in ("declared", "agreed"):
            if phase not in ("proposed", "ended") or parsed.heads[word] == head:
                made = made or _time(marks, word)
        elif look_up(parsed, word, TRUCES, "phase") == "extended":
            until = until or _behind(marks, word, _UNTIL[:3])
    if made is not own and made == begins:
        made = None  # "agreed on a truce from Sunday"
    return TruceDays(own, made, begins, until)


def _later(one: When | None, other: When | None) -> When | None:
    """ "had run out in May, is now valid until June": the one that still holds."""
    if one is None or other is None:
        return one or other
    return other if (other.latest or dt.date.min) > (one.latest or dt.date.min) else one


def find_begins_of_it(marks: Marks, truces: Sequence[int]) -> dict[int, When]:
    """Truce to the day on which "it", "they" or "the agreement" takes effect, in its sentence or soon after."""
    parsed = marks.context.parsed
    found: dict[int, When] = {}
    for verb, tag in enumerate(parsed.tags):
        subject = parsed.child(verb, "nsubj") if tag[:2] == "VB" and look_up(parsed, verb, TRUCES, "begin") else None
        if subject is None or not (parsed.lower[subject] in ("it", "they") or look_up(parsed, subject, TRUCES, "deal")):
            continue
        here = parsed.sentence_of[verb]
        near = [
            t
            for t in truces
            if t < verb and here - parsed.sentence_of[t] <= (1 if parsed.lower[subject] != "it" else 0)
        ]
        time = _time(marks, verb)
        if near and time:
            found.setdefault(near[-1], time)
    return found


def _words(marks: Marks, head: int, chain: Sequence[int]) -> Iterator[int]:
    """The words that say something of the truce: what it hangs on, what hangs on it, and the verbs beside those."""
    parsed = marks.context.parsed
    inner = parsed.children_by(head, "acl", "relcl")
    verbs = [w for w in chain[:2] if parsed.tags[w][:2] == "VB"]
    beside = [c for v in verbs[:1] if parsed.deps[head] == "nsubj" for c in parsed.children_by(v, "ccomp")]
    for word in dict.fromkeys(
        [*inner, *(x for w in inner for x in parsed.children_by(w, "xcomp")), *chain[:2], *beside]
    ):
        yield word
        if parsed.tags[word][:2] in ("VB", "NN"):
            yield from (c for c in parsed.children_by(word, "xcomp", "acomp", "conj") if c != head)


def _own(marks: Marks, head: int) -> When | None:
    """The time in the phrase itself: "December's ceasefire", "the truce of May 2", "a week-old truce"."""
    inside = marks.times_in(range(marks.context.parsed.left_edge[head], head))
    return inside[0] if inside else _behind(marks, head, ("of", "in")) or _age(marks, head)


def _age(marks: Marks, head: int) -> When | None:
    """ "a three-month-old truce", "a truce that is four weeks old": when it began, as exactly as the unit is."""
    parsed, day = marks.context.parsed, marks.context.report.published.date
    verbs = parsed.children_by(head, "relcl")
    for old in (*parsed.children_by(head, "amod"), *(c for v in verbs for c in parsed.children_by(v, "acomp"))):
        if day is None or parsed.lemmas[old] not in words(TRUCES, "age"):
            continue
        for unit in parsed.children_by(old, "npadvmod"):
            days = _UNITS.get(parsed.lemmas[unit])
            first = min(parsed.children_by(unit, "nummod"), default=unit)
            number = parse_number([w for w in parsed.lower[first:unit] if w.isalnum()]) if first < unit else None
            count = number.value if number else 1
            if days and count * days < _OLDEST and not (first < unit and number is None):
                back, slack = dt.timedelta(days=round(count * days)), dt.timedelta(days=days // 2)
                text = parsed.text[parsed.starts[first] : parsed.ends[old]]
                return When(
                    text=text, earliest=day - back - slack, latest=day - back + slack, edges=("implied", "implied")
                )
    return None


def _behind(marks: Marks, word: int, prepositions: tuple[str, ...]) -> When | None:
    """The time behind a preposition of a word: "until June 30"."""
    parsed = marks.context.parsed
    for prep in parsed.children_by(word, "prep", "advcl"):
        if parsed.lower[prep] in prepositions:
            nouns = parsed.children_by(prep, "pobj")
            times = [t for n in nouns for t in marks.times_in(range(parsed.left_edge[n], n + 1)) if _stated(t)]
            if times:
                return times[0]
            deeper = [_behind(marks, n, prepositions[:1]) for n in nouns if prepositions[0] == "of"]
            if any(deeper):
                return next(d for d in deeper if d)
    return None


def find_turn_day(marks: Marks, word: int, until: When | None) -> When | None:
    """The day that goes with a verb or noun, be it in words or not; the truce's own name has another.

    Of "extended on Monday until June 30" it is the Monday.
    """
    when = _time(marks, word) or marks.when({word})
    if when and until and when.earliest and when.latest == until.latest:
        return None if when.earliest == until.earliest else msgspec.structs.replace(when, latest=when.earliest)
    return when


def _time(marks: Marks, word: int) -> When | None:
    """The first time between a verb and the next one, else the one that hangs on it."""
    parsed = marks.context.parsed
    last = parsed.sentence(word).last
    verb = next((t for t in range(word + 1, last) if parsed.tags[t][:2] == "VB"), last)
    behind = next((t for t in marks.times_in(range(word, verb)) if _stated(t)), None)
    return behind or _stated(marks.when({word}))


def _stated(when: When | None) -> When | None:
    return when if when and when.text and (when.earliest or when.latest) else None

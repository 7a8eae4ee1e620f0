"""Numbers in words and figures: how many, and how exact that is meant to be.

Enters: text, or words as a tokenizer gives them (hyphens apart or not). Leaves: `Number` records; the
words live in knowledge/LANGUAGE/numbers*.yaml.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.numbers import NumberBound, NumberWords, VagueNumber
from dragoman.model.reading import Bound

T = TypeVar("T")
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|½|[^\W\d_]+|[^\w\s]|[\w]")
_FIGURE = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_NUMERAL_ORDINAL = re.compile(r"([0-9]{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
_HYPHENS = frozenset("-‐‑")
MAX_DIGITS = 15  # longer figures are identifiers, not amounts


@dataclass(frozen=True, slots=True)
class Number:
    """An amount. `value` is the figure to quote; `low` and `high` what it allows (`high` None: no end is stated).

    A range ("20 to 30") has its lower end as `value` and the bound `at_least`.
    """

    value: float
    bound: Bound = "exact"
    low: float = 0
    high: float | None = None

    @property
    def count(self) -> int:
        """The value as a whole number, rounded down."""
        return int(self.value)


@dataclass(frozen=True)
class _Words:
    """The number words of one language, by kind and by first word."""

    values: dict[str, dict[str, float]]
    vague: dict[str, list[tuple[tuple[str, ...], VagueNumber]]] = field(default_factory=dict)
    before: dict[str, list[tuple[tuple[str, ...], Bound]]] = field(default_factory=dict)
    after: dict[str, list[tuple[tuple[str, ...], Bound]]] = field(default_factory=dict)

    def get(self, kind: str, word: str) -> float | None:
        return self.values.get(kind, {}).get(word)


@functools.lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    values: dict[str, dict[str, float]] = {}
    for entry in load_entries(NumberWords, "numbers", language):
        values.setdefault(entry.kind, {}).update(entry.words)
    words = _Words(values)
    for vague in load_entries(VagueNumber, "numbers_vague", language):
        for phrase in map(_split, vague.words):
            words.vague.setdefault(phrase[0], []).append((phrase, vague))
    for bound in load_entries(NumberBound, "numbers_bounds", language):
        for table, phrases in ((words.before, bound.before), (words.after, bound.after)):
            for phrase in map(_split, phrases):
                table.setdefault(phrase[0], []).append((phrase, bound.bound))
    _longest_first(words.vague)
    _longest_first(words.before)
    _longest_first(words.after)
    return words


def _longest_first(table: dict[str, list[tuple[tuple[str, ...], T]]]) -> None:
    for phrases in table.values():
        phrases.sort(key=lambda item: -len(item[0]))


def _split(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text.lower()))


def parse_number(text: str | Sequence[str], language: str = "en") -> Number | None:
    """The number that the whole text says, with its bound.

    Returns:
        None if it is no number, or says more than a number ("70 people": see `find_numbers`).
    """
    words = _split(text) if isinstance(text, str) else tuple(w.lower() for w in text)
    found = read_number(words, 0, language)
    return found[0] if found and found[1] == len(words) else None


def parse_ordinal(text: str, language: str = "en") -> int | None:
    """The place that an ordinal names ("third", "21st", "twenty-first"), or None."""
    numeral = _NUMERAL_ORDINAL.fullmatch(text)
    if numeral:
        return int(numeral.group(1))
    words = _words(language)
    *tens, last = _split(text) or ("",)
    value = words.get("ordinal", last)
    if value is None or not tens:
        return None if value is None else int(value)
    ten = words.get("ten", tens[0])
    return int(ten + value) if ten is not None and value < 10 and tens[1:] in ([], ["-"]) else None


def find_numbers(words: Sequence[str], language: str = "en") -> Iterator[tuple[int, int, Number]]:
    """All numbers among lower-case words, as (first word, last word + 1, number), longest from the left."""
    at = 0
    while at < len(words):
        found = read_number(words, at, language)
        if found:
            yield at, found[1], found[0]
        at = found[1] if found else at + 1


def is_number_word(word: str, language: str = "en") -> bool:
    """True if an amount in words can begin with this word, in lower case."""
    return word in _first_words(language)


def ordinal_value(word: str, language: str = "en") -> int | None:
    """The place that one lower-case ordinal word names ("third"), or None."""
    value = _words(language).get("ordinal", word)
    return None if value is None else int(value)


def number_words(language: str = "en") -> frozenset[str]:
    """Every word that an amount or an ordinal can begin with, in lower case."""
    return _first_words(language) | frozenset(_words(language).values.get("ordinal", {}))


@functools.lru_cache(maxsize=8)
def _first_words(language: str) -> frozenset[str]:
    known = _words(language)
    kinds = ("unit", "ten", "half", "one")
    return frozenset(known.vague) | frozenset(word for kind in kinds for word in known.values.get(kind, {}))


def read_number(words: Sequence[str], at: int, language: str = "en") -> tuple[Number, int] | None:
    """The longest number phrase that starts at word `at` of lower-case words, and where it ends.

    Bounding words count as part of it ("at least 70", "some 20", "between 20 and 30", "30 or so").
    """
    known = _words(language)
    start = at
    bound: Bound | None = None
    while (phrase := _phrase(known.before, words, at)) is not None:
        bound, at = phrase[1] if bound in (None, "exact") else bound, at + phrase[0]
    between = known.get("both", words[at]) is not None if at < len(words) else False
    found = read_amount(words, at + between, language)
    if found is None or (between and found[1] >= len(words)):
        return None
    number, end = found
    number, end = _upper(known, words, number, end, language)
    if between and number.high is None:
        return None
    if (phrase := _phrase(known.after, words, end)) is not None:
        bound, end = phrase[1] if bound is None else bound, end + phrase[0]
    return (_bounded(number, bound), end) if end > start else None


def _upper(known: _Words, words: Sequence[str], number: Number, end: int, language: str) -> tuple[Number, int]:
    """Go on over "to 30": the range, or the number as it was if no larger one follows."""
    if number.bound != "exact" or end >= len(words) or known.get("range", words[end]) is None:
        return number, end
    found = read_amount(words, end + 1, language)
    if not found or found[0].bound != "exact" or found[0].value <= number.value:
        return number, end
    if known.get("and", words[end]) is not None and (found[0].value >= 100 > number.value):
        return number, end  # "three and 200 others" are two numbers
    return Number(number.value, "at_least", number.value, found[0].value), found[1]


def _bounded(number: Number, bound: Bound | None) -> Number:
    if bound is None or bound == "exact":
        return number
    if bound == "at_least":
        return replace(number, bound=bound, high=None)
    if bound == "at_most":
        top = number.value if number.high is None else number.high
        return Number(top, bound, 0, top)
    return replace(number, bound=bound if number.bound == "exact" else number.bound)


def read_amount(words: Sequence[str], at: int, language: str = "en") -> tuple[Number, int] | None:
    """Like `read_number`, but without bounding words before or after, and without ranges."""
    known = _words(language)
    return _read_vague(known, words, at) or _read_exact(known, words, at)


def _read_vague(known: _Words, words: Sequence[str], at: int) -> tuple[Number, int] | None:
    phrase = _phrase(known.vague, words, at)
    if phrase is None:
        return None
    end, vague = at + phrase[0], phrase[1]
    factor = 1.0
    of = end + 1 if end < len(words) and known.get("of", words[end]) is not None else end
    inner = _phrase(known.vague, words, of)
    if inner is not None and inner[1].low >= 2000:  # "tens of thousands"
        factor, end = inner[1].low / 2, of + inner[0]
    else:
        while end < len(words) and (scale := _scale(known, words[end])):  # "several hundred thousand"
            factor, end = factor * scale, end + 1
    high = None if vague.high is None else vague.high * factor
    low = vague.low * factor
    return Number(low, vague.bound, low, high), end


def _scale(known: _Words, word: str) -> float | None:
    return known.get("hundred", word) or known.get("scale", word) or known.get("dozen", word)


def _read_exact(known: _Words, words: Sequence[str], at: int) -> tuple[Number, int] | None:
    found = _read_half(known, words, at) or _read_figure(known, words, at) or _read_words(known, words, at)
    if found is None:
        return None
    value, end = found
    value, end = _add_half(known, words, value, end)
    while end < len(words) and (scale := known.get("scale", words[end]) or known.get("dozen", words[end])):
        value, end = value * scale, end + 1
    return Number(value, "exact", value, value), end


def _read_figure(known: _Words, words: Sequence[str], at: int) -> tuple[float, int] | None:
    if at >= len(words) or len(words[at]) > MAX_DIGITS + 5 or not _FIGURE.fullmatch(words[at]):
        return None
    value = float(words[at].replace(",", ""))
    return (value, at + 1) if value < 10**MAX_DIGITS else None


def _read_half(known: _Words, words: Sequence[str], at: int) -> tuple[float, int] | None:
    """ "half a dozen", "half a million", "half-dozen"; a bare "half" is no number."""
    if at >= len(words) or (half := known.get("half", words[at])) is None:
        return None
    at += 1
    while at < len(words) and (words[at] in _HYPHENS or known.get("one", words[at]) is not None):
        at += 1
    scale = _scale(known, words[at]) if at < len(words) else None
    return (half * scale, at + 1) if scale else None


def _add_half(known: _Words, words: Sequence[str], value: float, end: int) -> tuple[float, int]:
    """Go on over "and a half", "1/2" and "½" after a whole number."""
    rest = [*words[end : end + 3]]
    joined = [(n, w) for n, w in enumerate(words[end : end + 6], end + 1) if w not in _HYPHENS][:3]
    if len(joined) == 3 and known.get("and", joined[0][1]) is not None and known.get("one", joined[1][1]) is not None:
        if (half := known.get("half", joined[2][1])) is not None:
            return value + half, joined[2][0]
    elif rest[:3] == ["1", "/", "2"]:
        return value + 0.5, end + 3
    elif rest[:1] in (["1/2"], ["½"]):
        return value + 0.5, end + 1
    return value, end


def _read_words(known: _Words, words: Sequence[str], at: int) -> tuple[float, int] | None:
    total, current, ceiling = 0.0, 0.0, float("inf")
    begun = False
    if at < len(words) and known.get("one", words[at]) is not None:
        if at + 1 >= len(words) or not _scale(known, words[at + 1]):
            return None
        current, begun, at = 1, True, at + 1
    end = at
    room = 100.0 if not begun else 1.0  # what may still be added below this
    while at < len(words):
        word = words[at]
        if (value := known.get("unit", word)) is not None and value < room:
            current, room = current + value, 1
        elif (value := known.get("ten", word)) is not None and room == 100:
            current, room = current + value, 10
        elif (value := known.get("hundred", word)) is not None and begun and 0 < current < 100:
            current, room = current * value, 100
        elif (value := known.get("scale", word)) is not None and begun and current > 0 and value < ceiling:
            total, current, ceiling, room = total + current * value, 0, value, 100
        elif begun and room == 10 and word in _HYPHENS and at + 1 < len(words):
            if not 0 < (known.get("unit", words[at + 1]) or 0) < 10:
                break
            at += 1
            continue
        elif begun and room == 100 and known.get("and", word) is not None and _continues(known, words, at + 1):
            at += 1
            continue
        else:
            break
        begun, at = True, at + 1
        end = at
    return (total + current, end) if begun else None


def _continues(known: _Words, words: Sequence[str], at: int) -> bool:
    if at >= len(words):
        return False
    return known.get("unit", words[at]) is not None or known.get("ten", words[at]) is not None


def _phrase(table: dict[str, list[tuple[tuple[str, ...], T]]], words: Sequence[str], at: int) -> tuple[int, T] | None:
    """The longest listed phrase that stands at word `at`: how many words it has, and what it means."""
    if at >= len(words):
        return None
    for phrase, entry in table.get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase), entry
    return None

"""Text to symbols: words, numbers and dates in figures, each with the classes that rules name.

Enters: a text and a `Lexicon`. Leaves: `Symbols`, whose `code` has one character for each symbol; runs of
words that no rule names are one symbol.
"""

from dataclasses import dataclass
from typing import Any

from dragoman.reading.numbers import is_number_word, ordinal_value, read_amount
from dragoman.reading.times.lexicon import GAP, PLAIN, TOKEN, Lexicon, Phrase

Values = dict[str, Any]
Token = tuple[str, str, int, int]  # kind, text, start, end
YEARS = (1600, 2100)  # four figures that are a year unless something speaks against it; others need a preposition
_NONE: Values = {}


@dataclass(frozen=True, slots=True)
class Symbols:
    """The symbols of a text: code, characters `[starts, ends)`, and values by class."""

    text: str
    code: str
    starts: list[int]
    ends: list[int]
    values: list[Values]


def find_symbols(text: str, lexicon: Lexicon, language: str) -> Symbols:
    """Cut a text into symbols."""
    tokens = [(m.lastgroup or "", m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    lower = [t[1].lower() for t in tokens]
    starts: list[int] = []
    ends: list[int] = []
    values: list[Values] = []
    codes: list[str] = []
    known = lexicon.known_words(language)
    at, size, plain = 0, len(tokens), False
    while at < size:
        kind, _, start, end = tokens[at]
        if (kind == "word" or kind == "mark") and lower[at] not in known:
            code, count = PLAIN, 1
        else:
            code, found, count = _classify(lexicon, language, tokens, lower, at)
            end = tokens[at + count - 1][3]
        at += count
        if code != PLAIN:
            plain = False
            values.append(found)
        elif plain:
            ends[-1] = end
            continue
        else:
            plain = True
            values.append(_NONE)
        codes.append(code)
        starts.append(start)
        ends.append(end)
    return Symbols(text, "".join(codes), starts, ends, values)


def _classify(
    lexicon: Lexicon, language: str, tokens: list[Token], lower: list[str], at: int
) -> tuple[str, Values, int]:
    """The code, the values and the number of tokens of the symbol that begins at a token."""
    kind, word = tokens[at][0], lower[at]
    if kind == "gap":
        return GAP, _NONE, 1
    if kind == "num" and _is_glued(lexicon, tokens, lower, at):
        return PLAIN, _NONE, 1
    count = 1
    values: Values = {}
    if word in lexicon.phrases:
        values, count = _read_phrases(lexicon.phrases[word], tokens, lower, at)
    if not values and kind not in ("word", "mark", "apos"):
        values, count = _read_figures(kind, lower, at, language)
    if not values and is_number_word(word, language):
        values, count = _read_number_words(lower, at, language)
    if count == 1 and (place := ordinal_value(word, language)) is not None:
        values = values | {"ORD": place}
    if word in lexicon.literals and count == 1:
        values["=" + word] = word
    return (lexicon.code(frozenset(values)), values, count) if values else (PLAIN, _NONE, 1)


def _is_glued(lexicon: Lexicon, tokens: list[Token], lower: list[str], at: int) -> bool:
    """True if the figures go on from letters that are no word of time ("GR2P", "t.co/x3h3pm"; but "Q2")."""
    if at == 0 or tokens[at - 1][3] != tokens[at][2] or tokens[at - 1][0] != "word":
        return False
    return lower[at - 1] not in lexicon.literals


def _read_phrases(phrases: list[Phrase], tokens: list[Token], lower: list[str], at: int) -> tuple[Values, int]:
    """The longest phrases that stand here, in all their classes."""
    values: Values = {}
    count = 0
    dotted = False
    for phrase in phrases:
        size = len(phrase.words)
        if size < count or tuple(lower[at : at + size]) != phrase.words:
            continue
        if phrase.cased and not all(t[1][0].isupper() for t in tokens[at : at + size] if t[0] == "word"):
            continue
        count, dotted = size, dotted or phrase.dotted
        values[phrase.kind] = phrase.value
        if not phrase.weak:
            values["SURE" + phrase.kind] = phrase.value
    if dotted and at + count < len(lower) and lower[at + count] == ".":
        count += 1
    return values, max(count, 1)


def _read_figures(kind: str, lower: list[str], at: int, language: str) -> tuple[Values, int]:
    word = lower[at]
    if kind == "iso":
        return {"ISO": word}, 1
    if kind == "slash":
        return {"FIGURES": word}, 1
    if kind == "clock":
        return {"CLOCK": word.replace(".", ":")} | ({"NUM": float(word)} if "." in word else {}), 1
    if kind == "decade":
        return {"DECADE": _year(word.strip("'’`s")[:4])}, 1
    if kind == "tens":
        return {"SHORTDECADE": _year(word[:2])}, 1
    if kind == "yy":
        return {"SHORTYEAR": _year(word[1:])}, 1
    if kind == "nth":
        number = int(word[:-2])
        return {"ORD": number} | ({"DAYTH": number} if 1 <= number <= 31 else {}), 1
    return _read_number(word, lower, at, language)


def _read_number(word: str, lower: list[str], at: int, language: str) -> tuple[Values, int]:
    found = read_amount(lower, at, language)
    if found is None:
        return {}, 1
    number, end = found
    values: Values = {"NUM": number.value}
    if end - at == 1 and word.isdigit() and len(word) <= 4:
        value = int(word)
        if 1 <= value <= 31 and len(word) <= 2:
            values["DAY"] = value
        if value <= 24 and len(word) <= 2:
            values["HOUR"] = value
        if len(word) == 4 and 1000 <= value <= 2199:
            values["YEAR" if YEARS[0] <= value <= YEARS[1] else "OLDYEAR"] = value
        if len(word) == 4 and value // 100 <= 24 and value % 100 < 60:
            values["HHMM"] = f"{word[:2]}:{word[2:]}"
        if len(word) == 2:
            values["TWO"] = value
    return values, end - at


def _read_number_words(lower: list[str], at: int, language: str) -> tuple[Values, int]:
    """Numbers in words: amounts, hours, and years as they are spoken ("nineteen ninety-six")."""
    found = read_amount(lower, at, language)
    if found is None:
        return {}, 1
    number, end = found
    if lower[end : end + 1] == ["-"] and (place := ordinal_value(lower[min(end + 1, len(lower) - 1)], language)):
        return {"ORD": int(number.value) + place}, end + 2 - at
    if end - at == 1 and 10 <= number.value <= 20 and number.bound == "exact":
        rest = read_amount(lower, end, language)
        if rest and 10 <= rest[0].value <= 99 and rest[0].bound == "exact":
            return {"YEAR": int(number.value * 100 + rest[0].value), "SPOKEN": 1}, rest[1] - at
    vague = number.high is None or number.high - number.low > 1  # "a couple" is two
    values: Values = {"NUM": "X" if vague else number.value}
    if end - at == 1 and 1 <= number.value <= 12 and not vague:
        values["HOUR"] = int(number.value)
    if 1900 <= number.value <= 2100 and not vague:
        values["YEARWORD"] = int(number.value)
    return values, end - at


def _year(figures: str) -> int:
    """A year of four figures, or of two in the hundred years to 2029."""
    year = int(figures)
    if len(figures) == 4:
        return year
    return 2000 + year if year < 30 else 1900 + year

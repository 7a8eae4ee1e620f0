"""The pattern language of times_rules.yaml, and the search for patterns in a text.

    MONTH            a symbol of that class; its value is handed to the reading as `month`
    other:DAY        the same under another name
    unit:year        that word; its value as a UNIT, if it has one, is handed on as `unit`
    ago  ,  -        that word or mark
    ( | ) ?          groups, choices, things that may be missing
    {in | of}        what must stand before (at the head of a pattern) or after (at its end), not part of the time
    !{PEOPLE}        what must not stand there

Enters: rules and `Symbols`. Leaves: `Match` records, none overlapping another: the longest win, then the
rules that come first.
"""

import functools
import re
from dataclasses import dataclass, field
from typing import Any

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.times import TimeRule
from dragoman.reading.numbers import number_words
from dragoman.reading.times.lexer import Symbols, find_symbols
from dragoman.reading.times.lexicon import Lexicon, load_phrases

_PART = re.compile(r"!\{|[{}()|?]|[a-z]+:[A-Z]+\b|[A-Z]+\b|[^\s{}()|?]+")
# One of each shape of figures, so that the classes that they can have are known before the first text.
_SHAPES = (
    "1 13 24 25 31 32 45 99 100 1,200 1.5 0735 0099 1066 1350 1999 2017 2199 3000 10:35 10.35am 1990s '90s 30s '98 "
    "1st 31st 32nd 2017-03-14 3/14/2017 10000"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's pattern at symbols `[first, last)`; `slots` give symbol number and value by name."""

    rule: TimeRule
    first: int
    last: int
    slots: dict[str, tuple[int, Any]]
    symbols: Symbols = field(repr=False)

    @property
    def start(self) -> int:
        """The first character."""
        return self.symbols.starts[self.first]

    @property
    def end(self) -> int:
        """The character after the last."""
        return self.symbols.ends[self.last - 1]

    def get(self, *names: str) -> Any:
        """The value of the first of these slots that is filled, or None."""
        return next((self.slots[name][1] for name in names if name in self.slots), None)

    def has(self, name: str) -> bool:
        """True if the slot is filled."""
        return name in self.slots

    def at(self, name: str) -> int:
        """The number of the symbol that fills a slot."""
        return self.slots[name][0]

    def option(self, name: str) -> Any:
        """An option of the rule, or None."""
        return self.rule.options.get(name)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; group number n fills the slot and has the class at `slots[n - 1]`.

    `needs`: sets of codes of which a text must have at least one each; most rules need not be tried on most texts.
    """

    regex: re.Pattern[str]
    slots: list[tuple[str, str]]
    needs: list[frozenset[str]]

    def can_match(self, codes: set[str]) -> bool:
        """False if a text with these codes cannot hold the pattern."""
        return not any(codes.isdisjoint(need) for need in self.needs)

    def match(self, rule: TimeRule, m: re.Match[str], symbols: Symbols) -> Match:
        filled: dict[str, tuple[int, Any]] = {}
        for number, (name, kind) in enumerate(self.slots, 1):
            at = m.start(number)
            if at >= 0:
                filled.setdefault(name, (at, symbols.values[at].get(kind)))
        return Match(rule, m.start(), m.end(), filled, symbols)


class Grammar:
    """All rules of one language, compiled against the codes that its lexicon has given out so far."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.rules = load_entries(TimeRule, "times_rules", language)
        self.parts = [_PART.findall(rule.pattern) for rule in self.rules]
        self.lexicon = Lexicon(load_phrases(language))
        self.lexicon.literals.update(word for parts in self.parts for p in parts if (word := _literal(p)))
        self._known_codes = -1
        self._compiled: list[Pattern] = []
        self._learn_codes()

    def _learn_codes(self) -> None:
        """Meet every phrase and every shape of number once."""
        words = [" ".join(p.words) for listed in self.lexicon.phrases.values() for p in listed]
        words += [w for phrase in words for w in phrase.split()]
        words += sorted(self.lexicon.literals | number_words(self.language))
        for text in (*words, *(w.title() for w in words), *_SHAPES.split(), _SHAPES):
            find_symbols(text, self.lexicon, self.language)

    def find(self, text: str) -> list[Match]:
        """All times of a text, in text order, none overlapping another."""
        symbols = find_symbols(text, self.lexicon, self.language)
        self._compile()
        matches: list[tuple[int, int, int, Match]] = []
        present = set(symbols.code)
        for order, (rule, pattern) in enumerate(zip(self.rules, self._compiled, strict=True)):
            if not pattern.can_match(present):
                continue
            matches.extend(
                (m.start() - m.end(), order, m.start(), pattern.match(rule, m, symbols))
                for m in pattern.regex.finditer(symbols.code)
                if m.end() > m.start()
            )
        return _choose(matches, len(symbols.code))

    def _compile(self) -> None:
        if self._known_codes != len(self.lexicon.codes):
            self._known_codes = len(self.lexicon.codes)
            self._compiled = [_to_pattern(parts, self.lexicon) for parts in self.parts]


def _choose(matches: list[tuple[int, int, int, Match]], size: int) -> list[Match]:
    taken = bytearray(size)
    chosen = []
    for _, _, _, match in sorted(matches, key=lambda m: m[:3]):
        if not any(taken[match.first : match.last]):
            taken[match.first : match.last] = b"\1" * (match.last - match.first)
            chosen.append(match)
    return sorted(chosen, key=lambda m: m.first)


@functools.lru_cache(maxsize=4)
def load_grammar(language: str) -> Grammar:
    """The grammar of a language."""
    return Grammar(language)


def _literal(part: str) -> str:
    """The word that a part of a pattern stands for, or "" if it is none."""
    if part in ("!{", "{", "}", "(", ")", "|", "?") or part.isupper():
        return ""
    name, _, word = part.rpartition(":")
    return "" if name and word.isupper() else word or part


def _to_pattern(parts: list[str], lexicon: Lexicon) -> Pattern:
    out: list[str] = []
    slots: list[tuple[str, str]] = []
    needs: list[frozenset[str]] = []
    context = False
    depth = 0
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        depth += (part == "(") - (part == ")")
        if part in ("{", "!{"):
            out.append("(?" + ("" if out else "<") + ("!" if part == "!{" else "="))
            context = True
        elif part == "}":
            out.append(")")
            context = False
        elif part in ("(", "|", ")", "?"):
            out.append("(?:" if part == "(" else part)
        else:
            out.append(_symbol(part, lexicon, None if context else slots))
            if depth == 0 and not context and following != "?":
                needs.append(frozenset(out[-1]))
    return Pattern(re.compile("".join(out)), slots, needs)


def _symbol(part: str, lexicon: Lexicon, slots: list[tuple[str, str]] | None) -> str:
    name, _, kind = part.rpartition(":")
    word = _literal(part)
    charset = _set_of(lexicon, "=" + word if word else kind)
    if slots is None or (word and not name):
        return charset
    slots.append((name or kind.lower().removeprefix("sure"), name.upper() if word else kind))
    return f"({charset})"


def _set_of(lexicon: Lexicon, kind: str) -> str:
    codes = sorted(code for classes, code in lexicon.codes.items() if kind in classes)
    return f"[{''.join(codes)}]" if codes else "(?!)"

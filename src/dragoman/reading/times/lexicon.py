"""The words of time in one language, ready for lookup.

Enters: times_words.yaml and times_days.yaml. Leaves: a `Lexicon`: phrases by first word, and one
character for every combination of classes, so that a text becomes a short string that patterns run over.
"""

import functools
import re
from dataclasses import dataclass, field

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.times import NamedDay, TimeWords
from dragoman.reading.numbers import number_words

TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)"  # first, being most
    r"|(?P<iso>(?<![\d-])[12]\d{3}-\d\d-\d\d(?!\d|-\d))"
    r"|(?P<slash>(?<![\d/.])\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:[12]\d{3}|\d\d)(?![\d/]|\.\d))"
    r"|(?P<clock>(?<![\d:])\d{1,2}(?::[0-5]\d(?![\d:%]|\.\d)|\.[0-5]\d(?=\s?[aApP]\.?[mM]\b)))"
    r"|(?P<decade>(?:\b[12]\d{2}0|['’`]\d0)['’]?s\b)"
    r"|(?P<tens>\b[2-9]0['’]?s\b)"
    r"|(?P<yy>['’`]\d\d\b)"
    r"|(?P<nth>\b\d{1,4}(?:st|nd|rd|th)\b)"
    r"|(?P<num>\d+(?:,\d{3})*(?:\.\d+)?|½)"
    r"|(?P<apos>['’]s\b)"
    r"|(?P<gap>\n[^\S\n]*\n\s*)"
    r"|(?P<mark>[^\w\s]|_)"
)
PLAIN = "x"  # the code of everything that no rule names
GAP = "¶"  # the end of a paragraph: no time crosses it


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of the lexicon: the words, lower case, and what they are."""

    words: tuple[str, ...]
    kind: str
    value: int | str | NamedDay
    cased: bool
    weak: bool
    dotted: bool


def split_words(text: str) -> tuple[str, ...]:
    """A phrase cut as the text will be cut."""
    return tuple(m.group().lower() for m in TOKEN.finditer(text))


@dataclass
class Lexicon:
    """Phrases by first word (longest first), and the codes of class combinations (built as rules name them)."""

    phrases: dict[str, list[Phrase]]
    literals: set[str] = field(default_factory=set)
    codes: dict[frozenset[str], str] = field(default_factory=dict)
    _known: frozenset[str] | None = None

    def known_words(self, language: str) -> frozenset[str]:
        """Every word that a symbol other than a plain one can begin with."""
        if self._known is None:
            self._known = number_words(language) | frozenset(self.phrases) | frozenset(self.literals)
        return self._known

    def code(self, classes: frozenset[str]) -> str:
        """The character that stands for a combination of classes."""
        if not classes:
            return PLAIN
        known = self.codes.get(classes)
        if known is None:
            known = self.codes[classes] = chr(0x4E00 + len(self.codes))
        return known


@functools.lru_cache(maxsize=8)
def load_phrases(language: str) -> dict[str, list[Phrase]]:
    """All phrases of a language by their first word, longest first."""
    phrases: dict[str, list[Phrase]] = {}
    for entry in load_entries(TimeWords, "times_words", language):
        for text, value in entry.words.items():
            words = split_words(text)
            phrase = Phrase(words, entry.kind, value, entry.cased, entry.weak, entry.dotted)
            phrases.setdefault(words[0], []).append(phrase)
    for day in load_entries(NamedDay, "times_days", language):
        for text in day.words:
            words = split_words(text)
            phrases.setdefault(words[0], []).append(Phrase(words, "FESTIVAL", day, False, False, False))
    for listed in phrases.values():
        listed.sort(key=lambda p: -len(p.words))
    return phrases

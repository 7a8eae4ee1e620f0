"""The words by which disputes are known, and the words of a text as they are compared.

Enters: text. Leaves: words in small letters, those that carry meaning, and the roles that knowledge/en/disputes gives.
"""

import functools
import re

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.disputes import DisputeRole, DisputeWords

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:\.[^\W\d_]\b)*")
_NOT = re.compile(r"n['\u2019]t\b")
_STEM = 5  # letters by which two forms of one word are known: withdraw, withdrawal; prisoner, prisoners
MOST = 400  # words of a text that are looked at: no sentence is longer


@functools.lru_cache(maxsize=32)
def words_for(role: DisputeRole) -> frozenset[str]:
    """The words of one role, in small letters."""
    return frozenset(w for e in load_entries(DisputeWords, "disputes", "en") if e.role == role for w in e.words)


def split(text: str) -> tuple[str, ...]:
    """The words and figures of a text in small letters; "didn't" has its "not"."""
    return tuple(_WORD.findall(_NOT.sub(" not", text.casefold())))[:MOST]


def stem(word: str) -> str:
    """What two forms of a word have in common, roughly."""
    return word[:_STEM]


def matter(words: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    idle = words_for("idle")
    return frozenset(stem(w) for w in words if w not in idle and len(w) > 1)


def shorten(text: str, most: int = 110) -> str:
    """A text on one line, cut at a word; without a "that" before it."""
    line = " ".join(text[: 4 * most].split()).removeprefix("that ").strip(" ,;:\"'\u201c\u201d")
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " ..."

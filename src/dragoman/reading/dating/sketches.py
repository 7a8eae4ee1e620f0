"""Fingerprints of texts, small enough to keep, by which copies are known.

Enters: paragraphs. Leaves: a sketch; and for two of them, how alike their texts are.
"""

import re
import zlib
from collections.abc import Iterable

SKETCH = 48  # smallest hashes of word groups kept of a text
SHINGLE = 4  # words in a group

_WORD = re.compile(r"[^\W_]+")


def sketch(paragraphs: Iterable[str]) -> tuple[int, ...]:
    """A small fingerprint of a text: the smallest hashes of its groups of words, in order."""
    words = [w for p in paragraphs for w in _WORD.findall(p.lower())]
    groups = (" ".join(words[n : n + SHINGLE]) for n in range(max(0, len(words) - SHINGLE + 1)))
    return tuple(sorted({zlib.crc32(g.encode()) for g in groups})[:SKETCH])


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """How much of two texts is the same, 0 to 1, by their fingerprints."""
    if not a or not b:
        return 0.0
    smallest = sorted({*a, *b})[: min(SKETCH, max(len(a), len(b)))]
    return len(set(a) & set(b) & set(smallest)) / len(smallest)

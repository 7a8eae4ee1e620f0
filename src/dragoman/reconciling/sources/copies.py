"""Texts that share text: one agency's copy in many outlets, cut, retitled, lightly edited or taken over in part.

Enters: reports. Leaves: of each, keys to look others up by (`text_keys`) and a small value to compare it by
(`runs_of`), both good for storing; and of two such values, what the texts have in common (`compare_texts`).

Method: a text is its runs of five words, hashed. MinHash (rensa) gives every run a rank; the run of lowest rank in
each window of 16 is a key. So two texts that have 20 words in a row in common have a key in common, wherever the
words stand: MinHash of whole texts would miss a copy that is a small part of the other text. Texts of more than some
800 words have wider windows, so there the passage must be longer; what is lowest in a wide window is so in the narrow
ones inside it, so keys of long and short texts meet. The opening of the body gives keys of its own, together with the
day, by which the many copies of a story that every outlet carries are told from the parts of a series that always opens
in the same words. Found pairs are then compared exactly.
"""

import re
import zlib
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from dragoman.model import Report, Struct

LinkKind = Literal["copy", "passages"]

RUN = 5  # words
SAME_TEXT = 0.4  # share of the shorter text's runs: one text republished
NEARLY_ALL = 0.8  # of a short text's runs, where they are too few to tell a copy from a formula
SAME_COPY = 0.1  # passages of one agency's copy in both
FEWEST_SHARED = 8  # runs; fewer are formulas that any two reports may have in common
LONG_PASSAGE = 30  # words in a row: a long quotation or paragraph taken over, however long the texts
# Of 399 reports (FA-KES, dev half), windows of 16 find all pairs annotated as one text or as one agency's copy, and 206
# of the 213 that `compare_texts` links; the rest are short texts that share scattered phrases. 8 doubles the keys.
WINDOW = 16
FEW_KEYS = 24  # a short text takes narrower windows, down to every run, as long as it has no more keys than this
MOST_KEYS = 92  # a long text takes windows twice as wide, until it has no more keys than this
OPENING = 56  # runs of the body's first 60 words
FEWEST_OPENING = 40  # runs; a shorter text has no opening apart from the rest
BANDS, ROWS = 4, 6  # of the opening's signature: found by chance at a likeness of 0.3 in 0.3 %, at 0.95 in 99 %
MOST_RUNS = 64  # a run in more reports than this is a formula, and no sign of copying
MOST_OPENINGS = 500  # so many reports of one day with one opening are no copies of a story, but made by a machine
SEED = 5

_WORD = re.compile(r"[^\W_]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_KEY = np.uint64(2**63 - 2)  # 63 bits, the lowest free for the kind of key

Hashes = NDArray[np.uint64]


class TextLink(Struct, frozen=True, kw_only=True):
    """What two texts have in common: `share` of the shorter one's runs, `longest` passage in words."""

    kind: LinkKind
    share: float
    longest: int


def text_keys(report: Report) -> tuple[int, ...]:
    """The keys under which copies of a text are found: at most 100, sorted, 63 bits each.

    Two reports may share text only if they have a key in common that is not a formula (`is_formula`). A pure
    function of the text, of where its body begins, and of the day that the report states.
    """
    hashes, body = _hash_runs(report)
    ranks = _signatures(hashes, 1)[:, 0]
    chosen = hashes[np.isin(ranks, _lowest(ranks))] & _KEY
    return tuple(sorted({*chosen.tolist(), *_opening_keys(hashes[body : body + OPENING], report)}))


def most_reports(key: int) -> int:
    """The number of reports above which a key is a formula."""
    return MOST_OPENINGS if key & 1 else MOST_RUNS


def is_formula(key: int, reports: int) -> bool:
    """True if a key that so many reports have tells nothing of copying."""
    return reports > most_reports(key)


def runs_of(report: Report) -> bytes:
    """The runs of a text in text order, four bytes each: all that comparing it needs."""
    return (_hash_runs(report)[0] >> np.uint64(32)).astype("<u4").tobytes()


def compare_texts(one: bytes, other: bytes) -> TextLink | None:
    """What two texts have in common by their runs (`runs_of`); None if no more than any two reports may.

    A "copy" has two fifths or more of the shorter text in common, or nearly all of a short one; "passages" are a tenth
    of it, or thirty words in a row.
    It makes no difference which text is given first.
    """
    shorter, longer = (np.frombuffer(t, dtype="<u4") for t in sorted((one, other), key=lambda t: (len(t), t)))
    ordered = np.sort(longer)
    shared = ordered[np.minimum(np.searchsorted(ordered, shorter), len(ordered) - 1)] == shorter
    count = int(np.count_nonzero(shared))
    share = count / len(shorter)
    if count < FEWEST_SHARED and share < NEARLY_ALL:
        return None
    edges = np.flatnonzero(np.diff(np.concatenate([[False], shared, [False]]).astype(np.int8)))
    longest = int((edges[1::2] - edges[::2]).max()) + RUN - 1
    if share >= SAME_TEXT:
        return TextLink(kind="copy", share=share, longest=longest)
    if share >= SAME_COPY or longest >= LONG_PASSAGE:
        return TextLink(kind="passages", share=share, longest=longest)
    return None


def _hash_runs(report: Report) -> tuple[Hashes, int]:
    """A number for each run of five words, one for the whole of a shorter text; and the first run of the body."""
    start = next((p.start for p in report.parts if p.kind == "body"), 0)
    before = _WORD.findall(report.text[:start].casefold())
    words = before + _WORD.findall(report.text[start:].casefold())
    hashed = np.fromiter((zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in words), np.uint64, len(words))
    size = len(words) - RUN + 1
    if size <= 0:
        hashed, size = np.concatenate([hashed, np.zeros(RUN - len(words), dtype=np.uint64)]), 1
    mixed = np.zeros(size, dtype=np.uint64)
    for n in range(RUN):
        mixed = (mixed ^ hashed[n : n + size]) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return mixed, len(before)


def _signatures(hashes: Hashes, numbers: int) -> NDArray[np.uint32]:
    """The MinHash of each run alone, in so many numbers; that of a set of runs is the lowest of theirs."""
    rows = RMinHash.digest_matrix_from_flat_token_hashes(
        hashes, np.arange(len(hashes) + 1, dtype=np.uint64), numbers, SEED
    )
    return np.array(rows.to_rows(), dtype=np.uint32)


def _lowest(ranks: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The lowest ranks of all windows of one width, as wide as the length of the text asks for."""
    lowest, width = ranks, 1
    chosen = np.unique(lowest)
    while len(chosen) > (FEW_KEYS if width < WINDOW else MOST_KEYS) and len(lowest) > width:
        lowest = np.minimum(lowest[:-width], lowest[width:])
        width *= 2
        chosen = np.unique(lowest)
    return chosen


def _opening_keys(opening: Hashes, report: Report) -> list[int]:
    """Keys for each band of the opening's signature; none for a text that is hardly longer than its opening.

    They hold for the report's day and the next, so that reports of one day or of two in a row meet; those that state
    no day meet each other.
    """
    if len(opening) < FEWEST_OPENING:
        return []
    rows = RMinHash.digest_matrix_from_flat_token_hashes(
        opening, np.array([0, len(opening)], dtype=np.uint64), BANDS * ROWS, SEED
    )
    bands = np.array(rows.to_rows(), dtype=np.uint64).reshape(BANDS, ROWS)
    day = report.published.date if report.published.basis == "stated" else None
    days = [day.toordinal(), day.toordinal() + 1] if day else [0]
    mixed = np.add.outer(np.array(days, dtype=np.uint64) * np.uint64(BANDS), np.arange(BANDS, dtype=np.uint64))
    for row in bands.T:
        mixed = (mixed ^ row) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return [int(k) | 1 for k in (mixed.ravel() & _KEY).tolist()]

"""Independence of sources: which reports carry one text, and how many sources a claim really has.

Enters: reports, in any order. Leaves: groups of copies, `Source` records and a `Lineage` that counts
sources that are not copies of each other.

Method: runs of five words of each text, hashed; texts that share enough of the shorter one's runs are
one text (a copy cut short or with a new headline included). Candidates come from an inverted index over
a fixed sample of the runs, so the work grows with the texts and their copies, not with all pairs.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.model import Reading, Report, Source

RUN = 5  # words
SAME_TEXT = 0.4  # share of the shorter text's runs: one text republished
SAME_COPY = 0.1  # passages of one agency's copy in both
LONG_PASSAGE = 30  # words in a row: a long quotation or paragraph taken over, however long the texts
FEWEST_RUNS = 8  # texts of fewer runs are compared whole
SAMPLE = 4  # one run in so many stands in the index
COMMON = 64  # a run in more reports than this is a formula, and finds no candidates
_WORD = re.compile(r"[^\W_]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Runs = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which reports share text, and under whose name each stands.

    `copies`: groups of ids that carry one text; `linked`: pairs that share a text or passages of one;
    `names`: the agency that a report names, else its outlet, else nothing.
    """

    copies: tuple[tuple[str, ...], ...]
    linked: frozenset[tuple[str, str]]
    names: dict[str, str]

    def is_dependent(self, one: str, other: str) -> bool:
        """True if two reports share text or an agency, so that they count as one source."""
        name = self.names.get(one, "")
        return (
            one == other
            or (min(one, other), max(one, other)) in self.linked
            or (name != "" and name == self.names.get(other))
        )

    def count_independent(self, report_ids: Iterable[str]) -> int:
        """How many sources stand behind some reports: those that share text or an agency count once."""
        ids = sorted(set(report_ids))
        return len(
            _components(ids, [(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :] if self.is_dependent(a, b)])
        )


def trace_lineage(reports: Iterable[Report]) -> Lineage:
    """Find who shares text with whom. The order of the reports makes no difference; one given twice counts once."""
    unique = {r.id: r for r in sorted(reports, key=lambda r: (r.id, r.text), reverse=True)}
    ids = sorted(unique)
    runs = [_runs(unique[i].text) for i in ids]
    copies, linked = [], []
    for a, b in _candidates(runs):
        share, longest = _overlap(runs[a], runs[b])
        if share >= SAME_TEXT:
            copies.append((ids[a], ids[b]))
        if share >= SAME_COPY or longest + RUN - 1 >= LONG_PASSAGE:
            linked.append((ids[a], ids[b]))
    groups = tuple(tuple(g) for g in _components(ids, copies) if len(g) > 1)
    return Lineage(groups, frozenset(linked), {i: _name(unique[i]) for i in ids})


def find_copies(reports: Iterable[Report | Reading]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more report ids that carry one text, each sorted, in order of their first id."""
    return trace_lineage(_report(r) for r in reports).copies


def find_sources(readings: Iterable[Reading], lineage: Lineage | None = None) -> tuple[Source, ...]:
    """The outlets and agencies of some readings, and which of them share no text.

    Args:
        readings: in any order, any of them twice.
        lineage: of at least these reports; worked out where it is not given.
    Returns:
        One source for each outlet and agency that carried a report, by name. A source is independent of
        another if they name no agency in common and none of their reports share text.
    """
    reports = {r.report.id: r.report for r in readings}
    known = lineage or trace_lineage(reports.values())
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in reports.values():
        grouped[(report.outlet or "", _agency(report))].append(report.id)
    sources = sorted(grouped)
    return tuple(_source(key, sources, grouped, known) for key in sources)


def _source(
    key: tuple[str, str],
    sources: Sequence[tuple[str, str]],
    grouped: dict[tuple[str, str], list[str]],
    lineage: Lineage,
) -> Source:
    reports = set(grouped[key])
    independent = {
        other[0] or other[1]
        for other in sources
        if other != key and not any(lineage.is_dependent(a, b) for a in reports for b in grouped[other])
    }
    return Source(
        outlet=key[0] or None,
        agency=key[1] or None,
        reports=tuple(sorted(reports)),
        independent_of=tuple(sorted(independent - {key[0] or key[1], ""})),
        copies=tuple(g for g in lineage.copies if not reports.isdisjoint(g)),
    )


def _report(item: Report | Reading) -> Report:
    return item.report if isinstance(item, Reading) else item


def _agency(report: Report) -> str:
    return report.agency or (report.dateline.agency if report.dateline else None) or ""


def _name(report: Report) -> str:
    return (_agency(report) or report.outlet or "").casefold()


# ---- texts
def _runs(text: str) -> Runs:
    """A number for each run of five words, in text order; one for the whole of a shorter text."""
    words = np.array([zlib.crc32(w.encode()) for w in _WORD.findall(text.casefold())], dtype=np.uint64)
    size = len(words) - RUN + 1
    if size <= 0:
        words, size = np.concatenate([words, np.zeros(RUN - len(words), dtype=np.uint64)]), 1
    mixed = np.zeros(size, dtype=np.uint64)
    for n in range(RUN):
        mixed = (mixed ^ words[n : n + size]) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _candidates(runs: Sequence[Runs]) -> list[tuple[int, int]]:
    """Pairs of texts that share a sampled run, and so may share more."""
    where: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(runs):
        sampled = text if len(text) < FEWEST_RUNS * SAMPLE else text[text % np.uint64(SAMPLE) == 0]
        for run in np.unique(sampled).tolist():
            where[run].append(number)
    pairs = {
        (a, b)
        for texts in where.values()
        if 1 < len(texts) <= COMMON
        for n, a in enumerate(texts)
        for b in texts[n + 1 :]
    }
    return sorted(pairs)


def _overlap(one: Runs, other: Runs) -> tuple[float, int]:
    """The share of the shorter text's runs that both have, and the most of them in a row."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    shared = np.isin(shorter, longer)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], shared.astype(np.int8), [0]])))
    longest = int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
    return float(shared.mean()), longest


def _components(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups of ids that pairs connect, each sorted, in order of their first id."""
    leader = {i: i for i in ids}

    def find(item: str) -> str:
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for a, b in pairs:
        a, b = sorted((find(a), find(b)))
        leader[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for item in sorted(ids):
        groups[find(item)].append(item)
    return [groups[key] for key in sorted(groups)]

"""Tellings of one act, joined into groups.

Enters: tellings, and judgements on pairs of them. Leaves: groups. What becomes of a group depends only on pairs
among the tellings that a chain of "same" connects, so that each such component can be joined by itself.

Method: the two groups that are most alike are joined, again and again (average linkage): the mean score of all pairs
across them must speak for one act, and a pair that was not even worth comparing speaks against it. So no chain of
likeness from day to day grows into one incident. What a person said comes first: "same" is always joined, "different"
never, also not through a third; of two persons' judgements that contradict each other, "different" holds.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.reconciling.components import group_connected
from dragoman.reconciling.incidents.compare import SAME, Judged, Pair
from dragoman.reconciling.incidents.tellings import Telling

APART = -1.0  # what a pair that shares no key adds to the mean
JOINED = SAME  # mean from which two groups are joined


def find_components(tellings: Iterable[Telling], judged: Mapping[Pair, Judged]) -> list[list[Telling]]:
    """Tellings that chains of "same" connect; each in order, in the order of their first."""
    found = {t.id: t for t in tellings}
    same = ((a, b) for (a, b), j in judged.items() if j.answer == "same" and a in found and b in found)
    return [[found[i] for i in group] for group in group_connected(found, same)]


def join_tellings(tellings: Iterable[Telling], judged: Mapping[Pair, Judged]) -> list[list[Telling]]:
    """Groups of tellings of one act.

    Args:
        tellings: in any order; one given twice counts once.
        judged: by pair; pairs of other tellings are passed over.
    Returns:
        Each telling in one group; groups in order of their first telling, tellings in order of their ids.
    """
    components = find_components(tellings, judged)
    where = {t.id: n for n, component in enumerate(components) for t in component}
    inside: dict[int, list[Judged]] = defaultdict(list)
    for (a, b), j in judged.items():
        if a in where and where[a] == where.get(b):
            inside[where[a]].append(j)
    groups = [g for n, c in enumerate(components) for g in (_Joining(c, inside[n]).groups() if len(c) > 1 else [c])]
    return sorted(groups, key=lambda g: g[0].id)


@dataclass(slots=True)
class _Link:
    """What is known of the pairs across two groups."""

    total: float
    pairs: int
    same: bool
    barred: bool

    def take(self, other: "_Link") -> None:
        """Add the pairs of another link."""
        self.total += other.total
        self.pairs += other.pairs
        self.same |= other.same
        self.barred |= other.barred


class _Joining:
    """One component on its way from single tellings to groups, which are numbered by their first telling."""

    def __init__(self, tellings: Sequence[Telling], judged: Iterable[Judged]) -> None:
        number = {t.id: n for n, t in enumerate(tellings)}
        self._members: dict[int, list[Telling]] = {n: [t] for n, t in enumerate(tellings)}
        self._links: dict[int, dict[int, _Link]] = {n: {} for n in self._members}
        self._told: list[tuple[int, int]] = []  # a person's "same"
        for j in sorted(judged, key=lambda j: j.pair):
            a, b = number[j.one], number[j.other]
            by_person = j.rule == "person"
            link = _Link(j.score, 1, j.answer == "same", by_person and j.answer == "different")
            self._links[a][b] = self._links[b][a] = link
            if by_person and j.answer == "same":
                self._told.append((a, b))

    def groups(self) -> list[list[Telling]]:
        self._join_told()
        waiting = [entry for a in self._links for entry in self._ready(a) if a == entry[1]]
        heapq.heapify(waiting)
        while waiting:
            negative, a, b = heapq.heappop(waiting)
            if self._is_current(a, b, -negative):
                self._merge(a, b)
                for entry in self._ready(a):
                    heapq.heappush(waiting, entry)
        return [sorted(group, key=lambda t: t.id) for group in self._members.values()]

    def _join_told(self) -> None:
        into: dict[int, int] = {}

        def find(n: int) -> int:
            while n in into:
                n = into[n]
            return n

        for a, b in self._told:
            one, two = sorted((find(a), find(b)))
            if one != two and not self._links[one][two].barred:
                self._merge(one, two)
                into[two] = one

    def _ready(self, a: int) -> Iterator[tuple[float, int, int]]:
        """The groups that could be joined with one, each with the negative mean and both numbers in order."""
        size = len(self._members[a])
        for b, link in self._links[a].items():
            if link.same and not link.barred:
                pairs = size * len(self._members[b])
                mean = (link.total + APART * (pairs - link.pairs)) / pairs
                if mean >= JOINED:
                    yield (-mean, a, b) if a < b else (-mean, b, a)

    def _is_current(self, a: int, b: int, mean: float) -> bool:
        """True if the two groups are as they were when they came to wait."""
        link = self._links.get(a, {}).get(b)
        pairs = len(self._members[a]) * len(self._members[b]) if link else 1
        return link is not None and (link.total + APART * (pairs - link.pairs)) / pairs == mean

    def _merge(self, a: int, b: int) -> None:
        """Join group b to group a."""
        self._members[a] += self._members.pop(b)
        links, mine = self._links.pop(b), self._links[a]
        del mine[b], links[a]
        for other, link in links.items():
            theirs = self._links[other]
            del theirs[b]
            if other in mine:
                mine[other].take(link)
            else:
                mine[other] = theirs[a] = link

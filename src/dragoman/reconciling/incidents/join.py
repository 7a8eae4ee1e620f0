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
from collections.abc import Iterable, Mapping, Sequence

from dragoman.reconciling.incidents.compare import SAME, Judged, Pair
from dragoman.reconciling.incidents.tellings import Telling, TellingId

APART = -1.0  # what a pair that shares no key adds to the mean
JOINED = SAME  # mean from which two groups are joined


def find_components(tellings: Iterable[Telling], judged: Mapping[Pair, Judged]) -> list[list[Telling]]:
    """Tellings that chains of "same" connect; each in order, in the order of their first."""
    found = {t.id: t for t in tellings}
    near: dict[TellingId, list[TellingId]] = {i: [] for i in found}
    for (a, b), j in judged.items():
        if j.answer == "same" and a in found and b in found:
            near[a].append(b)
            near[b].append(a)
    components: list[list[Telling]] = []
    seen: set[TellingId] = set()
    for start in sorted(found):
        if start in seen:
            continue
        seen.add(start)
        members, open_ends = [], [start]
        while open_ends:
            item = open_ends.pop()
            members.append(item)
            for other in near[item]:
                if other not in seen:
                    seen.add(other)
                    open_ends.append(other)
        components.append([found[i] for i in sorted(members)])
    return components


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


class _Link:
    """What is known of the pairs across two groups."""

    __slots__ = ("barred", "pairs", "same", "total")

    def __init__(self, total: float = 0.0, pairs: int = 0, same: bool = False, barred: bool = False) -> None:
        self.total, self.pairs, self.same, self.barred = total, pairs, same, barred

    def __add__(self, other: "_Link") -> "_Link":
        return _Link(
            self.total + other.total, self.pairs + other.pairs, self.same or other.same, self.barred or other.barred
        )


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
        waiting = [(-self._mean(a, b), a, b) for a in self._links for b in self._links[a] if a < b]
        heapq.heapify(waiting)
        while waiting:
            negative, a, b = heapq.heappop(waiting)
            if negative > -JOINED or not self._is_current(a, b, -negative):
                continue
            for other in self._merge(a, b):
                one, two = sorted((a, other))
                heapq.heappush(waiting, (-self._mean(one, two), one, two))
        return [sorted(group, key=lambda t: t.id) for group in self._members.values()]

    def _join_told(self) -> None:
        into: dict[int, int] = {}

        def find(n: int) -> int:
            while n in into:
                n = into[n]
            return n

        for a, b in self._told:
            one, two = sorted((find(a), find(b)))
            if one != two and not (two in self._links[one] and self._links[one][two].barred):
                self._merge(one, two)
                into[two] = one

    def _is_current(self, a: int, b: int, mean: float) -> bool:
        link = self._links.get(a, {}).get(b)
        return link is not None and link.same and not link.barred and self._mean(a, b) == mean

    def _mean(self, a: int, b: int) -> float:
        link, size = self._links[a][b], len(self._members[a]) * len(self._members[b])
        return (link.total + APART * (size - link.pairs)) / size

    def _merge(self, a: int, b: int) -> list[int]:
        """Join group b to group a; returns the groups linked to it, whose mean has changed."""
        self._members[a] += self._members.pop(b)
        links = self._links.pop(b)
        del self._links[a][b], links[a]
        for other, link in links.items():
            del self._links[other][b]
            known = self._links[a].get(other)
            self._links[a][other] = self._links[other][a] = known + link if known else link
        return list(self._links[a])

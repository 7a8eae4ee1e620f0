"""Drafts of entries as persons want them: joined where two claims were judged the same, parted where different.

Enters: drafts (lists of items), and groups of claims that belong together or apart. Leaves: drafts; the same,
whatever their order and the order of the judgements.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from dragoman.model import ClaimRef
from dragoman.reconciling.judging.refs import resolve_ref

T = TypeVar("T")
Group = int  # claims judged the same, as a number


@dataclass(frozen=True, slots=True)
class Wishes:
    """What persons want of the claims of one kind.

    `groups`: each judged claim's group. `apart`: pairs of groups judged different; the claims of the first keep the
    entry, those of the second leave it.
    """

    groups: Mapping[ClaimRef, Group] = field(default_factory=dict)
    apart: frozenset[tuple[Group, Group]] = frozenset()

    def of_report(self) -> dict[str, list[ClaimRef]]:
        """The judged claims of each report."""
        found: dict[str, list[ClaimRef]] = defaultdict(list)
        for ref in sorted(self.groups, key=ClaimRef.order):
            found[ref.report].append(ref)
        return found

    def foes(self) -> dict[Group, list[Group]]:
        """Each group to those that leave its entry."""
        found: dict[Group, list[Group]] = defaultdict(list)
        for stays, leaves in sorted(self.apart):
            found[stays].append(leaves)
        return found


class Made(NamedTuple, Generic[T]):
    """A draft that persons wanted so: its items, by report and place in it, and the drafts that they are from."""

    items: list[T]
    sources: list[int]


def heed_wishes(
    drafts: Sequence[Sequence[T]],
    ref_of: Callable[[T], ClaimRef],
    wishes: Wishes,
    closeness: Callable[[T, T], float] | None = None,
) -> tuple[list[int], list[Made[T]]]:
    """Join and part drafts.

    Args:
        drafts: each a list of items.
        ref_of: the full name of an item (`claim_ref`).
        closeness: how alike two items are. When a draft is parted, an item of which nobody said anything goes with
            the judged ones that it is closest to; without it, and in a tie, with those of its own draft, of several
            the ones that keep the entry.
    Returns:
        The numbers of the drafts that nobody touched; and those that were joined or parted, by their first item.
    """
    judged = _find_judged(drafts, ref_of, wishes)
    if not judged:
        return list(range(len(drafts))), []
    home = _join(len(drafts), judged)
    pools: dict[int, list[int]] = defaultdict(list)
    for number in range(len(drafts)):
        pools[home[number]].append(number)
    group_of: dict[int, dict[ClaimRef, Group]] = defaultdict(dict)
    for ref, (number, group) in judged.items():
        group_of[home[number]][ref] = group
    foes = wishes.foes()
    kept: list[int] = []
    made: list[Made[T]] = []
    for numbers in pools.values():
        groups = group_of[home[numbers[0]]]
        here = set(groups.values())
        clashes = [(g, foe) for g in sorted(here) for foe in foes[g] if foe in here]
        if clashes or len(numbers) > 1:
            made += _part([(item, n) for n in numbers for item in drafts[n]], ref_of, groups, clashes, closeness)
        else:
            kept += numbers
    return kept, sorted(made, key=lambda m: ref_of(m.items[0]).order())


def _find_judged(
    drafts: Sequence[Sequence[T]], ref_of: Callable[[T], ClaimRef], wishes: Wishes
) -> dict[ClaimRef, tuple[int, Group]]:
    """The items that somebody judged: name, draft, group."""
    by_report = wishes.of_report()
    here: dict[str, dict[ClaimRef, int]] = defaultdict(dict)
    for number, draft in enumerate(drafts):
        for item in draft:
            ref = ref_of(item)
            if ref.report in by_report:
                here[ref.report][ref] = number
    judged: dict[ClaimRef, tuple[int, Group]] = {}
    for report, items in here.items():
        for ref in by_report[report]:
            meant = resolve_ref(ref, items)
            if len(meant) == 1:
                judged[meant[0]] = (items[meant[0]], wishes.groups[ref])
    return judged


def _join(count: int, judged: Mapping[ClaimRef, tuple[int, Group]]) -> list[int]:
    """The drafts that hold claims of one group get one number, the lowest of theirs."""
    home = list(range(count))

    def find(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    first: dict[Group, int] = {}
    for number, group in judged.values():
        one, other = sorted((find(number), find(first.setdefault(group, number))))
        home[other] = one
    return [find(n) for n in range(count)]


def _part(
    items: Iterable[tuple[T, int]],
    ref_of: Callable[[T], ClaimRef],
    group_of: Mapping[ClaimRef, Group],
    clashes: Sequence[tuple[Group, Group]],
    closeness: Callable[[T, T], float] | None,
) -> list[Made[T]]:
    """The items of joined drafts, in as many parts as persons want; `clashes` are of groups among them."""
    ordered = sorted(items, key=lambda row: ref_of(row[0]).order())
    first: dict[Group, tuple[object, ...]] = {}
    for ref in sorted(group_of, key=ClaimRef.order):
        first.setdefault(group_of[ref], ref.order())
    seat = _seat(clashes, first)
    groups = [group_of.get(ref_of(item)) for item, _ in ordered]
    judged = {n: seat[g] for n, g in enumerate(groups) if g is not None and g in seat}
    together: dict[object, list[int]] = defaultdict(list)  # what is left goes one by one, but a group as a whole
    for n, g in enumerate(groups):
        if n not in judged:
            together[("group", g) if g is not None else ("item", n)].append(n)
    settled = dict(judged)
    for numbers in together.values():
        settled |= dict.fromkeys(numbers, _nearest(numbers, ordered, judged, closeness))
    parts: dict[int, list[int]] = defaultdict(list)
    for n in range(len(ordered)):
        parts[settled[n]].append(n)
    return [Made([ordered[n][0] for n in parts[p]], sorted({ordered[n][1] for n in parts[p]})) for p in sorted(parts)]


def _seat(clashes: Iterable[tuple[Group, Group]], first: Mapping[Group, tuple[object, ...]]) -> dict[Group, int]:
    """Each group's part: 0 keeps the entry; no two that are judged different share one."""
    against: dict[Group, set[Group]] = defaultdict(set)
    leaving: dict[Group, int] = defaultdict(int)
    for stays, leaves in clashes:
        against[stays].add(leaves)
        against[leaves].add(stays)
        leaving[leaves] += 1
        leaving[stays] -= 1
    seat: dict[Group, int] = {}
    for group in sorted(against, key=lambda g: (leaving[g], first[g])):
        taken = {seat[o] for o in against[group] if o in seat}
        seat[group] = next(n for n in range(len(against)) if n not in taken)
    return seat


def _nearest(
    numbers: Sequence[int],
    items: Sequence[tuple[T, int]],
    settled: Mapping[int, int],
    closeness: Callable[[T, T], float] | None,
) -> int:
    """The part that some items go with."""

    def distance(n: int, judged: int) -> tuple[float, bool]:
        (item, draft), (other, its) = items[n], items[judged]
        return -closeness(item, other) if closeness else 0.0, draft != its

    return min(((*distance(n, j), part) for n in numbers for j, part in settled.items()), default=(0.0, False, 0))[2]

"""Which entry of the later record is which of the earlier one: by the sentences that both rest on.

Enters: the items of two records. Leaves: pairs, what is left on either side, and where the sentences of those went.

Method: equal entries are pairs; of the others, those that share the most sentences, then the most fields. The work
grows with the sentences, since only entries that share one are compared.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.reconciling.changes.items import Item

Key = tuple[str, int, int]  # of a sentence: report, start, end
CROWDED = 40  # entries on one sentence: it is no sentence but a list, and tells nothing of which is which


@dataclasses.dataclass(frozen=True, slots=True)
class Matching:
    """Indexes into the two lists. `gone`, `came`: those without a partner, each with the closest of the other side."""

    pairs: tuple[tuple[int, int], ...]
    gone: Mapping[int, int | None]
    came: Mapping[int, int | None]


def match_items(before: Sequence[Item], after: Sequence[Item]) -> Matching:
    """Pair the entries of two records, one to one.

    Returns:
        The pairs by their place in `after`. Entries of two kinds are paired only where both are meetings: a contact
        that turns out to be a round of talks.
    """
    shared = _count_shared(before, after)
    ranked = sorted(
        shared, key=lambda p: (before[p[0]].kind != after[p[1]].kind, -shared[p], -_alike(before[p[0]], after[p[1]]), p)
    )
    partner: dict[int, int] = _pair_equal(before, after)
    taken = set(partner.values())
    for a, b in ranked:
        if a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)
    closest_after, closest_before = _closest(ranked), _closest((b, a) for a, b in ranked)
    return Matching(
        pairs=tuple(sorted(partner.items(), key=lambda p: p[1])),
        gone={a: closest_after.get(a) for a in range(len(before)) if a not in partner},
        came={b: closest_before.get(b) for b in range(len(after)) if b not in taken},
    )


def _pair_equal(before: Sequence[Item], after: Sequence[Item]) -> dict[int, int]:
    """Entries that are the same to the letter; of several equal ones in their order."""
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for b in range(len(after) - 1, -1, -1):
        waiting[_identity(after[b])].append(b)
    return {a: same.pop() for a, item in enumerate(before) if (same := waiting.get(_identity(item)))}


def _identity(item: Item) -> tuple[object, ...]:
    return (item.kind, item.family, item.about, item.evidence, item.fields)


def _count_shared(before: Sequence[Item], after: Sequence[Item]) -> Counter[tuple[int, int]]:
    """How many sentences each two entries share; those that share none are not among them."""
    where: dict[tuple[str, Key], list[int]] = defaultdict(list)
    for b, item in enumerate(after):
        for key in item.keys:
            where[(item.family, key)].append(b)
    shared: Counter[tuple[int, int]] = Counter()
    for a, item in enumerate(before):
        for key in item.keys:
            those = where.get((item.family, key), ())
            if len(those) <= CROWDED:
                shared.update((a, b) for b in those)
    return shared


def _alike(one: Item, other: Item) -> int:
    """How many fields with something in them are the same."""
    return sum(a.values == b.values for a, b in zip(one.fields, other.fields, strict=False) if a.values)


def _closest(ranked: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one, other in ranked:
        found.setdefault(one, other)
    return found

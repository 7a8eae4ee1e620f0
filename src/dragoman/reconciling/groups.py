"""Things that pairs connect, as groups.

Enters: things that can be sorted, and pairs of them. Leaves: the groups, in an order that depends on neither.
"""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T", str, tuple[str, str])


def group_connected(items: Iterable[T], pairs: Iterable[tuple[T, T]]) -> tuple[tuple[T, ...], ...]:
    """Groups of items that pairs connect, each sorted, in order of their first item; one alone is a group too."""
    leader = {i: i for i in items}

    def find(item: T) -> T:
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for one, other in pairs:
        a, b = find(one), find(other)
        leader[max(a, b)] = min(a, b)
    groups: dict[T, list[T]] = {}
    for item in sorted(leader):
        groups.setdefault(find(item), []).append(item)
    return tuple(tuple(groups[first]) for first in sorted(groups))

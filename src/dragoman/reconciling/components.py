"""Things that belong together: those that pairs connect, or that share a key, directly or through others.

Enters: things, with pairs of them or with keys of each. Leaves: groups that do not depend on the order of the pairs,
so that each can be reconciled by itself.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
S = TypeVar("S", int, str, tuple[str, str], tuple[str, int, int, int])  # can be sorted


def group_connected(items: Iterable[S], pairs: Iterable[tuple[S, S]]) -> tuple[tuple[S, ...], ...]:
    """Groups of items that pairs connect, each sorted, in order of their first item; one alone is a group too."""
    leader = {i: i for i in items}

    def find(item: S) -> S:
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for one, other in pairs:
        a, b = find(one), find(other)
        leader[max(a, b)] = min(a, b)
    groups: dict[S, list[S]] = {}
    for item in sorted(leader):
        groups.setdefault(find(item), []).append(item)
    return tuple(tuple(groups[first]) for first in sorted(groups))


def find_components(keys: Mapping[T, Iterable[str]], links: Iterable[tuple[T, T]] = ()) -> list[list[T]]:
    """Components of things that share keys or are linked.

    Args:
        keys: of each thing, in the order in which things are to stand; things without keys are left out.
        links: pairs that belong together whatever their keys; those with a thing that has none are passed over.
    Returns:
        One list for each component, in order of its first thing; things in the order given.
    """
    things = list(keys)
    first: dict[str, int] = {}
    pairs = [(n, first.setdefault(key, n)) for n, thing in enumerate(things) for key in keys[thing]]
    number = {things[n]: n for n, _ in pairs}
    pairs += [(number[a], number[b]) for a, b in links if a in number and b in number]
    return [[things[n] for n in group] for group in group_connected(number.values(), pairs)]

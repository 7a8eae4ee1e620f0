"""Which things may bear on each other: those that share a key, directly or through others.

Enters: keys of each thing. Leaves: components, so that each can be reconciled by itself.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def find_components(keys: Mapping[T, Iterable[str]], links: Iterable[tuple[T, T]] = ()) -> list[list[T]]:
    """Components of things that share keys or are linked.

    Args:
        keys: of each thing, in the order in which things are to stand; things without keys are left out.
        links: pairs that belong together whatever their keys; those with a thing that has none are passed over.
    Returns:
        One list for each component, in order of its first thing; things in the order given.
    """
    leader: dict[T, T] = {}
    first: dict[str, T] = {}

    def find(thing: T) -> T:
        while leader[thing] != thing:
            leader[thing] = leader[leader[thing]]
            thing = leader[thing]
        return thing

    for thing, own in keys.items():
        for key in own:
            leader.setdefault(thing, thing)
            leader[find(thing)] = find(first.setdefault(key, thing))
    for a, b in links:
        if a in leader and b in leader:
            leader[find(a)] = find(b)
    groups: dict[T, list[T]] = defaultdict(list)
    for thing in keys:
        if thing in leader:
            groups[find(thing)].append(thing)
    return list(groups.values())

"""How many things there are of which no two are tied.

Enters: things, each with those that it is tied to. Leaves: a count that does not depend on any order.
"""

from collections.abc import Mapping


def count_apart(tied: Mapping[str, set[str]]) -> int:
    """The most items of which no two are tied; where that would take long to know, a number close below it.

    Args:
        tied: of each item the others that it is tied to, both ways.
    Method: an item whose ties are all tied to each other is in one of the best choices, so it is taken; where there
    is no such item, the one with the fewest ties. What newsrooms do to each other's copy hardly ever comes to that.
    """
    left = {item: set(others) for item, others in tied.items()}
    taken = 0
    while left:
        by_ties = sorted(left, key=lambda i: (len(left[i]), i))
        chosen = next((i for i in by_ties if _is_clique(left[i], left)), by_ties[0])
        gone = left[chosen] | {chosen}
        taken += 1
        for item in gone:
            for other in left.pop(item):
                if other in left:
                    left[other].discard(item)
    return taken


def _is_clique(items: set[str], tied: Mapping[str, set[str]]) -> bool:
    return all(len(items - tied[i]) == 1 for i in items)

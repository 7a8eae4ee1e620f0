"""Groups of what pairs connect, and how many things no pair connects."""

import itertools
import random

import pytest

from dragoman.reconciling.components import group_connected
from dragoman.reconciling.sources.groups import count_apart

PAIRS = [("a", "b"), ("c", "b"), ("d", "e")]


def test_group_connected_gives_all_items_in_order() -> None:
    assert group_connected("fedcba", PAIRS) == (("a", "b", "c"), ("d", "e"), ("f",))
    assert group_connected("abcdef", [(b, a) for a, b in reversed(PAIRS)]) == group_connected("fedcba", PAIRS)
    assert group_connected([], []) == ()


def ties(items: str, pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    both = [*pairs, *((b, a) for a, b in pairs)]
    return {i: {b for a, b in both if a == i} for i in items}


APART = [
    pytest.param("", [], 0, id="nothing"),
    pytest.param("abc", [], 3, id="no ties"),
    pytest.param("abc", [("a", "b"), ("b", "c")], 2, id="one between two"),
    pytest.param("abc", [("a", "b"), ("b", "c"), ("a", "c")], 1, id="all of one"),
    pytest.param("abcde", [("a", "e"), ("b", "e"), ("c", "e"), ("d", "e")], 4, id="one that takes from four"),
    pytest.param("abcde", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "a")], 2, id="a ring of five"),
]


@pytest.mark.parametrize(("items", "pairs", "expected"), APART)
def test_count_apart_case(items: str, pairs: list[tuple[str, str]], expected: int) -> None:
    assert count_apart(ties(items, pairs)) == expected


@pytest.mark.parametrize("seed", range(30))
def test_count_apart_against_trying_all_choices(seed: int) -> None:
    chance = random.Random(seed)
    items = "abcdefghi"
    pairs = [p for p in itertools.combinations(items, 2) if chance.random() < 0.3]
    tied = ties(items, pairs)
    best = max(
        n
        for n in range(1, len(items) + 1)
        if any(
            all(b not in tied[a] for a, b in itertools.combinations(some, 2))
            for some in itertools.combinations(items, n)
        )
    )
    assert best - 1 <= count_apart(tied) <= best

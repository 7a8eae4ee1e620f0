"""How many independent sources stand behind some reports, by what a record says of its sources."""

import itertools
import random

import pytest

from dragoman.model import Record, Source
from dragoman.reconciling.sources.independence import Independence


def record(*sources: tuple[str | None, str | None, str], copies: tuple[str, ...] = ()) -> Record:
    """Sources as outlet, agency and the letters of their reports; copies as words of letters."""
    groups = tuple(tuple(c) for c in copies)
    return Record(
        sources=tuple(
            Source(outlet=o, agency=a, reports=tuple(r), copies=tuple(g for g in groups if set(g) & set(r)))
            for o, a, r in sources
        )
    )


@pytest.mark.parametrize(
    ("made", "reports", "expected", "why"),
    [
        (record(("Gazette", None, "ab")), "ab", 1, "one outlet is one source"),
        (record(("Gazette", None, "a"), ("Herald", None, "b")), "ab", 2, "two outlets"),
        (record(("Gazette", "ABC", "a"), ("Herald", "ABC", "b")), "ab", 1, "one agency in two outlets"),
        (record(("Gazette", None, "a"), ("Herald", None, "b"), copies=("ab",)), "ab", 1, "one text in two outlets"),
        (record((None, None, "ab")), "ab", 2, "reports that name nobody are each of their own"),
        (record((None, None, "ab"), copies=("ab",)), "ab", 1, "unless they carry one text"),
        (record(), "ab", 2, "reports that no source lists"),
        (record(), "", 0, "nothing"),
        (
            record(("Gazette", None, "ab"), ("Herald", None, "cd"), copies=("ac",)),
            "abcd",
            2,
            "one text in common, but each has another of its own",
        ),
        (
            record(("Gazette", None, "a"), ("Herald", None, "bc"), ("Courier", None, "d"), copies=("ab", "cd")),
            "abcd",
            2,
            "who takes from two does not make one source of the two",
        ),
        (record(("Sana", None, "a"), ("Syrian Arab News Agency", None, "b")), "ab", 1, "two names of one agency"),
    ],
)
def test_sources_that_share_a_voice_or_a_text_count_once(made: Record, reports: str, expected: int, why: str) -> None:
    assert Independence(made).count(reports) == expected, why


def test_it_is_the_largest_choice_of_which_no_two_depend_on_each_other() -> None:
    chance = random.Random(4)
    for _ in range(60):
        ids = "abcdefgh"
        outlets = {i: chance.choice("UVWX") for i in ids}
        groups = tuple(g for g in ("".join(chance.sample(ids, 3)), "".join(chance.sample(ids, 2))))
        groups = groups if not set(groups[0]) & set(groups[1]) else groups[:1]
        made = record(
            *((f"Outlet {o}", None, "".join(i for i in ids if outlets[i] == o)) for o in "UVWX"), copies=groups
        )
        text = {i: next((g for g in groups if i in g), i) for i in ids}

        def apart(chosen: tuple[str, ...], text: dict[str, str] = text, outlets: dict[str, str] = outlets) -> bool:
            return len({text[i] for i in chosen}) == len({outlets[i] for i in chosen}) == len(chosen)

        best = max(n for n in range(9) for chosen in itertools.combinations(ids, n) if apart(chosen))
        assert Independence(made).count(ids) == best

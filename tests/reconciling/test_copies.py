"""Keys and runs of texts: what newsrooms do to each other's copy is found, and two accounts of one event are not."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Part, Report
from dragoman.reconciling.sources.copies import (
    MOST_KEYS,
    MOST_OPENINGS,
    MOST_RUNS,
    TextLink,
    compare_texts,
    is_formula,
    runs_of,
    text_keys,
)
from tests.factories import make_report
from tests.reconciling.texts import AGENCY, OWN_STORY, WITNESS, edited, paragraphs, story


def report(text: str, body: int | None = None) -> Report:
    parts = () if body is None else (Part(kind="body", start=body, end=len(text)),)
    return Report(id="r", source="test", text=text, parts=parts)


def share_key(one: str, other: str) -> bool:
    return not set(text_keys(report(one))).isdisjoint(text_keys(report(other)))


def compare(one: str, other: str) -> TextLink | None:
    return compare_texts(runs_of(report(one)), runs_of(report(other)))


LONG = " ".join(story(n, 400) for n in range(10, 20))  # 4,000 words of its own

FOUND = [
    pytest.param(AGENCY, AGENCY, "copy", id="as it is"),
    pytest.param(AGENCY, AGENCY.upper().replace("\n", " "), "copy", id="other capitals and line breaks"),
    pytest.param(AGENCY, "Four teachers shot dead on valley road\n\n" + AGENCY, "copy", id="retitled"),
    pytest.param(AGENCY, "\n\n".join(paragraphs(AGENCY)[:2]), "copy", id="cut after two paragraphs"),
    pytest.param(AGENCY, "\n\n".join(paragraphs(AGENCY)[3:]), "copy", id="beginning cut off"),
    pytest.param(AGENCY, edited(AGENCY), "copy", id="one word in 23 replaced"),
    pytest.param(AGENCY, "\n\n".join(reversed(paragraphs(AGENCY))), "copy", id="paragraphs in another order"),
    pytest.param(AGENCY, f"{OWN_STORY}\n\n{AGENCY}\n\n{story(3, 300)}", "copy", id="in the middle of a longer text"),
    pytest.param(AGENCY, f"{LONG}\n\n{AGENCY}", "copy", id="at the end of a text thirty times as long"),
    pytest.param(paragraphs(AGENCY)[0], f"{LONG}\n\n{AGENCY}\n\n{LONG[:900]}", "copy", id="a flash inside a long text"),
    pytest.param(
        AGENCY, f"{paragraphs(AGENCY)[3]}\n\n{OWN_STORY}", "passages", id="one paragraph of it in another text"
    ),
    pytest.param(LONG, f"{story(5, 900)} {LONG[5000:6000]}", "passages", id="a long passage of two long texts"),
    pytest.param("Talks end.", "Talks end!", "copy", id="two words alike"),
    pytest.param("", "", "copy", id="nothing and nothing"),
]


@pytest.mark.parametrize(("one", "other", "kind"), FOUND)
def test_copied_text_is_found_and_judged(one: str, other: str, kind: str) -> None:
    assert share_key(one, other)
    link = compare(one, other)
    assert link is not None and link.kind == kind


APART = [
    pytest.param(AGENCY, WITNESS, id="two accounts of one event"),
    pytest.param(AGENCY, OWN_STORY, id="two stories"),
    pytest.param(AGENCY, f"{OWN_STORY} It was the third ambush on the valley road.", id="a phrase in common"),
    pytest.param(
        f"{story(1)} a spokesman for the joint command said",
        f"{story(2)} a spokesman for the joint command said",
        id="a formula in common",
    ),
    pytest.param("Talks end.", "Talks begin.", id="two flashes not alike"),
    pytest.param("A spokesman for the joint command told reporters so.", OWN_STORY, id="a short text"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_texts_of_their_own_are_not_linked(one: str, other: str) -> None:
    assert compare(one, other) is None


def test_a_few_shared_runs_do_not_link_a_short_text_with_a_long_one() -> None:
    formula = "the emergency committee of the northern provinces said"
    assert compare(f"Two dead, {formula} on Sunday.", f"{AGENCY} So {formula}.") is None


def test_compare_texts_gives_share_and_longest_passage_in_words() -> None:
    link = compare(" ".join(AGENCY.split()[:100]), f"{' '.join(AGENCY.split()[:50])} {story(8, 200)}")
    assert link is not None
    assert link.longest == 50
    assert link.share == pytest.approx(0.47, abs=0.02)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 60), st.integers(21, 60))
def test_any_twenty_one_words_in_a_row_give_a_key_in_common(seed: int, start: int, length: int) -> None:
    """What windows of 16 runs of five words promise, wherever the passage stands, for texts of common length."""
    passage = story(seed, 150).split()[start : start + length]
    one = [*story(seed + 1, 120).split(), *passage, *story(seed + 2, 90).split()]
    other = [*story(seed + 3, 40).split(), *passage, *story(seed + 4, 300).split()]
    assert share_key(" ".join(one), " ".join(other))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_has_few_keys_and_comparing_has_no_direction(one: str, other: str) -> None:
    keys = text_keys(report(one))
    assert keys == tuple(sorted(set(keys))) and 1 <= len(keys) <= MOST_KEYS + 8
    assert all(0 <= k < 2**63 for k in keys)
    assert compare(one, other) == compare(other, one)
    link = compare(one, one)
    assert link is not None and link.kind == "copy"


def test_text_keys_stay_few_for_long_and_odd_texts() -> None:
    texts = [LONG, LONG * 5, "A" * 200_000, "killed " * 30_000, " ".join(f"w{n}" for n in range(50_000))]
    assert all(1 <= len(text_keys(report(t))) <= MOST_KEYS + 8 for t in texts)


def test_keys_are_the_same_in_every_run_of_the_program() -> None:
    """They are kept in ledgers, as long as the program stays as it is."""
    assert text_keys(report("One two three four five six seven.")) == (
        1635329742034740794,
        5078957668242037512,
        8806237276722412218,
    )


OPENINGS = [
    pytest.param("2017-03-18", "2017-03-18", True, id="of one day"),
    pytest.param("2017-03-18", "2017-03-19", True, id="of two days in a row"),
    pytest.param("2017-03-18", "2017-03-20", False, id="of days apart, as in a series"),
    pytest.param(None, None, True, id="of no day that is known"),
    pytest.param(None, "2017-03-18", False, id="of which one states its day"),
]


@pytest.mark.parametrize(("one", "other", "expected"), OPENINGS)
def test_openings_under_different_headlines_share_a_key(one: str | None, other: str | None, expected: bool) -> None:
    def openings(headline: str, body: str, day: str | None) -> set[int]:
        parts = (Part(kind="body", start=len(headline), end=len(headline + body)),)
        return {k for k in text_keys(make_report(headline + body, day, parts=parts)) if k & 1}

    first = openings("Ambush kills four\n\n", AGENCY, one)
    second = openings("Teachers die in ambush near Velden, says doctor\n\n", AGENCY[:700], other)
    assert bool(first & second) == expected


def test_is_formula_asks_more_of_openings_than_of_runs() -> None:
    assert not is_formula(4, MOST_RUNS) and is_formula(4, MOST_RUNS + 1)
    assert not is_formula(5, MOST_OPENINGS) and is_formula(5, MOST_OPENINGS + 1)


def test_recall_over_many_kinds_of_copying() -> None:
    """Of 200 copies, each cut, edited or put into a text of its own at random, every one has a key in common."""
    chance = random.Random(3)
    missed = 0
    for n in range(200):
        words = story(n, chance.randrange(60, 600)).split()
        keep = chance.randrange(len(words) // 3, len(words))
        start = chance.randrange(len(words) - keep + 1)
        copy = edited(" ".join(words[start : start + keep]), chance.choice((15, 25, 1000)))
        around = [story(n + 1000, chance.randrange(1, 300)), copy, story(n + 2000, chance.randrange(1, 300))]
        missed += not share_key(" ".join(words), " ".join(around))
    assert missed == 0

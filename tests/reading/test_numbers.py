"""Numbers in words and figures, with their bounds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.numbers import NumberBound, NumberWords, VagueNumber
from dragoman.reading.numbers import find_numbers, parse_number, parse_ordinal, read_number

CASES = [
    ("70", 70, "exact"),
    ("1,200", 1200, "exact"),
    ("1.5 million", 1_500_000, "exact"),
    ("three", 3, "exact"),
    ("twenty-five", 25, "exact"),
    ("twenty five", 25, "exact"),
    ("two hundred and thirty", 230, "exact"),
    ("a hundred", 100, "exact"),
    ("three thousand four hundred and six", 3406, "exact"),
    ("two hundred thousand", 200_000, "exact"),
    ("two dozen", 24, "exact"),
    ("a dozen", 12, "exact"),
    ("half a dozen", 6, "exact"),
    ("half a million", 500_000, "exact"),
    ("two and a half", 2.5, "exact"),
    ("2 1/2", 2.5, "exact"),
    ("dozens", 24, "at_least"),
    ("scores of", 40, "at_least"),
    ("hundreds", 200, "at_least"),
    ("tens of thousands", 20_000, "at_least"),
    ("hundreds of thousands", 200_000, "at_least"),
    ("several hundred", 300, "about"),
    ("some 20", 20, "about"),
    ("nearly three hundred", 300, "about"),
    ("30 or so", 30, "about"),
    ("at least 70", 70, "at_least"),
    ("more than two dozen", 24, "at_least"),
    ("no fewer than 9", 9, "at_least"),
    ("200 or more", 200, "at_least"),
    ("up to 50", 50, "at_most"),
    ("as many as fifty", 50, "at_most"),
    ("fewer than ten", 10, "at_most"),
    ("a total of 45", 45, "exact"),
    ("20 to 30", 20, "at_least"),
    ("between 20 and 30", 20, "at_least"),
    ("50-60", 50, "at_least"),
    ("three or four", 3, "at_least"),
]


@pytest.mark.parametrize(("text", "value", "bound"), CASES)
def test_parse_number_gives_value_and_bound(text, value, bound):
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.bound) == (value, bound)


@pytest.mark.parametrize("text", ["", "many", "a", "half", "seventh", "score", "70 people", "-", "and"])
def test_parse_number_refuses_what_is_no_number(text):
    assert parse_number(text) is None


def test_range_has_both_ends():
    number = parse_number("between 20 and 30")
    assert (number.low, number.high) == (20, 30)


def test_find_numbers_reads_words_as_the_parser_cuts_them():
    words = re.findall(r"\S+", "at least twenty - five rebels and dozens of civilians died , three of them children")
    assert [(a, b, n.value) for a, b, n in find_numbers(words)] == [(0, 5, 25), (7, 9, 24), (12, 13, 3)]


def test_hyphen_before_a_noun_is_not_part_of_the_number():
    assert read_number(["six", "-", "month"], 0)[1] == 1


@pytest.mark.parametrize(("text", "place"), [("third", 3), ("21st", 21), ("twenty-first", 21), ("last", None)])
def test_parse_ordinal(text, place):
    assert parse_ordinal(text) == place


@pytest.mark.parametrize(
    ("kind", "name"), [(NumberWords, "numbers"), (VagueNumber, "numbers_vague"), (NumberBound, "numbers_bounds")]
)
def test_examples_of_the_knowledge_hold(kind, name):
    for entry in load_entries(kind, name, "en"):
        assert all(parse_number(e) for e in entry.examples), entry.id
        assert not any(parse_number(e) for e in entry.counter_examples), entry.id


@given(st.integers(0, 10**9))
def test_figures_with_commas_are_read_back(value):
    assert parse_number(f"{value:,}").value == value


PIECES = re.findall(r"\S+", "a and half two twenty - hundred thousand 1,000 dozens at least or more of to ½ 9")


@given(st.lists(st.sampled_from(PIECES)))
def test_read_number_never_raises_and_moves_on(words):
    for first, last, number in find_numbers(words):
        assert first < last <= len(words)
        assert number.high is None or number.low <= number.high


def test_long_figures_are_no_numbers():
    assert parse_number("9" * 200_000) is None

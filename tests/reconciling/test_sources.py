"""Who copies whom: near-duplicate texts, shared passages, agencies, and the count of independent sources."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Dateline, Reading, Report
from dragoman.reconciling.sources.lineage import Lineage, trace_lineage
from dragoman.reconciling.sources.links import Link
from dragoman.reconciling.sources.outlets import find_copies, find_sources


def story(seed: int, words: int = 200) -> str:
    """A text of its own, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join(f"word{chance.randrange(1000)}" for _ in range(words)) + "."


def report(id: str, text: str, outlet: str | None = None, agency: str | None = None) -> Report:
    return Report(id=id, source="test", text=text, outlet=outlet, agency=agency)


STORY, OTHER = story(1), story(2)

COPIES = [
    pytest.param(STORY, STORY, True, id="the same text"),
    pytest.param(STORY, STORY.upper(), True, id="other capitals"),
    pytest.param(STORY, STORY.replace(" ", "\n", 30), True, id="other line breaks"),
    pytest.param(STORY, "A new headline over it\n\n" + STORY, True, id="a new headline"),
    pytest.param(STORY, STORY[: len(STORY) // 3], True, id="cut short"),
    pytest.param(STORY, STORY + " " + story(3, 120), True, id="with more at the end"),
    pytest.param(STORY, OTHER, False, id="another text"),
    pytest.param(STORY, OTHER + " " + STORY[:200], False, id="a paragraph taken over"),
    pytest.param("", "", True, id="two empty texts"),
    pytest.param("Talks end.", "Talks end.", True, id="two short texts alike"),
    pytest.param("Talks end.", "Talks begin.", False, id="two short texts not alike"),
]


@pytest.mark.parametrize(("one", "other", "expected"), COPIES)
def test_find_copies_case(one: str, other: str, expected: bool) -> None:
    assert find_copies([report("a", one), report("b", other)]) == ((("a", "b"),) if expected else ())


def test_find_copies_groups_all_copies_of_one_text() -> None:
    reports = [report(id, STORY + f" {id}") for id in "dacb"] + [report("z", OTHER)]
    assert find_copies(reports) == (("a", "b", "c", "d"),)


def test_find_copies_takes_readings() -> None:
    assert find_copies([Reading(report=report("a", STORY)), Reading(report=report("b", STORY))]) == (("a", "b"),)


INDEPENDENT = [
    pytest.param([("a", STORY, None, None), ("b", STORY, None, None)], 1, id="copies count once"),
    pytest.param([("a", STORY, None, None), ("b", OTHER, None, None)], 2, id="two texts"),
    pytest.param([("a", STORY, "X", None), ("b", OTHER, "X", None)], 1, id="one outlet"),
    pytest.param([("a", STORY, "X", "Agency"), ("b", OTHER, "Y", "AGENCY")], 1, id="one agency in two outlets"),
    pytest.param([("a", STORY, "X", "Agency"), ("b", OTHER, "X", "Bureau")], 2, id="two agencies in one outlet"),
    pytest.param([("a", STORY, "Agency", None), ("b", OTHER, "Y", "Agency")], 1, id="the agency itself and its copy"),
    pytest.param([("a", STORY, "X", None), ("b", OTHER + STORY[:600], "Y", None)], 1, id="a long passage in both"),
    pytest.param([("a", STORY, "X", None), ("b", OTHER + STORY[:60], "Y", None)], 2, id="a short passage in both"),
    pytest.param([("a", STORY, "TASS", None), ("b", OTHER, "RIA Novosti", None)], 1, id="two voices of one state"),
    pytest.param([("a", STORY, "itar-tass", None), ("b", OTHER, "TASS", None)], 1, id="one agency under two names"),
    pytest.param([("a", STORY, "TASS", None), ("b", OTHER, "SANA", None)], 2, id="the media of two states"),
    pytest.param([], 0, id="nobody"),
]


@pytest.mark.parametrize(("rows", "expected"), INDEPENDENT)
def test_count_independent_case(rows: list[tuple[str, str, str | None, str | None]], expected: int) -> None:
    lineage = trace_lineage(report(*row) for row in rows)
    assert lineage.count_independent(row[0] for row in rows) == expected


def test_count_independent_is_not_lowered_by_a_report_that_takes_from_two() -> None:
    middle = story(5, 60) + STORY[:900] + OTHER[:900]
    lineage = trace_lineage([report("a", STORY), report("b", OTHER), report("c", middle)])
    assert lineage.is_dependent("a", "c") and lineage.is_dependent("b", "c")
    assert [lineage.count_independent(ids) for ids in ("ab", "ac", "bc", "abc")] == [2, 1, 1, 2]


def test_trace_lineage_reads_the_agency_of_the_dateline() -> None:
    one = Report(id="a", source="test", text=STORY, outlet="X", dateline=Dateline(agency="Agency"))
    lineage = trace_lineage([one, report("b", OTHER, "Y", "Agency")])
    assert lineage.count_independent("ab") == 1


def test_find_sources_names_who_is_independent() -> None:
    reports = [report("a", STORY, "X"), report("b", STORY + " more", "Y"), report("c", OTHER, "Z", "Agency")]
    x, y, z = find_sources(Reading(report=r) for r in reports)
    assert (x.outlet, x.reports, x.independent_of, x.copies) == ("X", ("a",), ("Z",), (("a", "b"),))
    assert y.independent_of == ("Z",)
    assert (z.agency, z.independent_of, z.copies) == ("Agency", ("X", "Y"), ())


def test_find_sources_says_whose_an_outlet_is() -> None:
    rows = [("a", STORY, "Al Manar"), ("b", OTHER, "X", "TASS"), ("c", story(4), "Y"), ("d", story(6), "BBC")]
    found = find_sources(Reading(report=report(*row)) for row in rows)
    assert [(s.outlet, s.owner, s.kind) for s in found] == [
        ("Al Manar", "Hezbollah", "armed group"),
        ("BBC", "GBR", "public"),
        ("X", "RUSGOV", "state media"),
        ("Y", None, None),
    ]


def test_find_sources_ties_those_who_speak_in_one_voice() -> None:
    rows = [("a", STORY, "TASS"), ("b", OTHER, "RIA Novosti"), ("c", story(4), "Y")]
    tass = find_sources(Reading(report=report(*row)) for row in rows)[1]
    assert (tass.outlet, tass.independent_of) == ("TASS", ("Y",))


def test_lineage_of_kept_links_is_that_of_the_texts() -> None:
    reports = [report("a", STORY, "X"), report("b", STORY, "Y"), report("c", OTHER + STORY[:600], "Z")]
    traced = trace_lineage(reports)
    kept = [
        Link(one="a", other="b", kind="copy"),
        Link(one="a", other="c", kind="passages"),
        Link(one="b", other="c", kind="passages"),
    ]
    assert Lineage.from_links(reversed(kept), {"a": "x", "b": "y", "c": "z"}) == traced
    assert traced.is_copy("a", "b") and traced.is_copy("b", "a") and not traced.is_copy("a", "c")
    assert traced.is_dependent("a", "c") and traced.is_dependent("c", "c") and not traced.is_copy("c", "c")


def test_lineage_counts_what_others_rely_on() -> None:
    lineage = Lineage.from_links([], {"a": "x", "b": "y", "c": "tass"})
    assert lineage.count_independent("abc") == 3
    assert lineage.count_independent("abc", {"a": ["RUSGOV"]}) == 2
    assert lineage.count_independent("ab", {"a": ["RUSGOV"], "b": ["RUSGOV"]}) == 1
    assert lineage.count_independent("dd") == 1  # of a report that nothing is known of


def test_find_sources_keeps_outlets_with_several_agencies_apart() -> None:
    reports = [report("a", STORY, "X", "Agency"), report("b", OTHER, "X", "Bureau"), report("c", story(4), "X")]
    assert [(s.outlet, s.agency) for s in find_sources(Reading(report=r) for r in reports)] == [
        ("X", None),
        ("X", "Agency"),
        ("X", "Bureau"),
    ]


PILE = [report(f"r{n}", story(n // 2, 60) + (" tail" if n % 2 else ""), f"outlet{n % 3}", None) for n in range(12)]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(len(PILE))), st.lists(st.integers(0, len(PILE) - 1), max_size=5))
def test_lineage_and_sources_do_not_depend_on_order_or_repetition(order: list[int], again: list[int]) -> None:
    shuffled = [PILE[n] for n in (*order, *again)]
    assert trace_lineage(shuffled) == trace_lineage(PILE)
    readings = [Reading(report=r) for r in shuffled]
    assert find_sources(readings) == find_sources(Reading(report=r) for r in PILE)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=6))
def test_trace_lineage_takes_any_text(texts: list[str]) -> None:
    lineage = trace_lineage(report(str(n), t) for n, t in enumerate(texts))
    assert 0 <= lineage.count_independent(map(str, range(len(texts)))) <= len(texts)


def test_trace_lineage_takes_one_long_line() -> None:
    line = "A" * 200_000
    assert find_copies([report("a", line), report("b", line), report("c", "killed " * 30_000)]) == (("a", "b"),)

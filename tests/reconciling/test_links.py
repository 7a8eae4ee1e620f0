"""Links between reports as they come and go: the same whatever the order, and formulas link nobody."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Report
from dragoman.reconciling.sources import copies
from dragoman.reconciling.sources.copies import runs_of, text_keys
from dragoman.reconciling.sources.links import Link, TextIndex
from tests.reconciling.texts import AGENCY, OWN_STORY, WITNESS, edited, paragraphs, story

BACKGROUND = (
    "The war in the valley began eleven years ago when the old council refused to hold an election, and it has driven "
    "a third of the people from their homes."
)


def index_of(texts: Iterable[tuple[str, str]]) -> TextIndex:
    index = TextIndex()
    for name, text in texts:
        add(index, name, text)
    return index


def add(index: TextIndex, name: str, text: str) -> None:
    report = Report(id=name, source="test", text=text)
    index.add(name, text_keys(report), runs_of(report))


def links(index: TextIndex) -> dict[tuple[str, str], str]:
    return {(a, b): kind for a, others in index.links.items() for b, kind in others.items() if a < b}


PILE = [
    ("agency", AGENCY),
    ("cut", "\n\n".join(paragraphs(AGENCY)[:2])),
    ("edited", "Ambush on valley road\n\n" + edited(AGENCY)),
    ("other", WITNESS),
    ("mixed", f"{OWN_STORY}\n\n{paragraphs(AGENCY)[3]}"),
    ("own", OWN_STORY),
    *((f"s{n}", f"{story(n // 2, 90)} {BACKGROUND}") for n in range(10)),
]


def test_links_of_a_small_pile() -> None:
    found = links(index_of(PILE[:6]))
    assert found == {
        ("agency", "cut"): "copy",
        ("agency", "edited"): "copy",
        ("cut", "edited"): "copy",
        ("agency", "mixed"): "passages",
        ("edited", "mixed"): "passages",
        ("mixed", "own"): "copy",
    }


@pytest.fixture(params=[64, 3])
def most_runs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The bound on common runs as it is, and one so low that the pile is full of formulas."""
    monkeypatch.setattr(copies, "MOST_RUNS", request.param)
    return int(request.param)


@pytest.mark.parametrize("seed", range(12))
def test_links_do_not_depend_on_the_order_of_arrival(most_runs: int, seed: int) -> None:
    shuffled = random.Random(seed).sample(PILE, len(PILE))
    assert links(index_of(shuffled)) == links(index_of(PILE))


@pytest.mark.parametrize("seed", range(12))
def test_removing_reports_leaves_what_would_have_been_without_them(most_runs: int, seed: int) -> None:
    shuffled = random.Random(seed).sample(PILE, len(PILE))
    index = index_of(shuffled)
    for name, _ in shuffled[:5]:
        index.remove(name)
    assert links(index) == links(index_of(sorted(shuffled[5:])))
    for name, text in shuffled[:5]:
        add(index, name, text)
    assert links(index) == links(index_of(PILE))


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(PILE))), st.integers(0, len(PILE)))
def test_changes_told_are_the_changes_made(order: list[int], left_out: int) -> None:
    index, known = TextIndex(), set[tuple[str, str]]()
    for n in order[left_out:]:
        report = Report(id=PILE[n][0], source="test", text=PILE[n][1])
        changes = index.add(report.id, text_keys(report), runs_of(report))
        known |= {(link.one, link.other) for link in changes.made}
        known -= set(changes.ended)
    assert known == set(links(index))


def test_a_phrase_in_too_many_reports_links_them_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short texts that share a paragraph of background are linked by it, until it proves to be a formula."""
    monkeypatch.setattr(copies, "MOST_RUNS", 4)
    texts = [(f"r{n}", f"{story(n, 20)} {BACKGROUND}") for n in range(5)]
    index = index_of(texts[:4])
    assert len(links(index)) == 6
    report = Report(id="r4", source="test", text=texts[4][1])
    changes = index.add("r4", text_keys(report), runs_of(report))
    assert not links(index) and len(changes.ended) == 6 and not changes.made
    assert {(k.one, k.other) for k in index.remove("r4").made} == set(changes.ended)


def test_a_formula_costs_no_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand reports that end in one sentence: pairs compared stay in proportion to reports."""
    compared = 0
    judge = copies.compare_texts

    def count(one: bytes, other: bytes) -> object:
        nonlocal compared
        compared += 1
        return judge(one, other)

    monkeypatch.setattr("dragoman.reconciling.sources.links.compare_texts", count)
    index_of((f"r{n}", f"{story(n, 150)} {BACKGROUND}") for n in range(1000))
    assert compared < 1000 * copies.MOST_RUNS / 4


def test_more_copies_of_one_story_than_a_run_may_have_are_still_one_source() -> None:
    """Their openings find them; of a copy without the opening, only runs that are rarer than the story's."""
    texts = [(f"r{n:03}", f"{AGENCY} {story(n, 15)}") for n in range(copies.MOST_RUNS + 20)]
    index = index_of(texts)
    assert all(len(index.links[name]) == len(texts) - 1 for name, _ in texts)


def test_link_names_its_reports_in_order() -> None:
    index = index_of([("z", AGENCY)])
    report = Report(id="a", source="test", text=AGENCY)
    assert index.add("a", text_keys(report), runs_of(report)).made == (Link(one="a", other="z", kind="copy"),)

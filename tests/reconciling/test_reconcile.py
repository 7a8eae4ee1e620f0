"""What holds of any record: order makes no difference, twice is once, every quote stands in its report."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Evidence, Problem, Reading, to_json
from dragoman.reconciling import reconcile
from tests.reconciling.readings import day, event, promise, reading, said, talks, truce
from tests.reconciling.test_rounds import FORETOLD, HELD

BOTH = ("army", "rebels")
READINGS = (
    FORETOLD,
    HELD,
    reading(
        "c",
        "2019-03-05",
        event("Ann Bo rang Cy Dee on Monday.", "CONSULT", ["Ann Bo", "Cy Dee"], mode="phone", when=day("2019-03-04")),
        truce("They agreed a truce.", phase="agreed", when=day("2019-03-04"), parties=BOTH),
        said("The truce is the best news of the year.", "Ann Bo"),
    ),
    reading(
        "d",
        "2019-03-06",
        event(
            "The two leaders spoke on Monday.", "CONSULT", ["Ann Bo", "Cy Dee"], mode="phone", when=day("2019-03-04")
        ),
        promise("The army pledged to leave the port.", ["army"], "leave the port"),
        truce(
            "The army broke the truce.",
            phase="violated",
            accused=["army"],
            accuser=["rebels"],
            what="broke the truce",
            parties=BOTH,
        ),
    ),
    reading(
        "e",
        None,
        talks("Geneva talks began.", track="Geneva talks", phase="opens"),
        said("It is a very good start indeed.", None, anonymous=True),
    ),
    reading(
        "f", "2019-03-30", promise("The army left the port as promised.", ["army"], "leave the port", phase="kept")
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.permutations(READINGS), st.lists(st.sampled_from(READINGS), max_size=3))
def test_record_depends_neither_on_order_nor_on_reports_given_twice(order: list[Reading], again: list[Reading]) -> None:
    assert to_json(reconcile([*order, *again])) == to_json(reconcile(READINGS))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(READINGS), unique_by=lambda r: r.report.id))
def test_any_choice_of_reports_gives_a_record_whose_quotes_are_true(chosen: list[Reading]) -> None:
    texts = {r.report.id: r.report.text for r in chosen}
    record = reconcile(chosen)
    for e in quotes(record):
        assert texts[e.report][e.sentence.start : e.sentence.end] == e.quote
        assert e.quote


def quotes(part: Any) -> Iterator[Evidence]:
    if isinstance(part, Evidence):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from quotes(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from quotes(item)


@pytest.mark.parametrize("kind", ["tracks", "contacts", "commitments", "ceasefires", "statements"])
def test_every_entry_rests_on_a_quoted_sentence(kind: str) -> None:
    entries = getattr(reconcile(READINGS), kind)
    assert entries
    assert all(entry.evidence for entry in entries)


def test_nothing_gives_an_empty_record() -> None:
    record = reconcile([])
    assert (record.tracks, record.reports, record.not_read) == ((), (), ())


def test_as_of_leaves_out_what_was_not_yet_published_and_says_whose_day_does_not_tell() -> None:
    record = reconcile(READINGS, as_of=dt.date(2019, 3, 5))
    assert [r.id for r in record.reports] == ["a", "c"]
    assert [p.report for p in record.not_read] == ["e"]
    assert record.as_of == dt.date(2019, 3, 5)


def test_what_was_not_read_is_kept_in_order() -> None:
    problems = [Problem(source=s, kind="failed", found="x", expected="y") for s in "ba"]
    assert [p.source for p in reconcile([], not_read=problems).not_read] == ["a", "b"]


def test_ids_of_tracks_are_used_once() -> None:
    record = reconcile(READINGS)
    ids = [t.id for t in record.tracks]
    assert len(ids) == len(set(ids))

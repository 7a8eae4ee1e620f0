"""Records become JSON and come back the same; the contract's fields are all there, empty ones too."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Event, Interval, Published, Reading, Record, Report, Span, Timex, from_json, to_json
from tests.factories import make_report

CONTRACT = {
    Report: "id source outlet agency headline dateline published byline language text",
    Published: "date earliest latest basis",
    Timex: "start end text type value earliest latest",
    Event: "id type mode contexts trigger sentence agents recipients place when status attribution casualties weapon",
    Reading: "report times attributions events",
    Record: "tracks contacts commitments ceasefires incidents statements discrepancies sources",
}


@pytest.mark.parametrize("kind", CONTRACT, ids=lambda k: k.__name__)
def test_the_contracts_fields_are_there(kind):
    assert set(CONTRACT[kind].split()) <= set(kind.__struct_fields__)


def test_a_reading_comes_back_the_same():
    report = make_report("The talks ended on Friday.")
    time = Timex(start=16, end=25, text="on Friday", type="DATE", value="2017-03-17", earliest=dt.date(2017, 3, 17))
    event = Event(id="e1", type="CONSULT", trigger=Span(4, 9), sentence=Span(0, 26))
    reading = Reading(report=report, times=(time,), events=(event,))
    assert from_json(to_json(reading), Reading) == reading


def test_empty_fields_are_written_and_spans_are_pairs():
    event = json.loads(to_json(Event(id="e1", type="CONSULT", trigger=Span(4, 9), sentence=Span(0, 26))))
    assert event["trigger"] == [4, 9]
    assert event["place"] is None and event["agents"] == []


def test_unknown_fields_are_passed_over():
    assert from_json('{"earliest": "2017-03-01", "latest": null, "later": 1}', Interval).earliest == dt.date(2017, 3, 1)


spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda t: Span(min(t), max(t)))


@given(spans, spans)
def test_spans_overlap_and_contain_as_their_characters_do(a, b):
    characters = [set(range(*span)) for span in (a, b)]
    assert a.overlaps(b) == bool(characters[0] & characters[1]) or not (characters[0] and characters[1])
    if a.contains(b):
        assert characters[1] <= characters[0]


def test_a_reports_key_is_its_content():
    report = make_report("The talks ended.")
    assert report.key() == make_report("The talks ended.", source="elsewhere").key()
    assert len({make_report(t, p).key() for t in ("a", "b") for p in ("2017-03-01", None)}) == 4

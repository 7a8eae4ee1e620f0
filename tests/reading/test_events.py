"""Properties of events that no sentence list shows: spans, order, hostile text, and what the whole report tells."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_parsed, make_report
from tests.reading.events_reader import read_events

TALKS = (
    "Norway's foreign minister Anna Berg met Sudanese President Omar Bakri in Khartoum on Monday.\n\n"
    "Chad and Sudan will hold talks in Doha on March 23, Berg said.\n\n"
    "The talks will be chaired by Qatar."
)
WORDS = 'talks rebels agreed to will not meet Russia Chad said on Friday in Paris attack killed the of and ( ) . , " 😀'


def read(parse, text, **fields):
    report = make_report(text, **fields)
    return report, read_events(report, parse(report))


def test_events_stand_in_text_order_with_ids_and_spans_inside(parse):
    report, events = read(parse, TALKS)
    assert [e.id for e in events] == [f"e{n}" for n in range(1, len(events) + 1)]
    assert [e.trigger for e in events] == sorted(e.trigger for e in events)
    for event in events:
        assert event.sentence.contains(event.trigger)
        assert report.quote(event.trigger).strip()
        for party in (*event.agents, *event.recipients):
            assert party.span is None or report.quote(party.span)


def test_the_talks_keep_day_and_place_of_the_talks_announced(parse):
    _, events = read(parse, TALKS)
    planned = [e for e in events if e.status == "planned"]
    assert [e.when.earliest for e in planned] == [dt.date(2017, 3, 23)] * 2
    assert {e.place.name for e in planned} == {"Doha"}
    assert "Qatar" in [a.name for a in planned[1].agents]


def test_an_event_rests_on_the_attribution_that_tells_of_it(parse):
    _, events = read(parse, TALKS)
    assert events[0].attribution is None
    assert events[1].attribution is not None


def test_what_is_told_without_a_day_is_fresh_by_implication(parse):
    _, (event,) = read(parse, "Chad and Sudan have signed a border treaty.")
    assert event.when.edges == ("implied", "implied")
    assert event.when.earliest <= dt.date(2017, 3, 18) <= event.when.latest


def test_an_undated_report_implies_no_day(parse):
    _, (event,) = read(parse, "Chad and Sudan have signed a border treaty.", published=None)
    assert event.when is None


def test_the_past_perfect_implies_no_day(parse):
    _, (event,) = read(parse, "Chad and Sudan had signed a border treaty.")
    assert event.when is None


def test_a_first_verbs_day_holds_for_the_second(parse):
    _, events = read(parse, "On Monday Chad condemned Sudan and recalled its ambassador.")
    assert [e.when.earliest for e in events] == [dt.date(2017, 3, 13)] * 2


def test_a_day_of_saying_is_the_day_of_a_speech_act(parse):
    _, events = read(parse, "Lavrov said on Thursday that Russia was ready to meet the rebels.")
    assert [(e.type, e.when.earliest) for e in events] == [("AGREE", dt.date(2017, 3, 16))]


def test_here_is_the_dateline(parse):
    from dragoman.model import Dateline

    _, (event,) = read(parse, "Chad and Sudan met here on Monday.", dateline=Dateline(place="Doha"))
    assert event.place.name == "Doha"


def test_every_event_says_what_it_rests_on(parse):
    _, events = read(parse, TALKS)
    assert all(";" in e.basis for e in events)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "killed",
        "😀😀😀",
        "TALKS " * 400,
        "meet " * 3000,
        "the talks of " * 800,
        '"' * 500,
        "(" * 500,
        "said " * 1500,
        "\u200bwill \ufeffmeet",
    ],
)
def test_odd_text_neither_raises_nor_hangs(parse, text):
    read(parse, text)


def test_a_long_chain_of_heads_is_not_climbed_for_ever():
    chain = " ".join(f"agreed|VBN|xcomp|{max(0, n - 1)}|agree" for n in range(400))
    report = make_report(make_parsed(chain).text)
    read_events(report, make_parsed(chain))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS.split()), max_size=40))
def test_any_words_give_spans_within_the_text(parse, words):
    report, events = read(parse, " ".join(words))
    for event in events:
        for span in (event.trigger, event.sentence):
            assert 0 <= span.start < span.end <= len(report.text)

"""What reports tell of violence: tolls, breakdowns, background, weapons, perpetrators; and hostile text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Event, Report
from dragoman.reading.actors import find_actors
from dragoman.reading.attributions import find_attributions
from dragoman.reading.context import Context
from dragoman.reading.incidents import read_incidents
from dragoman.reading.incidents.tolls import split_long
from dragoman.reading.parsed import Parsed
from dragoman.reading.places import find_places
from dragoman.reading.times import find_times
from tests.factories import make_parsed, make_report

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "incidents.yaml").read_text(encoding="utf-8"))
Parse = Callable[[Report], Parsed]


def read(report: Report, parsed: Parsed, events: tuple[Event, ...] = ()) -> tuple[Event, ...]:
    """The incidents of one report, without those of the step for events."""
    times, directory = find_times(report, parsed), find_actors(report, parsed)
    places = find_places(report, parsed, directory)
    attributions = find_attributions(report, parsed, directory)
    return read_incidents(Context(report, parsed, times, directory, places, attributions), events)


def main_of(events: tuple[Event, ...]) -> Event | None:
    return next((e for e in events if e.main), None)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_read_incidents_case(case: dict[str, Any], parse: Parse) -> None:
    report = make_report(case["text"])
    main = main_of(read(report, parse(report)))
    if case.get("none"):
        assert main is None
        return
    assert main is not None and main.casualties is not None
    for outcome in ("killed", "wounded"):
        toll = getattr(main.casualties, outcome)
        assert {k: getattr(toll, k) for k in case.get(outcome, {})} == case.get(outcome, {})
    if "weapon" in case:
        assert main.weapon == case["weapon"]
    if "agents" in case:
        assert [a.name.casefold() for a in main.agents] == [a.casefold() for a in case["agents"]]


@pytest.mark.model
def test_read_incidents_marks_one_main_and_numbers_in_text_order(parse: Parse) -> None:
    text = "A bomb killed six people in Aden on Monday. In Taiz, shelling killed two women. A mine hurt three boys."
    report = make_report(text)
    events = read(report, parse(report))
    assert [e.id for e in events] == [f"e{n}" for n in range(1, len(events) + 1)]
    assert [e.main for e in events] == [True, False, False]
    assert all(text[e.sentence.start : e.sentence.end] and e.sentence.contains(e.trigger) for e in events)
    assert all(e.basis.startswith("casualties/") for e in events)


@pytest.mark.model
def test_read_incidents_uses_the_event_of_the_sentence(parse: Parse) -> None:
    text = "Rebels attacked a post, killing six guards."
    report = make_report(text)
    parsed = parse(report)
    sentence = parsed.sentences[0].span
    attack = Event(id="e1", type="ASSAULT", trigger=parsed.span(1, 1), sentence=sentence, basis="attack")
    (event,) = read(report, parsed, (attack,))
    assert event.trigger == attack.trigger and event.casualties is not None
    assert event.casualties.killed.total == 6 and event.main


@pytest.mark.model
def test_read_incidents_leaves_other_events_alone(parse: Parse) -> None:
    report = make_report("The two sides met in Aden.")
    parsed = parse(report)
    meeting = Event(id="e1", type="CONSULT", trigger=parsed.span(3, 3), sentence=parsed.sentences[0].span)
    assert read(report, parsed, (meeting,)) == (meeting,)


@pytest.mark.model
def test_read_incidents_gives_no_place_or_day_to_a_wars_toll(parse: Parse) -> None:
    report = make_report("More than 90,000 people have been killed since the start of the war in Yemen.")
    (event,) = read(report, parse(report))
    assert event.when is None and event.place is None


@pytest.mark.model
def test_read_incidents_says_when_a_day_is_only_implied(parse: Parse) -> None:
    report = make_report("A bomb killed six people in Aden.", published="2017-03-18")
    (event,) = read(report, parse(report))
    assert event.when is not None and event.when.edges == ("implied", "implied")
    assert str(event.when.earliest) == "2017-03-17" and str(event.when.latest) == "2017-03-18"


@pytest.mark.model
def test_read_incidents_gives_no_day_to_an_undated_report(parse: Parse) -> None:
    report = make_report("A bomb killed six people in Aden.", published=None)
    (event,) = read(report, parse(report))
    assert event.when is None


@pytest.mark.model
def test_read_incidents_marks_an_assault_without_a_toll(parse: Parse) -> None:
    text = "Rockets hit a school in Aden on Monday."
    report = make_report(text, published="2017-03-15")
    parsed = parse(report)
    attack = Event(id="e1", type="ASSAULT", trigger=parsed.span(1, 1), sentence=parsed.sentences[0].span)
    (event,) = read(report, parsed, (attack,))
    assert event.main and event.weapon == "rocket fire" and event.casualties is None


HOSTILE = [
    "",
    "killed",
    "9",
    "NINE KILLED " * 300,
    "killed 9 and " * 2000,
    "of them " * 1500,
    "😀 9 killed 😀 " * 50,
    "𝟗 people were killed",
    "1" * 400 + " people were killed",
    "among " * 400 + "9 killed",
]


@pytest.mark.model
@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: t[:20])
def test_read_incidents_survives_hostile_text(text: str, parse: Parse) -> None:
    report = make_report(text)
    read(report, parse(report))


# fmt: off
WORDS = [
    "nine", "20", "people", "killed", "and", "were", "wounded", "a", "child", "including", "of", "them", "bomb", "the",
    "rebels", "dead", "toll", "to", "in", "Aden", ",", ".", "among", "IS", "at", "least", "50", "-", "by",
]
# fmt: on


@pytest.mark.model
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_read_incidents_parts_never_exceed_what_is_said(parse: Parse, text: str) -> None:
    report = make_report(text)
    events = read(report, parse(report))
    assert sum(e.main for e in events) <= 1
    for event in events:
        assert 0 <= event.trigger.start < event.trigger.end <= len(text)
        for toll in (event.casualties.killed, event.casualties.wounded) if event.casualties else ():
            assert toll.bound is None or toll.total is not None


def test_split_long_cuts_what_is_no_sentence() -> None:
    parsed = make_parsed("nine|CD|nummod|1 people|NNS|nsubj|2 fled|VBD|ROOT|2", " ".join(["killed|VBN|acl|0"] * 900))
    cut = split_long(parsed)
    assert cut.sentences[0] == parsed.sentences[0]
    assert [(s.first, s.last) for s in cut.sentences[1:]] == [(3, 203), (203, 403), (403, 603), (603, 803), (803, 903)]
    assert all(s.first <= t < s.last for t, n in enumerate(cut.sentence_of) for s in [cut.sentences[n]])
    assert cut.sentences[-1].end == len(parsed.text)
    assert split_long(cut) == cut

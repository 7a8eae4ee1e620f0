"""On whose word a sentence rests: outlets that are cited, and speakers."""

import pytest

from dragoman.model import Actor, Attribution, Event, Place, Reading, Span
from dragoman.reconciling.sources.citing import cited_outlets, find_speakers
from tests.factories import make_report

SENTENCE = "Five people died when a shell hit a bakery, so it is told."
ACTORS = (
    Actor(name="SANA", code="SYRJRN", kind="organisation"),
    Actor(name="SANA correspondent", code="SYRJRN", kind="person"),
    Actor(name="Petra", kind="person"),
    Actor(name="MILF", code="PHLREB", kind="group"),
    Actor(name="Syrian state television", code="SYRGOV"),
    Actor(name="state media", code="JRN"),
    Actor(name="governor", code="SYRGOV", kind="person"),
)


def reading(*sayings: Attribution, outlet: str | None = "Gazette", place: str | None = "SYR") -> Reading:
    whole = Span(0, len(SENTENCE))
    event = Event(
        id="e1",
        type="ASSAULT",
        trigger=Span(12, 16),
        sentence=whole,
        place=Place(name="Somewhere", country=place),
    )
    report = make_report(SENTENCE, outlet=outlet)
    return Reading(report=report, attributions=sayings, actors=ACTORS, events=(event,))


def said(speaker: str | None, *via: str, id: str = "a1", content: Span | None = None, **fields: str) -> Attribution:
    given = content or Span(0, len(SENTENCE))
    return Attribution(id=id, content=(given,), speaker=speaker, via=via, **fields)


CITED = [
    pytest.param([said("SANA")], ("sana",), id="an agency speaks"),
    pytest.param([said("SANA correspondent")], ("sana",), id="its correspondent speaks"),
    pytest.param([said("governor", "SANA")], ("sana",), id="somebody told an agency"),
    pytest.param([said("governor", "SANA", "Reuters")], ("reuters", "sana"), id="by way of two"),
    pytest.param([said("governor")], (), id="somebody speaks"),
    pytest.param([said(None)], (), id="nobody is named"),
    pytest.param([said("Petra")], (), id="a person who is called as an agency is"),
    pytest.param([said("Syrian state television")], ("syrian-tv",), id="a station by what it is"),
    pytest.param([said("state media")], ("state media of SYR",), id="state media of where it happened"),
    pytest.param([said("Gazette")], (), id="the report's own outlet"),
    pytest.param([said("SANA", content=Span(0, 11))], (), id="only a few words are the agency's"),
    pytest.param([], (), id="the report's own word"),
]


@pytest.mark.parametrize(("sayings", "expected"), CITED)
def test_cited_outlets_case(sayings: list[Attribution], expected: tuple[str, ...]) -> None:
    assert cited_outlets(reading(*sayings), Span(0, len(SENTENCE))) == expected


def test_cited_outlets_of_a_saying_within_a_saying() -> None:
    nested = (said("Reuters", id="a1"), said("governor", id="a2", parent="a1"))
    assert cited_outlets(reading(*nested), Span(0, len(SENTENCE)), "a2") == ("reuters",)


def test_cited_outlets_takes_the_claims_own_attribution() -> None:
    two = (said("SANA", id="a1"), said("governor", id="a2"))
    span = Span(0, len(SENTENCE))
    assert cited_outlets(reading(*two), span, "a2") == ()
    assert cited_outlets(reading(*two), span, "a1") == ("sana",)


def test_an_agency_does_not_rest_on_itself() -> None:
    assert cited_outlets(reading(said("SANA"), outlet="SANA"), Span(0, len(SENTENCE))) == ()


def test_state_media_of_nowhere_are_not_guessed() -> None:
    assert cited_outlets(reading(said("state media"), place=None), Span(0, len(SENTENCE))) == ()


def test_sayings_that_name_each_other_as_parents_end() -> None:
    ring = (said("Reuters", id="a1", parent="a2"), said("SANA", id="a2", parent="a1"))
    assert cited_outlets(reading(*ring), Span(0, len(SENTENCE)), "a1") == ("reuters", "sana")


def test_find_speakers_leaves_outlets_out() -> None:
    found = find_speakers(reading(said("governor", "SANA"), said("SANA", id="a2")), Span(0, len(SENTENCE)))
    assert [(p.name, p.code) for p in found] == [("governor", "SYRGOV")]

"""Which tellings are of one act: compared, judged, joined; rival claims kept side by side."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Attribution, Casualties, Event, Party, Place, Reading, Span, Toll, Version, When
from dragoman.model.reading import Edge
from dragoman.reconciling.incidents import distance_km, find_tellings, fold_name, judge_tellings, merge_incidents
from dragoman.reconciling.lineage import trace_lineage
from tests.factories import make_report

MARLAN = Place(name="Marlan", country="XXA", latitude=10.0, longitude=20.0, admin="Bedra")
QUARTER = Place(name="Old Quarter", country="XXA", latitude=10.02, longitude=20.02, admin="Bedra")
VILLAGE = Place(name="Tell Oran", country="XXA", latitude=10.2, longitude=20.1, admin="Bedra")
BEDRA = Place(name="Bedra", country="XXA", latitude=10.3, longitude=20.3, admin="Bedra")
FAR = Place(name="Sorun", country="XXA", latitude=14.0, longitude=22.0, admin="Karesh")
ABROAD = Place(name="Marlan", country="XXB", latitude=50.0, longitude=20.0)
UNKNOWN = Place(name="al-Marlan")


def telling(
    id: str,
    place: Place | None = MARLAN,
    day: int | None = 10,
    killed: int | None = 12,
    weapon: str | None = "air strike",
    agents: tuple[str, ...] = (),
    *,
    text: str | None = None,
    edges: tuple[Edge, Edge] = ("stated", "stated"),
    speaker: str | None = None,
    **fields: Any,
) -> Reading:
    """A report with one act of violence."""
    text = text or " ".join(f"{id}{n}" for n in range(30)) + "."  # no word in common with another report
    date = dt.date(2016, 6, day) if day else None
    event = Event(
        id="e1",
        type="ASSAULT",
        trigger=Span(0, 6),
        sentence=Span(0, len(text)),
        place=place,
        when=When(earliest=date, latest=date, edges=edges) if date else None,
        casualties=Casualties(killed=Toll(total=killed, bound="exact" if killed else None)),
        agents=tuple(Party(name=a) for a in agents),
        weapon=weapon,
        main=True,
        attribution="a1" if speaker else None,
        **fields,
    )
    said = (Attribution(id="a1", speaker=speaker, content=(Span(0, len(text)),)),) if speaker else ()
    return Reading(report=make_report(text, id=id, outlet=f"outlet of {id}"), events=(event,), attributions=said)


ONE = telling("a")
PAIRS = [
    pytest.param(telling("b"), "same", id="all alike"),
    pytest.param(telling("b", killed=14), "same", id="a toll a little higher"),
    pytest.param(telling("b", killed=60), "same", id="a rival toll five times as high"),
    pytest.param(telling("b", killed=60, day=11), "different", id="another toll, a day later"),
    pytest.param(telling("b", place=QUARTER), "same", id="a quarter of the town"),
    pytest.param(telling("b", place=UNKNOWN), "same", id="the town in another spelling"),
    pytest.param(telling("b", place=BEDRA), "same", id="only the province"),
    pytest.param(telling("b", place=None), "same", id="no place, all else alike"),
    pytest.param(telling("b", place=FAR), "different", id="another province"),
    pytest.param(telling("b", place=ABROAD), "different", id="a town of that name abroad"),
    pytest.param(telling("b", day=11), "same", id="a night between two days"),
    pytest.param(telling("b", day=13), "different", id="days apart"),
    pytest.param(telling("b", weapon="barrel bomb"), "same", id="a kind of air strike"),
    pytest.param(telling("b", weapon=None), "same", id="no weapon told"),
    pytest.param(telling("b", weapon="car bomb", killed=3), "unsure", id="another weapon and toll"),
    pytest.param(telling("b", place=VILLAGE, killed=40), "different", id="a village near by with its own toll"),
    pytest.param(telling("b", killed=None), "same", id="no toll told"),
]


@pytest.mark.parametrize(("other", "expected"), PAIRS)
def test_judge_tellings_case(other: Reading, expected: str) -> None:
    lineage = trace_lineage([ONE.report, other.report])
    (a,), (b,) = find_tellings(ONE), find_tellings(other)
    assert judge_tellings(a, b, lineage).answer == expected
    assert judge_tellings(a, b, lineage) == judge_tellings(b, a, lineage)


NOT_TOLD = [
    pytest.param(telling("b", day=None), id="no day"),
    pytest.param(telling("b", status="planned"), id="only planned"),
    pytest.param(Reading(report=make_report("Talks began.")), id="no violence"),
]


@pytest.mark.parametrize("reading", NOT_TOLD)
def test_find_tellings_leaves_out(reading: Reading) -> None:
    assert list(find_tellings(reading)) == []


def test_merge_incidents_keeps_rival_claims_side_by_side() -> None:
    readings = [
        telling("a", killed=12, agents=("rebels",), speaker="the governor"),
        telling("b", killed=15, agents=("the army",), speaker="a monitor"),
    ]
    (incident,) = merge_incidents(readings)
    assert [(c.report, c.killed, c.responsible, c.said_by) for c in incident.claims] == [
        ("a", 12, "rebels", "the governor"),
        ("b", 15, "the army", "a monitor"),
    ]
    assert incident.place == MARLAN and incident.weapon == "air strike"
    assert incident.when is not None and incident.when.earliest == dt.date(2016, 6, 10)


def test_merge_incidents_counts_copies_as_one_source() -> None:
    text = "The governor told reporters that twelve people had been killed when jets hit the grain market at dawn."
    readings = [telling("a", text=text), telling("b", text=text), telling("c")]
    (incident,) = merge_incidents(readings)
    assert len(incident.claims) == 3 and incident.independent_sources == 2


def test_merge_incidents_quotes_each_report() -> None:
    readings = [telling("a"), telling("b")]
    (incident,) = merge_incidents(readings)
    texts = {r.report.id: r.report.text for r in readings}
    assert [e.report for e in incident.evidence] == ["a", "b"]
    assert all(texts[e.report][e.sentence.start : e.sentence.end] == e.quote for e in incident.evidence)


def test_merge_incidents_takes_the_day_that_is_told() -> None:
    implied = telling("a", day=11, edges=("implied", "implied"))
    (incident,) = merge_incidents([implied, telling("b", day=10)])
    assert incident.when is not None and incident.when.latest == dt.date(2016, 6, 10)


def test_merge_incidents_takes_the_most_exact_place() -> None:
    (incident,) = merge_incidents([telling("a", place=BEDRA), telling("b", place=MARLAN), telling("c", place=BEDRA)])
    assert incident.place == MARLAN


def test_merge_incidents_puts_them_in_order_of_time() -> None:
    days = [
        i.when.earliest.day
        for i in merge_incidents([telling(str(n), day=n) for n in (20, 5, 12)])
        if i.when and i.when.earliest
    ]
    assert days == [5, 12, 20]


def test_merge_incidents_keeps_two_acts_of_one_report_apart() -> None:
    first = telling("a")
    second = msgspec.structs.replace(
        telling("a", place=FAR, killed=4).events[0], id="e2", main=False, trigger=Span(7, 9)
    )
    assert len(merge_incidents([msgspec.structs.replace(first, events=(first.events[0], second))])) == 2


def test_distance_km_and_fold_name() -> None:
    assert (distance_km(MARLAN, MARLAN) or 0) < 0.001
    assert 100 < (distance_km(MARLAN, Place(name="x", latitude=11.0, longitude=20.0)) or 0) < 120
    assert distance_km(MARLAN, UNKNOWN) is None
    assert fold_name("Al-Mayādīn") == fold_name("Mayadin") and fold_name("Ma'rib") == "marib"


PLACES = [MARLAN, QUARTER, VILLAGE, BEDRA, FAR, UNKNOWN, None]
some_tellings = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.integers(9, 13),
        st.sampled_from([None, 3, 12, 14, 50]),
        st.sampled_from([None, "air strike", "car bomb"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(some_tellings, st.randoms(use_true_random=False))
def test_merge_incidents_does_not_depend_on_order_or_repetition(rows: list[Any], chance: Any) -> None:
    readings = [telling(f"r{n}", *row) for n, row in enumerate(rows)]
    merged = merge_incidents(readings)
    shuffled = [*readings, *readings[:2]]
    chance.shuffle(shuffled)
    assert merge_incidents(shuffled) == merged
    assert sorted(c.report for i in merged for c in i.claims) == sorted(r.report.id for r in readings)


def test_merge_incidents_makes_a_claim_of_each_version() -> None:
    rival = Version(
        sentence=Span(0, 9), casualties=Casualties(killed=Toll(total=15, bound="exact")), speaker="the hospital"
    )
    charge = Version(sentence=Span(0, 9), agents=(Party(name="the army"),), speaker="the rebels")
    (incident,) = merge_incidents([telling("a", speaker="the police", versions=(rival, charge))])
    told = [(c.killed, c.responsible, c.said_by) for c in incident.claims]
    assert told == [(12, None, "the police"), (15, None, "the hospital"), (None, "the army", "the rebels")]


def test_a_doer_of_another_sentence_is_not_claimed_by_who_gives_the_toll() -> None:
    one = telling("a", speaker="the police")
    elsewhere = msgspec.structs.replace(one.events[0], agents=(Party(name="the army", span=Span(900, 904)),))
    (incident,) = merge_incidents([msgspec.structs.replace(one, events=(elsewhere,))])
    assert [(c.killed, c.responsible) for c in incident.claims] == [(12, None)]

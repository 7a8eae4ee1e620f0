"""Rival claims of one incident: who said what when, how counts moved, what excludes what; no winner but by a rule."""

import datetime as dt
from typing import Any

import pytest

from dragoman.model import Casualties, Incident, Party, Place, Reading, Span, Toll, Version
from dragoman.reconciling.incidents import incident_discrepancies, make_incident
from dragoman.reconciling.incidents.counts import Count, can_agree
from dragoman.reconciling.incidents.movement import RULE
from dragoman.reconciling.incidents.speakers import name_sources
from dragoman.reconciling.sources.lineage import Lineage, trace_lineage
from tests.reconciling.tellings import act, one_of

CLINIC, MAYOR = "Marlan Clinic", "Mayor Tessel"


def incident(*readings: Reading) -> Incident:
    """What reports of one act come to."""
    return make_incident([one_of(r) for r in readings], trace_lineage([r.report for r in readings]))


def relations(found: Incident, field: str) -> list[tuple[str, str, str]]:
    """The rivalries of one field: relation and both values."""
    return [(r.relation, r.sides[0].value, r.sides[1].value) for r in found.rivals if r.field == field]


def toll(killed: int, speaker: str | None = None, **fields: Any) -> Version:
    """A rival toll in the same report."""
    counted = Casualties(killed=Toll(total=killed, bound=fields.pop("bound", "exact")))
    return Version(sentence=Span(0, 9), casualties=counted, speaker=speaker, **fields)


# ---- claims
def test_a_claim_says_who_when_and_by_what_chain() -> None:
    found = incident(act("a", published=12, speaker=CLINIC, wounded=30, place=Place(name="Marlan")))
    (claim,) = found.claims
    assert (claim.said_by, claim.killed, claim.wounded, claim.weapon) == (CLINIC, 12, 30, "air strike")
    assert claim.said_on is not None and claim.said_on.latest == dt.date(2016, 6, 12)
    assert claim.place == "Marlan" and claim.when is not None and claim.when.earliest == dt.date(2016, 6, 10)


def test_what_is_denied_is_claimed_by_nobody() -> None:
    found = incident(act("a", agents=("the army",), speaker="the army", status="denied"))
    (claim,) = found.claims
    assert (claim.responsible, claim.denies, claim.denied) == (None, "the army", True)
    assert found.tolls == () and (found.low, found.high, found.rule) == (None, None, None)


# ---- movement
def test_tolls_move_from_day_to_day_source_by_source() -> None:
    found = incident(
        act("c", killed=86, published=15, speaker=CLINIC),
        act("a", killed=58, published=10, speaker=CLINIC),
        act("b", killed=72, published=12, speaker=CLINIC),
        act("d", killed=40, published=12, speaker=MAYOR),
    )
    series = {s.source: [(p.on and p.on.latest and p.on.latest.day, p.count) for p in s.points] for s in found.tolls}
    assert series == {CLINIC: [(10, 58), (12, 72), (15, 86)], MAYOR: [(12, 40)]}
    points = next(s.points for s in found.tolls if s.source == CLINIC)
    assert [[e.report for e in p.evidence] for p in points] == [["a"], ["b"], ["c"]]


def test_tolls_without_a_speaker_are_the_outlets_and_the_wounded_are_counted_apart() -> None:
    found = incident(act("a", killed=5, wounded=9, published=10, outlet="The Post"))
    assert [(s.source, s.of, [p.count for p in s.points]) for s in found.tolls] == [
        ("The Post", "killed", [5]),
        ("The Post", "wounded", [9]),
    ]


NAMES = [
    pytest.param("Bedra Observatory for Rights", "the Observatory", True, id="a part of the name"),
    pytest.param("Bedra Observatory for Rights", "BOR", True, id="initials"),
    pytest.param("Bedra Observatory for Rights", "Karesh Observatory", False, id="another of the kind"),
    pytest.param("a source", "a source", False, id="nobody named, in two outlets"),
    pytest.param("Marlan Clinic and Bedra Police", "Bedra Police", False, id="one of two who speak together"),
]


@pytest.mark.parametrize(("one", "other", "same"), NAMES)
def test_name_sources_case(one: str, other: str, same: bool) -> None:
    accounts = [one_of(act(n, speaker=s)).accounts[0] for n, s in (("a", one), ("b", other))]
    first, second = name_sources(accounts)
    assert (first == second) == same


# ---- how numbers stand to each other
AGREE = [
    pytest.param(Count(58), Count(58, "about"), True, id="exact and about"),
    pytest.param(Count(58, "at_least"), Count(72), True, id="at least"),
    pytest.param(Count(24, "at_least"), Count(58), True, id="dozens"),
    pytest.param(Count(72, "at_least"), Count(58), False, id="at least more"),
    pytest.param(Count(72, "at_most"), Count(58), True, id="at most"),
    pytest.param(Count(50, "about"), Count(58), True, id="about"),
    pytest.param(Count(50, "about"), Count(90), False, id="far from about"),
    pytest.param(Count(58), Count(72), False, id="two exact numbers"),
    pytest.param(Count(5, None, "children"), Count(12), True, id="a part of all"),
    pytest.param(Count(15, None, "children"), Count(12), False, id="a part greater than all"),
    pytest.param(Count(5, None, "children"), Count(3, None, "women"), None, id="two parts"),
    pytest.param(Count(5, None, "children"), Count(6, None, "children"), False, id="one part counted twice"),
]


@pytest.mark.parametrize(("one", "other", "expected"), AGREE)
def test_can_agree(one: Count, other: Count, expected: bool | None) -> None:
    assert can_agree(one, other) is expected and can_agree(other, one) is expected


def test_a_higher_number_of_a_later_day_is_a_later_count() -> None:
    found = incident(
        act("b", killed=72, published=12, speaker=MAYOR), act("a", killed=58, published=10, speaker=CLINIC)
    )
    assert relations(found, "killed") == [("later", "58 killed", "72 killed")]


def test_a_lower_number_of_another_source_excludes_the_higher_one() -> None:
    found = incident(
        act("a", killed=72, published=10, speaker=CLINIC), act("b", killed=58, published=12, speaker=MAYOR)
    )
    assert relations(found, "killed") == [("excludes", "72 killed", "58 killed")]


def test_a_source_that_comes_down_corrects_itself() -> None:
    found = incident(
        act("a", killed=72, published=10, speaker=CLINIC), act("b", killed=58, published=12, speaker=CLINIC)
    )
    assert relations(found, "killed") == [("later", "72 killed", "58 killed")]


def test_two_numbers_of_one_day_exclude_each_other() -> None:
    found = incident(act("a", killed=58, published=10, speaker=CLINIC, versions=(toll(72, MAYOR),)))
    assert relations(found, "killed") == [("excludes", "58 killed", "72 killed")]


def test_a_number_that_is_only_recalled_came_before() -> None:
    found = incident(act("a", killed=58, published=10, speaker=CLINIC, versions=(toll(72, MAYOR, earlier=True),)))
    assert relations(found, "killed") == [("later", "72 killed", "58 killed")]


def test_a_bound_differs_in_precision_only() -> None:
    found = incident(act("a", killed=58, bound="at_least", published=10), act("b", killed=72, published=10))
    assert relations(found, "killed") == [("precision", "at least 58 killed", "72 killed")]
    assert list(incident_discrepancies(found)) == []


def test_many_values_stay_within_bounds() -> None:
    found = incident(*(act(f"r{n:03}", killed=n + 1, published=10, outlet=f"o{n}") for n in range(100)))
    assert len(found.claims) == 100 and len(relations(found, "killed")) == 12 * 11 // 2


# ---- whom they blame
def party(name: str, code: str | None = None) -> Party:
    return Party(name=name, code=code)


BLAMED = [
    pytest.param(party("Syria", "SYR"), party("government forces", "SYRGOV"), "precision", id="a state and its forces"),
    pytest.param(party("Syria", "SYR"), party("warplanes", "RUSMIL"), "precision", id="a warplane, whose is supposed"),
    pytest.param(party("Syria", "SYR"), party("rebels", "SYRREB"), "excludes", id="a state and rebels against it"),
    pytest.param(party("Syrian army", "SYRMIL"), party("Russian jets", "RUSMIL"), "excludes", id="two states"),
    pytest.param(party("Russian jets"), party("Russia", "RUS"), "precision", id="told by name alone"),
    pytest.param(party("Daesh"), party("Islamic State", "ISMREB"), "precision", id="two names of one group"),
    pytest.param(party("Daesh"), party("government", "SYRGOV"), "excludes", id="a group and a government"),
    pytest.param(party("gunmen", "CRM"), party("rebels", "SYRREB"), "precision", id="men of no side that is told"),
    pytest.param(party("Marlan Guard"), party("Bedra Wolves"), None, id="names that tell no side"),
]


@pytest.mark.parametrize(("one", "other", "expected"), BLAMED)
def test_blame_case(one: Party, other: Party, expected: str | None) -> None:
    found = incident(act("a", agents=(one,), speaker=CLINIC), act("b", agents=(other,), speaker=MAYOR))
    assert [relation for relation, *_ in relations(found, "responsible")] == ([expected] if expected else [])


def test_one_of_two_doers_is_no_contradiction() -> None:
    both = (party("Russia", "RUS"), party("Syria", "SYR"))
    found = incident(act("a", agents=both), act("b", agents=(party("Syrian army", "SYRMIL"),)))
    assert relations(found, "responsible") == [("precision", "Russia, Syria", "Syrian army")]


def test_a_denial_excludes_the_charge_it_answers_and_no_other() -> None:
    charge = Version(sentence=Span(0, 9), agents=(party("rebels", "SYRREB"),), speaker=MAYOR)
    denial = Version(sentence=Span(0, 9), agents=(party("rebels", "SYRREB"),), speaker="the rebels", denied=True)
    found = incident(act("a", agents=(party("army", "SYRMIL"),), speaker=CLINIC, versions=(charge, denial)))
    assert set(relations(found, "responsible")) == {
        ("excludes", "army", "rebels"),
        ("excludes", "not rebels", "rebels"),
    }


def test_weapons_places_and_days_are_set_against_each_other() -> None:
    far = Place(name="Sorun", country="XXA", latitude=14.0, longitude=22.0, admin="Karesh")
    found = incident(act("a", weapon="air strike", day=10), act("b", weapon="car bomb", day=12, place=far))
    assert relations(found, "weapon") == [("excludes", "air strike", "car bomb")]
    assert relations(found, "place") == [("excludes", "Marlan", "Sorun")]
    assert relations(found, "when") == [("excludes", "2016-06-10", "2016-06-12")]
    alike = incident(act("a", weapon="air strike"), act("b", weapon="barrel bomb"))
    assert relations(alike, "weapon") == [("precision", "air strike", "barrel bomb")]


# ---- no winner but by a rule
def test_range_takes_the_last_count_of_each_source() -> None:
    found = incident(
        act("a", killed=58, published=10, speaker=CLINIC),
        act("b", killed=72, published=12, speaker=CLINIC),
        act("c", killed=65, published=11, speaker=MAYOR),
    )
    assert (found.low, found.best, found.high, found.rule) == (65, None, 72, RULE)


def test_range_prefers_what_two_independent_sources_give() -> None:
    readings = [act("a", killed=58, speaker=CLINIC), act("b", killed=58, speaker=MAYOR), act("c", killed=90)]
    assert incident(*readings).best == 58
    text = "The mayor told reporters that so many people had been killed when jets hit the grain market at dawn."
    copies = [act("a", killed=58, speaker=CLINIC, text=text), act("b", killed=58, speaker=MAYOR, text=text)]
    assert incident(*copies).best is None
    assert incident(act("a", killed=58, speaker=CLINIC), act("b", killed=58, speaker=CLINIC)).best is None


def test_range_leaves_out_parts_and_recalled_counts() -> None:
    found = incident(act("a", killed=5, children=5), act("b", killed=12, versions=(toll(3, earlier=True),)))
    assert (found.low, found.high) == (12, 12)


# ---- discrepancies
def test_discrepancies_list_what_excludes_and_what_came_later_with_all_evidence() -> None:
    found = incident(
        act("a", killed=58, published=10, speaker=CLINIC),
        act("b", killed=58, published=11, speaker=MAYOR),
        act("c", killed=72, published=12, speaker=CLINIC),
        act("d", killed=40, published=12, speaker="Bedra Police"),
    )
    listed = {
        d.relation: [(s.value, s.said_by, [e.report for e in s.evidence]) for s in d.sides]
        for d in incident_discrepancies(found)
    }
    assert listed["later"] == [("58 killed", (CLINIC, MAYOR), ["a", "b"]), ("72 killed", (CLINIC,), ["c"])]
    assert ("40 killed", ("Bedra Police",), ["d"]) in listed["excludes"]


def test_make_incident_does_not_depend_on_order() -> None:
    readings = [
        act(n, killed=k, published=d, speaker=s, agents=(p,))
        for n, k, d, s, p in (
            ("a", 58, 10, CLINIC, party("Syria", "SYR")),
            ("b", 72, 12, MAYOR, party("rebels", "SYRREB")),
            ("c", 72, 12, "Clinic", party("jets", None)),
        )
    ]
    lineage = Lineage({}, {})
    tellings = [one_of(r) for r in readings]
    assert make_incident(reversed(tellings), lineage) == make_incident(tellings, lineage)

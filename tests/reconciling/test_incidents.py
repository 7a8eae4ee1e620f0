"""Which tellings are of one act: found, blocked, compared, judged, joined; persons come first."""

import datetime as dt
from itertools import combinations, pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.incidents import IncidentWeight
from dragoman.model import (
    Casualties,
    Judgement,
    Party,
    Place,
    Reading,
    Span,
    Toll,
    Version,
    from_json,
    to_json,
)
from dragoman.reconciling.incidents import (
    Judged,
    Telling,
    block_keys,
    candidate_pairs,
    distance_km,
    find_components,
    find_tellings,
    fold_name,
    join_tellings,
    judge_tellings,
    merge_incidents,
)
from dragoman.reconciling.incidents.persons import ref_of
from dragoman.reconciling.rulings import make_rulings
from dragoman.reconciling.sources.lineage import Lineage, trace_lineage
from tests.factories import make_report
from tests.reconciling.tellings import MARLAN, act, judged, one_of

QUARTER = Place(name="Old Quarter", country="XXA", latitude=10.02, longitude=20.02, admin="Bedra")
VILLAGE = Place(name="Tell Oran", country="XXA", latitude=10.2, longitude=20.1, admin="Bedra")
BEDRA = Place(name="Bedra", country="XXA", latitude=10.3, longitude=20.3, admin="Bedra")
FAR = Place(name="Sorun", country="XXA", latitude=14.0, longitude=22.0, admin="Karesh")
ABROAD = Place(name="Marlan", country="XXB", latitude=50.0, longitude=20.0)
UNKNOWN = Place(name="al-Marlan")


ONE = act("a")
PAIRS = [
    pytest.param(act("b"), "same", id="all alike"),
    pytest.param(act("b", killed=14), "same", id="a toll a little higher"),
    pytest.param(act("b", killed=60), "same", id="a rival toll five times as high"),
    pytest.param(act("b", killed=60, day=11), "different", id="another toll, a day later"),
    pytest.param(act("b", place=QUARTER), "same", id="a quarter of the town"),
    pytest.param(act("b", place=UNKNOWN), "same", id="the town in another spelling"),
    pytest.param(act("b", place=BEDRA), "same", id="only the province"),
    pytest.param(act("b", place=None), "same", id="no place, all else alike"),
    pytest.param(act("b", place=FAR), "different", id="another province"),
    pytest.param(act("b", place=ABROAD), "different", id="a town of that name abroad"),
    pytest.param(act("b", day=11), "same", id="a night between two days"),
    pytest.param(act("b", day=13), "different", id="days apart"),
    pytest.param(act("b", weapon="barrel bomb"), "same", id="a kind of air strike"),
    pytest.param(act("b", weapon=None), "same", id="no weapon told"),
    pytest.param(act("b", weapon="car bomb", killed=3), "unsure", id="another weapon and toll"),
    pytest.param(act("b", place=VILLAGE, killed=40), "different", id="a village near by with its own toll"),
    pytest.param(act("b", killed=None), "same", id="no toll told"),
]


@pytest.mark.parametrize(("other", "expected"), PAIRS)
def test_judge_tellings_case(other: Reading, expected: str) -> None:
    lineage = trace_lineage([ONE.report, other.report])
    (a,), (b,) = find_tellings(ONE), find_tellings(other)
    assert judge_tellings(a, b, lineage).answer == expected
    assert judge_tellings(a, b, lineage) == judge_tellings(b, a, lineage)


NOT_TOLD = [
    pytest.param(act("b", day=None), id="no day"),
    pytest.param(act("b", status="planned"), id="only planned"),
    pytest.param(Reading(report=make_report("Talks began.")), id="no violence"),
]


@pytest.mark.parametrize("reading", NOT_TOLD)
def test_find_tellings_leaves_out(reading: Reading) -> None:
    assert list(find_tellings(reading)) == []


def test_merge_incidents_keeps_rival_claims_side_by_side() -> None:
    readings = [
        act("a", killed=12, agents=("rebels",), speaker="the governor"),
        act("b", killed=15, agents=("the army",), speaker="a monitor"),
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
    readings = [act("a", text=text), act("b", text=text), act("c")]
    (incident,) = merge_incidents(readings)
    assert len(incident.claims) == 3 and incident.independent_sources == 2


def test_merge_incidents_quotes_each_report() -> None:
    readings = [act("a"), act("b")]
    (incident,) = merge_incidents(readings)
    texts = {r.report.id: r.report.text for r in readings}
    assert [e.report for e in incident.evidence] == ["a", "b"]
    assert all(texts[e.report][e.sentence.start : e.sentence.end] == e.quote for e in incident.evidence)


def test_merge_incidents_takes_the_day_that_is_told() -> None:
    implied = act("a", day=11, edges=("implied", "implied"))
    (incident,) = merge_incidents([implied, act("b", day=10)])
    assert incident.when is not None and incident.when.latest == dt.date(2016, 6, 10)


def test_merge_incidents_takes_the_most_exact_place() -> None:
    (incident,) = merge_incidents([act("a", place=BEDRA), act("b", place=MARLAN), act("c", place=BEDRA)])
    assert incident.place == MARLAN


def test_merge_incidents_puts_them_in_order_of_time() -> None:
    days = [
        i.when.earliest.day
        for i in merge_incidents([act(str(n), day=n) for n in (20, 5, 12)])
        if i.when and i.when.earliest
    ]
    assert days == [5, 12, 20]


def test_merge_incidents_keeps_two_acts_of_one_report_apart() -> None:
    first = act("a")
    second = msgspec.structs.replace(act("a", place=FAR, killed=4).events[0], id="e2", main=False, trigger=Span(7, 9))
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
    readings = [act(f"r{n}", *row) for n, row in enumerate(rows)]
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
    (incident,) = merge_incidents([act("a", speaker="the police", versions=(rival, charge))])
    told = [(c.killed, c.responsible, c.said_by) for c in incident.claims]
    assert told == [(12, None, "the police"), (15, None, "the hospital"), (None, "the army", "the rebels")]


def test_a_doer_of_another_sentence_is_not_claimed_by_who_gives_the_toll() -> None:
    one = act("a", speaker="the police")
    elsewhere = msgspec.structs.replace(one.events[0], agents=(Party(name="the army", span=Span(900, 904)),))
    (incident,) = merge_incidents([msgspec.structs.replace(one, events=(elsewhere,))])
    assert [(c.killed, c.responsible) for c in incident.claims] == [(12, None)]


# ---- what is told
def test_find_tellings_leaves_out_sums_and_earlier_acts_that_a_report_recalls() -> None:
    first = act("a", killed=10)
    implied = act("a", killed=90, edges=("implied", "implied")).events[0]
    told = act("a", killed=90, place=FAR).events[0]
    near = act("a", killed=12, edges=("implied", "implied")).events[0]
    before = act("a", day=4, killed=3).events[0]
    beside = [
        msgspec.structs.replace(e, id=f"e{n}", main=False, trigger=Span(n, n + 5))
        for n, e in enumerate((implied, told, near, before), 2)
    ]
    found = find_tellings(msgspec.structs.replace(first, events=(*first.events, *beside)))
    assert [(t.main, t.trigger) for t in found] == [(True, 0), (False, 3), (False, 4)]


def test_telling_is_the_same_after_json() -> None:
    rival = Version(sentence=Span(0, 9), agents=(Party(name="the army", code="XXAMIL"),), speaker="the rebels")
    telling = one_of(act("a", speaker="the police", versions=(rival,), children=3))
    assert from_json(to_json(telling), Telling) == telling
    assert telling.id == ("a", 0, telling.sentence.end, 0)


# ---- blocks
SHARED = [
    pytest.param(act("b"), True, id="place and day"),
    pytest.param(act("b", day=11), True, id="place, a day apart"),
    pytest.param(act("b", day=12, killed=5), False, id="place, two days apart"),
    pytest.param(act("b", day=15), True, id="place and toll, days apart"),
    pytest.param(act("b", place=QUARTER, killed=5), True, id="two places of a province"),
    pytest.param(act("b", place=FAR, killed=5), False, id="two provinces"),
    pytest.param(act("b", place=FAR), True, id="a high number on one day"),
    pytest.param(act("b", place=None, killed=5), False, id="a day alone"),
]


@pytest.mark.parametrize(("other", "expected"), SHARED)
def test_block_keys_case(other: Reading, expected: bool) -> None:
    assert bool(set(block_keys(one_of(ONE))) & set(block_keys(one_of(other)))) == expected


def test_block_keys_find_great_and_rare_acts_under_any_place() -> None:
    great = [act("a", place=MARLAN, killed=70), act("b", place=FAR, killed=130)]
    rare = [act("a", place=MARLAN, killed=4, weapon="chemical"), act("b", place=None, killed=9, weapon="chemical")]
    months = [act("a", day=2, killed=70), act("b", day=29, killed=70)]
    assert all(len(list(candidate_pairs(map(one_of, pair)))) == 1 for pair in (great, rare, months))


def test_candidate_pairs_stay_as_few_in_a_long_war() -> None:
    """Ten times the days with as much on each of them give ten times the pairs."""
    tellings = [
        one_of(act(f"{month}-{day}-{n}", place=place, day=day, killed=3 + n))
        for month in range(2)
        for day in range(1, 29)
        for n, place in enumerate((MARLAN, FAR))
    ]
    first, both = tellings[:56], [*tellings[:56], *(_later(t) for t in tellings[56:])]
    assert len(list(candidate_pairs(both))) == 2 * len(list(candidate_pairs(first)))


def _later(telling: Telling) -> Telling:
    days = msgspec.structs.replace(
        telling.days,
        earliest=telling.days.earliest and telling.days.earliest + dt.timedelta(days=60),
        latest=telling.days.latest and telling.days.latest + dt.timedelta(days=60),
    )
    return msgspec.structs.replace(telling, days=days)


# ---- judging
def test_judge_tellings_gives_its_reasons() -> None:
    found = judge_tellings(one_of(ONE), one_of(act("b", day=11, weapon="car bomb")), trace_lineage([]))
    assert {k.split()[0] for k in found.reasons} == {"start", "place", "day", "killed", "weapon"}
    assert found.reasons["place town"] > 0 > found.reasons["day next"] and found.reasons["weapon differ_rare"] < 0
    assert found.score == pytest.approx(sum(found.reasons.values())) and found.rule == "weights"


def test_judge_tellings_takes_copies_for_one_and_asks_only_about_their_reports() -> None:
    class Asked:
        asked: list[tuple[str, str]] = []

        def is_copy(self, one: str, other: str) -> bool:
            self.asked.append((one, other))
            return True

    found = judge_tellings(one_of(act("b", place=FAR, day=20)), one_of(ONE), Asked())
    assert (found.answer, found.rule, Asked.asked) == ("same", "copies", [("a", "b")])
    assert found.pair == (one_of(ONE).id, one_of(act("b", place=FAR, day=20)).id)


def test_every_finding_has_a_weight() -> None:
    known = {f"{w.feature} {w.value}".strip() for w in load_entries(IncidentWeight, "incident_weights")}
    places = [MARLAN, QUARTER, VILLAGE, BEDRA, FAR, ABROAD, UNKNOWN, Place(name="Karesh", admin="Karesh")]
    readings = [act("a", p, d, k) for p in places for d in (1, 2, 3, 9, 28) for k in (2, 12, 60)]
    readings += [act("a", weapon=w, killed=k) for w in ("car bomb", "shelling", "bombing") for k in (3, 8, 400)]
    readings += [act("a", agents=(Party(name=n, code=c),)) for n, c in (("x", "XXA"), ("y", "XXB"), ("zed", None))]
    tellings = [one_of(r) for r in readings]
    other = [msgspec.structs.replace(t, report="b", told=n % 2 == 0) for n, t in enumerate(tellings)]
    found = {k for a in tellings for b in other for k in judge_tellings(a, b, Lineage({}, {})).reasons}
    assert found - known == set() and len(found) > 25


# ---- joining
def _five() -> list[Telling]:
    return [one_of(act(name)) for name in "abcde"]


def _join(tellings: list[Telling], *pairs: Judged) -> list[str]:
    groups = join_tellings(tellings, {j.pair: j for j in pairs})
    return ["".join(t.report for t in group) for group in groups]


def test_join_tellings_follows_the_mean_of_all_pairs() -> None:
    a, b, c, d, e = _five()
    near = [judged(a, b, "same", 3.0), judged(b, c, "same", 2.0)]
    assert _join([a, b, c, d, e], *near, judged(a, c, "different", -1.0)) == ["abc", "d", "e"]
    assert _join([a, b, c, d, e], *near, judged(a, c, "different", -9.0)) == ["ab", "c", "d", "e"]


def test_join_tellings_grows_no_chain_of_likeness() -> None:
    """Each like the next, and none worth comparing with the one after that: no one incident."""
    tellings = [one_of(act(f"r{n:02}")) for n in range(12)]
    chain = [judged(one, other, "same", 0.8) for one, other in pairwise(tellings)]
    groups = join_tellings(tellings, {j.pair: j for j in chain})
    assert len(find_components(tellings, {j.pair: j for j in chain})) == 1
    assert max(len(g) for g in groups) <= 4


def test_join_tellings_lets_a_person_part_what_the_rules_join() -> None:
    a, b, c, d, e = _five()
    rules = [judged(x, y, "same", 5.0) for x, y in combinations((a, b, c), 2)]
    parted = judged(a, c, "different", 5.0, "person")
    groups = _join([a, b, c, d, e], *[j for j in rules if j.pair != parted.pair], parted)
    assert not any("a" in g and "c" in g for g in groups) and sorted("".join(groups)) == list("abcde")


def test_join_tellings_lets_a_person_join_what_the_rules_part() -> None:
    a, b, c, d, e = _five()
    told = judged(a, b, "same", -9.0, "person")
    assert _join([a, b, c, d, e], told, judged(b, c, "same", 2.0), judged(a, c, "different", -9.0)) == [
        "ab",
        "c",
        "d",
        "e",
    ]


def test_join_tellings_holds_to_different_where_persons_contradict_each_other() -> None:
    a, b, c, d, e = _five()
    told = [
        judged(a, b, "same", 0, "person"),
        judged(b, c, "same", 0, "person"),
        judged(a, c, "different", 0, "person"),
    ]
    groups = _join([a, b, c, d, e], *told)
    assert not any("a" in g and "c" in g for g in groups) and "ab" in groups


ANSWERS = st.sampled_from([("same", 2.0), ("same", 0.1), ("different", -2.0), ("unsure", -0.5)])
webs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), ANSWERS, st.integers(0, 5)), max_size=25)


def _web(rows: list[Any]) -> tuple[list[Telling], dict[Any, Judged]]:
    tellings = [one_of(act(f"r{n}")) for n in range(10)]
    found = {}
    for a, b, (answer, score), by in rows:
        if a != b:
            j = judged(tellings[a], tellings[b], answer, score, "person" if by == 0 else "weights")
            found[j.pair] = j
    return tellings, found


@settings(max_examples=80, deadline=None)
@given(webs)
def test_joining_each_component_is_joining_everything(rows: list[Any]) -> None:
    tellings, pairs = _web(rows)
    whole = join_tellings(tellings, pairs)
    parts = [g for component in find_components(tellings, pairs) for g in join_tellings(component, pairs)]
    assert sorted(parts, key=lambda g: g[0].id) == whole
    assert sorted(t.report for g in whole for t in g) == [f"r{n}" for n in range(10)]


@settings(max_examples=80, deadline=None)
@given(webs, st.randoms(use_true_random=False))
def test_join_tellings_does_not_depend_on_order(rows: list[Any], chance: Any) -> None:
    tellings, pairs = _web(rows)
    items = list(pairs.items())
    shuffled = [*tellings, *tellings[:3]]
    chance.shuffle(items)
    chance.shuffle(shuffled)
    assert join_tellings(shuffled, dict(items)) == join_tellings(tellings, pairs)


@settings(max_examples=80, deadline=None)
@given(webs)
def test_join_tellings_never_joins_what_a_person_parted(rows: list[Any]) -> None:
    tellings, pairs = _web(rows)
    groups = [{t.id for t in g} for g in join_tellings(tellings, pairs)]
    parted = [j for j in pairs.values() if j.rule == "person" and j.answer == "different"]
    assert not [j for j in parted for g in groups if j.one in g and j.other in g]
    if not parted:
        told = [j for j in pairs.values() if j.rule == "person" and j.answer == "same"]
        assert all(any(j.one in g and j.other in g for g in groups) for j in told)


def test_merge_incidents_heeds_persons_whether_or_not_a_key_is_shared() -> None:
    readings = [act("a"), act("b"), act("c", place=FAR, day=25, killed=3)]
    assert [len(i.claims) for i in merge_incidents(readings)] == [2, 1]
    a, b, c = (ref_of(one_of(r).id) for r in readings)
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    said = [
        Judgement(id="1", claims=(a, b), answer="different", by="ann", at=at, why="two raids"),
        Judgement(id="2", claims=(a, c), answer="same", by="ann", at=at, why="one raid"),
    ]
    merged = merge_incidents(readings, rulings=make_rulings(said))
    assert sorted(sorted({x.report for x in i.claims}) for i in merged) == [["a", "c"], ["b"]]

"""How many sources stand behind an entry, and which have a side in it."""

import random

import pytest

from dragoman.model import Attribution, Backing, Casualties, Event, Party, Reading, Span, Version
from dragoman.reconciling.sources.backing import Support, find_actors, find_support, make_backing
from dragoman.reconciling.sources.lineage import Lineage
from dragoman.reconciling.sources.links import Link
from tests.factories import make_report

NAMES = {"a": "sana", "b": "syrian-tv", "c": "reuters", "d": "the courier", "e": "al-manar", "f": "the herald"}
LINEAGE = Lineage.from_links([Link(one="d", other="f", kind="passages")], NAMES)


def support(report: str, *relies_on: str, by: str | None = None, code: str | None = None) -> Support:
    speakers = (Party(name=by, code=code),) if by else ()
    return Support(report=report, source=NAMES[report], relies_on=relies_on, speakers=speakers)


INDEPENDENT = [
    pytest.param([support("c")], 1, id="one"),
    pytest.param([support("c"), support("c")], 1, id="one twice"),
    pytest.param([support("c"), support("d")], 2, id="two"),
    pytest.param([support("d"), support("f")], 1, id="passages in common"),
    pytest.param([support("a"), support("b")], 1, id="two voices of one state"),
    pytest.param([support("c", "sana"), support("d", "sana")], 1, id="both cite one agency"),
    pytest.param([support("c", "sana"), support("d", "state media of SYR")], 1, id="both cite one state's media"),
    pytest.param([support("a"), support("d", "sana")], 1, id="one cites the other"),
    pytest.param([support("c", "sana"), support("d")], 2, id="one cites somebody else"),
    pytest.param([support("c", "sana"), support("c"), support("d", "sana")], 2, id="one also has its own word"),
    pytest.param([support("c", "sana"), support("d", "al-manar"), support("f", "amaq")], 2, id="three are cited"),
    pytest.param([], 0, id="nobody"),
]


@pytest.mark.parametrize(("supports", "expected"), INDEPENDENT)
def test_backing_counts_independent_sources(supports: list[Support], expected: int) -> None:
    backing = make_backing(LINEAGE, supports, [])
    assert backing.independent == expected
    assert backing.reports == len({s.report for s in supports})


PARTIES = [
    pytest.param(support("a"), Party(name="army", code="SYRMIL"), [("SANA", "owner")], id="its owner's army did it"),
    pytest.param(support("a"), Party(name="rebels", code="SYRREB"), [("SANA", "opponent_owner")], id="its foes did it"),
    pytest.param(support("a"), Party(name="rebels", code="REB"), [("SANA", "opponent_owner")], id="the rebels here"),
    pytest.param(support("e"), Party(name="rebels", code="YEMREB"), [], id="another country's rebels"),
    pytest.param(support("a"), Party(name="Aleppo", code="SYR"), [("SANA", "home_owner")], id="a town is no side"),
    pytest.param(support("a"), "Syria", [("SANA", "owner")], id="a country by name"),
    pytest.param(support("c"), Party(name="army", code="SYRMIL"), [], id="an agency without a side"),
    pytest.param(support("c", "sana"), Party(name="army", code="SYRMIL"), [("SANA", "owner")], id="cited"),
    pytest.param(
        support("c", "state media of SYR"),
        Party(name="army", code="SYRMIL"),
        [("state media of SYR", "owner")],
        id="cited without its name",
    ),
    pytest.param(support("e"), "Hizbullah", [("Al-Manar", "owner")], id="an armed group by another spelling"),
    pytest.param(support("e"), Party(name="militia", code="LBNREB"), [("Al-Manar", "owner")], id="its kind, unnamed"),
    pytest.param(support("e"), "Amal", [], id="another group of its country"),
    pytest.param(
        support("c", by="General Staff", code="SYRMIL"),
        Party(name="Syrian jets", code="SYRMIL"),
        [("General Staff", "speaker")],
        id="a speaker of the side that did it",
    ),
    pytest.param(
        support("c", by="Jaish al-Islam", code="SYRREB"),
        Party(name="Syrian jets", code="SYRMIL"),
        [("Jaish al-Islam", "opponent_speaker")],
        id="a speaker of the other side",
    ),
    pytest.param(
        support("c", by="military source", code="MIL"),
        Party(name="army", code="SYRMIL"),
        [("military source", "speaker")],
        id="a soldier here",
    ),
    pytest.param(
        support("c", by="monitor", code="GOV"), Party(name="army", code="SYRMIL"), [], id="somebody with an office"
    ),
    pytest.param(support("c", by="people"), Party(name="people"), [], id="no proper names"),
    pytest.param(
        support("c", by="Observatory", code="SYRNGO"), Party(name="Observatory", code="SYRNGO"), [], id="a monitor"
    ),
    pytest.param(
        support("c", by="Jaish al-Islam", code="SYRREB"),
        Party(name="Ahrar al-Sham", code="SYRREB"),
        [],
        id="two rebel groups that are known apart",
    ),
]


@pytest.mark.parametrize(("given", "actor", "expected"), PARTIES)
def test_backing_names_sources_with_a_side(given: Support, actor: Party | str, expected: list[tuple[str, str]]) -> None:
    backing = make_backing(LINEAGE, [given], [actor], "SYR")
    assert [(p.name, p.why) for p in backing.parties] == expected
    name = actor if isinstance(actor, str) else actor.name
    assert all(p.party in (name, "SYR") and p.reports == (given.report,) for p in backing.parties)


def test_state_media_have_a_side_in_what_happens_at_home() -> None:
    (source,) = make_backing(LINEAGE, [support("a")], [], "SYR").parties
    assert (source.party, source.why) == ("SYR", "home_owner")
    assert make_backing(LINEAGE, [support("a")], [], "LBN").parties == ()
    assert make_backing(LINEAGE, [support("a")], []).parties == ()


def test_backing_says_whose_an_outlet_is_and_from_where_that_is_known() -> None:
    (source,) = make_backing(LINEAGE, [support("a")], ["Syria"]).parties
    assert source.owner == "SYRGOV" and source.known_from and source.known_from.startswith("Wikipedia")


def test_backing_does_not_depend_on_order() -> None:
    supports = [support("a"), support("b"), support("c", "sana", by="governor", code="SYRGOV"), support("e")]
    actors = [Party(name="army", code="SYRMIL"), Party(name="rebels", code="SYRREB"), Party(name="Hezbollah")]
    made: set[Backing] = set()
    for seed in range(6):
        chance = random.Random(seed)
        mixed = chance.sample(supports, 4), chance.sample(actors, 3)
        made.add(make_backing(LINEAGE, *mixed, "SYR"))
    assert len(made) == 1


def test_find_support_reads_whose_word_a_sentence_is() -> None:
    text = "Shells fell on the market, a governor told Reuters."
    saying = Attribution(id="a1", content=(Span(0, len(text)),), speaker="governor", via=("Reuters",))
    reading = Reading(report=make_report(text, outlet="Al Manar"), attributions=(saying,))
    found = find_support(reading, Span(0, len(text)))
    assert found == Support(report="r1", source="al-manar", relies_on=("reuters",), speakers=(Party(name="governor"),))


def test_find_actors_of_acts_with_victims() -> None:
    army, rebels = Party(name="army", code="SYRMIL"), Party(name="rebels", code="SYRREB", span=Span(3, 9))
    act = Event(
        id="e1",
        type="ASSAULT",
        trigger=Span(0, 3),
        sentence=Span(0, 40),
        agents=(army,),
        casualties=Casualties(),
        versions=(Version(sentence=Span(41, 80), agents=(rebels,)),),
    )
    visit = Event(id="e2", type="CONSULT", trigger=Span(81, 85), sentence=Span(81, 99), agents=(army,))
    reading = Reading(report=make_report("x" * 100), events=(act, visit))
    assert find_actors(reading, Span(0, 40)) == (army,)
    assert [(p.name, p.span) for p in find_actors(reading, Span(41, 80))] == [("rebels", None)]
    assert find_actors(reading, Span(81, 99)) == ()

"""Rival accounts inside one report: each toll and each charge by the one who gives it."""

from collections.abc import Callable

import pytest

from dragoman.model import Event, Reading, Report
from tests.factories import make_report

ReadOne = Callable[[Report], Reading]

ATTACK = "A lorry bomb killed 14 people at a market in Aden on Monday, the police said. "


def main_of(text: str, read_one: ReadOne) -> Event:
    reading = read_one(make_report(text, published="2018-05-15"))
    return next(e for e in reading.events if e.main)


TOLLS = [
    ("The main hospital put the number of dead at 17.", [(17, "main hospital")], "a number put by somebody"),
    ("A surgeon counted 16 bodies.", [(16, "surgeon")], "bodies counted"),
    ("The mayor put the dead at twelve.", [(12, "mayor")], "the dead as a number"),
    ("The governor said that 19 people had been killed.", [(19, "governor")], "a statement"),
    ("Shelling killed 16 people in Taiz, the army said.", [], "another place"),
    ("Elsewhere 16 people were killed, the army said.", [], "told as another incident"),
    ("The army said that 900 people had been killed.", [], "another size"),
    ("A mayor put the number of guests at 17.", [], "no victims"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected", "why"), TOLLS, ids=[t[2] for t in TOLLS])
def test_rival_tolls(sentence: str, expected: list[tuple[int, str]], why: str, read_one: ReadOne) -> None:
    event = main_of(ATTACK + sentence, read_one)
    tolls = [(v.casualties.killed.total, v.speaker) for v in event.versions if v.casualties]
    assert tolls == expected, why


@pytest.mark.model
def test_a_number_raised_later_is_a_rival_toll(read_one: ReadOne) -> None:
    event = main_of(
        "The police said that six men had been shot dead in Aden, and later raised the number to eight.", read_one
    )
    assert event.casualties and event.casualties.killed.total == 6
    assert [(v.casualties.killed.total, v.speaker) for v in event.versions if v.casualties] == [(8, "police")]


EARLIER = [
    ("The police had spoken of nine dead at noon.", [(9, True)], "what was said before"),
    ("The hospital had put the number of dead at 17 on Monday.", [(17, True)], "what was counted before"),
    ("The main hospital put the number of dead at 17.", [(17, False)], "what is said now"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected", "why"), EARLIER, ids=[t[2] for t in EARLIER])
def test_a_count_from_before_is_marked(
    sentence: str, expected: list[tuple[int, bool]], why: str, read_one: ReadOne
) -> None:
    event = main_of(ATTACK + sentence, read_one)
    assert [(v.casualties.killed.total, v.earlier) for v in event.versions if v.casualties] == expected, why


CHARGES = [
    ("The government blamed the Houthis.", ("government", "Houthis"), "blamed"),
    ("The Houthis claimed responsibility for the attack.", ("Houthis", "Houthis"), "claimed"),
    ("The governor accused the Houthis of shelling the market.", ("governor", "Houthis"), "accused of the deed"),
    ("The governor accused the Houthis of lying about taxes.", None, "accused of something else"),
    ("The Houthis denied that they had fired.", None, "denied"),
    ("The governor said that the bomb had come from a Houthi camp.", ("governor", "Houthi"), "traced to them"),
    ("The governor said that the attack was the work of the Houthis.", ("governor", "Houthis"), "their work"),
    ("The governor said that the aid had come from the Houthis.", None, "something else that came from them"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected", "why"), CHARGES, ids=[c[2] for c in CHARGES])
def test_charges(sentence: str, expected: tuple[str, str] | None, why: str, read_one: ReadOne) -> None:
    charges = [v for v in main_of(ATTACK + sentence, read_one).versions if v.agents and not v.denied]
    found = [(v.speaker or "", v.agents[0].name) for v in charges]
    if expected is None:
        assert found == [], why
    else:
        assert any(expected[0] in speaker and expected[1] in doer for speaker, doer in found), why


DENIALS = [
    ("The Houthis denied that they had fired.", ("Houthis", "Houthis"), "the deed"),
    ("The Houthis denied having had a hand in it.", ("Houthis", "Houthis"), "a part in it"),
    ("The Houthis denied any involvement.", ("Houthis", "Houthis"), "involvement"),
    ("The Houthis said that they had not shelled the market.", ("Houthis", "Houthis"), "a deed that was not"),
    ("Iran denied that the Houthis had carried out the attack.", ("Iran", "Houthis"), "for others"),
    ("The Houthis denied that the talks had failed.", None, "something else"),
    ("The Houthis denied that they had shelled Taiz.", None, "a deed elsewhere"),
    ("The Houthis shelled the market.", None, "no denial"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "expected", "why"), DENIALS, ids=[d[2] for d in DENIALS])
def test_denials(sentence: str, expected: tuple[str, str] | None, why: str, read_one: ReadOne) -> None:
    denials = [v for v in main_of(ATTACK + sentence, read_one).versions if v.denied]
    assert [(v.speaker, v.agents[0].name) for v in denials] == ([expected] if expected else []), why


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "killed", "wounded"),
    [("Nobody was hurt.", 0, 0), ("No one was killed.", 0, None), ("The windows broke.", None, None)],
)
def test_nobody_hurt_is_a_toll_of_none(
    sentence: str, killed: int | None, wounded: int | None, read_one: ReadOne
) -> None:
    event = main_of(f"Gunfire hit a car of the United Nations in Aden on Monday. {sentence}", read_one)
    told = (event.casualties.killed.total, event.casualties.wounded.total) if event.casualties else (None, None)
    assert told == (killed, wounded)


@pytest.mark.model
def test_the_wounded_in_care_are_no_incident(read_one: ReadOne) -> None:
    reading = read_one(make_report("On Monday thirty wounded fighters were flown to Muscat for treatment."))
    assert [e for e in reading.events if e.casualties] == []


@pytest.mark.model
def test_where_others_met_is_not_where_people_died(read_one: ReadOne) -> None:
    event = main_of(
        "Rockets killed nine people in Taiz on Monday and cast a shadow over the talks in Geneva.", read_one
    )
    assert event.place and event.place.name.startswith("Ta")
    event = main_of("Rockets killed nine people on Monday and cast a shadow over the talks in Geneva.", read_one)
    assert event.place is None


@pytest.mark.model
def test_a_toll_of_another_place_beside_the_main_one_has_the_reports_day(read_one: ReadOne) -> None:
    reading = read_one(
        make_report(ATTACK + "Shelling killed six people in Taiz, the army said.", published="2018-05-15")
    )
    (other,) = [e for e in reading.events if e.casualties and not e.main]
    assert other.when and other.when.edges == ("implied", "implied") and str(other.when.latest) == "2018-05-15"


@pytest.mark.model
def test_a_toll_alone_has_the_day_of_the_deed_told_before_it(read_one: ReadOne) -> None:
    before = "The sides talked for days. The talks opened on Friday, after the navy torpedoed a ship on May 2. "
    event = main_of(before + "All nine people on board died.", read_one)
    assert event.when and str(event.when.earliest) == str(event.when.latest) == "2018-05-02"

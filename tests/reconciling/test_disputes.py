"""What reports and speakers say differently: denials, other days and numbers, steps, and who broke a truce."""

import datetime as dt
import random
from typing import Any

import pytest
from msgspec import structs

from dragoman.model import Actor, Answer, Attribution, Casualties, Discrepancy, Party, Place, Reading, Span, Timex, Toll
from dragoman.reconciling.actors.parties import gather_parties
from dragoman.reconciling.components import find_components
from dragoman.reconciling.disputes import dispute_keys, gather_disputes
from tests.reconciling.readings import Found, day, event, reading, talks, truce
from tests.work import count_work

PUBLISHED = "2019-03-06"


def told(sentence: str, by: str | None, cue: str, content: str, *more: Found) -> Found:
    """A sentence in which somebody says something, with whatever else it tells of."""

    def make(name: str, span: Span) -> list[Any]:
        def at(part: str) -> Span:
            start = span.start + sentence.index(part)
            return Span(start, start + len(part))

        said = Attribution(id=f"a{name}", cue=at(cue), content=(at(content),), speaker=by, anonymous=by is None)
        return [said, *(x for n, (_, also) in enumerate(more) for x in also(f"{name}.{n}", span))]

    return sentence, make


def plain(sentence: str) -> Found:
    """A sentence of which nothing is read."""
    return sentence, lambda name, span: []


def with_days(one: Reading, **days: str) -> Reading:
    """The reading with its times: words (`_` for a space) to an ISO day."""
    text = one.report.text
    found = []
    for words, iso in days.items():
        start = text.index(words.replace("_", " "))
        on = dt.date.fromisoformat(iso)
        span = (start, start + len(words))
        found.append(
            Timex(
                start=span[0], end=span[1], text=words.replace("_", " "), type="DATE", value=iso, earliest=on, latest=on
            )
        )
    return structs.replace(one, times=tuple(found))


def disputes(*readings: Reading) -> list[Discrepancy]:
    return gather_disputes(readings, gather_parties(readings))


def one(*found: Found, **fields: Any) -> list[Discrepancy]:
    return disputes(reading("a", PUBLISHED, *found, **fields))


CLAIM = told(
    "The rebels said that they had handed over the harbour.", "rebels", "said", "they had handed over the harbour"
)

# One word against another


def test_what_is_denied_in_the_next_sentence_has_both_sides():
    (found,) = one(CLAIM, told("The governor denied it.", "governor", "denied", "it"))
    assert (found.kind, [s.said_by for s in found.sides]) == ("outcome", [("rebels",), ("governor",)])
    assert [s.evidence[0].quote for s in found.sides] == [CLAIM[0], "The governor denied it."]
    assert found.sides[1].value == "denied" and "harbour" in found.about and PUBLISHED in found.about


def test_a_definite_noun_for_what_a_verb_said_is_found_further_back():
    between = [plain(f"Nothing more was known of hour {n}.") for n in range(3)]
    answer = told("The mission did not confirm the handover.", "mission", "did not confirm", "the handover")
    (found,) = one(CLAIM, *between, answer)
    assert found.sides[1].value == "not confirmed: the handover"
    other = told("The mission did not confirm the journey.", "mission", "did not confirm", "the journey")
    assert one(CLAIM, *between, other) == []


def test_a_day_that_is_not_confirmed_is_an_expectation():
    plan = told("The convoy will leave on May 2, the rebels said.", "rebels", "said", "The convoy will leave on May 2")
    doubt = told("The army has not confirmed the date.", "army", "has not confirmed", "the date")
    (found,) = disputes(with_days(reading("a", PUBLISHED, plan, doubt), May_2="2019-05-02"))
    assert (found.kind, found.sides[1].value) == ("expectation", "not confirmed: the date")
    assert disputes(with_days(reading("a", PUBLISHED, plan, doubt), May_2="2018-05-02")) == []


def test_an_accusation_that_is_denied_is_about_responsibility():
    charge = told(
        "The army said the rebels had cut the road.",
        "army",
        "said",
        "the rebels had cut the road",
        event("x", "ACCUSE", ["army"]),
    )
    (found,) = one(charge, told("The rebels denied the charge.", "rebels", "denied", "the charge"))
    assert found.kind == "responsibility"


def test_two_speakers_in_one_sentence_are_two_sides():
    sentence = "The rebels said the road was open, which the governor denied."
    said = told(sentence, "rebels", "said", "the road was open")
    denied = told(sentence, "governor", "denied", "which")
    (found,) = one((sentence, lambda name, span: [*said[1](name + "a", span), *denied[1](name + "b", span)]))
    assert [s.evidence[0].quote for s in found.sides] == [sentence, sentence]


@pytest.mark.parametrize(
    ("sentence", "by", "cue", "content", "why"),
    [
        ("The rebels denied it.", "rebels", "denied", "it", "nobody denies his own word"),
        ("The governor rejected the offer.", "governor", "rejected", "the offer", "an offer is no word of another"),
        ("The governor confirmed it.", "governor", "confirmed", "it", "he says the same"),
        ("The governor said it.", "governor", "said", "it", "he says the same"),
        (
            "The governor denied planning a trip abroad.",
            "governor",
            "denied",
            "planning a trip abroad",
            "nobody has said that",
        ),
    ],
)
def test_no_dispute_where(sentence: str, by: str, cue: str, content: str, why: str):
    assert one(CLAIM, told(sentence, by, cue, content)) == [], why


def test_an_answer_far_from_what_it_points_to_is_no_answer_to_it():
    between = [plain(f"Hour {n} was quiet.") for n in range(4)]
    assert one(CLAIM, *between, told("The governor denied it.", "governor", "denied", "it")) == []


def test_a_denial_that_says_it_again_answers_what_is_said_of_him_who_denies():
    charge = told(
        "The rebels said the coalition had held up their aircraft.",
        "rebels",
        "said",
        "the coalition had held up their aircraft",
    )
    answer = told(
        "The coalition denies having delayed the aircraft.", "coalition", "denies", "having delayed the aircraft"
    )
    (found,) = one(charge, answer)
    assert found.sides[1].value == "denied: having delayed the aircraft"
    elsewhere = told("The mayor denies having sold the aircraft.", "mayor", "denies", "having sold the aircraft")
    assert one(charge, elsewhere) == []


def test_a_denial_that_names_the_claim_and_whose_it_is_has_both_sides_in_itself():
    sentence = "The governor dismissed Ruritanian reports of clashes on the river border."
    content = "Ruritanian reports of clashes on the river border"
    country = (Actor(name="Ruritania", kind="state"), Actor(name="governor", kind="person"))
    (found,) = one(told(sentence, "governor", "dismissed", content), actors=country)
    assert [s.said_by for s in found.sides] == [("Ruritania",), ("governor",)]
    assert one(told(sentence, "governor", "dismissed", content)) == []  # nobody known to have said so


def test_who_doubts_what_is_expected():
    plan = told(
        "The convoy will reach the camp in May, the rebels said.", "rebels", "said", "The convoy will reach the camp",
        event("x", "AID", ["rebels"], status="planned"),
    )  # fmt: skip
    (found,) = one(plan, told("The envoy doubted it.", "envoy", "doubted", "it"))
    assert (found.kind, found.sides[1].value) == ("expectation", "doubted")


def test_meetings_are_left_to_those_who_list_them():
    said, denied = (
        ("The two met twice, the rebels said.", "rebels", "said", "The two met twice"),
        ("The governor denied it.", "governor", "denied", "it"),
    )
    assert len(one(told(*said), told(*denied, talks("x", phase="cancelled")))) == 1
    assert one(told(*said, talks("x", phase="held")), told(*denied, talks("x", phase="cancelled"))) == []


def test_deeds_that_both_sentences_tell_of_are_left_to_incidents():
    shots = event("x", "ASSAULT", ["army"], casualties=Casualties(killed=Toll(total=3)))
    said, denied = (
        ("Three were hit there, the rebels said.", "rebels", "said", "Three were hit there"),
        ("The army denied it.", "army", "denied", "it"),
    )
    (found,) = one(told(*said, shots), told(*denied))
    assert found.kind == "responsibility"
    assert one(told(*said, shots), told(*denied, event("x", "ASSAULT", ["army"], status="denied"))) == []


def test_what_many_reports_repeat_is_told_once():
    answer = told("The governor denied it.", "governor", "denied", "it")
    (found,) = disputes(*(reading(n, PUBLISHED, CLAIM, answer) for n in "cab"))
    assert [e.report for e in found.sides[0].evidence] == ["a", "b", "c"]


# Another day or another number for one thing


def _rivals(later: str, content: str, by: str = "envoy") -> Reading:
    first = told(
        "The paper could be signed on May 2, the minister said.",
        "minister",
        "said",
        "The paper could be signed on May 2",
    )
    return reading("a", PUBLISHED, first, told(later, by, "said", content))


def test_another_day_from_another_speaker_is_an_expectation_where_it_is_hedged():
    rivals = _rivals("An envoy said May 30 was more likely.", "May 30 was more likely")
    (found,) = disputes(with_days(rivals, May_2="2019-05-02", May_30="2019-05-30"))
    assert found.kind == "expectation"
    assert [s.value for s in found.sides] == ["May 2 (2019-05-02)", "May 30 (2019-05-30)"]


def test_the_same_day_the_same_speaker_or_another_thing_is_none():
    same = _rivals("An envoy said May 2 was likely.", "May 2 was likely")
    assert disputes(with_days(same, May_2="2019-05-02")) == []
    days = {"May_2": "2019-05-02", "May_30": "2019-05-30"}
    himself = _rivals("He said May 30 was more likely.", "May 30 was more likely", by="minister")
    assert disputes(with_days(himself, **days)) == []
    thing = _rivals("An envoy said the bridge would open May 30.", "the bridge would open May 30")
    assert disputes(with_days(thing, **days)) == []


@pytest.mark.parametrize(
    ("other", "apart"),
    [("80", True), ("62", False), ("at least 50", False), ("a few dozen", False), ("hundreds", True)],
)
def test_another_number_counts_only_where_both_cannot_be_right(other: str, apart: bool):
    first = told("The army freed 62 captives, it said.", "army", "said", "The army freed 62 captives")
    later = told(f"The rebels spoke of {other}.", "rebels", "spoke of", other)
    found = one(first, later)
    assert bool(found) is apart
    if apart:
        assert [s.value for s in found[0].sides] == ["62 captives", other]


def test_numbers_of_other_things_are_no_rivals():
    first = told("The army freed 62 captives, it said.", "army", "said", "The army freed 62 captives")
    later = told("The rebels said they held nine villages.", "rebels", "said", "they held nine villages")
    assert one(first, later) == []


# Steps over several reports


def _arrival(when: str, sentence: str = "The observers are to reach the valley camp", **fields: Any) -> Found:
    given = {"mode": "visit", "status": "planned", "when": day(when)} | fields
    return event(f"{sentence} on {when}.", "CONSULT", ["UN observers"], **given)


def test_two_reports_that_plan_one_step_for_different_days():
    early, late = reading("a", "2019-03-01", _arrival("2019-03-10")), reading("b", "2019-03-06", _arrival("2019-03-20"))
    (found,) = disputes(early, late)
    assert (found.kind, [s.value for s in found.sides]) == ("date", ["planned 2019-03-10", "planned 2019-03-20"])
    assert disputes(early, reading("b", "2019-03-06", _arrival("2019-03-10"))) == []


def test_other_places_and_reports_long_apart_tell_of_other_steps():
    here = reading("a", "2019-03-01", _arrival("2019-03-10", place=Place(name="Tunis")))
    there = reading("b", "2019-03-02", _arrival("2019-03-20", place=Place(name="Nairobi")))
    later = reading("c", "2019-07-02", _arrival("2019-07-20", place=Place(name="Tunis")))
    assert disputes(here, there, later) == []


def test_a_person_who_travels_is_no_step_on_the_ground():
    envoy = Actor(name="Ada Envoy", kind="person")
    days = ("2019-03-10", "2019-03-20")
    trips = [event(f"She reaches the valley camp on {d}.", "CONSULT", ["Ada Envoy"], mode="visit", status="planned",
                   when=day(d)) for d in days]  # fmt: skip
    assert disputes(*(reading(str(n), "2019-03-01", t, actors=[envoy]) for n, t in enumerate(trips))) == []


def test_one_report_has_a_step_happen_that_another_denies():
    left = event("The army left the harbour barracks.", "RETREAT", ["army"], mode="withdraw", when=day("2019-03-04"))
    stays = event(
        "The army has not left the harbour barracks.",
        "RETREAT",
        ["army"],
        mode="withdraw",
        status="denied",
        when=day("2019-03-05"),
    )
    (found,) = disputes(reading("a", "2019-03-05", left), reading("b", "2019-03-06", stays))
    assert (found.kind, [s.value for s in found.sides]) == ("outcome", ["happened 2019-03-04", "denied 2019-03-05"])


def test_a_step_that_one_report_foresees_and_another_puts_off():
    planned = reading("a", "2019-03-01", _arrival("2019-03-10"))
    off = reading("b", "2019-03-04", _arrival("2019-03-10", status="postponed"))
    (found,) = disputes(planned, off)
    assert (found.kind, found.sides[1].value) == ("expectation", "postponed 2019-03-10")
    assert disputes(planned, reading("b", "2019-03-04", _arrival("2019-03-25", status="postponed"))) == []


def test_one_who_corrects_himself_in_a_report_disputes_nothing():
    assert disputes(reading("a", "2019-03-01", _arrival("2019-03-10"), _arrival("2019-03-20"))) == []


# Who broke the truce

SIDES = (
    Actor(name="army", code="XYZMIL", kind="group"),
    Actor(name="rebels", code="XYZREB", kind="group"),
)


def _breach(sentence: str, accused: str, accuser: str, **fields: Any) -> Found:
    return truce(sentence, phase="violated", accused=[accused], accuser=[accuser], what=sentence, **fields)


def test_each_side_blames_the_other():
    (found,) = one(
        _breach("The army said the rebels had fired.", "rebels", "army"),
        _breach("The rebels said the army had advanced.", "army", "rebels"),
        actors=SIDES,
    )
    assert (found.kind, [s.said_by for s in found.sides]) == ("responsibility", [("army",), ("rebels",)])


def test_two_who_blame_one_side_or_blame_for_deaths_are_none():
    fired = _breach("The army said the rebels had fired.", "rebels", "army")
    again = _breach("Monitors said the rebels had fired.", "rebels", "monitors")
    assert one(fired, again, actors=SIDES) == []
    dead = Casualties(killed=Toll(total=2))
    killed = _breach("The rebels said the army had killed two.", "army", "rebels", casualties=dead)
    assert one(fired, killed, actors=SIDES) == []


def test_a_breach_that_is_denied():
    sentence = "The army said the rebels had fired, which they denied."

    def make(name: str, span: Span) -> list[Any]:
        (breach,) = _breach(sentence, "rebels", "army")[1](name, span)
        answer = Answer(kind="denied", by=(Party(name="rebels"),), sentence=span)
        return [structs.replace(breach, answers=(answer,))]

    (found,) = one((sentence, make), actors=SIDES)
    assert (found.kind, [s.said_by for s in found.sides]) == ("responsibility", [("army",), ("rebels",)])


# Parts and speed


def _many(chance: random.Random, count: int) -> list[Reading]:
    readings = []
    for n in range(count):
        told_on = dt.date(2019, 1, 1) + dt.timedelta(chance.randrange(150))
        planned = str(told_on + dt.timedelta(chance.randrange(1, 20)))
        denied = told("The governor denied it.", "governor", "denied", "it")
        left = event(
            "The army left the harbour barracks.", "RETREAT", ["army"], mode="withdraw",
            status=chance.choice(("happened", "happened", "denied")), when=day(str(told_on)),
        )  # fmt: skip
        found = chance.choice(([_arrival(planned)], [left], [CLAIM, denied]))
        readings.append(reading(f"r{n:03}", str(told_on), *found))
    return readings


def test_components_together_are_the_whole_and_order_does_not_matter():
    chance = random.Random(11)
    readings = _many(chance, 120)
    parties = gather_parties(readings)
    whole = gather_disputes(readings, parties)
    chance.shuffle(readings)
    assert (
        {d.kind for d in whole} == {"date", "outcome"}
        and len(whole) > 10
        and gather_disputes(readings, parties) == whole
    )
    known = {r.report.id: r for r in readings}
    groups = find_components({i: dispute_keys(r, parties) for i, r in known.items()})
    apart = [d for group in groups for d in gather_disputes([known[i] for i in group], parties)]
    assert len(groups) > 1 and sorted(map(repr, apart)) == sorted(map(repr, whole))


def test_work_grows_with_the_denials_and_no_faster():
    answer = told("The governor denied it.", "governor", "denied", "it")
    one(*[CLAIM, answer] * 5)  # loads what is loaded once
    few, many = (count_work(lambda n=n: one(*[CLAIM, answer] * n)) for n in (50, 200))
    assert many < 4 * 1.7 * few


def test_a_line_without_an_end_is_read_to_the_end():
    words = "they had handed over the harbour on 4 May, which the governor denied, " * 4000

    def make(name: str, span: Span) -> list[Any]:
        spans = [Span(span.start + n, span.start + n + 40) for n in range(0, len(words) - 40, 70)]
        return [Attribution(id=f"{name}{n}", cue=s, content=(s,), speaker=f"s{n % 2}") for n, s in enumerate(spans)]

    assert one((words.strip(), make)) == []

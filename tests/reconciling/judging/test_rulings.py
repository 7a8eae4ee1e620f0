"""Judgements settled among themselves: who is stronger, what follows, what cannot hold together."""

import random

import pytest

from dragoman.model import Casualties
from dragoman.reconciling.judging.refs import resolve_ref, shorten_ref
from dragoman.reconciling.rulings import NO_RULINGS, make_rulings
from tests.reconciling.judging.made import judge, ref
from tests.reconciling.readings import day, event, reading

A, B, C, D = (f"incident:{name}@10-60" for name in "abcd")
APART = "different"
TWO = ["incident:a@10-60/12-15", "incident:a@10-60/40-45"]
RIVAL = ["incident:a@10-60/59-60", "incident:a@10-60/12-16"]


def states(*judgements):
    """The state of each judgement as to the others, in the order in which they are given."""
    rulings = make_rulings(judgements)
    return ["overruled" if j.id in rulings._settled.overruled else "holds" for j in judgements]


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        pytest.param([("same", A, B, 0), ("different", A, B, 1)], "oh", id="the later word"),
        pytest.param([("same", A, B, 1), ("different", B, A, 0)], "ho", id="whatever the order of the two"),
        pytest.param([("same", A, B, 0), ("unsure", A, B, 1)], "oh", id="unsure takes it back"),
        pytest.param([("same", A, B, 0), ("same", A, B, 1)], "hh", id="said twice"),
        pytest.param([("same", A, B, 0), ("same", B, C, 1), (APART, A, C, 2)], "ohh", id="the weakest gives way"),
        pytest.param([("same", A, B, 1), ("same", B, C, 2), (APART, A, C, 0)], "hho", id="what follows is stronger"),
        pytest.param([("different", A, B, 0), ("same", A, C, 2), ("same", B, C, 1)], "ohh", id="a later chain"),
        pytest.param([("same", A, "incident:b@12-58", 0), ("different", A, B, 1)], "oh", id="nearly the same sentence"),
        pytest.param([("same", A, B, 0), (APART, A, "incident:b@70-90", 1)], "hh", id="another sentence"),
    ],
)  # fmt: skip
def test_stronger_judgements_hold(judgements, expected):
    made = [judge(answer, a, b, at=at) for answer, a, b, at in judgements]
    assert "".join(s[0] for s in states(*made)) == expected
    backwards = states(*reversed(made))
    assert "".join(s[0] for s in reversed(backwards)) == expected


def test_a_person_is_stronger_than_any_rule():
    person, rule = judge("different", A, B), judge("same", A, B, at=99, by="rule:close")
    assert states(person, rule) == ["holds", "overruled"]
    assert make_rulings([person, rule]).clashes() == [], "a rule does not quarrel"


def test_two_persons_who_disagree_are_listed():
    first, second = judge("same", A, B), judge("different", A, B, at=1, by="Bea")
    (clash,) = make_rulings([first, second]).clashes()
    assert "Ada" in clash.found and "Bea" in clash.found and second.id in clash.expected
    assert make_rulings([first, judge("different", A, B, at=1)]).clashes() == [], "one may change one's mind"


def test_answers_follow_from_each_other():
    rulings = make_rulings([judge("same", A, B), judge("same", B, C, at=1), judge("different", C, D, at=2)])
    full = {name: ref(f"incident:{name}@10-60/20-21") for name in "abcde"}
    assert rulings.answer(full["a"], full["b"]) == "same"
    assert rulings.answer(full["c"], full["a"]) == "same"
    assert rulings.answer(full["d"], full["a"]) == "different"
    assert rulings.answer(full["a"], full["e"]) is None
    assert make_rulings([judge("unsure", A, B)]).answer(full["b"], full["a"]) == "unsure"
    assert NO_RULINGS.answer(full["a"], full["b"]) is None


def test_a_pair_of_which_one_is_wrong_does_nothing_now():
    found = event("Shells fell.", "ASSAULT", ["rebels"], when=day("2019-03-04"), casualties=Casualties())
    readings = [reading(name, "2019-03-05", found) for name in "ab"]
    pair, wrong = judge("same", "incident:a@0-12", "incident:b@0-12"), judge("wrong", "incident:b@0-12", at=1)
    assert [r.effect for r in make_rulings([pair]).review(readings)] == ["what rests on them is one entry"]
    told = make_rulings([pair, wrong]).review(readings)
    assert [(r.state, r.effect) for r in told] == [
        ("in_force", "nothing now: incident:b@0-12 is left out"),
        ("in_force", "left out"),
    ]


def test_links_are_of_what_holds():
    given = [judge("same", B, A), judge("same", "actor:X", "actor:Y"), judge("different", A, C), judge("same", C, D)]
    rulings = make_rulings([*given, judge("different", C, D, at=1)])
    assert [(str(a), str(b)) for a, b in rulings.links()] == [(A, B)]
    assert rulings.actor_answers() == (("X", "Y", "same"),)
    assert rulings.reports == {"a", "b", "c", "d"}


def test_actors_are_known_whatever_the_case_of_letters():
    given = [judge("same", "actor:Ann Bo", "actor:A. Bo"), judge("different", "actor:a. bo", "actor:ANN BO", at=1)]
    assert states(*given) == ["overruled", "holds"]


def test_the_order_of_judgements_does_not_matter():
    rng = random.Random(7)
    names = [f"incident:r{n}@0-9" for n in range(6)]
    given = [
        judge(
            rng.choice(["same", "different", "unsure"]),
            *rng.sample(names, 2),
            at=rng.randrange(3),
            by=rng.choice(["Ada", "Bea", "rule:r"]),
        )
        for _ in range(25)
    ]
    expected = make_rulings(given)
    assert expected._settled.overruled and expected.links()
    for _ in range(20):
        rng.shuffle(given)
        assert make_rulings(given + given[:3]) == expected


def test_taking_one_back_brings_the_earlier_one_back():
    first, second = judge("same", A, B), judge("different", A, B, at=1)
    assert make_rulings([first, second]).links() == ()
    assert make_rulings([first]).links() == ((ref(A), ref(B)),)
    assert make_rulings([first]) == make_rulings([first, first])


@pytest.mark.parametrize(
    ("asked", "there", "meant"),
    [
        pytest.param(A, ["incident:a@10-60/12-15"], [0], id="the one in the sentence"),
        pytest.param(A, ["incident:a@8-61/12-15", "incident:a@62-99/70-71"], [0], id="moved a little"),
        pytest.param(A, ["incident:a@12-30/13-14", "incident:a@30-70/40-41"], [1], id="split: the larger part"),
        pytest.param(A, ["incident:a@50-90/60-61"], [], id="less than half"),
        pytest.param(A, ["truce:a@10-60/12-15", "incident:b@10-60/12-15"], [], id="another kind, another report"),
        pytest.param(A, TWO, [0, 1], id="two, and no word"),
        pytest.param(A + "/41-44", TWO, [1], id="two, and the word"),
        pytest.param(A + "/30-31", TWO, [], id="two, and no such word"),
        pytest.param(A + "/30-31", ["incident:a@10-60/12-15"], [0], id="one, told of by another word"),
        pytest.param(A + "/12-15", RIVAL, [1], id="beside a rival account"),
        pytest.param(A + "/59-60", RIVAL, [0], id="the rival account"),
    ],
)  # fmt: skip
def test_a_reference_finds_its_claim(asked, there, meant):
    claims = [ref(t) for t in there]
    assert resolve_ref(ref(asked), claims) == tuple(claims[n] for n in meant)


def test_a_reference_is_as_short_as_can_be():
    claims = [ref("incident:a@10-60/12-15"), ref("incident:a@70-90/71-73"), ref("incident:a@70-90/80-82")]
    assert [str(shorten_ref(c, claims)) for c in claims] == [A, str(claims[1]), str(claims[2])]

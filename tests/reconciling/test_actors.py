"""Actors over reports: pairs in tests/cases/actors_same.yaml, and identities in any order."""

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Actor, Reading
from dragoman.reconciling.actors.compare import SAME, name_words, same_actor
from dragoman.reconciling.actors.parties import gather_parties
from tests.factories import make_report

PAIRS = yaml.safe_load((Path(__file__).parent.parent / "cases" / "actors_same.yaml").read_text(encoding="utf-8"))


def reading(number, *actors):
    return Reading(report=make_report("x", id=f"r{number}"), actors=actors)


def person(name, country=None, **fields):
    return Actor(name=name, kind="person", country=country, code=f"{country}GOV" if country else None, **fields)


@pytest.mark.parametrize("row", PAIRS, ids=lambda r: f"{r['a']} / {r['b']}")
def test_same_actor(row):
    likeness = same_actor(row["a"], row["b"])
    assert (likeness.score >= SAME) == row["same"], likeness.reason
    assert likeness.reason


@given(st.sampled_from([r[k] for r in PAIRS for k in "ab"]), st.sampled_from([r[k] for r in PAIRS for k in "ab"]))
def test_same_actor_is_symmetric(a, b):
    assert same_actor(a, b) == same_actor(b, a)


def test_same_actor_needs_one_country():
    assert same_actor(person("Diallo", "GIN"), person("Diallo", "SEN")).score < SAME
    assert (
        same_actor(
            Actor(name="rebels", kind="group", country="SYR"), Actor(name="rebels", kind="group", country="COD")
        ).score
        < SAME
    )


def test_same_actor_takes_descriptions_of_one_country():
    a = Actor(name="Zairean rebels", kind="group", country="COD", code="CODREB")
    assert same_actor(a, Actor(name="rebels", kind="group", country="COD", code="CODREB")).score >= SAME


READINGS = [
    reading(
        1,
        person("Laurent-Desire Kabila", "COD"),
        Actor(name="rebels", kind="group", country="COD"),
        Actor(name="United States", kind="state", country="USA"),
    ),
    reading(
        2,
        person("Kabila", "COD"),
        Actor(name="Zairean rebels", kind="group", country="COD"),
        Actor(name="US", kind="state", country="USA"),
    ),
    reading(
        3, person("Laurent Kabila"), person("Joseph Kabila", "COD"), Actor(name="rebels", kind="group", country="SYR")
    ),
    reading(
        4,
        Actor(name="Laurent Kabila and US", kind="group", members=("Laurent Kabila", "US")),
        person("Laurent Kabila"),
        Actor(name="US", kind="state", country="USA"),
    ),
]


def identities_of(readings):
    return gather_parties({r.report.id: r for r in readings}.values()).names


def test_identities_joins_and_keeps_apart():
    names = identities_of(READINGS)
    assert names[("r1", "Laurent-Desire Kabila")] == names[("r3", "Laurent Kabila")] == "Laurent-Desire Kabila"
    assert names[("r3", "Joseph Kabila")] == "Joseph Kabila"
    assert names[("r1", "United States")] == names[("r2", "US")] == "United States"
    assert names[("r1", "rebels")] == names[("r2", "Zairean rebels")] == "Zairean rebels"
    assert names[("r3", "rebels")] != names[("r1", "rebels")]
    assert names[("r4", "Laurent Kabila and US")] == "Laurent-Desire Kabila and United States"


def test_a_surname_that_two_bear_is_left_alone():
    assert identities_of(READINGS)[("r2", "Kabila")] == "Kabila"


def test_identities_does_not_depend_on_order():
    first = identities_of(READINGS)
    assert all(identities_of(order) == first for order in itertools.permutations(READINGS))
    assert identities_of([*READINGS, READINGS[0]]) == first


def test_identities_of_nothing():
    assert identities_of([]) == {}


def test_name_words_drop_titles_and_accents():
    assert name_words("Gen. José Peña") == ("jose", "pena")
    assert name_words("rebel leader Kabila") == ("kabila",)

"""A record is made once for the same readings, and anew for anything that could make it another one."""

import datetime as dt

import pytest

from claim_sets import make_claim_sets
from dragoman import reconciling, recorded
from dragoman.cache import open_cache
from dragoman.model import ClaimRef, Judgement, Problem, to_json
from dragoman.recorded import make_record

READINGS = list(make_claim_sets(12))
PROBLEM = Problem(source="x", kind="failed", found="nothing", expected="a report")

CLAIM = ClaimRef(kind="event", report=READINGS[0].report.id, start=0, end=1)
JUDGED = Judgement(at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC), by="ana", answer="wrong", claims=(CLAIM,))


@pytest.fixture
def made(tmp_path, monkeypatch) -> list[int]:
    """How many readings each record was truly made of; the cache is a fresh folder."""
    seen: list[int] = []
    true = reconciling.reconcile

    def reconcile(readings, **options):
        seen.append(len(readings))
        return true(readings, **options)

    monkeypatch.setattr(reconciling, "reconcile", reconcile)
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path))
    return seen


def test_the_same_readings_make_one_record(made):
    first = make_record(iter(READINGS))
    again = make_record(READINGS)
    assert made == [12] and again == first and to_json(again) == to_json(first)


CHANGES = {
    "a report more": lambda patch: {"readings": READINGS + list(make_claim_sets(13))[12:]},
    "a day": lambda patch: {"as_of": dt.date(2016, 1, 1)},
    "a problem": lambda patch: {"not_read": [PROBLEM]},
    "a judgement": lambda patch: {"judgements": [JUDGED]},
    "another program": lambda patch: patch.setattr(recorded, "source_digest", lambda *parts: "x") or {},
    "another knowledge": lambda patch: patch.setattr(recorded, "reader_version", lambda: "x") or {},
    "a note": lambda patch: patch.setattr(recorded, "versions_told", lambda v: {"own_knowledge": "old"}) or {},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_could_make_another_record_makes_it_anew(made, monkeypatch, change):
    make_record(READINGS)
    given = {"readings": READINGS} | CHANGES[change](monkeypatch)
    make_record(given.pop("readings"), **given)
    assert len(made) == 2


def test_what_cannot_be_understood_in_the_cache_is_made_anew(made, monkeypatch):
    first = make_record(READINGS)
    monkeypatch.setattr(open_cache(), "get", lambda key: b'{"tracks": 1}')
    assert make_record(READINGS) == first and len(made) == 2


def test_without_a_cache_every_record_is_made(made, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_CACHE", "off")
    make_record(READINGS)
    make_record(READINGS)
    assert len(made) == 2

"""Five short reports of an invented process (tests/gold/tunis_process.yaml), read and reconciled."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dragoman.intake.jsonl import report_from_fields
from dragoman.model import Reading, Record, Report, Round
from dragoman.reconciling import reconcile
from dragoman.reconciling.actors.parties import gather_parties
from dragoman.reconciling.talks.links import split_mentions
from dragoman.reconciling.talks.make import make_talks_part
from dragoman.reconciling.talks.meetings import find_meetings

REPORTS = yaml.safe_load((Path(__file__).parent.parent / "gold" / "tunis_process.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def record(read_one: Callable[[Report], Reading]) -> Record:
    fields = [{**r, "published": str(r["published"])} for r in REPORTS]
    return reconcile([read_one(report_from_fields(f, "test")) for f in fields])


@pytest.fixture(scope="module")
def rounds(record: Record) -> dict[int | None, Round]:
    (tunis,) = [t for t in record.tracks if "Tunis talks" in t.names]
    return {r.number: r for r in tunis.rounds}


def test_rounds_are_numbered_through_all_reports(rounds: dict[int | None, Round]) -> None:
    assert {n: r.status for n, r in rounds.items()} == {2: "held", 3: "held", 4: "held"}


@pytest.mark.parametrize(("number", "ended"), [(2, "2019-03-01"), (3, "2019-03-15"), (4, "2019-05-04")])
def test_each_round_has_its_day_from_the_report_that_tells_it(
    rounds: dict[int | None, Round], number: int, ended: str
) -> None:
    held = rounds[number].held
    assert held and held.latest == dt.date.fromisoformat(ended)


def test_plans_of_two_reports_stand_beside_the_outcome_of_a_third(
    record: Record, rounds: dict[int | None, Round]
) -> None:
    planned = {(str(p.when.earliest), str(p.when.latest)) for p in rounds[3].planned}
    assert ("2019-03-14", "2019-03-14") in planned and len(planned) == 2
    assert rounds[3].outcome and "without progress" in rounds[3].outcome
    assert {e.report for e in rounds[3].evidence} == {"tide-0304", "marsh-0308", "tide-0316"}
    assert any(d.kind == "date" and len(d.sides) == 2 for d in record.discrepancies)


def test_plan_that_comes_true_keeps_its_announcement(rounds: dict[int | None, Round]) -> None:
    assert [(str(p.when.earliest), str(p.when.latest)) for p in rounds[4].planned] == [("2019-05-03", "2019-05-04")]


def test_whoever_boycotted_is_named_so(rounds: dict[int | None, Round]) -> None:
    boycotted = [p.actor for p in rounds[3].participants if p.attendance == "boycotted"]
    assert len(boycotted) == 1 and "rebel" in boycotted[0]


def test_two_calls_of_the_same_presidents_are_two(record: Record) -> None:
    calls = [c for c in record.contacts if c.kind == "call"]
    assert [c.when and c.when.latest for c in calls] == [dt.date(2019, 3, 3), dt.date(2019, 3, 17)]


def test_promise_has_its_day(record: Record) -> None:
    (promise,) = [c for c in record.commitments if "200 prisoners" in c.what]
    assert promise.due and promise.due.latest == dt.date(2019, 3, 20)


def test_breach_is_alleged_by_the_rebels(record: Record) -> None:
    violations = [v for c in record.ceasefires for v in c.alleged_violations]
    assert any("rebel" in "".join(v.accuser) and "army" in "".join(v.accused) for v in violations)


def test_convenors_are_those_who_sponsor(record: Record) -> None:
    (tunis,) = [t for t in record.tracks if "Tunis talks" in t.names]
    assert tunis.convenors == ("Tunisia", "Norway")


def test_parts_of_the_process_alone_give_what_all_of_it_gives(read_one: Callable[[Report], Reading]) -> None:
    readings = [read_one(report_from_fields({**r, "published": str(r["published"])}, "test")) for r in REPORTS]
    parties = gather_parties(readings)
    mentions = [m for r in readings for m in find_meetings(r, parties)]
    parts = [make_talks_part(part, parties) for part in split_mentions(mentions, parties)]
    assert len(parts) > 1
    for kind, found in enumerate(make_talks_part(reversed(mentions), parties)):
        assert sorted(map(repr, found)) == sorted(repr(entry) for part in parts for entry in part[kind])

"""The ledger's promise: one record, whatever the order and the batches, worked out only where reports touch it."""

import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claim_sets import make_claim_sets
from dragoman.ledger.book import Ledger, open_ledger
from dragoman.model import Reading, Record, Span, to_json
from dragoman.reconciling import reconcile
from tests.reconciling.readings import day, event
from tests.reconciling.readings import reading as make_reading

SETS = list(make_claim_sets(120))
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def whole() -> str:
    """The record of all sets, worked out at once in memory."""
    return bytes_of(reconcile(SETS))


def bytes_of(record: Record) -> str:
    return to_json(record)


def add(ledger: Ledger, readings) -> list[Reading]:
    return list(ledger.add_readings(readings))


def test_a_ledger_comes_to_the_record_that_memory_comes_to(tmp_path, whole):
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        assert len(add(ledger, SETS)) == len(SETS)
        assert bytes_of(ledger.record()) == whole


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(1, 60))
def test_order_and_batches_make_no_difference(tmp_path_factory, whole, rng, size):
    order = rng.sample(SETS, len(SETS))
    with open_ledger(tmp_path_factory.mktemp("ledger") / "a.dragoman") as ledger:
        for n in range(0, len(order), size):
            add(ledger, order[n : n + size])
        assert bytes_of(ledger.record()) == whole
    assert bytes_of(reconcile(order)) == whole


def test_adding_a_report_leaves_what_it_does_not_touch(tmp_path):
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        add(ledger, SETS[:-1])
        before = {n for (n,) in ledger.db.all("SELECT number FROM component")}
        add(ledger, SETS[-1:])
        after = {n for (n,) in ledger.db.all("SELECT number FROM component")}
    assert after - before, "the new report is nowhere"
    assert len(before - after) < len(before) / 5


def test_the_same_report_twice_is_one(tmp_path, whole):
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        add(ledger, SETS)
        adding = ledger.add_readings(SETS[:10])
        assert list(adding) == [] and (adding.added, adding.known) == (0, 10)
        assert ledger.refresh() == 0, "nothing is to be done"
        assert bytes_of(ledger.record()) == whole


def test_everything_worked_out_can_be_worked_out_again(tmp_path, whole):
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        add(ledger, SETS)
        assert ledger.rebuild() == len(SETS)
        assert bytes_of(ledger.record()) == whole


def test_two_texts_under_one_id_both_stay_and_are_told_apart(tmp_path):
    one, two = (
        make_reading(
            "same", "2017-03-02", event(f"{n} people died in Tunis.", "ASSAULT", ["rebels"], when=day("2017-03-01"))
        )
        for n in ("Three", "Nine")
    )
    records = []
    for order in ([one, two], [two, one]):
        with open_ledger(tmp_path / f"{order[0].report.key()}.dragoman") as ledger:
            for reading in order:
                add(ledger, [reading])
            records.append(ledger.record())
    names = [r.id for r in records[0].reports]
    assert len(names) == 2 and all(n.startswith("same~") for n in names)
    assert bytes_of(records[0]) == bytes_of(records[1]) == bytes_of(reconcile([one, two]))


def test_claims_stand_with_their_words(tmp_path):
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        add(ledger, SETS[:20])
        rows = ledger.db.all(
            "SELECT p.number, c.start, c.end, c.wording FROM claim c JOIN reading r ON r.number = c.reading "
            "JOIN report p ON p.number = r.report"
        )
        texts = {r.report.id: r.report for r in ledger.readings()}
        names = dict(ledger.db.all("SELECT number, name FROM report"))
    assert len(rows) > 20
    assert all(texts[names[n]].quote(Span(start, end)) == wording for n, start, end, wording in rows)


def test_what_the_rules_joined_is_kept_with_the_claims(tmp_path):
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        add(ledger, SETS[:-40])
        before = ledger.joins()
        add(ledger, SETS[-40:])
        joins = ledger.joins()
        several = [i for i in ledger.record().incidents if len({e.report for e in i.evidence}) > 1]
        ledger.rebuild()
        again = ledger.joins()
    assert len(before) < len(joins) and {j.rule for j in joins} >= {"incidents", "talks"}
    assert all(len(j.claims) > 1 and j.at for j in joins)
    assert len([j for j in joins if j.rule == "incidents"]) >= len(several) > 0
    assert [j._replace(at="") for j in again] == [j._replace(at="") for j in joins]


def test_readings_come_back_as_they_went_in(tmp_path):
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        add(ledger, SETS)
        assert {r.report.id: r for r in ledger.readings()} == {r.report.id: r for r in SETS}


def test_a_better_reading_takes_the_place_of_the_one_before(tmp_path):
    reading = make_reading(
        "r1", "2017-03-02", event("Nine people died in Tunis.", "ASSAULT", ["rebels"], when=day("2017-03-01"))
    )
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        add(ledger, [msgspec.structs.replace(reading, versions={"program": "0"})])
        assert ledger.outdated() == 1
        before = ledger.db.one("SELECT count(*) FROM reading")
        from dragoman.ledger.claims import keep_reading

        with ledger.db.writing():
            keep_reading(ledger.db, 1, msgspec.structs.replace(reading, events=()))
        assert next(ledger.readings()).events == ()
        assert ledger.db.one("SELECT count(*) FROM reading") == (before[0] + 1,), "the old claims are still there"
        assert bytes_of(ledger.record()) == bytes_of(reconcile([msgspec.structs.replace(reading, events=())]))


def test_as_of_a_day_the_record_is_that_of_the_reports_until_then(tmp_path):
    days = sorted({r.report.published.date for r in SETS})
    middle = days[len(days) // 2]
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        add(ledger, SETS)
        past = ledger.record(as_of=middle)
    alone = reconcile([r for r in SETS if r.report.published.date <= middle], as_of=middle)
    assert bytes_of(past) == bytes_of(alone)
    assert 0 < len(past.reports) < len(SETS)


# ---- killed and shared
def run(*args: object) -> subprocess.Popen:
    command = [sys.executable, "bench/add_sets.py", *map(str, args)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_process_loses_nothing_that_was_acknowledged(tmp_path, whole, seed):
    path = tmp_path / "a.dragoman"
    worker = run(path, len(SETS))
    rng = random.Random(seed)
    lines = [worker.stdout.readline().strip() for _ in range(rng.randrange(0, len(SETS)))]
    worker.kill()
    acknowledged = {*lines, *worker.stdout.read().split()} - {"done", ""}
    worker.wait()
    worker.stdout.close()
    with open_ledger(path) as ledger:
        kept = {r.report.id: r for r in ledger.readings()}
        assert acknowledged <= kept.keys()
        assert all(kept[r.report.id] == r for r in SETS if r.report.id in kept), "a report is kept in part"
        add(ledger, SETS)
        assert bytes_of(ledger.record()) == whole


def test_two_processes_may_add_at_once(tmp_path, whole):
    path = tmp_path / "a.dragoman"
    workers = [run(path, len(SETS)), run(path, len(SETS), "--backwards")]
    said = [w.communicate()[0].split() for w in workers]
    assert [w.returncode for w in workers] == [0, 0]
    assert all(lines[-1] == "done" for lines in said)
    with open_ledger(path) as ledger:
        assert ledger.refresh() == 0, "whoever came last left the record up to date"
        assert bytes_of(ledger.record()) == whole
        assert ledger.db.one("SELECT count(*), count(DISTINCT key) FROM report") == (len(SETS), len(SETS))

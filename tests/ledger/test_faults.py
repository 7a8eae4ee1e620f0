"""A ledger in trouble: older, newer, full, read-only, damaged, busy. A clear line each time, and nothing lost."""

import sqlite3
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from claim_sets import make_claim_sets
from dragoman.commands import main
from dragoman.errors import LedgerError
from dragoman.ledger import sqlite as store
from dragoman.ledger.book import Ledger, open_ledger
from dragoman.ledger.sqlite import Database
from dragoman.model import Reading, to_json, to_json_line

SETS = list(make_claim_sets(40))


@pytest.fixture
def path(tmp_path) -> Path:
    """A ledger of all sets, closed."""
    made = tmp_path / "talks.dragoman"
    with open_ledger(made) as ledger:
        list(ledger.add_readings(SETS))
    return made


def add(ledger: Ledger, readings: list[Reading]) -> int:
    adding = ledger.add_readings(readings)
    list(adding)
    return adding.added


def record_of(path: Path) -> str:
    with open_ledger(path) as ledger:
        return to_json(ledger.record())


def said(path: Path) -> str:
    """What a command says of a ledger that it cannot use: one line, and the status for it."""
    run = CliRunner().invoke(main, ["brief", "--ledger", str(path)])
    assert run.exit_code == 4 and run.stdout == "", run.output
    assert run.stderr.count("\n") == 1 and run.stderr.startswith("dragoman: ") and "; expected " in run.stderr
    return run.stderr


def make_old(path: Path, readings: list[Reading]) -> None:
    """A ledger as the first version wrote it."""
    script = (resources.files("dragoman.ledger") / "migrations" / "0001_readings.sql").read_text()
    db = sqlite3.connect(path)
    db.executescript(script)
    for r in readings:
        key = r.report.key()
        db.execute("INSERT INTO report VALUES (?, ?, ?)", (key, r.report.id, r.report.source))
        row = (key, r.report.published.date is not None, to_json_line(r.versions).decode(), to_json_line(r).decode())
        db.execute("INSERT INTO reading (report, dated, versions, json) VALUES (?, ?, ?, ?)", row)
    db.execute("INSERT INTO log (at, who, action, detail) VALUES ('2001-02-03T04:05:06+00:00', 'ana', 'add', 'all')")
    db.execute("PRAGMA user_version = 1")
    db.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
    db.commit()
    db.close()


def test_a_ledger_of_the_first_version_is_brought_up_to_date_and_loses_nothing(path, tmp_path):
    old = tmp_path / "old.dragoman"
    make_old(old, SETS)
    with open_ledger(old) as ledger:
        assert len(list(ledger.readings())) == len({s.report.key() for s in SETS})
        assert ledger.log()[0][1:] == ("ana", "add", "all")
        assert add(ledger, SETS) == 0
    assert record_of(old) == record_of(path)


def test_a_step_that_fails_leaves_the_older_ledger_as_it_was(tmp_path, monkeypatch):
    old = tmp_path / "old.dragoman"
    make_old(old, SETS[:3])
    before = old.read_bytes()

    def fail(db: Database) -> None:
        raise LedgerError("no")

    monkeypatch.setattr(store, "CARRY", {2: fail})
    with pytest.raises(LedgerError):
        open_ledger(old)
    monkeypatch.undo()
    assert old.read_bytes() == before
    with open_ledger(old) as ledger:
        assert len(list(ledger.readings())) == 3


def test_a_newer_ledger_is_left_alone(path):
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    assert "found a ledger of version 99" in said(path)
    assert path.read_bytes() == before


def test_a_full_disk_keeps_what_was_acknowledged_and_goes_on_later(tmp_path, path):
    full = tmp_path / "full.dragoman"
    with open_ledger(full) as ledger:
        assert add(ledger, SETS[:10]) == 10
        (pages,) = ledger.db.one("PRAGMA page_count")
        ledger.db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LedgerError, match="no room on the disk; expected some"):
            add(ledger, SETS)
        assert len(list(ledger.readings())) == 10
    with open_ledger(full) as ledger:
        assert add(ledger, SETS) == len(SETS) - 10
    assert record_of(full) == record_of(path)


@pytest.fixture
def read_only(path, monkeypatch) -> Path:
    with open_ledger(path) as ledger:
        ledger.refresh()

    def connect(database, **options):
        if options.get("uri"):
            return real(database, **options)
        raise sqlite3.OperationalError("unable to open database file")

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", connect)
    return path


def test_a_ledger_in_a_read_only_folder_can_be_read(read_only):
    with open_ledger(read_only) as ledger:
        assert len(ledger.record().reports) == len(SETS)
        with pytest.raises(LedgerError, match=r"read-only .*; expected a ledger that can be written"):
            add(ledger, list(make_claim_sets(45)))
        assert len(ledger.record().reports) == len(SETS)


def test_a_new_ledger_in_a_read_only_folder_is_refused(read_only):
    with pytest.raises(LedgerError, match="read-only"):
        open_ledger(read_only.with_name("new.dragoman"))


def test_rows_that_wait_beside_a_read_only_file_are_not_passed_over(read_only):
    read_only.with_name(f"{read_only.name}-wal").write_bytes(b"rows")
    assert "read-only" in said(read_only)


@pytest.mark.parametrize("share", range(2, 100, 7))
def test_damage_is_one_line_wherever_it_is(path, share):
    data = bytearray(path.read_bytes())
    at = len(data) * share // 100
    data[at : at + 9000] = b"\xa7" * len(data[at : at + 9000])
    path.write_bytes(data)
    try:
        with open_ledger(path) as ledger:
            ledger.rebuild()
            list(ledger.readings())
            ledger.log()
    except LedgerError as error:
        assert "damage" in str(error) and "restore it from a copy" in str(error) and "\n" not in str(error)
        assert path.read_bytes()[at : at + 20] == bytes(data[at : at + 20])


def test_a_row_that_holds_something_else_is_damage(path):
    with sqlite3.connect(path) as db:
        db.execute("UPDATE claim SET assertion = ? WHERE reading = 2", (b'{"kind": "none"',))
        db.execute("UPDATE reading SET head = ? WHERE number = 1", (b"\xff\xfe",))
    db.close()
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match="found damage in the ledger: a row"):
        list(ledger.readings())


def test_half_a_file_is_refused_in_one_line(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "damage" in said(path)


def test_who_reads_is_not_held_up_by_who_writes_and_who_writes_is_told(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_ledger(path) as ledger:
        assert len(ledger.record().reports) == len(SETS)
    db = Database(path, wait_seconds=0.05)
    with pytest.raises(LedgerError, match="another process is writing"):
        db.log("add", "1")
    db.close()
    other.execute("ROLLBACK")
    other.close()
    with open_ledger(path) as ledger:
        assert add(ledger, SETS) == 0

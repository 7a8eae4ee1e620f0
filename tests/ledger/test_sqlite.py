"""The store: what goes in comes out, once; what is no ledger is refused in one line; a stop loses nothing."""

import datetime as dt
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger.sqlite import SqliteStore
from dragoman.ledger.store import ReadingRow


def make_row(key: str = "k1", json: bytes = b'{"a":1}', **fields: object) -> ReadingRow:
    given = {"id": "r1", "source": "a.txt", "dated": True, "versions": "{}"} | fields
    return ReadingRow(report=key, json=json, **given)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.dragoman"


def test_readings_come_back_the_latest_of_each_report(path):
    store = SqliteStore(path)
    store.keep_readings([make_row("k2"), make_row("k1")], "add", "2 reports")
    store.keep_readings([make_row("k1", b'{"a":2}')], "add", "read again")
    assert [(r.report, r.json) for r in store.readings(late=True)] == [("k1", b'{"a":2}'), ("k2", b'{"a":1}')]
    assert store.known_reports() == {"k1", "k2"}


def test_late_readings_replace_each_other(path):
    store = SqliteStore(path)
    store.keep_readings([make_row("k1"), make_row("k2")], "add", "2 reports")
    store.keep_late([("k1", b"1"), ("k2", b"2")])
    store.keep_late([("k2", b"3")])
    assert [r.json for r in store.readings(late=True)] == [b'{"a":1}', b"3"]
    assert [r.json for r in store.readings(late=False)] == [b'{"a":1}', b'{"a":1}']


def test_problems_are_kept_once(path):
    store = SqliteStore(path)
    store.keep_problems([("p", b"one")])
    store.keep_problems([("p", b"one"), ("q", b"two")])
    assert store.problems() == [b"one", b"two"]


def test_log_says_who_and_when_and_cannot_be_changed(path):
    store = SqliteStore(path, now=lambda: dt.datetime(2017, 3, 18, 12, tzinfo=dt.UTC))
    store.keep_readings([make_row()], "add", "1 report")
    ((at, who, action, detail),) = store.log()
    assert (at, action, detail) == ("2017-03-18T12:00:00+00:00", "add", "1 report") and who
    store.close()
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"), sqlite3.connect(path) as db:
        db.execute("DELETE FROM log")
    db.close()


def test_a_fault_on_the_way_keeps_nothing_of_the_call(path):
    store = SqliteStore(path)

    def rows():
        yield make_row("k1")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        store.keep_readings(rows(), "add", "never")
    assert store.known_reports() == frozenset() and store.log() == []


def test_a_killed_process_leaves_a_whole_ledger(path):
    SqliteStore(path).close()
    code = f"""
import os
from dragoman.ledger.sqlite import SqliteStore
from tests.ledger.test_sqlite import make_row
def rows():
    yield make_row("lost")
    os._exit(9)
store = SqliteStore(__import__("pathlib").Path({str(path)!r}))
store.keep_readings([make_row("kept")], "add", "1")
store.keep_readings(rows(), "add", "2")
"""
    root = Path(__file__).parent.parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 9
    assert SqliteStore(path).known_reports() == {"kept"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"just some notes, long enough to be read as a header" * 4, "no SQLite database"),
        (b"\x00\x01\x02", "no SQLite database"),
        (b"SQLite format 3\x00" + b"\x07" * 200, "another program's SQLite database"),
    ],
)
def test_what_is_no_ledger_is_refused_and_left_alone(path, content, found):
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=found) as error:
        SqliteStore(path)
    assert str(path) in str(error.value) and "\n" not in str(error.value)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    with pytest.raises(LedgerError, match="another program's"):
        SqliteStore(path)


def test_damage_is_one_line(path):
    store = SqliteStore(path)
    store.keep_readings([make_row(f"k{n}", b"x" * 3000) for n in range(40)], "add", "many")
    store.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="damage"):
        list(SqliteStore(path).readings(late=True))


def test_a_newer_ledger_is_refused(path):
    SqliteStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LedgerError, match="version 99"):
        SqliteStore(path)


def test_a_ledger_being_written_to_is_one_line(path):
    SqliteStore(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerError, match="another process is writing"):
        SqliteStore(path, wait_seconds=0.05).keep_readings([make_row()], "add", "1")
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("name", ["", "no/such/folder/x.dragoman"])
def test_folders_and_missing_folders_are_refused(tmp_path, name):
    with pytest.raises(LedgerError, match="folder"):
        SqliteStore(tmp_path / name)

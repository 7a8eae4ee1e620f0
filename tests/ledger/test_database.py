"""One file: what is no ledger is refused in one line; a stop loses nothing; the log cannot be changed."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger.sqlite import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.dragoman"


def test_log_says_who_and_when_and_cannot_be_changed(path):
    db = Database(path, now=lambda: dt.datetime(2017, 3, 18, 12, tzinfo=dt.UTC))
    db.log("add", "1 report")
    ((at, who, action, detail),) = db.all("SELECT at, who, action, detail FROM log")
    assert (at, action, detail) == ("2017-03-18T12:00:00+00:00", "add", "1 report") and who
    with pytest.raises(LedgerError, match="only ever added to"):
        db.execute("DELETE FROM log")
    with pytest.raises(LedgerError, match="only ever added to"):
        db.execute("UPDATE log SET who = 'somebody else'")
    db.close()


def test_a_fault_on_the_way_keeps_nothing_of_the_call(path):
    db = Database(path)
    with pytest.raises(RuntimeError), db.writing():
        db.log("add", "never")
        raise RuntimeError("stopped")
    assert db.all("SELECT * FROM log") == []
    with db.writing(), db.writing():
        db.log("add", "once")
    assert len(db.all("SELECT * FROM log")) == 1
    db.close()


def test_among_takes_any_number_of_values(path):
    db = Database(path)
    with db.writing():
        for n in range(1200):
            db.log("n", str(n))
    assert len(db.among("SELECT number FROM log WHERE action = ? AND number IN (?)", range(2000), "n")) == 1200
    assert db.among("SELECT number FROM log WHERE number IN (?)", []) == []
    db.close()


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
        Database(path)
    assert str(path) in str(error.value) and "\n" not in str(error.value)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(path):
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE theirs (x)")
    theirs.close()
    with pytest.raises(LedgerError, match="another program's"):
        Database(path)


def test_a_newer_ledger_is_refused(path):
    Database(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(LedgerError, match="version 99"):
        Database(path)


def test_a_ledger_being_written_to_is_one_line(path):
    Database(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="another process is writing"):
        Database(path, wait_seconds=0.05).log("add", "1")
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("name", ["", "no/such/folder/x.dragoman"])
def test_folders_and_missing_folders_are_refused(tmp_path, name):
    with pytest.raises(LedgerError, match="folder"):
        Database(tmp_path / name)

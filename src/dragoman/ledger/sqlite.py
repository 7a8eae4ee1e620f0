"""The store in one SQLite file. Numbered migrations bring an older file up to date.

Every fault of the file becomes a `LedgerError` in one line; every write is one transaction.
"""

import datetime as dt
import getpass
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.errors import LedgerError
from dragoman.ledger.store import ReadingRow

APPLICATION_ID = 0x44524147  # "DRAG": tells a ledger from any other SQLite file
MAGIC = b"SQLite format 3\x00"
WAIT_SECONDS = 5.0  # for another process to finish writing


class SqliteStore:
    """A ledger's rows in one SQLite file.

    Args:
        path: the file; made if there is none.
        wait_seconds: how long to wait for another process that is writing.
        now: the clock of the log.
    Raises:
        LedgerError: the file is no ledger, is damaged, is of a later version, or is being written to.
    """

    def __init__(
        self, path: Path, wait_seconds: float = WAIT_SECONDS, now: Callable[[], dt.datetime] | None = None
    ) -> None:
        self._path = path
        self._now = now or (lambda: dt.datetime.now(dt.UTC))
        _check_file(path)
        with self._faults():
            self._db = sqlite3.connect(path, timeout=wait_seconds, isolation_level=None)
            try:
                self._migrate()
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        self._db.close()

    def known_reports(self) -> frozenset[str]:
        return frozenset(key for (key,) in self._all("SELECT key FROM report"))

    def keep_readings(self, rows: Iterable[ReadingRow], action: str, detail: str) -> None:
        with self._transaction():
            for row in rows:
                self._db.execute("INSERT OR IGNORE INTO report VALUES (?, ?, ?)", (row.report, row.id, row.source))
                self._db.execute(
                    "INSERT INTO reading (report, dated, versions, json) VALUES (?, ?, ?, ?)",
                    (row.report, row.dated, row.versions, row.json.decode()),
                )
            self._log(action, detail)

    def keep_late(self, rows: Iterable[tuple[str, bytes]]) -> None:
        with self._transaction():
            self._db.execute("DELETE FROM late_reading")
            self._db.executemany("INSERT INTO late_reading VALUES (?, ?)", ((k, line.decode()) for k, line in rows))

    def keep_problems(self, problems: Iterable[tuple[str, bytes]]) -> None:
        with self._transaction():
            self._db.executemany(
                "INSERT OR IGNORE INTO problem VALUES (?, ?)", ((k, line.decode()) for k, line in problems)
            )

    def readings(self, *, late: bool) -> Iterator[ReadingRow]:
        json = "coalesce(l.json, r.json)" if late else "r.json"
        query = f"""SELECT r.report, p.id, p.source, r.dated, r.versions, {json}
                    FROM reading r JOIN report p ON p.key = r.report LEFT JOIN late_reading l ON l.report = r.report
                    WHERE r.number = (SELECT max(number) FROM reading WHERE report = r.report) ORDER BY r.report"""
        with self._faults():
            for key, id_, source, dated, versions, line in self._db.execute(query):
                yield ReadingRow(key, id_, source, bool(dated), versions, line.encode())

    def problems(self) -> list[bytes]:
        return [line.encode() for (line,) in self._all("SELECT json FROM problem ORDER BY key")]

    def log(self) -> list[tuple[str, str, str, str]]:
        return self._all("SELECT at, who, action, detail FROM log ORDER BY number")

    def _all(self, query: str) -> list[Any]:
        with self._faults():
            return self._db.execute(query).fetchall()

    def _log(self, action: str, detail: str) -> None:
        at = self._now().isoformat(timespec="seconds")
        self._db.execute("INSERT INTO log (at, who, action, detail) VALUES (?, ?, ?, ?)", (at, _user(), action, detail))

    def _migrate(self) -> None:
        steps = _migrations()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > len(steps):
            raise LedgerError(
                f"{self._path}: found a ledger of version {version}; expected {len(steps)} or older: "
                "it was written by a newer Dragoman, which can read it"
            )
        if version == len(steps):
            return
        with self._transaction():
            for number, script in enumerate(steps[version:], version + 1):
                for statement in _statements(script):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {number}")
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._faults():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LedgerError(f"{self._path}: {_explain(error)}") from error


def _check_file(path: Path) -> None:
    """Refuse what is no ledger before SQLite touches it; an empty or missing file becomes a new one."""
    try:
        if path.is_dir():
            raise LedgerError(f"{path}: found a folder; expected a ledger file")
        if not path.exists():
            if not path.parent.is_dir():
                raise LedgerError(f"{path}: found no folder {path.parent}; expected one to put the ledger in")
            return
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror or error}; expected a ledger that can be read") from error
    if not head:
        return
    if not head.startswith(MAGIC):
        raise LedgerError(f"{path}: found a file that is no SQLite database; expected a ledger")
    if len(head) < 72 or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise LedgerError(f"{path}: found another program's SQLite database; expected a ledger")


def _explain(error: sqlite3.Error) -> str:
    text = str(error)
    if "locked" in text or "busy" in text:
        return "found that another process is writing to it; expected it to be free: try again when that is done"
    if "malformed" in text or "not a database" in text:
        return f"found damage ({text}); expected a whole ledger: restore it from a copy"
    if "readonly" in text or "unable to open" in text:
        return f"{text}; expected a ledger that can be written"
    return text


def _migrations() -> list[str]:
    folder = resources.files("dragoman.ledger") / "migrations"
    return [
        f.read_text(encoding="utf-8") for f in sorted(folder.iterdir(), key=lambda f: f.name) if f.name[0].isdigit()
    ]


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one (executescript would commit between them)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"

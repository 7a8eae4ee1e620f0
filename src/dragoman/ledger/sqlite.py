"""One SQLite file. Numbered migrations bring an older file up to date.

Every fault of the file becomes a `LedgerError` in one line; every write is one transaction.
"""

import datetime as dt
import getpass
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.errors import LedgerError
from dragoman.ledger.carry import CARRY

APPLICATION_ID = 0x44524147  # "DRAG": tells a ledger from any other SQLite file
MAGIC = b"SQLite format 3\x00"
WAIT_SECONDS = 120.0  # for another process to finish writing; bringing a record up to date may take that long
PAUSE_SECONDS = 0.02  # between tries
MOST_VALUES = 500  # in one query
CACHE_KB = 65536  # pages of the file that are kept in memory


class Database:
    """A ledger's rows in one SQLite file.

    Args:
        path: the file; made if there is none.
        wait_seconds: how long to wait for another process that is writing.
        now: the clock of the log.
        durable: what was acknowledged outlives a power cut, and others may read meanwhile; a copy of one's own that can
            be thrown away needs neither.
    Raises:
        LedgerError: the file is no ledger, is damaged, is of a later version, or is being written to. Every method
            raises it for a fault of the file.
    """

    def __init__(
        self,
        path: Path,
        wait_seconds: float = WAIT_SECONDS,
        now: Callable[[], dt.datetime] | None = None,
        *,
        durable: bool = True,
    ) -> None:
        self._path = path
        self._now = now or (lambda: dt.datetime.now(dt.UTC))
        _check_file(path)
        with self._faults():
            self._db, writable = _connect(path, wait_seconds)
            try:
                self._db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
                self._db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
                if not durable:
                    self._db.execute("PRAGMA journal_mode = MEMORY")
                self._migrate()
                if writable and durable:
                    self._write_ahead(wait_seconds)
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def execute(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run one statement; returns the number of the row it inserted, if it did."""
        try:
            return self._db.execute(statement, values).lastrowid or 0
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        try:
            self._db.executemany(statement, rows)
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def all(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of a query, as tuples."""
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def one(self, query: str, values: Sequence[object] = ()) -> Any | None:
        """The first row of a query; None if there is none."""
        try:
            return self._db.execute(query, values).fetchone()
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def among(self, query: str, values: Iterable[object], *before: object) -> list[Any]:
        """All rows of a query with `IN (?)` in it, for any number of values; further values come before them."""
        rows: list[Any] = []
        wanted = list(values)
        for n in range(0, len(wanted), MOST_VALUES):
            some = wanted[n : n + MOST_VALUES]
            rows += self.all(query.replace("IN (?)", f"IN ({','.join('?' * len(some))})"), (*before, *some))
        return rows

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What is written inside is kept whole or not at all. One may stand in another."""
        if self._db.in_transaction:
            yield
            return
        with self._faults():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def log(self, action: str, detail: str) -> None:
        """Add a line to the log of who did what."""
        self.execute(
            "INSERT INTO log (at, who, action, detail) VALUES (?, ?, ?, ?)", (self.now(), user(), action, detail)
        )

    def now(self) -> str:
        """The time, UTC, ISO 8601, in seconds."""
        return self._now().isoformat(timespec="seconds")

    def _write_ahead(self, wait_seconds: float) -> None:
        """Whoever reads does not hold up whoever writes. Only after the first rows: a new file is a ledger or empty.

        SQLite does not wait for others by itself here, who may be opening the same file.
        """
        until = time.monotonic() + wait_seconds
        while self._db.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                self._db.execute("PRAGMA journal_mode = WAL").fetchone()
            except sqlite3.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(PAUSE_SECONDS)

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
        with self.writing():
            (version,) = self._db.execute("PRAGMA user_version").fetchone()  # another process may have been first
            for number, script in enumerate(steps[version:], version + 1):
                for statement in _statements(script):
                    self._db.execute(statement)
                if number in CARRY:
                    CARRY[number](self)
            self._db.execute(f"PRAGMA user_version = {len(steps)}")
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def _fault(self, error: sqlite3.Error) -> LedgerError:
        return LedgerError(f"{self._path}: {_explain(error)}")


def _connect(path: Path, wait_seconds: float) -> tuple[sqlite3.Connection, bool]:
    """Open a file, and say whether it can be written. In a folder that is read-only a ledger can still be read."""
    try:
        with closing(sqlite3.connect(path, timeout=wait_seconds)) as tried:
            tried.execute("SELECT 1 FROM sqlite_master")
        return sqlite3.connect(path, timeout=wait_seconds, isolation_level=None), True
    except sqlite3.OperationalError as error:
        waiting = path.with_name(f"{path.name}-wal")  # rows that are not in the file itself yet
        if not _is_read_only(error) or not path.exists() or (waiting.exists() and waiting.stat().st_size):
            raise
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None), False


def _is_read_only(error: sqlite3.Error) -> bool:
    return "readonly" in str(error) or "unable to open" in str(error)


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
    if _is_read_only(error):
        return f"found it, or its folder, read-only ({text}); expected a ledger that can be written"
    if "full" in text:
        return "found no room on the disk; expected some: what was kept before is whole, so make room and do it again"
    if "disk I/O" in text:
        return "found that the disk cannot be read or written; expected a disk without faults: save a copy of the file"
    return f"found {text}; expected a ledger in order"


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


def user() -> str:
    """The name of the account that the program runs under."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"

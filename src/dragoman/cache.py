"""What was worked out before, kept between runs: values by key, in one SQLite file in the user's cache folder.

Enters: keys and bytes. Leaves: the bytes, until room is needed for newer ones. Nothing here fails a run: where the
folder cannot be used or the file is damaged the run goes on without, and `fault` says so in one line.
One file and not one for each entry: over 1,000 entries of 4 kB writing took 13 against 53 ms, reading 16 against 12.
"""

import atexit
import functools
import hashlib
import os
import sqlite3
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import SettingsError
from dragoman.settings import get_setting

OFF = "off"
FILE = "kept.sqlite"
LAYOUT = 1  # of the file; one of another layout is thrown away
AT_ONCE = 64  # values written in one transaction: the most that is worked out again after an interruption
WAIT_SECONDS = 5.0  # for another process; each writes for some milliseconds
TOUCH_SECONDS = 86_400  # how stale the time of the last use may get
ROOM = 0.9  # share of the bound that is left filled when room is made
OWN_FOLDER, OWN_FILE = 0o700, 0o600  # reports may be confidential
_TABLE = "CREATE TABLE entry (key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL, value BLOB NOT NULL)"
_INDEX = "CREATE INDEX entry_used ON entry (used)"


class Extent(NamedTuple):
    """How much is kept."""

    bytes: int
    entries: int


class Cache:
    """Values by key in one file; None as folder: nothing is kept and nothing is found.

    `fault` is None as long as all goes well, else one line for the user. May be used from several threads.
    """

    def __init__(self, folder: Path | None, max_bytes: int) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self.fault: str | None = None
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None
        self._begun = False
        self._writes = folder is not None
        self._waiting: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()

    def get(self, key: bytes) -> bytes | None:
        """The value of a key; None where there is none, or none that is whole."""
        with self._lock, self._faults():
            if (db := self._open()) is None:
                return None
            row = db.execute("SELECT value, used FROM entry WHERE key = ?", (key,)).fetchone()
            if row is None:
                return self._waiting.get(key)
            if time.time() - row[1] > TOUCH_SECONDS:
                self._used.add(key)
            with suppress(zlib.error, TypeError):
                return zlib.decompress(row[0])
        return None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value; it is written with others, at the latest by `flush`."""
        if not self._writes or len(value) > self.max_bytes // 10:
            return
        with self._lock:
            self._waiting[key] = value
            full = len(self._waiting) >= AT_ONCE
        if full:
            self.flush()

    def flush(self) -> None:
        """Write what waits, and make room where the bound is passed."""
        with self._lock:
            if not (self._waiting or self._used):
                return
            rows, used = list(self._waiting.items()), sorted(self._used)
            self._waiting, self._used = {}, set()
            with self._faults(writing=True):
                if self._writes and (db := self._open()) is not None:
                    self._write(db, rows, used)

    def extent(self) -> Extent:
        """How much is kept now; nothing where there is no file yet."""
        with self._lock, self._faults():
            if self.folder and (self.folder / FILE).exists() and (db := self._open()) is not None:
                return Extent(_filled(db), db.execute("SELECT count(*) FROM entry").fetchone()[0])
        return Extent(0, 0)

    def close(self) -> None:
        """Write what waits and let go of the file; using the cache again opens it again."""
        self.flush()
        with self._lock:
            self._let_go()
            self._begun = False

    def _write(self, db: sqlite3.Connection, rows: list[tuple[bytes, bytes]], used: list[bytes]) -> None:
        now = int(time.time())
        packed = [(key, zlib.compress(value, 1)) for key, value in rows]
        db.execute("BEGIN IMMEDIATE")
        try:
            db.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", ((k, now, len(v), v) for k, v in packed))
            db.executemany("UPDATE entry SET used = ? WHERE key = ?", ((now, k) for k in used))
            excess = _filled(db) - self.max_bytes
            if excess > 0:
                _make_room(db, excess + int(self.max_bytes * (1 - ROOM)))
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise

    def _open(self) -> sqlite3.Connection | None:
        if self._begun or self.folder is None:
            return self._db
        self._begun = True
        with self._faults():
            file = _own_file(self.folder)
            self._db = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            if self._db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
                self._lay_out(self._db)
            self._db.execute("PRAGMA synchronous = OFF")  # what a power cut damages is found out and thrown away
        return self._db

    def _lay_out(self, db: sqlite3.Connection) -> None:
        db.execute("PRAGMA auto_vacuum = FULL")  # room that was made is given back
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:  # another process may have been faster
            db.execute("DROP TABLE IF EXISTS entry")
            db.execute(_TABLE)
            db.execute(_INDEX)
            db.execute(f"PRAGMA user_version = {LAYOUT}")
        db.execute("COMMIT")

    @contextmanager
    def _faults(self, writing: bool = False) -> Iterator[None]:
        """Turn a fault of the file into a line, and go on: without writing, or without the cache."""
        try:
            yield
        except (sqlite3.Error, OSError, SettingsError) as error:
            if "malformed" in str(error) or "not a database" in str(error):
                self._throw_away(error)
            else:
                self._go_without(error, writing)

    def _throw_away(self, error: Exception) -> None:
        """Delete a damaged file; the next run begins a new one."""
        self._let_go()
        self._writes = False
        assert self.folder is not None
        try:
            (self.folder / FILE).unlink(missing_ok=True)
            (self.folder / f"{FILE}-journal").unlink(missing_ok=True)
        except OSError:
            self.fault = f"cache: {self.folder / FILE}: found damage ({error}); delete it, or set DRAGOMAN_CACHE=off"
        else:
            self.fault = f"cache: {self.folder / FILE}: found damage ({error}) and deleted it; nothing but time is lost"

    def _go_without(self, error: Exception, writing: bool) -> None:
        self._writes = False
        if not writing:
            self._let_go()
        found = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        lost = "what is new is not kept" if writing else "nothing is kept"
        self.fault = f"cache: {self.folder}: {found.lower()}; {lost} (DRAGOMAN_CACHE=FOLDER for another place, or =off)"

    def _let_go(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
        self._db = None


def open_cache() -> Cache:
    """The cache that the settings name. Nothing is opened or made before it is used.

    Raises:
        SettingsError: the setting `cache_bytes` is no number.
    """
    limit = get_setting("cache_bytes")
    if not limit.isdecimal():
        raise SettingsError(f"setting cache_bytes: found {limit!r}, expected a number of bytes")
    return _shared(cache_folder(), int(limit) // 2)  # the other half is for ledgers (recorded.py)


@functools.lru_cache(maxsize=4)
def _shared(folder: Path | None, max_bytes: int) -> Cache:
    cache = Cache(folder, max_bytes)
    atexit.register(cache.close)
    return cache


def cache_folder() -> Path | None:
    """The folder of the setting `cache`, else the platform's for caches; None where the setting is "off"."""
    own = get_setting("cache")
    if own.lower() == OFF:
        return None
    if own:
        return Path(own).expanduser().absolute()
    return _platform_folder() / "dragoman"


def _platform_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = os.environ.get("XDG_CACHE_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path.home() / ".cache"  # a relative one is to be passed over


def make_key(*parts: str | bytes) -> bytes:
    """SHA-256 over the parts; where one ends and the next begins makes a difference."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


def _own_file(folder: Path) -> Path:
    """The file of the cache, made private where it is new.

    Raises:
        OSError: it cannot be made; SettingsError: it belongs to another user, who could put anything into it.
    """
    folder.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
    file = folder / FILE
    with suppress(PermissionError, FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWN_FILE))
    if hasattr(os, "geteuid") and file.stat().st_uid != os.geteuid():
        raise SettingsError("its file belongs to another user")
    return file


def _filled(db: sqlite3.Connection) -> int:
    (size,), (pages,), (free,) = (
        db.execute(f"PRAGMA {p}").fetchone() for p in ("page_size", "page_count", "freelist_count")
    )
    return int(size * (pages - free))


def _make_room(db: sqlite3.Connection, wanted: int) -> None:
    """Delete what was not used for longest, until so many bytes are free."""
    freed, last = 0, []
    for number, size in db.execute("SELECT rowid, size FROM entry ORDER BY used, rowid"):
        if freed >= wanted:
            break
        freed += size
        last.append((number,))
    db.executemany("DELETE FROM entry WHERE rowid = ?", last)

"""The record of inputs, kept up between runs in a ledger of the cache: only what new reports touch is worked out anew.

Enters: inputs as a user names them. Leaves: what `read_inputs` and `reconcile` come to, byte for byte. A ledger is
begun anew where a report is gone or changed, and by every other program or knowledge. Where none can be used the
record is made in memory.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from dragoman.borrowed import FIRST_NAME, Files
from dragoman.cache import make_key, open_cache
from dragoman.errors import LedgerError
from dragoman.flow import Known, read_each, read_inputs, undated_problems
from dragoman.intake.triage import make_triage
from dragoman.ledger.book import Ledger
from dragoman.ledger.claims import load_slim
from dragoman.ledger.sqlite import Database
from dragoman.model import Problem, Reading, Record, Report, to_json_line
from dragoman.versions import whole_version

Counting = Callable[[Iterable[Any]], Iterable[Any]]  # passes items through
FOLDER = "ledgers"  # in that of the cache
BYTES_A_REPORT = 60_000  # in a ledger, about; a set of reports that would not fit is not tried
STDIN = "-"
_TABLE = "CREATE TABLE IF NOT EXISTS taken (id TEXT PRIMARY KEY, key TEXT NOT NULL, identity BLOB NOT NULL)"


class _Asked(NamedTuple):
    inputs: Sequence[str]
    raw: bool
    about: str | None
    jobs: int
    stdin: BinaryIO | None
    counting: Counting


class _Taken(NamedTuple):
    """What a report was, as far as a record hangs on it."""

    key: str
    identity: bytes


class _Anew(Exception):
    """The ledger holds something else than these inputs."""


class _InMemory(Exception):
    """These inputs are not for a ledger."""


def record_inputs(
    inputs: Sequence[str],
    *,
    raw: bool = False,
    about: str | None = None,
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    counting: Counting = iter,
) -> tuple[Record, list[Problem]]:
    """The record of files, folders or `-`, and what went wrong on the way.

    Args:
        raw, about, jobs, stdin: as for `read_inputs`.
        counting: sees each report pass.
    Raises:
        SettingsError: `about` names no topic that there is, or nothing.
    """
    asked = _Asked(inputs, raw, about, jobs, stdin, counting)
    files = ledger_files()
    if files and all(i != STDIN and (Path(i).is_file() or Path(i).is_dir()) for i in inputs):
        try:
            return _in_ledger(asked, files)
        except _InMemory:
            pass
    from dragoman.reconciling import reconcile

    readings = read_inputs(inputs, raw=raw, about=about, jobs=jobs, stdin=stdin)
    return reconcile(counting(readings), not_read=readings.problems), readings.problems


def ledger_files() -> Files | None:
    """The ledgers of the cache; half of its room is for them. None where it is off."""
    cache = open_cache()
    return Files(cache.folder / FOLDER, cache.max_bytes) if cache.folder else None


def _in_ledger(asked: _Asked, files: Files) -> tuple[Record, list[Problem]]:
    """The record by the ledger of these inputs; every fault of it becomes one line.

    Raises:
        _InMemory: there can be no such ledger.
    """
    try:
        name = _name(asked)
    except OSError as error:  # without the program's own source there is no telling whether it is the same
        raise _InMemory from error
    start = files.nearest(name)  # inputs that were moved, or copied and added to, have their ledger elsewhere
    try:
        return _borrowed(asked, files, name, start)
    except _Anew:
        if start == name:
            files.forget(name)
        return _borrowed(asked, files, name, "")


def _borrowed(asked: _Asked, files: Files, name: str, start: str) -> tuple[Record, list[Problem]]:
    """The record by a ledger that starts as a copy of another, or empty."""
    copy: Path | None = None
    try:
        copy = files.borrow(start)
        found, is_new = _brought_up(asked, files, copy)
        if is_new or start != name:
            _put_back(files, copy, name)
        return found
    except UnicodeEncodeError as error:  # half a character, which JSON cannot hold
        raise _InMemory from error
    except LedgerError as error:
        reason = error.__cause__ or error
        if "full" in str(reason):
            _tell(f"{files.folder}: found no room ({reason})")
        else:
            files.forget(start)
            _tell(f"{files.folder / start}: found damage ({reason}) and deleted it")
        raise _InMemory from error
    except OSError as error:
        _tell(f"{files.folder}: found that nothing can be kept there ({error})")
        raise _InMemory from error
    finally:
        if copy:
            files.drop(copy)


def _put_back(files: Files, copy: Path, name: str) -> None:
    try:
        files.put_back(copy, name)
    except OSError as error:
        _tell(f"{files.folder}: found that nothing can be kept there ({error})")


def _tell(found: str) -> None:
    cache = open_cache()
    cache.fault = cache.fault or f"cache: {found}; the record is the same, nothing but time is lost"


def _name(asked: _Asked) -> str:
    """The file for inputs, by the folders that they stand in where they are several, so that a new file is no new set.

    What follows the first name is of the options, the program and its knowledge.
    """
    paths = {Path(i).absolute() for i in asked.inputs}
    if len(paths) > 1:
        paths = {p if p.is_dir() else p.parent for p in paths}
    many = "several" if len(asked.inputs) > 1 else "one"
    about = "" if asked.about is None else f"about {asked.about}"
    manner = make_key(whole_version(), "raw" if asked.raw else "cleaned", about)
    first = make_key(many, *sorted(map(str, paths)), "raw" if asked.raw else "cleaned", about).hex()
    assert len(first) == FIRST_NAME
    return f"{first}-{manner.hex()[:16]}.dragoman"


def _brought_up(asked: _Asked, files: Files, copy: Path) -> tuple[tuple[Record, list[Problem]], bool]:
    """The record and what went wrong; and whether the copy holds anything new."""
    with Ledger(Database(copy, durable=False)) as ledger:
        ledger.db.execute(_TABLE)
        rows = ledger.db.all("SELECT id, key, identity FROM taken")
        before = {id_: _Taken(key, bytes(identity)) for id_, key, identity in rows}
        now, new, undated, problems = _take(asked, before)
        if len(now) * BYTES_A_REPORT > files.max_bytes:
            raise _InMemory
        if not before.items() <= now.items():
            raise _Anew
        if new:
            with ledger.db.writing():
                for _ in ledger.add_readings(new):
                    pass
                fresh = [(id_, *taken) for id_, taken in now.items() if id_ not in before]
                ledger.db.many("INSERT INTO taken VALUES (?, ?, ?)", fresh)
        problems += _undated(ledger, undated)
        record = ledger.record(not_read=problems)
    return (record, problems), bool(new)


def _take(
    asked: _Asked, before: dict[str, _Taken]
) -> tuple[dict[str, _Taken], list[Reading], list[Report], list[Problem]]:
    """All reports of the inputs by id; what was read in new ones; which give no day; and what went wrong."""
    now: dict[str, _Taken] = {}
    new: list[Reading] = []
    undated: list[Report] = []
    problems: list[Problem] = []
    triage = make_triage(asked.about) if asked.about is not None else None
    known = frozenset(taken.key for taken in before.values())

    def reports() -> Iterator[Reading | Known]:
        for item in read_each(
            asked.inputs, raw=asked.raw, triage=triage, jobs=asked.jobs, stdin=asked.stdin, known=known
        ):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                yield item

    for item in asked.counting(reports()):
        report: Report = item.report
        if report.id in now:
            raise _InMemory  # which of two counts, and by what name, hangs on all that is read
        now[report.id] = _Taken(report.key(), _identity(report))
        if isinstance(item, Reading):
            new.append(item)
        if report.published.date is None:
            undated.append(msgspec.structs.replace(report, text="", parts=(), origin=(), captions=()))
    return now, new, undated, problems


def _identity(report: Report) -> bytes:
    """All of a report that the record can hang on; where it came from is told of it anew in each run."""
    return hashlib.sha256(to_json_line(msgspec.structs.replace(report, source="", sha256="", origin=()))).digest()


def _undated(ledger: Ledger, undated: Sequence[Report]) -> list[Problem]:
    """A line for each report of which no day is known, now that all others are."""
    ledger.refresh()
    days = {report.id: report.published for report in load_slim(ledger.db)} if undated else {}
    return [p for r in undated for p in undated_problems(msgspec.structs.replace(r, published=days[r.id]))]

"""A ledger as its users see it: add reports, get the record. A report that is kept already is not parsed again.

A report is what it says: its id, outlet, address, stated day and text. The same report twice is one; a
report whose text changed is another one under the same id, and both stay.
"""

import datetime as dt
import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from dragoman.errors import LedgerError
from dragoman.flow import Clues, Known, date_late, read_each, undated_problems
from dragoman.ledger.sqlite import SqliteStore
from dragoman.ledger.store import ReadingRow, Store
from dragoman.model import Problem, Reading, Record, from_json, to_json_line
from dragoman.reading.dating import find_clues
from dragoman.reconciling import reconcile
from dragoman.versions import current_versions

AT_ONCE = 32  # reports kept in one transaction: the most that is read again after an interruption


class Ledger:
    """Readings kept in a store, and the record made from them. A context manager: leaving it closes the file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def add(self, inputs: Sequence[str], *, jobs: int = 1, stdin: BinaryIO | None = None) -> "Adding":
        """Read reports and keep them. The work is done while the returned iterator is used up."""
        return Adding(self._store, inputs, jobs, stdin)

    def readings(self) -> Iterator[Reading]:
        """What was read in each report, in the order of the reports' ids."""
        ids = self._distinct_ids()
        for row in sorted(self._store.readings(late=True), key=lambda row: ids[row.report]):
            yield _with_id(from_json(row.json, Reading), ids[row.report])

    def problems(self) -> list[Problem]:
        """Inputs that could not be read, and reports without a day."""
        kept = [from_json(line, Problem) for line in self._store.problems()]
        undated = [p for reading in self.readings() for p in undated_problems(reading.report)]
        return kept + undated

    def record(self, *, as_of: dt.date | None = None) -> Record:
        """The record that all kept reports make together.

        Args:
            as_of: only what had been published by that day; None for everything.
        """
        return reconcile(self.readings(), not_read=self.problems(), as_of=as_of)

    def log(self) -> list[tuple[str, str, str, str]]:
        """Who did what, oldest first: (UTC time, who, action, detail)."""
        return self._store.log()

    def _distinct_ids(self) -> dict[str, str]:
        """An id for each report key: as given, or with the start of the key where two texts share one."""
        given = [(row.report, row.id) for row in self._store.readings(late=False)]
        often = Counter(id_ for _, id_ in given)
        return {key: f"{id_}~{key[:6]}" if often[id_] > 1 else id_ for key, id_ in given}


class Adding(Iterator[Reading]):
    """Reports on their way into a ledger; each step reads one. What was kept stays kept if the work is stopped.

    `added`, `known` and `problems` count up on the way.
    """

    def __init__(self, store: Store, inputs: Sequence[str], jobs: int, stdin: BinaryIO | None) -> None:
        self.added = self.known = 0
        self.problems: list[Problem] = []
        self._store = store
        self._readings = self._run(inputs, jobs, stdin)

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        return next(self._readings)

    def _run(self, inputs: Sequence[str], jobs: int, stdin: BinaryIO | None) -> Iterator[Reading]:
        known = self._store.known_reports()
        fresh = self._take(read_each(inputs, jobs=jobs, stdin=stdin, known=known), set())
        while batch := list(itertools.islice(fresh, AT_ONCE)):
            self._store.keep_readings([_row(r) for r in batch], "add", f"{len(batch)} reports")
            self.added += len(batch)
            yield from batch
        self._store.keep_problems((_problem_key(p), to_json_line(p)) for p in self.problems)
        if self.added:
            self._date_late()

    def _take(self, outcomes: Iterator[Reading | Problem | Known], seen: set[str]) -> Iterator[Reading]:
        for item in outcomes:
            if isinstance(item, Problem):
                self.problems.append(item)
            elif isinstance(item, Known) or item.report.key() in seen:
                self.known += 1
            else:
                seen.add(item.report.key())
                yield item

    def _date_late(self) -> None:
        """Work out anew what day the undated reports have by what all the others say."""
        undated: list[Reading] = []
        clues: list[Clues] = []
        for row in self._store.readings(late=False):
            reading = from_json(row.json, Reading)
            if row.dated:
                clues.append(find_clues(reading))
            else:
                undated.append(reading)
        late = ((r.report.key(), to_json_line(r)) for r in date_late(undated, clues))
        self._store.keep_late(list(late))


def open_ledger(path: str | Path, *, must_exist: bool = False) -> Ledger:
    """Open the ledger in a file.

    Args:
        must_exist: refuse to make a new one.
    Raises:
        LedgerError: the file is no ledger, is missing though it must exist, or another process is writing to it.
    """
    if must_exist and not Path(path).exists():
        raise LedgerError(f"{path}: found no such file; expected a ledger: `dragoman add` makes one")
    return Ledger(SqliteStore(Path(path)))


def _row(reading: Reading) -> ReadingRow:
    report = reading.report
    versions = to_json_line(current_versions()).decode()
    return ReadingRow(
        report.key(), report.id, report.source, report.published.date is not None, versions, to_json_line(reading)
    )


def _problem_key(problem: Problem) -> str:
    return hashlib.sha256(to_json_line(problem)).hexdigest()


def _with_id(reading: Reading, id_: str) -> Reading:
    if reading.report.id == id_:
        return reading
    return msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, id=id_))

"""A ledger as its users see it: add reports, get the record.

What is kept for good are the claims as read and what persons judged. Everything else is worked out from them, and
brought up to date whenever reports are added: only what they touch. A report is what it says: its id, outlet, address,
stated day and text. The same report twice is one; a report whose text changed is another one under the same id, and
both stay, told apart by name.
"""

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from dragoman.as_of import Archive
from dragoman.errors import LedgerError
from dragoman.flow import Known, read_again, read_each, undated_problems
from dragoman.ledger.claims import keep_reading, keep_report, load_reading, load_slim
from dragoman.ledger.components import load_made
from dragoman.ledger.judgements import load_judgements, load_rulings, review_judgements
from dragoman.ledger.own_knowledge import keep_knowledge, stand_by_knowledge
from dragoman.ledger.refresh import bring_up_to_date, rebuild
from dragoman.ledger.rows import from_row
from dragoman.ledger.sqlite import Database
from dragoman.ledger.texts import load_lineage
from dragoman.model import Problem, Reading, Record, to_json_line
from dragoman.reconciling.assemble import assemble
from dragoman.reconciling.rulings import find_dormant
from dragoman.versions import current_versions

AT_ONCE = 32  # reports kept in one transaction: the most that is read again after an interruption


class Joined(NamedTuple):
    """Claims that the rules took for one thing: by which part's rules, when, what entry it is, and their names."""

    rule: str
    at: str
    entry: str
    claims: tuple[str, ...]


class Ledger:
    """Claims and judgements in one file, and the record made from them; leaving it as a context closes the file."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def add(self, inputs: Sequence[str], *, jobs: int = 1, stdin: BinaryIO | None = None) -> "Adding":
        """Read reports and keep them. The work is done while the returned iterator is used up."""
        keep_knowledge(self.db)
        known = frozenset(key for (key,) in self.db.all("SELECT key FROM report"))
        return Adding(self, read_each(inputs, jobs=jobs, stdin=stdin, known=known))

    def add_readings(self, readings: Iterable[Reading]) -> "Adding":
        """Keep what was read elsewhere. The work is done while the returned iterator is used up."""
        return Adding(self, readings)

    def reread(self, *, jobs: int = 1) -> Iterator[Reading]:
        """Read again, from the ledger, every report that another program, model or knowledge read.

        The new claims take the place of the old ones, which stay in the file; judgements of persons hold on.
        """
        now = to_json_line(current_versions()).decode()
        rows = self.db.all(
            "SELECT report FROM reading WHERE in_force AND NOT late AND versions <> ? ORDER BY report", (now,)
        )
        numbers = [n for (n,) in rows]
        reports = (load_reading(self.db, n, own=True, named=False).report for n in numbers)
        for number, reading in zip(numbers, read_again(reports, jobs=jobs), strict=True):
            with self.db.writing():
                keep_reading(self.db, number, reading)
            yield reading
        if numbers:
            self.db.log("reread", f"{len(numbers)} reports")
            self.refresh()

    def outdated(self) -> int:
        """How many reports were read by another program, model or knowledge than are in use now."""
        now = to_json_line(current_versions()).decode()
        row = self.db.one("SELECT count(*) FROM reading WHERE in_force AND NOT late AND versions <> ?", (now,))
        return int(row[0]) if row else 0

    def refresh(self) -> int:
        """Bring the record up to date; returns how many reports had to be looked at. 0: it was."""
        return bring_up_to_date(self.db, load_rulings(self.db))

    def rebuild(self) -> int:
        """Work everything out anew from the claims and the judgements; returns the number of reports."""
        rebuild(self.db)
        return self.refresh()

    def readings(self) -> Iterator[Reading]:
        """What was read in each report, in the order of the reports' names; claims as read, not as corrected."""
        for (number,) in self.db.all("SELECT number FROM report ORDER BY name"):
            yield load_reading(self.db, number)

    def problems(self) -> list[Problem]:
        """Inputs that could not be read, and reports without a day."""
        return self._kept_problems() + [p for report in load_slim(self.db) for p in undated_problems(report)]

    def _kept_problems(self) -> list[Problem]:
        return [from_row(line, Problem) for (line,) in self.db.all("SELECT json FROM problem ORDER BY key")]

    def record(self, *, as_of: dt.date | None = None, not_read: Sequence[Problem] | None = None) -> Record:
        """The record that all kept reports make together.

        Args:
            as_of: only what had been published by that day, undated reports dated only by what was known then; None
                for everything. A record of the past is worked out from its reports alone.
            not_read: what went wrong with inputs, in place of what the ledger kept of that.
        """
        if as_of:
            return self.archive().record(as_of, load_judgements(self.db))
        self.refresh()
        names = dict(self.db.all("SELECT number, name FROM report"))
        ruled = tuple(review_judgements(self.db))
        rulings = load_rulings(self.db)
        versions = self.db.one("SELECT versions FROM reading WHERE in_force ORDER BY number DESC LIMIT 1")
        return assemble(
            load_made(self.db),
            load_slim(self.db),
            load_lineage(self.db, names),
            not_read=(*(self.problems() if not_read is None else not_read), *find_dormant(ruled), *rulings.clashes()),
            judgements=ruled,
            versions=from_row(versions[0], dict[str, str]) if versions else {},
        )

    def archive(self) -> Archive:
        """What was read in each report by itself, for records of the past."""
        numbers = [n for (n,) in self.db.all("SELECT number FROM report ORDER BY name")]
        return Archive((load_reading(self.db, n, own=True) for n in numbers), self._kept_problems())

    def joins(self) -> list[Joined]:
        """What the rules took for one thing, told by several reports, by entry."""
        self.refresh()
        rows = self.db.all("SELECT rule, at, entry, claims FROM joined ORDER BY rule, entry, claims")
        return [Joined(rule, at, entry, tuple(from_row(claims, list[str]))) for rule, at, entry, claims in rows]

    def log(self) -> list[tuple[str, str, str, str]]:
        """Who did what, oldest first: (UTC time, who, action, detail)."""
        return list(self.db.all("SELECT at, who, action, detail FROM log ORDER BY number"))


class Adding(Iterator[Reading]):
    """Reports on their way into a ledger; each step gives one that is kept. What was kept stays if the work is stopped.

    The record is brought up to date when all are kept. `added`, `known` and `problems` count up on the way.
    """

    def __init__(self, ledger: Ledger, outcomes: Iterable[Reading | Problem | Known]) -> None:
        self.added = self.known = 0
        self.problems: list[Problem] = []
        self._ledger = ledger
        self._readings = self._run(iter(outcomes))

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        return next(self._readings)

    def _run(self, outcomes: Iterator[Reading | Problem | Known]) -> Iterator[Reading]:
        while batch := list(itertools.islice(self._fresh(outcomes), AT_ONCE)):
            yield from self._keep(batch)
        self._keep_problems()
        self._ledger.refresh()

    def _fresh(self, outcomes: Iterator[Reading | Problem | Known]) -> Iterator[Reading]:
        for item in outcomes:
            if isinstance(item, Problem):
                self.problems.append(item)
            elif isinstance(item, Known):
                self.known += 1
            else:
                yield item

    def _keep(self, batch: Sequence[Reading]) -> list[Reading]:
        """Keep readings in one transaction; those whose report another process kept meanwhile count as known."""
        db, kept = self._ledger.db, []
        with db.writing():
            for reading in batch:
                number = keep_report(db, reading.report)
                if number is not None:
                    keep_reading(db, number, reading)
                    kept.append(reading)
            if kept:
                db.log("add", f"{len(kept)} reports")
        self.added += len(kept)
        self.known += len(batch) - len(kept)
        return kept

    def _keep_problems(self) -> None:
        if not self.problems:
            return
        lines = [to_json_line(p) for p in self.problems]
        with self._ledger.db.writing():
            self._ledger.db.many(
                "INSERT OR IGNORE INTO problem VALUES (?, ?)",
                ((hashlib.sha256(line).hexdigest(), line.decode()) for line in lines),
            )


def open_ledger(path: str | Path, *, must_exist: bool = False) -> Ledger:
    """Open the ledger in a file.

    Args:
        must_exist: refuse to make a new one.
    Raises:
        LedgerError: the file is no ledger, is missing though it must exist, or another process is writing to it.
    """
    if must_exist and not Path(path).exists():
        raise LedgerError(f"{path}: found no such file; expected a ledger: `dragoman add` makes one")
    ledger = Ledger(Database(Path(path)))
    stand_by_knowledge(ledger.db)
    return ledger

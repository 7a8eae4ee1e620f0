"""The days of undated reports, kept up as reports come in: see reconciling/dating.py for the method.

Enters: clues of reports. Leaves: the undated reports whose day is another than it was, read again with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from dragoman.flow import Clues, date_late
from dragoman.ledger.claims import drop_late, keep_reading, load_reading
from dragoman.ledger.rows import from_row
from dragoman.model import Reading, to_json_line
from dragoman.reading.dating import DayClue, find_clues
from dragoman.reconciling.dating import clue_keys, infer_from_clues

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database


def keep_clues(db: Database, report: int, reading: Reading) -> None:
    """Put a report's clues in the place of those that it had."""
    clues = find_clues(reading)
    dated = reading.report.published.date is not None
    db.execute("DELETE FROM clue_key WHERE report = ?", (report,))
    db.execute("INSERT OR REPLACE INTO clue VALUES (?, ?, ?)", (report, dated, to_json_line(clues)))
    db.many("INSERT INTO clue_key VALUES (?, ?, ?)", ((key, report, dated) for key in sorted(clue_keys(clues))))


def has_undated(db: Database) -> bool:
    """True if there are undated reports."""
    return db.one("SELECT 1 FROM clue WHERE NOT dated LIMIT 1") is not None


def find_late(db: Database) -> list[tuple[int, Reading | None]]:
    """Undated reports whose day follows otherwise than it did, each read again with it; None where none follows now.

    Only reports that are dirty, or that share a clue with one that is, are looked at.
    """
    rows = db.all("SELECT c.report FROM clue c JOIN dirty d ON d.report = c.report WHERE NOT c.dated")
    keys = db.all("SELECT DISTINCT k.key FROM dirty d JOIN clue_key k ON k.report = d.report WHERE k.dated")
    rows += db.among(
        "SELECT DISTINCT report FROM clue_key WHERE NOT dated AND key IN (?)", sorted(key for (key,) in keys)
    )
    return [found for (report,) in sorted(set(rows)) for found in _read_late(db, report)]


def _read_late(db: Database, report: int) -> Iterator[tuple[int, Reading | None]]:
    own = load_reading(db, report, own=True)
    now = load_reading(db, report)
    clues = _with_name(_clues_of(db, report), own.report.id)
    day = infer_from_clues([clues], _bearing_on(db, report))[own.report.id]
    if day == own.report.published:
        if now.report.published != day:
            yield report, None
    elif now.report.published != day:
        yield report, next(date_late([own], _bearing_on(db, report)))


def keep_late(db: Database, report: int, reading: Reading | None) -> None:
    """Keep what `find_late` found."""
    if reading is None:
        drop_late(db, report)
    else:
        keep_reading(db, report, reading, late=True)


def _clues_of(db: Database, report: int) -> Clues:
    (line,) = db.one("SELECT json FROM clue WHERE report = ?", (report,)) or (b"[]",)
    return from_row(line, tuple[DayClue, ...])


def _bearing_on(db: Database, report: int) -> list[Clues]:
    """The clues of all dated reports that may bear on the day of an undated one."""
    rows = db.all(
        "SELECT DISTINCT p.name, c.json FROM clue_key u JOIN clue_key k ON k.key = u.key AND k.dated "
        "JOIN clue c ON c.report = k.report JOIN report p ON p.number = k.report WHERE u.report = ? AND NOT u.dated",
        (report,),
    )
    return [_with_name(from_row(line, tuple[DayClue, ...]), name) for name, line in rows]


def _with_name(clues: Clues, name: str) -> Clues:
    """Clues under the report's name in the record."""

    return tuple(c if c.report == name else msgspec.structs.replace(c, report=name) for c in clues)

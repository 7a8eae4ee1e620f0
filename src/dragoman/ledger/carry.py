"""What a migration carries over that SQL alone cannot.

Enters: a database with the tables of the step before, renamed. Leaves: their content in the new tables.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.ledger.claims import keep_reading, keep_report
from dragoman.ledger.rows import from_row
from dragoman.model import Reading

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database


def _readings_to_claims(db: Database) -> None:
    """Readings of version 1 were kept whole."""
    for key, number in db.all("SELECT report, max(number) FROM reading_1 GROUP BY report ORDER BY report"):
        (line,) = db.one("SELECT json FROM reading_1 WHERE number = ?", (number,)) or ("",)
        reading = from_row(line, Reading)
        report = keep_report(db, reading.report, key=key)
        assert report is not None
        keep_reading(db, report, reading)
    db.execute("DROP TABLE reading_1")
    db.execute("DROP TABLE report_1")


CARRY: dict[int, Callable[[Database], None]] = {2: _readings_to_claims}

"""Who shares text with whom, kept up as reports come in: see reconciling/sources/links.py for the rule.

Enters: reports. Leaves: the lineage of any reports; and the reports whose links to others came or went.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from dragoman.ledger.claims import mark_dirty
from dragoman.model import Report
from dragoman.reconciling.sources.copies import runs_of, text_keys
from dragoman.reconciling.sources.lineage import Lineage, source_name
from dragoman.reconciling.sources.links import Link, link_text

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database


class Texts:
    """The table of texts (`links.TextTable`), by the numbers of reports, as strings."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def holders(self, key: int, limit: int) -> list[str]:
        """The reports that have a key; of more than `limit`, any so many."""
        return [str(n) for (n,) in self._db.all("SELECT report FROM text_key WHERE key = ? LIMIT ?", (key, limit))]

    def keys(self, report: str) -> list[int]:
        """The keys of a report's text."""
        return [k for (k,) in self._db.all("SELECT key FROM text_key WHERE report = ?", (int(report),))]

    def runs(self, report: str) -> bytes:
        """The runs of a report's text."""
        (runs,) = self._db.one("SELECT runs FROM text WHERE report = ?", (int(report),)) or (b"",)
        return bytes(runs)

    def linked(self, report: str) -> list[str]:
        """The reports that a report is linked with."""
        return [str(n) for (n,) in self._db.all("SELECT other FROM text_link WHERE one = ?", (int(report),))]


def keep_text(db: Database, number: int, report: Report) -> None:
    """Take in the text of a new report; those whose links it ends have to be looked at again."""
    if db.one("SELECT 1 FROM text WHERE report = ?", (number,)):
        return
    keys, runs = text_keys(report), runs_of(report)
    changes = link_text(str(number), keys, runs, Texts(db))
    db.execute("INSERT INTO text VALUES (?, ?, ?)", (number, source_name(report), runs))
    db.many("INSERT INTO text_key VALUES (?, ?)", ((key, number) for key in keys))
    for link in changes.made:
        one, other = int(link.one), int(link.other)
        db.many("INSERT OR REPLACE INTO text_link VALUES (?, ?, ?)", ((one, other, link.kind), (other, one, link.kind)))
    ended = [(int(a), int(b)) for a, b in changes.ended]
    db.many("DELETE FROM text_link WHERE one = ? AND other = ?", (*ended, *((b, a) for a, b in ended)))
    mark_dirty(db, sorted(set(chain.from_iterable(ended))))


def load_lineage(db: Database, names: dict[int, str]) -> Lineage:
    """Who depends on whom among some reports.

    Args:
        names: the reports' names in the record, by their numbers.
    """
    rows = db.among("SELECT one, other, kind FROM text_link WHERE one IN (?)", names)
    links = [
        Link(one=min(names[a], names[b]), other=max(names[a], names[b]), kind=kind)
        for a, b, kind in rows
        if a < b and b in names
    ]
    sources = db.among("SELECT report, source FROM text WHERE report IN (?)", names)
    return Lineage.from_links(links, {names[report]: source for report, source in sources})

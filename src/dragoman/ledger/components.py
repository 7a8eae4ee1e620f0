"""Components of reports that bear on each other, each with what it comes to: see reconciling/parts.py.

Enters: readings of dirty reports. Leaves: for each part of the record, the entries of every component that a dirty
report was in or is in now. All other components stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.ledger.names import load_parties
from dragoman.ledger.texts import load_lineage
from dragoman.model import Reading, Record, from_json, to_json_line
from dragoman.reconciling.covered import order_readings
from dragoman.reconciling.parties import Parties
from dragoman.reconciling.parts import PARTS, Part
from dragoman.reconciling.rulings import Rulings

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database

INCIDENTS = -1  # the number of the part that ledger/incidents.py keeps; the others are counted in PARTS
Load = Callable[[int], Reading]


def keep_component(db: Database, part: int, made: Record) -> int:
    """Keep the entries of a component; returns its number."""
    return db.execute("INSERT INTO component (part, json) VALUES (?, ?)", (part, to_json_line(made)))


def drop_component(db: Database, number: int) -> None:
    """Forget a component."""
    db.execute("DELETE FROM component WHERE number = ?", (number,))
    db.execute("DELETE FROM member WHERE component = ?", (number,))


def load_made(db: Database) -> Iterator[Record]:
    """What every component comes to."""
    for (line,) in db.all("SELECT json FROM component"):
        yield from_json(line, Record)


class Components:
    """One run over dirty reports: `update` each, then `finish`."""

    def __init__(self, db: Database, rulings: Rulings, load: Load) -> None:
        self._db = db
        self._rulings = rulings
        self._load = load
        self._dirty: dict[int, list[int]] = {n: [] for n in range(len(PARTS))}
        self._told_same: dict[str, set[str]] = {}  # report to a key for each pair that a person found the same
        for n, (one, other) in enumerate(rulings.links()):
            for ref in (one, other):
                self._told_same.setdefault(ref.report, set()).add(f"person {n}")

    def update(self, report: int, reading: Reading, parties: Parties) -> None:
        """Put a report's keys in the place of those that it had."""
        before: dict[int, set[str]] = {}
        for number, key in self._db.all("SELECT part, key FROM mark WHERE report = ?", (report,)):
            before.setdefault(number, set()).add(key)
        for number, part in enumerate(PARTS):
            after = set() if reading.report.genre == "opinion" else set(part.keys(reading, parties))
            if after:
                after |= self._told_same.get(reading.report.id, set())
            old = before.get(number, set())
            if old or after:
                self._dirty[number].append(report)
            self._db.many(
                "DELETE FROM mark WHERE part = ? AND key = ? AND report = ?", ((number, k, report) for k in old - after)
            )
            self._db.many("INSERT INTO mark VALUES (?, ?, ?)", ((number, k, report) for k in after - old))

    def finish(self) -> None:
        """Make the entries of all components that changed."""
        for number, part in enumerate(PARTS):
            self._finish(number, part)

    def _finish(self, number: int, part: Part) -> None:
        dirty = self._dirty[number]
        old = self._components_of(number, dirty)
        members = self._db.among("SELECT report FROM member WHERE component IN (?)", sorted(old))
        waiting = sorted({*dirty, *(r for (r,) in members)})
        seen: set[int] = set()
        for report in waiting:
            if report in seen:
                continue
            component = self._connected(number, report)
            seen.update(component)
            if not component:
                continue
            old |= self._components_of(number, component)
            for done in sorted(old):
                drop_component(self._db, done)
            old.clear()
            self._make(number, part, sorted(component))
        for done in sorted(old):
            drop_component(self._db, done)

    def _components_of(self, part: int, reports: Iterable[int]) -> set[int]:
        rows = self._db.among("SELECT DISTINCT component FROM member WHERE part = ? AND report IN (?)", reports, part)
        return {c for (c,) in rows}

    def _connected(self, part: int, report: int) -> set[int]:
        """The reports that share keys with a report, directly or through others; none if it has no keys."""
        keys: set[str] = set()
        seen: set[int] = set()
        waiting = {report}
        while waiting:
            rows = self._db.among("SELECT DISTINCT key FROM mark WHERE part = ? AND report IN (?)", waiting, part)
            fresh = {k for (k,) in rows} - keys
            if not fresh:
                break
            keys |= fresh
            seen |= waiting
            rows = self._db.among("SELECT DISTINCT report FROM mark WHERE part = ? AND key IN (?)", sorted(fresh), part)
            waiting = {r for (r,) in rows} - seen
            seen |= waiting
        return seen

    def _make(self, number: int, part: Part, reports: list[int]) -> None:
        loaded = {report: self._load(report) for report in reports}
        parties = load_parties(self._db, reports, list(loaded.values()), self._rulings.actor_answers())
        lineage = load_lineage(self._db, {report: r.report.id for report, r in loaded.items()})
        made = part.make(order_readings(loaded.values()), parties, lineage, self._rulings)
        component = keep_component(self._db, number, made)
        self._db.many("INSERT INTO member VALUES (?, ?, ?)", ((number, r, component) for r in reports))

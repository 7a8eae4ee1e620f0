"""Components of reports that bear on each other, each with what it comes to: see reconciling/parts.py.

Enters: readings of dirty reports. Leaves: for each part of the record, the entries of every component that a dirty
report was in or is in now. All other components stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.ledger.entries import find_joined
from dragoman.ledger.names import load_parties
from dragoman.ledger.rows import from_row
from dragoman.ledger.texts import load_lineage
from dragoman.model import Reading, Record, to_json_line
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.components import find_components
from dragoman.reconciling.covered import order_readings
from dragoman.reconciling.parts import PARTS, Part
from dragoman.reconciling.rulings import Rulings

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database

HOME = "component "  # begins what stands for a component among the keys of a report
INCIDENTS = -1  # the number of the part that ledger/incidents.py keeps; the others are counted in PARTS
Load = Callable[[int], Reading]


def keep_component(db: Database, part: int, made: Record) -> int:
    """Keep the entries of a component, and which claims each was joined from; returns its number."""
    number = db.execute("INSERT INTO component (part, json) VALUES (?, ?)", (part, to_json_line(made)))
    rule = PARTS[part].name if part >= 0 else "incidents"
    db.many(
        "INSERT INTO joined VALUES (?, ?, ?, ?, ?)",
        ((number, rule, db.now(), line, to_json_line(claims).decode()) for line, claims in find_joined(made)),
    )
    return number


def drop_component(db: Database, number: int) -> None:
    """Forget a component."""
    db.execute("DELETE FROM component WHERE number = ?", (number,))
    db.execute("DELETE FROM member WHERE component = ?", (number,))
    db.execute("DELETE FROM joined WHERE component = ?", (number,))


def load_made(db: Database) -> Iterator[Record]:
    """What every component comes to."""
    for (line,) in db.all("SELECT json FROM component"):
        yield from_row(line, Record)


class Components:
    """One run over dirty reports: `update` each, then `finish`."""

    def __init__(self, db: Database, rulings: Rulings, load: Load) -> None:
        self._db = db
        self._rulings = rulings
        self._load = load
        self._dirty: dict[int, list[int]] = {n: [] for n in range(len(PARTS))}
        self._shrunk: dict[int, list[int]] = {n: [] for n in range(len(PARTS))}  # have a key no longer: may fall apart
        self._told_same = rulings.link_keys()

    def update(self, report: int, reading: Reading, parties: Parties) -> None:
        """Put a report's keys in the place of those that it had."""
        before: dict[int, set[str]] = {}
        for number, key in self._db.all("SELECT part, key FROM mark WHERE report = ?", (report,)):
            before.setdefault(number, set()).add(key)
        for number, part in enumerate(PARTS):
            after = set() if reading.report.genre == "opinion" else set(part.keys(reading, parties))
            if after:
                after |= self._told_same.get(reading.report.id, frozenset())
            old = before.get(number, set())
            if old or after:
                self._dirty[number].append(report)
            if old - after:
                self._shrunk[number].append(report)
            self._db.many(
                "DELETE FROM mark WHERE part = ? AND key = ? AND report = ?", ((number, k, report) for k in old - after)
            )
            self._db.many("INSERT INTO mark VALUES (?, ?, ?)", ((number, k, report) for k in after - old))

    def finish(self) -> None:
        """Make the entries of all components that changed."""
        for number, part in enumerate(PARTS):
            self._finish(number, part)

    def _finish(self, number: int, part: Part) -> None:
        split = self._components_of(number, self._shrunk[number])
        rows = self._db.among("SELECT report FROM member WHERE component IN (?)", sorted(split))
        loose = sorted({*self._dirty[number], *(report for (report,) in rows)})
        old = self._components_of(number, loose)
        self._db.many("DELETE FROM member WHERE part = ? AND report = ?", ((number, report) for report in loose))
        keys = self._keys_of(number, loose)
        homes = self._homes_of(number, {key for own in keys.values() for key in own})
        linked = {report: [*own, *(f"{HOME}{homes[k]}" for k in own if k in homes)] for report, own in keys.items()}
        for group in find_components(linked):
            near = {homes[key] for report in group for key in keys[report] if key in homes}
            rows = self._db.among("SELECT report FROM member WHERE component IN (?)", sorted(near))
            for done in sorted(near):
                drop_component(self._db, done)
            old -= near  # their numbers may be given to components made from here on
            self._make(number, part, sorted({*group, *(report for (report,) in rows)}))
        for done in sorted(old):
            drop_component(self._db, done)

    def _keys_of(self, part: int, reports: Iterable[int]) -> dict[int, list[str]]:
        keys: dict[int, list[str]] = {}
        for report, key in self._db.among(
            "SELECT report, key FROM mark WHERE part = ? AND report IN (?)", reports, part
        ):
            keys.setdefault(report, []).append(key)
        return keys

    def _homes_of(self, part: int, keys: Iterable[str]) -> dict[str, int]:
        """The component of each key: all reports that have it and are in one are in the same."""
        found = {}
        for key in sorted(keys):
            row = self._db.one(
                "SELECT m.component FROM mark k JOIN member m ON m.part = k.part AND m.report = k.report "
                "WHERE k.part = ? AND k.key = ? LIMIT 1",
                (part, key),
            )
            if row:
                found[key] = row[0]
        return found

    def _components_of(self, part: int, reports: Iterable[int]) -> set[int]:
        rows = self._db.among("SELECT DISTINCT component FROM member WHERE part = ? AND report IN (?)", reports, part)
        return {c for (c,) in rows}

    def _make(self, number: int, part: Part, reports: list[int]) -> None:
        loaded = {report: self._load(report) for report in reports}
        parties = load_parties(self._db, reports, list(loaded.values()), self._rulings.actor_answers())
        lineage = load_lineage(self._db, {report: r.report.id for report, r in loaded.items()})
        made = part.make(order_readings(loaded.values()), parties, lineage, self._rulings)
        component = keep_component(self._db, number, made)
        self._db.many("INSERT INTO member VALUES (?, ?, ?)", ((number, r, component) for r in reports))

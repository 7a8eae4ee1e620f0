"""Incidents, kept up as reports come in: see reconciling/incidents for the steps.

Enters: readings of dirty reports. Leaves: tellings, what the rules judge of pairs of them, and for each component of
tellings that chains of "same" connect, the incidents that it comes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.ledger.components import INCIDENTS, Load, drop_component, keep_component
from dragoman.ledger.rows import from_row
from dragoman.ledger.texts import load_lineage
from dragoman.model import Reading, Record, to_json_line
from dragoman.reconciling.incidents import (
    Judged,
    Telling,
    answer_of,
    block_keys,
    find_tellings,
    join_tellings,
    judge_tellings,
    make_incident,
)
from dragoman.reconciling.incidents.persons import ref_of
from dragoman.reconciling.parts import tell_incident
from dragoman.reconciling.rulings import Rulings

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database


class Incidents:
    """One run over dirty reports: `update` each, then `finish`."""

    def __init__(self, db: Database, rulings: Rulings, load: Load) -> None:
        self._db = db
        self._rulings = rulings
        self._load = load
        self._touched: set[int] = set()  # components to be made anew
        self._loose: list[int] = []  # tellings in none
        self._at = db.now()

    def update(self, report: int, reading: Reading) -> None:
        """Put a report's tellings in the place of those that it told before."""
        self._drop(report)
        if reading.report.genre == "opinion":
            return
        for telling in find_tellings(reading):
            self._keep(report, telling)

    def _drop(self, report: int) -> None:
        rows = self._db.all("SELECT number, component FROM telling WHERE report = ?", (report,))
        old = [number for number, _ in rows]
        if not old:
            return
        self._touched |= {component for _, component in rows if component is not None}
        others = self._db.among("SELECT other FROM judged WHERE one IN (?)", old)
        self._db.many("DELETE FROM judged WHERE one = ? AND other = ?", ((o, n) for (o,) in others for n in old))
        for n in old:
            self._db.execute("DELETE FROM judged WHERE one = ?", (n,))
            self._db.execute("DELETE FROM telling_key WHERE telling = ?", (n,))
        self._db.execute("DELETE FROM telling WHERE report = ?", (report,))

    def _keep(self, report: int, telling: Telling) -> None:
        number = self._db.execute("INSERT INTO telling (report, json) VALUES (?, ?)", (report, to_json_line(telling)))
        keys = block_keys(telling)
        near = self._db.among(
            "SELECT DISTINCT t.number, t.report, t.json FROM telling_key k JOIN telling t ON t.number = k.telling "
            "WHERE k.key IN (?)",
            keys,
        )
        near += self._find_judged(telling)
        self._db.many("INSERT INTO telling_key VALUES (?, ?)", ((key, number) for key in keys))
        self._loose.append(number)
        found = {n: (its, from_row(line, Telling)) for n, its, line in near if n != number}
        lineage = load_lineage(self._db, {report: telling.report, **{its: t.report for its, t in found.values()}})
        for other, (_, its) in found.items():
            self._keep_judged(number, other, answer_of(judge_tellings(telling, its, lineage), self._rulings))

    def _find_judged(self, telling: Telling) -> list[tuple[int, int, bytes]]:
        """The tellings of which a person said whether they are of the same act as this one."""
        partners = sorted(self._rulings.partners("incident", telling.report))
        query = (
            "SELECT t.number, t.report, t.json FROM telling t JOIN report p ON p.number = t.report WHERE p.name IN (?)"
        )
        rows = self._db.among(query, partners) if partners else []
        mine = ref_of(telling.id)
        return [row for row in rows if self._rulings.answer(mine, ref_of(from_row(row[2], Telling).id))]

    def _keep_judged(self, one: int, other: int, judged: Judged) -> None:
        line = to_json_line(judged).decode()
        self._db.many(
            "INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?, ?)",
            ((one, other, judged.answer, self._at, line), (other, one, judged.answer, self._at, line)),
        )

    def finish(self) -> None:
        """Make the incidents of all components that changed."""
        rows = self._db.among("SELECT number FROM telling WHERE component IN (?)", sorted(self._touched))
        waiting = {n for (n,) in rows} | set(self._loose)
        seen: set[int] = set()
        for number in sorted(waiting):
            if number not in seen and self._db.one("SELECT 1 FROM telling WHERE number = ?", (number,)):
                component = self._connected(number)
                seen.update(component)
                self._make(component)
        for old in sorted(self._touched):
            drop_component(self._db, old)

    def _connected(self, number: int) -> list[int]:
        seen = {number}
        waiting = [number]
        while waiting:
            rows = self._db.among("SELECT other FROM judged WHERE answer = 'same' AND one IN (?)", waiting)
            waiting = sorted({n for (n,) in rows} - seen)
            seen.update(waiting)
        return sorted(seen)

    def _make(self, numbers: Sequence[int]) -> None:
        rows = self._db.among("SELECT report, component, json FROM telling WHERE number IN (?)", numbers)
        self._touched |= {component for _, component, _ in rows if component is not None}
        tellings = [from_row(line, Telling) for _, _, line in rows]
        lineage = load_lineage(self._db, {its: t.report for (its, _, _), t in zip(rows, tellings, strict=True)})
        judged = {j.pair: j for j in self._judged(numbers)} if len(numbers) > 1 else {}
        readings = {t.report: self._load(its) for (its, _, _), t in zip(rows, tellings, strict=True)}
        told = [
            tell_incident(make_incident(group, lineage), readings, lineage) for group in join_tellings(tellings, judged)
        ]
        made = Record(
            incidents=tuple(i for t in told for i in t.incidents),
            discrepancies=tuple(d for t in told for d in t.discrepancies),
        )
        component = keep_component(self._db, INCIDENTS, made)
        self._db.many("UPDATE telling SET component = ? WHERE number = ?", ((component, n) for n in numbers))

    def _judged(self, numbers: Sequence[int]) -> Iterable[Judged]:
        among = set(numbers)
        rows = self._db.among("SELECT one, other, json FROM judged WHERE one IN (?)", numbers)
        return (from_row(line, Judged) for one, other, line in rows if one < other and other in among)

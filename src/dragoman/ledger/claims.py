"""Reports and what was read in them, claim by claim.

Enters: readings. Leaves: rows, and the same readings again. A reading is kept in two: its head (the report, times,
actors) and its claims, a row each, so that what a report says can be listed, judged and replaced claim by claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.ledger.rows import from_row
from dragoman.model import (
    Attribution,
    Event,
    Promise,
    Reading,
    Report,
    Span,
    Struct,
    Talks,
    Truce,
    to_json_line,
)
from dragoman.reconciling.covered import KEY_LETTERS

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database

SORTS: dict[str, tuple[str, Any]] = {  # kind of claim: the field of a reading, and what stands in it
    "attribution": ("attributions", tuple[Attribution, ...]),
    "event": ("events", tuple[Event, ...]),
    "talks": ("talks", tuple[Talks, ...]),
    "truce": ("truces", tuple[Truce, ...]),
    "promise": ("promises", tuple[Promise, ...]),
}
_LATEST = "SELECT number, head FROM reading WHERE report = ? AND in_force ORDER BY late DESC LIMIT 1"
_OWN = "SELECT number, head FROM reading WHERE report = ? AND in_force AND NOT late"


class ClaimRow(Struct, frozen=True, kw_only=True):
    """A claim as read: what sort, where (`[start, end)` of the report's text), in which words, and what was read."""

    kind: str
    start: int
    end: int
    wording: str
    assertion: bytes


def keep_report(db: Database, report: Report, key: str | None = None) -> int | None:
    """Keep a report; None if it is kept already. Of two texts under one id both get names that tell them apart."""
    key = key or report.key()
    if db.one("SELECT 1 FROM report WHERE key = ?", (key,)):
        return None
    others = db.all("SELECT number, key, name FROM report WHERE id = ?", (report.id,))
    name = f"{report.id}~{key[:KEY_LETTERS]}" if others else report.id
    number = db.execute(
        "INSERT INTO report (key, id, name, source) VALUES (?, ?, ?, ?)", (key, report.id, name, report.source)
    )
    if len(others) == 1:
        other, its_key, _ = others[0]
        db.execute("UPDATE report SET name = ? WHERE number = ?", (f"{report.id}~{its_key[:KEY_LETTERS]}", other))
        mark_dirty(db, [other])
    return number


def keep_reading(db: Database, report: int, reading: Reading, *, late: bool = False) -> None:
    """Keep a reading of a report; the one before it stays, but counts no longer."""
    db.execute("UPDATE reading SET in_force = 0 WHERE report = ? AND late = ? AND in_force", (report, late))
    head = msgspec.structs.replace(reading, attributions=(), events=(), talks=(), truces=(), promises=())
    number = db.execute(
        "INSERT INTO reading (report, late, in_force, dated, versions, slim, head) VALUES (?, ?, 1, ?, ?, ?, ?)",
        (
            report,
            late,
            reading.report.published.date is not None,
            to_json_line(reading.versions).decode(),
            to_json_line(msgspec.structs.replace(reading.report, text="", parts=(), origin=(), captions=())),
            to_json_line(head),
        ),
    )
    db.many(
        "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((number, n, c.kind, c.start, c.end, c.wording, c.assertion) for n, c in enumerate(split_claims(reading))),
    )
    mark_dirty(db, [report])


def drop_late(db: Database, report: int) -> None:
    """A report that was read with a day of others counts as read by itself again."""
    db.execute("UPDATE reading SET in_force = 0 WHERE report = ? AND late AND in_force", (report,))
    mark_dirty(db, [report])


def load_reading(db: Database, report: int, *, own: bool = False, named: bool = True) -> Reading:
    """The reading of a report that counts.

    Args:
        own: what was read in the report by itself, though there is a late reading.
        named: under the report's name in the record; else under the id that the input gave it.
    """
    row = db.one(_OWN if own else _LATEST, (report,))
    assert row is not None
    number, head = row
    (name,) = db.one("SELECT name FROM report WHERE number = ?", (report,)) or ("",)
    claims: dict[str, list[bytes]] = {}
    for kind, assertion in db.all("SELECT kind, assertion FROM claim WHERE reading = ? ORDER BY number", (number,)):
        claims.setdefault(kind, []).append(assertion)
    reading = from_row(head, Reading)
    fields = {SORTS[kind][0]: from_row(b"[" + b",".join(c) + b"]", SORTS[kind][1]) for kind, c in claims.items()}
    if named and reading.report.id != name:
        fields["report"] = msgspec.structs.replace(reading.report, id=name)
    return msgspec.structs.replace(reading, **fields)


def load_slim(db: Database) -> list[Report]:
    """All reports without their texts, under their names in the record."""
    rows = db.all(
        "SELECT p.name, r.slim FROM report p JOIN reading r ON r.report = p.number AND r.in_force "
        "WHERE r.late = (SELECT max(late) FROM reading WHERE report = p.number AND in_force)"
    )
    return [msgspec.structs.replace(from_row(slim, Report), id=name) for name, slim in rows]


def split_claims(reading: Reading) -> Iterator[ClaimRow]:
    """The claims of a reading, by kind, in text order."""
    for kind, (field, _) in SORTS.items():
        for claim in getattr(reading, field):
            span = _said_in(claim) if kind == "attribution" else claim.sentence
            yield ClaimRow(
                kind=kind,
                start=span.start,
                end=span.end,
                wording=reading.report.quote(span).encode("utf-8", "replace").decode(),
                assertion=to_json_line(claim),
            )


def _said_in(said: Attribution) -> Span:
    spans = [s for s in (said.source, said.cue, *said.content) if s]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


def mark_dirty(db: Database, reports: Iterable[int], *, claims: bool = True) -> None:
    """Note reports whose part in the record has to be worked out anew.

    Args:
        claims: what they say changed, or how it is read; False if only somebody in them has another name or side.
    """
    db.many(
        "INSERT INTO dirty VALUES (?, 1, ?) "
        "ON CONFLICT (report) DO UPDATE SET stamp = stamp + 1, claims = max(claims, excluded.claims)",
        ((number, claims) for number in reports),
    )

"""Bringing the record up to date with the claims: only what dirty reports touch is worked out anew.

Enters: a database with dirty reports. Leaves: it without. The steps stand in `_work_through`; each is a file here.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from dragoman.ledger.claims import load_reading, mark_dirty
from dragoman.ledger.components import Components
from dragoman.ledger.incidents import Incidents
from dragoman.ledger.names import keep_actors, load_parties, settle_names
from dragoman.ledger.texts import keep_text
from dragoman.ledger.undated import find_late, has_undated, keep_clues, keep_late
from dragoman.model import Reading, to_json_line
from dragoman.reconciling.rulings import Rulings
from dragoman.versions import current_versions, whole_version

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database

KEPT_READINGS = 2000  # in memory while a record is brought up to date
WORKED_OUT = (
    *("clue", "clue_key", "profile", "actor", "profile_key", "profile_link", "cluster", "unsettled", "text"),
    *("text_key", "text_link", "telling", "telling_key", "judged", "mark", "member", "component", "joined", "dirty"),
)


def is_dirty(db: Database) -> bool:
    """True if the record is not up to date with the claims, or was worked out by another version of the program."""
    return db.one("SELECT 1 FROM dirty") is not None or db.one("SELECT version FROM worked_out") != (_version(),)


def bring_up_to_date(db: Database, rulings: Rulings) -> int:
    """Work out anew what dirty reports touch; returns how many reports were looked at.

    What follows for undated reports is read before anything is written, so that others may write meanwhile.
    """
    if not is_dirty(db):
        return 0
    if db.one("SELECT version FROM worked_out") != (_version(),):
        rebuild(db)
    with db.writing():
        taken_in = _take_in(db)
        if not has_undated(db):
            return _work_through(db, rulings)
    late = find_late(db)
    with db.writing():
        marked = db.all("SELECT report, stamp FROM dirty")
        others = [report for report, stamp in marked if taken_in.get(report) != stamp]
        for report, reading in late:
            keep_late(db, report, reading)
        looked_at = _work_through(db, rulings)
        mark_dirty(db, others)  # added meanwhile by somebody else: their clues to days have not been followed yet
        return looked_at


def rebuild(db: Database) -> None:
    """Forget all that was worked out; the claims and what persons judged stay."""
    with db.writing():
        for table in WORKED_OUT:
            db.execute(f"DELETE FROM {table}")
        db.execute("DELETE FROM worked_out")
        db.execute("INSERT INTO worked_out VALUES (?)", (_version(),))
        mark_dirty(db, [n for (n,) in db.all("SELECT number FROM report")])


def _version() -> str:
    """The program, by its source, and all that has a say in a record; by its number where there is no source."""
    try:
        return whole_version()
    except OSError:
        return to_json_line(sorted(current_versions().items())).decode()


def _take_in(db: Database) -> dict[int, int]:
    """Keep the clues of dirty reports, as read by themselves; returns how often each was marked so far."""
    marked = db.all("SELECT report, stamp, claims FROM dirty ORDER BY report")
    for report, _, claims in marked:
        if claims:
            keep_clues(db, report, load_reading(db, report, own=True))
    return {report: stamp for report, stamp, _ in marked}


def _work_through(db: Database, rulings: Rulings) -> int:
    load = functools.lru_cache(KEPT_READINGS)(lambda report: rulings.correct(load_reading(db, report)))
    for (report,) in db.all("SELECT report FROM dirty WHERE claims ORDER BY report"):
        keep_text(db, report, load(report).report)
        keep_actors(db, report, load(report))
    settle_names(db)
    answers = rulings.actor_answers()
    incidents, components = Incidents(db, rulings, load), Components(db, rulings, load)
    dirty = db.all("SELECT report, claims FROM dirty ORDER BY report")
    for report, claims in dirty:
        reading: Reading = load(report)
        if claims:
            incidents.update(report, reading)
        components.update(report, reading, load_parties(db, [report], [reading], answers))
    incidents.finish()
    components.finish()
    db.execute("DELETE FROM dirty")
    return len(dirty)

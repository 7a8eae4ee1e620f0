"""The user's own knowledge, kept in the ledger whenever it changed and had no fault.

Enters: the user's knowledge folder. Leaves: where that has faults, the state in which the ledger last saw it well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge import knowledge_faults, snapshot_knowledge, use_knowledge
from dragoman.model import from_json, to_json_line

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database

_LAST = "SELECT files FROM knowledge ORDER BY number DESC LIMIT 1"


def stand_by_knowledge(db: Database) -> None:
    """Let what the ledger kept be in force where the user's folder has faults. Before anything is read."""
    row = db.one(_LAST) if knowledge_faults() else None
    if row:
        use_knowledge(from_json(row[0], dict[str, str]))


def keep_knowledge(db: Database) -> None:
    """Keep the user's own knowledge, if it is well and is not what was kept last."""
    if knowledge_faults():
        return
    files = to_json_line(dict(sorted(snapshot_knowledge().items()))).decode()
    row = db.one(_LAST)
    if files != (row[0] if row else "{}"):
        with db.writing():
            db.execute("INSERT INTO knowledge (at, files) VALUES (?, ?)", (db.now(), files))

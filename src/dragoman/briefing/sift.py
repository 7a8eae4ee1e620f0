"""What the brief takes from the record: news, not opinion.

Enters: a record. Leaves: the record without what rests on opinion pieces alone; they stay in the list of reports.
"""

from typing import Any

import msgspec

from dragoman.model import Evidence, Record

_LISTS = ("tracks", "contacts", "commitments", "ceasefires", "steps", "incidents", "statements", "discrepancies")


def sift_opinion(record: Record) -> Record:
    """Take away sentences of opinion pieces, and each thing that rested on nothing else."""
    opinions = frozenset(p.report for p in record.not_read if p.kind == "opinion" and p.report)
    if not opinions:
        return record
    return msgspec.structs.replace(record, **{name: _sift(getattr(record, name), opinions) for name in _LISTS})


def _sift(item: Any, opinions: frozenset[str]) -> Any:
    """The item without them; None if it had evidence and has none left."""
    if isinstance(item, Evidence):
        return None if item.report in opinions else item
    if isinstance(item, tuple) and not hasattr(item, "_fields"):
        return tuple(kept for part in item if part is not None and (kept := _sift(part, opinions)) is not None)
    if not isinstance(item, msgspec.Struct):
        return item
    changed = {name: _sift(getattr(item, name), opinions) for name in item.__struct_fields__}
    rested = getattr(item, "evidence", ())
    return msgspec.structs.replace(item, **changed) if changed.get("evidence", True) or not rested else None

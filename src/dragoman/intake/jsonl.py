"""JSON Lines: one report a line, `{"id", "text", "published"?, "outlet"?, "headline"?, "url"?}`.

Enters: lines. Leaves: reports.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.intake.layout import find_parts
from dragoman.model import Published, Report


def report_from_fields(fields: dict[str, Any], source: str) -> Report:
    """A report from the fields of a JSON line, its text taken as it is."""
    day = dt.date.fromisoformat(fields["published"]) if fields.get("published") else None
    published = Published(date=day, earliest=day, latest=day, basis="stated" if day else "unknown")
    return Report(
        id=str(fields["id"]),
        source=source,
        outlet=fields.get("outlet"),
        headline=fields.get("headline"),
        url=fields.get("url"),
        published=published,
        language="en",
        text=fields["text"],
        parts=find_parts(fields["text"]),
    )


def read_jsonl(lines: Iterable[str], source: str) -> Iterator[Report]:
    """Reports from JSON Lines."""
    for line in lines:
        if line.strip():
            yield report_from_fields(json.loads(line), source)

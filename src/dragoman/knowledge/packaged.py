"""The packaged knowledge files: trusted, and quick to load.

Enters: names as in `FILES`. Leaves: rows and entries. What YAML makes of a file is kept in the cache by its bytes:
reading the YAML of all files takes a quarter of a second, which a short run would feel.
"""

import functools
from pathlib import Path
from typing import Any

import msgspec

from dragoman.cache import make_key, open_cache
from dragoman.errors import KnowledgeError
from dragoman.knowledge.checks import take_rows
from dragoman.knowledge.entry import Entry
from dragoman.knowledge.yamls import Fault, Row, read_rows

HERE = Path(__file__).parent
_rows = msgspec.json.Decoder(list[Row])


def packaged_entries(name: str) -> dict[str, Entry]:
    """The entries of one packaged file by id, as `FILES` says what they are.

    Raises:
        KnowledgeError: listing all faults of the file.
    """
    from dragoman.knowledge.files import FILES

    return packaged_of_kind(FILES[name], name)


@functools.lru_cache(maxsize=128)
def packaged_of_kind(kind: type[Entry], name: str) -> dict[str, Any]:
    """The entries of one packaged file by id, as those of a given kind.

    Raises:
        KnowledgeError: listing all faults of the file; or there is no such file.
    """
    file = HERE / f"{name}.yaml"
    if not file.exists():
        raise KnowledgeError(f"{file}: no such knowledge file")
    entries: dict[str, Entry] = {}
    rows, faults = _packaged_rows(file)
    take_rows(rows, kind, entries, faults, own=False)
    if faults:
        raise KnowledgeError("\n".join(f.text(str(file)) for f in faults))
    return entries


def _packaged_rows(file: Path) -> tuple[list[Row], list[Fault]]:
    data = file.read_bytes()
    cache, key = open_cache(), make_key("rows of a packaged file", data)
    if (value := cache.get(key)) is not None:
        return _rows.decode(value), []
    rows, faults = read_rows(data.decode("utf-8"), trusted=True)
    if not faults and cache.folder and (value := _as_json(rows)) is not None:
        cache.put(key, value)
    return rows, faults


def _as_json(rows: list[Row]) -> bytes | None:
    """The rows as JSON; None where that is not the same, as with a day that YAML makes a date of."""
    try:
        value = msgspec.json.encode(rows)
    except (TypeError, ValueError):
        return None
    return value if _rows.decode(value) == rows else None

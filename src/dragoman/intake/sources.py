"""The inputs of a run: which files, which lines, and the id of each report.

Enters: files, folders and "-". Leaves: `Source` records, one per report to be, in an order that does not depend
on the order of the inputs. A source is small, can be sent to another process, and is opened there.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from dragoman.intake.folders import Listing
from dragoman.intake.records import BOM, json_file, lines_of_file, read_lines
from dragoman.intake.source import Source, max_bytes, too_large

STDIN = "-"
JSON_LINES = (".jsonl", ".ndjson")
JSON_FILES = (".json",)
PEEK = 4096  # bytes of a file that are looked at


def list_inputs(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Source]:
    """The reports of some inputs, one by one. Only one line of a JSON Lines file is held at a time.

    What is kept for the whole run is a list of file names, and a short hash for each JSON line, so that no id
    comes twice.
    """
    listing = Listing()
    for name in sorted(set(inputs), key=lambda name: Path(name).parts):
        if name != STDIN:
            listing.add(name)
    ids = find_ids(listing.files)
    kinds = {path: kind_of(path) for path in listing.files}
    seen = {ids[path]: "" for path in listing.files if kinds[path] == "text"}
    for problem in listing.problems:
        yield Source(id="", name=problem.source, problem=problem)
    for path in listing.files:
        if kinds[path] == "lines":
            yield from lines_of_file(path, ids[path], seen)
        elif kinds[path] == "json":
            yield from json_file(path, ids[path], seen)
        else:
            yield Source(id=ids[path], name=path, path=path)
    if STDIN in inputs:
        yield from _standard_input(stdin or sys.stdin.buffer, seen)


def kind_of(path: str) -> Literal["lines", "json", "text"]:
    """What a file holds, by its ending or its first characters: JSON Lines, one JSON value, or text (or a page)."""
    if path.lower().endswith(JSON_LINES):
        return "lines"
    try:
        with Path(path).open("rb") as file:
            start = file.read(PEEK).removeprefix(BOM).lstrip()
    except OSError:
        return "text"  # opening it will say what is wrong
    if path.lower().endswith(JSON_FILES):
        return "json"
    return "lines" if start.startswith(b'{"') else "text"


def find_ids(files: Sequence[str]) -> dict[str, str]:
    """An id for each file: its stem, or the shortest end of its path that no other file has.

    Files that differ only in what follows the last dot keep it: "x.txt", "x.html".
    """
    stems = Counter(Path(path).with_suffix("") for path in files)
    names = {path: _parts(path, stems[Path(path).with_suffix("")] > 1) for path in files}
    ids: dict[str, str] = {}
    depth = 1
    while len(ids) < len(files):
        groups: dict[str, list[str]] = defaultdict(list)
        for path in (p for p in files if p not in ids):
            groups["/".join(names[path][-depth:])].append(path)
        for suffix, paths in groups.items():
            for path in paths:
                if len(paths) == 1 or depth >= len(names[path]):
                    ids[path] = suffix if len(paths) == 1 else path
        depth += 1
    return ids


def _parts(path: str, with_extension: bool) -> tuple[str, ...]:
    split = Path(path)
    return (*split.parts[:-1], split.name if with_extension else split.stem)


def _standard_input(stdin: BinaryIO, seen: dict[str, str]) -> Iterator[Source]:
    """Standard input: JSON Lines if it begins with a brace, else one text or page."""
    limit = max_bytes()
    first = stdin.readline(limit + 1)
    while first and not first.strip():
        first = stdin.readline(limit + 1)
    if first.removeprefix(BOM).lstrip().startswith(b"{"):
        yield from read_lines(_Again(first, stdin), STDIN, "stdin", seen)
        return
    data = first + stdin.read(max(0, limit + 1 - len(first)))
    if len(data) > limit:
        yield too_large(STDIN)
    else:
        yield Source(id="stdin" if "stdin" not in seen else "stdin~", name=STDIN, data=data)


class _Again:
    """A stream whose first line was read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first: bytes | None = first
        self._rest = rest

    def readline(self, limit: int, /) -> bytes:
        """The first line again, then the others."""
        first, self._first = self._first, None
        return first if first is not None else self._rest.readline(limit)

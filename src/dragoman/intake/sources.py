"""The inputs of a run: which files, which lines, and the id of each report.

Enters: files, folders and "-". Leaves: `Source` records, one per report to be, in an order that does not depend
on the order of the inputs. A source is small, can be sent to another process, and is opened there.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal

import msgspec

from dragoman.errors import SettingsError
from dragoman.model import Problem, Struct
from dragoman.settings import get_setting

STDIN = "-"
JSON_LINES = (".jsonl", ".ndjson")
JSON_FILES = (".json",)
PAGE_FILES = (".html", ".htm", ".xhtml")


class Source(Struct, frozen=True, kw_only=True):
    """One report to be opened. `data`: the bytes of a line or of standard input; None: to be read from `path`.

    `problem`: there is nothing to open, and this says why; `doubts` are told with the report.
    """

    id: str
    name: str
    path: str | None = None
    data: bytes | None = None
    kind: Literal["file", "fields"] = "file"
    problem: Problem | None = None
    doubts: tuple[Problem, ...] = ()


def max_bytes() -> int:
    """The setting `max_bytes`. Raises SettingsError where it is no number."""
    value = get_setting("max_bytes")
    if not value.isdecimal():
        raise SettingsError(f"setting max_bytes: found {value!r}, expected a number of bytes")
    return int(value)


def list_inputs(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Source]:
    """The reports of some inputs, one by one. Only one line of a JSON Lines file is held at a time.

    What is kept for the whole run is a list of file names, and a short hash for each JSON line, so that no id
    comes twice.
    """
    listing = _Listing()
    for name in sorted(set(inputs), key=_sort_key):
        if name != STDIN:
            listing.add(name)
    ids = _file_ids(listing.files)
    seen = {report_id: "" for report_id in ids.values()}
    yield from (_failed(p.source, p.found, p.expected) for p in listing.problems)
    for path in listing.files:
        if _is_lines(path):
            yield from _lines_of_file(path, seen)
        elif path.lower().endswith(JSON_FILES):
            yield from _json_file(path, seen)
        else:
            yield Source(id=ids[path], name=path, path=path)
    if STDIN in inputs:
        yield from _standard_input(stdin, seen)


def _sort_key(name: str) -> tuple[str, ...]:
    return Path(name).parts


class _Listing:
    """The files under some names: folders walked, links followed once, nothing listed twice."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.problems: list[Problem] = []
        self._seen: set[str] = set()

    def add(self, name: str) -> None:
        try:
            is_folder = os.stat(name).st_mode & 0o170000 == 0o040000
        except (OSError, ValueError) as error:
            self._problem(name, _reason(error), "a file or folder that can be read")
            return
        if is_folder:
            before = len(self.files) + len(self.problems)
            self._walk(name)
            if len(self.files) + len(self.problems) == before and not self._seen_any(name):
                self._problem(name, "a folder with no file in it", "at least one report")
        else:
            self._add_file(name)

    def _seen_any(self, folder: str) -> bool:
        real = os.path.realpath(folder) + os.sep
        return any(path.startswith(real) for path in self._seen)

    def _walk(self, folder: str) -> None:
        real = os.path.realpath(folder)
        if real in self._seen:
            return
        self._seen.add(real)
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            self._problem(folder, _reason(error), "a folder that can be read")
            return
        for name in names:
            path = os.path.join(folder, name)
            if name.startswith("."):
                continue
            if os.path.isdir(path):
                self._walk(path)
            elif os.path.exists(path):
                self._add_file(path)
            else:
                self._problem(path, "a link that leads nowhere, or in a circle", "a file")

    def _add_file(self, path: str) -> None:
        real = os.path.realpath(path)
        if real in self._seen:
            return
        self._seen.add(real)
        if os.path.isfile(path):
            self.files.append(path)
        else:
            self._problem(path, "neither a file nor a folder", "a file")

    def _problem(self, source: str, found: str, expected: str) -> None:
        self.problems.append(Problem(source=source, kind="failed", found=found, expected=expected))


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "a name that cannot be a file"


def _failed(source: str, found: str, expected: str) -> Source:
    problem = Problem(source=source, kind="failed", found=found, expected=expected)
    return Source(id="", name=source, problem=problem)


def _is_lines(path: str) -> bool:
    return path.lower().endswith(JSON_LINES)


def _file_ids(files: Sequence[str]) -> dict[str, str]:
    """An id for each file: its stem, or the shortest end of its path that no other file has."""
    ids: dict[str, str] = {}
    open_files = {path: list(reversed((*Path(path).parts[:-1], Path(path).stem))) for path in files}
    depth = 1
    while open_files:
        groups: dict[str, list[str]] = defaultdict(list)
        for path, parts in open_files.items():
            groups["/".join(reversed(parts[:depth]))].append(path)
        for suffix, paths in groups.items():
            alone = len(paths) == 1
            for path in paths:
                if alone or depth >= len(open_files[path]):
                    ids[path] = suffix if alone else path
        open_files = {path: parts for path, parts in open_files.items() if path not in ids}
        depth += 1
    return ids


class _Head(msgspec.Struct):
    """What listing needs of a JSON line: the id and the text."""

    id: Any = None
    text: Any = None


_head_decoder = msgspec.json.Decoder(_Head)


def _lines_of_file(path: str, seen: dict[str, str]) -> Iterator[Source]:
    try:
        with open(path, "rb") as file:
            yield from _lines(file, path, Path(path).stem, seen)
    except OSError as error:
        yield _failed(path, _reason(error), "a file that can be read")


def _lines(file: BinaryIO, name: str, stem: str, seen: dict[str, str]) -> Iterator[Source]:
    limit = max_bytes()
    number = 0
    empty = True
    while line := file.readline(limit + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            yield _failed(where, f"a line of more than {limit} bytes", "less; the setting max_bytes says how much")
            _skip_line(file, limit)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _line_source(line, where, f"{stem}:{number}", seen)
        else:
            continue
        empty = False
    if empty:
        yield _failed(name, "an empty file", "one report a line, as JSON")


def _skip_line(file: BinaryIO, limit: int) -> None:
    while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _line_source(line: bytes, where: str, default_id: str, seen: dict[str, str]) -> Source:
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        head = _head_decoder.decode(line)
    except msgspec.ValidationError:
        return _failed(where, "JSON that is no object", 'an object with "text"')
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _failed(where, f"broken JSON ({' '.join(str(error).split())})", "one whole JSON object in the line")
    report_id = str(head.id) if isinstance(head.id, str | int) and str(head.id).strip() else default_id
    return _identified(report_id, head.text, where, line, seen)


def _identified(report_id: str, text: Any, where: str, line: bytes, seen: dict[str, str]) -> Source:
    """A source with an id of its own; the same id and text again is a repeat, the same id alone a doubt."""
    mark = hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest()
    known = seen.get(report_id)
    if known is None:
        seen[report_id] = mark[:16]
        return Source(id=report_id, name=where, data=line, kind="fields")
    own = f"{report_id}~{mark[:6]}"
    if known == mark[:16] or own in seen:
        found = f'the report "{report_id}" a second time, word for word'
        problem = Problem(source=where, kind="repeated", found=found, expected="each report once", report=report_id)
        return Source(id=report_id, name=where, problem=problem)
    seen[own] = mark[:16]
    doubt = Problem(
        source=where,
        kind="doubtful",
        found=f'the id "{report_id}" for the second time, with another text; called "{own}"',
        expected="an id of its own for each report",
        report=own,
    )
    return Source(id=own, name=where, data=line, kind="fields", doubts=(doubt,))


def _json_file(path: str, seen: dict[str, str]) -> Iterator[Source]:
    """A file with one JSON object or a list of them."""
    try:
        size = os.path.getsize(path)
        if size > max_bytes():
            yield too_large(path, size)
            return
        data = Path(path).read_bytes()
    except OSError as error:
        yield _failed(path, _reason(error), "a file that can be read")
        return
    yield from _json_objects(data, path, Path(path).stem, seen)


def _json_objects(data: bytes, name: str, stem: str, seen: dict[str, str]) -> Iterator[Source]:
    try:
        objects = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield _failed(
            name, f"broken JSON ({' '.join(str(error).split())})", 'a JSON object with "text", or a list of them'
        )
        return
    many = objects if isinstance(objects, list) else [objects]
    if not many:
        yield _failed(name, "an empty list", "at least one report")
    for number, fields in enumerate(many, 1):
        listed = isinstance(objects, list)
        yield _line_source(
            msgspec.json.encode(fields),
            f"{name}:{number}" if listed else name,
            f"{stem}:{number}" if listed else stem,
            seen,
        )


def too_large(name: str, size: int | None = None) -> Source:
    """The refusal of an input that is too large to be a report."""
    found = f"{size} bytes" if size is not None else f"more than {max_bytes()} bytes"
    return _failed(name, found, f"at most {max_bytes()} bytes (setting max_bytes)")


def _standard_input(stdin: BinaryIO | None, seen: dict[str, str]) -> Iterator[Source]:
    """Standard input: JSON Lines if it begins with a brace, else one text or page."""
    if stdin is None:
        import sys

        stdin = sys.stdin.buffer
    limit = max_bytes()
    first = stdin.readline(limit + 1)
    while first and not first.strip():
        first = stdin.readline(limit + 1)
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield from _lines(_Again(first, stdin), STDIN, "stdin", seen)  # type: ignore[arg-type]
        return
    data = first + stdin.read(limit + 1 - len(first)) if len(first) <= limit else first
    if len(data) > limit:
        yield too_large(STDIN)
    else:
        yield Source(id="stdin" if "stdin" not in seen else "stdin~", name=STDIN, data=data)


class _Again:
    """A stream whose first line was read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._lines: Iterable[bytes] = (first,)
        self._first: bytes | None = first
        self._rest = rest

    def readline(self, limit: int) -> bytes:
        first, self._first = self._first, None
        return first if first is not None else self._rest.readline(limit)

"""JSON files: each line, or each object of a list, is a source of its own, with an id that comes once in a run.

Enters: JSON Lines or JSON. Leaves: sources; a broken line is a problem of its own, and the rest goes on.
"""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from dragoman.intake.source import Source, failed_source, max_bytes, reason_of, too_large
from dragoman.model import Problem

BOM = b"\xef\xbb\xbf"


class LineReader(Protocol):
    """What can be read line by line, at most `limit` bytes at once."""

    def readline(self, limit: int, /) -> bytes: ...


class _Head(msgspec.Struct):
    """What listing needs of a JSON line: the id and the text."""

    id: Any = None
    text: Any = None


_head_decoder = msgspec.json.Decoder(_Head)


def lines_of_file(path: str, stem: str, seen: dict[str, str]) -> Iterator[Source]:
    """The lines of a JSON Lines file; `stem` and the line's number make the id where a line has none."""
    try:
        with Path(path).open("rb") as file:
            yield from read_lines(file, path, stem, seen)
    except OSError as error:
        yield failed_source(path, reason_of(error), "a file that can be read")


def read_lines(file: LineReader, name: str, stem: str, seen: dict[str, str]) -> Iterator[Source]:
    """One source a line; an overlong line is passed over without being read whole."""
    limit = max_bytes()
    number = 0
    empty = True
    while line := file.readline(limit + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            yield failed_source(
                where, f"a line of more than {limit} bytes", "less; the setting max_bytes says how much"
            )
            _skip_line(file, limit)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _line_source(line, where, f"{stem}:{number}", seen)
        else:
            continue
        empty = False
    if empty:
        yield failed_source(name, "an empty file", "one report a line, as JSON")


def _skip_line(file: LineReader, limit: int) -> None:
    while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _line_source(line: bytes, where: str, default_id: str, seen: dict[str, str]) -> Source:
    line = line.removeprefix(BOM).strip()
    try:
        head = _head_decoder.decode(line)
    except msgspec.ValidationError:
        return failed_source(where, "JSON that is no object", 'an object with "text"')
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return failed_source(where, broken(error), "one whole JSON object in the line")
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


def json_file(path: str, stem: str, seen: dict[str, str]) -> Iterator[Source]:
    """A file with one JSON object or a list of them."""
    try:
        size = Path(path).stat().st_size
        if size > max_bytes():
            yield too_large(path, size)
            return
        data = Path(path).read_bytes()
    except OSError as error:
        yield failed_source(path, reason_of(error), "a file that can be read")
        return
    yield from _objects(data, path, stem, seen)


def _objects(data: bytes, name: str, stem: str, seen: dict[str, str]) -> Iterator[Source]:
    first, _, rest = data.removeprefix(BOM).partition(b"\n")
    if rest.strip() and _is_object(first):
        yield from read_lines(io.BytesIO(data), name, stem, seen)
        return
    try:
        objects = msgspec.json.decode(data.removeprefix(BOM))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield failed_source(name, broken(error), 'a JSON object with "text", or a list of them')
        return
    if not isinstance(objects, list):
        yield _line_source(msgspec.json.encode(objects), name, stem, seen)
        return
    if not objects:
        yield failed_source(name, "an empty list", "at least one report")
    for number, fields in enumerate(objects, 1):
        yield _line_source(msgspec.json.encode(fields), f"{name}:{number}", f"{stem}:{number}", seen)


def _is_object(line: bytes) -> bool:
    """True if a line is an object by itself, so that the file is JSON Lines whatever it is called."""
    try:
        _head_decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def broken(error: Exception) -> str:
    """What is wrong with some JSON, in one line."""
    return f"broken JSON ({' '.join(str(error).split())})"

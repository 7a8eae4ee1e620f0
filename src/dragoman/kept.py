"""Opened sources and readings, kept between runs.

Enters: sources and reports. Leaves: what was made of the same bytes before, by the same program, model and knowledge.
A key holds all that the work depends on; what it is only labelled with (the report's id, the name of its source) is
put on afterwards, so that a file that was moved or renamed is not read again.
"""

from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.cache import Cache, make_key
from dragoman.intake import Source
from dragoman.intake.opening import PAGE_FILES
from dragoman.intake.sheets import NOT_YET
from dragoman.intake.source import max_bytes
from dragoman.model import Problem, Reading, Report, Struct, to_json_line
from dragoman.reading.dating.clues import DayClue
from dragoman.versions import reader_version

Clues = tuple[DayClue, ...]  # of one report
NO_REPORT = Report(id="", source="", text="")
NO_SOURCE = Source(id="", name="")
S = TypeVar("S", bound=Struct)


class Opened(Struct, frozen=True, kw_only=True):
    """What a source held: a report, or None where it could not be read, and the problems with it."""

    report: Report | None = None
    problems: tuple[Problem, ...] = ()


class Read(Struct, frozen=True, kw_only=True):
    """What was read in a report, and the clues that it gives to the days of others."""

    reading: Reading
    clues: Clues = ()


_opened = msgspec.json.Decoder(Opened)
_read = msgspec.json.Decoder(Read)


class Kept:
    """What this program, model and knowledge made of sources, taken raw or cleaned, and of reports."""

    def __init__(self, cache: Cache, raw: bool) -> None:
        self._cache = cache
        self._manner = "raw" if raw else "cleaned"
        self._stamp = b""  # empty: nothing is looked for or kept
        with suppress(OSError):  # without the reader's own source there is no telling whether it is the same
            self._stamp = make_key(reader_version()) if cache.folder else b""

    def with_data(self, source: Source) -> Source:
        """A source with the bytes of its file, which are its key; as it is where they cannot be had."""
        if not self._stamp or source.data is not None or source.path is None:
            return source
        try:
            path = Path(source.path)
            if path.stat().st_size > max_bytes():
                return source
            return msgspec.structs.replace(source, data=path.read_bytes())
        except OSError:
            return source  # opening it will say what is wrong

    def source_key(self, source: Source) -> bytes | None:
        """The key of a source: its bytes, and what kind of thing they are; None if it is not to be kept."""
        if not self._stamp or source.data is None or source.problem:
            return None
        page = "page" if source.name.lower().endswith(PAGE_FILES) else ""
        return make_key("opened", self._stamp, self._manner, source.kind, page, source.data)

    def find_opened(self, key: bytes | None, source: Source) -> Opened | None:
        """What was found in a source before, under its present id and name; None if nothing is kept."""
        found = self._find(key, _opened)
        return found and label_opened(found, source)

    def keep_opened(self, key: bytes | None, opened: Opened) -> None:
        """Keep what a source held, unless it hangs on today's date: a day that has not come yet will come."""
        if not any(NOT_YET in p.found for p in opened.problems):
            self._keep(key, label_opened(opened, NO_SOURCE))

    def find_read(self, report: Report) -> Read | None:
        """What was read in a report of the same text before; None if nothing is kept."""
        found = self._find(self._report_key(report), _read)
        return found and label_read(found, report)

    def keep_read(self, read: Read) -> None:
        """Keep what was read in a report, without the report itself."""
        self._keep(self._report_key(read.reading.report), label_read(read, NO_REPORT))

    def flush(self) -> None:
        """Write what has not been written."""
        self._cache.flush()

    def _find(self, key: bytes | None, decoder: "msgspec.json.Decoder[S]") -> S | None:
        value = self._cache.get(key) if key else None
        if value is None:
            return None
        try:
            return decoder.decode(value)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _keep(self, key: bytes | None, value: Struct) -> None:
        with suppress(UnicodeEncodeError):  # half a character, which JSON cannot hold
            if key:
                self._cache.put(key, to_json_line(value))

    def _report_key(self, report: Report) -> bytes | None:
        if not self._stamp:
            return None
        bare = msgspec.structs.replace(report, id="", source="", sha256="", origin=())
        try:
            return make_key("read", self._stamp, to_json_line(bare))
        except UnicodeEncodeError:
            return None


def label_opened(opened: Opened, source: Source) -> Opened:
    """The same under the id and name of another source."""
    report = opened.report and msgspec.structs.replace(opened.report, id=source.id, source=source.name)
    problems = tuple(
        msgspec.structs.replace(p, source=source.name, report=None if p.report is None else source.id)
        for p in opened.problems
    )
    return Opened(report=report, problems=problems)


def label_read(read: Read, report: Report) -> Read:
    """The same for a report that differs in nothing that was read."""
    clues = tuple(msgspec.structs.replace(c, report=report.id) for c in read.clues)
    return Read(reading=msgspec.structs.replace(read.reading, report=report), clues=clues)

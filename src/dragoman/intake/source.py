"""What one report is to be opened from, small enough to be sent to another process."""

from typing import Literal

from dragoman.errors import SettingsError
from dragoman.model import Problem, Struct
from dragoman.settings import get_setting


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


def failed_source(source: str, found: str, expected: str) -> Source:
    """A source that cannot be opened, and why."""
    problem = Problem(source=source, kind="failed", found=found, expected=expected)
    return Source(id="", name=source, problem=problem)


def too_large(name: str, size: int | None = None) -> Source:
    """The refusal of an input that is too large to be a report."""
    found = f"{size} bytes" if size is not None else f"more than {max_bytes()} bytes"
    return failed_source(name, found, f"at most {max_bytes()} bytes (setting max_bytes)")


def reason_of(error: Exception) -> str:
    """Why the system would not give a file, in a few words."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "a name that cannot be a file"

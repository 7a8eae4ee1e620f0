"""The base of every record, and the two ranges that all of them use.

Two conventions hold everywhere: a `Span` is half open, `[start, end)` in characters of
`report.text`; an `Interval` of days is closed, its `latest` day belongs to it.
"""

import datetime as dt
from typing import NamedTuple

import msgspec


class Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A frozen record. Fields are written to JSON in the order in which they are declared."""


class Span(NamedTuple):
    """Characters `[start, end)` of `report.text`; in JSON `[start, end]`, end not included."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """True if the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True if `other` lies wholly inside; a span contains itself."""
        return self.start <= other.start and other.end <= self.end


class Interval(Struct, frozen=True, kw_only=True):
    """Days from `earliest` to `latest`, both included. `None` at an edge: the text leaves it open."""

    earliest: dt.date | None = None
    latest: dt.date | None = None

"""Where: places named in a report, with country and coordinates.

Enters: a report, its `Parsed` and its `Directory`. Leaves: place mentions in text order.
"""

from dataclasses import dataclass

from dragoman.model import Place, Report, Span
from dragoman.reading.actors import Directory
from dragoman.reading.parsed import Parsed


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name at tokens `first` to `last` (included); `head` is its head token."""

    head: int
    first: int
    last: int
    span: Span
    place: Place


def find_places(report: Report, parsed: Parsed, directory: Directory) -> tuple[PlaceMention, ...]:
    """Find the places that a report names."""
    return ()

"""The events of a text before incidents are read: all steps up to `find_events`."""

from dragoman.model import Event, Report
from dragoman.reading.events import find_events
from dragoman.reading.parsed import Parsed
from dragoman.reading.pipeline import make_context


def read_events(report: Report, parsed: Parsed) -> tuple[Event, ...]:
    """The events of a parsed report."""
    return find_events(make_context(report, parsed))

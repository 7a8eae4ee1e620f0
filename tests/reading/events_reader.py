"""The events of a text before incidents are read: all steps up to `find_events`."""

from dragoman.model import Event, Report
from dragoman.reading.actors import find_actors
from dragoman.reading.attributions import find_attributions
from dragoman.reading.context import Context
from dragoman.reading.events import find_events
from dragoman.reading.parsed import Parsed
from dragoman.reading.places import find_places
from dragoman.reading.times import find_times


def make_context(report: Report, parsed: Parsed) -> Context:
    """What reading hands to `find_events`."""
    directory = find_actors(report, parsed)
    return Context(
        report,
        parsed,
        find_times(report, parsed),
        directory,
        find_places(report, parsed, directory),
        find_attributions(report, parsed, directory),
    )


def read_events(report: Report, parsed: Parsed) -> tuple[Event, ...]:
    """The events of a parsed report."""
    return find_events(make_context(report, parsed))

"""The list of reading's steps. Enters: reports. Leaves: one `Reading` each, in the same order."""

from collections.abc import Iterable, Iterator

from dragoman.model import Reading, Report
from dragoman.reading.actors import find_actors
from dragoman.reading.attributions import find_attributions
from dragoman.reading.context import Context
from dragoman.reading.events import find_events
from dragoman.reading.incidents import read_incidents
from dragoman.reading.parse import Parser
from dragoman.reading.parsed import Parsed
from dragoman.reading.places import find_places
from dragoman.reading.promises import read_promises
from dragoman.reading.talks import read_talks
from dragoman.reading.times import find_times
from dragoman.reading.truces import read_truces
from dragoman.versions import current_versions


def read_reports(reports: Iterable[Report], parser: Parser) -> Iterator[Reading]:
    """Read reports one for one and in order, one at a time in memory."""
    for report in reports:
        yield read_report(report, parser)


def read_report(report: Report, parser: Parser) -> Reading:
    """Parse and read one report."""
    return read_parsed(report, next(parser.parse([report])))


def read_parsed(report: Report, parsed: Parsed) -> Reading:
    """Read one parsed report: times, actors, places, attributions, events, incidents, talks, truces, promises."""
    context = make_context(report, parsed)
    events = read_incidents(context, find_events(context))
    return Reading(
        report=report,
        times=context.times,
        attributions=context.attributions,
        events=events,
        talks=read_talks(context, events),
        truces=read_truces(context, events),
        promises=read_promises(context, events),
        actors=context.directory.actors,
        versions=current_versions(),
    )


def make_context(report: Report, parsed: Parsed) -> Context:
    """All that the later steps share: times, actors, places and attributions."""
    times = find_times(report, parsed)
    directory = find_actors(report, parsed)
    places = find_places(report, parsed, directory)
    return Context(report, parsed, times, directory, places, find_attributions(report, parsed, directory))

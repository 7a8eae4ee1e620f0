"""What happened, is planned, hoped for or denied: PLOVER events with their status.

Enters: a report with its times, actors, places and attributions. Leaves: `Event` records.
"""

from dragoman.model import Event
from dragoman.reading.context import Context


def find_events(context: Context) -> tuple[Event, ...]:
    """Find the events of a report, in text order, with ids e1, e2, ..."""
    return ()

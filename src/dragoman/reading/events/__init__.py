"""What happened, is planned, hoped for or denied: PLOVER events with their status.

find.py is the list of steps; triggers.py finds the words, arguments.py and parties.py who takes part,
status.py, when.py and where.py the rest, scope.py what is not an event of its own, report.py what
only the whole report can tell.
"""

from dragoman.reading.events.find import find_events

__all__ = ["find_events"]

"""Who said what: source, cue and content (PARC 3, PolNeAR), with the chain it came through.

Enters: a report, its `Parsed` and its `Directory`. Leaves: `Attribution` records.
"""

from dragoman.model import Attribution, Report
from dragoman.reading.actors import Directory
from dragoman.reading.parsed import Parsed


def find_attributions(report: Report, parsed: Parsed, directory: Directory) -> tuple[Attribution, ...]:
    """Find who said what, by start of content."""
    return ()

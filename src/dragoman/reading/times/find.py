"""Find the time expressions of a report and resolve them against its day.

Enters: a report and its `Parsed`. Leaves: `Timex` records in text order.
"""

from dragoman.model import Report, Timex
from dragoman.reading.parsed import Parsed


def find_times(report: Report, parsed: Parsed) -> tuple[Timex, ...]:
    """Find time expressions, in text order."""
    return ()

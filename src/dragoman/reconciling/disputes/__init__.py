"""What reports and speakers say differently of other things than rounds, contacts and incidents.

Enters: readings. Leaves: discrepancies: words that are denied or not confirmed, other days and other numbers for one
thing, steps that reports tell of differently, and truces that each says the other broke.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Discrepancy, Reading
from dragoman.reconciling.disputes.answers import find_answers
from dragoman.reconciling.disputes.page import Page
from dragoman.reconciling.disputes.values import find_rival_values
from dragoman.reconciling.parties import Parties


def dispute_keys(reading: Reading, parties: Parties) -> frozenset[str]:
    """Keys such that reports that may tell of one thing differently share one."""
    return frozenset([f"disputes:{reading.report.id}"])


def gather_disputes(readings: Sequence[Reading], parties: Parties) -> list[Discrepancy]:
    """What the reports of one component say differently."""
    return [d for r in readings for d in _within(r, parties)]


def _within(reading: Reading, parties: Parties) -> Iterator[Discrepancy]:
    page = Page(reading, parties)
    yield from find_answers(page)
    yield from find_rival_values(page)

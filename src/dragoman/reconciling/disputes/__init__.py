"""What reports and speakers say differently of other things than rounds, contacts and incidents.

Enters: readings. Leaves: discrepancies: words that are denied or not confirmed, other days and other numbers for one
thing, steps that reports tell of differently, and truces that each says the other broke.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Discrepancy, Reading
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.disputes.answers import find_answers
from dragoman.reconciling.disputes.breaches import find_breaches
from dragoman.reconciling.disputes.deeds import deed_disputes, deed_keys
from dragoman.reconciling.disputes.make import join_same, same_key
from dragoman.reconciling.disputes.page import Page
from dragoman.reconciling.disputes.values import find_rival_values


def dispute_keys(reading: Reading, parties: Parties) -> frozenset[str]:
    """Keys such that reports that may tell of one thing differently share one."""
    return frozenset([*deed_keys(reading, parties), *map(same_key, _within(reading, parties))])


def gather_disputes(readings: Sequence[Reading], parties: Parties) -> list[Discrepancy]:
    """What the reports of one component say differently.

    The result is the same for any order of the reports, and for a set of reports it is that of its components under
    `dispute_keys` put together.
    """
    known = list({r.report.id: r for r in readings}.values())
    return [*join_same(d for r in known for d in _within(r, parties)), *deed_disputes(known, parties)]


def _within(reading: Reading, parties: Parties) -> Iterator[Discrepancy]:
    page = Page(reading, parties)
    yield from find_answers(page)
    yield from find_rival_values(page)
    yield from find_breaches(page)

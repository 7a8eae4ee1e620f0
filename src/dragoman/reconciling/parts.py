"""The parts of a record, each made component by component.

Enters: the readings of one component. Leaves: a `Record` that holds this part's entries and nothing else. A part says
by which keys reports may bear on each other (`keys`), and what a component of such reports comes to (`make`); neither
looks at any other report, so that a new report changes only the components that it touches.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.model import Incident, Reading, Record
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.commitments import gather_commitments
from dragoman.reconciling.commitments import link_keys as promise_keys
from dragoman.reconciling.disputes import dispute_keys, gather_disputes
from dragoman.reconciling.incidents import incident_discrepancies
from dragoman.reconciling.rulings import Rulings
from dragoman.reconciling.sources.backed import back_entries, back_incident
from dragoman.reconciling.sources.lineage import Lineage
from dragoman.reconciling.statements import gather_statements, statement_keys
from dragoman.reconciling.steps import gather_steps, step_keys
from dragoman.reconciling.talks.make import make_talks_part, talks_keys
from dragoman.reconciling.talks.meetings import find_meetings
from dragoman.reconciling.truces import gather_ceasefires, truce_keys


class Part(NamedTuple):
    """One kind of entry.

    keys: strings of one reading, with the parties of its report; readings that share none never bear on each other,
        and a reading without any has no such entries.
    gather: entries from the readings of a component, in the order of `order_readings`, with the parties of them all.
    """

    name: str
    keys: Callable[[Reading, Parties], Iterable[str]]
    gather: Callable[[Sequence[Reading], Parties, Rulings], Record]

    def make(self, readings: Sequence[Reading], parties: Parties, lineage: Lineage, rulings: Rulings) -> Record:
        """The entries of a component, each with the sources behind it."""
        return back_entries(self.gather(readings, parties, rulings), readings, parties, lineage)


def tell_incident(incident: Incident, readings: Mapping[str, Reading], lineage: Lineage) -> Record:
    """An incident with the sources behind it, and what is said differently of it.

    Args:
        readings: by report; of those that the incident rests on at least.
    """
    backed = back_incident(incident, readings, lineage)
    return Record(incidents=(backed,), discrepancies=tuple(incident_discrepancies(backed)))


def _gather_talks(readings: Sequence[Reading], parties: Parties, rulings: Rulings) -> Record:
    mentions = [m for r in readings for m in find_meetings(r, parties)]
    tracks, contacts, discrepancies = make_talks_part(mentions, parties, rulings)
    return Record(tracks=tracks, contacts=contacts, discrepancies=discrepancies)


def _gather_truces(readings: Sequence[Reading], parties: Parties, rulings: Rulings) -> Record:
    return Record(ceasefires=tuple(gather_ceasefires(readings, parties, rulings)))


def _gather_promises(readings: Sequence[Reading], parties: Parties, rulings: Rulings) -> Record:
    return Record(commitments=tuple(gather_commitments(readings, parties, rulings)))


def _gather_steps(readings: Sequence[Reading], parties: Parties, rulings: Rulings) -> Record:
    return Record(steps=tuple(gather_steps(readings, parties, rulings)))


def _gather_statements(readings: Sequence[Reading], parties: Parties, rulings: Rulings) -> Record:
    return Record(statements=tuple(gather_statements(readings, parties, rulings)))


def _gather_disputes(readings: Sequence[Reading], parties: Parties, rulings: Rulings) -> Record:
    return Record(discrepancies=tuple(gather_disputes(readings, parties)))


PARTS = (
    Part("talks", talks_keys, _gather_talks),
    Part("truces", truce_keys, _gather_truces),
    Part("promises", promise_keys, _gather_promises),
    Part("steps", step_keys, _gather_steps),
    Part("statements", statement_keys, _gather_statements),
    Part("disputes", dispute_keys, _gather_disputes),
)

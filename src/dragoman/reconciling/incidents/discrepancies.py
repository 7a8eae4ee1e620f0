"""What is to be said of an incident where sources differ.

Enters: an `Incident`. Leaves: its discrepancies: counts and blame that exclude each other, and later counts.
"""

from collections.abc import Iterator, Mapping

from dragoman.model import Claim, Discrepancy, Incident, Side
from dragoman.model.record import DiscrepancyKind, Relation, RivalField
from dragoman.reconciling.incidents.blame import show_blame
from dragoman.reconciling.incidents.counts import killed_count
from dragoman.reconciling.incidents.rivals import make_side, show_days

KINDS: Mapping[RivalField, DiscrepancyKind] = {"killed": "casualties", "responsible": "responsibility"}
LISTED: tuple[Relation, ...] = ("excludes", "later")


def incident_discrepancies(incident: Incident) -> Iterator[Discrepancy]:
    """One for each kind and relation, with every value that takes part in it; what differs in precision is none."""
    place = incident.place.name if incident.place else "an unnamed place"
    about = f"{place}, {show_days(incident.when)}" if incident.when else place
    for name, kind in KINDS.items():
        for relation in LISTED:
            sides = _sides(incident, name, relation)
            if sides:
                yield Discrepancy(kind=kind, about=about, relation=relation, sides=sides)


def _sides(incident: Incident, name: RivalField, relation: Relation) -> tuple[Side, ...]:
    """The sides of all rivalries of one field and relation, each value once, in order of first mention."""
    found = [r for r in incident.rivals if r.field == name and r.relation == relation]
    values = dict.fromkeys(side.value for r in found for side in r.sides)
    return tuple(make_side(v, [c for c in incident.claims if _shown(c, name) == v]) for v in values)


def _shown(claim: Claim, name: RivalField) -> str | None:
    if name == "responsible":
        return show_blame(claim)
    count = killed_count(claim)
    return count.show("killed") if count else None

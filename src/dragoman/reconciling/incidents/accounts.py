"""The rival claims of one incident, side by side.

Enters: an `Incident`. Leaves: its discrepancies.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.model import Claim, Discrepancy, Incident, Interval, Side
from dragoman.model.record import DiscrepancyKind
from dragoman.reconciling.evidence import gather


def incident_discrepancies(incident: Incident) -> Iterator[Discrepancy]:
    """Tolls and perpetrators that differ from claim to claim."""
    place = incident.place.name if incident.place else "an unnamed place"
    about = f"{place}, {_show(incident.when)}" if incident.when else place
    tolls: dict[str, list[Claim]] = defaultdict(list)
    blamed: dict[str, list[Claim]] = defaultdict(list)
    for claim in incident.claims:
        if claim.killed is not None:
            tolls[f"{claim.killed} killed"].append(claim)
        if claim.responsible:
            blamed[claim.responsible].append(claim)
    yield from _rival("casualties", about, tolls)
    yield from _rival("responsibility", about, blamed)


def _show(days: Interval) -> str:
    if days.earliest == days.latest:
        return str(days.earliest)
    return f"{days.earliest or '...'} to {days.latest or '...'}"


def _rival(kind: DiscrepancyKind, about: str, values: dict[str, list[Claim]]) -> Iterator[Discrepancy]:
    if len(values) > 1:
        yield Discrepancy(kind=kind, about=about, sides=tuple(_claim_side(v, cs) for v, cs in values.items()))


def _claim_side(value: str, claims: Sequence[Claim]) -> Side:
    return Side(
        value=value,
        said_by=tuple(dict.fromkeys(c.said_by for c in claims if c.said_by)),
        evidence=gather(e for c in claims for e in c.evidence),
    )

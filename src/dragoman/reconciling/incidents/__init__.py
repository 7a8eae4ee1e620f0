"""Incidents across reports: which tellings are of one act of violence, with their rival claims side by side.

Enters: readings, any of them twice, in any order. Leaves: `Incident` records. The steps can be taken one at a time, so
that a ledger need only do again what a new report touches: find tellings, block, judge pairs, join, make.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.model import Incident, Reading
from dragoman.reconciling.incidents.blocks import block_keys
from dragoman.reconciling.incidents.compare import Judged, Pair, judge_tellings
from dragoman.reconciling.incidents.discrepancies import incident_discrepancies
from dragoman.reconciling.incidents.features import distance_km
from dragoman.reconciling.incidents.join import find_components, join_tellings
from dragoman.reconciling.incidents.make import incident_order, make_incident
from dragoman.reconciling.incidents.persons import answer_of, person_pairs
from dragoman.reconciling.incidents.tellings import Telling, TellingId, find_tellings, fold_name
from dragoman.reconciling.rulings import NO_RULINGS, Rulings
from dragoman.reconciling.sources.lineage import Lineage, trace_lineage


def merge_incidents(
    readings: Iterable[Reading], lineage: Lineage | None = None, rulings: Rulings = NO_RULINGS
) -> tuple[Incident, ...]:
    """Join what reports tell of the same acts of violence.

    Args:
        readings: in any order; a report given twice counts once.
        lineage: who copies whom among these reports; worked out where it is not given.
        rulings: what persons said of pairs of tellings; it comes before what the rules say.
    Returns:
        One incident for each act, by day, then place; each with one claim for each report and speaker.
    """
    unique = {r.report.id: r for r in sorted(readings, key=lambda r: (r.report.id, r.report.text), reverse=True)}
    known = lineage or trace_lineage(r.report for r in unique.values())
    tellings = {t.id: t for r in unique.values() for t in find_tellings(r)}
    pairs = {(a.id, b.id): (a, b) for a, b in candidate_pairs(tellings.values())}
    pairs |= {(a.id, b.id): (a, b) for a, b in person_pairs(tellings.values(), rulings)}
    judged = {pair: answer_of(judge_tellings(a, b, known), rulings) for pair, (a, b) in pairs.items()}
    groups = join_tellings(tellings.values(), judged)
    return tuple(sorted((make_incident(group, known) for group in groups), key=incident_order))


def candidate_pairs(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs that share a key, each once, the telling with the smaller id first."""
    blocks: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda t: t.id):
        for key in block_keys(telling):
            blocks[key].append(telling)
    seen: set[Pair] = set()
    for key in sorted(blocks):
        for n, one in enumerate(blocks[key]):
            for other in blocks[key][n + 1 :]:
                if (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


__all__ = [
    "Judged",
    "Pair",
    "Telling",
    "TellingId",
    "answer_of",
    "block_keys",
    "candidate_pairs",
    "distance_km",
    "find_components",
    "find_tellings",
    "fold_name",
    "incident_discrepancies",
    "incident_order",
    "join_tellings",
    "judge_tellings",
    "make_incident",
    "merge_incidents",
    "person_pairs",
]

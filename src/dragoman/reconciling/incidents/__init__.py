"""Incidents across reports: which tellings are of one act of violence, with their rival claims side by side."""

from dragoman.reconciling.incidents.accounts import incident_discrepancies
from dragoman.reconciling.incidents.join import (
    Telling,
    compare_tellings,
    distance_km,
    find_tellings,
    fold_name,
    judge_tellings,
    merge_incidents,
)

__all__ = [
    "Telling",
    "compare_tellings",
    "distance_km",
    "find_tellings",
    "fold_name",
    "incident_discrepancies",
    "judge_tellings",
    "merge_incidents",
]

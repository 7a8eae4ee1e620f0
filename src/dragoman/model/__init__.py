"""What crosses a border between stages: frozen records, and their JSON (docs/contract.md).

Enters: nothing. Leaves: `Report`, `Reading` and `Record` with all their parts.
"""

from dragoman.model.base import Interval, Span, Struct
from dragoman.model.jsonio import from_json, to_json, to_json_line
from dragoman.model.reading import (
    Actor,
    Attribution,
    Casualties,
    Event,
    Party,
    Place,
    Reading,
    Timex,
    Toll,
    When,
)
from dragoman.model.record import (
    Ceasefire,
    Claim,
    Commitment,
    Contact,
    Discrepancy,
    Evidence,
    Incident,
    Participant,
    Plan,
    Record,
    Round,
    Side,
    Source,
    Statement,
    Track,
    Violation,
)
from dragoman.model.report import Dateline, Origin, Part, Problem, Published, Report

__all__ = [
    "Actor",
    "Attribution",
    "Casualties",
    "Ceasefire",
    "Claim",
    "Commitment",
    "Contact",
    "Dateline",
    "Discrepancy",
    "Event",
    "Evidence",
    "Incident",
    "Interval",
    "Origin",
    "Part",
    "Participant",
    "Party",
    "Place",
    "Plan",
    "Problem",
    "Published",
    "Reading",
    "Record",
    "Report",
    "Round",
    "Side",
    "Source",
    "Span",
    "Statement",
    "Struct",
    "Timex",
    "Toll",
    "Track",
    "Violation",
    "When",
    "from_json",
    "to_json",
    "to_json_line",
]

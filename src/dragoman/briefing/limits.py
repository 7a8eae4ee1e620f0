"""How much of each kind a brief has room for, so that it stays about three pages.

Enters: nothing. Leaves: `Limits`. What goes beyond is counted in the brief and stands in the record.
"""

from dragoman.model import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """Lines or groups of each kind; chosen on the example processes, whose briefs print on three to four pages."""

    news: int = 6
    tracks: int = 4
    rounds_ahead: int = 3  # of one track
    rounds_before: int = 3
    plans: int = 4  # announced days of one round
    foreseen: int = 2  # announced days of the last round, and how far off they were
    contacts: int = 7
    steps: int = 5
    promises: int = 7
    truces: int = 2
    turns: int = 3  # of one ceasefire: extended, collapsed, expired
    breaches: int = 4  # of one ceasefire
    incidents: int = 4
    claims: int = 4  # on one incident
    series: int = 2  # counts that moved, of one incident
    rivals: int = 2  # accounts of one incident that exclude each other
    disagreements: int = 5
    sides: int = 4
    ahead: int = 8
    expectations: int = 4
    judgements: int = 5
    problems: int = 8  # of one kind
    reports: int = 40
    changes: int = 12  # of one kind: moved, contradicted, confirmed, withdrawn
    of_a_kind: int = 5  # new entries of one kind
    details: int = 8  # more that is known of entries known before
    values: int = 4  # of one change
    bars: int = 80  # of one lane of the timeline

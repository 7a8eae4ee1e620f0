"""Readings into one record. Reconciling never reads text: it joins what reading found.

Enters: readings, in any order, any of them twice. Leaves: one `Record`, the same for the same reports.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from dragoman.model import Problem, Reading, Record
from dragoman.reconciling.commitments import gather_commitments
from dragoman.reconciling.covered import cover, known_by, order_readings
from dragoman.reconciling.discrepancies import order_of
from dragoman.reconciling.incidents import incident_discrepancies, merge_incidents
from dragoman.reconciling.lineage import trace_lineage
from dragoman.reconciling.meetings import find_meetings
from dragoman.reconciling.parties import gather_parties
from dragoman.reconciling.sources import find_sources
from dragoman.reconciling.statements import gather_statements
from dragoman.reconciling.steps import gather_steps
from dragoman.reconciling.talks import make_talks_part, number_tracks
from dragoman.reconciling.truces import gather_ceasefires


def reconcile(readings: Iterable[Reading], *, not_read: Sequence[Problem] = (), as_of: dt.date | None = None) -> Record:
    """Make one record of many readings.

    Args:
        readings: of any number of reports, in any order; a report given twice counts once.
        not_read: what went wrong with other reports; kept in the record as it is, sorted.
        as_of: leave out reports that were published later, or whose day does not tell.
    Returns:
        The record; entries stand in order of time, and each rests on quoted sentences.
    """
    known = order_readings(readings)
    doubtful: list[Problem] = []
    if as_of:
        known, doubtful = known_by(known, as_of)
    parties = gather_parties(known)
    lineage = trace_lineage(r.report for r in known)
    news = [r for r in known if r.report.genre != "opinion"]  # what somebody thinks of events is no report of them
    incidents = merge_incidents(news, lineage)
    meetings = [m for reading in news for m in find_meetings(reading, parties)]
    tracks, contacts, discrepancies = make_talks_part(meetings, parties)
    discrepancies += tuple(d for incident in incidents for d in incident_discrepancies(incident))
    return Record(
        tracks=number_tracks(tracks),
        contacts=contacts,
        commitments=tuple(gather_commitments(news, parties)),
        ceasefires=tuple(gather_ceasefires(news, parties)),
        steps=tuple(gather_steps(news, parties)),
        incidents=incidents,
        statements=tuple(gather_statements(news, parties)),
        discrepancies=tuple(sorted(discrepancies, key=order_of)),
        sources=find_sources(known, lineage),
        reports=tuple(cover(r) for r in known),
        not_read=tuple(sorted({*not_read, *doubtful}, key=lambda p: (p.source, p.kind, p.found))),
        as_of=as_of,
        versions=next((r.versions for r in known if r.versions), {}),
    )


__all__ = ["reconcile"]

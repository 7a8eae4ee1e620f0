"""Parts of a record put together.

Enters: what each component comes to, in any order; the reports. Leaves: the `Record`, its entries in order of time.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import structs

from dragoman.model import Discrepancy, Interval, Problem, Record, Report, Ruled, to_json_line
from dragoman.reconciling.commitments import settle_commitments
from dragoman.reconciling.covered import cover
from dragoman.reconciling.days import first_day, last_day, report_days
from dragoman.reconciling.expectations import tally_expectations
from dragoman.reconciling.sources.lineage import Lineage
from dragoman.reconciling.sources.outlets import find_sources
from dragoman.reconciling.talks.make import number_tracks
from dragoman.versions import versions_told

ENTRIES: dict[str, Callable[[Any], Interval | None]] = {  # lists of entries, and the time by which each is put in order
    "tracks": lambda t: (
        t.rounds[0].held or (t.rounds[0].planned[0].when if t.rounds[0].planned else None) if t.rounds else None
    ),
    "contacts": lambda c: c.when,
    "commitments": lambda c: c.made,
    "ceasefires": lambda c: c.declared or c.in_effect,
    "steps": lambda s: s.when,
    "incidents": lambda i: i.when,
    "statements": lambda s: s.when,
    "discrepancies": lambda d: None,
}


def assemble(
    parts: Iterable[Record],
    reports: Sequence[Report],
    lineage: Lineage,
    *,
    not_read: Iterable[Problem] = (),
    judgements: tuple[Ruled, ...] = (),
    as_of: dt.date | None = None,
    versions: dict[str, str] | None = None,
) -> Record:
    """The record that parts make together.

    Args:
        parts: of all components.
        reports: all that the record rests on, with their days; texts are not looked at.
        lineage: of these reports.
        not_read: what went wrong with other reports.
        judgements: what persons decided, and what it does here.
    """
    found: dict[str, list[Any]] = defaultdict(list)
    for part in parts:
        for name in ENTRIES:
            found[name] += getattr(part, name)
    entries = {name: _in_order(found[name], when) for name, when in ENTRIES.items()}
    today = as_of or max((last_day(days) for r in reports if (days := report_days(r))), default=None)
    ordered = sorted(reports, key=lambda r: (first_day(report_days(r)), r.id))
    record = Record(
        **entries,
        sources=find_sources(ordered, lineage),
        reports=tuple(cover(r) for r in ordered),
        not_read=tuple(sorted(set(not_read), key=lambda p: (p.source, p.kind, p.found, p.expected, p.report or ""))),
        judgements=judgements,
        as_of=as_of,
        versions=versions_told(versions or {}),
    )
    return _last_pass(record, today)


def _last_pass(record: Record, today: dt.date | None) -> Record:
    """What can only be said with the whole record in hand."""
    tracks = number_tracks(record.tracks)
    outlets = {r.id: r.outlet or r.agency for r in record.reports}
    return structs.replace(
        record,
        tracks=tracks,
        discrepancies=_each_once(record.discrepancies),
        commitments=tuple(settle_commitments(record.commitments, today)),
        expectations=tally_expectations(tracks, record.contacts, today, outlets),
    )


def _each_once(found: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
    """What two parts of the record list of the same sentences, the first time."""
    known: dict[object, Discrepancy] = {}
    for d in found:
        known.setdefault((d.kind, frozenset((e.report, e.sentence) for s in d.sides for e in s.evidence)), d)
    return tuple(known.values())


def _in_order(entries: list[Any], when: Callable[[Any], Interval | None]) -> tuple[Any, ...]:
    """By time, then by the first sentence they rest on; the last word has their JSON."""
    return tuple(sorted(entries, key=lambda e: (first_day(when(e)), _first_sentence(e), to_json_line(e))))


def _first_sentence(entry: Any) -> tuple[Any, ...]:
    evidence = getattr(entry, "evidence", None) or [e for s in getattr(entry, "sides", ()) for e in s.evidence]
    return min((e.report, e.sentence) for e in evidence) if evidence else ("", (0, 0))

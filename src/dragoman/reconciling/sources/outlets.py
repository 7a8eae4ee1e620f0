"""The outlets and agencies behind a record, whose they are, and which of them share no text.

Enters: readings and their lineage. Leaves: `Source` records.
"""

from collections import defaultdict
from collections.abc import Iterable

from dragoman.knowledge.press import find_press
from dragoman.model import Reading, Report, Source
from dragoman.reconciling.sources.lineage import Lineage, agency_of, trace_lineage

Key = tuple[str, str]  # outlet and agency, as reports name them


def find_copies(reports: Iterable[Report | Reading]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more report ids that carry one text, each sorted, in order of their first id."""
    return trace_lineage(reports).copies


def find_sources(reports: Iterable[Report | Reading], lineage: Lineage | None = None) -> tuple[Source, ...]:
    """The outlets and agencies of some reports, and which of them share no text.

    Args:
        reports: in any order, any of them twice.
        lineage: of at least these reports; worked out where it is not given.
    Returns:
        One source for each outlet and agency that carried a report, by name. A source is independent of
        another if they speak in different voices and none of their reports share text.
    """
    unique = {r.id: r for item in reports for r in [item.report if isinstance(item, Reading) else item]}
    known = lineage or trace_lineage(unique.values())
    grouped: dict[Key, list[str]] = defaultdict(list)
    for name in sorted(unique):
        grouped[(unique[name].outlet or "", agency_of(unique[name]))].append(name)
    tied = _tied(grouped, known)
    copies = _copies_by_source(grouped, known)
    return tuple(_source(key, grouped[key], sorted(grouped.keys() - tied[key]), copies[key]) for key in sorted(grouped))


def _tied(grouped: dict[Key, list[str]], lineage: Lineage) -> dict[Key, set[Key]]:
    """Of each source, itself and those that it shares text or a voice with."""
    source_of = {report: key for key, reports in grouped.items() for report in reports}
    tied = {key: {key} for key in grouped}
    speakers: dict[str, set[Key]] = defaultdict(set)
    for report, key in source_of.items():
        speakers[lineage.voices.get(report, "")].add(key)
        tied[key].update(source_of[o] for o in lineage.links.get(report, {}) if o in source_of)
    for voice, keys in speakers.items():
        for key in keys if voice else ():
            tied[key] |= keys
    return tied


def _copies_by_source(grouped: dict[Key, list[str]], lineage: Lineage) -> dict[Key, list[tuple[str, ...]]]:
    """Of each source, the groups of copies that it has a part in, in order."""
    group_of = {report: group for group in lineage.copies for report in group}
    return {key: sorted({group_of[r] for r in reports if r in group_of}) for key, reports in grouped.items()}


def _source(key: Key, reports: list[str], independent: list[Key], copies: list[tuple[str, ...]]) -> Source:
    outlet, agency = key
    known = find_press(outlet) or find_press(agency)
    return Source(
        outlet=outlet or None,
        agency=agency or None,
        reports=tuple(reports),
        independent_of=tuple(sorted({o or a for o, a in independent} - {outlet or agency, ""})),
        copies=tuple(copies),
        owner=known.owner if known else None,
        kind=known.kind if known else None,
    )

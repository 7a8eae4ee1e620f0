"""Who depends on whom: reports that share text or stand under one name count as one source.

Enters: reports, or what is kept of them (links of texts, names). Leaves: a `Lineage`, good for any set of reports
whose links and names it was given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.press import find_press, voice_of
from dragoman.model import Reading, Report
from dragoman.reconciling.components import group_connected
from dragoman.reconciling.sources.copies import LinkKind, runs_of, text_keys
from dragoman.reconciling.sources.groups import count_apart
from dragoman.reconciling.sources.links import Link, TextIndex


@dataclass(frozen=True)
class Lineage:
    """Which reports share text, and under whose name each stands.

    `links`: of each report that shares text, the others and what they share; both ways. `names`: of each report the
    agency that it names, else its outlet, else "" (`source_name`).
    """

    links: Mapping[str, Mapping[str, LinkKind]]
    names: Mapping[str, str]

    @classmethod
    def from_links(cls, links: Iterable[Link], names: Mapping[str, str]) -> "Lineage":
        """The lineage of the reports named, from what is kept of them; links are given once."""
        both: dict[str, dict[str, LinkKind]] = {}
        for link in links:
            both.setdefault(link.one, {})[link.other] = link.kind
            both.setdefault(link.other, {})[link.one] = link.kind
        return cls(both, names)

    @cached_property
    def voices(self) -> dict[str, str]:
        """In whose voice each report speaks: state media of one state speak with one; "" where nobody is named."""
        return {report: voice_of(name) for report, name in self.names.items()}

    @cached_property
    def copies(self) -> tuple[tuple[str, ...], ...]:
        """Groups of two or more ids that carry one text, directly or through a third, each sorted."""
        pairs = [(a, b) for a, others in self.links.items() for b, kind in others.items() if a < b and kind == "copy"]
        return group_connected(sorted({i for p in pairs for i in p}), pairs)

    def is_copy(self, one: str, other: str) -> bool:
        """True if two reports carry one text, whole or cut."""
        return self.links.get(one, {}).get(other) == "copy"

    def is_dependent(self, one: str, other: str) -> bool:
        """True if two reports share text or a voice, so that they count as one source."""
        if one == other or other in self.links.get(one, {}):
            return True
        voice = self.voices.get(one, "")
        return voice != "" and voice == self.voices.get(other)

    def count_independent(self, report_ids: Iterable[str], relies_on: Mapping[str, Iterable[str]] | None = None) -> int:
        """How many sources stand behind some reports: the most of them of which none depends on another.

        A report that takes from two others does not make one source of the two.

        Args:
            relies_on: of reports that only pass on the word of others, the voices of these.
        """
        ids = set(report_ids)
        dependent = {i: {o for o in self.links.get(i, {}) if o in ids} for i in ids}
        for speakers in self._by_voice(ids, relies_on or {}).values():
            for report in speakers:
                dependent[report] |= speakers
        for report in ids:
            dependent[report].discard(report)
        return count_apart(dependent)

    def _by_voice(self, ids: Iterable[str], relies_on: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
        """The reports that carry each voice."""
        found: dict[str, set[str]] = {}
        for report in ids:
            for voice in {self.voices.get(report, ""), *relies_on.get(report, ())} - {""}:
                found.setdefault(voice, set()).add(report)
        return found


def source_name(report: Report) -> str:
    """Under whose name a report stands: the agency it names, else its outlet; by its id in the knowledge if known."""
    name = agency_of(report) or report.outlet or ""
    known = find_press(name)
    return known.id if known else name.casefold()


def agency_of(report: Report) -> str:
    """The agency that a report names, in its dateline if nowhere else; "" if none."""
    return report.agency or (report.dateline.agency if report.dateline else None) or ""


def trace_lineage(reports: Iterable[Report | Reading]) -> Lineage:
    """The lineage of some reports, in any order; one given twice counts once."""
    given = (r.report if isinstance(r, Reading) else r for r in reports)
    unique = {r.id: r for r in sorted(given, key=lambda r: (r.id, r.text), reverse=True)}
    index = TextIndex()
    for name in sorted(unique):
        index.add(name, text_keys(unique[name]), runs_of(unique[name]))
    return Lineage(index.links, {name: source_name(unique[name]) for name in sorted(unique)})

"""How many independent sources stand behind an entry, by what the record says of its sources.

Enters: a record. Leaves: counts. Reports of one text, one agency or one outlet count as one source.
"""

from collections.abc import Iterable

from dragoman.model import Record


class Independence:
    """Under which name and in which group of copies each report of a record stands."""

    def __init__(self, record: Record) -> None:
        self._names = {r: (s.agency or s.outlet or "").casefold() for s in record.sources for r in s.reports}
        groups = {g for s in record.sources for g in s.copies}
        self._copies = {report: group[0] for group in groups for report in group}

    def count(self, reports: Iterable[str]) -> int:
        """The number of sources that share neither text nor name; a report that no source lists is one of its own."""
        leader: dict[tuple[str, str], tuple[str, str]] = {}

        def find(label: tuple[str, str]) -> tuple[str, str]:
            while leader.setdefault(label, label) != label:
                leader[label] = leader[leader[label]]
                label = leader[label]
            return label

        for report in set(reports):
            name = self._names.get(report)
            one = find(("name", name) if name else ("report", report))
            leader[one] = find(("text", self._copies.get(report, report)))
        return sum(label == above for label, above in leader.items())

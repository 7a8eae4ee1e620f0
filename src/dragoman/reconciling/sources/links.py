"""Which reports share text, kept up to date as reports come and go.

Enters: a report's keys and runs (`copies`), and a table of those that are known. Leaves: the links that come into
being and those that cease. A ledger keeps the table on disk, `TextIndex` in memory; the rule is here, once.

A key that more than `most_reports` reports have is a formula and finds nobody: without this, a phrase that every
report has would make all pairs candidates. Whether a key is a formula follows from all reports together, not from
when they came, and so do the links: two reports are linked if they have a key in common that is no formula and
`compare_texts` finds something. When a report makes a key a formula, links that rested on it alone are taken back.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from dragoman.model import Struct
from dragoman.reconciling.sources.copies import LinkKind, compare_texts, is_formula, most_reports

Pair = tuple[str, str]


class Link(Struct, frozen=True, kw_only=True):
    """Two reports that share text; `one` sorts before `other`."""

    one: str
    other: str
    kind: LinkKind


class LinkChanges(Struct, frozen=True, kw_only=True):
    """What a report changed: links that came into being, and pairs that are linked no longer; each sorted."""

    made: tuple[Link, ...] = ()
    ended: tuple[Pair, ...] = ()


class TextTable(Protocol):
    """What is known of the texts of reports, by report id."""

    def holders(self, key: int, limit: int) -> Sequence[str]:
        """The reports that have a key; of more than `limit`, any so many."""

    def keys(self, report: str) -> Sequence[int]:
        """The keys of a report's text."""

    def runs(self, report: str) -> bytes:
        """The runs of a report's text."""

    def linked(self, report: str) -> Collection[str]:
        """The reports that a report is linked with."""


def link_text(report: str, keys: Iterable[int], runs: bytes, table: TextTable) -> LinkChanges:
    """What adding a report changes. The table does not have the report yet; its owner adds it, and the changes."""
    new = set(keys)
    found: set[str] = set()
    crowded: set[Pair] = set()
    for key in sorted(new):
        holders = table.holders(key, most_reports(key) + 1)
        if not is_formula(key, len(holders) + 1):
            found.update(holders)
        elif not is_formula(key, len(holders)):  # so far it was none
            crowded.update(_linked_among(holders, table))
    made = _compare(report, runs, sorted(found - {report}), table)
    return LinkChanges(made=made, ended=tuple(sorted(_without_key(crowded, table, new))))


def unlink_text(report: str, table: TextTable) -> LinkChanges:
    """What taking a report out changes. The table still has the report; its owner takes it out with its links.

    Links of the report itself are not listed. A key that is no formula without it may link others again.
    """
    made: dict[Pair, Link] = {}
    for key in table.keys(report):
        holders = table.holders(key, most_reports(key) + 2)
        if is_formula(key, len(holders)) and not is_formula(key, len(holders) - 1):
            others = sorted(set(holders) - {report})
            for n, one in enumerate(others):
                unknown = sorted(set(others[n + 1 :]) - set(table.linked(one)))
                made |= {(k.one, k.other): k for k in _compare(one, table.runs(one), unknown, table)}
    return LinkChanges(made=tuple(made[p] for p in sorted(made)))


class TextIndex:
    """The texts of some reports and their links, in memory."""

    def __init__(self) -> None:
        self._holders: dict[int, list[str]] = {}
        self._texts: dict[str, tuple[tuple[int, ...], bytes]] = {}
        self.links: dict[str, dict[str, LinkKind]] = {}

    def add(self, report: str, keys: Sequence[int], runs: bytes) -> LinkChanges:
        """Take in a report; one that is known already must be removed before."""
        changes = link_text(report, keys, runs, self)
        self._texts[report] = (tuple(keys), runs)
        for key in keys:
            self._holders.setdefault(key, []).append(report)
        self._apply(changes)
        return changes

    def remove(self, report: str) -> LinkChanges:
        """Take out a report that is known."""
        changes = unlink_text(report, self)
        for key in self._texts.pop(report)[0]:
            self._holders[key].remove(report)
        for other in self.links.pop(report, {}):
            del self.links[other][report]
        self._apply(changes)
        return changes

    def _apply(self, changes: LinkChanges) -> None:
        for link in changes.made:
            self.links.setdefault(link.one, {})[link.other] = link.kind
            self.links.setdefault(link.other, {})[link.one] = link.kind
        for one, other in changes.ended:
            del self.links[one][other], self.links[other][one]

    def holders(self, key: int, limit: int) -> Sequence[str]:
        """See `TextTable`."""
        return self._holders.get(key, [])[:limit]

    def keys(self, report: str) -> Sequence[int]:
        """See `TextTable`."""
        return self._texts[report][0]

    def runs(self, report: str) -> bytes:
        """See `TextTable`."""
        return self._texts[report][1]

    def linked(self, report: str) -> Collection[str]:
        """See `TextTable`."""
        return self.links.get(report, {}).keys()


def _compare(report: str, runs: bytes, others: Iterable[str], table: TextTable) -> tuple[Link, ...]:
    """The links of one report with others, in the order of these."""
    found = ((other, compare_texts(runs, table.runs(other))) for other in others)
    return tuple(
        Link(one=min(report, other), other=max(report, other), kind=common.kind) for other, common in found if common
    )


def _linked_among(reports: Iterable[str], table: TextTable) -> Iterator[Pair]:
    known = set(reports)
    return ((one, other) for one in known for other in known.intersection(table.linked(one)) if one < other)


def _without_key(pairs: Iterable[Pair], table: TextTable, new: Collection[int]) -> Iterator[Pair]:
    """Pairs with no key in common but formulas, once a report with the new keys is there too."""
    keys: dict[str, set[int]] = {}
    formula: dict[int, bool] = {}

    def keys_of(report: str) -> set[int]:
        if report not in keys:
            keys[report] = set(table.keys(report))
        return keys[report]

    def tells(key: int) -> bool:
        if key not in formula:
            formula[key] = is_formula(key, len(table.holders(key, most_reports(key) + 1)) + (key in new))
        return not formula[key]

    return (pair for pair in pairs if not any(map(tells, keys_of(pair[0]) & keys_of(pair[1]))))

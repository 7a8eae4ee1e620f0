"""What changed between two days: new, moved, contradicted, confirmed, withdrawn.

Enters: the record as it could be known on each of two days. Leaves: `Changes`, each with where it is written.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Discrepancy, Evidence, Record
from dragoman.model.changes import Change, ChangeKind, Changes, Value
from dragoman.model.record import Backing, Relation
from dragoman.reconciling.changes.items import Field, Item, list_items
from dragoman.reconciling.changes.judging import compare_days, judge_field
from dragoman.reconciling.changes.matching import Matching, match_items
from dragoman.reconciling.sources.independence import Independence

KINDS: tuple[ChangeKind, ...] = ("new", "moved", "contradicted", "confirmed", "withdrawn")
# A disagreement that comes up: two accounts exclude each other, the second is a later one, or one is vaguer.
BY_RELATION: dict[Relation, ChangeKind] = {"excludes": "contradicted", "later": "moved", "precision": "new"}


def compare_records(before: Record, after: Record) -> Changes:
    """Say what changed from one record to a later one of the same reports and more.

    Args:
        before, after: usually of one set of reports, as of two days; any two records can be compared.
    Returns:
        The changes by kind, then by kind of entry, then in the order of the record. Equal records give none.
        Entries are matched by the sentences that they share; every entry of `before` is either in `after`,
        changed or not, or withdrawn.
    """
    earlier, later = list_items(before), list_items(after)
    matching = match_items(earlier, later)
    compare = _Comparison(earlier, later, matching, Independence(before), Independence(after))
    found = list(compare.all())
    known = {r.id for r in before.reports}
    unsure = {p.report: p for r in (after, before) for p in r.not_read if p.kind == "undated" and p.report}
    return Changes(
        since=before.as_of,
        until=after.as_of,
        changes=tuple(sorted(found, key=lambda c: KINDS.index(c.kind))),
        reports=tuple(r for r in after.reports if r.id not in known),
        uncertain=tuple(sorted(unsure.values(), key=lambda p: (p.source, p.found))),
        versions=after.versions,
    )


class _Comparison:
    """Two lists of entries, which is which, and how many sources stand behind each."""

    def __init__(
        self,
        before: Sequence[Item],
        after: Sequence[Item],
        matching: Matching,
        sources_before: Independence,
        sources_after: Independence,
    ) -> None:
        self.before, self.after, self.matching = before, after, matching
        self.sources_before, self.sources_after = sources_before, sources_after
        tracks = [(before[a].track, after[b].track) for a, b in matching.pairs if after[b].kind == "track"]
        self.track_now = dict(tracks)

    def all(self) -> Iterator[Change]:
        """The changes of each entry, in the order of the later record; then what is no more."""
        partners = {b: a for a, b in self.matching.pairs}
        for n, item in enumerate(self.after):
            if n in partners:
                yield from self._changed(self.before[partners[n]], item)
            else:
                yield self._new(item, self.matching.came[n])
        for n, closest in self.matching.gone.items():
            yield self._withdrawn(self.before[n], closest)

    def _new(self, item: Item, closest: int | None) -> Change:
        kind: ChangeKind = "new"
        if isinstance(item.entry, Discrepancy):
            kind = BY_RELATION[item.entry.relation or "excludes"]
        values = tuple(Value(field=f.name, after=f.values) for f in item.fields if f.values)
        other = self.before[closest].about if closest is not None else None
        return _make(kind, None, item, values, item.evidence, other)

    def _withdrawn(self, item: Item, closest: int | None) -> Change:
        other = self.after[closest].about if closest is not None else None
        return _make("withdrawn", item, None, (), item.evidence, other)

    def _changed(self, was: Item, is_: Item) -> Iterator[Change]:
        judged: dict[ChangeKind, list[Value]] = {}
        for kind, value in self._values(was, is_):
            judged.setdefault(kind, []).append(value)
        if not judged:
            return
        known = set(was.keys)
        evidence = tuple(e for e, key in zip(is_.evidence, is_.keys, strict=True) if key not in known)
        for kind, values in judged.items():
            yield _make(kind, was, is_, tuple(values), evidence)

    def _values(self, was: Item, is_: Item) -> Iterator[tuple[ChangeKind, Value]]:
        if was.kind != is_.kind:
            yield "moved", Value(field="entry", before=(was.about,), after=(is_.about,))
            return
        if was.kind == "round" and self.track_now.get(was.track) != is_.track:
            yield "moved", Value(field="track", before=(was.about,), after=(is_.about,))
        for before, after in zip(was.fields, is_.fields, strict=True):
            yield from judge_field(before, after)
        yield from _held_on_another_day(was, is_)
        old, new = _count_sources(was, self.sources_before), _count_sources(is_, self.sources_after)
        if new != old and is_.kind not in ("statement", "discrepancy"):
            kind: ChangeKind = "confirmed" if new > old else "moved"
            yield kind, Value(field="sources", before=(str(old),), after=(str(new),))


def _held_on_another_day(was: Item, is_: Item) -> Iterator[tuple[ChangeKind, Value]]:
    """What had been announced, where the days on which it was held exclude all of it."""
    planned, held, known = _field(was, "planned"), _field(is_, "held"), _field(was, "held")
    if not (planned and held and planned.days and held.days) or (known and known.days == held.days):
        return
    if compare_days(planned.days, held.days) == "excludes":
        yield "moved", Value(field="day", before=planned.values, after=held.values, relation="excludes")


def _count_sources(item: Item, sources: Independence) -> int:
    """As the record says; where it does not say, by names and copies."""
    backing = getattr(item.entry, "backing", None)
    return backing.independent if isinstance(backing, Backing) else sources.count(item.reports)


def _field(item: Item, name: str) -> Field | None:
    return next((f for f in item.fields if f.name == name), None)


def _make(
    kind: ChangeKind,
    was: Item | None,
    is_: Item | None,
    values: tuple[Value, ...],
    evidence: tuple[Evidence, ...],
    other: str | None = None,
) -> Change:
    item = is_ or was
    assert item is not None
    return Change(
        kind=kind,
        entry=item.kind,
        about=item.about,
        values=values,
        before_at=was.at if was else None,
        after_at=is_.at if is_ else None,
        other=other,
        evidence=evidence,
    )


__all__ = ["KINDS", "compare_records"]

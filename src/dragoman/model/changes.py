"""What changed between two days: the record as it could be known on each, compared entry by entry."""

import datetime as dt
from typing import Literal

from dragoman.model.base import Struct
from dragoman.model.record import Covered, Evidence, Relation
from dragoman.model.report import Problem

ChangeKind = Literal["new", "moved", "contradicted", "confirmed", "withdrawn"]
EntryKind = Literal[
    "track", "round", "ceasefire", "violation", "commitment", "step", "incident", "contact", "discrepancy", "statement"
]


class Value(Struct, frozen=True, kw_only=True):
    """One field before and after; days as `2017-03-14` or `2017-03-14 to 2017-03-16`. Nothing: not known then.

    `relation`, of days: they exclude each other, or differ only in how exact they are.
    """

    field: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    relation: Relation | None = None


class Change(Struct, frozen=True, kw_only=True):
    """What became of one entry of the record.

    `kind`: new (the entry, or with `before_at` something more about a known one), moved (a value is another),
    contradicted (denied, called off, disputed), confirmed (held, kept, more independent sources), withdrawn (no
    entry of its own any more; `other` is what holds its sentences now). `before_at`, `after_at`: where the entry
    stands in each of the two records, as a JSON pointer. `other` of what is new: what held some of its sentences
    before. `evidence`: sentences that the earlier record did not know of the entry; of what was withdrawn, all.
    """

    kind: ChangeKind
    entry: EntryKind
    about: str
    values: tuple[Value, ...] = ()
    before_at: str | None = None
    after_at: str | None = None
    other: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Changes(Struct, frozen=True, kw_only=True):
    """All changes, by kind, then kind of entry, then in the order of the record.

    `reports`: those that the later record knows and the earlier one does not. `uncertain`: those whose day does
    not tell on which side of one of the two days they stand; the record of that day is made without them.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    changes: tuple[Change, ...] = ()
    reports: tuple[Covered, ...] = ()
    uncertain: tuple[Problem, ...] = ()
    versions: dict[str, str] = {}

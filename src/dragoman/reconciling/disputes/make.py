"""Disputes as the record has them.

Enters: what two sides say, with the sentences. Leaves: a `Discrepancy`; one that reports repeat is told once.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.model import Discrepancy, Evidence, Side
from dragoman.model.record import DiscrepancyKind, Relation
from dragoman.reconciling.days import published_days
from dragoman.reconciling.disputes.page import Page
from dragoman.reconciling.disputes.words import matter, shorten, split
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.talks.discrepancies import order_of, show

_KEY = 24  # hexadecimal digits


def make_side(value: str, by: Sequence[str | None], evidence: Sequence[Evidence]) -> Side:
    """One side; nobody in `by`: the report itself says so."""
    return Side(value=shorten(value), said_by=tuple(dict.fromkeys(b for b in by if b)), evidence=gather(evidence))


def sentence(page: Page, n: int) -> Evidence:
    """A sentence of a report as evidence."""
    return quote(page.reading, page.sentences[n])


def name_matter(page: Page, text: str) -> str:
    """What a dispute is about, in the words of a report and with its day."""
    days = published_days(page.reading)
    return f"{shorten(text)} (report of {show(days)})" if days else shorten(text)


def make(kind: DiscrepancyKind, about: str, sides: Sequence[Side], relation: Relation | None = None) -> Discrepancy:
    """A discrepancy of two sides."""
    return Discrepancy(kind=kind, about=about, relation=relation, sides=tuple(sides))


def same_key(found: Discrepancy) -> str:
    """Equal for disputes in which the same say the same of the same."""
    sides = [(s.said_by, sorted(matter(split(s.value)))) for s in found.sides]
    return "disputes:" + hashlib.sha256(repr((found.kind, sides)).encode()).hexdigest()[:_KEY]


def join_same(found: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Each dispute once, with the sentences of all reports that tell of it."""
    groups: dict[str, list[Discrepancy]] = defaultdict(list)
    for dispute in sorted(found, key=order_of):
        groups[same_key(dispute)].append(dispute)
    return [_join(same) for same in groups.values()]


def _join(same: Sequence[Discrepancy]) -> Discrepancy:
    first = same[0]
    sides = [
        Side(value=s.value, said_by=s.said_by, evidence=gather(e for d in same for e in d.sides[n].evidence))
        for n, s in enumerate(first.sides)
    ]
    return make(first.kind, first.about, sides, first.relation)

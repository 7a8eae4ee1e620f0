"""Disputes as the record has them.

Enters: what two sides say, with the sentences. Leaves: a `Discrepancy`.
"""

from collections.abc import Sequence

from dragoman.model import Discrepancy, Evidence, Side
from dragoman.model.record import DiscrepancyKind, Relation
from dragoman.reconciling.days import published_days
from dragoman.reconciling.discrepancies import show
from dragoman.reconciling.disputes.page import Page
from dragoman.reconciling.disputes.words import shorten
from dragoman.reconciling.evidence import gather, quote


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

"""Who says it: references to reports, copies counted once, and the day on which something became known.

Enters: a record. Leaves: citations, days and counts for the evidence of a line.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from dragoman.briefing.brief import Citation
from dragoman.briefing.wording import Wording
from dragoman.model import Evidence, Interval, Record
from dragoman.model.record import Covered
from dragoman.reconciling.sources.independence import Independence


class Sourcing:
    """The reports of one record and their lineage."""

    def __init__(self, record: Record, words: Wording) -> None:
        self.words = words
        self.reports = {r.id: r for r in record.reports}
        self._cited: dict[str, Citation] = {}
        self._independence = Independence(record)
        self._listed = [report for source in record.sources for report in source.reports]
        self.copies = {i: g for s in record.sources for g in s.copies for i in g}

    def cite(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """One reference for each text behind some evidence, by day; copies of one text are one reference."""
        ids = dict.fromkeys(sorted((e.report for e in evidence), key=self._order))
        leaders: dict[tuple[str, ...], list[str]] = {}
        for i in ids:
            leaders.setdefault(self.copies.get(i, (i,)), []).append(i)
        return tuple(self.refer(first, rest) for first, *rest in leaders.values())

    def refer(self, report: str, copies: Sequence[str] = ()) -> Citation:
        """The reference to one report."""
        if copies:
            return self._refer(report, copies)
        if report not in self._cited:
            self._cited[report] = self._refer(report, ())
        return self._cited[report]

    def _refer(self, report: str, copies: Sequence[str]) -> Citation:
        known = self.reports.get(report, Covered(id=report))
        others = dict.fromkeys(self.reports[c].outlet or self.name(c) for c in copies if c in self.reports)
        basis = self.words.say("basis_inferred") if known.basis == "inferred" else None
        day = self.words.short_days(known.published)
        return Citation(
            report=report,
            name=self.name(report),
            days=known.published,
            basis=known.basis,
            day=f"{day} ({basis})" if basis else day,
            copies=tuple(others),
        )

    def label(self, report: str) -> str:
        """Name and day of one report."""
        source = self.refer(report)
        return self.words.say("source", name=source.name, day=source.day)

    def name(self, report: str) -> str:
        """What a reader knows the report by: agency, outlet, or both; the id where it names neither."""
        known = self.reports.get(report, Covered(id=report))
        agency, outlet = (" ".join((n or "").split()) for n in (known.agency, known.outlet))
        if agency and outlet and agency.casefold() not in outlet.casefold():
            return self.words.say("source_via", agency=agency, outlet=outlet)
        return outlet or agency or self.words.say("source_unnamed", report=report)

    def day(self, report: str) -> dt.date | None:
        """The report's day; of several the last, since it is then known."""
        known = self.reports.get(report)
        return known.published.latest if known and known.published else None

    def first_day(self, evidence: Iterable[Evidence], since: dt.date | None = None) -> dt.date | None:
        """The day of the first report among the evidence that is not older than `since`."""
        days = [d for e in evidence if (d := self.day(e.report)) and (since is None or d >= since)]
        return min(days, default=None)

    def count_independent(self) -> int | None:
        """How many sources share neither text nor voice; None where the record does not say."""
        return self._independence.count(self._listed) or None

    def period(self) -> Interval | None:
        """From the day of the first to that of the last report."""
        known = [r.published for r in self.reports.values() if r.published]
        firsts = [d for p in known if (d := p.earliest or p.latest)]
        lasts = [d for p in known if (d := p.latest or p.earliest)]
        return Interval(earliest=min(firsts), latest=max(lasts)) if firsts else None

    def order_key(self, evidence: Evidence) -> tuple[dt.date, int, str, int]:
        """The order of quotes: by day of report, then place in it."""
        return (*self._order(evidence.report), evidence.sentence.start)

    def _order(self, report: str) -> tuple[dt.date, int, str]:
        """By day; of copies the one that states its day first."""
        known = self.reports.get(report)
        stated = known is not None and known.basis == "stated"
        return (self.day(report) or dt.date.max, 0 if stated else 1, report)

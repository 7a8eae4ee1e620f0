"""What every section works with: the record, its sources, the words, and the making of a line.

Enters: a record. Leaves: `Line` objects with references and quotes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from dragoman.briefing.brief import Group, Line, Mark, Quote, Section
from dragoman.briefing.limits import Limits
from dragoman.briefing.sourcing import Sourcing
from dragoman.briefing.wording import Wording
from dragoman.model import Backing, Evidence, Interval, Record, Span

STALE_DAYS = 90  # a plan without a day that nobody has spoken of for so long is not called a plan any more
CLIPPED = 180  # characters of a report's own words that a line takes up; its sentence stands behind it whole

OWNED = (
    "owner",
    "opponent_owner",
    "home_owner",
)  # a speaker's side is seen in the line itself, an outlet's owner is not
SHOWN_PARTIES = 2


class Desk:
    """The record on the desk of the one who writes the brief. `today` is the brief's "as of" day."""

    def __init__(self, record: Record, language: str, limits: Limits) -> None:
        self.record = record
        self.limits = limits
        self.today = _today(record)
        self.words = Wording(language, self.today.year if self.today else None)
        self.sourcing = Sourcing(record, self.words)
        self._unnamed = _unnamed(record)

    def line(
        self,
        text: str,
        evidence: Iterable[Evidence],
        *,
        label: str | None = None,
        marks: Sequence[str] = (),
        when: Interval | None = None,
        news: dt.date | None = None,
        taken: Sequence[str] = (),
        backing: Backing | None = None,
    ) -> Line:
        """A line with what it rests on.

        Args:
            label: id of the words before it, without "label_".
            marks: ids of its marks, without "mark_".
            news: the day on which it became known; that of its first report, if none is given.
            taken: words of the reports that stand in the line; marked in the quotes.
            backing: of the whole entry; whose outlet is a party to it is marked.
        """
        sentences = sorted({(e.report, e.sentence): e for e in evidence}.values(), key=self.sourcing.order_key)
        return Line(
            label=self.words.say(f"label_{label}") if label else None,
            text=capital(text.replace("….", "…")),  # what was cut off has its stop already
            marks=(*(Mark(kind=m, text=self.words.say(f"mark_{m}")) for m in marks), *self._noted(sentences, backing)),
            when=when,
            news=news or self.sourcing.first_day(sentences),
            sources=self.sourcing.cite(sentences),
            independent=backing.independent if backing else None,
            quotes=tuple(self._quote(e, taken) for e in sentences),
        )

    def unnamed(self, names: Iterable[str | None]) -> tuple[str, ...]:
        """The mark of a line whose source has no name; () where all have one."""
        return ("unnamed",) if any(n in self._unnamed for n in names) else ()

    def _noted(self, sentences: Sequence[Evidence], backing: Backing | None) -> Iterator[Mark]:
        """That a source is a party to it, and that a person corrected what was read."""
        parties = backing.parties if backing else ()
        owned = {p.name: p for p in parties if p.why in OWNED}
        for party in list(owned.values())[:SHOWN_PARTIES]:
            text = self.words.say(f"mark_{party.why}", name=party.name, party=party.party)
            yield Mark(kind="party", text=text)
        if any(e.corrected for e in sentences):
            yield Mark(kind="corrected", text=self.words.say("mark_corrected"))

    def _quote(self, evidence: Evidence, taken: Sequence[str]) -> Quote:
        marked: list[Span] = []
        for words in taken:
            start = evidence.quote.find(words) if words else -1
            span = Span(start, start + len(words))
            if start >= 0 and not any(span.overlaps(other) for other in marked):
                marked.append(span)
        return Quote(
            report=evidence.report,
            source=self.sourcing.label(evidence.report),
            sentence=evidence.sentence,
            quote=evidence.quote,
            marked=tuple(sorted(marked)),
            corrected=tuple(c.line() for c in evidence.corrected),
        )

    def section(self, key: str, groups: Sequence[Group], *, left_out: int = 0, note: str | None = None) -> Section:
        """A section; groups without lines are dropped."""
        kept = tuple(g for g in groups if g.lines)
        return Section(
            id=key,
            title=self.words.say(f"section_{key}"),
            note=note if kept else None,
            empty=None if kept or left_out else self.words.say(f"empty_{key}"),
            groups=kept,
            left_out=left_out,
        )

    def is_past(self, when: Interval | None, evidence: Iterable[Evidence] = ()) -> bool:
        """True if the days are over on the brief's day.

        A plan without a last day is over when its last report is older than `STALE_DAYS` and so is its first day.
        """
        if self.today is None:
            return False
        if when and when.latest:
            return when.latest < self.today
        reported = [d for e in evidence if (d := self.sourcing.day(e.report))]
        known = max([*reported, *([when.earliest] if when and when.earliest else [])], default=self.today)
        return (self.today - known).days > STALE_DAYS

    def is_ahead(self, when: Interval | None, evidence: Iterable[Evidence] = ()) -> bool:
        """True if the days are known and not over."""
        return bool(when and (when.earliest or when.latest) and not self.is_past(when, evidence))


def clip(text: str, length: int = CLIPPED) -> str:
    """A report's own words on one line, cut at a word where they are long."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:.") + "…"


def capital(text: str) -> str:
    """With a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def close(text: str) -> str:
    """Without the full stop at its end, for a place inside a sentence."""
    return " ".join(text.split()).rstrip(" .;,:")


def earliest(when: Interval | None) -> dt.date:
    """For ordering: the first day, the last where the first is open; without any, the end of time."""
    return (when and (when.earliest or when.latest)) or dt.date.max


def newest_first(lines: Iterable[Line]) -> list[Line]:
    """By the day on which each became known, newest first; those of unknown day last."""
    return sorted(lines, key=lambda line: -(line.news.toordinal() if line.news else 0))


def _unnamed(record: Record) -> frozenset[str | None]:
    """How sources without a name are called: "two diplomats"."""
    said = {s.speaker for s in record.statements if s.anonymous}
    planned = {p.by for t in record.tracks for r in t.rounds for p in r.planned if p.anonymous}
    return frozenset((said | planned) - {None})


def _today(record: Record) -> dt.date | None:
    if record.as_of:
        return record.as_of
    return max((d for r in record.reports if r.published and (d := r.published.latest)), default=None)

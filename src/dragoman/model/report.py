"""A report as intake leaves it: cleaned text, what is known about it, and what went wrong."""

import datetime as dt
import hashlib
from typing import Literal

from dragoman.model.base import Span, Struct

Basis = Literal["stated", "inferred", "unknown"]
PartKind = Literal["headline", "dateline", "byline", "body", "ednote", "desk"]
Genre = Literal["news", "opinion", "analysis"]


class Published(Struct, frozen=True, kw_only=True):
    """The report's own day.

    `date` is None unless exactly one day is known; `earliest` and `latest` bound it otherwise.
    `basis`: stated (metadata or text), inferred (see `reasons`, one sentence each) or unknown.
    """

    date: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    basis: Basis = "unknown"
    reasons: tuple[str, ...] = ()


class Dateline(Struct, frozen=True, kw_only=True):
    """Place and agency as printed at the head of the body ("MOSCOW (Reuters) -")."""

    place: str | None = None
    agency: str | None = None


class Part(Struct, frozen=True, kw_only=True):
    """A stretch of `report.text` of one kind, in text order, never overlapping.

    Only `headline` and `body` are read for times, actors, attributions and events; one `body`
    part is one paragraph, without the dateline before it.
    """

    kind: PartKind
    start: int
    end: int


class Origin(Struct, frozen=True, kw_only=True):
    """`length` characters at `text` of `report.text` are those at `raw` of the decoded input."""

    text: int
    raw: int
    length: int


class Report(Struct, frozen=True, kw_only=True):
    """One report, cleaned. `None` means that the input does not say."""

    id: str
    source: str
    outlet: str | None = None
    agency: str | None = None
    headline: str | None = None
    dateline: Dateline | None = None
    published: Published = Published()
    byline: tuple[str, ...] = ()
    language: str | None = None
    text: str
    # Added to the contract's fields:
    url: str | None = None
    genre: Genre = "news"
    ednote: str | None = None  # the editors' line, "(Reporting by ...; Editing by ...)"
    captions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    origin: tuple[Origin, ...] = ()  # map back to the raw input, in text order; () when text is the raw input
    sha256: str = ""  # of the raw input's bytes, or of the text where there are none

    def key(self) -> str:
        """The report's identity by content: equal for the same report however often it comes in.

        SHA-256, in hexadecimal, of id, outlet, address, stated day and text.
        """
        stated = self.published.date.isoformat() if self.published.date and self.published.basis == "stated" else ""
        parts = (self.id, self.outlet or "", self.url or "", stated, self.text)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def quote(self, span: Span) -> str:
        """The exact characters of a span."""
        return self.text[span.start : span.end]


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that went wrong, in one line: which input, what was found, what was expected.

    `kind`: failed (nothing could be read), undated, language, opinion, repeated, aside (by triage), doubtful (read,
    with a doubt), dormant (a judgement about something that is no longer there).
    """

    source: str
    kind: Literal["failed", "undated", "language", "opinion", "repeated", "aside", "doubtful", "dormant"]
    found: str
    expected: str
    report: str | None = None  # the report's id, where it got one

    def line(self) -> str:
        """The problem as one line for a person."""
        return f"{self.source}: {self.found}; expected {self.expected}"

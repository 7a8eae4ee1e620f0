"""What the steps of layout and cleaning work on: one text, its pieces, and what was learned from it so far.

A step takes a `Sheet` and changes the kind of pieces, splits pieces, or notes a fact. The text stays as it is.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from dragoman.intake.blocks import find_paragraphs
from dragoman.intake.datelines import DatelineFound
from dragoman.model.report import Genre, PartKind

HEAD = 10  # pieces in which titles, datelines and bylines are looked for
TAIL = 4  # pieces at the end in which the editors' line is looked for
NOT_YET = "has not come yet"  # of a day: what was found hangs on today's date
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$|[\"”]$")

# `PartKind`, and what cleaning takes out
PieceKind = PartKind | Literal["boilerplate", "caption", "keywords", "repeat"]


@dataclass(slots=True, eq=False)
class Piece:
    """Characters `[start, end)` of the sheet's text. `glued`: stands in one line with the piece before it."""

    kind: PieceKind
    start: int
    end: int
    glued: bool = False


@dataclass(slots=True)
class Facts:
    """What the text says about itself."""

    headline: str | None = None
    outlet: str | None = None
    agency: str | None = None
    dateline: DatelineFound | None = None
    stated: dt.date | None = None
    stated_by: str = ""
    byline: list[str] = field(default_factory=list)
    ednote: str | None = None
    captions: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    genre: Genre = "news"
    doubts: list[tuple[str, str]] = field(default_factory=list)  # found, expected


@dataclass(slots=True)
class Sheet:
    """A text in pieces. `raw`: nothing may be taken out; `latest` is the last day that a report can be of."""

    text: str
    pieces: list[Piece]
    raw: bool
    latest: dt.date
    facts: Facts

    def of(self, piece: Piece) -> str:
        """The characters of a piece."""
        return self.text[piece.start : piece.end]

    def body(self) -> list[Piece]:
        """The pieces that count as the report's own so far."""
        return [p for p in self.pieces if p.kind == "body"]

    def split(self, piece: Piece, at: int, kind: PieceKind) -> None:
        """Give the characters before `at` to a piece of another kind; the rest stays what it is."""
        end = at
        while end > piece.start and self.text[end - 1].isspace():
            end -= 1
        while at < piece.end and self.text[at].isspace():
            at += 1
        if at >= piece.end:
            piece.kind, piece.end = kind, end
            return
        self.pieces.insert(self.pieces.index(piece), Piece(kind, piece.start, end, piece.glued))
        piece.start, piece.glued = at, True

    def cut(self, piece: Piece, at: int, kind: PieceKind) -> Piece:
        """Give the characters from `at` on to a new piece of another kind, and return that piece."""
        end = at
        while end > piece.start and self.text[end - 1].isspace():
            end -= 1
        if end == piece.start:
            piece.kind = kind
            return piece
        rest = Piece(kind, at, piece.end, glued=True)
        self.pieces.insert(self.pieces.index(piece) + 1, rest)
        piece.end = end
        return rest

    def doubt(self, found: str, expected: str) -> None:
        """Note something that was read with a doubt."""
        self.facts.doubts.append((found, expected))

    def state_day(self, day: dt.date | None, fault: str | None, by: str) -> None:
        """Note the day that the text states; the first one counts. A day that cannot be is refused, with a doubt."""
        if fault:
            self.doubt(f"{by}: {fault}", "a day of the calendar that can be only one")
        elif day and day > self.latest:
            self.doubt(f"{by}: {day} {NOT_YET}", f"a day up to {self.latest}")
        elif day and self.facts.stated is None:
            self.facts.stated, self.facts.stated_by = day, by


# Spaces of other widths count as spaces; one for one, so that offsets stay.
_PLAIN_SPACES = dict.fromkeys([0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")


def make_sheet(text: str, raw: bool, latest: dt.date) -> Sheet:
    """A fresh sheet; every paragraph is body."""
    text = text.translate(_PLAIN_SPACES)
    return Sheet(text, [Piece("body", p.start, p.end) for p in find_paragraphs(text)], raw, latest, Facts())

"""The layout of a report's text: headline, datelines, byline, body paragraphs, editors' line, desk notes.

Enters: a `Sheet`, or for `find_parts` a text. Leaves: pieces of the right kind, and facts. Nothing is taken out
here, so these steps run with `--raw` too; cleaning.py holds those that take something out.
"""

import datetime as dt
import re

from dragoman.intake.credits import find_bylines, find_ednotes
from dragoman.intake.datelines import DatelineFound, read_dateline
from dragoman.intake.days import find_days
from dragoman.intake.marks import matches_somewhere, matches_whole, words
from dragoman.intake.sheets import HEAD, SENTENCE_END, TAIL, Piece, PieceKind, Sheet, make_sheet
from dragoman.intake.titles import LONGEST_TITLE, find_headline, find_outlet_suffix
from dragoman.model import Part
from dragoman.model.report import PartKind

_SIGN_OFF = re.compile(r"[A-Z0-9][A-Z0-9/. -]{0,11}")
_LAST_DAY = dt.date.max


def find_parts(text: str) -> tuple[Part, ...]:
    """The parts of a text as it is, in text order; what is no report of its own has kind `desk`."""
    sheet = make_sheet(text, raw=True, latest=_LAST_DAY)
    lay_out(sheet)
    return raw_parts(sheet)


def raw_parts(sheet: Sheet) -> tuple[Part, ...]:
    """The pieces of a sheet as parts of its unchanged text."""
    return tuple(Part(kind=_part_kind(p.kind), start=p.start, end=p.end) for p in sheet.pieces)


def _part_kind(kind: PieceKind) -> PartKind:
    """Nothing is taken out of raw text; what would be is not read."""
    match kind:
        case "boilerplate" | "caption" | "keywords" | "repeat":
            return "desk"
        case _:
            return kind


def lay_out(sheet: Sheet, headline: str | None = None) -> None:
    """All steps of layout, in order. `headline`: known beforehand, from metadata."""
    find_day_lines(sheet)
    find_outlet_suffix(sheet)
    find_desk_lines(sheet)
    find_datelines(sheet)
    find_headline(sheet, headline or sheet.facts.headline)
    find_bylines(sheet)
    find_ednotes(sheet)
    find_sign_off(sheet)
    find_genre(sheet)


def find_day_lines(sheet: Sheet) -> None:
    """Lines that state the day and say nothing else: "Published: 4 March 2017", " date 2017-03-04 Register"."""
    ends = sheet.pieces[:6] + sheet.pieces[6:][-TAIL:]
    for piece in ends:
        line = sheet.of(piece) if piece.kind == "body" and piece.end - piece.start <= 160 else ""
        days = [d for d in find_days(line) if d.year] if any(c.isdigit() for c in line) else []
        if not days or not _says_nothing_else(line, days[0].start, days[-1].end):
            continue
        piece.kind = "desk" if sheet.raw else "boilerplate"
        if not any(line.lower().startswith(label) for label in words("updated_label")):
            sheet.state_day(days[0].day, days[0].fault, "the line that states the day")


def _says_nothing_else(line: str, start: int, end: int) -> bool:
    """True if around the date stand only labels, weekdays, times of day and navigation words."""
    for rest in (line[:start], line[end:]):
        bare = re.sub(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?|\d{1,2}(?=\s*[ap]\.?m)|[+-]\d{1,4}", " ", rest)
        tokens = re.findall(r"[^\W\d_][\w.]*", bare.lower())
        known = words("day_label").keys() | words("updated_label").keys() | words("weekday").keys()
        unknown = [t for t in tokens if t not in known and t.rstrip(".") not in known and not _in_label(t)]
        if unknown and not matches_whole("boilerplate", " ".join(unknown)):
            return False
    return True


def _in_label(token: str) -> bool:
    return any(token in label.split() for label in (*words("updated_label"), *words("day_label")))


def find_desk_lines(sheet: Sheet) -> None:
    """Notes from desk to desk before the body: "ATTENTION - ADDS details ///"."""
    for piece in sheet.body()[:6]:
        if piece.end - piece.start <= 300 and matches_whole("desk", sheet.of(piece)):
            piece.kind = "desk"


def find_datelines(sheet: Sheet) -> None:
    """The datelines before the body; where a desk put its own before the report's, the inner one says where."""
    for number, piece in enumerate(sheet.body()[:HEAD]):
        found = read_dateline(sheet.of(piece))
        if not found or (number == 0 and _is_title_instead(sheet, piece, found)):
            if sheet.facts.dateline and piece.end - piece.start > LONGEST_TITLE:
                return
            continue
        whole = piece.start + found.end >= piece.end
        sheet.split(piece, piece.start + found.end, "dateline")
        _note_dateline(sheet, found)
        if not whole:
            return


def _is_title_instead(sheet: Sheet, piece: Piece, found: DatelineFound) -> bool:
    """A title may look like a dateline ("YEMEN - Talks to resume"): no day, no agency, no full stop."""
    weak = found.day is None and found.agency is None
    return weak and found.end < piece.end - piece.start and not SENTENCE_END.search(sheet.of(piece)[-5:])


def _note_dateline(sheet: Sheet, found: DatelineFound) -> None:
    before = sheet.facts.dateline
    agency = found.agency or (before.agency if before else None)
    day = before.day if before and before.day and before.day.year else found.day
    sheet.facts.dateline = DatelineFound(found.end, found.place, agency, day)
    sheet.facts.agency = sheet.facts.agency or agency
    if day and (day.year or day.fault):
        sheet.state_day(day.day, day.fault, "the dateline")


def find_sign_off(sheet: Sheet) -> None:
    """Initials of a desk, or numbers, alone in the last line."""
    last = sheet.pieces[-1] if len(sheet.pieces) > 2 else None
    if last and last.kind == "body" and _SIGN_OFF.fullmatch(sheet.of(last)):
        last.kind = "desk"


def find_genre(sheet: Sheet) -> None:
    """Opinion or analysis, where the text says so by an explicit mark."""
    head = [sheet.of(p)[:300] for p in sheet.pieces[:6]]
    tail = [sheet.of(p)[:300] for p in sheet.pieces[6:][-TAIL:]]
    if any(matches_somewhere("opinion", t) for t in (*head, *tail)):
        sheet.facts.genre = "opinion"
    elif any(matches_somewhere("analysis", t) for t in head[:3]):
        sheet.facts.genre = "analysis"

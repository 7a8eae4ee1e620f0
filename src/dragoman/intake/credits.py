"""Credits: lines that name writers and agencies, and the editors' line.

Enters: a `Sheet`. Leaves: pieces of kind `byline` and `ednote`, and the names in them.
"""

import re

from dragoman.intake.marks import find_agency, find_outlet, match_whole, matches_start, matches_whole, patterns
from dragoman.intake.sheets import HEAD, TAIL, Piece, Sheet

NAME = r"[A-Z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
_NAME_LINE = re.compile(rf"{NAME}(?: {NAME}){{1,3}}")


def is_byline(text: str) -> bool:
    """True if a line does nothing but name writers: "By Ana Lopez and J. Mills"."""
    return len(text) <= 200 and matches_whole("byline", text)


def find_bylines(sheet: Sheet) -> None:
    """Lines that name writers or the agency, between the headline and the body."""
    head = sheet.pieces[:HEAD]
    titled = any(p.kind == "headline" for p in head)
    for n, piece in enumerate(head):
        text = sheet.of(piece)
        if piece.kind != "body" or len(text) > 200:
            continue
        match = match_whole("byline", text)
        if match:
            piece.kind = "byline"
            _note_writers(sheet, match.groupdict().get("names") or "")
        elif find_agency(text) and (titled or n == 0):
            piece.kind = "byline"
            sheet.facts.agency = sheet.facts.agency or find_agency(text)
        elif n and head[n - 1].kind == "headline" and piece is not sheet.pieces[-1] and _NAME_LINE.fullmatch(text):
            piece.kind = "byline"
            _note_writers(sheet, text)


def _note_writers(sheet: Sheet, printed: str) -> None:
    for name in split_names(printed):
        if find_agency(name):
            sheet.facts.agency = sheet.facts.agency or find_agency(name)
        elif not find_outlet(name):
            sheet.facts.byline.append(name)


def split_names(printed: str) -> list[str]:
    """Single names from "Ana Lopez and Omar Said in Amman, J. Mills"."""
    parts = re.split(r",|;|\band\b|&", printed)
    bare = (re.split(r"\s(?:in|at|for|of)\s", p.strip() + " ")[0].strip(" .") for p in parts)
    return [name for name in bare if name[:1].isupper()]


def find_ednotes(sheet: Sheet) -> None:
    """The editors' line at the end, on its own or run on after the last sentence."""
    for piece in sheet.body()[-TAIL:]:
        text = sheet.of(piece)
        start = _ednote_start(text)
        if start is None or len(text) - start > 600:
            continue
        note = sheet.cut(piece, piece.start + start, "ednote")
        _cut_boilerplate(sheet, note)
        printed = sheet.of(note)
        sheet.facts.ednote = sheet.facts.ednote or printed
        for m in (m for p in patterns("reporters") for m in p.finditer(printed)):
            _note_writers(sheet, m["names"])


def _ednote_start(text: str) -> int | None:
    """Where the editors' line starts: at the start, after a bracket, or after the end of a sentence."""
    base = max(0, len(text) - 600)
    for m in re.finditer(r"\A|(?<=[.!?\"”’)])\s+", text[base:]):
        at = base + m.end()
        if base and m.end() == 0:
            continue
        if matches_start("ednote", text[at : at + 300].lstrip("([")):
            return at
    return None


def _cut_boilerplate(sheet: Sheet, note: Piece) -> None:
    for m in re.finditer(r"(?<=[.)])\s*(?=\w)|(?<=\w)\s+(?=[A-Z])", sheet.of(note)):
        if matches_whole("boilerplate", sheet.of(note)[m.end() :]):
            sheet.cut(note, note.start + m.end(), "desk" if sheet.raw else "boilerplate")
            return

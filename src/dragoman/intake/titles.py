"""Titles: which piece is the headline, and what hangs on it (outlet, slug, note, byline).

Enters: a `Sheet`. Leaves: the headline's piece, repeats of it, and the outlet where a title names it.
"""

import re

from dragoman.intake.credits import NAME, is_byline, split_names
from dragoman.intake.marks import (
    find_agency,
    find_outlet,
    matches_somewhere,
    matches_start,
    matches_whole,
    words,
)
from dragoman.intake.sheets import SENTENCE_END, Piece, Sheet
from dragoman.knowledge.press import fold_name

LONGEST_TITLE = 250  # characters

_INNER_END = re.compile(r"[a-z0-9)”\"][.!?][\"'”’]?\s+[\"'“‘]?[A-Z]")
_SEPARATORS = (" – ", " — ", " | ", " - ", " :: ", " » ", " · ")
_TITLE_BYLINE = re.compile(
    rf"\s(?P<by>[Bb]y (?P<names>{NAME}(?: (?:de|del|el|al|van|von|der|bin|da|dos|la|le))?(?: {NAME}){{1,3}}))$"
)
_TITLE_NOTE = re.compile(r"\s*\([^()]{2,90}\)?$")


def find_outlet_suffix(sheet: Sheet) -> None:
    """ "Title – Outlet": the outlet is told by the same title standing alone, or by its name being known."""
    head = sheet.body()[:4]
    for piece in head:
        title, suffix = _split_suffix(sheet.of(piece))
        if not suffix:
            continue
        alone = any(fold_name(sheet.of(p)) == fold_name(title) for p in head if p is not piece)
        if alone or find_outlet(suffix):
            sheet.facts.outlet = find_outlet(suffix) or suffix
            if alone:
                piece.kind = "repeat"
                sheet.facts.headline = title
                _drop_slogan(sheet, head, suffix)
            else:
                sheet.cut(piece, piece.start + len(title), "desk" if sheet.raw else "boilerplate")
            return


def _drop_slogan(sheet: Sheet, head: list[Piece], outlet: str) -> None:
    """A line that begins with the outlet's name is its masthead: "Example Brief - all the news"."""
    for piece in head:
        line = sheet.of(piece)
        if (
            piece.kind == "body"
            and line.startswith(outlet)
            and line[len(outlet) : len(outlet) + 2].strip() in ("", *"-–—|:")
        ):
            piece.kind = "boilerplate"


def _split_suffix(line: str) -> tuple[str, str]:
    for separator in _SEPARATORS:
        title, found, suffix = line.rpartition(separator)
        if found and title.strip() and 2 <= len(suffix) <= 40 and suffix[:1].isalnum() and len(suffix.split()) <= 5:
            return title.strip(), suffix.strip()
    return line, ""


def find_headline(sheet: Sheet, known: str | None) -> None:
    """The title before the body. Other pieces with the same words are repeats; notes in it are split off."""
    piece = _piece_with(sheet, known) if known else None
    piece = piece or _first_title(sheet)
    if piece is None:
        sheet.facts.headline = known
        return
    piece.kind = "headline"
    _split_title(sheet, piece)
    sheet.facts.headline = known or " ".join(sheet.of(piece).split())
    folded = fold_name(sheet.of(piece))
    for other in sheet.body()[:8]:
        slug = matches_start("slug", sheet.of(other))
        if folded and fold_name(sheet.of(other)[slug.end() if slug else 0 :]) == folded:
            other.kind = "repeat"


def _piece_with(sheet: Sheet, title: str) -> Piece | None:
    folded = fold_name(title)
    return next((p for p in sheet.body()[:8] if folded and fold_name(sheet.of(p)) == folded), None)


def _first_title(sheet: Sheet) -> Piece | None:
    pieces = sheet.pieces
    datelines = [n for n, p in enumerate(pieces) if p.kind == "dateline"]
    head = [p for p in pieces[: datelines[0]] if p.kind == "body"] if datelines else sheet.body()[:5]
    if not datelines and len(head) < 2:
        return None
    titles: list[Piece] = []
    for piece in head:
        text = sheet.of(piece)
        if is_byline(text) or find_agency(text):
            continue
        if is_title(text):
            titles.append(piece)
        elif not datelines and len(text) > 80 and not matches_somewhere("caption", text):
            break
    if titles:
        folded = [fold_name(sheet.of(t)) for t in titles]
        twice = next((t for t, f in zip(titles, folded, strict=True) if folded.count(f) > 1), None)
        return twice or next((t for t in titles if len(sheet.of(t).split()) >= 3), titles[0])
    return _title_with_stop(sheet, head)


def is_title(text: str) -> bool:
    """True if a piece has the shape of a title: short, no full stop at its end, some letters."""
    if len(text) > LONGEST_TITLE or not any(c.isalpha() for c in text):
        return False
    open_end = not SENTENCE_END.search(text[-5:]) and text[-1] not in ",;:–—-"
    return open_end or _is_quoted_title(text)


def _is_quoted_title(text: str) -> bool:
    """A title that ends with a quoted word: 'Envoy calls the attack "unacceptable"'."""
    return text[-1] in '"”' and not re.search(r"[.!?…,]\W?$", text) and text[0] not in '"“' and len(text) <= 120


def _title_with_stop(sheet: Sheet, head: list[Piece]) -> Piece | None:
    """Some sources end titles with a full stop: one short sentence before longer paragraphs."""
    body = sheet.body()
    if not head or len(body) < 2 or head[0] is not body[0]:
        return None
    text = sheet.of(head[0])
    following = next((t for p in body[1:4] if not is_byline(t := sheet.of(p))), "")
    if is_byline(text) or len(text) > 160 or _INNER_END.search(text) or text[0] in '"“':
        return None
    long_words = re.findall(r"[^\W\d_]{4,}", text)
    capitals = sum(w[0].isupper() for w in long_words)
    title_case = len(long_words) >= 3 and capitals >= 0.6 * len(long_words)
    short = len(text) <= 100 and len(following) > 1.2 * len(text)
    two_decks = ";\n" in text.replace("; \n", ";\n")
    return head[0] if title_case or short or two_decks else None


def _split_title(sheet: Sheet, piece: Piece) -> None:
    """Split slug, trailing note and trailing byline off a title."""
    if slug := matches_start("slug", sheet.of(piece)):
        sheet.split(piece, piece.start + slug.end(), "desk")
    note = _TITLE_NOTE.search(sheet.of(piece))
    if note and note.start() > 0 and matches_whole("desk", note.group().strip()):
        sheet.cut(piece, piece.start + note.start() + len(note.group()) - len(note.group().lstrip()), "desk")
    # only on the wire: elsewhere a title that ends with "by" and a name is a passive more often than not
    by = _TITLE_BYLINE.search(sheet.of(piece)) if sheet.facts.dateline else None
    if by and not _is_passive(sheet.of(piece)[: by.start()]):
        names = by["names"]
        sheet.cut(piece, piece.start + by.start("by"), "byline")
        sheet.facts.byline += split_names(names)


def _is_passive(before: str) -> bool:
    """True if the word before "by" is a participle ("hosted by"), so that no byline follows."""
    last = before.split()[-1].lower() if before.split() else ""
    return last.endswith(("ed", "en", "wn")) or last in words("participle")

"""The layout of a report's text: headline, datelines, byline, body paragraphs, editors' line, desk notes.

Enters: a `Sheet`, or for `find_parts` a text. Leaves: pieces of the right kind, and facts. Nothing is taken out
here, so these steps run with `--raw` too; cleaning.py holds those that take something out.
"""

import datetime as dt
import re

from dragoman.intake.datelines import DatelineFound, read_dateline
from dragoman.intake.days import find_days
from dragoman.intake.marks import (
    find_agency,
    find_outlet,
    fold_name,
    matches_somewhere,
    matches_start,
    matches_whole,
    words,
)
from dragoman.intake.sheets import Piece, Sheet, make_sheet
from dragoman.model import Part

HEAD = 10  # pieces in which a dateline is looked for
LONGEST_TITLE = 250  # characters
TAIL = 4  # pieces at the end in which the editors' line is looked for

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$|[\"”]$")
_INNER_END = re.compile(r"[a-z0-9)”\"][.!?][\"'”’]?\s+[\"'“‘]?[A-Z]")
_SEPARATORS = (" – ", " — ", " | ", " - ", " :: ", " » ", " · ")
_NAME = r"[A-Z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
_TITLE_BYLINE = re.compile(
    rf"\s(?P<by>[Bb]y (?P<names>{_NAME}(?: (?:de|del|el|al|van|von|der|bin|da|dos|la|le))?(?: {_NAME}){{1,3}}))$"
)
_NAME_LINE = re.compile(rf"{_NAME}(?: {_NAME}){{1,3}}")
_TITLE_NOTE = re.compile(r"\s*\([^()]{2,90}\)?$")
_SIGN_OFF = re.compile(r"[A-Z0-9][A-Z0-9/. -]{0,11}")
_REPORTERS = re.compile(r"(?:reporting|writing|reported|written|compiled)\b[^;.)]{0,30}?\bby\s+([^;.)\n]{2,200})", re.I)
_LAST_DAY = dt.date.max


def find_parts(text: str) -> tuple[Part, ...]:
    """The parts of a text as it is, in text order; what is no report of its own has kind `desk`."""
    sheet = make_sheet(text, raw=True, latest=_LAST_DAY)
    lay_out(sheet)
    return raw_parts(sheet)


def raw_parts(sheet: Sheet) -> tuple[Part, ...]:
    """The pieces of a sheet as parts of its unchanged text."""
    return tuple(
        Part(
            kind="desk" if p.kind in ("boilerplate", "caption", "keywords", "repeat") else p.kind,
            start=p.start,
            end=p.end,
        )
        for p in sheet.pieces
    )


def lay_out(sheet: Sheet, headline: str | None = None) -> None:
    """All steps of layout, in order. `headline`: known beforehand, from metadata."""
    find_day_lines(sheet)
    find_outlet_suffix(sheet)
    find_desk_lines(sheet)
    find_datelines(sheet)
    find_headline(sheet, headline)
    find_bylines(sheet)
    find_ednotes(sheet)
    find_sign_off(sheet)
    find_genre(sheet)


def find_day_lines(sheet: Sheet) -> None:
    """Lines that state the day and say nothing else: "Published: 4 March 2017", " date 2017-03-04 Register"."""
    ends = sheet.pieces[:6] + sheet.pieces[6:][-TAIL:]
    for piece in ends:
        line = sheet.of(piece) if piece.end - piece.start <= 160 else ""
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
            else:
                sheet.cut(piece, piece.start + len(title), "desk" if sheet.raw else "boilerplate")
            return


def _split_suffix(line: str) -> tuple[str, str]:
    for separator in _SEPARATORS:
        title, found, suffix = line.rpartition(separator)
        if found and title.strip() and 2 <= len(suffix) <= 40 and suffix[:1].isalnum() and len(suffix.split()) <= 5:
            return title.strip(), suffix.strip()
    return line, ""


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
    return weak and found.end < piece.end - piece.start and not _SENTENCE_END.search(sheet.of(piece)[-5:])


def _note_dateline(sheet: Sheet, found: DatelineFound) -> None:
    before = sheet.facts.dateline
    agency = found.agency or (before.agency if before else None)
    day = before.day if before and before.day and before.day.year else found.day
    sheet.facts.dateline = DatelineFound(found.end, found.place, agency, day)
    sheet.facts.agency = sheet.facts.agency or agency
    if day and (day.year or day.fault):
        sheet.state_day(day.day, day.fault, "the dateline")


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
        if _is_byline(text) or find_agency(text):
            continue
        if is_title(text):
            titles.append(piece)
        elif not datelines and len(text) > 80 and not sheet_has_mark_before(sheet, piece):
            break
    if titles:
        return next((t for t in titles if len(sheet.of(t).split()) >= 3), titles[0])
    return _title_with_stop(sheet, head)


def sheet_has_mark_before(sheet: Sheet, piece: Piece) -> bool:
    """True if the piece is a caption, after which the title may still come."""
    return matches_somewhere("caption", sheet.of(piece)) is not None


def is_title(text: str) -> bool:
    """True if a piece has the shape of a title: short, no full stop at its end, some letters."""
    if len(text) > LONGEST_TITLE or not any(c.isalpha() for c in text):
        return False
    return not _SENTENCE_END.search(text[-5:]) and text[-1] not in ",;:–—-" or _is_quoted_title(text)


def _is_quoted_title(text: str) -> bool:
    """A title that ends with a quoted word: 'Envoy calls the attack "unacceptable"'."""
    return text[-1] in '"”' and not re.search(r"[.!?…,]\W?$", text) and text[0] not in '"“' and len(text) <= 120


def _title_with_stop(sheet: Sheet, head: list[Piece]) -> Piece | None:
    """Some sources end titles with a full stop: one short sentence before longer paragraphs."""
    if len(head) < 2:
        return None
    text, following = sheet.of(head[0]), sheet.of(head[1])
    if len(text) > 160 or _INNER_END.search(text) or text[0] in '"“':
        return None
    long_words = [w for w in re.findall(r"[^\W\d_]{4,}", text)]
    capitals = sum(w[0].isupper() for w in long_words)
    title_case = len(long_words) >= 3 and capitals >= 0.6 * len(long_words)
    return head[0] if title_case or (len(text) <= 100 and len(following) > 1.2 * len(text)) else None


def _split_title(sheet: Sheet, piece: Piece) -> None:
    """Split slug, trailing note and trailing byline off a title."""
    if slug := matches_start("slug", sheet.of(piece)):
        sheet.split(piece, piece.start + slug.end(), "desk")
    note = _TITLE_NOTE.search(sheet.of(piece))
    if note and note.start() > 0 and matches_whole("desk", note.group().strip()):
        sheet.cut(piece, piece.start + note.start() + len(note.group()) - len(note.group().lstrip()), "desk")
    by = _TITLE_BYLINE.search(sheet.of(piece))
    if by and not _is_passive(sheet.of(piece)[: by.start()]):
        names = by["names"]
        sheet.cut(piece, piece.start + by.start("by"), "byline")
        sheet.facts.byline += split_names(names)


def _is_passive(before: str) -> bool:
    """True if the word before "by" is a participle ("hosted by"), so that no byline follows."""
    last = before.split()[-1].lower() if before.split() else ""
    return last.endswith(("ed", "en", "wn")) or last in words("participle")


def _is_byline(text: str) -> bool:
    return len(text) <= 200 and matches_whole("byline", text)


def find_bylines(sheet: Sheet) -> None:
    """Lines that name writers or the agency, between the headline and the body."""
    head = sheet.pieces[:HEAD]
    titled = any(p.kind == "headline" for p in head)
    for n, piece in enumerate(head):
        text = sheet.of(piece)
        if piece.kind != "body" or len(text) > 200:
            continue
        match = matches_start("byline", text)
        if match and match.end() == len(text):
            piece.kind = "byline"
            _note_writers(sheet, match["names"])
        elif find_agency(text) and (titled or n == 0):
            piece.kind = "byline"
            sheet.facts.agency = sheet.facts.agency or find_agency(text)
        elif (
            titled and n and head[n - 1].kind == "headline" and n + 1 < len(sheet.pieces) and _NAME_LINE.fullmatch(text)
        ):
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
        for m in _REPORTERS.finditer(printed):
            _note_writers(sheet, m[1])


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

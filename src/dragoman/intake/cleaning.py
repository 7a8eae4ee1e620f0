"""Take out what is not the report: navigation, captions, keyword lines, repeated titles, tails, odd spaces.

Enters: a `Draft` and what metadata say. Leaves: the cleaned `Draft`, its parts and the facts found on the way.
Each step is named; each only marks pieces, and the text is put together once, at the end.
"""

import datetime as dt
import re

from dragoman.intake.datelines import tidy_name
from dragoman.intake.drafts import Draft
from dragoman.intake.layout import find_day_lines, lay_out
from dragoman.intake.marks import find_agency, find_outlet, matches_somewhere, matches_start, matches_whole, words
from dragoman.intake.sheets import Facts, Piece, Sheet, make_sheet
from dragoman.intake.titles import is_title
from dragoman.model import Part, Span

LONGEST_LINE = 300  # characters: a longer piece is no line of boilerplate
TAIL_SHARE = 0.5  # a tail begins in the second half of the pieces
LONGEST_PROMOTION = 100  # characters of a title after the last paragraph; a longer line may be a paragraph
LONGEST_QUESTION = 80  # characters of a question that can still be a title
MIN_SENTENCES = 3  # paragraphs that end like sentences; with fewer, the text may have no full stops at all
DROPPED = ("boilerplate", "caption", "keywords", "repeat", "desk")

# White space of any kind, and characters that show nothing: soft hyphen, zero-width space, BOM, direction marks.
_SPACES = re.compile(r"\s+|[\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]+")
_LABELS = re.compile(r"\s+[|·•>»/.]\s+|\s{2,}")
_KEYWORD = re.compile(r"[^\W_][^,.;:!?\"“”]{0,60}")


def clean(draft: Draft, headline: str | None, latest: dt.date) -> tuple[Draft, tuple[Part, ...], Facts]:
    """Clean one text.

    Args:
        draft: the text with its map to the raw input.
        headline: known from metadata; put in front where the text does not carry it.
        latest: the last day that a report can be of.
    Returns:
        Headline, blank line, paragraphs parted by blank lines; the parts of that text; the facts found.
    """
    sheet = make_sheet(draft.text, raw=False, latest=latest)
    drop_lead_ins(sheet)
    drop_boilerplate(sheet)
    drop_navigation(sheet)
    find_day_lines(sheet)
    drop_masthead(sheet)
    drop_tail(sheet)
    lay_out(sheet, headline)
    drop_before_headline(sheet)
    drop_captions(sheet)
    drop_keywords(sheet)
    drop_promotions(sheet)
    cleaned, parts = assemble(draft, sheet)
    return cleaned, parts, sheet.facts


def drop_lead_ins(sheet: Sheet) -> None:
    """Words of a widget glued to the front of the first paragraphs."""
    for piece in sheet.body()[:5]:
        if (m := matches_start("lead_in", sheet.of(piece)[:LONGEST_LINE])) and m.end():
            sheet.split(piece, piece.start + m.end(), "boilerplate")


def drop_boilerplate(sheet: Sheet) -> None:
    """Whole lines of navigation, sharing, subscription, copyright."""
    for piece in sheet.body():
        if piece.end - piece.start <= LONGEST_LINE and matches_whole("boilerplate", sheet.of(piece)):
            piece.kind = "boilerplate"


def drop_navigation(sheet: Sheet) -> None:
    """Lines of three or more short labels: "News | Opinion | Shipping", "Home  World  Sport"."""
    for piece in sheet.body():
        line = sheet.of(piece)
        labels = _LABELS.split(line) if len(line) <= LONGEST_LINE else []
        if len(labels) >= 3 and all(0 < len(label.split()) <= 4 for label in labels) and is_title(line):
            piece.kind = "boilerplate"


def drop_masthead(sheet: Sheet) -> None:
    """The outlet's name over the title: "THE EXAMPLE POST", "Example News | world desk"."""
    head = sheet.pieces[:5]
    first = next((n for n, p in enumerate(head) if p.kind == "body"), None)
    if first is None or not any(not _is_paragraph(sheet.of(p)) for p in head[first + 1 :] if p.kind == "body"):
        return
    line = sheet.of(head[first])
    name = re.split(r" [|·/–—-] ", line)[0].strip()
    known = find_outlet(name) or find_agency(name)
    near = any(p.kind == "boilerplate" for p in head[:first] + head[first + 1 : first + 2])
    near = near or name.isupper()
    if known or (near and len(name.split()) <= 5 and any(w.lower() in words("masthead") for w in name.split())):
        head[first].kind = "boilerplate"
        sheet.facts.outlet = known or (tidy_name(name) if name.isupper() else name)


def drop_promotions(sheet: Sheet) -> None:
    """Lines without a full stop after the last paragraph: titles of other articles, offers, the horoscope."""
    pieces = [p for p in sheet.pieces if p.kind not in DROPPED]
    sentences = [n for n, p in enumerate(pieces) if p.kind == "ednote" or _is_paragraph(sheet.of(p))]
    if len(sentences) >= MIN_SENTENCES:
        for piece in pieces[sentences[-1] + 1 :]:
            if piece.kind == "body" and piece.end - piece.start <= LONGEST_PROMOTION:
                piece.kind = "boilerplate"


def _is_paragraph(text: str) -> bool:
    return not is_title(text) and (len(text) > LONGEST_QUESTION or text[-1] not in "?!")


def drop_tail(sheet: Sheet) -> None:
    """From a line such as "More from ..." on, unless real paragraphs follow it."""
    body = sheet.body()
    for n, piece in enumerate(body):
        if n < 2 or n < TAIL_SHARE * len(body) or piece.end - piece.start > LONGEST_LINE:
            continue
        if not matches_start("tail", sheet.of(piece)):
            continue
        rest = body[n:]
        real = sum(p.end - p.start > 200 for p in rest)
        for dropped in rest if real < 2 else rest[:1]:
            dropped.kind = "boilerplate"
        return


def drop_before_headline(sheet: Sheet) -> None:
    """What stands before the headline is a caption if it is a sentence, else the name of a section."""
    at = next((n for n, p in enumerate(sheet.pieces) if p.kind == "headline"), 0)
    for piece in sheet.pieces[:at]:
        if piece.kind == "body":
            _drop_caption(sheet, piece, as_caption=not is_title(sheet.of(piece)))


def drop_captions(sheet: Sheet) -> None:
    """Lines with the marks of a photo caption, kept apart from the body."""
    for piece in sheet.body():
        if piece.end - piece.start <= LONGEST_LINE and matches_somewhere("caption", sheet.of(piece)):
            _drop_caption(sheet, piece, as_caption=True)


def _drop_caption(sheet: Sheet, piece: Piece, as_caption: bool) -> None:
    piece.kind = "caption" if as_caption else "boilerplate"
    if as_caption:
        sheet.facts.captions.append(" ".join(sheet.of(piece).split()))


def drop_keywords(sheet: Sheet) -> None:
    """A line of keywords at the end: labelled, or three or more short phrases with capitals and no full stop."""
    for piece in sheet.body()[2:][-3:]:
        text = sheet.of(piece)
        label = matches_start("keywords", text)
        phrases = [p.strip() for p in re.split("[,;]", text[label.end() if label else 0 :])]
        if len(text) <= 400 and (label or _are_keywords(phrases)):
            piece.kind = "keywords"
            sheet.facts.keywords += [p for p in phrases if p]


def _are_keywords(phrases: list[str]) -> bool:
    if len(phrases) < 3 or not all(_KEYWORD.fullmatch(p) and len(p.split()) <= 6 for p in phrases):
        return False
    return sum(p[0].isupper() for p in phrases) >= 0.6 * len(phrases)


def assemble(draft: Draft, sheet: Sheet) -> tuple[Draft, tuple[Part, ...]]:
    """Put the kept pieces together, with even spaces, and say where each part stands."""
    out: list[Span | str] = []
    parts: list[Part] = []
    length = 0
    kept = [p for p in sheet.pieces if p.kind not in DROPPED]
    title = sheet.facts.headline
    if title and not any(p.kind == "headline" for p in kept):
        out.append(title)
        length = len(title)
        parts.append(Part(kind="headline", start=0, end=length))
    for piece in kept:
        spans = _even_spaces(draft.text, piece)
        if not spans:
            continue
        if parts:
            gap = " " if piece.glued and parts[-1].kind in ("dateline", "body") else "\n\n"
            out.append(gap)
            length += len(gap)
        start = length
        length += sum(len(s) if isinstance(s, str) else s.end - s.start for s in spans)
        out += spans
        parts.append(Part(kind=piece.kind, start=start, end=length))  # type: ignore[arg-type]
    return draft.rebuild(out), tuple(parts)


def _even_spaces(text: str, piece: Piece) -> list[Span | str]:
    """The piece's characters, each run of white space as one space, invisible characters left out."""
    out: list[Span | str] = []
    at = piece.start
    pending = False
    for m in _SPACES.finditer(text, piece.start, piece.end):
        if m.group() == " ":
            continue
        _emit(out, Span(at, m.start()), pending)
        pending = (pending and at == m.start()) or m.group()[0].isspace()
        at = m.end()
    _emit(out, Span(at, piece.end), pending)
    return out


def _emit(out: list[Span | str], span: Span, pending: bool) -> None:
    if span.start < span.end:
        if pending and out:
            out.append(" ")
        out.append(span)

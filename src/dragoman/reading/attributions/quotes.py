"""Quoted stretches of a report, whatever marks they stand in.

Enters: a report and its `Parsed`. Leaves: `Quote` records in text order, never overlapping. A quotation that
runs over several paragraphs is one `Quote` a paragraph; all but the last are not `closed`. A mark that
is never closed, and no paragraph takes up, quotes nothing.
"""

import re
from dataclasses import dataclass

from dragoman.model import Report
from dragoman.reading.parsed import Parsed

MAX_LENGTH = 3000  # characters; a mark that finds no partner within them opens nothing
_MARK = re.compile(r"[\"“”„‟«»‘’]|''|``|'")
_OPENS = {"“": "”", "«": "»", "„": "”", "``": "''", "‘": "’"}
_OPENING = "\"“”„«'‘`"
_ELISION = re.compile(r"['’](?:\d\ds?|em|til|tis|twas|cause|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `first` to `last` (included), the marks with them; `words` counts those inside."""

    first: int
    last: int
    paragraph: int
    closed: bool
    words: int


def find_quotes(report: Report, parsed: Parsed) -> list[Quote]:
    """Find all quoted stretches in headline and body."""
    found: list[Quote] = []
    parts = [(n, p) for n, p in enumerate(report.parts) if p.kind in ("headline", "body")]
    for at, (number, part) in enumerate(parts):
        goes_on = at + 1 < len(parts) and report.text[parts[at + 1][1].start] in _OPENING
        for start, end, closed in _scan(report.text, part.start, part.end):
            tokens = parsed.tokens_in(start, end)
            if len(tokens) > 1 and (closed or goes_on):
                words = sum(parsed.words[t][0].isalnum() for t in tokens)
                found.append(Quote(tokens[0], tokens[-1], number, closed, words))
    return found


def _scan(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Quoted `[start, end)` stretches of one paragraph; the flag says whether the quotation is closed."""
    found: list[tuple[int, int, bool]] = []
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, start, end)]
    n = 0
    while n < len(marks):
        at, after, mark = marks[n]
        close = _closing(text, marks, n, start, end) if _may_open(text, at, after, mark, start, end) else None
        if close is not None:
            found.append((at, marks[close][1], True))
            n = close
        elif (
            mark in ('"', "“", "«", "``", "''")
            and _may_open(text, at, after, mark, start, end)
            and end - at <= MAX_LENGTH
        ):
            found.append((at, end, False))
            break
        n += 1
    return found


def _may_open(text: str, at: int, after: int, mark: str, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    following = text[after] if after < end else " "
    if mark in ("“", "«", "„", "``"):
        return True
    if mark in ("”", "»"):  # printed the wrong way round
        return (before.isspace() and not following.isspace()) or at == start
    if before.isalnum() or (mark in ("'", "’", "‘") and not (following.isalnum() or following in "…[$£€")):
        return False
    if mark in ("'", "’") and (before not in " \n\t(—–-[\u00a0" or _ELISION.match(text, at)):
        return False
    return not following.isspace() or before.isspace()


def _closing(text: str, marks: list[tuple[int, int, str]], n: int, start: int, end: int) -> int | None:
    at, _, mark = marks[n]
    single = mark in ("'", "‘", "’")
    fallback = None
    for m in range(n + 1, min(n + 60, len(marks))):
        here, after, other = marks[m]
        if here - at > MAX_LENGTH:
            break
        following = text[after] if after < end else " "
        if single:
            if other in ("'", "’") and not following.isalnum():
                if text[here - 1] in ",.?!…":
                    return m
                fallback = m if fallback is None else fallback
            elif other in ('"', "“"):
                break
        elif other == "“" and mark == other and text[here - 1] in ",.?!" and not following.isalnum():
            return m  # printed the wrong way round
        elif other == _OPENS.get(mark, mark) or (mark == "”" and other == "“") or (mark in '"“' and other in '"”'):
            if other == '"' and here > start and text[here - 1].isspace() and following.isalnum():
                continue  # this one opens: a quotation in the quotation
            return m
    return fallback if single else None

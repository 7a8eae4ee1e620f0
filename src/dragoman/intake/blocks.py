"""Paragraphs of a text that may or may not have blank lines and may or may not be wrapped at some width.

Enters: text. Leaves: spans of paragraphs, without the white space around them.
"""

import re

from dragoman.model import Span

WRAP_WIDTH = 120  # characters: lines that are all shorter, and often end inside a sentence, are wrapped
WRAPPED_SHARE = 0.4  # of the line ends inside blocks that are no end of a sentence, from which a text counts as wrapped

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"(?:https?:|www\.)")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}$|[\"”]$")


def find_paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, in text order.

    Blank lines part paragraphs. A single newline does so too, unless the text is wrapped (its lines are
    short and often break off inside a sentence) or the line plainly runs on in the next.
    """
    groups = _groups(text)
    wrapped = _is_wrapped(text, groups)
    found: list[Span] = []
    for group in groups:
        start = group[0].start
        width = max(line.end - line.start for line in group)
        for line, following in zip(group, [*group[1:], None], strict=True):
            if following is None or _breaks(text, line, following, wrapped, width):
                found.append(Span(start, line.end))
                start = following.start if following else line.end
    return found


def _groups(text: str) -> list[list[Span]]:
    """Lines that follow on each other without a blank line between them."""
    groups: list[list[Span]] = []
    previous_end = -1
    for m in _LINE.finditer(text):
        line = m.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = m.start() + len(line) - len(line.lstrip())
        between = text[previous_end : m.start()] if previous_end >= 0 else "\n\n"
        if _newlines(between) > 1:
            groups.append([])
        groups[-1].append(Span(start, start + len(stripped)))
        previous_end = start + len(stripped)
    return groups


def _newlines(gap: str) -> int:
    return len(gap.replace("\r\n", "\n").strip(" \t\xa0").replace(" ", "").replace("\t", ""))


def _is_wrapped(text: str, groups: list[list[Span]]) -> bool:
    longest = max((line.end - line.start for group in groups for line in group), default=0)
    inner = [line for group in groups for line in group[:-1]]
    full = [line for line in inner if line.end - line.start > longest / 2]
    if longest > WRAP_WIDTH or not inner or len(full) < len(inner) / 2:
        return False
    open_ends = sum(not _ends_sentence(text, line) for line in inner)
    return open_ends >= WRAPPED_SHARE * len(inner)


def _ends_sentence(text: str, line: Span) -> bool:
    return bool(_SENTENCE_END.search(text, max(line.start, line.end - 5), line.end))


def _breaks(text: str, line: Span, following: Span, wrapped: bool, width: int) -> bool:
    """True if a paragraph ends with this line."""
    if wrapped:
        indented = text[max(0, following.start - 2) : following.start].isspace() and following.start >= 2
        short = line.end - line.start < 0.75 * width
        return _ends_sentence(text, line) and (short or indented)
    runs_on = text[line.end - 1] in ",;" or text[following.start].islower()
    return not runs_on or bool(_ADDRESS.match(text, following.start))

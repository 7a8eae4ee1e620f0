"""The layout of a report's text: headline, dateline, byline, body paragraphs, editors' line.

Enters: text. Leaves: `Part` records that say which characters are what; the text itself is not changed.
"""

import re

from dragoman.model import Part

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[ \t]*\S(?:.*\S)?)*")


def find_parts(text: str) -> tuple[Part, ...]:
    """The parts of a text, in text order. (First cut: every paragraph is body.)"""
    return tuple(Part(kind="body", start=m.start(), end=m.end()) for m in _PARAGRAPH.finditer(text))

"""The shape of what intake knows: the furniture of a page in one language, and the cues of its day."""

import re
from collections.abc import Iterator
from typing import Literal

from dragoman.knowledge.entry import Entry, pattern_faults

WHOLE_KINDS = ("boilerplate", "desk", "byline")  # a pattern matches the line from its first to its last character
START_KINDS = ("tail", "keywords", "ednote", "lead_in", "slug")  # a pattern matches at its start

LayoutKind = Literal[
    "boilerplate",  # a whole line that is not the report
    "masthead",  # words in the names of newspapers and agencies
    "lead_in",  # words glued to the front of a paragraph
    "tail",  # from this line on, nothing belongs to the report
    "caption",  # marks of a photo caption
    "keywords",  # the label of a keyword line
    "desk",  # notes from one desk to another
    "slug",  # what stands before a title: "URGENT"
    "byline",  # a line that names the writers
    "ednote",  # the editors' line
    "day_label",  # words that may stand in a line that states the day
    "updated_label",  # words by which such a line states a change and not the day
    "month",
    "weekday",
    "participle",  # before "by" in a title: no byline follows
    "small_word",  # words that stay small in a title or a name
    "reporters",  # in the editors' line: the group `names` wrote the report
    "opinion",
    "analysis",
]


class LayoutEntry(Entry, frozen=True, kw_only=True):
    """Marks of one kind: `patterns` are regular expressions, `words` are matched whole; capitals do not matter.

    `value` is the number of a month or weekday (Monday is 1). `cased`: capitals do matter.
    """

    kind: LayoutKind
    patterns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    value: int | None = None
    cased: bool = False

    def faults(self) -> Iterator[str]:
        """Patterns that are none, and examples that they do not tell apart."""
        return pattern_faults(self, self._fits)

    def _fits(self, pattern: str, line: str) -> bool:
        compiled = re.compile(pattern, 0 if self.cased else re.IGNORECASE)
        if self.kind in WHOLE_KINDS:
            return compiled.fullmatch(line) is not None
        return (compiled.match if self.kind in START_KINDS else compiled.search)(line) is not None


class DatingEntry(Entry, frozen=True, kw_only=True):
    """Words by which a report tells whether a time lies behind or ahead of it.

    `past` and `future`: looked for before a time, or just after it; the nearest one counts. `unsure`: takes a cue's
    word away ("had been expected"). `not_today`: stands at a weekday that is not the report's own day ("late on
    Monday"). `week`: the report's own week. `ago`: how long ago, its group `count` times `days`. `clause_end`:
    parts a meeting from a time that is not its own. `beside`: the group `place` is where the meeting is. `plain`: words
    in the names of meetings that do not tell one from another.
    """

    kind: Literal["past", "future", "unsure", "not_today", "week", "ago", "clause_end", "beside", "plain"]
    patterns: tuple[str, ...]
    days: int | None = None

    def faults(self) -> Iterator[str]:
        """Patterns that are none, and examples that they do not tell apart."""
        return pattern_faults(self, self._fits) if self.kind != "plain" else iter(())

    def _fits(self, pattern: str, line: str) -> bool:
        """A cue stands before the time, and some only at its edge: so a line is tried cut after each word."""
        words = (line if self.kind == "beside" else line.lower()).split(" ")
        cuts = (" ".join(words[:n]) + end for n in range(1, len(words) + 1) for end in ("", " "))
        return any(re.search(pattern, cut) for cut in cuts)


class LanguageWords(Entry, frozen=True, kw_only=True):
    """Small words, whole and in small letters, by which a text is known to be in the language at first sight."""

    words: tuple[str, ...]

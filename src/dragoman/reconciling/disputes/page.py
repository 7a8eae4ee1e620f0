"""A report as disputes are looked for in it: its sentences in order, and who says what in which.

Enters: a reading, with the parties of its reports. Leaves: a `Page` with its `Saying`s.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from dragoman.model import Attribution, Event, Reading, Span, Timex, Truce
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.disputes.words import split, stem, words_for

_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+(?=[^\sa-z])|\n\s*")
T = TypeVar("T", Event, Truce)
MEETING_TYPES = ("CONSULT",)
MOST_SAID = 12  # sayings of one sentence that are looked at
MOST_CHARACTERS = 4000  # of a sentence in which disputes are looked for, and of one saying
VIOLENCE = "ASSAULT"
AHEAD = ("planned", "expected", "hoped", "proposed", "threatened", "postponed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Something that somebody says, as one sentence of a report has it."""

    n: int  # number of the sentence
    start: int  # of its first character: of two in a sentence, which comes first
    by: str | None  # the record's name
    who: str | None  # as the report has it
    unnamed: bool
    cue: tuple[str, ...]
    spans: tuple[Span, ...]
    text: str
    words: tuple[str, ...]

    @property
    def denies(self) -> bool:
        """The speaker says that something is not so, or leaves it open."""
        turning = words_for("deny") | words_for("wave_off") | words_for("scorn") | words_for("doubt")
        return bool(set(self.cue) & turning) or self.leaves_open

    @property
    def leaves_open(self) -> bool:
        """The speaker does not confirm something."""
        return bool(set(self.cue) & words_for("confirm")) and bool(set(self.cue) & words_for("negation"))


class Page:
    """The sentences of one report, and what was read in each."""

    def __init__(self, reading: Reading, parties: Parties) -> None:
        self.reading, self.parties = reading, parties
        self.sentences = _sentences(reading)
        self._starts = [s.start for s in self.sentences]
        self.events: dict[int, list[Event]] = self._by_sentence(reading.events)
        self.truces: dict[int, list[Truce]] = self._by_sentence(reading.truces)
        self.talks = frozenset(self.number(t.sentence.start) for t in reading.talks)
        self.tolls = frozenset(
            self.number(s.start)
            for e in reading.events
            for s in ([e.sentence] if e.casualties else []) + [v.sentence for v in e.versions]
        )
        self.blamed = frozenset(
            self.number(s.start)
            for e in reading.events
            if any(v.agents or v.denied for v in e.versions)
            for s in (e.sentence, *(v.sentence for v in e.versions))
        )
        self.times: dict[int, list[Timex]] = {}
        for time in reading.times:
            n = self.number(time.start)
            if self._is_readable(n):
                self.times.setdefault(n, []).append(time)
        self.actors = [
            (
                parties.name(reading.report.id, a.name),
                frozenset(stem(w) for x in (a.name, *a.aliases) for w in split(x)),
            )
            for a in reading.actors
        ]
        self.names = frozenset(w for _, stems in self.actors for w in stems)
        found = (self._saying(a) for a in reading.attributions)
        self.sayings = sorted((s for s in found if s), key=lambda s: (s.n, s.start, s.text))
        self.said: dict[int, list[Saying]] = {}
        for saying in self.sayings:
            self.said.setdefault(saying.n, []).append(saying)
        self._stems: dict[int, frozenset[str]] = {}

    def number(self, at: int) -> int:
        """The number of the sentence that holds a character."""
        return max(0, bisect_right(self._starts, at) - 1)

    def text(self, n: int) -> str:
        """A sentence, word for word."""
        return self.reading.report.quote(self.sentences[n])

    def stems(self, n: int) -> frozenset[str]:
        """The stems of all words of a sentence."""
        if n not in self._stems:
            self._stems[n] = frozenset(map(stem, split(self.text(n))))
        return self._stems[n]

    def before(self, n: int, start: int) -> list[Saying]:
        """What is said in a sentence before a character of it; of very many the last."""
        return [s for s in self.said.get(n, ())[-MOST_SAID:] if s.start < start]

    def bound(self, n: int) -> tuple[str, ...]:
        """Who binds himself in a sentence."""
        made = [p for p in self.reading.promises if self.number(p.sentence.start) == n]
        return self.parties.all(self.reading.report.id, (who for p in made for who in p.who))

    def is_meeting(self, n: int) -> bool:
        """The sentence tells of a meeting."""
        return n in self.talks or any(e.type in MEETING_TYPES for e in self.events.get(n, ()))

    def is_violent(self, n: int) -> bool:
        """The sentence tells of an act of violence."""
        return n in self.tolls or any(e.type == VIOLENCE for e in self.events.get(n, ()))

    def _is_readable(self, n: int) -> bool:
        """The sentence is one, and no heap of words without an end."""
        return n < len(self.sentences) and self.sentences[n].end - self.sentences[n].start <= MOST_CHARACTERS

    def _by_sentence(self, found: Iterable[T]) -> dict[int, list[T]]:
        by: dict[int, list[T]] = {}
        for item in found:
            n = self.number(item.sentence.start)
            if self._is_readable(n):
                by.setdefault(n, []).append(item)
        return by

    def _saying(self, said: Attribution) -> Saying | None:
        anchor = said.cue or (said.content[0] if said.content else None)
        if anchor is None or not self._is_readable(self.number(anchor.start)):
            return None
        report = self.reading.report
        text = " ".join(report.quote(s).strip() for s in said.content)[:MOST_CHARACTERS]
        return Saying(
            n=self.number(anchor.start),
            start=anchor.start,
            by=self.parties.name(report.id, said.speaker) if said.speaker else None,
            who=said.speaker,
            unnamed=said.anonymous,
            cue=split(report.quote(said.cue)) if said.cue else (),
            spans=said.content,
            text=text,
            words=split(text),
        )


def _sentences(reading: Reading) -> list[Span]:
    """The sentences of a report: parted at full stops, but not within one that reading found."""
    text = reading.report.text
    known = _joined(
        s
        for part in (reading.events, reading.truces, reading.talks, reading.promises)
        for s in (p.sentence for p in part)
    )
    starts = [s.start for s in known]
    spans, begin = [], 0
    for end in [m.end() for m in _END.finditer(text)] + [len(text)]:
        at = bisect_right(starts, end - 1) - 1
        if end < len(text) and at >= 0 and known[at].start < end < known[at].end:
            continue
        stripped = text[begin:end].rstrip()
        if stripped.strip():
            lead = len(stripped) - len(stripped.lstrip())
            spans.append(Span(begin + lead, begin + len(stripped)))
        begin = end
    return spans


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    out: list[Span] = []
    for span in sorted(set(spans)):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out

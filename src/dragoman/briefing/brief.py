"""The brief as records: what the renderers write out and `--format json` prints.

Enters: nothing. Leaves: `Brief` with all its parts. Text is as the reports print it; each renderer makes it
harmless for its own format.
"""

import datetime as dt
from typing import Literal

from dragoman.model import Interval, Problem, Span, Struct


class Citation(Struct, frozen=True, kw_only=True):
    """A report that a line rests on, and its day. `copies`: who else carries the same text."""

    report: str
    name: str  # the agency, the outlet or both: "Reuters via Metro US"
    days: Interval | None = None
    basis: str = "unknown"  # of the day: stated, inferred, unknown
    day: str = ""  # in words: "18 Mar (inferred)"
    copies: tuple[str, ...] = ()


class Quote(Struct, frozen=True, kw_only=True):
    """A sentence of a report, word for word; `marked` are the `[start, end)` of it that the line takes up."""

    report: str
    source: str  # name and day of the report
    sentence: Span
    quote: str
    marked: tuple[Span, ...] = ()
    corrected: tuple[str, ...] = ()  # what a person changed in the reading of it, a line each


class Mark(Struct, frozen=True, kw_only=True):
    """What one sees at a glance: `kind` is the status of the record, `text` its name."""

    kind: str
    text: str


class Line(Struct, frozen=True, kw_only=True):
    """One numbered statement. `news`: the day on which it was first reported, None where unknown."""

    number: int = 0
    label: str | None = None
    text: str
    marks: tuple[Mark, ...] = ()
    when: Interval | None = None
    news: dt.date | None = None
    sources: tuple[Citation, ...]
    independent: int | None = None  # sources that stand behind the whole entry and do not depend on each other
    quotes: tuple[Quote, ...] = ()


class Group(Struct, frozen=True, kw_only=True):
    """Lines that belong together: a track, a ceasefire, the sides of a disagreement."""

    title: str | None = None
    kind: str | None = None
    lines: tuple[Line, ...] = ()


class Section(Struct, frozen=True, kw_only=True):
    """A part of the brief; `empty` says so where there is no line, `left_out` counts what there was no room for."""

    id: str
    title: str
    note: str | None = None
    empty: str | None = None
    groups: tuple[Group, ...] = ()
    left_out: int = 0


class Bar(Struct, frozen=True, kw_only=True):
    """Something on the timeline: `kind` is its status, `number` that of a round, `text` what it tells when asked."""

    when: Interval
    kind: str
    number: int | None = None
    text: str


class Lane(Struct, frozen=True, kw_only=True):
    """A row of the timeline."""

    name: str
    kind: str
    bars: tuple[Bar, ...] = ()


class Figure(Struct, frozen=True, kw_only=True):
    """A number at the head of a page, and what it counts."""

    number: str
    text: str


class Brief(Struct, frozen=True, kw_only=True):
    """A brief: heading, sections in order, timeline, and what was not read.

    `kind` "changes": a page of what changed from `since` to `as_of`, with figures of its own.
    """

    kind: Literal["brief", "changes"] = "brief"
    title: str
    language: str = "en"
    as_of: dt.date | None = None
    since: dt.date | None = None
    figures: tuple[Figure, ...] = ()
    as_of_asked: bool = False  # the reader asked for this day; otherwise it is that of the newest report
    period: Interval | None = None
    report_count: int = 0
    undated_count: int = 0
    independent_sources: int | None = None
    sections: tuple[Section, ...] = ()
    timeline: tuple[Lane, ...] = ()
    not_read: tuple[Problem, ...] = ()
    versions: dict[str, str] = {}

"""The clues to a report's day.

Enters: a `Reading`. Leaves: `DayClue` records, few and small, so that those of many reports can be kept while
their texts are not.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Literal

from dragoman.intake.days import find_days
from dragoman.intake.marks import find_agency
from dragoman.model import Event, Reading, Report, Span, Struct, Talks, Timex
from dragoman.reading.dating.relation import Relation, cues, find_ago, find_relation, is_not_today, is_own_week
from dragoman.reading.dating.sketches import sketch

LEAD_PARAGRAPHS = 2  # where an agency names the day of the news by its weekday
QUOTE_BEFORE = 80  # characters before a time that a quote of it reaches back
QUOTE = 160  # characters of a quote in a reason

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T\w+)?$")
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)(?:T\w+)?$")
_WORD = re.compile(r"[^\W_]+")
_HELD = ("opens", "ongoing", "ended", "held", "failed")
_PAST_STATUS = ("happened", "ongoing", "failed")
_AHEAD_STATUS = ("planned", "expected")


class Day(Struct, frozen=True, kw_only=True):
    """A day as far as the words tell it: a weekday, a day of a year not said, or days of the calendar."""

    weekday: int | None = None  # Monday is 1
    month: int | None = None
    number: int | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None


class DayClue(Struct, frozen=True, kw_only=True):
    """One thing in a report that bears on its day, or on that of another report.

    kind `own`: what is known of the report itself, with a `sketch` of its text. kind `time`: a time and whether it
    lies behind or ahead. kind `meeting`: a meeting that other reports may speak of too, told apart by `subject`
    (words of its name and place, or its parties) and `number`; `this_week`: it fell in the report's own week.
    """

    report: str
    kind: Literal["own", "time", "meeting"]
    day: Day = Day()
    relation: Relation = "unknown"
    lead: bool = False  # among the first paragraphs
    today: bool = True  # a bare weekday, as the report's own day is named
    subject: tuple[str, ...] = ()
    number: int | None = None
    mode: str = "talks"
    this_week: bool = False
    quote: str = ""
    ago: int | None = None  # days by which the report says it is later than `day`
    outlet: str | None = None
    agency: bool = False
    source: bool = False  # the report is the agency's own, not an outlet's copy
    dateline: Day | None = None
    sketch: tuple[int, ...] = ()
    named: tuple[dt.date, ...] = ()  # the single days that the report names by month and day


def find_clues(reading: Reading) -> tuple[DayClue, ...]:
    """All clues of one report, in text order of each kind; the first is of kind `own`.

    A dated report is asked only what can date another: its day, its text, its meetings.
    """
    times = () if reading.report.published.date else _times(reading)
    return (_own(reading), *times, *_meetings(reading), *_contacts(reading))


def _own(reading: Reading) -> DayClue:
    report = reading.report
    published = report.published
    dateline = next((report.text[p.start : p.end] for p in report.parts if p.kind == "dateline"), "")
    printed = next((d for d in find_days(dateline) if d.day is None and d.fault is None), None)
    return DayClue(
        report=report.id,
        kind="own",
        day=Day(earliest=published.date or published.earliest, latest=published.date or published.latest),
        outlet=report.outlet,
        agency=report.agency is not None,
        source=_is_own_copy(report),
        dateline=Day(month=printed.month, number=printed.number) if printed else None,
        quote=" ".join(dateline.split()),
        named=_named_days(reading),
        sketch=sketch(report.text[p.start : p.end] for p in report.parts if p.kind == "body"),
    )


def _is_own_copy(report: Report) -> bool:
    """True if an agency published the report itself: no outlet is named, or it is the agency's name or that in full."""
    agency, outlet = report.agency, report.outlet
    if not agency or not outlet:
        return agency is not None
    initials = "".join(w[0] for w in outlet.split() if w.lower() != "the")
    return find_agency(outlet) is not None or agency.lower() in (outlet.lower(), initials.lower())


def _named_days(reading: Reading) -> tuple[dt.date, ...]:
    """The days that the report names by month and day, each resolved."""
    days = (t.earliest for t in reading.times if t.earliest == t.latest and any(map(str.isdigit, t.text)))
    return tuple(sorted({d for d in days if d}))


def _times(reading: Reading) -> Iterator[DayClue]:
    text = reading.report.text
    body = [p for p in reading.report.parts if p.kind == "body"]
    lead = Span(body[0].start, body[:LEAD_PARAGRAPHS][-1].end) if body else Span(0, 0)
    for previous, time in zip((None, *reading.times), reading.times, strict=False):
        day = read_day(time)
        relation = find_relation(text, time) if day else "unknown"
        ago = find_ago(text, previous, time) if day else None
        if day and (relation != "unknown" or ago):
            yield DayClue(
                report=reading.report.id,
                kind="time",
                day=day,
                relation=relation,
                lead=lead.start <= time.start < lead.end,
                today=not is_not_today(text, time),
                ago=ago,
                quote=_quote(text, time.start, time.end),
            )


def read_day(time: Timex) -> Day | None:
    """The day that a time names, as far as it does; None for longer and vaguer times."""
    if time.type not in ("DATE", "TIME"):
        return None
    if m := _WEEKDAY.match(time.value):
        return Day(weekday=int(m[1]))
    if m := _MONTH_DAY.match(time.value):
        return Day(month=int(m[1]), number=int(m[2]))
    if time.earliest and time.latest and time.edges == ("stated", "stated") and time.anchor is None:
        return Day(earliest=time.earliest, latest=time.latest)
    return None


def _meetings(reading: Reading) -> Iterator[DayClue]:
    """Talks whose day is told; what another mention of the same meeting says of it is taken together."""
    by_id = {t.id: t for t in reading.talks}
    groups: dict[str, list[Talks]] = {}
    for talks in reading.talks:
        root = by_id[_root(talks, by_id)]
        groups.setdefault(f"round {root.number}" if root.number else root.id, []).append(talks)
    for group in groups.values():
        number = next((t.number for t in group if t.number), None)
        subject = _subject(reading, group)
        week = any(is_own_week(time.text) for t in group for time in _times_behind(reading, t.sentence, t.span))
        found = [
            DayClue(
                report=reading.report.id, kind="meeting", day=day or Day(), relation=_relation_of_phase(talks.phase),
                subject=subject, number=number, this_week=week,
                quote=_one_line(reading.report.text, talks.sentence),
            )
            for talks in group
            if subject and ((day := _day_of_when(reading, talks, talks.span)) or week)
        ]  # fmt: skip
        told = [c for c in found if c.relation != "unknown"]
        named = [c for c in told if c.day != Day()]
        yield from named or told[:1]


def _root(talks: Talks, by_id: dict[str, Talks]) -> str:
    for _ in by_id:
        if talks.same_as not in by_id:
            break
        talks = by_id[talks.same_as]
    return talks.id


def _subject(reading: Reading, group: list[Talks]) -> tuple[str, ...]:
    """The words that tell one process from another: those of its name and place, else the places beside it."""
    words = {w for t in group for w in (*_words(t.track), *_words(t.place.name if t.place else None))}
    if not words:
        words = {w for t in group for place in _places_beside(reading, t) for w in _words(place)}
    if not words and reading.report.dateline:
        words = _words(reading.report.dateline.place)
    return tuple(sorted(words))


@functools.lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    return frozenset(w for p in cues("plain") for w in p.pattern.split())


def _words(name: str | None) -> set[str]:
    return set(_WORD.findall((name or "").lower())) - _plain_words()


def _places_beside(reading: Reading, talks: Talks) -> Iterator[str]:
    """The names behind "in" or "at" in the clause that tells of the talks."""
    rest = reading.report.text[talks.span.start : talks.sentence.end]
    ends = [m.start() for p in cues("clause_end") if (m := p.search(rest))]
    for pattern in cues("beside"):
        for m in pattern.finditer(rest, 0, min(ends, default=len(rest))):
            yield m["place"]


def _relation_of_phase(phase: str) -> Relation:
    if phase in _HELD:
        return "past"
    return "future" if phase == "planned" else "unknown"


def _day_of_when(reading: Reading, item: Talks | Event, span: Span) -> Day | None:
    """The day of an event: of the calendar where it is resolved, else by the time that stands with its words."""
    when = item.when
    if when and when.earliest and when.latest:
        return Day(earliest=when.earliest, latest=when.latest)
    return next((day for t in _times_behind(reading, item.sentence, span) if (day := read_day(t))), None)


def _times_behind(reading: Reading, sentence: Span, span: Span) -> Iterator[Timex]:
    """The times that follow some words in their own clause: "the talks ended on Wednesday"."""
    for time in reading.times:
        between = reading.report.text[span.end : time.start] if span.end <= time.start < sentence.end else None
        if between is not None and not any(p.search(between) for p in cues("clause_end")):
            yield time


def _contacts(reading: Reading) -> Iterator[DayClue]:
    """Calls, visits and meetings between named parties."""
    for event in reading.events:
        if event.type != "CONSULT" or event.status not in (*_PAST_STATUS, *_AHEAD_STATUS):
            continue
        parties = tuple(sorted({p.name.lower() for p in (*event.agents, *event.recipients)}))
        day = _day_of_when(reading, event, event.trigger)
        if len(parties) >= 2 and day:
            yield DayClue(
                report=reading.report.id,
                kind="meeting",
                day=day,
                relation="past" if event.status in _PAST_STATUS else "future",
                subject=parties,
                mode=event.mode or "consult",
                quote=_one_line(reading.report.text, event.sentence),
            )


def _one_line(text: str, span: Span) -> str:
    line = " ".join(text[span.start : span.end].split())
    return line if len(line) <= QUOTE else line[:QUOTE].rsplit(" ", 1)[0] + " ..."


def _quote(text: str, start: int, end: int) -> str:
    """The words around a time, from the start of its sentence."""
    before = re.split(r"(?<=[.!?])\s|\n", text[max(0, start - QUOTE_BEFORE) : start])[-1]
    cut = before.find(" ") + 1 if start > QUOTE_BEFORE and len(before) == QUOTE_BEFORE else 0
    return " ".join((before[cut:] + text[start:end]).split())

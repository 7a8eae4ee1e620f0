"""The clues to a report's day.

Enters: a `Reading`. Leaves: `DayClue` records, few and small, so that those of many reports can be kept while
their texts are not.
"""

import datetime as dt
import functools
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Literal

from dragoman.intake.days import find_days
from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.intake import DatingEntry
from dragoman.model import Event, Reading, Span, Struct, Talks, Timex

LANGUAGE = "en"
LEAD_PARAGRAPHS = 2  # where an agency names the day of the news by its weekday
BEFORE, AFTER = 80, 25  # characters around a time in which its cue is looked for
SKETCH = 48  # smallest hashes of word groups kept of a text
SHINGLE = 4  # words in a group
QUOTE = 160  # characters of a quote in a reason

Relation = Literal["past", "future", "unknown"]
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T\w+)?$")
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)(?:T\w+)?$")
_CLAUSE_END = re.compile(r"[,;:–—]|\bsaid\b")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "on",
        "in",
        "for",
        "to",
        "and",
        "talks",
        "talk",
        "peace",
        "round",
        "rounds",
        "meeting",
        "meetings",
        "session",
        "negotiations",
    )
)
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
    lead: bool = False
    subject: tuple[str, ...] = ()
    number: int | None = None
    mode: str = "talks"
    this_week: bool = False
    name: str = ""
    quote: str = ""
    agency: bool = False
    dateline: Day | None = None
    sketch: tuple[int, ...] = ()


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
        agency=report.agency is not None,
        dateline=Day(month=printed.month, number=printed.number) if printed else None,
        quote=" ".join(dateline.split()),
        sketch=sketch(report.text[p.start : p.end] for p in report.parts if p.kind == "body"),
    )


def _times(reading: Reading) -> Iterator[DayClue]:
    body = [p for p in reading.report.parts if p.kind == "body"]
    lead_end = body[:LEAD_PARAGRAPHS][-1].end if body else 0
    first = body[0].start if body else 0
    for time in reading.times:
        day = read_day(time)
        if day is None:
            continue
        relation = find_relation(reading.report.text, time)
        if relation != "unknown":
            lead = first <= time.start < lead_end and not _is_not_today(reading.report.text, time)
            quote = _quote(reading.report.text, time.start, time.end)
            yield DayClue(report=reading.report.id, kind="time", day=day, relation=relation, lead=lead, quote=quote)


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


def find_relation(text: str, time: Timex) -> Relation:
    """Whether a time lies behind the report or ahead of it, by the nearest cue before it, else just after it."""
    before = _clause(text[max(0, time.start - BEFORE) : time.start].lower())
    if any(p.search(before) for p in _cues("unsure")):
        return "unknown"
    at: dict[Relation, int] = {"past": _last(before, "past"), "future": _last(before, "future")}
    if max(at.values()) >= 0:
        return "future" if at["future"] >= at["past"] else "past"
    after = re.split(r"[.;:\n]", text[time.end : time.end + AFTER].lower())[0]
    starts: dict[Relation, int] = {"past": _first(after, "past"), "future": _first(after, "future")}
    found = {r: n for r, n in starts.items() if n >= 0}
    return min(found, key=lambda r: found[r]) if found else "unknown"


def _clause(before: str) -> str:
    """What stands before a time in its own sentence."""
    return re.split(r"[.;:\n]\s|[\"“”]", before)[-1]


def _last(text: str, kind: Literal["past", "future"]) -> int:
    return max((m.end() for p in _cues(kind) for m in p.finditer(text)), default=-1)


def _first(text: str, kind: Literal["past", "future"]) -> int:
    return min((m.start() for p in _cues(kind) for m in p.finditer(text)), default=-1)


def _is_not_today(text: str, time: Timex) -> bool:
    before, after = text[max(0, time.start - 20) : time.start].lower(), text[time.end : time.end + 15].lower()
    return any(p.search(before) or p.match(after) for p in _cues("not_today"))


@functools.lru_cache(maxsize=8)
def _cues(kind: str) -> tuple[re.Pattern[str], ...]:
    entries = load_entries(DatingEntry, "dating", LANGUAGE)
    return tuple(re.compile(p) for e in entries if e.kind == kind for p in e.patterns)


def _meetings(reading: Reading) -> Iterator[DayClue]:
    """Talks whose day is told; what another mention of the same meeting says of it is taken together."""
    by_id = {t.id: t for t in reading.talks}
    groups: dict[str, list[Talks]] = {}
    for talks in reading.talks:
        groups.setdefault(_root(talks, by_id), []).append(talks)
    for group in groups.values():
        number = next((t.number for t in group if t.number), None)
        subject = tuple(sorted({w for t in group for w in _subject(t)}))
        week = any(_is_own_week(time.text) for t in group for time in _times_behind(reading, t.sentence, t.span))
        name = max((_one_line(reading.report.text, t.span) for t in group), key=len)
        for talks in group:
            day = _day_of_when(reading, talks, talks.span)
            relation = _relation_of_phase(talks.phase)
            if subject and (day or week) and relation != "unknown":
                yield DayClue(
                    report=reading.report.id, kind="meeting", day=day or Day(), relation=relation, subject=subject,
                    number=number, this_week=week, name=name, quote=_one_line(reading.report.text, talks.sentence),
                )  # fmt: skip


def _root(talks: Talks, by_id: dict[str, Talks]) -> str:
    for _ in by_id:
        if talks.same_as not in by_id:
            break
        talks = by_id[talks.same_as]
    return talks.id


def _subject(talks: Talks) -> set[str]:
    """The words that tell one process from another: those of its name and its place."""
    words = set(_WORD.findall((talks.track or "").lower())) - _PLAIN
    return words | set(_WORD.findall(talks.place.name.lower() if talks.place else ""))


def _relation_of_phase(phase: str) -> Relation:
    if phase in _HELD:
        return "past"
    return "future" if phase == "planned" else "unknown"


def _is_own_week(text: str) -> bool:
    return any(p.search(text.lower()) for p in _cues("week"))


def _day_of_when(reading: Reading, item: Talks | Event, span: Span) -> Day | None:
    """The day of an event: of the calendar where it is resolved, else by the time that stands with its words."""
    when = item.when
    if when and when.earliest and when.latest:
        return Day(earliest=when.earliest, latest=when.latest)
    return next((day for t in _times_behind(reading, item.sentence, span) if (day := read_day(t))), None)


def _times_behind(reading: Reading, sentence: Span, span: Span) -> Iterator[Timex]:
    """The times that follow some words in their own clause: "the talks ended on Wednesday"."""
    for time in reading.times:
        if span.end <= time.start < sentence.end and not _CLAUSE_END.search(reading.report.text, span.end, time.start):
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
                name=_one_line(reading.report.text, event.trigger),
                quote=_one_line(reading.report.text, event.sentence),
            )


def _one_line(text: str, span: Span) -> str:
    line = " ".join(text[span.start : span.end].split())
    return line if len(line) <= QUOTE else line[:QUOTE].rsplit(" ", 1)[0] + " ..."


def _quote(text: str, start: int, end: int) -> str:
    """The words around a time, from the start of its sentence."""
    before = re.split(r"(?<=[.!?])\s|\n", text[max(0, start - BEFORE) : start])[-1]
    cut = before.find(" ") + 1 if start > BEFORE and len(before) == BEFORE else 0
    return " ".join((before[cut:] + text[start:end]).split())


def sketch(paragraphs: Iterable[str]) -> tuple[int, ...]:
    """A small fingerprint of a text: the smallest hashes of its groups of words, in order."""
    words = [w for p in paragraphs for w in _WORD.findall(p.lower())]
    groups = (" ".join(words[n : n + SHINGLE]) for n in range(max(0, len(words) - SHINGLE + 1)))
    return tuple(sorted({zlib.crc32(g.encode()) for g in groups})[:SKETCH])


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """How much of two texts is the same, 0 to 1, by their fingerprints."""
    if not a or not b:
        return 0.0
    smallest = sorted({*a, *b})[: min(SKETCH, max(len(a), len(b)))]
    return len(set(a) & set(b) & set(smallest)) / len(smallest)

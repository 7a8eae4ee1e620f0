"""Find the time expressions of a report and resolve them against its day.

Enters: a report and its `Parsed`. Leaves: `Timex` records in text order. Times stand anywhere in
`report.text`, the dateline included; what lies outside the parsed parts has no tense to go by.
"""

import datetime as dt
import re

from dragoman.knowledge.loader import HERE
from dragoman.model import Published, Report, Timex
from dragoman.reading.parsed import Parsed
from dragoman.reading.times.calendar import MAX_YEAR, MIN_YEAR
from dragoman.reading.times.direction import load_cues
from dragoman.reading.times.grammar import Match, load_grammar
from dragoman.reading.times.ranges import link_ranges
from dragoman.reading.times.readings import READINGS
from dragoman.reading.times.state import Resolved, State
from dragoman.reading.times.syntax import Syntax

DEFAULT_LANGUAGE = "en"  # the parser's, and so the one tried where a report's own has no rules of times
MAX_LOOK = 40  # characters from a clock time to the day that follows it
_SENTENCE_END = re.compile(r"[.!?;]\s")
# Two days that differ in year, month, week and weekday: what both give alike does not depend on the report's day.
_PROBES = (dt.date(1987, 2, 11), dt.date(2012, 8, 31))

Found = tuple[Resolved, int | None]  # with the number of the time that it is reckoned from, counted over all found


def find_times(report: Report, parsed: Parsed) -> tuple[Timex, ...]:
    """Find the times that a report names.

    Args:
        report: its `published` day is what "Wednesday" and "last month" are reckoned from. Where only bounds
            are known, a time that both ends agree on is resolved, any other is widened to both; where no day is
            known, only absolute times have days, and values keep their unknown parts ("XXXX-WXX-3").
        parsed: of the same report; gives the tense that chooses between last and next.
    Returns:
        In text order, none overlapping another; ``report.text[t.start:t.end] == t.text``.
    Basis: TIMEX3 (TimeML 1.2.1); rules in knowledge/LANGUAGE/times_rules.yaml, `basis` is the rule's id.
    """
    language = _language(report)
    matches = load_grammar(language).find(report.text)
    syntax = Syntax(parsed, language)
    days = _days(report.published)
    ends = [_resolve(matches, State(day, syntax)) for day in days or _PROBES]
    times = _to_times(matches, ends[0], ends[-1], known=bool(days))
    return link_ranges(report.text, times, load_cues(language))


def _language(report: Report) -> str:
    own = report.language or DEFAULT_LANGUAGE
    return own if own.isalpha() and (HERE / own / "times_rules.yaml").exists() else DEFAULT_LANGUAGE


def _days(published: Published) -> tuple[dt.date, ...]:
    """The report's day, or the two ends between which it lies, or () where nothing is known or it cannot be."""
    ends = (published.date, published.date) if published.date else (published.earliest, published.latest)
    days = [d for d in ends if d is not None and MIN_YEAR < d.year < MAX_YEAR]
    return tuple(sorted(set(days))) if len(days) == len(ends) else ()


def _resolve(matches: list[Match], state: State) -> list[list[Found]]:
    """What each match stands for, in text order, against one day; [] for what is no time."""
    found: list[list[Found]] = []
    number = 0
    for at, match in enumerate(matches):
        if match.rule.read == "clock":
            _look_ahead(matches[at + 1 : at + 3], match, state)
        own: list[Found] = []
        for resolved in _read(match, state):
            own.append((resolved, state.focus_index if resolved.anchored else None))
            state.note(resolved, number)
            number += 1
        found.append(own)
    return found


def _read(match: Match, state: State) -> list[Resolved]:
    result = READINGS[match.rule.read](match, state)
    if result is None:
        return []
    return result if isinstance(result, list) else [result]


def _look_ahead(following: list[Match], match: Match, state: State) -> None:
    """ "at 10:30 a.m. (0730 GMT) on Tuesday": a day that comes right after is the day of the clock time."""
    for after in following:
        between = match.symbols.text[match.end : after.start]
        if len(between) > MAX_LOOK or _SENTENCE_END.search(between):
            return
        if after.rule.read in ("date", "weekday", "deictic"):
            for resolved in _read(after, state):
                state.focus, state.focus_index = resolved.period, None
            return


def _to_times(matches: list[Match], ones: list[list[Found]], others: list[list[Found]], known: bool) -> list[Timex]:
    """The times that both ends of the report's day give."""
    times: list[Timex] = []
    places: dict[int, int] = {}  # number among all found -> index in times
    number = 0
    for match, own, other in zip(matches, ones, others, strict=True):
        if len(own) == len(other):
            for (one, anchor), (two, _) in zip(own, other, strict=True):
                places[number] = len(times)
                number += 1
                times.append(_to_timex(match, one, two, None if anchor is None else places.get(anchor), known))
        else:
            number += len(own)
    return times


def _to_timex(match: Match, one: Resolved, other: Resolved, anchor: int | None, known: bool) -> Timex:
    start = match.start if one.first is None else match.symbols.starts[one.first]
    end = match.end if one.last is None else match.symbols.ends[one.last - 1]
    value, earliest, latest, edges = one.value, one.earliest, one.latest, one.edges
    if (value, earliest, latest) != (other.value, other.earliest, other.latest):
        value = one.undated
        days = [d for r in (one, other) for d in (r.earliest, r.latest) if d is not None]
        earliest, latest = (min(days), max(days)) if known and days else (None, None)
        edges = ("implied", "implied") if known else ("open", "open")
    return Timex(
        start=start, end=end, text=match.symbols.text[start:end], type=one.type, value=value,
        earliest=earliest, latest=latest, mod=one.mod, edges=edges, anchor=anchor, basis=match.rule.id,
    )  # fmt: skip

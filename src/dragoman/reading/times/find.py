"""Find the time expressions of a report and resolve them against its day.

Enters: a report and its `Parsed`. Leaves: `Timex` records in text order. Times stand anywhere in
`report.text`, the dateline included; what lies outside the parsed parts has no tense to go by.
"""

import datetime as dt
import functools
import re

from dragoman.knowledge.schema.times import Direction
from dragoman.model import Published, Report, Timex
from dragoman.reading.parsed import Parsed
from dragoman.reading.times.direction import find_direction, load_cues
from dragoman.reading.times.grammar import Match, load_grammar
from dragoman.reading.times.ranges import link_ranges
from dragoman.reading.times.readings import READINGS
from dragoman.reading.times.state import Resolved, State

DEFAULT_LANGUAGE = "en"
# Two days that differ in year, month, week and weekday: what both give alike does not depend on the report's day.
MAX_LOOK = 40  # characters from a clock time to the day that follows it
_SENTENCE_END = re.compile(r"[.!?;]\s")
_PHRASE_TAGS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ", "CD", "VBG"})
_PROBES = (dt.date(1987, 2, 11), dt.date(2012, 8, 31))


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
    language = DEFAULT_LANGUAGE
    matches = load_grammar(language).find(report.text)
    direction = _directions(parsed, language)
    days = _days(report.published)
    readings = [_resolve(matches, day, direction, parsed) for day in days or _PROBES]
    times = _to_times(report.text, readings[0], readings[-1], known=bool(days))
    return link_ranges(report.text, times, load_cues(language))


def _days(published: Published) -> tuple[dt.date, ...]:
    """The report's day, or the two ends between which it lies, or () where nothing is known."""
    if published.date is not None:
        return (published.date,)
    if published.earliest is not None and published.latest is not None:
        return tuple(sorted({published.earliest, published.latest}))
    return ()


def _directions(parsed: Parsed, language: str):  # type: ignore[no-untyped-def]
    @functools.lru_cache(maxsize=None)
    def at(start: int, end: int) -> Direction:
        return find_direction(parsed, start, end, language)

    def of(match: Match) -> Direction:
        return at(match.symbols.starts[match.first], match.symbols.ends[match.last - 1])

    return of


Found = tuple[Match, Resolved, int | None]  # the last: index of the time it is reckoned from


def _resolve(matches: list[Match], day: dt.date, direction, parsed: Parsed) -> list[Found | None]:  # type: ignore[no-untyped-def]
    """Resolve matches in text order against one day; None keeps the place of what is no time."""
    state = State(
        day=day,
        direction=direction,
        counts=functools.partial(_counts, parsed),
        heads_phrase=functools.partial(_heads_phrase, parsed),
    )
    found: list[Found | None] = []
    index = 0
    for number, match in enumerate(matches):
        if match.rule.read == "clock":
            _look_ahead(matches[number + 1 : number + 3], match, state)
        resolved = READINGS[match.rule.read](match, state)
        results = resolved if isinstance(resolved, list) else [resolved]
        for result in results:
            if result is None:
                found.append(None)
                continue
            found.append((match, result, state.focus_index if result.anchored else None))
            state.note(result, index)
            index += 1
    return found


def _look_ahead(following: list[Match], match: Match, state: State) -> None:
    """ "at 10:30 a.m. (0730 GMT) on Tuesday": a day that comes right after is the day of the clock time."""
    for after in following:
        text = match.symbols.text[match.symbols.ends[match.last - 1] : match.symbols.starts[after.first]]
        if len(text) > MAX_LOOK or _SENTENCE_END.search(text):
            return
        if after.rule.read in ("date", "weekday", "deictic"):
            resolved = READINGS[after.rule.read](after, state)
            if isinstance(resolved, Resolved) and resolved.period is not None:
                state.focus, state.focus_index = resolved.period, None
            return


def _counts(parsed: Parsed, match: Match, slot: str) -> bool:
    """True if the number in a slot counts a noun that follows it ("May 3 and 20 people")."""
    at = match.at(slot)
    tokens = parsed.tokens_in(match.symbols.starts[at], match.symbols.ends[at])
    return any(
        parsed.deps[t] == "nummod" and parsed.heads[t] > t and parsed.tags[parsed.heads[t]] in ("NNS", "NN")
        for t in tokens
    )


def _heads_phrase(parsed: Parsed, match: Match) -> bool:
    """True if the time goes on to what it is reckoned from: "the day before the vote", "a week after he left"."""
    last = match.last - 1
    if match.symbols.text[match.symbols.starts[last] : match.symbols.ends[last]].lower() not in ("before", "after"):
        return False
    following = parsed.tokens_in(match.symbols.ends[last], match.symbols.ends[last] + 40)
    return bool(following) and parsed.tags[following[0]] in _PHRASE_TAGS


def _to_times(text: str, ones: list[Found | None], others: list[Found | None], known: bool) -> tuple[Timex, ...]:
    times: list[Timex] = []
    for one, other in zip(ones, others, strict=False):
        if one is None or other is None:
            continue
        match, resolved, anchor = one
        first = match.first if resolved.first is None else resolved.first
        last = match.last if resolved.last is None else resolved.last
        start, end = match.symbols.starts[first], match.symbols.ends[last - 1]
        times.append(_to_timex(text, start, end, resolved, other[1], anchor, match.rule.id, known))
    return tuple(times)


def _to_timex(
    text: str, start: int, end: int, one: Resolved, other: Resolved, anchor: int | None, basis: str, known: bool
) -> Timex:
    same = one is other or (one.value, one.earliest, one.latest) == (other.value, other.earliest, other.latest)
    earliest, latest, edges = one.earliest, one.latest, one.edges
    value = one.value
    if not same:
        value = one.undated
        edges = ("implied", "implied") if known else ("open", "open")
        ends = [d for r in (one, other) for d in (r.earliest, r.latest) if d is not None]
        earliest, latest = (min(ends), max(ends)) if known and ends else (None, None)
    return Timex(
        start=start, end=end, text=text[start:end], type=one.type, value=value, earliest=earliest, latest=latest,
        mod=one.mod, edges=edges, anchor=anchor, basis=basis,
    )  # fmt: skip

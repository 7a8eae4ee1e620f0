"""Two who give one thing another day, another length of time or another number, one just behind the other.

Enters: a page. Leaves: a dispute for each pair. The second names nothing new: what he says holds a time or a number and
no other word that the sentence before does not have, so that it can only be of the same thing.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Discrepancy, Interval, Span, Timex
from dragoman.model.record import DiscrepancyKind
from dragoman.reading.numbers import Number, find_numbers, number_words
from dragoman.reconciling.days import gap, last_day, length, published_days
from dragoman.reconciling.disputes.make import make, make_side, name_matter, sentence
from dragoman.reconciling.disputes.page import Page, Saying
from dragoman.reconciling.disputes.words import MOST, split, stem, words_for
from dragoman.reconciling.talks.discrepancies import show

LONGEST = 40  # days: a vaguer time is no other day
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]")
FARTHEST = 366  # days between two days for one thing


@dataclass(frozen=True, slots=True)
class Days:
    """A day or days as printed."""

    text: str
    days: Interval


@dataclass(frozen=True, slots=True)
class Count:
    """A number as printed, and of what: the stems of the words behind it."""

    text: str
    number: Number
    of: tuple[str, ...]


def find_rival_values(page: Page) -> Iterator[Discrepancy]:
    """One for each saying that gives another value than the sentence before, or an earlier saying of its sentence."""
    for later in page.sayings:
        if (later.by or later.unnamed) and not later.denies and later.words:
            yield from _against(page, later)


def _against(page: Page, later: Saying) -> Iterator[Discrepancy]:
    for n in (later.n, later.n - 1):
        earlier = page.before(n, later.start)
        if n < 0 or (n == later.n and not earlier) or _is_owned(page, n, later.n):
            continue
        if any(s.by == later.by for s in earlier) or not _names_nothing_new(page, later, n):
            continue
        by = tuple(dict.fromkeys(s.by for s in earlier if s.by)) or page.bound(n)
        if not by and not set(later.words) & words_for("day"):
            continue
        spans = [x for s in earlier for x in s.spans] or [page.sentences[n]]
        pair = _days_apart(page, spans, later) or _counts_apart(page, spans, later)
        if pair is None:
            continue
        kind, one, other = pair
        sides = [make_side(one, by, [sentence(page, n)]), make_side(other, [later.by], [sentence(page, later.n)])]
        about = next((s.text for s in reversed(earlier) if one.split(" (")[0] in s.text), page.text(n))
        yield make(kind, name_matter(page, about), sides)
        return


def _is_owned(page: Page, one: int, other: int) -> bool:
    """Those who list meetings and incidents see both sentences."""
    met = one != other and all(map(page.is_meeting, (one, other)))
    return met or all(map(page.is_violent, (one, other))) or one in page.tolls


def _names_nothing_new(page: Page, later: Saying, n: int) -> bool:
    times = [t for t in page.times.get(later.n, ()) if any(s.start <= t.start and t.end <= s.end for s in later.spans)]
    said = later.text.casefold()
    for time in times:
        said = said.replace(time.text.casefold(), " ")
    known = words_for("idle") | words_for("hedge") | words_for("scale") | number_words()
    new = {stem(w) for w in split(said) if w not in known and not w[0].isdigit()} - page.names
    return new <= page.stems(n)


def _days_apart(page: Page, spans: Sequence[Span], later: Saying) -> tuple[DiscrepancyKind, str, str] | None:
    today = published_days(page.reading)
    mine, theirs = _named(_days(page, later.spans)), _days(page, spans)
    if not mine or not theirs or not today:
        return None
    before = {w for s in spans for w in split(page.reading.report.quote(s))}
    other, ahead = mine[0], _is_ahead(mine[0], last_day(today), set(later.words))
    one = next((d for d in reversed(theirs) if _is_ahead(d, last_day(today), before) == ahead), None)
    if one is None or not 0 < gap(one.days, other.days) <= FARTHEST:
        return None
    hedged = (before | set(later.words)) & words_for("hedge")
    kind: DiscrepancyKind = "expectation" if ahead and hedged else "date"
    return kind, _print(one, ahead, last_day(today)), _print(other, ahead, last_day(today))


def _named(days: Sequence[Days]) -> Sequence[Days]:
    """Those that name a day by more than "the last day", if there are any."""
    small = words_for("idle") | words_for("scale")
    return [d for d in days if not all(w in small for w in split(d.text))] or days


def _print(days: Days, ahead: bool, today: dt.date) -> str:
    """The words, with the day unless they speak of one to come and it was taken for one that is past."""
    return days.text if ahead and last_day(days.days) <= today else f"{days.text} ({show(days.days)})"


def _is_ahead(days: Days, today: dt.date, said: Collection[str]) -> bool:
    """The day is to come, by the calendar or by the words around it."""
    return last_day(days.days) > today or not (words_for("hedge") | words_for("foresee")).isdisjoint(said)


def _days(page: Page, spans: Sequence[Span]) -> list[Days]:
    inside = [
        t
        for n in dict.fromkeys(page.number(s.start) for s in spans)
        for t in page.times.get(n, ())
        if any(s.start <= t.start and t.end <= s.end for s in spans)
    ]
    return [d for t in inside if (d := _as_days(t))]


def _as_days(time: Timex) -> Days | None:
    if time.type != "DATE" or not (time.earliest or time.latest):
        return None
    edge = time.earliest or time.latest
    days = Interval(earliest=time.earliest or edge, latest=time.latest or edge)
    return Days(time.text, days) if length(days) <= LONGEST else None


def _counts_apart(page: Page, spans: Sequence[Span], later: Saying) -> tuple[DiscrepancyKind, str, str] | None:
    theirs = [c for s in spans for c in _counts(page, [s])]
    for other in _counts(page, later.spans):
        for one in reversed(theirs):
            if _is_rival(one, other):
                ahead = set(later.words) & words_for("hedge")
                return ("expectation" if ahead else "outcome"), one.text, other.text
    return None


def _is_rival(one: Count, other: Count) -> bool:
    """Numbers that cannot both be right, of the same things; the later may leave out of what."""
    if not one.of and not other.of and one.number.value == 1:
        return False
    if other.of and other.of[-1:] != one.of[-1:] and not set(other.of) & set(one.of):
        return False
    a, b = one.number, other.number
    a_top, b_top = (float("inf") if x.high is None else x.high for x in (a, b))
    return a.low > b_top or b.low > a_top


def _counts(page: Page, spans: Sequence[Span]) -> Iterator[Count]:
    """The numbers in a stretch of text that are no part of a time, with what they count."""
    report = page.reading.report
    for span in spans:
        times = [t for t in page.times.get(page.number(span.start), ()) if t.type in ("DATE", "TIME", "SET")]
        text = report.quote(span)
        for time in times:
            if span.start <= time.start and time.end <= span.end:
                text = text.replace(report.text[time.start : time.end], "; ")
        words = [w.casefold() for w in _tokens(text)]
        for first, end, number in find_numbers(words):
            of = _noun(words, end)
            rest = set(words[end:]) - words_for("idle") - words_for("scale") - words_for("hedge")
            bare = not any(w.isalpha() for w in rest)
            share = words_for("share") & set(words[end : end + 1])
            if (of or bare) and not share and not _is_label(words, first):
                yield Count(" ".join(words[first : end + len(of)]), number, of)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)[:MOST]


def _noun(words: Sequence[str], at: int) -> tuple[str, ...]:
    """The stems of up to three words behind a number: of what it is a count."""
    idle = words_for("idle") - {"of"}
    of: list[str] = []
    for word in words[at : at + 4]:
        if word in idle or not word.isalpha():
            break
        of += [] if word == "of" else [stem(word)]
    return tuple(of[:3])


def _is_label(words: Sequence[str], first: int) -> bool:
    """A number that is a name or a price: "$5", "phase one"."""
    return first > 0 and words[first - 1] in {"$", "€", "£", "-"}

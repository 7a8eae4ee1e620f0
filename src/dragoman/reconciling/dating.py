"""The day of undated reports, from what other reports of the same input say of the same meetings.

Enters: readings, or the clues kept of them. Leaves: for each undated report the day or the days it may be of,
with the reasoning, one plain sentence a step. The order of the reports makes no difference.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Published, Reading
from dragoman.reading.dating import DayClue, Limit, conclude, day_words, find_clues, likeness, own_limits
from dragoman.reading.dating.limits import Days, shifted, unite

# Likeness from which two texts are one copy. Of 399 reports on Syria by 15 outlets (FA-KES, dev half), the 16 pairs in
# two outlets that are as alike lie within a day of each other; an outlet's own reports may repeat a text for days. Two
# agencies' reports of one event were never above 0.1 (173 wire reports).
COPY = 0.4
LONGEST_MEETING = 10  # days; a longer stretch tells when about, and not when
WEEKDAY_REACH = 6  # days: a bare weekday is one of the last seven days, or of the next
YEARLESS_REACH = 200  # days: a day without its year is the nearest one
NAMED_REACH = 150  # days around a dated report within which it may be trusted to mean the day it names
ONE_EVENT = dt.timedelta(days=4)  # days nearer to each other may be those of one event
INDEXED = 16  # smallest hashes of a text by which its copies are looked for; two that are as alike as COPY share some
PLAN_SLACK = 5  # days by which talks may end after the one day they were planned for; after several days, 1


def infer_days(undated: Iterable[Reading], dated: Iterable[Reading]) -> dict[str, Published]:
    """The days of undated reports by id; see `infer_from_clues`, which needs only the clues of the readings."""
    return infer_from_clues([find_clues(r) for r in undated], [find_clues(r) for r in dated])


def infer_from_clues(undated: Iterable[Sequence[DayClue]], dated: Iterable[Sequence[DayClue]]) -> dict[str, Published]:
    """The days of undated reports by id.

    Args:
        undated, dated: the clues of each report, as `find_clues` gives them; in any order of the reports.
    Returns:
        One `Published` for each undated report: inferred with a day or with first and last possible day, or unknown
        with the reasons why no day could be named.
    """
    known = Known(dated)
    return {own[0].report: conclude(find_limits(own, known)) for own in sorted(undated, key=_report)}


def _report(clues: Sequence[DayClue]) -> str:
    return clues[0].report


class Known:
    """What the dated reports say: their meetings by each word of the subject, and their texts' fingerprints."""

    def __init__(self, dated: Iterable[Sequence[DayClue]]) -> None:
        self.days: dict[str, DayClue] = {}
        self.meetings: dict[str, list[DayClue]] = {}
        for clues in sorted(dated, key=_report):
            for clue in clues:
                if clue.kind == "own":
                    self.days[clue.report] = clue
                elif clue.kind == "meeting" and clue.day.earliest and clue.day.latest:
                    for word in clue.subject:
                        self.meetings.setdefault(word, []).append(clue)
        self.named: dict[tuple[int | None, int | None], dict[dt.date, str]] = {}
        for report, own in self.days.items():
            for day in own.named:
                if own.day.latest and 1 < abs((day - own.day.latest).days) <= NAMED_REACH:
                    self.named.setdefault((day.month, day.day), {}).setdefault(day, report)
        self._by_hash: dict[int, list[str]] = {}
        for report, own in self.days.items():
            for number in own.sketch[:INDEXED]:
                self._by_hash.setdefault(number, []).append(report)

    def named_day(self, clue: DayClue) -> tuple[dt.date, str] | None:
        """The day of the calendar, and a report that names it, where all mean one year; its own day does not count."""
        days = self.named.get((clue.day.month, clue.day.number), {})
        return next(iter(days.items())) if len(days) == 1 and clue.relation != "unknown" else None

    def of_meeting(self, clue: DayClue) -> list[DayClue]:
        """What dated reports say of the meeting that a clue speaks of."""
        found = {id(k): k for word in clue.subject for k in self.meetings.get(word, ())}
        return [k for k in found.values() if is_same_meeting(clue, k)]

    def copies(self, own: DayClue) -> list[DayClue]:
        """The dated reports with nearly the same text."""
        reports = sorted({r for number in own.sketch[:INDEXED] for r in self._by_hash.get(number, ())})
        others = (self.days[r] for r in reports if not own.outlet or self.days[r].outlet != own.outlet)
        return [other for other in others if likeness(own.sketch, other.sketch) >= COPY]


def clue_keys(clues: Iterable[DayClue]) -> set[str]:
    """Keys of a report's clues: a dated report bears on the day of an undated one only if they share a key."""
    keys: set[str] = set()
    for clue in clues:
        if clue.kind == "own":
            keys.update(f"text {number}" for number in clue.sketch[:INDEXED])
            keys.update(f"day {day.month}-{day.day}" for day in clue.named)
        elif clue.kind == "meeting":
            keys.update(f"{clue.mode} {word}" for word in clue.subject)
        elif clue.day.month:
            keys.add(f"day {clue.day.month}-{clue.day.number}")
    return keys


def is_same_meeting(a: DayClue, b: DayClue) -> bool:
    """True if two clues may speak of one meeting: the same kind, no different number, a common name or two parties."""
    if a.mode != b.mode or (a.number and b.number and a.number != b.number):
        return False
    shared = len(set(a.subject) & set(b.subject))
    return shared >= 1 if a.mode == "talks" else shared >= 2


def find_limits(clues: Sequence[DayClue], known: Known) -> list[Limit]:
    """All that bears on one undated report: copies, meetings that dated reports speak of, its own clues."""
    limits = [limit for clue in clues if clue.kind == "own" for limit in _copy_limits(clue, known)]
    limits += [limit for clue in clues if clue.kind == "meeting" for limit in _meeting_limits(clue, known)]
    limits += _named_day_limits(clues, known)
    return [*limits, *own_limits(clues)]


def _copy_limits(own: DayClue, known: Known) -> Iterator[Limit]:
    for other in known.copies(own):
        if other.day.earliest and other.day.latest:
            # an agency's own report is the first; which of two outlets came first is not known
            before, when = (0, "or the next") if other.source else (1, "or a day beside it")
            spans = ((shifted(other.day.earliest, -before), shifted(other.day.latest, 1)),)
            reason = f"Its text is nearly that of {_named(other.report, known)}, so it is of that day {when}."
            yield Limit(reason, spans=spans)


def _named_day_limits(clues: Sequence[DayClue], known: Known) -> Iterator[Limit]:
    """Days without their year are those of the dated reports, if these name two or more of them, in one year each.

    One such day may be chance, where an input runs over years; so may days next to each other, which are one event.
    """
    found = [(clue, *named) for clue in clues if clue.kind == "time" and (named := known.named_day(clue))]
    if not found or max(day for _, day, _ in found) - min(day for _, day, _ in found) < ONE_EVENT:
        return
    for clue, day, report in found:
        behind = clue.relation == "past"
        spans = ((day, shifted(day, YEARLESS_REACH)),) if behind else ((shifted(day, -YEARLESS_REACH), day),)
        what = "past" if behind else "still ahead"
        reason = (
            f'It speaks of {day_words(clue.day)} as {what} ("{clue.quote}"), in {_named(report, known)} that is {day}.'
        )
        yield Limit(reason, spans=spans, firm=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A dated report's word on the meeting of a clue, and the days on which that puts what the clue tells of."""

    other: DayClue
    days: tuple[Days, ...]


def _meeting_limits(clue: DayClue, known: Known) -> Iterator[Limit]:
    links = [Link(k, days) for k in known.of_meeting(clue) if (days := days_of_meeting(clue, k))]
    if not links:
        return
    numbered = [n for n in links if clue.number and n.other.number == clue.number]
    links = numbered or [n for n in links if _may_be_meant(clue, n.other)]
    if not links:
        return
    meant, link = _agreed(links, known) if numbered else _all(links)
    spans = unite(_report_days(clue, day) for day in _each(meant))
    yield Limit(_reason(clue, link, meant, spans, known), spans=spans, firm=bool(numbered), alone=bool(numbered))


def _may_be_meant(clue: DayClue, other: DayClue) -> bool:
    """True if a meeting without a number may be the other one: all that is said of its place or parties fits."""
    return clue.number is None and set(clue.subject) <= set(other.subject)


def _agreed(links: list[Link], known: Known) -> tuple[list[Days], Link]:
    """The days that all links to one round leave; failing that, those of what was held, then of the newest report."""
    held = [n for n in links if n.other.relation == "past"]
    newest = max(links, key=lambda n: (known.days[n.other.report].day.latest or dt.date.min, n.other.report))
    for group in (links, held, [n for n in links if n.other.report == newest.other.report], [newest]):
        common = set.intersection(*(set(_each(n.days)) for n in group)) if group else set()
        if common:
            narrowest = min(group, key=lambda n: (len(list(_each(n.days))), n.other.report, n.other.quote))
            return [(d, d) for d in sorted(common)], narrowest
    return list(newest.days), newest


def _all(links: list[Link]) -> tuple[list[Days], Link]:
    """The days of any of the links: without a number, each may be the meeting that is meant."""
    first = min(links, key=lambda n: (n.days[0][0] or dt.date.min, n.other.report, n.other.quote))
    return list(unite(span for n in links for span in n.days)), first


def _each(spans: Iterable[Days]) -> Iterator[dt.date]:
    for start, end in spans:
        if start and end:
            for n in range((end - start).days + 1):
                yield shifted(start, n)


def days_of_meeting(clue: DayClue, other: DayClue) -> tuple[Days, ...]:
    """The days of the calendar that a clue's own words can mean, by what a dated report says; () if none."""
    first, last = other.day.earliest, other.day.latest
    if first is None or last is None or (last - first).days > LONGEST_MEETING:
        return ()
    if clue.relation == "past" and other.relation == "future":
        last = shifted(last, PLAN_SLACK if first == last else 1)
    if clue.relation == "future" and not (clue.day.weekday or clue.day.month or clue.day.earliest):
        return ()
    days = [shifted(first, n) for n in range((last - first).days + 1)]
    return unite((d, d) for d in days if _fits(clue, d))


def _fits(clue: DayClue, day: dt.date) -> bool:
    said = clue.day
    if said.weekday:
        return day.isoweekday() == said.weekday
    if said.month:
        return (day.month, day.day) == (said.month, said.number)
    if said.earliest and said.latest:
        return said.earliest <= day <= said.latest
    return True


def _report_days(clue: DayClue, day: dt.date) -> Days:
    """The days of a report that speaks of a day in the words of the clue."""
    reach = WEEKDAY_REACH if clue.day.weekday else YEARLESS_REACH
    start, end = (day, shifted(day, reach)) if clue.relation == "past" else (shifted(day, -reach), day)
    if clue.this_week:
        monday = shifted(day, 1 - day.isoweekday())
        return max(start, monday), min(end, shifted(monday, 6))
    return start, end


def _reason(clue: DayClue, link: Link, days: Sequence[Days], spans: tuple[Days, ...], known: Known) -> str:
    other = link.other
    did = "took place" if other.relation == "past" else "was planned"
    plan = f"that meeting {did} on or about {day_words(other.day)}"
    that = day_words(clue.day) or "this week"
    when = " or ".join(str(d) for d in sorted(set(_each(days)))[:3])
    week = ', and "this week" with it' if clue.this_week and clue.day.weekday else ""
    return (
        f'It says "{clue.quote}"; in {_named(other.report, known)} {plan} '
        f'("{other.quote}"). So {that} is {when}{week}, and the report is of {_span_words(spans)}.'
    )


def _span_words(spans: tuple[Days, ...]) -> str:
    return " or ".join(str(a) if a == b else f"{a} to {b}" for a, b in spans[:3])


def _named(report: str, known: Known) -> str:
    day = known.days[report].day
    return f'report "{report}" of {day.earliest}' if day.earliest == day.latest else f'report "{report}"'

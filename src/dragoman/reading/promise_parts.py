"""What every kind of promise has: the deed, its words, its kind, and the day by which it is due.

Enters: a report, the verb or noun of a deed. Leaves: words, kinds and times.
"""

import datetime as dt
import re
from bisect import bisect_left

from dragoman.model import When
from dragoman.reading.clauses import Marks
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up

PROMISES = "promises"
_FAR = 10  # words behind "make sure that" in which the deed itself stands
_WORDS = ("VB", "NN")
_LONGEST = 240  # characters of what is promised
_DUE = ("by", "within", "before", "until", "till", "on", "from", "between", "than", "at", "and", "to")
_SPAN = re.compile(r"P(\d{1,3})([DWM])")
_DAYS = {"D": 1, "W": 7, "M": 30}


def find_what(parsed: Parsed, deed: int) -> str:
    """The deed as printed, from its verb (or the "not" before it) to the end of its clause."""
    negation = parsed.child(deed, "neg")
    first = min(deed, negation) if negation is not None else deed
    if parsed.tags[deed][:2] == "NN":
        first = parsed.left_edge[deed]
    last = parsed.right_edge[deed]
    while last > deed and parsed.tags[last] in (",", ".", ":", "''", "``", "CC"):
        last -= 1
    text = " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]


def find_kind(parsed: Parsed, deed: int) -> str | None:
    """What kind of deed it is, so that "leave the city" and "the withdrawal" are one."""
    own = look_up(parsed, deed, PROMISES, "deed")
    if own:
        return own
    below = [t for t in range(deed + 1, min(parsed.right_edge[deed], deed + _FAR) + 1) if parsed.tags[t][:2] in _WORDS]
    return next((k for t in below if (k := look_up(parsed, t, PROMISES, "deed"))), None)


def find_due(marks: Marks, deed: int) -> When | None:
    """By when: a time of the clause behind "by", "within", "on" and the like; a span counts from the report's day."""
    parsed = marks.context.parsed
    inside = range(parsed.left_edge[deed], parsed.right_edge[deed] + 1)
    today = marks.context.report.published.date
    times = marks.context.times
    for time in times[bisect_left(times, parsed.starts[deed], key=lambda t: t.start) :]:
        tokens = parsed.tokens_in(time.start, time.end)
        if not tokens or tokens[0] not in inside:
            break
        before = parsed.lower[tokens[0] - 1]
        month = before == "in" and parsed.tags[tokens[-1]] == "NNP"
        if before not in _DUE and not month:
            continue
        if time.earliest or time.latest:
            if not today or not time.latest or time.latest >= today:
                return When(text=time.text, earliest=time.earliest, latest=time.latest, edges=time.edges)
        elif before == "within" and today and (span := _SPAN.fullmatch(time.value)):
            last = today + dt.timedelta(days=int(span[1]) * _DAYS[span[2]])
            return When(text=time.text, earliest=today, latest=last, edges=("implied", "implied"))
    return None

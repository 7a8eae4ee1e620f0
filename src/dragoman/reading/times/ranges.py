"""Ranges: which times are the two ends of one stretch ("from March 3 to 5", "May 3 and 4").

Enters: times in text order. Leaves: the same times, the first of each range naming the second in `through`;
and, for who needs the days of an event, the days of a whole range.
"""

from collections.abc import Sequence

import msgspec

from dragoman.model import Interval, Timex
from dragoman.reading.times.direction import Cues

MAX_GAP = 24  # characters between the two ends of a range


def link_ranges(text: str, times: Sequence[Timex], cues: Cues) -> tuple[Timex, ...]:
    """Mark the times that begin a range."""
    linked = list(times)
    for index in range(len(times) - 1):
        if _is_range(text, times[index], times[index + 1], cues):
            linked[index] = msgspec.structs.replace(times[index], through=index + 1)
    return tuple(linked)


def _is_range(text: str, one: Timex, other: Timex, cues: Cues) -> bool:
    if not (one.latest and one.earliest and other.earliest) or other.start - one.end > MAX_GAP:
        return False
    if one.earliest > other.earliest or one.value == other.value:
        return False
    between = " ".join(text[one.end : other.start].lower().split()).removeprefix(", ")
    if between in cues.range:
        return True
    if between not in cues.joined:
        return False
    before = text[max(0, one.start - MAX_GAP) : one.start].lower().split()
    in_a_row = one.latest == one.earliest and (other.earliest - one.latest).days == 1
    return in_a_row or (before[-1:] != [] and before[-1] in cues.between)


def find_days(times: Sequence[Timex], index: int) -> Interval:
    """The days of a time and of the range that it begins or ends; open edges where nothing is known.

    Args:
        times: as `find_times` gave them.
        index: of either end of a range, or of any time.
    """
    first = index
    while first > 0 and times[first - 1].through == first:
        first -= 1
    last = index
    while (through := times[last].through) is not None:
        last = through
    return Interval(earliest=times[first].earliest, latest=times[last].latest)

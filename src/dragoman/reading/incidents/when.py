"""When an incident happened: which of the times that a report names are its own.

Enters: a report's context and an account. Leaves: a `When`, or None where the text does not say.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dragoman.model import Timex, When
from dragoman.reading.context import Context
from dragoman.reading.incidents.accounts import Account
from dragoman.reading.incidents.lexicon import Phrases, backgrounds, casualty_cues, perpetrators, weapons
from dragoman.reading.incidents.order import LOOK_BEHIND, search_order
from dragoman.reading.incidents.where import mentions_in
from dragoman.reading.parsed import Parsed

LONGEST_DAYS = 1  # from first to last day of a time that still dates an incident: a night has two
RECENT_DAYS = 7  # how old a day may be that another sentence than the toll's own names
BESIDE = 20  # characters: an older day that stands so near to a word for the deed is that of the deed
SAID_NEAR = 25  # characters from a reporting verb within which a time is that of the saying


def find_when(
    context: Context, account: Account, alike: Sequence[Account] = (), *, implied: bool = True
) -> When | None:
    """The day of an incident.

    Returns:
        The day told of it, else the day or two that the day of a statement, or the report's own, leaves open
        (edges "implied"); None where the report is undated and tells no day, or `implied` is False.
    """
    parsed = context.parsed
    said: Timex | None = None
    own = {account.sentence, *(a.sentence for a in alike), *_told_before(context, account)}
    for sentence in search_order(parsed, account, alike):
        for time in _by_distance(context, sentence, account, sentence in own):
            if not _is_day_of_saying(context, time):
                return When(text=time.text, earliest=time.earliest, latest=time.latest, edges=time.edges)
            said = said or time
    latest = said.latest if said else context.report.published.date
    is_dated = said is not None and _sentence_holds(parsed, account.sentence, said)  # said on that day, so done by then
    if latest is None or not (implied or is_dated):
        return None
    earliest = latest - dt.timedelta(days=1)
    return When(text=said.text if said else None, earliest=earliest, latest=latest, edges=("implied", "implied"))


def _told_before(context: Context, account: Account) -> tuple[int, ...]:
    """The sentence before a toll that names neither place nor day ("All on board died."): the toll is of its deed."""
    parsed, n = context.parsed, account.sentence
    if n < LOOK_BEHIND or mentions_in(context, n) or _days_in(context, n):
        return ()
    s = parsed.sentences[n - 1]
    has_deed = bool(perpetrators("deed").find(parsed.lower, s.first, s.last))
    return (n - 1,) if has_deed and _days_in(context, n - 1) else ()


def _sentence_holds(parsed: Parsed, sentence: int, time: Timex) -> bool:
    s = parsed.sentences[sentence]
    return s.start <= time.start < s.end


def find_when_beside(context: Context, account: Account, *, implied: bool = False) -> When | None:
    """The day that an account's own sentence tells, for tolls beside the report's own.

    Returns:
        None if it tells none, unless `implied` and nothing there points to another day: then that of the report.
    """
    s = context.parsed.sentences[account.sentence]
    told = [t for t in context.times if s.start <= t.start < s.end and t.type in ("DATE", "TIME")]
    for time in _by_distance(context, account.sentence, account, True):
        if not _is_day_of_saying(context, time):
            return When(text=time.text, earliest=time.earliest, latest=time.latest, edges=time.edges)
    latest = context.report.published.date
    if not implied or latest is None or account.aside or account.killed is None or told:
        return None
    return When(earliest=latest - dt.timedelta(days=1), latest=latest, edges=("implied", "implied"))


def _by_distance(context: Context, sentence: int, account: Account, is_own: bool) -> list[Timex]:
    """The days that a sentence names, nearest first to what it tells of the deed; none if it tells nothing of it."""
    parsed, s = context.parsed, context.parsed.sentences[sentence]
    if sentence == account.sentence or sentence in _told_before(context, account):
        marks = [(account.first, account.last)]
    else:
        tables: tuple[Phrases[Any], ...] = (weapons(), casualty_cues(), perpetrators("act"))
        marks = [(f.first, f.last) for table in tables for f in table.find(parsed.lower, s.first, s.last)]
    times = _days_in(context, sentence)
    if not times or not marks:
        return []
    distance = {t: min(_distance(parsed, t, first, last) for first, last in marks) for t in times}
    return sorted(
        (t for t in times if is_own or _is_recent(context, t) or distance[t] <= BESIDE),
        key=lambda t: (distance[t], t.start),
    )


def _days_in(context: Context, sentence: int) -> list[Timex]:
    """The times of a sentence that name a day, not after the report's own."""
    s = context.parsed.sentences[sentence]
    published = context.report.published.latest
    return [
        t
        for t in context.times
        if s.start <= t.start < s.end
        and t.type in ("DATE", "TIME")
        and t.earliest
        and t.latest
        and (t.latest - t.earliest).days <= LONGEST_DAYS
        and (published is None or t.latest <= published)
        and not _stands_after(context, t, "since")
    ]


def _is_recent(context: Context, time: Timex) -> bool:
    published = context.report.published.latest
    return published is None or time.earliest is None or (published - time.earliest).days <= RECENT_DAYS


def _is_day_of_saying(context: Context, time: Timex) -> bool:
    """ "said on Monday": the day of the statement, not of what it tells."""
    if any(a.cue is not None and 0 <= time.start - a.cue.end <= SAID_NEAR for a in context.attributions):
        return True
    parsed = context.parsed
    after = parsed.tokens_in(time.start, time.end).stop
    sentence = parsed.sentence(after - 1)
    followed = (
        after < sentence.last and parsed.tags[after] == "VBD" and bool(backgrounds("saying").at(parsed.lower, after))
    )
    return followed or _stands_after(context, time, "saying")


def _stands_after(context: Context, time: Timex, scope: str) -> bool:
    """True if a word of this scope stands right before the time, small words left out."""
    parsed = context.parsed
    token = parsed.tokens_in(time.start, time.end).start - 1
    first = parsed.sentence(token + 1).first
    while token > first and (
        parsed.lower[token] in ("on", "late", "early", "the", "in", "at", "of") or parsed.tags[token] == "DT"
    ):
        if scope == "since" and backgrounds(scope).at(parsed.lower, token):
            return True
        token -= 1
    return token >= first and bool(backgrounds(scope).at(parsed.lower, token))


def _distance(parsed: Parsed, time: Timex, first: int, last: int) -> int:
    return max(0, parsed.starts[first] - time.end, time.start - parsed.ends[last])

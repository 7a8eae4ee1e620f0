"""How long talks lasted, so that their end tells their beginning: "the two-day talks ended on Thursday".

Enters: the time of talks that ended, and what else their sentence says of it. Leaves: the days from first to last.
"""

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from dragoman.model import When
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.talks.clause import UNITS, Clause
from dragoman.reading.talks.phrases import Phrase

MOST_DAYS = 30
_DAYS = re.compile(r"P(\d{1,2})D")


def begin_by_length(context: Context, phrase: Phrase, clauses: Sequence[Clause], when: When) -> When:
    """The days of talks that ended on one day, from the first on where the report says how many they were."""
    if when.latest is None or when.earliest != when.latest:
        return when
    parsed = context.parsed
    sentence = parsed.sentence_of[phrase.head]
    for time in context.times:
        length = _DAYS.fullmatch(time.value) if time.type == "DURATION" else None
        tokens = parsed.tokens_in(time.start, time.end) if length else range(0)
        if not length or not tokens or parsed.sentence_of[tokens[0]] != sentence:
            continue
        days = int(length[1])
        if 1 < days <= MOST_DAYS and any(_is_length(parsed, t, phrase, clauses) for t in tokens):
            return msgspec.structs.replace(when, earliest=when.latest - dt.timedelta(days=days - 1))
    return when


def _is_length(parsed: Parsed, token: int, phrase: Phrase, clauses: Sequence[Clause]) -> bool:
    """ "two-day talks", "two days of talks", "talks that lasted two days", "ended after two days"."""
    if phrase.first <= token < phrase.head:
        return True
    if parsed.lemmas[token] not in UNITS:
        return False
    governor = parsed.heads[token]
    of = next((c for c in parsed.children_by(token, "prep") if parsed.lower[c] == "of"), None)
    if of is not None and set(parsed.children_by(of, "pobj")) & set(phrase.heads):
        return True
    verbs = {c.verb for c in clauses if c.role in ("subject", "own")}
    after = parsed.lower[governor] == "after" and parsed.heads[governor] in verbs
    return after or (parsed.lemmas[governor] == "last" and governor in verbs)

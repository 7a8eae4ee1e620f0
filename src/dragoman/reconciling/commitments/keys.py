"""Which reports may bear on each other: keys that they share.

Enters: words and deeds, or a reading. Leaves: strings. `join_keys` are those by which two words can be of one promise,
`bear_keys` those by which an outcome or a deed finds the promises that it may bear on; promises listen for them while
they can be meant (`cover_keys`). `link_keys` is all of them for one report.
"""

import datetime as dt
from collections.abc import Iterator

from dragoman.model import Interval, Reading
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.commitments.deeds import MEET, PEACE, Deed, find_deeds
from dragoman.reconciling.commitments.words import Word, find_words

SAME_DAYS = 30  # days between two mentions of one promise, where neither words nor a due day say more
REACH_DAYS = 180  # days after it was told of, or due, in which a deed of that kind is taken for its own
FIRE_DAYS = 90  # days in which an alleged breach of a truce calls a promise to hold one's fire in question
_BIN_DAYS = 60  # days that share a key
_MOST_BINS = 20  # of one promise: one that is due in many years is looked for in the first three
_MOST_DAYS = 10  # on which a promised meeting can be: a vaguer time names none


def join_keys(word: Word) -> Iterator[str]:
    """Two words on one promise have one of these in common."""
    for side in sorted(word.told.sides):
        for stem in sorted(word.told.stems):
            yield f"promise:{side}:{word.kind or ''}:{stem}"
        if word.kind and word.told.day:
            month = word.told.day.toordinal() // SAME_DAYS
            yield from (f"promise:{side}:{word.kind}:{n}" for n in (month, month + 1))


def cover_keys(word: Word) -> Iterator[str]:
    """What a promise listens for: outcomes and deeds of its kind by its side, while they can be its own."""
    if word.told.day is None:
        return
    first = word.told.day.toordinal() // _BIN_DAYS
    reach = FIRE_DAYS if word.kind in PEACE else REACH_DAYS
    bins = range(first, min(word.reach(reach) // _BIN_DAYS, first + _MOST_BINS) + 1)
    topics = [t for t in (word.kind, word.act and "/".join(word.act)) if t]
    for side in sorted(word.told.sides):
        yield from (f"bears:{side}:{topic}:{n}" for topic in topics for n in bins)
        if word.kind == MEET:
            yield from (f"meets:{side}:{day}" for day in days_within(word.due))


def bear_keys(told: Word | Deed) -> Iterator[str]:
    """What an outcome or a deed may bear on."""
    if told.told.day is None:
        return
    sides = sorted(told.told.sides)
    if isinstance(told, Deed) and told.basis == "meeting" and MEET in told.kinds:
        yield from (f"meets:{side}:{day}" for side in sides for day in days_within(told.days))
        return
    topics = [told.kind] if isinstance(told, Word) else [*told.kinds, told.act and "/".join(told.act)]
    n = told.told.day.toordinal() // _BIN_DAYS
    yield from (f"bears:{side}:{topic}:{n}" for side in sides for topic in topics if topic)


def days_within(days: Interval | None) -> list[dt.date]:
    """Each day of a short interval; [] for an open or a long one."""
    if days is None or days.earliest is None or days.latest is None:
        return []
    count = (days.latest - days.earliest).days + 1
    return [days.earliest + dt.timedelta(n) for n in range(count)] if count <= _MOST_DAYS else []


def link_keys(reading: Reading, parties: Parties) -> frozenset[str]:
    """Keys such that two reports whose promises, outcomes or deeds may bear on each other share one.

    None for a report that tells neither of promises nor of anything that could keep or break one.
    """
    keys: set[str] = set()
    for word in find_words(reading, parties):
        if word.phase == "made" or word.named:
            keys.update(join_keys(word))
        if word.phase != "made":
            keys.update(bear_keys(word))
        if word.phase == "made" or word.named:  # an outcome that fits no promise is one by itself
            keys.update(cover_keys(word))
    for deed in find_deeds(reading, parties):
        keys.update(bear_keys(deed))
    return frozenset(keys)

"""Which mentions may end in one track, round or contact.

Enters: a mention of a meeting. Leaves: keys; two mentions that bear on each other share one, directly or through
others, so that the mentions can be taken apart into components that are worked out each by itself.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, last_day, length
from dragoman.reconciling.talks.mentions import AGREEMENT, REFUSAL, Meeting
from dragoman.reconciling.talks.track_groups import NEAR_DAYS
from dragoman.reconciling.talks.track_names import COUNTRY, is_common_key, member_of
from dragoman.reconciling.talks.tracks import QUIET_DAYS, track_of

MOST_PARTIES = 8  # of a longer list of parties these many are enough to know talks by
SLACK_DAYS = 3  # a report of a contact without a day means one of these days
VAGUE_DAYS = 62  # "this year" dates no contact
WEEK = 7


def link_keys(m: Meeting, parties: Parties) -> Iterable[str]:
    """Keys that a mention shares with those that it may end in one entry with, each once, in no special order."""
    return dict.fromkeys(_keys(m, parties))


def _keys(m: Meeting, parties: Parties) -> Iterator[str]:
    yield from (f"tie|{tie}" for tie in m.ties)
    if m.formal:
        yield from _track_keys(m, parties)
    names = sorted({*m.who, *m.members, *(known_by(m.who) if m.kind == REFUSAL else ())})
    if m.formal or m.kind in (REFUSAL, AGREEMENT):
        sides = sorted({*names, *m.beside} - parties.world)
        yield from (f"talks|{pair}|{w}" for pair in pairs_of(sides, parties) for w in _windows(m.order[0]))
    weeks = list(weeks_of(m))
    yield from (f"meet|{pair}|{w}" for pair in pairs_of(names, parties) for w in weeks)
    if len(m.who) == 1 and not m.formal:
        yield from (f"lone|{name}|{w}" for name in m.who for w in weeks)


def known_by(names: Iterable[str]) -> list[str]:
    """Those by whom somebody is described: A of "A's son"."""
    return [name.partition("'s ")[0] for name in names if "'s " in name]


def _track_keys(m: Meeting, parties: Parties) -> Iterator[str]:
    key, _ = track_of(m)
    windows = _windows(m.order[0])
    if key and is_common_key(key):
        yield from (f"track|{key}|{w}" for w in _windows(m.order[0], QUIET_DAYS))
    elif key:
        yield f"track|{key}"
    if m.place:
        yield from (f"place|{m.place.casefold()}|{w}" for w in windows)
    if m.country:
        yield from (f"host|{m.country}|{w}" for w in windows)
    if key and key.startswith(COUNTRY):
        yield from (f"host|{key.removeprefix(COUNTRY)}|{w}" for w in windows)
    if m.torn:
        yield from (f"torn|{m.torn}|{w}" for w in windows)
    if key is None:
        for known in member_of({*m.who, *m.members}):
            places = (f"track|{known}|{w}" for w in _windows(m.order[0], QUIET_DAYS))
            yield from places if is_common_key(known) else (f"track|{known}",)


def pairs_of(names: Sequence[str], parties: Parties) -> Iterator[str]:
    """Every two of the parties, by name and by the side that they speak for."""
    tokens = [[n, *sorted(parties.roots.get(n, ()))] for n in names[:MOST_PARTIES]]
    for some, others in combinations(tokens, 2):
        for a in some:
            for b in others:
                yield f"{min(a, b)}+{max(a, b)}"


def _windows(day: dt.date, days: int = NEAR_DAYS) -> tuple[int, int]:
    """Two long windows; days that lie no more than one window apart have one in common."""
    w = day.toordinal() // days
    return w, w + 1


def weeks_of(m: Meeting) -> range:
    """The weeks in which it may have been, a few days before and after."""
    days = m.days if m.days and length(m.days) <= VAGUE_DAYS else m.published
    first, last = first_day(days).toordinal(), min(last_day(days).toordinal(), first_day(days).toordinal() + VAGUE_DAYS)
    return range((first - SLACK_DAYS) // WEEK, (last + SLACK_DAYS) // WEEK + 1)


def split_mentions(mentions: Iterable[Meeting], parties: Parties) -> list[list[Meeting]]:
    """The components: each holds all mentions that share a key with one of its own; in order of their first mention."""
    ordered = sorted(mentions, key=lambda m: m.order)
    parent = list(range(len(ordered)))
    first: dict[Hashable, int] = {}

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for n, m in enumerate(ordered):
        for key in link_keys(m, parties):
            a, b = root(n), root(first.setdefault(key, n))
            parent[max(a, b)] = min(a, b)
    found: dict[int, list[Meeting]] = defaultdict(list)
    for n, m in enumerate(ordered):
        found[root(n)].append(m)
    return list(found.values())

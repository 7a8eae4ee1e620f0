"""Which mentions of one report may mean each other.

Enters: the mentions of a report, in text order. Leaves: the same, each with what ties it to others there: "the
talks" to the talks named before, an arrival to the round it is for, a lone visitor to his host's account.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.talks.mentions import AGREEMENT, REFUSAL, Meeting
from dragoman.reconciling.talks.track_names import COUNTRY
from dragoman.reconciling.talks.tracks import track_of

MOST_BESIDE = 8  # parties of a report by whom a track that moved is known again


def tie(found: Sequence[Meeting], parties: Parties) -> tuple[Meeting, ...]:
    """Give each mention its ties, and to numbered ones who else meets in the report."""
    ties: dict[int, set[str]] = defaultdict(set)
    formal = _Formal(found)
    for n, m in enumerate(found):
        for other in _targets(n, m, formal):
            name = f"{found[other].report}/{found[other].local}"
            ties[n].add(name)
            ties[other].add(name)
    alone = {name for m in found if len(m.who) == 1 for name in m.who}
    for n, m in enumerate(found):
        ties[n].update(f"{m.report}/~{name}" for name in m.who if name in alone and not m.formal)
    beside = tuple(sorted({name for m in found for name in (*m.who, *m.members)} - parties.world)[:MOST_BESIDE])
    return tuple(
        replace(m, ties=tuple(sorted(ties[n])), beside=beside if m.formal and m.number else ())
        for n, m in enumerate(found)
    )


class _Formal:
    """The mentions of talks of a report: where each stands, and the first of each track, number and place."""

    def __init__(self, found: Sequence[Meeting]) -> None:
        self.places = [n for n, m in enumerate(found) if m.formal]
        self.local: dict[str | None, int] = {}
        self.tracks: dict[str | None, int] = {}
        self.numbers: dict[int, dict[str | None, int]] = defaultdict(dict)
        self.towns: dict[str, int] = {}
        for n in self.places:
            m = found[n]
            key, _ = track_of(m)
            self.local.setdefault(m.local, n)
            self.tracks.setdefault(key, n)
            if m.number:
                self.numbers[m.number].setdefault(key, n)
            if m.place:
                self.towns.setdefault(m.place, n)

    def around(self, n: int) -> Iterator[int]:
        """The last before and the first after."""
        before, after = bisect_left(self.places, n), bisect_right(self.places, n)
        yield from self.places[max(before - 1, 0) : before]
        yield from self.places[after : after + 1]


def _targets(n: int, m: Meeting, formal: _Formal) -> Iterator[int]:
    """The mentions, by their place in the report, that one may belong with."""
    if m.formal:
        if m.same_as and m.same_as in formal.local:
            yield formal.local[m.same_as]
        key, _ = track_of(m)
        if key is None:
            yield from formal.around(n)
            for number in (m.number, m.number - 1) if m.number else ():
                yield from formal.numbers.get(number, {}).values()
        elif key.startswith(COUNTRY):
            yield from formal.tracks.values()
    elif m.kind in ("visit", AGREEMENT, REFUSAL) or m.guessed:
        yield from formal.around(n)
        if m.place in formal.towns:
            yield formal.towns[m.place]

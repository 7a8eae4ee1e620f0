"""Which mentions of one report may mean each other.

Enters: the mentions of a report, in text order. Leaves: the same, each with what ties it to others there: "the
talks" to the talks named before, an arrival to the round it is for, a lone visitor to his host's account.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.reconciling.mentions import AGREEMENT, REFUSAL, Meeting
from dragoman.reconciling.parties import Parties
from dragoman.reconciling.track_names import COUNTRY
from dragoman.reconciling.tracks import track_of

MOST_BESIDE = 8  # parties of a report by whom a track that moved is known again


def tie(found: Sequence[Meeting], parties: Parties) -> tuple[Meeting, ...]:
    """Give each mention its ties, and to numbered ones who else meets in the report."""
    ties: dict[int, set[str]] = defaultdict(set)
    for n, m in enumerate(found):
        for other in _targets(n, m, found):
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


def _targets(n: int, m: Meeting, found: Sequence[Meeting]) -> Iterator[int]:
    """The mentions, by their place in the report, that one may belong with."""
    formal = [k for k, other in enumerate(found) if other.formal and k != n]
    if m.formal:
        yield from (k for k in formal if m.same_as and found[k].local == m.same_as)
        key, _ = track_of(m)
        if key is None:
            yield from _around(n, formal)
            near = (m.number, m.number - 1) if m.number else ()
            yield from (k for k in formal if found[k].number in near)
        elif key.startswith(COUNTRY):
            yield from formal
    elif m.kind in ("visit", AGREEMENT, REFUSAL) or m.guessed:
        yield from _around(n, formal)
        yield from (k for k in formal if m.place and found[k].place == m.place)


def _around(n: int, formal: Sequence[int]) -> Iterator[int]:
    """The last before and the first after."""
    yield from [k for k in formal if k < n][-1:]
    yield from [k for k in formal if k > n][:1]

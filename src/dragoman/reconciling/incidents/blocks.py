"""Which tellings are worth comparing.

Enters: a `Telling`. Leaves: keys; two tellings that share one are compared. A key names a day, so the tellings
that share it stay as many as a war has in a day or two, however long it goes on; only what is rare in itself
(a great toll at a named place) is sought over weeks or without a day.
"""

import datetime as dt
from collections.abc import Iterator

from dragoman.model import Place
from dragoman.reconciling.incidents.features import family_of, is_rare
from dragoman.reconciling.incidents.tellings import Telling, fold_name

TELLING_TOLL = 10  # killed: so high a number on one day is seldom that of two acts
GREAT_TOLL = 50  # killed: such an act is told of for months, under whatever name of its place
WEEK = 7


def block_keys(telling: Telling) -> tuple[str, ...]:
    """The keys of a telling, each once, sorted."""
    return tuple(sorted({*_by_day(telling), *_by_toll(telling)}))


def _by_day(telling: Telling) -> Iterator[str]:
    """A day with a place, a rare weapon or a high number. A telling takes in the day after, as a night has two."""
    names = [f"at {name}" for name in _areas(telling.place)]
    killed, family = telling.killed or 0, family_of(telling.weapon)
    if killed >= TELLING_TOLL:
        names.append(f"killed {killed}")
    if killed >= GREAT_TOLL:
        names.append("great")
    if is_rare(telling.weapon):
        names.append(f"by {family}")
    assert telling.days.earliest and telling.days.latest
    for n in range((telling.days.latest - telling.days.earliest).days + 2):
        day = telling.days.earliest + dt.timedelta(days=n)
        yield from (f"{day} {name}" for name in names)


def _by_toll(telling: Telling) -> Iterator[str]:
    """One high number at one place within a week or two, as one of two reports may have the wrong day."""
    killed = telling.killed or 0
    if killed < TELLING_TOLL or telling.place is None:
        return
    name = fold_name(telling.place.name)
    assert telling.days.latest
    week = telling.days.latest.toordinal() // WEEK
    yield from (f"week {w} at {name} killed {killed}" for w in (week, week + 1))
    if killed >= GREAT_TOLL:
        yield f"ever at {name} by {family_of(telling.weapon)} killed {killed}"


def _areas(place: Place | None) -> set[str]:
    """The place, what it is said to lie in, and its province."""
    if place is None:
        return set()
    return {fold_name(n) for n in (place.name, *place.name.split(",")[1:], place.admin or "")} - {""}

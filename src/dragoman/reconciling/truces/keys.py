"""What two reports must share for their truces to be possibly one.

Enters: drafts. Leaves: strings. Only drafts with a key in common are ever compared, so reports without a chain of
shared keys between them can be worked on apart.

A key is an anchor and a year. Anchors: a name, a place, a pair of sides that are bound; and, for a truce of which a
report says nothing of its own, a pair of those whom the report names. Years: from that in which the truce was made
to the one after the report, so that "the truce" of a later report still meets it.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day
from dragoman.reconciling.truces.drafts import Draft

_OLDEST = 12  # years that a truce is followed back; one told of as older is keyed by its first and last years


def draft_keys(draft: Draft, parties: Parties) -> Iterator[str]:
    """The keys of one draft of one report."""
    bare = draft.is_bare()
    years = list(_years(draft, bare))
    for anchor in (*_own_anchors(draft, parties), *_about_anchors(draft.sides)):
        yield from (f"{anchor}@{year}" for year in years)


def _own_anchors(draft: Draft, parties: Parties) -> list[str]:
    pairs = {
        f"sides:{one}|{other}" if one < other else f"sides:{other}|{one}"
        for a, b in itertools.combinations(draft.who, 2)
        for one, other in itertools.product(parties.sides(a), parties.sides(b))
    }
    return sorted({*(f"mark:{m}" for m in draft.marks()), *pairs})


def _about_anchors(about: Iterable[str]) -> Iterator[str]:
    for one, other in itertools.combinations(sorted(about), 2):
        yield f"about:{one}|{other}"


def _years(draft: Draft, bare: bool) -> Iterable[int]:
    told = max(m.told for m in draft.mentions)
    days = draft.days()
    if told == dt.date.max:
        own = {first_day(days).year} if days else _printed_years(draft)
        return sorted({y + n for y in own for n in (0, 1)})[:_OLDEST] or [told.year]
    if bare:
        return [told.year]
    made = first_day(days).year if days else told.year
    last = max(told.year, made) + 1
    if last - made > _OLDEST:
        return [made, made + 1, *range(last - 2, last + 1)]
    return range(min(made, told.year), last + 1)


def _printed_years(draft: Draft) -> set[int]:
    """The years that a report without a day of its own speaks of."""
    return {t.earliest.year for m in draft.mentions for t in m.reading.times if t.earliest}

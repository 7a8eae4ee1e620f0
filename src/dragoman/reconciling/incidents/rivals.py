"""How the values that sources give for one thing stand to each other.

Enters: the accounts and tellings of one incident. Leaves: a `Rivalry` for each two values that are not the same:
do they exclude each other, is one a later count, or do they only differ in precision?
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Generic, TypeVar

from dragoman.model import Claim, Interval, Place, Rivalry, Side
from dragoman.model.record import Relation, RivalField
from dragoman.reconciling.days import first_day, overlaps
from dragoman.reconciling.evidence import gather
from dragoman.reconciling.incidents.blame import Blame, blame_of, can_be_one
from dragoman.reconciling.incidents.counts import Count, can_agree, killed_count, wounded_count
from dragoman.reconciling.incidents.features import compare_places, family_of
from dragoman.reconciling.incidents.tellings import Account, Telling

MOST_VALUES = 12  # of one field that are set against each other: those that most claims hold
APART = ("far", "country")  # places that cannot be one

V = TypeVar("V")


@dataclass
class _Held(Generic[V]):
    """A value and who holds it."""

    value: V
    sources: set[str] = field(default_factory=set)
    claims: list[Claim] = field(default_factory=list)

    def first(self) -> dt.date:
        """The day on which it was first said; the end of time where no claim has a day."""
        return min(first_day(c.said_on) for c in self.claims)

    def is_earlier(self) -> bool:
        """True if it is only recalled, as what was said before."""
        return all(c.earlier for c in self.claims)

    def order(self, shown: str) -> tuple[dt.date, bool, int, str]:
        """By day, then what is recalled, then by number."""
        number = self.value.number if isinstance(self.value, Count) else 0
        return (self.first(), not self.is_earlier(), number, shown)

    def side(self, shown: str) -> Side:
        """With the first sentence only: all of them stand with the claims."""
        return make_side(shown, self.claims, most=1)


def make_side(shown: str, claims: Sequence[Claim], most: int | None = None) -> Side:
    """One side of a difference: the value, who holds it and the sentences that say so, the `most` first of them."""
    first = sorted(claims, key=lambda c: (first_day(c.said_on), c.report))[:most]
    said_by = dict.fromkeys(c.said_by for c in claims if c.said_by)
    return Side(value=shown, said_by=tuple(said_by), evidence=gather(e for c in first for e in c.evidence))


def find_rivals(
    accounts: Sequence[Account], sources: Sequence[str], tellings: Sequence[Telling]
) -> tuple[Rivalry, ...]:
    """Every two values of one field, field by field; equal values, and those that cannot be compared, give none."""
    said = [(source, a) for source, a in zip(sources, accounts, strict=True)]
    own = [(t, t.accounts[0].claim) for t in tellings]
    killed = [(n, s, a.claim) for s, a in said if (n := killed_count(a.claim))]
    wounded = [(n, s, a.claim) for s, a in said if (n := wounded_count(a.claim))]
    blamed = [(b, s, a.claim) for s, a in said if (b := blame_of(a))]
    weapons = [(t.weapon, "", c) for t, c in own if t.weapon]
    places = [(t.place, "", c) for t, c in own if t.place]
    days = [(t.days, "", c) for t, c in own if t.told]
    return (
        *_set_against("killed", killed, _relate_counts, lambda n: n.show("killed")),
        *_set_against("wounded", wounded, _relate_counts, lambda n: n.show("wounded")),
        *_set_against("responsible", blamed, _relate_blame, lambda b: b.printed),
        *_set_against("weapon", weapons, _relate_weapons, str),
        *_set_against("place", places, _relate_places, lambda p: p.name),
        *_set_against("when", days, _relate_days, show_days),
    )


def _set_against(
    name: RivalField,
    told: Iterable[tuple[V, str, Claim]],
    relate: Callable[[_Held[V], _Held[V]], Relation | None],
    show: Callable[[V], str],
) -> Iterator[Rivalry]:
    held: dict[str, _Held[V]] = {}
    for value, source, claim in told:
        known = held.setdefault(show(value), _Held(value))
        known.sources.add(source)
        known.claims.append(claim)
    often = sorted(held, key=lambda shown: (-len(held[shown].claims), shown))[:MOST_VALUES]
    shown_first = sorted(often, key=lambda shown: held[shown].order(shown))
    for one, other in combinations(shown_first, 2):
        relation = relate(held[one], held[other])
        if relation:
            yield Rivalry(field=name, relation=relation, sides=(held[one].side(one), held[other].side(other)))


def show_days(days: Interval) -> str:
    """In ISO dates: one day, or first to last."""
    return str(days.earliest) if days.earliest == days.latest else f"{days.earliest or '...'} to {days.latest or '...'}"


# ---- relations
def _relate_counts(one: _Held[Count], other: _Held[Count]) -> Relation | None:
    """A higher number is a later count if it was first given on a later day, or by the same source, or if a report
    recalls the lower one as what was said before.

    A lower one is so only if the source of the higher one itself came down to it: others may not know better.
    """
    agree = can_agree(one.value, other.value)
    if agree is not False:
        return "precision" if agree else None
    if one.sources & other.sources or one.is_earlier() != other.is_earlier():
        return "later"
    dated = one.first() < other.first() < dt.date.max
    return "later" if dated and other.value.number > one.value.number else "excludes"


def _relate_blame(one: _Held[Blame], other: _Held[Blame]) -> Relation | None:
    """Two names may be of one side; a denial excludes only the charge that it answers."""
    can = can_be_one(one.value, other.value)
    if one.value.denied or other.value.denied:
        return "excludes" if can and one.value.denied != other.value.denied else None
    return None if can is None else "precision" if can else "excludes"


def _relate_weapons(one: _Held[str], other: _Held[str]) -> Relation:
    families = {family_of(one.value), family_of(other.value)} - {""}
    return "excludes" if len(families) > 1 else "precision"


def _relate_places(one: _Held[Place], other: _Held[Place]) -> Relation:
    return "excludes" if compare_places(one.value, other.value) in APART else "precision"


def _relate_days(one: _Held[Interval], other: _Held[Interval]) -> Relation:
    return "precision" if overlaps(one.value, other.value) else "excludes"

"""Whom claims blame, and whether two of them blame the same side.

Enters: the doers of accounts, as sides of a war (from codes) and words of their names. Leaves: a comparison.
"""

import functools
from typing import NamedTuple

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.actors import Country
from dragoman.reconciling.incidents.tellings import Account

GROUP_LETTERS = 6  # of a code that names a group without a country ("ISMREB")


class Blame(NamedTuple):
    """Doers as printed, with what tells them from others."""

    printed: str
    sides: frozenset[str]
    marks: frozenset[str]


def blame_of(account: Account) -> Blame | None:
    """Whom an account blames; None where it names nobody."""
    if not account.claim.responsible:
        return None
    sides = frozenset(s for s in account.sides if s[:3] in _countries() or len(s) >= GROUP_LETTERS)
    return Blame(account.claim.responsible, sides, frozenset(account.doers) - set(account.sides))


def can_be_one(one: Blame, other: Blame) -> bool | None:
    """True if both can be right: a side, its forces and "warplanes" are one doer, told more or less exactly.

    Returns:
        None where names alone do not tell whether two are of one side.
    """
    if one.sides and other.sides:
        return bool(one.sides & other.sides)
    if not one.marks or not other.marks or one.marks & other.marks:
        return True
    return None


@functools.lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(c.code for c in load_entries(Country, "countries"))

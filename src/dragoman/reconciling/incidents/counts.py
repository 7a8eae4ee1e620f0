"""Numbers of victims as they are told: exact or bounded, of all or of one kind.

Enters: the numbers of claims. Leaves: whether two can both be true.
"""

import math
from typing import NamedTuple

from dragoman.model import Claim
from dragoman.model.reading import Bound
from dragoman.model.record import Counted

ABOUT = 0.2  # how far "about 50" may be off
BOUND_WORDS = {"at_least": "at least ", "at_most": "at most ", "about": "about "}


class Count(NamedTuple):
    """A number, how exact it is, and the kind of victims that alone are counted (None: all of them)."""

    number: int
    bound: Bound | None = None
    counted: Counted | None = None

    @property
    def least(self) -> float:
        """The fewest victims in all that it allows."""
        if self.bound == "at_most":
            return 0
        return self.number * (1 - ABOUT) if self.bound == "about" else self.number

    @property
    def most(self) -> float:
        """The most victims in all that it allows: of others than the kind that is counted it says nothing."""
        if self.bound == "at_least" or self.counted:
            return math.inf
        return self.number * (1 + ABOUT) if self.bound == "about" else self.number

    def show(self, outcome: str) -> str:
        """The number in words: "at least 12 killed", "3 children killed"."""
        kind = f"{self.counted} " if self.counted else ""
        return f"{BOUND_WORDS.get(self.bound or '', '')}{self.number} {kind}{outcome}"


def killed_count(claim: Claim) -> Count | None:
    """How many were killed by a claim; None where it does not say, or denies it."""
    return None if claim.killed is None or claim.denied else Count(claim.killed, claim.bound, claim.counted)


def wounded_count(claim: Claim) -> Count | None:
    """How many were wounded by a claim."""
    return None if claim.wounded is None or claim.denied else Count(claim.wounded)


def can_agree(one: Count, other: Count) -> bool | None:
    """True if both can be true; None where they count different kinds, so that nothing can be said."""
    if one.counted == other.counted and one.counted:
        one, other = one._replace(counted=None), other._replace(counted=None)
    elif one.counted and other.counted:
        return None
    return max(one.least, other.least) <= min(one.most, other.most)

"""The shape of `numbers.yaml`: number words, vague quantities and the words that bound them."""

from typing import Literal

from dragoman.knowledge.loader import Entry

NumberKind = Literal["unit", "ten", "hundred", "scale", "dozen", "half", "ordinal", "one", "and", "range", "both", "of"]


class NumberWords(Entry, frozen=True, kw_only=True):
    """Words that are (part of) an exact number, with their values.

    `kind`: unit 0-19; ten 20-90; hundred; scale (thousand and up); dozen; half; ordinal; one (an article that
    counts as 1 before a larger word); and (joins the parts); range (between two numbers); both ("between ... and").
    """

    kind: NumberKind
    words: dict[str, float]


class VagueNumber(Entry, frozen=True, kw_only=True):
    """A quantity that is not exact: at least `low`, at most `high` (None: no upper end is meant)."""

    words: tuple[str, ...]
    low: int
    high: int | None = None
    bound: Literal["at_least", "about", "exact"] = "at_least"


class NumberBound(Entry, frozen=True, kw_only=True):
    """Words before or after a number that say what it bounds."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    bound: Literal["exact", "at_least", "at_most", "about"]

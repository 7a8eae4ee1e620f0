"""Shapes of the knowledge about places."""

from typing import Literal

from dragoman.knowledge.loader import Entry


class OwnPlace(Entry, frozen=True, kw_only=True):
    """A place that the gazetteer lacks or spells differently; `at` is latitude and longitude in degrees (WGS 84).

    `kind`: province (any larger part of a country), town (also a suburb, camp or base), region (no one
    country). Aliases are compared without case, accents, apostrophes, hyphens and Arabic articles.
    """

    name: str
    kind: Literal["province", "town", "region"] = "town"
    country: str | None = None
    admin: str | None = None
    at: tuple[float, float]
    aliases: tuple[str, ...] = ()


class PlaceWords(Entry, frozen=True, kw_only=True):
    """One class of words beside place names; the id is how the code asks for it."""

    words: tuple[str, ...]

"""Which place a name means: of several with one name, the likeliest.

Enters: a name, and how much the report speaks of each country. Leaves: a `Place`.
"""

import functools
import math
from collections.abc import Mapping

from dragoman.knowledge import load_entries
from dragoman.knowledge.gazetteer import PlaceRow, find_rows, fold_place
from dragoman.knowledge.schema.actors import Country
from dragoman.knowledge.schema.places import PlaceWords
from dragoman.model import Place
from dragoman.reading.actors.lexicon import get_lexicon


@functools.lru_cache(maxsize=1)
def place_words() -> Mapping[str, frozenset[str]]:
    """Words beside place names, by class."""
    return {e.id: frozenset(e.words) for e in load_entries(PlaceWords, "place_words", "en")}


def resolve_place(name: str, countries: Mapping[str, float] | None = None) -> Place | None:
    """The place of a name standing alone, such as a dateline's; `countries` weighs alpha-3 codes.

    Returns:
        None if no state, town or region is called so. "Goma, Zaire" is looked up part by part.
    """
    parts = [p.strip() for p in name.split(",") if p.strip()]
    if not parts:
        return None
    weights = dict(countries or {})
    for part in parts[1:]:
        country = _country_named(part)
        if country:
            weights[country.code] = weights.get(country.code, 0.0) + 4.0
    country = _country_named(parts[0])
    if country:
        return Place(name=country.name, country=country.code)
    rows = find_named(fold_place(parts[0]))
    best = choose_place(rows, weights, False) if rows else None
    return to_place(best) if best else None


def _country_named(name: str) -> Country | None:
    return _states().get(name.lower())


@functools.lru_cache(maxsize=1)
def _states() -> Mapping[str, Country]:
    """Countries by each of their names, in small letters."""
    rows = [row for rows in get_lexicon().names.values() for row in rows]
    return {" ".join(words).lower(): n.country for words, n in rows if n.kind == "state" and n.country}


@functools.lru_cache(maxsize=1)
def _capitals() -> Mapping[tuple[str, str], str]:
    """Folded name and country of each capital, with its country's code."""
    return {(fold_place(n), c.code): n for cs in get_lexicon().countries.values() for c in cs for n in c.capitals}


def find_named(folded: str) -> tuple[PlaceRow, ...]:
    """All places of a folded name; () for names that are words or people first."""
    if folded in place_words()["never"] or len(folded) < 3:
        return ()
    return find_rows(folded)


def choose_place(rows: tuple[PlaceRow, ...], weights: Mapping[str, float], province: bool) -> PlaceRow:
    """The likeliest of places with one name: the report's countries weigh most, then capitals and people."""

    def score(row: PlaceRow) -> float:
        value = math.log10(row.population + 1_000) + 3.0 * weights.get(row.country, 0.0)
        value += 2.0 if (fold_place(row.name), row.country) in _capitals() else 0.0
        if row.kind == "province":
            value += 3.0 if province else -1.0
        return value

    return max(rows, key=score)


def to_place(row: PlaceRow) -> Place:
    """The record of a row of the gazetteer."""
    return Place(
        name=row.name,
        country=row.country or None,
        latitude=row.latitude,
        longitude=row.longitude,
        admin=row.admin or (row.name if row.kind == "province" else None),
    )

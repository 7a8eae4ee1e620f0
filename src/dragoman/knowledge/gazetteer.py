"""Where places are: a table of towns cut from GeoNames, loaded when first asked.

Enters: `places.tsv` (made by tools/cut_places.py) and `places_own.yaml`. Leaves: `PlaceRow` records by
folded name.
"""

import functools
import unicodedata
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.places import OwnPlace

OWN_POPULATION = 60_000  # weight of a place of the own list, which names no population
LOOSE_LETTERS, LOOSE_RATIO = 3, 72  # consonants, and rapidfuzz ratio, that two transliterations share at least
WELL_KNOWN = 250_000  # people
NEAR = 0.2  # degrees; within it, two places of one name are one
FROM_ARABIC = frozenset({"SYR", "IRQ", "YEM", "LBY", "LBN", "PSE", "SDN", "JOR"})
TABLE = Path(__file__).parent / "places.tsv"
_ARTICLES = frozenset(
    {"al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ed", "es", "er", "esh", "et", "ez", "ul"}
)
_DROPPED = {ord(c): None for c in "'’‘`ʿʾ´\"."}
_SPACED = str.maketrans("-–—/_", "     ")


class PlaceRow(NamedTuple):
    """One place: country is alpha-3 or empty, coordinates are degrees (WGS 84), admin is the province or empty."""

    name: str
    country: str
    admin: str
    latitude: float
    longitude: float
    population: int
    kind: str = "town"  # town | province | region
    own: bool = False  # from places_own.yaml


def fold_place(name: str) -> str:
    """A place name without case, accents, apostrophes, hyphens and Arabic articles.

    "Ma'arrat an-Nu'man" is "maarrat numan".
    """
    plain = unicodedata.normalize("NFKD", name.translate(_DROPPED).translate(_SPACED))
    words = "".join(c for c in plain if not unicodedata.combining(c)).lower().split()
    kept = [w for w in words if w not in _ARTICLES]
    return " ".join(kept or words)


def loosen_place(folded: str) -> str:
    """The consonants of a folded name, each once, as its transliterations from Arabic share them.

    "Douma" and "Duma", "Raqqah" and "Rakka", "Jisr Shughour" and "Jisr Shaghur" come out alike. It joins
    much that is different, so what it finds is compared again letter by letter.
    """
    bare = "".join(w[2:] if w.startswith("al") and len(w) > 5 else w for w in folded.split())
    loose = bare.replace("q", "k").replace("dh", "d")
    kept = [c for n, c in enumerate(loose) if (n == 0 or c not in "aeiouywh") and c.isalnum()]
    return "".join(c for n, c in enumerate(kept) if not n or c != kept[n - 1])


@functools.lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """The lines of each folded name, one below the other: a list for each would take twice as long to make."""
    found: dict[str, str] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        head = line[: line.index("\t")]
        for key in head.split("|") if "|" in head else (head,):
            found[key] = f"{found[key]}\n{line}" if key in found else line
    return found


@functools.lru_cache(maxsize=20_000)
def find_towns(folded: str) -> tuple[PlaceRow, ...]:
    """The towns of a folded name, the most people first; () if there is none."""
    rows = []
    for line in _lines().get(folded, "").splitlines():
        _, name, country, admin, latitude, longitude, population = line.split("\t")
        rows.append(PlaceRow(name, country, admin, float(latitude), float(longitude), int(population)))
    return tuple(sorted(rows, key=lambda r: (-r.population, r.country, r.name)))


@functools.lru_cache(maxsize=1)
def _own() -> tuple[dict[str, tuple[PlaceRow, ...]], dict[str, tuple[tuple[str, PlaceRow], ...]]]:
    exact: dict[str, tuple[PlaceRow, ...]] = {}
    loose: dict[str, tuple[tuple[str, PlaceRow], ...]] = {}
    for p in load_entries(OwnPlace, "places_own"):
        row = PlaceRow(p.name, p.country or "", p.admin or "", *p.at, OWN_POPULATION, p.kind, True)
        for name in (p.name, *p.aliases):
            key = fold_place(name)
            exact[key] = tuple(dict.fromkeys((*exact.get(key, ()), row)))
            if p.country in FROM_ARABIC:
                short = loosen_place(key)
                loose[short] = (*loose.get(short, ()), (key, row))
    return exact, loose


def find_own(folded: str) -> tuple[PlaceRow, ...]:
    """The places of the own list with this folded name."""
    return _own()[0].get(folded, ())


@functools.lru_cache(maxsize=20_000)
def find_loose(folded: str) -> tuple[PlaceRow, ...]:
    """Places of the own list whose name is another transliteration of this one; only names from Arabic."""
    key, plain = loosen_place(folded), folded.replace(" ", "").removeprefix("al")
    if len(key) < LOOSE_LETTERS:
        return ()
    scored = [(fuzz.ratio(plain, name.replace(" ", "")), row) for name, row in _own()[1].get(key, ())]
    best = max((s for s, _ in scored), default=0.0)
    return tuple(dict.fromkeys(row for s, row in scored if s == best)) if best >= LOOSE_RATIO else ()


def find_rows(folded: str) -> tuple[PlaceRow, ...]:
    """All places of a folded name: the own list before GeoNames, which gives way where both mean one place."""
    own = find_own(folded)
    towns = find_towns(folded)
    if own and towns:
        own = tuple(o._replace(population=max([o.population, *_people(o, towns)])) for o in own)
        towns = tuple(t for t in towns if not any(_is_same(t, o) for o in own))
    return own + towns or find_loose(folded)


def _people(own: PlaceRow, towns: tuple[PlaceRow, ...]) -> list[int]:
    return [t.population for t in towns if _is_same(t, own)]


def _is_same(town: PlaceRow, own: PlaceRow) -> bool:
    near = abs(town.latitude - own.latitude) < NEAR and abs(town.longitude - own.longitude) < NEAR
    return near and town.country == own.country


def is_place_name(name: str) -> bool:
    """True if some place is called exactly so."""
    folded = fold_place(name)
    return bool(find_own(folded) or find_towns(folded))


def is_well_known_place(word: str, own_only: bool = False) -> bool:
    """True if the own list has the name, or a large town is called so by its first name."""
    folded = fold_place(word)
    if find_own(folded) or own_only:
        return bool(find_own(folded))
    return any(t.population >= WELL_KNOWN and fold_place(t.name) == folded for t in find_towns(folded)[:1])

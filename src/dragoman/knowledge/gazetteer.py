"""Where places are: a table of towns cut from GeoNames, loaded when first asked.

Enters: `places.tsv` (made by tools/cut_places.py). Leaves: `PlaceRow` records by folded name.
"""

import functools
import unicodedata
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "places.tsv"
_ARTICLES = frozenset(["al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ed", "es", "er", "esh", "et", "ul"])
_DROPPED = {ord(c): None for c in "'’‘`ʿʾ´\"."}
_SPACED = str.maketrans("-–—/_", "     ")


class PlaceRow(NamedTuple):
    """One town: country is alpha-3, coordinates are degrees (WGS 84), admin is the province or empty."""

    name: str
    country: str
    admin: str
    latitude: float
    longitude: float
    population: int


def fold_place(name: str) -> str:
    """A place name without case, accents, apostrophes, hyphens and Arabic articles.

    "Ma'arrat an-Nu'man" is "maarrat numan".
    """
    plain = unicodedata.normalize("NFKD", name.translate(_DROPPED).translate(_SPACED))
    words = "".join(c for c in plain if not unicodedata.combining(c)).lower().split()
    kept = [w for w in words if w not in _ARTICLES]
    return " ".join(kept or words)


def loosen_place(folded: str) -> str:
    """A folded name as its transliterations share it: doubled letters once, vowels and k sounds levelled.

    "Douma" and "Duma", "Raqqah" and "Rakka", "Hassakeh" and "Hasaka" come out alike. Meant for names from
    Arabic only; elsewhere it joins what is different.
    """
    loose = folded.replace("ou", "u").replace("oo", "u").replace("ee", "i").replace("q", "k").replace("dh", "d")
    loose = loose.translate(str.maketrans("eyo", "aiu"))
    once = "".join(c for n, c in enumerate(loose) if not n or c != loose[n - 1] or c == " ")
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("h") else w for w in once.split())


@functools.lru_cache(maxsize=1)
def _lines() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        for key in line[: line.index("\t")].split("|"):
            if key in found:
                found[key].append(line)
            else:
                found[key] = [line]
    return found


@functools.lru_cache(maxsize=20_000)
def find_towns(folded: str) -> tuple[PlaceRow, ...]:
    """The towns of a folded name, the most people first; () if there is none."""
    rows = []
    for line in _lines().get(folded, ()):
        _, name, country, admin, latitude, longitude, population = line.split("\t")
        rows.append(PlaceRow(name, country, admin, float(latitude), float(longitude), int(population)))
    return tuple(sorted(rows, key=lambda r: (-r.population, r.country, r.name)))


def is_place_name(name: str) -> bool:
    """True if some town in the table is called so."""
    return bool(find_towns(fold_place(name)))

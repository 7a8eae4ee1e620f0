"""What two tellings have in common, feature by feature: place, day, toll, weapon, doers.

Enters: two tellings. Leaves: one word for each feature ("town", "next_day"); None where one of them does not say.
What a word weighs is knowledge (incident_weights.yaml).
"""

import functools
import math

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.actors import Country
from dragoman.knowledge.schema.incidents import Weapon
from dragoman.model import Place
from dragoman.reconciling.days import gap
from dragoman.reconciling.incidents.tellings import Telling, fold_name

CLOSE_KM = 8.0  # two quarters of a town
NEAR_KM = 30.0  # a town and the villages around it
WEEK = 8  # days: one said "on Tuesday", another took it for the Tuesday before
FEW = 3  # killed: a number so common that it tells nothing
EQUAL = ((FEW, "_few"), (9, ""), (29, "_tens"), (99, "_many"), (math.inf, "_hundreds"))  # up to so many killed
EARTH_KM = 6371.0


def compare_features(one: Telling, other: Telling) -> dict[str, str]:
    """The features that both tell; those that one leaves open are left out."""
    found = {
        "place": compare_places(one.place, other.place),
        "day": compare_days(one, other),
        "killed": compare_killed(one, other),
        "weapon": compare_weapons(one.weapon, other.weapon),
        "doers": compare_doers(one, other),
    }
    return {feature: value for feature, value in found.items() if value}


# ---- place
def compare_places(one: Place | None, other: Place | None) -> str | None:
    """By name, else by province and distance."""
    if one is None or other is None:
        return None
    if one.country and other.country and one.country != other.country:
        return "country"
    a, b = fold_name(one.name), fold_name(other.name)
    if _is_open(one) or _is_open(other):
        return "town" if a == b and a not in _country_names() else "open"
    areas = {fold_name(p.admin or "") for p in (one, other)} - {""}
    if a == b:
        return "city" if a in areas else "town"  # a province, or the city that it is named after
    distance = distance_km(one, other)
    if len(areas) == 1 and (a in areas or b in areas):
        return "inside"
    if distance is not None and distance <= NEAR_KM:
        return "close" if distance <= CLOSE_KM else "near"
    return "province" if len(areas) == 1 else "far"


def _is_open(place: Place) -> bool:
    """True for a whole country, and for a name that no map has."""
    return not place.admin and place.latitude is None


@functools.lru_cache(maxsize=1)
def _country_names() -> frozenset[str]:
    return frozenset(fold_name(n) for c in load_entries(Country, "countries") for n in (c.name, *c.aliases))


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance; None where a place has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return EARTH_KM * math.acos(min(1.0, max(-1.0, cosine)))


# ---- day
def compare_days(one: Telling, other: Telling) -> str:
    """How far apart, and whether both days are told or one only stands for the day of a report."""
    apart = gap(one.days, other.days)
    if apart == 0:
        return "same" if one.told and other.told else "same_implied"
    told = "" if one.told and other.told else "_implied"
    return ("next" if apart == 1 else "two" if apart == 2 else "week" if apart <= WEEK else "later") + told


# ---- toll
def compare_killed(one: Telling, other: Telling) -> str | None:
    """Equal numbers, the rarer the higher; else by the ratio of the first numbers that each gives."""
    a, b = one.killed, other.killed
    if a is None or b is None:
        return None
    if a == b:
        return next(f"equal{name}" for limit, name in EQUAL if a <= limit)
    if any(n > FEW for n in _all_killed(one) & _all_killed(other)):
        return "equal_other"  # one of several numbers in a report
    ratio = max(a, b) / max(1, min(a, b))
    return "ratio_1" if ratio <= 1.35 else "ratio_2" if ratio <= 2 else "ratio_4" if ratio <= 4 else "ratio_more"


def _all_killed(telling: Telling) -> set[int]:
    return {a.claim.killed for a in telling.accounts if a.claim.killed is not None}


# ---- weapon
@functools.lru_cache(maxsize=1)
def _weapons() -> dict[str, Weapon]:
    return {w.weapon: w for w in load_entries(Weapon, "weapons", "en")}


def family_of(weapon: str | None) -> str:
    """Reports name one weapon of a family for another; "" for a word that may be said of any, and for none."""
    entry = _weapons().get(weapon or "")
    return entry.family if entry else weapon or ""


def is_rare(weapon: str | None) -> bool:
    """True for weapons that few acts of a war are done with."""
    entry = _weapons().get(weapon or "")
    return bool(entry and entry.rare)


def compare_weapons(one: str | None, other: str | None) -> str | None:
    """By word, else by family."""
    if not one or not other:
        return None
    rare = is_rare(one) or is_rare(other)
    if one == other:
        return "same_rare" if rare else "same"
    families = {family_of(one), family_of(other)}
    if "" in families:
        return "open"
    if len(families) == 1:
        return "family"
    return "differ_rare" if rare else "differ"


# ---- doers
def compare_doers(one: Telling, other: Telling) -> str | None:
    """By side or by a word of the names in common; two sides of a war differ, two names may be of one."""
    a, b = frozenset(one.marks), frozenset(other.marks)
    if not a or not b:
        return None
    if a & b:
        return "shared"
    return "differ" if all(any(m.isupper() for m in marks) for marks in (a, b)) else "apart"

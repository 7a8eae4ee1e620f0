"""Whom claims blame, and whether two of them can blame the same side.

Enters: the doers of accounts, by code and as printed. Leaves: a comparison. What stands for a state, a leader or an
armed group by name is knowledge (countries, people, actors, groups).
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.actors import Country, Group, KnownActor, KnownPerson
from dragoman.model import Claim
from dragoman.reconciling.incidents.tellings import STATE, Account

REBELS = frozenset(("REB", "OPP"))  # sectors of a code
SHORTEST = 3  # letters: "IS" is a name only where it is printed so
LONGEST = 4  # words of a name that is looked up
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|\.")

Arm = Literal["state", "rebels"]


class Camp(NamedTuple):
    """A side of a war, as far as it is told: of which country or movement ("ISM"), and whether of its state."""

    country: str | None = None
    arm: Arm | None = None


class Blame(NamedTuple):
    """Doers as printed, with what tells them from others."""

    printed: str
    camps: frozenset[Camp]
    marks: frozenset[str]
    denied: bool = False  # "not the army"


def blame_of(account: Account) -> Blame | None:
    """Whom an account blames, or clears; None where it names nobody."""
    printed = account.claim.responsible or account.claim.denies
    if not printed:
        return None
    coded = {c for c in map(_camp_of_code, account.sides) if c != Camp()}
    named = {camp for name in printed.split(", ") for camp in _camps_of_name(name)}
    marks = frozenset(account.doers) - set(account.sides)
    if not marks:  # "warplanes", "the army": whose they are is only supposed
        coded = {c._replace(country=None) for c in coded if c.arm}
    return Blame(show_blame(account.claim) or "", frozenset(coded or named), marks, account.claim.responsible is None)


def show_blame(claim: Claim) -> str | None:
    """Whom a claim blames, or clears ("not the army")."""
    return claim.responsible or (f"not {claim.denies}" if claim.denies else None)


def can_be_one(one: Blame, other: Blame) -> bool | None:
    """True if both can be right: a side, its forces and "warplanes" are one doer, told more or less exactly.

    Returns:
        None where nothing tells on which side one of them is.
    """
    if one.camps and other.camps:
        return any(_fit(a, b) for a in one.camps for b in other.camps)
    return True if not one.marks or not other.marks or one.marks & other.marks else None


def _fit(a: Camp, b: Camp) -> bool:
    """True unless the two are of different countries, or one of a state and the other against it."""
    return not ((a.country and b.country and a.country != b.country) or (a.arm and b.arm and a.arm != b.arm))


# ---- camps
def _camp_of_code(code: str) -> Camp:
    """ "SYR" and "SYRMIL" are the state's, "SYRREB" is against it, "GOV" is some state's; "CRM" tells nothing."""
    first = code[:3]
    if first in _countries() or len(code) > len(first):
        return Camp(first, _arm_of(code[3:6]))
    return Camp(None, _arm_of(first))


def _arm_of(sector: str) -> Arm | None:
    return "state" if sector in STATE else "rebels" if sector in REBELS else None


def _camps_of_name(name: str) -> Iterator[Camp]:
    """The camps that the words of one name tell: "Russian warplanes", "Assad's forces", "rebel groups"."""
    words = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(name)]
    runs = [" ".join(words[i : i + n]) for n in range(LONGEST, 0, -1) for i in range(len(words) - n + 1)]
    known = [code for run in runs if (code := _names().get(run.casefold() if len(run) >= SHORTEST else run))]
    groups = {sector for run in runs if (sector := _nouns().get(run.casefold()))}
    arm: Arm | None = "rebels" if groups & REBELS else "state" if groups & STATE else None
    for code in dict.fromkeys(known):
        camp = _camp_of_code(code)
        yield camp._replace(arm=arm or camp.arm) if len(code) == SHORTEST else camp
    if not known and arm and groups - {"MIL"}:
        yield Camp(None, arm)


@functools.lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(c.code for c in load_entries(Country, "countries"))


@functools.lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """From a name, in small letters unless it is very short, to a code."""
    found: dict[str, str] = {}
    for c in load_entries(Country, "countries"):
        _add(found, (c.name, *c.aliases, *c.adjectives, *c.citizens()), c.code)
    for a in load_entries(KnownActor, "actors"):
        _add(found, (a.name, *a.aliases), a.code)
    for p in load_entries(KnownPerson, "people"):
        _add(found, (p.name, *p.aliases), p.code)
    return found


def _add(found: dict[str, str], names: Iterable[str], code: str) -> None:
    for name in names:
        found.setdefault(name.casefold() if len(name) >= SHORTEST else name, code)


@functools.lru_cache(maxsize=1)
def _nouns() -> Mapping[str, str]:
    """From a noun for an office or armed men to the sector it tells."""
    return {w.casefold(): g.sector for g in load_entries(Group, "groups", "en") for w in g.words if g.sector}

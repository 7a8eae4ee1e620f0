"""What the knowledge files say about layout, agencies and outlets, ready for use.

Enters: nothing. Leaves: compiled patterns and look-up tables, made when first asked for.
"""

import functools
import re

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.press import LONGEST_NAME, fold_name
from dragoman.knowledge.schema.intake import LayoutEntry, LayoutKind
from dragoman.knowledge.schema.press import AgencyEntry, OutletEntry

LANGUAGE = "en"
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")


@functools.lru_cache(maxsize=64)
def patterns(kind: LayoutKind) -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of one kind, in file order."""
    entries = (e for e in load_entries(LayoutEntry, "layout", LANGUAGE) if e.kind == kind)
    return tuple(re.compile(p, 0 if e.cased else re.IGNORECASE) for e in entries for p in e.patterns)


@functools.lru_cache(maxsize=64)
def _joined(kind: LayoutKind) -> tuple[re.Pattern[str], ...]:
    """The patterns of a kind as one alternative for each way of minding capitals: a third of the time."""
    by_flags: dict[int, list[str]] = {}
    for p in patterns(kind):
        by_flags.setdefault(p.flags, []).append(f"(?:{_NAMED_GROUP.sub('(?:', p.pattern)})")
    return tuple(re.compile("|".join(joined), flags) for flags, joined in by_flags.items())


@functools.lru_cache(maxsize=64)
def words(kind: LayoutKind) -> dict[str, int]:
    """The words of one kind in small letters, each with its entry's value (0 where it has none)."""
    entries = (e for e in load_entries(LayoutEntry, "layout", LANGUAGE) if e.kind == kind)
    return {w.lower(): e.value or 0 for e in entries for w in e.words}


def match_whole(kind: LayoutKind, line: str) -> re.Match[str] | None:
    """The first pattern of the kind that matches the line from its first to its last character."""
    return next((m for p in patterns(kind) if (m := p.fullmatch(line))), None)


def matches_whole(kind: LayoutKind, line: str) -> bool:
    """True if some pattern of the kind matches the line from its first to its last character."""
    return any(p.fullmatch(line) for p in _joined(kind))


def matches_start(kind: LayoutKind, line: str) -> re.Match[str] | None:
    """The first pattern of the kind that matches at the start of the line."""
    return next((m for p in patterns(kind) if (m := p.match(line))), None)


def matches_somewhere(kind: LayoutKind, line: str) -> re.Match[str] | None:
    """The first pattern of the kind that matches anywhere in the line."""
    return next((m for p in patterns(kind) if (m := p.search(line))), None)


@functools.lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    return {fold_name(n): e.name for e in load_entries(AgencyEntry, "agencies") for n in (*e.aliases, e.name)}


@functools.lru_cache(maxsize=1)
def _outlets() -> dict[str, str]:
    return {fold_name(n): e.name for e in load_entries(OutletEntry, "outlets") for n in (*e.aliases, e.name)}


@functools.lru_cache(maxsize=1)
def _domains() -> dict[str, str]:
    return {d: e.name for e in load_entries(OutletEntry, "outlets") for d in e.domains}


def find_agency(name: str | None) -> str | None:
    """The agency that a name stands for, as agencies.yaml writes it; None if it is no known agency."""
    return _agencies().get(fold_name(name)) if name and len(name) <= LONGEST_NAME else None


def find_outlet(name: str | None) -> str | None:
    """The outlet that a name stands for, as outlets.yaml writes it; None if it is no known outlet."""
    return _outlets().get(fold_name(name)) if name and len(name) <= LONGEST_NAME else None


def outlet_of_domain(host: str) -> str | None:
    """The outlet whose domain the host is, or is part of; None if unknown."""
    host = host.lower().removeprefix("www.")
    labels = host.split(".")
    return next((_domains()[d] for n in range(len(labels)) if (d := ".".join(labels[n:])) in _domains()), None)

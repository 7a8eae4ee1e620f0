"""What tells one track's name from another's.

Enters: a name as printed ("the Astana process"). Leaves: a key that all names of one track share, and what the
knowledge has of the track (knowledge/tracks.yaml and a user's own file), if it is known.
"""

import functools
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from dragoman.knowledge.gazetteer import find_towns, fold_place
from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.actors import Country
from dragoman.knowledge.schema.tracks import KnownTrack, TalkWords
from dragoman.settings import get_setting

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NUMBER = re.compile(r"-(\d{1,2}|[ivx]+)$")  # "Tunis-3"
COUNTRY = "country:"  # begins the key of talks known only by a country


@dataclass(frozen=True, slots=True)
class _Words:
    """The knowledge that names are compared by."""

    plain: frozenset[str]
    keys: dict[str, str]  # a known track's names to its key
    tracks: dict[str, KnownTrack]  # by key
    members: dict[str, tuple[str, ...]]  # a party's name to the keys of the tracks it is a member of
    countries: dict[str, str]  # names and adjectives of countries to their codes


@functools.lru_cache(maxsize=4)
def _words(user_folder: str) -> _Words:
    roles = ("noun", "meeting", "quality", "plain")
    tracks = {(t.place or t.name).casefold(): t for t in load_entries(KnownTrack, "tracks")}
    members: dict[str, tuple[str, ...]] = {}
    for key, track in tracks.items():
        for name in track.members:
            members[name.casefold()] = (*members.get(name.casefold(), ()), key)
    return _Words(
        plain=frozenset(w for e in load_entries(TalkWords, "talks", "en") if e.role in roles for w in e.words),
        keys={_plain_form(n): key for key, track in tracks.items() for n in (track.name, *track.names)},
        tracks=tracks,
        members=members,
        countries={
            _plain_form(form): c.code
            for c in load_entries(Country, "countries")
            for form in (c.name, *c.adjectives, *c.people, *c.aliases)
        },
    )


def _plain_form(name: str) -> str:
    return " ".join(w.casefold() for w in _WORD.findall(name))


def track_key(name: str | None) -> str | None:
    """What tells one track's name from another's: its words without those that any talks may have.

    Returns:
        None if nothing is left; a key that begins with `COUNTRY` if only a country is.
    """
    return _key_of(name, get_setting("knowledge")) if name else None


@functools.lru_cache(maxsize=10_000)
def _key_of(name: str, user_folder: str) -> str | None:
    known = _words(user_folder)
    form = _plain_form(name)
    if form in known.keys:
        return known.keys[form]
    words = (_NUMBER.sub("", w) for w in form.split())
    own = " ".join(w for w in words if w not in known.plain and not w.isdigit())
    if own in known.tracks or own in known.keys:
        return known.keys.get(own, own)
    code = known.countries.get(own)
    return COUNTRY + code if code else own or None


def country_code(place: str) -> str | None:
    """The code of a country by its name; None for any other place."""
    return _words(get_setting("knowledge")).countries.get(_plain_form(place))


@functools.lru_cache(maxsize=8)
def _role_words(user_folder: str, roles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for e in load_entries(TalkWords, "talks", "en") if e.role in roles for w in e.words)


def stand_ins() -> frozenset[str]:
    """Words for parties that are named elsewhere: "delegations", "sides"."""
    return _role_words(get_setting("knowledge"), ("stand_in", "parties"))


def both_words() -> frozenset[str]:
    """Words for all parties of a conflict together: "sides", "parties"."""
    return _role_words(get_setting("knowledge"), ("parties",))


def is_body(name: str) -> bool:
    """True for a body in which the parties meet: "committee", "joint committee"; a committee of somebody is not."""
    folder = get_setting("knowledge")
    parts = name.casefold().split()
    return (
        parts[-1:] != []
        and parts[-1] in _role_words(folder, ("body",)) - {"group"}
        and all(w in _role_words(folder, ("body", "body_kind")) for w in parts)
    )


def is_common_key(key: str | None) -> bool:
    """True for a key that other talks may have at another time: a place, a country, "contact group"."""
    return _is_common(key or "", get_setting("knowledge"))


@functools.lru_cache(maxsize=10_000)
def _is_common(key: str, user_folder: str) -> bool:
    known = _words(user_folder)
    if key in known.tracks:
        return known.tracks[key].place is not None
    bodies = _role_words(user_folder, ("body", "body_kind"))
    return key.startswith(COUNTRY) or set(key.split()) <= bodies or bool(find_towns(fold_place(key)))


def known_track(key: str | None) -> KnownTrack | None:
    """What the knowledge has of the track with this key."""
    return _words(get_setting("knowledge")).tracks.get(key or "")


def member_of(names: Collection[str]) -> tuple[str, ...]:
    """The keys of the known tracks that two or more of the names are members of."""
    members = _words(get_setting("knowledge")).members
    hits = Counter(key for name in names for key in members.get(name.casefold(), ()))
    return tuple(sorted(key for key, n in hits.items() if n > 1))

"""Whether two actors, of two reports, are the same.

Enters: two actors or names. Leaves: a score with its reason. Persons with different first names and
different states are never made one. Who is one with whom over many reports is for identities.py to say.
"""

import functools
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from dragoman.model import Actor
from dragoman.reading.actors.lexicon import Named, get_lexicon, split_words

SPELLING = 85  # least rapidfuzz ratio for two spellings of one name
SAME = 0.7  # least score at which two actors are made one
_PEOPLE = ("person", "unknown")


class Likeness(NamedTuple):
    """How likely two names mean one actor, 0 to 1, and why."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an actor apart from the report; equal profiles are one actor from the start."""

    name: str
    kind: str
    country: str | None
    code: str | None
    words: tuple[str, ...]  # of the name, folded, without titles
    described: bool  # a description, not a name: "Mobutu's envoy"
    known: str | None  # key of the knowledge entry that bears the name
    shorts: tuple[str, ...] = ()  # acronyms


def same_actor(a: Actor | str, b: Actor | str) -> Likeness:
    """Compare two actors, or names standing alone.

    Args:
        a, b: an `Actor` of a reading, or a name with or without a title ("rebel leader Kabila").
    Returns:
        1 for the same, 0 for different ones; from `SAME` on they may be made one. Symmetric.
    """
    return compare_profiles(make_profile(a), make_profile(b))


def make_profile(actor: Actor | str) -> Profile:
    """The profile of an actor; of a bare name all that the name tells."""
    if isinstance(actor, str):
        actor = Actor(name=actor)
    named = known_name(actor.name)
    kind, country = actor.kind, actor.country
    if named is not None and kind == "unknown":
        kind = "state" if named.kind == "state" else "people" if named.kind == "people" else "organisation"
    if named is not None and country is None:
        country = named.country.code if named.country else named.actor.country if named.actor else None
    shorts = tuple(sorted(x for x in (actor.name, *actor.aliases) if 2 <= len(x) <= 8 and x.isupper()))
    key = named.key if named is not None and kind not in _PEOPLE else None
    if key and named and named.kind == "people" and named.country and actor.name != named.country.name:
        key = f"people:{actor.name}"
    words = name_words(actor.name)
    return Profile(actor.name, kind, country, actor.code, words, is_description(actor.name), key, shorts)


@functools.lru_cache(maxsize=20_000)
def known_name(name: str) -> Named | None:
    """The state, organisation or people that a name is known to mean; None if it is not known."""
    tokens = split_words(name)
    for words, named in get_lexicon().names.get(tokens[0], ()) if tokens else ():
        if words == tokens and named.kind in ("state", "organisation", "people"):
            return named
    return None


@functools.lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without accents, honorifics and titles before it."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    tokens = split_words("".join(c for c in plain if not unicodedata.combining(c)))
    if is_description(name):
        tokens = _with_keys(tokens)
    words = [w.lower().strip(".,") for w in tokens if any(c.isalnum() for c in w) and w != "'s"]
    lexicon = get_lexicon()
    if not is_description(name):
        titles = [n for n, w in enumerate(words) if w in lexicon.roles and n + 1 < len(words)]
        words = words[titles[-1] + 1 :] if titles else words
    idle = lexicon.words["honorifics"] | lexicon.words["honorifics-male"] | lexicon.words["honorifics-female"]
    return tuple(w for w in words if w not in idle) or tuple(words)


def _with_keys(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a description with known names, demonyms too, as their keys: "UN", "U.N." and "United Nations"."""
    found: list[str] = []
    at = 0
    while at < len(tokens):
        rows = get_lexicon().names.get(tokens[at], ())
        match = next(((words, named) for words, named in rows if tokens[at : at + len(words)] == words), None)
        found.append(match[1].key if match else tokens[at])
        at += len(match[0]) if match else 1
    return tuple(found)


@functools.lru_cache(maxsize=20_000)
def is_description(name: str) -> bool:
    """True for what describes somebody: it has an owner or ends in a common noun in small letters."""
    last = name.split()[-1] if name.split() else ""
    return "'s " in name or (last.islower() and last not in get_lexicon().words["particles"])


def compare_profiles(a: Profile, b: Profile) -> Likeness:
    """Score two profiles; the first rule that speaks decides."""
    if a.known and b.known:
        return Likeness(1.0, "one knowledge entry") if a.known == b.known else Likeness(0.0, "different entries")
    if a.described != b.described:
        return Likeness(0.0, "a name and a description")
    if a.described:
        return _compare_bodies(a, b)
    if _is_person(a) != _is_person(b) and "unknown" not in (a.kind, b.kind):
        return Likeness(0.0, "a person and no person")
    if _is_person(a) and _is_person(b) and not (a.known or b.known):
        return _compare_people(a, b)
    return _compare_bodies(a, b)


def _is_person(profile: Profile) -> bool:
    return profile.kind in _PEOPLE


def _compare_people(a: Profile, b: Profile) -> Likeness:
    clash = bool(a.country and b.country and a.country != b.country)
    short, full = sorted((a.words, b.words), key=lambda w: (len(w), w))
    if not short:
        return Likeness(0.0, "no name")
    if short == full:
        if len(short) == 1 and clash:
            return Likeness(0.2, "one surname, different countries")
        return Likeness(1.0, "the same name")
    if len(short) == 1:
        return _compare_surname(short[0], full, clash, bool(a.country and a.country == b.country))
    if clash:
        return Likeness(0.2, "different countries")
    return _compare_full(short, full)


def _compare_surname(word: str, full: tuple[str, ...], clash: bool, agree: bool) -> Likeness:
    if clash:
        return Likeness(0.1, "different countries")
    if word == full[-1] or word in full:
        return Likeness(0.9 if agree else 0.8, "surname" if word == full[-1] else "part of the name")
    if any(_is_spelling(word, w) for w in full):
        return Likeness(0.75 if agree else 0.6, "another spelling of the surname")
    return Likeness(0.0, "different names")


def _compare_full(short: tuple[str, ...], full: tuple[str, ...]) -> Likeness:
    if short[-1] != full[-1] and not _is_spelling(short[-1], full[-1]) and not set(short) <= set(full):
        return Likeness(0.0, "different surnames")
    if set(short) <= set(full):
        return Likeness(0.95, "fuller form")
    first, other = short[0], full[0]
    if first == other or (first[0] == other[0] and 1 in (len(first), len(other))):
        return Likeness(0.9, "first name and surname")
    if _is_spelling(first, other) or (
        min(len(first), len(other)) >= 4 and (first.startswith(other) or other.startswith(first))
    ):
        return Likeness(0.8, "another spelling of the first name")
    return Likeness(0.0, "different first names")


def _is_spelling(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= 5 and a[0] == b[0] and fuzz.ratio(a, b) >= SPELLING


def _compare_bodies(a: Profile, b: Profile) -> Likeness:
    """States, organisations, offices and groups."""
    if a.country and b.country and a.country != b.country:
        return Likeness(0.0, "different countries")
    if set(a.shorts) & set(b.shorts):
        return Likeness(0.9, "acronym")
    if a.words == b.words:
        return Likeness(1.0 if a.country == b.country else 0.75, "the same name")
    if a.known or b.known:
        return Likeness(0.0, "different names")
    if a.country and a.country == b.country and noun_words(a) == noun_words(b):
        return Likeness(0.85, "the same noun and country")
    if min(len(a.words), len(b.words)) > 1 and fuzz.ratio(" ".join(a.words), " ".join(b.words)) >= 92:
        return Likeness(0.8, "another spelling")
    return Likeness(0.0, "different names")


def noun_words(profile: Profile) -> tuple[str, ...]:
    """The words of a description without those for its country: "Zairean rebels" and "rebels" share them."""
    own = {f"state:{c.id}" for c in get_lexicon().countries.get(profile.country or "", ())}
    return tuple(w for w in profile.words if w not in own) or profile.words

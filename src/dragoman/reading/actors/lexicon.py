"""The knowledge about actors, compiled for looking up tokens.

Enters: countries, actors, roles, groups, shifts, pronouns and name words. Leaves: one `Lexicon`, cached.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.actors import Country, Group, KnownActor, KnownPerson, NameWords, Pronoun, Role, Shift

T = TypeVar("T")
NameKind = Literal["state", "organisation", "seat", "demonym", "people", "capital"]


class Named(NamedTuple):
    """What a known name stands for; `people` is a noun for citizens that is no adjective ("Turks")."""

    kind: NameKind
    country: Country | None = None
    actor: KnownActor | None = None

    @property
    def key(self) -> str:
        """The entity that the name leads to."""
        return f"state:{self.country.id}" if self.country else f"actor:{self.actor.id if self.actor else ''}"


Table = Mapping[str, tuple[tuple[tuple[str, ...], Named], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tables by word. Names are matched with their capitals, roles and groups in small letters."""

    names: Table
    roles: Mapping[str, Role]
    role_phrases: Mapping[str, tuple[tuple[tuple[str, ...], Role], ...]]
    groups: Mapping[str, Group]
    sets: Mapping[str, Group]
    group_phrases: Mapping[str, tuple[tuple[tuple[str, ...], Group], ...]]
    shifts: Mapping[str, str]
    pronouns: Mapping[str, Pronoun]
    words: Mapping[str, frozenset[str]]
    countries: Mapping[str, tuple[Country, ...]]  # by code
    people: Mapping[tuple[str, ...], tuple[KnownPerson, ...]]  # by the words of a name, in small letters
    counts: Mapping[str, int]
    leaders: frozenset[str]  # words for those at the top
    side_words: frozenset[str]  # "rebel", "guerrilla": with an s, a group

    def plural(self, role: str) -> Group:
        """Many holders of an office, by the word for one: "teenagers"."""
        entry = self.roles[role]
        return Group(id=entry.id, words=(), sector=entry.sector, persons=True)


def split_words(name: str) -> tuple[str, ...]:
    """A name in the tokens that the parser makes of it: "al-Nusra's" is al, -, Nusra, 's."""
    spaced = re.sub(r"'s\b", " 's", name.replace("’", "'"))
    spaced = re.sub(r"(?<=[^\W\d_])([-/])(?=[^\W\d_])", r" \1 ", spaced)
    spaced = re.sub(r"([()])", r" \1 ", re.sub(r"(?<=s)'(?=\s|$)", " '", spaced))
    return tuple(spaced.split())


@functools.lru_cache(maxsize=2)
def get_lexicon(language: str = "en") -> Lexicon:
    """The compiled knowledge, built once."""
    countries = load_entries(Country, "countries")
    actors = load_entries(KnownActor, "actors")
    roles = load_entries(Role, "roles", language)
    groups = load_entries(Group, "groups", language)
    words = {e.id: frozenset(e.words) for e in load_entries(NameWords, "name_words", language)}
    counted = next((e.words for e in load_entries(NameWords, "name_words", language) if e.id == "counts"), ())
    shifts = load_entries(Shift, "shifts", language)
    by_code: dict[str, tuple[Country, ...]] = {}
    for country in countries:
        by_code[country.code] = (*by_code.get(country.code, ()), country)
    return Lexicon(
        names=_name_table(countries, actors),
        roles={w: r for r in roles for w in r.words if len(split_words(w)) == 1},
        role_phrases=_phrase_table((w, r) for r in roles for w in r.words),
        groups={w: g for g in groups if not g.counted for w in g.words if len(split_words(w)) == 1},
        sets={w: g for g in groups if g.set for w in g.words},
        group_phrases=_phrase_table((w, g) for g in groups for w in g.words),
        shifts={w: s.sector for s in shifts for w in s.words},
        pronouns={w: p for p in load_entries(Pronoun, "pronouns", language) for w in p.words},
        words=words,
        countries=by_code,
        side_words=frozenset(w for s in shifts for w in s.words if any(f"{w}s" in g.words for g in groups)),
        leaders=frozenset(w for r in roles if r.rank == "leader" for w in r.words),
        people=_people_table(load_entries(KnownPerson, "people")),
        counts={w: max(2, n + 1) for n, w in enumerate(counted)},
    )


def _people_table(people: Iterable[KnownPerson]) -> dict[tuple[str, ...], tuple[KnownPerson, ...]]:
    table: dict[tuple[str, ...], tuple[KnownPerson, ...]] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            words = tuple(w.lower() for w in split_words(name) if w != "-")
            table[words] = (*table.get(words, ()), person)
    return table


def _name_table(countries: Iterable[Country], actors: Iterable[KnownActor]) -> Table:
    found: dict[tuple[str, ...], Named] = {}

    def add(names: Iterable[str], named: Named, capitals: bool = False) -> None:
        for name in names:
            tokens = split_words(name)
            found.setdefault(tokens, named)
            if capitals:
                found.setdefault(tuple(t.upper() for t in tokens), named)

    for country in countries:
        add((country.name, *country.aliases), Named("state", country), capitals=True)
    for actor in actors:
        add((actor.name, *actor.aliases), Named("organisation", actor=actor))
    for country in countries:
        add(country.adjectives, Named("demonym", country), capitals=True)
        add(country.citizens(), Named("people", country), capitals=True)
        add(country.seats, Named("seat", country))
        add(country.capitals, Named("capital", country))
    return _by_first(found.items())


def _by_first(pairs: Iterable[tuple[tuple[str, ...], Named]]) -> Table:
    table: dict[str, list[tuple[tuple[str, ...], Named]]] = {}
    for tokens, named in pairs:
        table.setdefault(tokens[0], []).append((tokens, named))
    return {w: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for w, rows in table.items()}


def _phrase_table(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[tuple[tuple[str, ...], T], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for words, entry in pairs:
        tokens = split_words(words)
        if len(tokens) > 1:
            table.setdefault(tokens[0], []).append((tokens, entry))
    return {w: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for w, rows in table.items()}

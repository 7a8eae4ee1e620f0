"""Who is one actor over many reports, and by what name the record knows him.

Enters: the profiles of all actors, with how often each occurs. Leaves: a `Face` for each profile. The result
depends on the set of profiles, never on their order.

Method: profiles fall into four sorts, and only within small pools can they be one, so that new reports touch few:
known (one knowledge entry), described ("Zairean rebels": one noun of one country), named (several words: compared
in pairs, see actors.py) and single ("Kabila": the one named actor that it fits best; a tie leaves it alone).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from dragoman.reading.actors.lexicon import get_lexicon
from dragoman.reconciling.actors.compare import SAME, Profile, compare_profiles, known_name, noun_words
from dragoman.reconciling.components import group_connected

Sort = Literal["known", "described", "named", "single"]
Cluster = tuple[Profile, ...]  # taken for one actor, the fullest first

MOST_WORDS = 6  # of a name, that are looked at for blocking
CLASH = 0.3  # a likeness below this to one full name of a cluster keeps a profile out of it
# Sectors that speak for one side of a process: who governs, and who takes arms against it or opposes it.
_SIDES = {
    **dict.fromkeys(("GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PRM"), "GOV"),
    **dict.fromkeys(("REB", "OPP", "INS", "SEP", "RAD", "UAF"), "REB"),
}
WORLD = ("UNO", "IGO", "NGO", "NGM", "ISM", "IMG", "MNC", "EUR")  # bodies of no one side


@dataclass(frozen=True, slots=True)
class Face:
    """What the record knows of an actor: its name, the sides it speaks for, and what sort of actor it is."""

    name: str
    sides: tuple[str, ...] = ()  # in order
    person: bool = False
    body: bool = False  # a group or organisation: it can meet by itself
    world: bool = False  # takes part in the talks of many, and so tells none apart
    thing: bool = False  # nothing is known of it: it may be no actor at all


def identify(counts: Mapping[Profile, int]) -> dict[Profile, Face]:
    """A face for every profile.

    Args:
        counts: all profiles, with the number of reports that each occurs in.
    """
    pools: dict[str, list[Profile]] = defaultdict(list)
    for profile in sorted(counts, key=fullest):
        pools["named" if sort_of(profile) == "named" else pool_of(profile)].append(profile)
    clusters = [c for component in named_components(pools.pop("named", [])) for c in settle_named(component)]
    find_homes = Homes(clusters).near
    homes: dict[Profile, Cluster] = {}
    for key in sorted(pools):
        if key.startswith("single:"):
            found, alone = settle_single(pools[key], find_homes)
            homes |= found
            clusters += alone
        else:
            clusters += settle_pool(pools[key])
    faces = show_faces(clusters, counts)
    known = {profile: face for cluster, face in faces.items() for profile in cluster}
    return known | {profile: face_of_single(profile, faces[home]) for profile, home in homes.items()}


def sort_of(profile: Profile) -> Sort:
    """Which of the four sorts a profile is of."""
    if profile.known:
        return "known"
    if profile.described:
        return "described"
    return "named" if len(profile.words) > 1 else "single"


def pool_of(profile: Profile) -> str:
    """The pool in which a profile that is not `named` may meet its like; of a named one its own words."""
    sort = sort_of(profile)
    words = noun_words(profile) if sort == "described" else profile.words
    return f"{sort}:{profile.known or ' '.join(words)}"


def fullest(profile: Profile) -> tuple[int, int, str, str, str, str]:
    """For ordering: the fullest name first."""
    return (
        -len(profile.words),
        -len(profile.name),
        profile.name,
        profile.country or "",
        profile.code or "",
        " ".join((profile.kind, *profile.shorts)),
    )


# ---- named: compared in pairs
def named_keys(profile: Profile) -> list[str]:
    """Keys that two named profiles of one actor share: the start of the last word, two words, an acronym."""
    words = profile.words[-MOST_WORDS:]
    pairs = (" ".join(sorted(pair)) for pair in combinations(dict.fromkeys(words), 2))
    return list(dict.fromkeys([f"last:{words[-1][:3]}", *pairs, *(f"short:{s}" for s in profile.shorts)]))


def are_linked(one: Profile, other: Profile) -> bool:
    """True if two named profiles are alike enough to be one actor, others permitting."""
    return compare_profiles(one, other).score >= SAME


def named_components(named: Sequence[Profile]) -> list[list[Profile]]:
    """Named profiles that are linked to each other, directly or through others; in the order given."""
    blocks: dict[str, list[int]] = defaultdict(list)
    linked: list[tuple[int, int]] = []
    for n, profile in enumerate(named):
        near = {m for key in named_keys(profile) for m in blocks[key]}
        linked += [(m, n) for m in near if are_linked(profile, named[m])]
        for key in named_keys(profile):
            blocks[key].append(n)
    return [[named[n] for n in group] for group in group_connected(range(len(named)), linked)]


def settle_named(component: Iterable[Profile]) -> list[Cluster]:
    """Put each profile, the fullest first, with the one cluster that it fits best; a tie leaves it alone."""
    clusters: list[Cluster] = []
    for profile in sorted(component, key=fullest):
        home = _best(profile, clusters)
        if home is None:
            clusters.append((profile,))
        else:
            clusters[clusters.index(home)] = (*home, profile)
    return clusters


def _best(profile: Profile, clusters: Iterable[Cluster]) -> Cluster | None:
    scored = [(score, c) for c in clusters if (score := _score(profile, c)) >= SAME]
    best = max((score for score, _ in scored), default=0.0)
    fitting = [c for score, c in scored if score == best]
    return fitting[0] if len(fitting) == 1 else None


def _score(profile: Profile, cluster: Sequence[Profile]) -> float:
    """The best score with any profile of the cluster; 0 if it clashes with one of its full names."""
    scores = [compare_profiles(profile, p).score for p in cluster]
    if any(s < CLASH and len(p.words) > 1 for s, p in zip(scores, cluster, strict=True)):
        return 0.0
    return max(scores)


# ---- pools: alike by their words alone
def settle_pool(pool: Iterable[Profile]) -> list[Cluster]:
    """One cluster for each country; what names no country belongs to the only one, if there is only one."""
    members = sorted(pool, key=fullest)
    if members and members[0].known:
        return [tuple(members)]
    groups: dict[str | None, list[Profile]] = defaultdict(list)
    for profile in members:
        groups[profile.country].append(profile)
    countries = [c for c in groups if c]
    if len(countries) == 1 and None in groups:
        groups[countries[0]] = sorted(groups[countries[0]] + groups.pop(None), key=fullest)
    return [tuple(groups[c]) for c in sorted(groups, key=str)]


def single_keys(profile: Profile) -> list[str]:
    """What a named profile can be found by from a single word: the start of each word, acronyms."""
    return list(dict.fromkeys([*(f"word:{w[:3]}" for w in profile.words), *(f"short:{s}" for s in profile.shorts)]))


def settle_single(
    pool: Iterable[Profile], near: Callable[[Profile], Iterable[Cluster]]
) -> tuple[dict[Profile, Cluster], list[Cluster]]:
    """Single words of one pool: the named cluster that each belongs to, and clusters of those that fit none.

    Args:
        near: the named clusters that a single profile may belong to.
    """
    homes: dict[Profile, Cluster] = {}
    homeless = []
    for profile in sorted(pool, key=fullest):
        home = _best(profile, near(profile))
        if home is None:
            homeless.append(profile)
        else:
            homes[profile] = home
    return homes, settle_pool(homeless)


class Homes:
    """Clusters of named profiles, found from a single word."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._blocks: dict[str, dict[int, Cluster]] = defaultdict(dict)
        for n, cluster in enumerate(clusters):
            for profile in cluster:
                for key in single_keys(profile):
                    self._blocks[key][n] = cluster

    def near(self, profile: Profile) -> Iterable[Cluster]:
        """The clusters that a single profile may belong to, in the order given."""
        found = {n: c for key in single_keys(profile) for n, c in self._blocks.get(key, {}).items()}
        return [found[n] for n in sorted(found)]


# ---- faces
def base_name(cluster: Cluster, counts: Mapping[Profile, int]) -> str:
    """The fullest form seen; the common English name of states, the knowledge entry's of known organisations.

    Of several forms as full the most frequent, counted roughly (1, 2 to 3, 4 to 7, ...), so that a name that is
    settled does not change with each report.
    """
    if cluster[0].known:
        named = known_name(cluster[0].name)
        if named and named.kind == "state" and named.country:
            return named.country.name
        if named and named.actor:
            return named.actor.name
    most = max(len(p.words) for p in cluster)
    full = Counter[str]()
    for profile in cluster:
        if len(profile.words) == most:
            full[profile.name] += counts[profile]
    return min(full, key=lambda n: (-full[n].bit_length(), -len(n), n))


def tell_apart(name: str, clusters: Sequence[Cluster]) -> dict[Cluster, str]:
    """Names for several clusters of one name: each with its country before or behind it, or else a number."""
    if len(clusters) == 1:
        return {clusters[0]: name}
    taken: set[str] = set()
    told = {}
    for cluster in sorted(clusters, key=lambda c: (_country(c) is None, fullest(c[0]))):
        better = _with_country(name, cluster)
        number = 2
        while better in taken:
            better = f"{name} ({number})"
            number += 1
        taken.add(better)
        told[cluster] = better
    return told


def _country(cluster: Cluster) -> str | None:
    return next((p.country for p in cluster if p.country), None)


def _with_country(name: str, cluster: Cluster) -> str:
    code = _country(cluster)
    if code is None:
        return name
    country = next(iter(get_lexicon().countries.get(code, ())), None)
    if country and country.adjectives and cluster[0].kind != "person":
        return f"{country.adjectives[0]} {name}"
    return f"{name} ({code})"


def face_of(name: str, cluster: Cluster) -> Face:
    """What all profiles of a cluster tell together."""
    return Face(
        name=name,
        sides=tuple(sorted({side for p in cluster for side in sides_of(p)})),
        person=any(p.kind == "person" for p in cluster),
        body=any(p.kind in ("group", "organisation", "people") for p in cluster),
        world=any((p.code or "")[:3] in WORLD for p in cluster),
        thing=not any(p.code or p.kind != "unknown" for p in cluster),
    )


def face_of_single(profile: Profile, home: Face) -> Face:
    """The face of the named actor that a single word stands for, with the side that the word alone may tell."""
    sides = tuple(sorted({*home.sides, *sides_of(profile)}))
    return replace(home, sides=sides, thing=home.thing and face_of("", (profile,)).thing)


def sides_of(profile: Profile) -> tuple[str, ...]:
    """The side that a code names: a country with a sector. A state is its government."""
    code = profile.code or ""
    if len(code) >= 6 and code[:3] not in WORLD and code[3:6] in _SIDES:
        return (code[:3] + _SIDES[code[3:6]],)
    if len(code) == 3 and profile.kind == "state" and code not in WORLD:
        return (f"{code}GOV",)
    return ()


def show_faces(clusters: Iterable[Cluster], counts: Mapping[Profile, int]) -> dict[Cluster, Face]:
    """Faces of clusters, those of one name told apart."""
    names: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        names[base_name(cluster, counts)].append(cluster)
    return {c: face_of(told, c) for name in sorted(names) for c, told in tell_apart(name, names[name]).items()}

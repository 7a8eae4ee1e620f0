"""Which mentions belong to one process of talks.

Enters: formal mentions of all reports. Leaves: groups of them, one a track, with its names. A track is
known by its name ("six-party talks") or the place it is named by ("Astana talks"). A country may stand
for the place ("the Kazakh talks") or for what the talks are about ("Syria peace talks"): it joins the
one track that meets there, else the one with the same parties. Mentions with neither name nor place
join by what they refer back to, by their parties, or by what the report spoke of before.
"""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.actors import Country
from dragoman.knowledge.schema.tracks import KnownTrack, TalkWords
from dragoman.reconciling.days import first_day
from dragoman.reconciling.meetings import Meeting, Order
from dragoman.reconciling.parties import Parties

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
NEAR_DAYS = 200  # talks of the same parties, told of further apart, may be another process
COUNTRY = "country:"  # begins the key of talks known only by a country

Local = tuple[str, str | None]  # report and id there


@dataclass
class Group:
    """The mentions of one track."""

    key: str | None = None
    named: bool = False  # some report names the track so, by place or otherwise
    mentions: list[Meeting] = field(default_factory=list)

    def who(self) -> set[str]:
        """All parties."""
        return {name for m in self.mentions for name in (*m.who, *m.members)}

    def places(self) -> Counter[str]:
        """Where its rounds take place."""
        return Counter(m.place for m in self.mentions if m.place)

    def names(self) -> tuple[str, ...]:
        """The names printed for it, the track's own and commonest first; capitals make no difference."""
        printed = Counter(m.track for m in self.mentions if m.track)
        ordered = sorted(
            printed,
            key=lambda n: (track_key(n) != self.key, "talks" not in n.casefold(), -printed[n], len(n), n.swapcase()),
        )
        first = {name.casefold(): name for name in reversed(ordered)}
        return tuple(name for name in ordered if first[name.casefold()] == name)


def track_key(name: str | None) -> str | None:
    """What tells one track's name from another's: its words without those that any talks may have.

    Returns:
        None if nothing is left; a key that begins with `COUNTRY` if only a country is.
    """
    words = [w.casefold() for w in _WORD.findall(name or "")]
    known = _known().get(" ".join(words))
    if known:
        return known
    own = " ".join(w for w in words if w not in _plain())
    code = _countries().get(own)
    return COUNTRY + code if code else own or None


@functools.lru_cache(maxsize=4)
def _plain() -> frozenset[str]:
    roles = ("noun", "meeting", "quality", "plain")
    return frozenset(w for e in load_entries(TalkWords, "talks", "en") if e.role in roles for w in e.words)


@functools.lru_cache(maxsize=4)
def _known() -> dict[str, str]:
    return {
        " ".join(_WORD.findall(name.casefold())): (track.place or track.name).casefold()
        for track in load_entries(KnownTrack, "tracks")
        for name in track.names
    }


@functools.lru_cache(maxsize=4)
def _countries() -> dict[str, str]:
    """Names and adjectives of countries to their codes."""
    return {
        " ".join(w.casefold() for w in _WORD.findall(form)): c.code
        for c in load_entries(Country, "countries")
        for form in (c.name, *c.adjectives, *c.people, *c.aliases)
    }


def gather_tracks(mentions: Sequence[Meeting], parties: Parties) -> list[Group]:
    """Put formal mentions into tracks."""
    ordered = sorted((m for m in mentions if m.formal), key=lambda m: m.order)
    beside: dict[str, set[str]] = defaultdict(set)  # who meets or agrees in a report
    for m in mentions:
        beside[m.report] |= {*m.who, *m.members} - parties.world
    groups: dict[str, Group] = {}
    loose: list[Meeting] = []
    for m in ordered:
        key, named = _key(m)
        if key is None:
            loose.append(m)
            continue
        group = groups.setdefault(key, Group(key))
        group.named |= named
        group.mentions.append(m)
    merged = _merge(list(groups.values()), parties, beside)
    _place_loose(loose, merged, parties)
    return _merge(merged, parties, beside)


def _key(m: Meeting) -> tuple[str | None, bool]:
    """What the mention's track is known by, and whether that is its name."""
    key = track_key(m.track)
    if key and not key.startswith(COUNTRY):
        return key, True
    if m.place:
        code = _countries().get(m.place.casefold())
        return (COUNTRY + code if code else m.place.casefold()), False
    return key, False


def _merge(groups: list[Group], parties: Parties, beside: Mapping[str, set[str]]) -> list[Group]:
    """Join what is not named to the one track that it must be."""
    kept = list(groups)
    tests: tuple[Callable[[Group, Group], bool], ...] = (
        _refers,
        _same_place,
        _same_country,
        lambda group, other: _same_parties(group, other, parties),
        _same_reports,
        lambda group, other: _continues(group, other, parties, beside),
    )
    for test in tests:
        for group in sorted(kept, key=lambda g: (g.named, str(g.key))):
            home = _choose(g for g in kept if g is not group and not (g.named and group.named) and test(group, g))
            if home:
                kept = [g for g in kept if g is not group]
                home.mentions.extend(group.mentions)
                if group.named and not home.named:
                    home.key, home.named = group.key, True
    return kept


def _choose(groups: Iterable[Group]) -> Group | None:
    """The only one; of several that no report names, which are all one series from place to place, the first."""
    found = list(groups)
    return _only(found) or (found[0] if found and not any(g.named for g in found) else None)


def _only(groups: Iterable[Group]) -> Group | None:
    found = list(groups)
    return found[0] if len(found) == 1 else None


def _refers(group: Group, other: Group) -> bool:
    """A mention of the one refers back to a mention of the other."""
    here = {(m.report, m.local) for m in other.mentions}
    return any(m.same_as and (m.report, m.same_as) in here for m in group.mentions)


def _same_place(group: Group, other: Group) -> bool:
    """`group` is known only by a place, and the other meets there."""
    return group.key in {p.casefold() for p in other.places()}


def _same_country(group: Group, other: Group) -> bool:
    """`group` is known only by a country, and the other meets there."""
    if group.key is None or not group.key.startswith(COUNTRY):
        return False
    return group.key.removeprefix(COUNTRY) in {m.country for m in other.mentions if m.place}


def _same_parties(group: Group, other: Group, parties: Parties) -> bool:
    mine, theirs = sorted(group.who() - parties.world), sorted(other.who() - parties.world)
    return len(mine) >= 2 and _near_in_time(group, other) and parties.shared(mine, theirs) >= 2


def _continues(group: Group, other: Group, parties: Parties, beside: Mapping[str, set[str]]) -> bool:
    """The numbers of the one go on from the other's and its parties are the same: the venue moved."""
    mine, theirs = ({m.number for m in g.mentions if m.number} for g in (group, other))
    next_to = {n + step for n in theirs for step in (-1, 1)}
    if not mine & next_to or mine & theirs or not _near_in_time(group, other):
        return False
    who = {name for m in group.mentions for name in beside.get(m.report, ())}
    return parties.shared(sorted(who), sorted(other.who() - parties.world)) >= 2


def _same_reports(group: Group, other: Group) -> bool:
    """`group` is known only by a country, and reports that speak of it speak of the other ("Chad talks end")."""
    if group.key is None or not group.key.startswith(COUNTRY) or (other.key or COUNTRY).startswith(COUNTRY):
        return False
    return not {m.report for m in group.mentions}.isdisjoint(m.report for m in other.mentions)


def _states(names: Iterable[str], parties: Parties) -> set[str]:
    """The countries whose sides these are."""
    return {side[:3] for name in names for side in parties.sides(name) if side != name}


def _near_in_time(group: Group, other: Group) -> bool:
    """Told of within months of each other; parties alone join nothing over years."""
    here, there = ([first_day(m.published) for m in g.mentions if m.published] for g in (group, other))
    if not here or not there:
        return True
    return (min(there) - max(here)).days <= NEAR_DAYS and (min(here) - max(there)).days <= NEAR_DAYS


def _place_loose(loose: Sequence[Meeting], groups: list[Group], parties: Parties) -> None:
    """Mentions without name and place: what they refer back to, then their parties, then the report's track so far."""
    homes: dict[Local, Group] = {(m.report, m.local): g for g in groups for m in g.mentions}
    in_report: dict[str, list[tuple[Order, Group]]] = defaultdict(list)
    for group in groups:
        for m in group.mentions:
            in_report[m.report].append((m.order, group))
    for m in loose:
        home = homes.get((m.report, m.same_as)) if m.same_as else None
        home = home or _by_parties(m, groups, parties) or _by_number(m, groups) or _before(m, in_report[m.report])
        home = home or _only(g for g in groups if _may_be_of(m, g, parties))
        if home is None:
            if len(m.who) + len(m.members) < 2 and not m.days:
                continue
            home = Group()
            groups.append(home)
        home.mentions.append(m)
        homes[m.report, m.local] = home
        in_report[m.report].append((m.order, home))


def _may_be_of(m: Meeting, group: Group, parties: Parties) -> bool:
    """Told of near in time, and of a country whose sides take part in the talks, as far as either is known."""
    here, there = _states({*m.who, *m.members}, parties), _states(group.who(), parties)
    return _near_in_time(Group(mentions=[m]), group) and (not here or not there or not here.isdisjoint(there))


def _by_parties(m: Meeting, groups: list[Group], parties: Parties) -> Group | None:
    who = sorted({*m.who, *m.members} - parties.world)
    if len(who) < 2:
        return None
    alone = Group(mentions=[m])
    return _only(
        g for g in groups if _near_in_time(alone, g) and parties.shared(who, sorted(g.who() - parties.world)) >= 2
    )


def _by_number(m: Meeting, groups: list[Group]) -> Group | None:
    """The one track of which the report tells that number, or the one before it."""
    if m.number is None:
        return None
    near = (m.number, m.number - 1)
    return _only(g for g in groups if any(o.report == m.report and o.number in near for o in g.mentions))


def _before(m: Meeting, known: list[tuple[Order, Group]]) -> Group | None:
    """The track that the report spoke of last before, else first after."""
    earlier = [(order, n) for n, (order, _) in enumerate(known) if order <= m.order]
    if earlier:
        return known[max(earlier)[1]][1]
    return known[min((order, n) for n, (order, _) in enumerate(known))[1]][1] if known else None

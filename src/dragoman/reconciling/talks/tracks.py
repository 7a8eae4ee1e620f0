"""Which mentions belong to one process of talks.

Enters: formal mentions of reports that bear on each other. Leaves: groups of them, one a track, with its names. A
track is known by its name ("six-party talks") or the place it is named by ("Astana talks"). A country may stand
for the place ("the Kazakh talks") or for what the talks are about ("Syria peace talks"): it joins the one track
that meets there, else the one with the same parties. Mentions with neither name nor place join by what they refer
back to, by their parties, or by what the report spoke of before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day
from dragoman.reconciling.talks.mentions import Meeting, Order
from dragoman.reconciling.talks.track_groups import Group
from dragoman.reconciling.talks.track_names import COUNTRY, country_code, is_common_key, member_of, track_key

QUIET_DAYS = 730  # talks known by a place that sleep longer than this are another process

Local = tuple[str, str | None]  # report and id there


def track_of(m: Meeting) -> tuple[str | None, bool]:
    """What the mention's track is known by, and whether that is its name."""
    key = track_key(m.track)
    if key and not key.startswith(COUNTRY):
        return key, True
    if m.place:
        code = country_code(m.place)
        return (COUNTRY + code if code else m.place.casefold()), False
    return key, False


def gather_tracks(mentions: Sequence[Meeting], parties: Parties) -> list[Group]:
    """Put formal mentions into tracks, in order of their first mention."""
    groups: dict[str, list[Group]] = defaultdict(list)
    loose: list[Meeting] = []
    formal = (m for m in mentions if m.formal)
    for m in sorted(formal, key=lambda m: (m.torn is None, m.order)):
        key, named = track_of(m)
        if key is None:
            loose.append(m)
            continue
        group = _nearest((g for g in groups[key] if _may_be_of(m, g)), m)
        if group is None:
            group = Group(parties, key)
            groups[key].append(group)
        group.named |= named
        group.add(m)
    merged = _merge([g for known in groups.values() for g in known], parties)
    _place_loose(sorted(loose, key=lambda m: m.order), merged, parties)
    return sorted(_merge(merged, parties), key=lambda g: min(m.order for m in g.mentions))


def _may_be_of(m: Meeting, group: Group) -> bool:
    """False for talks that only the place has in common: about another war, or years after."""
    if not is_common_key(group.key):
        return True
    return None in (m.torn, group.torn) or m.torn == group.torn


def _nearest(groups: Iterable[Group], m: Meeting) -> Group | None:
    """The group told of nearest in time, if it has not slept for years; of two the earlier."""
    if m.published is None:
        return next(iter(groups), None)
    day = first_day(m.published)
    found = [(g.days_off(day), n, g) for n, g in enumerate(groups)]
    off, _, group = min(found, key=lambda f: f[:2], default=(0, 0, None))
    return group if group and (off <= QUIET_DAYS or not is_common_key(group.key)) else None


class _Shelf:
    """The groups by what they may be known again by."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups: dict[int, Group] = {}
        self._by: dict[tuple[str, str], dict[int, Group]] = defaultdict(dict)
        for group in groups:
            self.put(group)

    def put(self, group: Group, like: Group | None = None) -> None:
        """Take in a group, or what is new of one: what it shares with `like`."""
        self.groups[id(group)] = group
        new = like or group
        for kind, values in (
            ("key", (group.key or "",)),
            ("place", (p.casefold() for p in new.places)),
            ("country", new.countries),
            ("party", new.names | new.sides),
            ("report", new.reports),
            ("torn", (new.torn or "",)),
            ("number", map(str, new.numbers)),
        ):
            for value in values:
                self._by[kind, value][id(group)] = group

    def drop(self, group: Group) -> None:
        """Forget a group that has gone into another."""
        del self.groups[id(group)]

    def find(self, kind: str, values: Iterable[str]) -> list[Group]:
        """The groups that have one of the values, each once."""
        found = {k: g for value in values for k, g in self._by.get((kind, value), {}).items()}
        return [g for k, g in found.items() if k in self.groups]


def _merge(groups: Sequence[Group], parties: Parties) -> list[Group]:
    """Join what is not named to the one track that it must be."""
    shelf = _Shelf(groups)
    homes = {(m.report, m.local): g for g in groups for m in g.mentions}
    tests: tuple[Callable[[Group], Iterable[Group]], ...] = (
        lambda group: _referred(group, homes, shelf),
        lambda group: shelf.find("place", (group.key or "",)),
        lambda group: shelf.find("country", (_country(group),)),
        lambda group: _of_parties(group, shelf),
        lambda group: _of_reports(group, shelf),
        lambda group: _continued(group, shelf),
    )
    for test in tests:
        for group in sorted(shelf.groups.values(), key=_in_turn):
            home = _choose(
                g for g in test(group) if g is not group and (not (g.named and group.named) or _is_venue(group, g))
            )
            if home and id(group) in shelf.groups:
                shelf.drop(group)
                home.take(group)
                shelf.put(home, group)
                homes |= {(m.report, m.local): home for m in group.mentions}
    return list(shelf.groups.values())


def _is_venue(group: Group, other: Group) -> bool:
    """The group is called by the place where the other, which has a name of its own, meets in the same reports."""
    here = group.key != other.key and bool(group.key)
    return here and group.key in {p.casefold() for p in other.places} and not group.reports.isdisjoint(other.reports)


def _in_turn(group: Group) -> tuple[bool, str, Order]:
    return group.named, str(group.key), min(m.order for m in group.mentions)


def _choose(groups: Iterable[Group]) -> Group | None:
    """The only one; of several that no report names, which are all one series from place to place, the first."""
    found = sorted(groups, key=_in_turn)
    return _only(found) or (found[0] if found and not any(g.named for g in found) else None)


def _only(groups: Iterable[Group]) -> Group | None:
    found = list(groups)
    return found[0] if len(found) == 1 else None


def _country(group: Group) -> str:
    key = group.key or ""
    return key.removeprefix(COUNTRY) if key.startswith(COUNTRY) else ""


def _referred(group: Group, homes: dict[Local, Group], shelf: _Shelf) -> Iterator[Group]:
    """Those that a mention of the group refers back to."""
    found = (homes.get((m.report, m.same_as)) for m in group.mentions if m.same_as)
    yield from {id(g): g for g in found if g and id(g) in shelf.groups}.values()


def _of_parties(group: Group, shelf: _Shelf) -> Iterator[Group]:
    if len(group.names) >= 2:
        near = (g for g in shelf.find("party", group.names | group.sides) if g.is_near(group.first, group.last))
        yield from (g for g in near if g.shared(group.names) >= 2)


def _of_reports(group: Group, shelf: _Shelf) -> Iterator[Group]:
    """The group is known only by a country, and reports that speak of it speak of the other ("Chad talks end")."""
    if _country(group):
        yield from (g for g in shelf.find("report", group.reports) if g.key and not _country(g))


def _continued(group: Group, shelf: _Shelf) -> Iterator[Group]:
    """The numbers of the one go on from the other's and its parties are the same: the venue moved."""
    next_to = {n + step for n in group.numbers for step in (-1, 1)}
    for other in shelf.find("number", map(str, next_to)):
        apart = group.numbers.isdisjoint(other.numbers) and other.is_near(group.first, group.last)
        if apart and other.shared(group.beside) >= 2:
            yield other


def _place_loose(loose: Sequence[Meeting], groups: list[Group], parties: Parties) -> None:
    """Mentions without name and place: what they refer back to, then their parties, then the report's track so far."""
    shelf = _Shelf(groups)
    homes: dict[Local, Group] = {(m.report, m.local): g for g in groups for m in g.mentions}
    in_report: dict[str, list[tuple[Order, Group, int | None]]] = defaultdict(list)
    for group in groups:
        for m in group.mentions:
            in_report[m.report].append((m.order, group, m.number))
    for m in loose:
        told = in_report[m.report]
        home = homes.get((m.report, m.same_as)) if m.same_as else None
        home = home or _by_parties(m, shelf, parties) or _by_number(m, told) or _before(m, told)
        home = home or _by_war(m, shelf)
        if home is None:
            if len(m.who) + len(m.members) < 2 and not m.days:
                continue
            home = Group(parties)
            groups.append(home)
        alone = Group(parties)
        alone.add(m)
        home.add(m)
        shelf.put(home, alone)
        homes[m.report, m.local] = home
        told.append((m.order, home, m.number))


def _by_parties(m: Meeting, shelf: _Shelf, parties: Parties) -> Group | None:
    """The one track that two or more of its parties are of, as reports have it or the knowledge does."""
    who = {*m.who, *m.members} - parties.world
    if len(who) < 2:
        return None
    day = first_day(m.published) if m.published else None
    sides = {side for name in who for side in parties.roots.get(name, ())}
    near = (g for g in shelf.find("party", who | sides) if g.is_near(day, day))
    return _only(g for g in near if g.shared(who) >= 2) or _only(shelf.find("key", member_of(who)))


def _by_number(m: Meeting, told: Sequence[tuple[Order, Group, int | None]]) -> Group | None:
    """The one track of which the report tells that number, or the one before it."""
    if m.number is None:
        return None
    found = {id(g): g for _, g, number in told if number in (m.number, m.number - 1)}
    return _only(found.values())


def _before(m: Meeting, told: Sequence[tuple[Order, Group, int | None]]) -> Group | None:
    """The track that the report spoke of last before, else first after."""
    earlier = [(order, n) for n, (order, *_) in enumerate(told) if order <= m.order]
    if earlier:
        return told[max(earlier)[1]][1]
    return told[min((order, n) for n, (order, *_) in enumerate(told))[1]][1] if told else None


def _by_war(m: Meeting, shelf: _Shelf) -> Group | None:
    """The track about the war of the report that is told of nearest in time, if no other is as near."""
    if not m.torn:
        return None
    day = first_day(m.published) if m.published else None
    near = [g for g in shelf.find("torn", (m.torn,)) if g.is_near(day, day)]
    if day is None or len(near) < 2:
        return _only(near)
    ranked = sorted(near, key=lambda g: g.days_off(day))
    return ranked[0] if ranked[0].days_off(day) < ranked[1].days_off(day) else None

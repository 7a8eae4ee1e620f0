"""Which mentions belong to one process of talks.

Enters: formal mentions of all reports. Leaves: groups of them, one a track, with its names. A track is
known by its name ("six-party talks") or the place it is named by ("Astana talks"); mentions without
either join by their parties, when only one track has them, or by what the report spoke of before.
"""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import KnownTrack, TalkWords
from dragoman.reconciling.meetings import Meeting
from dragoman.reconciling.parties import Parties

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass
class Group:
    """The mentions of one track."""

    mentions: list[Meeting] = field(default_factory=list)
    key: str | None = None
    named: bool = False  # some report names the track so, by place or otherwise

    def who(self) -> set[str]:
        """All parties."""
        return {name for m in self.mentions for name in (*m.who, *m.members)}

    def places(self) -> Counter[str]:
        """Where its rounds take place."""
        return Counter(m.place for m in self.mentions if m.place)

    def names(self) -> tuple[str, ...]:
        """The names printed for it, the commonest first."""
        printed = Counter(m.track for m in self.mentions if m.track)
        return tuple(sorted(printed, key=lambda n: (-printed[n], len(n), n)))


def track_key(name: str | None) -> str | None:
    """What tells one track's name from another's: its words without those that any talks may have."""
    if not name:
        return None
    known = _known().get(" ".join(w.casefold() for w in _WORD.findall(name)))
    if known:
        return known
    words = [w.casefold() for w in _WORD.findall(name)]
    own = [w for w in words if w not in _plain()]
    return " ".join(own) or None


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


def gather_tracks(mentions: Sequence[Meeting], parties: Parties) -> list[Group]:
    """Put formal mentions into tracks."""
    ordered = sorted((m for m in mentions if m.formal), key=lambda m: m.order)
    groups: dict[str, Group] = {}
    loose: list[Meeting] = []
    homes: dict[tuple[str, str | None], Group] = {}
    for m in ordered:
        key = track_key(m.track)
        if key or m.place:
            group = groups.setdefault(key or str(m.place).casefold(), Group(key=key or str(m.place).casefold()))
            group.named |= key is not None
            group.mentions.append(m)
            homes[m.report, m.local] = group
        else:
            loose.append(m)
    merged = _merge(list(groups.values()), parties)
    for group in merged:
        homes.update({(m.report, m.local): group for m in group.mentions})
    _place_loose(loose, merged, homes, parties)
    return _merge(merged, parties)


def _merge(groups: list[Group], parties: Parties) -> list[Group]:
    """Join what is only somewhere to the one named track that meets there or has the same parties."""
    kept = list(groups)
    for group in sorted(groups, key=lambda g: (g.named, str(g.key))):
        others = [g for g in kept if g is not group]
        home = _only(g for g in others if _same_place(group, g)) or _only(
            g for g in others if not (g.named and group.named) and _same_parties(group, g, parties)
        )
        if home:
            kept = [g for g in kept if g is not group]
            home.mentions.extend(group.mentions)
            home.named |= group.named
    return kept


def _only(groups: Iterable[Group]) -> Group | None:
    found = list(groups)
    return found[0] if len(found) == 1 else None


def _same_place(group: Group, other: Group) -> bool:
    """`group` is known only by a place, and `other`, known by a name, meets there."""
    return not group.named and other.named and group.key in {p.casefold() for p in other.places()}


def _same_parties(group: Group, other: Group, parties: Parties) -> bool:
    mine, theirs = sorted(group.who()), sorted(other.who())
    return len(mine) >= 2 and parties.shared(mine, theirs) >= 2


def _place_loose(
    loose: Sequence[Meeting],
    groups: list[Group],
    homes: dict[tuple[str, str | None], Group],
    parties: Parties,
) -> None:
    """Mentions without name and place: what they refer back to, then their parties, then the report's track so far."""
    in_report: dict[str, list[tuple[tuple[object, ...], Group]]] = defaultdict(list)
    for group in groups:
        for m in group.mentions:
            in_report[m.report].append((m.order, group))
    for m in loose:
        home = homes.get((m.report, m.same_as)) if m.same_as else None
        home = home or _by_parties(m, groups, parties) or _before(m, in_report[m.report])
        if home is None:
            if len(m.who) < 2:
                continue
            home = Group()
            groups.append(home)
        home.mentions.append(m)
        homes[m.report, m.local] = home
        in_report[m.report].append((m.order, home))


def _by_parties(m: Meeting, groups: list[Group], parties: Parties) -> Group | None:
    if len(m.who) < 2:
        return None
    return _only(g for g in groups if parties.shared(sorted(m.who), sorted(g.who())) >= 2)


def _before(m: Meeting, known: list[tuple[tuple[object, ...], Group]]) -> Group | None:
    earlier = [(order, group) for order, group in known if order <= m.order]
    if earlier:
        return max(earlier, key=lambda item: item[0])[1]
    return min(known, key=lambda item: item[0])[1] if known else None

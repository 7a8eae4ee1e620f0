"""Who is who over several reports, and which side each is on.

Enters: readings. Leaves: `Parties`, which gives any name printed in a report its name in the record,
and the sides by which meetings of the same parties are known.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import TalkWords
from dragoman.model import Actor, Party, Reading
from dragoman.reconciling.actors import build_identities

# Sectors that speak for one side of a process: who governs, and who takes arms against it or opposes it.
_SIDES = {
    **dict.fromkeys(("GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PRM"), "GOV"),
    **dict.fromkeys(("REB", "OPP", "INS", "SEP", "RAD", "UAF"), "REB"),
}
_WORLD = ("UNO", "IGO", "NGO", "NGM", "ISM", "IMG", "MNC", "EUR")  # bodies of no one side


@dataclass(frozen=True, slots=True)
class Parties:
    """Names over all reports. `names`: (report, name there) to the record's name; `roots`: that name to its sides."""

    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    members: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    roots: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()  # groups and organisations: they can meet by themselves
    persons: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()  # of whom nothing is known: they may be no actors at all
    world: frozenset[str] = frozenset()  # who takes part in the talks of many, and so tells none apart

    def name(self, report: str, printed: str) -> str:
        """The record's name of somebody whom a report names."""
        noun, of, whom = printed.partition(" of ")
        if of and noun.split()[-1].casefold() in _stand_ins():
            printed = whom.removeprefix("the ") if (report, whom.removeprefix("the ")) in self.names else printed
        return self.names.get((report, printed), printed)

    def all(self, report: str, parties: Iterable[Party]) -> tuple[str, ...]:
        """The record's names of several parties, each once, in order; of a set its members."""
        printed = [m for p in parties for m in self.members.get((report, p.name), (p.name,))]
        return tuple(dict.fromkeys(self.name(report, p) for p in printed))

    def sides(self, name: str) -> frozenset[str]:
        """The name itself and the side that it speaks for."""
        return self.roots.get(name, frozenset()) | {name}

    def shared(self, some: Iterable[str], others: Iterable[str]) -> int:
        """How many of `some` are among `others`, by themselves or by their side; one of `others` answers for one."""
        mine, free = list(some), [(o, self.sides(o)) for o in others]
        names = {o for o, _ in free}
        count = 0
        for name in [n for n in mine if n in names] + [n for n in mine if n not in names]:
            sides = self.sides(name)
            hit = next((n for n, (o, _) in enumerate(free) if o == name), None)
            hit = hit if hit is not None else next((n for n, (_, s) in enumerate(free) if s & sides), None)
            if hit is not None:
                free.pop(hit)
                count += 1
        return count


@functools.lru_cache(maxsize=4)
def _stand_ins() -> frozenset[str]:
    """Nouns for people who stand for whoever is named behind "of"."""
    return frozenset(w for e in load_entries(TalkWords, "talks", "en") if e.role == "stand_in" for w in e.words)


def gather_parties(readings: Sequence[Reading]) -> Parties:
    """Bring the actors of all reports together, with the sides that their codes name."""
    names = build_identities(readings)
    roots: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for actor in reading.actors:
            if not actor.members:
                roots[names.get((reading.report.id, actor.name), actor.name)] |= _sides(actor)
    bodies = {
        names.get((r.report.id, a.name), a.name)
        for r in readings
        for a in r.actors
        if a.kind in ("group", "organisation", "people") or a.members
    }
    persons = {names.get((r.report.id, a.name), a.name) for r in readings for a in r.actors if a.kind == "person"}
    world = {
        names.get((r.report.id, a.name), a.name) for r in readings for a in r.actors if (a.code or "")[:3] in _WORLD
    }
    known = {
        names.get((r.report.id, a.name), a.name) for r in readings for a in r.actors if a.code or a.kind != "unknown"
    }
    everyone = {names.get((r.report.id, a.name), a.name) for r in readings for a in r.actors}
    return Parties(
        things=frozenset(everyone - known),
        world=frozenset(world),
        persons=frozenset(persons),
        bodies=frozenset(bodies),
        names=names,
        members={(r.report.id, a.name): a.members for r in readings for a in r.actors if a.members},
        roots={name: frozenset(sides) for name, sides in roots.items()},
    )


def _sides(actor: Actor) -> set[str]:
    """The side that an actor's code names: a country with a sector. A state is its government."""
    code = actor.code or ""
    if len(code) >= 6 and code[:3] not in _WORLD and code[3:6] in _SIDES:
        return {code[:3] + _SIDES[code[3:6]]}
    if len(code) == 3 and actor.kind == "state" and code not in _WORLD:
        return {f"{code}GOV"}
    return set()

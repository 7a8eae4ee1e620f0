"""Who is who over several reports, and which side each is on.

Enters: readings. Leaves: `Parties`, which gives any name printed in a report its name in the record,
and the sides by which meetings of the same parties are known.
"""

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import TalkWords
from dragoman.model import Party, Reading
from dragoman.model.judgement import JudgementAnswer
from dragoman.reconciling.actors.compare import Profile, make_profile
from dragoman.reconciling.actors.identities import Face, identify


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
    profiles = profile_actors(readings)
    faces = identify(Counter(profiles.values()))
    return make_parties(readings, {key: faces[profile] for key, profile in profiles.items()})


def profile_actors(readings: Iterable[Reading]) -> dict[tuple[str, str], Profile]:
    """(report, name there) to the profile of each actor that is no set of others."""
    return {(r.report.id, a.name): make_profile(a) for r in readings for a in r.actors if not a.members}


def make_parties(
    readings: Sequence[Reading],
    faces: Mapping[tuple[str, str], Face],
    answers: Sequence[tuple[str, str, JudgementAnswer]] = (),
) -> Parties:
    """The parties of some readings.

    Args:
        faces: by (report, name there), of all actors of these readings but sets of others.
        answers: what persons said of pairs of names.
    """
    if answers:
        faces = {key: _as_judged(key[1], face, answers) for key, face in faces.items()}
    names = {key: face.name for key, face in faces.items()}
    members: dict[tuple[str, str], tuple[str, ...]] = {}
    roots: dict[str, frozenset[str]] = {}
    for face in faces.values():
        sides = () if face.world else face.sides  # an envoy of the world to a country is on no side there
        roots[face.name] = roots.get(face.name, frozenset()) | frozenset(sides)
    for r in readings:
        for a in r.actors:
            if a.members:
                members[r.report.id, a.name] = a.members
                names[r.report.id, a.name] = " and ".join(sorted({names.get((r.report.id, m), m) for m in a.members}))
    known = {face.name for face in faces.values() if not face.thing}
    return Parties(
        names=names,
        members=members,
        roots=roots,
        bodies=frozenset((*(f.name for f in faces.values() if f.body), *(names[key] for key in members))),
        persons=frozenset(f.name for f in faces.values() if f.person),
        things=frozenset(f.name for f in faces.values()) - known,
        world=frozenset(f.name for f in faces.values() if f.world),
    )


def _as_judged(printed: str, face: Face, answers: Iterable[tuple[str, str, JudgementAnswer]]) -> Face:
    """The face of an actor as persons want it: two names one, under the fuller; or a name for itself again."""
    known = {printed.casefold(), face.name.casefold()}
    for one, other, answer in answers:
        if answer == "same" and known & {one.casefold(), other.casefold()}:
            return replace(face, name=max(one, other, key=lambda n: (len(n.split()), len(n), n)))
        if answer == "different" and known == {one.casefold(), other.casefold()}:
            return replace(face, name=printed)
    return face

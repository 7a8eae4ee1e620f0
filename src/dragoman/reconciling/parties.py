"""Who is the same over several reports, and which side each is on.

Enters: readings. Leaves: `Parties`, which gives any name printed in a report its name in the record,
and the sides by which meetings of the same parties are known.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.model import Actor, Party, Reading

# Sectors that speak for one side of a process: who governs, and who takes arms against it or opposes it.
_SECTORS = dict.fromkeys(("MIL", "LEG", "JUD", "SPY", "COP", "PRM"), "GOV") | dict.fromkeys(
    ("OPP", "INS", "SEP", "RAD", "UAF"), "REB"
)


@dataclass(frozen=True, slots=True)
class Parties:
    """Names over all reports. `names`: (report, name there) to the record's name; `roots`: that name to its sides."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    roots: dict[str, frozenset[str]] = field(default_factory=dict)

    def name(self, report: str, printed: str) -> str:
        """The record's name of somebody whom a report names."""
        return self.names.get((report, printed), printed)

    def all(self, report: str, parties: Iterable[Party]) -> tuple[str, ...]:
        """The record's names of several parties, each once, in order."""
        return tuple(dict.fromkeys(self.name(report, p.name) for p in parties))

    def sides(self, name: str) -> frozenset[str]:
        """The name itself and the state or group that it speaks for."""
        return self.roots.get(name, frozenset()) | {name}

    def shared(self, some: Iterable[str], others: Iterable[str]) -> int:
        """How many of `some` are among `others`, by themselves or by their side; one of `others` answers for one."""
        free = [self.sides(o) for o in others]
        count = 0
        for name in some:
            sides = self.sides(name)
            hit = next((n for n, o in enumerate(free) if name in o), None)
            hit = hit if hit is not None else next((n for n, o in enumerate(free) if sides & o), None)
            if hit is not None:
                free.pop(hit)
                count += 1
        return count


def gather_parties(readings: Sequence[Reading]) -> Parties:
    """Bring the actors of all reports together, by full name, then by surname."""
    forms: Counter[str] = Counter()
    codes: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for actor in reading.actors:
            forms[actor.name] += 1
            codes[actor.name] |= set(_roots(actor))
    canonical = _by_surname(forms, readings)
    names = {(r.report.id, a.name): canonical.get(a.name, a.name) for r in readings for a in r.actors}
    roots: dict[str, set[str]] = defaultdict(set)
    for name, own in codes.items():
        roots[canonical.get(name, name)] |= own
    return Parties(names, {n: frozenset(r) for n, r in roots.items()})


def _roots(actor: Actor) -> Iterable[str]:
    if actor.code and len(actor.code) >= 6 and actor.code[3:6] != "UNK":
        yield actor.code[:3] + _SECTORS.get(actor.code[3:6], actor.code[3:6])
    elif actor.code:
        yield actor.code + "GOV" if len(actor.code) == 3 and actor.country else actor.code


def _by_surname(forms: Counter[str], readings: Sequence[Reading]) -> dict[str, str]:
    """A bare surname to the one full name that ends in it."""
    persons = {a.name for r in readings for a in r.actors if a.kind == "person"}
    full: dict[str, set[str]] = defaultdict(set)
    for name in persons:
        if " " in name:
            full[name.rsplit(" ", 1)[1].casefold()].add(name)
    known = {}
    for name in sorted(forms):
        candidates = full.get(name.casefold(), set())
        if " " not in name and len(candidates) == 1:
            known[name] = next(iter(candidates))
    return known

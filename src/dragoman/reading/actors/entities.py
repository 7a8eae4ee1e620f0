"""Somebody in the report while the directory is being built, and the code that knowledge gives them.

Enters: phrases. Leaves: `Entity`, which becomes a frozen `Actor` when all is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.model import Actor
from dragoman.model.reading import ActorKind

ROOTS = frozenset({"UNO", "IGO", "EUR", "NGO", "ISM", "IMG", "MNC"})
SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU"}
    | {"ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "NGO", "IGO"}
)


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody named. `words`: the words of a person's name, in small letters."""

    name: str
    kind: ActorKind = "unknown"
    first: int = 0  # token of the first mention
    words: tuple[str, ...] = ()
    code: str | None = None  # given by knowledge as a whole
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    role_words: tuple[str, ...] = ()
    rules: bool = False  # holds an office at the top of a side
    gender: str | None = None
    many: bool = False
    named: bool = True  # False: known only by a description
    place: bool = False  # more likely a place than anybody
    leads: "Entity | None" = None
    group: str | None = None  # id of the noun that describes it
    noun: str = ""  # that noun, in small letters
    aliases: dict[str, None] = field(default_factory=dict)
    members: tuple["Entity", ...] = ()
    basis: str = ""

    def full_code(self) -> str | None:
        """Country or non-state root, then sector, each once; None where neither is known."""
        if self.code:
            return self.code
        if self.members:
            return None
        return compose_code(self.country, self.sector)

    def to_actor(self, name: str, names: dict[int, str]) -> Actor:
        """The frozen record; `names` maps entities (by id) to their names in the report."""
        return Actor(
            name=name,
            code=self.full_code(),
            kind=self.kind,
            role=self.role,
            country=self.country,
            aliases=tuple(a for a in self.aliases if a != name),
            members=tuple(names[id(m)] for m in self.members),
            basis=self.basis,
        )


def compose_code(country: str | None, sector: str | None) -> str | None:
    """RUS and GOV make RUSGOV. A sector that is itself a root (UNO, NGO) stands alone without a country."""
    if not country:
        return sector
    return country + sector if sector else country


def split_code(code: str | None) -> tuple[str | None, str | None]:
    """RUSGOV is RUS and GOV; UNO is a root without sector; JRN a sector without country."""
    if not code:
        return None, None
    if code in ROOTS or (len(code) == 3 and code in SECTORS):
        return None, code
    head, tail = code[:3], code[3:]
    return (None, code) if head in ROOTS else (head, tail or None)


def add_alias(entity: Entity, alias: str) -> None:
    """Keep a short form, once."""
    if alias and alias != entity.name:
        entity.aliases.setdefault(alias)


def unique_names(entities: Iterable[Entity]) -> dict[int, str]:
    """A name for each entity, by its id; a name that comes twice gets its role or country, or a number."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for entity in entities:
        name = entity.name
        for extra in (entity.role, entity.country, entity.kind):
            if name not in taken:
                break
            name = f"{entity.name} ({extra})" if extra else name
        number = 2
        while name in taken:
            name = f"{entity.name} ({number})"
            number += 1
        taken.add(name)
        names[id(entity)] = name
    return names

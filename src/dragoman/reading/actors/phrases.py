"""A noun phrase that may name somebody, before anything is resolved.

Enters: what `runs` read off the tokens. Leaves: `Phrase`, which `links` and `naming` fill in.
"""

from dataclasses import dataclass, field

from dragoman.knowledge.schema.actors import Country, Group, Pronoun, Role
from dragoman.reading.actors.lexicon import Named


@dataclass(slots=True)
class Phrase:
    """Tokens `first` to `last` (included); exactly one of the kinds below.

    name: `name` holds its tokens, `named` the knowledge entry where it is known; title: `role` alone;
    group: `group` alone; pronoun.
    """

    kind: str  # name | title | group | pronoun
    first: int
    last: int
    head: int
    name: tuple[int, int] | None = None
    named: Named | None = None
    organisation: bool = False  # a proper name that ends in a noun for organisations, or an acronym
    role: Role | None = None
    role_span: tuple[int, int] | None = None
    group: Group | None = None
    pronoun: Pronoun | None = None
    countries: list[Country] = field(default_factory=list)
    orgs: list["Phrase"] = field(default_factory=list)  # names inside: "Hamas leader", "UN envoy"
    owner: "Phrase | None" = None  # "Nazarbayev's", "of the Alliance", or a pronoun
    whereabouts: Country | None = None  # "rebels in Darfur"
    shift: str | None = None
    honorific: str | None = None  # gender or "any"
    count: int | None = None
    definite: bool = False
    doubtful: bool = False  # a name in a headline whose words all have capitals
    modifier: bool = False  # stands before another noun: "Hamas" in "Hamas leader"
    of_end: int | None = None  # last token of an "of" phrase that belongs to it

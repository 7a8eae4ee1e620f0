"""The shape of what is known of the press: agencies and outlets with their owners, and the words around their names."""

from typing import Literal

from dragoman.knowledge.loader import Entry
from dragoman.model.record import PressKind


class PressEntry(Entry, frozen=True, kw_only=True):
    """What agencies and outlets have in common. `aliases` are matched whole, capitals ignored, dots passed over.

    `owner`: whose voice it is: a code as in actors.yaml (SYRGOV), or the name of an actor there (Hezbollah).
    `kind`: wire (a news agency of its own or its customers), private, public (paid by a state or its people, edited
    apart from it), state media (edited by or for a government), armed group, party, organisation. `source` says
    from where the two are known.
    """

    name: str
    aliases: tuple[str, ...] = ()
    place: str | None = None
    owner: str | None = None
    kind: PressKind | None = None


class AgencyEntry(PressEntry, frozen=True, kw_only=True):
    """A news agency."""

    languages: tuple[str, ...] = ()


class OutletEntry(PressEntry, frozen=True, kw_only=True):
    """A newspaper, station or site. `domains` without "www."."""

    domains: tuple[str, ...] = ()


class PressWords(Entry, frozen=True, kw_only=True):
    """Words around the name of an agency or outlet: what it is, who works there, whose it is (`official`)."""

    role: Literal["medium", "staff", "official"]
    words: tuple[str, ...]

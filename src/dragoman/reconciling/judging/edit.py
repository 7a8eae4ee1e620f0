"""One claim as a person says it really is.

Enters: a claim of a reading, a field and its value. Leaves: the claim with that value, and both values as text.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from dragoman.model import (
    Actor,
    Attribution,
    Casualties,
    Event,
    Party,
    Place,
    Promise,
    Talks,
    Toll,
    Truce,
    Version,
    When,
)
from dragoman.model.reading import Phase, Status, TrucePhase
from dragoman.reconciling.judging.refs import Part

OF_VERSION = ("killed", "wounded", "responsible")  # what a rival account has; the rest is the event's
OF_TALKS = ("number", "track", "phase")  # what a meeting can have only as talks
# A meeting that was only an event has a status, no phase.
STATUS: Mapping[Phase, Status] = {
    "planned": "planned", "opens": "happened", "ongoing": "ongoing", "ended": "happened", "held": "happened",
    "postponed": "postponed", "cancelled": "cancelled", "failed": "failed", "refused": "refused",
}  # fmt: skip
PHASE: Mapping[Status, Phase] = {
    "happened": "held", "ongoing": "ongoing", "planned": "planned", "expected": "planned", "hoped": "planned",
    "proposed": "planned", "uncertain": "planned", "refused": "refused", "failed": "failed", "postponed": "postponed",
    "cancelled": "cancelled",
}  # fmt: skip
# The day of a phase has a field of its own.
_DAY_OF: Mapping[TrucePhase, str] = {
    "declared": "made", "agreed": "made", "in_effect": "begins", "extended": "until", "ended": "until"
}  # fmt: skip
_NAMED: Mapping[str, str] = {"responsible": "agents", "who": "agents", "to": "recipients"}  # fields of an event


def get_field(part: Part, field: str) -> Any:
    """What a claim has in a field."""
    if field in ("killed", "wounded") and isinstance(part, Event | Version):
        return getattr(part.casualties, field) if part.casualties else None
    return getattr(part, _attribute(part, field))


def set_field(part: Part, field: str, value: Any, actors: Sequence[Actor] = ()) -> Part:
    """The claim with another value.

    Args:
        value: from `parse_value`.
        actors: of the report, so that a party named there keeps its code.
    """
    if isinstance(value, tuple):
        value = tuple(_as_known(p, actors) for p in value)
    if field in ("killed", "wounded") and isinstance(part, Event | Version):
        return replace(part, casualties=replace(part.casualties or Casualties(), **{field: value}))
    changed: dict[str, Any] = {_attribute(part, field): value}
    if isinstance(part, Event) and field == "type" and value != part.type:
        changed["mode"] = None  # modes belong to a type
    if isinstance(part, Talks) and field in ("number", "track") and value is not None:
        changed["formal"] = True
    if isinstance(part, Talks) and field == "number":
        changed["relative"] = None
    if isinstance(part, Truce) and field == "when" and part.phase in _DAY_OF:
        changed[_DAY_OF[part.phase]] = value
    return replace(part, **changed)


def as_talks(event: Event) -> Talks:
    """A meeting that was only an event, as talks."""
    return Talks(
        id=f"talks of {event.id}",
        event=event.id,
        span=event.trigger,
        sentence=event.sentence,
        formal=False,
        phase=PHASE.get(event.status, "mentioned"),
        parties=event.agents + event.recipients,
        attribution=event.attribution,
        basis="a person's correction",
    )


def _attribute(part: Part, field: str) -> str:
    return _NAMED.get(field, field) if isinstance(part, Event | Version) else field


def _as_known(party: Party, actors: Sequence[Actor]) -> Party:
    """The party by its name in the report, with its code, where the report has it."""
    wanted = party.name.casefold()
    for actor in actors:
        if wanted in (n.casefold() for n in (actor.name, *actor.aliases)):
            return Party(name=actor.name, code=actor.code)
    return party


@functools.singledispatch
def show(value: object) -> str | None:
    """A value in a line; None for what the text does not say."""
    return None if value is None else str(value)


@show.register
def _(value: Toll) -> str | None:
    if value.total is None:
        return None
    bound = "" if value.bound in (None, "exact") else value.bound.replace("_", " ") + " "
    return f"{bound}{value.total}"


@show.register
def _(value: When) -> str | None:
    if value.earliest is None and value.latest is None:
        return value.text
    if value.earliest == value.latest:
        return str(value.earliest)
    return f"{value.earliest or ''}..{value.latest or ''}"


@show.register
def _(value: Place) -> str | None:
    return value.name


@show.register
def _(value: tuple) -> str | None:  # type: ignore[type-arg]
    return ", ".join(p.name for p in value if isinstance(p, Party | Place)) or None


def describe_claim(part: Part) -> str:
    """What was read, in one line: "killed 3, place Harim, when 2017-03-18"."""
    fields = next(names for kind, names in _SHOWN if isinstance(part, kind))
    said = ((name, show(get_field(part, name))) for name in fields)
    return ", ".join(f"{name} {value}" for name, value in said if value) or "nothing more"


_SHOWN: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Event, ("type", "status", "killed", "wounded", "responsible", "to", "weapon", "place", "when")),
    (Version, ("killed", "wounded", "responsible", "speaker")),
    (Talks, ("track", "number", "phase", "place", "when", "parties")),
    (Truce, ("phase", "name", "place", "when", "parties", "accused", "accuser", "what")),
    (Promise, ("phase", "who", "to", "what", "due")),
    (Attribution, ("speaker",)),
)

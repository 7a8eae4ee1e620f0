"""Corrections applied to one reading: claims that are not so left out, fields set to what a person says.

Enters: a reading as read, and the judgements about its claims, the weakest first. Leaves: the reading as corrected,
and what each judgement did.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from dragoman.errors import JudgementError
from dragoman.model import Attribution, Correction, Event, Judgement, Reading, Talks, Version
from dragoman.reconciling.judging.edit import OF_TALKS, OF_VERSION, STATUS, as_talks, get_field, set_field, show
from dragoman.reconciling.judging.refs import Found, List, Part, find_claims, resolve_ref
from dragoman.reconciling.judging.values import parse_value

_At = tuple[List, int, int | None]  # a claim's list, its place there, and which of its rival accounts


@dataclass(frozen=True, slots=True)
class Effect:
    """What a judgement about one claim does. `found` None: nothing, and `text` says why."""

    judgement: Judgement
    found: Found | None
    text: str
    correction: Correction | None = None


@dataclass(slots=True)
class _Desk:
    """A reading on the desk: the parts that were changed so far, and those struck out."""

    reading: Reading
    changed: dict[_At, Part] = field(default_factory=dict)
    struck: dict[_At, Found] = field(default_factory=dict)
    added: list[Talks] = field(default_factory=list)

    def get(self, at: _At) -> Part:
        where, number, version = at
        if at in self.changed:
            return self.changed[at]
        part: Part = getattr(self.reading, where)[number]
        return part if version is None or not isinstance(part, Event) else part.versions[version]


def correct_reading(reading: Reading, judgements: Sequence[Judgement]) -> tuple[Reading, list[Effect]]:
    """Apply what persons say of the claims of one report.

    Args:
        reading: as it was read.
        judgements: "wrong" and "correct" about its claims, the weakest first; others are passed over.
    Returns:
        The corrected reading, with its `corrections`; and the effect of each judgement, in their order. Of two about
        one thing the later in the list holds.
    """
    claims = find_claims(reading)
    desk = _Desk(reading)
    effects = [_apply(desk, claims, j) for j in judgements if j.answer in ("wrong", "correct")]
    if not (desk.changed or desk.struck or desk.added):
        return reading, effects
    corrections = tuple(e.correction for e in effects if e.correction)
    return replace(_rebuild(desk), corrections=corrections), effects


def _apply(desk: _Desk, claims: Sequence[Found], judgement: Judgement) -> Effect:
    (ref,) = judgement.claims
    meant = resolve_ref(ref, (f.ref for f in claims))
    if len(meant) != 1:
        return Effect(judgement, None, _why_not(len(meant)))
    found = next(f for f in claims if f.ref == meant[0])
    at: _At = (found.where, found.at, found.version)
    if judgement.answer == "wrong":
        desk.struck[at] = found
        return Effect(judgement, found, f"left out{_with_it(found)}")
    try:
        value = parse_value(ref.kind, judgement.field or "", judgement.value or "")
    except JudgementError as error:
        return Effect(judgement, None, str(error))
    desk.struck.pop(at, None)
    was, now = _change(desk, found, judgement.field or "", value)
    text = f"{judgement.field}: {was or 'nothing'} -> {now or 'nothing'}"
    return Effect(judgement, found, text, _correction(found, judgement, was, now))


def _why_not(count: int) -> str:
    return f"there are now {count} such claims in that sentence" if count else "there is no longer such a claim"


def _with_it(found: Found) -> str:
    others = len(found.part.versions) if isinstance(found.part, Event) else 0
    return f", with {others} rival accounts in the same report" if others else ""


def _correction(found: Found, judgement: Judgement, was: str | None, now: str | None) -> Correction:
    return Correction(
        sentence=found.ref.span,
        kind=found.ref.kind,
        field=judgement.field or "",
        was=was,
        now=now,
        judgement=judgement.id,
        by=judgement.by,
        why=judgement.why,
    )


def _change(desk: _Desk, found: Found, name: str, value: Any) -> tuple[str | None, str | None]:
    """Set a field; returns what was read in it, and what is there now, as text."""
    version = found.version if name in OF_VERSION else None  # what a rival account has not is the event's
    at: _At = (found.where, found.at, version)
    part = desk.get(at)
    if isinstance(part, Event) and found.ref.kind == "meeting" and name in OF_TALKS:
        return _change_event_to_talks(desk, part, name, value)
    was = get_field(_as_read(desk, at), name)
    desk.changed[at] = part = set_field(part, name, value, desk.reading.actors)
    if isinstance(part, Talks) and name in ("phase", "place", "when"):
        _tell_event(desk, part, name, value)
    return show(was), show(get_field(part, name))


def _as_read(desk: _Desk, at: _At) -> Part:
    return _Desk(desk.reading).get(at)


def _change_event_to_talks(desk: _Desk, event: Event, name: str, value: Any) -> tuple[str | None, str | None]:
    """A round, a track or a phase make talks of what was only an event."""
    number = next((n for n, t in enumerate(desk.added) if t.event == event.id), None)
    if number is None:
        number = len(desk.added)
        desk.added.append(as_talks(event))
    talks = set_field(desk.added[number], name, value, desk.reading.actors)
    assert isinstance(talks, Talks)
    desk.added[number] = talks
    if name == "phase":
        _tell_event(desk, talks, name, value)
    return (show(event.status) if name == "phase" else None), show(get_field(talks, name))


def _tell_event(desk: _Desk, talks: Talks, name: str, value: Any) -> None:
    """The event that the talks rest on has the same day, place and standing."""
    number = next((n for n, e in enumerate(desk.reading.events) if e.id == talks.event), None)
    if number is None:
        return
    if name == "phase":
        name, value = "status", STATUS.get(value)
        if value is None:
            return
    event = desk.get(("events", number, None))
    desk.changed["events", number, None] = set_field(event, name, value)


# ---- putting the reading together again
def _rebuild(desk: _Desk) -> Reading:
    unsaid = {f.part.id for f in desk.struck.values() if isinstance(f.part, Attribution)}
    unheld = {f.part.event for f in desk.struck.values() if isinstance(f.part, Talks)}  # no talks, so no meeting either
    for number in range(len(desk.reading.events)):
        _fill_versions(desk, number)
    talks = [_tied(t, desk) for t in _parts(desk, "talks")]
    if desk.added:
        talks = sorted((*talks, *desk.added), key=lambda t: t.span)
    return replace(
        desk.reading,
        events=tuple(_unsaid(e, unsaid) for e in _parts(desk, "events") if e.id not in unheld or e.casualties),
        talks=tuple(_unsaid(t, unsaid) for t in talks),
        truces=tuple(_unsaid(t, unsaid) for t in _parts(desk, "truces")),
        promises=tuple(_unsaid(p, unsaid) for p in _parts(desk, "promises")),
        attributions=tuple(_led_on(a, desk) for a in _parts(desk, "attributions")),
    )


def _parts(desk: _Desk, where: List) -> list[Any]:
    """The parts of one list as they are now, without those struck out."""
    numbers = range(len(getattr(desk.reading, where)))
    return [desk.get((where, n, None)) for n in numbers if (where, n, None) not in desk.struck]


def _fill_versions(desk: _Desk, number: int) -> None:
    """Put an event's rival accounts, as they are now, into the event."""
    event = desk.get(("events", number, None))
    if isinstance(event, Event) and event.versions:
        places: list[_At] = [("events", number, n) for n in range(len(event.versions))]
        versions = tuple(v for at in places if at not in desk.struck and isinstance(v := desk.get(at), Version))
        if versions != event.versions:
            desk.changed["events", number, None] = replace(event, versions=versions)


def _unsaid(part: Any, unsaid: set[str]) -> Any:
    """A part whose attribution was struck out stands without one."""
    return replace(part, attribution=None) if part.attribution in unsaid else part


def _tied(talks: Talks, desk: _Desk) -> Talks:
    """Talks told of again after a mention that was struck out mean the meeting that it meant."""
    earlier = {f.part.id: f.part.same_as for f in desk.struck.values() if isinstance(f.part, Talks)}
    same_as = talks.same_as
    while same_as in earlier:
        same_as = earlier[same_as]
    return talks if same_as == talks.same_as else replace(talks, same_as=same_as)


def _led_on(said: Attribution, desk: _Desk) -> Attribution:
    """What was said within words that nobody said is said where those stood."""
    outer = {f.part.id: f.part.parent for f in desk.struck.values() if isinstance(f.part, Attribution)}
    parent = said.parent
    while parent in outer:
        parent = outer[parent]
    return said if parent == said.parent else replace(said, parent=parent)

"""On whose word a sentence rests: the outlets and agencies that a report cites for it.

Enters: a reading and a sentence of it. Leaves: ids of agencies.yaml and outlets.yaml; a report that only passes on
what they say is no further source beside them.
"""

from collections.abc import Iterable, Iterator

from dragoman.knowledge.press import STATE_MEDIA, find_press_in, is_state_media
from dragoman.model import Actor, Attribution, Party, Reading, Span
from dragoman.reconciling.sources.lineage import source_name

_STATE = 3  # letters of a code that are the country's
_NO_PRESS = frozenset(
    ("REB", "MIL", "PTY", "OPP", "NGO", "PRM")
)  # sectors of those who share an acronym with an agency


def cited_outlets(reading: Reading, span: Span, attribution: str | None = None) -> tuple[str, ...]:
    """The outlets on whose word a sentence's claim rests, by id, sorted; () if it rests on the report's own or others'.

    Args:
        span: of the sentence.
        attribution: id of the one that the claim has, where it is known; otherwise all that speak in the sentence.
    Returns:
        Ids of the knowledge, or "state media of SYR" where the text says no more than that. The report's own outlet
        or agency is not among them.
    """
    return _voices_behind(reading, span, attribution)[0]


def find_speakers(reading: Reading, span: Span, attribution: str | None = None) -> tuple[Party, ...]:
    """Who says what a sentence tells, outlets aside, by name; see `cited_outlets`."""
    return _voices_behind(reading, span, attribution)[1]


def _voices_behind(reading: Reading, span: Span, attribution: str | None) -> tuple[tuple[str, ...], tuple[Party, ...]]:
    """The outlets and the speakers."""
    actors = {a.name: a for a in reading.actors}
    outlets: set[str] = set()
    speakers: dict[str, Party] = {}
    for saying in _sayings(reading, span, attribution):
        for name in (saying.speaker, *saying.via):
            actor = actors.get(name) if name else None
            outlet = _outlet(name, actor, reading, span) if name else ""
            if outlet:
                outlets.add(outlet)
            elif name and name == saying.speaker:
                speakers[name] = Party(name=name, code=actor.code if actor else None)
    return tuple(sorted(outlets - {source_name(reading.report)})), tuple(speakers[n] for n in sorted(speakers))


def _sayings(reading: Reading, span: Span, attribution: str | None = None) -> Iterator[Attribution]:
    """The attributions in which a sentence's claim stands, with those around them; see `cited_outlets`."""
    known = {a.id: a for a in reading.attributions}
    chosen = [known[attribution]] if attribution in known else [a for a in reading.attributions if _holds(a, span)]
    seen: set[str] = set()
    for first in chosen:
        saying: Attribution | None = first
        while saying and saying.id not in seen:
            seen.add(saying.id)
            yield saying
            saying = known.get(saying.parent or "")


def _holds(saying: Attribution, span: Span) -> bool:
    """True if most of a sentence, its cue aside, is what somebody says."""
    cue = sum(_common(c, span) for c in (saying.cue, saying.source) if c)
    return 2 * sum(_common(c, span) for c in saying.content) >= span.end - span.start - cue > 0


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _outlet(name: str, actor: Actor | None, reading: Reading, span: Span) -> str:
    """The id of the outlet that a name means; "" if it means none."""
    other = actor and (actor.kind == "person" or (actor.code and actor.code[_STATE:] in _NO_PRESS))
    known = find_press_in(name, alone=not other)
    if known:
        return known.id
    if not is_state_media(name):
        return ""
    return next((f"{STATE_MEDIA}{c}" for c in _countries(actor, reading, span) if c), "")


def _countries(actor: Actor | None, reading: Reading, span: Span) -> Iterable[str | None]:
    """Whose state may be meant: the actor's, else that of the place of the main or the sentence's event.

    Where talks are held, mostly abroad, tells nothing.
    """
    if actor:
        yield actor.country or (actor.code[:_STATE] if actor.code and len(actor.code) > _STATE else None)
    yield from (e.place.country for e in reading.events if e.place and e.main)
    here = (e for e in reading.events if e.place and e.type != "CONSULT" and e.sentence.overlaps(span))
    yield from (e.place.country for e in here if e.place)

"""The claims of a reading by name, and which of them a name means.

Enters: a reading, or a reference and the claims there are. Leaves: `Found` claims, or the references that are meant.

A reference names a kind, a report and a sentence, so that it outlives a re-reading: the claim is found again where
the same kind is read in a sentence that covers half of the old one, or is covered by half. Where the sentence holds
several of the kind, the words that told of it (`mention`) decide.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from dragoman.model import Attribution, ClaimRef, Event, Promise, Reading, Span, Talks, Truce, Version
from dragoman.model.judgement import ClaimKind

List = Literal["events", "talks", "truces", "promises", "attributions"]
Part = Event | Version | Talks | Truce | Promise | Attribution
_STEPS = ("AID", "COOPERATE", "RETREAT")
_MEETINGS = ("CONSULT",)


class Found(NamedTuple):
    """A claim of a reading: its name, and where it stands there."""

    ref: ClaimRef
    part: Part
    where: List
    at: int  # index in that list
    version: int | None = None  # index in the event's versions, for a rival account


def claim_ref(kind: ClaimKind, report: str, sentence: Span, mention: Span | int | None = None) -> ClaimRef:
    """The full name of a claim; `mention` may be the place where the words that tell of it begin."""
    words = Span(mention, mention + 1) if isinstance(mention, int) else mention
    return ClaimRef(kind=kind, report=report, start=sentence.start, end=sentence.end, mention=words)


def find_claims(reading: Reading) -> list[Found]:
    """Every claim of a reading, in the order of its sentences; each with its mention."""
    report = reading.report.id
    told = {t.event for t in reading.talks}
    found: list[Found] = []
    for n, event in enumerate(reading.events):
        if event.id in told and event.casualties is None:
            continue  # the talks tell of it
        kind = kind_of(event)
        found.append(Found(claim_ref(kind, report, event.sentence, event.trigger), event, "events", n))
        for m, version in enumerate(event.versions):
            end = version.sentence.end - sum(v.sentence == version.sentence for v in event.versions[:m])
            mention = Span(
                end - 1, end
            )  # no word tells of a rival account: its sentence's last characters stand for it
            found.append(Found(claim_ref(kind, report, version.sentence, mention), version, "events", n, m))
    for n, talks in enumerate(reading.talks):
        found.append(Found(claim_ref("meeting", report, talks.sentence, talks.span), talks, "talks", n))
    for n, truce in enumerate(reading.truces):
        found.append(Found(claim_ref("truce", report, truce.sentence, truce.span), truce, "truces", n))
    for n, promise in enumerate(reading.promises):
        found.append(Found(claim_ref("promise", report, promise.sentence, promise.span), promise, "promises", n))
    for n, said in enumerate(reading.attributions):
        if said.content:
            ref = claim_ref("statement", report, said_in(said), said.cue or said.content[0])
            found.append(Found(ref, said, "attributions", n))
    return sorted((f for f in found if f.ref.start < f.ref.end), key=lambda f: (f.ref.span, *f.ref.order()))


def kind_of(event: Event) -> ClaimKind:
    """What an event is a claim of."""
    if event.casualties is not None:
        return "incident"
    if event.type in _MEETINGS:
        return "meeting"
    return "step" if event.type in _STEPS else "event"


def said_in(said: Attribution) -> Span:
    """From the first to the last character of source, cue and content: the sentence of a statement."""
    spans = [*said.content, *(s for s in (said.source, said.cue) if s)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def covers_half(one: ClaimRef, other: ClaimRef) -> int:
    """Characters that two sentences share, if that is half of the shorter one or more; else 0."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return shared if shared > 0 and 2 * shared >= shorter else 0


def may_be_one(one: ClaimRef, other: ClaimRef) -> bool:
    """Whether two names may mean one claim: of one kind and report, half a sentence in common, by the same words."""
    if (one.kind, one.report) != (other.kind, other.report):
        return False
    if one.name is not None or other.name is not None:
        return one.name == other.name
    if not covers_half(one, other):
        return False
    return one.mention is None or other.mention is None or one.mention.overlaps(other.mention)


def resolve_ref(ref: ClaimRef, claims: Iterable[ClaimRef]) -> tuple[ClaimRef, ...]:
    """Which of the claims a reference means.

    Args:
        ref: as a person gave it, perhaps of an earlier reading.
        claims: those there are, each with its mention; of any kinds and reports.
    Returns:
        One; () if there is none such; several if the sentence holds several and the reference does not say which,
        or if the reading gives two of them one name.
    """
    near = [(covers_half(ref, c), c) for c in claims if (c.kind, c.report) == (ref.kind, ref.report)]
    most = max((shared for shared, _ in near), default=0)
    if not most:
        return ()
    here = sorted((c for shared, c in near if shared == most), key=ClaimRef.order)
    if len(here) == 1 or ref.mention is None:
        return tuple(here)
    likeness = [_likeness(ref.mention, c.mention) for c in here]
    return tuple(c for c, share in zip(here, likeness, strict=True) if share and share == max(likeness))


def _likeness(one: Span, other: Span | None) -> float:
    """What two spans share of all that they cover, 0 to 1."""
    if other is None or not one.overlaps(other):
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def shorten_ref(ref: ClaimRef, claims: Iterable[ClaimRef]) -> ClaimRef:
    """The name without the mention, where the sentence alone says which claim is meant."""
    bare = ClaimRef(kind=ref.kind, report=ref.report, start=ref.start, end=ref.end)
    return bare if resolve_ref(bare, claims) == (ref,) else ref

"""What a report says of talks in sentences that do not name them: who was there, what was signed, who called whom.

Enters: the mentions found so far. Leaves: the same with more, in text order.
"""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from dragoman.model import Event, Talks
from dragoman.reading.clauses import Marks
from dragoman.reading.context import Context
from dragoman.reading.talks.calls import find_calls
from dragoman.reading.talks.delegates import find_delegates, find_delegations
from dragoman.reading.talks.documents import find_documents
from dragoman.reading.talks.legs import find_legs
from dragoman.reading.talks.who import find_presence

ARMED = ("REB", "OPP", "INS", "SEP", "RAD", "UAF")  # sectors of actor codes
_BEGUN = ("opens", "ongoing", "ended", "held", "failed")


def with_last_met(context: Context, events: Sequence[Event], talks: tuple[Talks, ...]) -> tuple[Talks, ...]:
    """Add meetings told of by what has not been since: "A and B have not met since May" says that they met in May."""
    told = {t.event for t in talks}
    added = [
        Talks(
            id=f"t{len(talks) + n}",
            event=e.id,
            span=e.trigger,
            sentence=e.sentence,
            formal=any(p.code and p.code[3:6] in ARMED for p in e.agents),
            phase="held",
            when=e.when,
            parties=e.agents,
            attribution=e.attribution,
            basis="talks:since",
        )
        for n, e in enumerate((e for e in events if e.id not in told and _is_since(context, e)), 1)
    ]
    return tuple(sorted((*talks, *added), key=lambda t: t.span))


def _is_since(context: Context, event: Event) -> bool:
    """A meeting denied from a day on."""
    if event.type != "CONSULT" or event.mode != "meet" or event.status != "denied" or not event.when:
        return False
    sentence = context.report.quote(event.sentence).casefold()
    return bool(event.when.text) and f"since {event.when.text}".casefold() in sentence


def with_presence(context: Context, marks: Marks, talks: tuple[Talks, ...]) -> tuple[Talks, ...]:
    """Add what the report says of who was there without naming the talks."""
    named = {(t.sentence, a.party.name) for t in talks for a in t.attendance}
    added: list[Talks] = []
    starts = [t.span.start for t in talks]
    lasts: list[Talks | None] = [None]  # the talks spoken of last, up to each mention
    begun: list[Talks | None] = [next((t for t in talks if t.formal and t.phase in _BEGUN), None)]
    for t in talks:
        lasts.append(t if t.formal and t.relative not in ("next", "new") else lasts[-1])
        begun.append(t if t.formal and t.phase in _BEGUN else begun[-1])
    for verb, attendance in (*find_presence(context), *find_delegates(context), *find_delegations(context)):
        sentence = context.parsed.sentence(verb).span
        here = (t for t in talks if t.sentence == sentence and t.formal and t.relative not in ("next", "new"))
        before = bisect_left(starts, sentence.start)
        last = next(here, None) or lasts[before]
        attendance = [a for a in attendance if (sentence, a.party.name) not in named]
        if context.parsed.tags[verb][:2] != "VB":  # negotiators are quoted long before and after talks, too
            last = last if last and last.phase in _BEGUN else begun[before]
        if last is None or not attendance:
            continue
        added.append(
            Talks(
                id=f"t{len(talks) + len(added) + 1}",
                span=context.parsed.span(verb, verb),
                sentence=sentence,
                track=last.track,
                phase="mentioned",
                attendance=tuple(attendance),
                same_as=last.id,
                attribution=marks.attribution_at(verb),
                basis="talks:presence",
            )
        )
    return tuple(sorted((*talks, *added), key=lambda t: t.span))


def with_documents(context: Context, marks: Marks, talks: tuple[Talks, ...]) -> tuple[Talks, ...]:
    """Add the papers that were signed or adopted at the talks spoken of last, to the mention in the same sentence."""
    found = {t.id: t for t in talks}
    added: list[Talks] = []
    for verb, documents in find_documents(context.parsed):
        sentence = context.parsed.sentence(verb).span
        begun = [t for t in talks if t.formal and t.phase in (*_BEGUN, "refused") and t.span.start <= sentence.end]
        here = next((t for t in talks if t.formal and t.sentence == sentence), None)
        if here:
            found[here.id] = msgspec.structs.replace(found[here.id], documents=documents)
        elif begun:
            added.append(
                Talks(
                    id=f"t{len(talks) + len(added) + 1}",
                    span=context.parsed.span(verb, verb),
                    sentence=sentence,
                    track=begun[-1].track,
                    documents=documents,
                    same_as=begun[-1].id,
                    attribution=marks.attribution_at(verb),
                    basis="talks:document",
                )
            )
    return tuple(sorted((*found.values(), *added), key=lambda t: t.span))


def with_calls(marks: Marks, events: Sequence[Event], talks: tuple[Talks, ...]) -> tuple[Talks, ...]:
    """Add calls and journeys of which neither the events nor the talks tell whole."""
    told = {t.event for t in talks if t.event}
    calls = [c for c in find_calls(marks, events) if c.event not in told and all(c.span != t.span for t in talks)]
    calls += [leg for leg in find_legs(marks, events) if leg.event not in told]
    added = (msgspec.structs.replace(c, id=f"t{len(talks) + n}") for n, c in enumerate(calls, 1))
    return tuple(sorted((*talks, *added), key=lambda t: t.span))

"""Two meetings told in one breath: "met A in X on Friday, and B in Y on Saturday".

Enters: events with two times. Leaves: a `Talks` mention for each leg, not numbered yet.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Event, Party, Talks
from dragoman.model.reading import Phase
from dragoman.reading.clauses import Marks, as_when, find_parties

MODES = ("meet", "visit")
_PHASES: dict[str, Phase] = {"happened": "held", "planned": "planned", "expected": "planned"}


def find_legs(marks: Marks, events: Sequence[Event]) -> Iterator[Talks]:
    """The two legs of each meeting or journey that has a time, an "and" and a time, in text order."""
    for event in events:
        if event.type == "CONSULT" and event.mode in MODES and event.status in _PHASES and event.agents:
            yield from _legs(marks, event)


def _legs(marks: Marks, event: Event) -> Iterator[Talks]:
    parsed = marks.context.parsed
    trigger = parsed.tokens_in(event.trigger.start, event.trigger.end)
    near = marks.times.get(parsed.sentence_of[trigger[0]], ()) if trigger else ()
    behind = [(tokens, time) for tokens, time in near if tokens[0] > trigger[-1]]
    if len(behind) < 2:
        return
    (first, one), (second, other) = behind[:2]
    joint = next((t for t in range(first[-1] + 1, second[0]) if parsed.lower[t] == "and"), None)
    if joint is None or any(parsed.tags[t][:2] == "VB" for t in range(trigger[-1] + 1, second[0])):
        return
    leg = range(joint + 1, second[0])
    place = next((marks.places[t] for t in leg if t in marks.places), None)
    met = {p.name: p for t in leg for p in find_parties(marks.context, t) if t not in marks.places}
    guests = {p.name for p in event.recipients} | {p.name for p in event.agents if _stands_behind(p, event)}
    hosts = tuple(p for p in event.agents if p.name not in guests and p.name not in met)
    parties = (*hosts, *met.values())
    if place is None or not hosts or (guests and not met) or len(parties) < (2 if event.mode == "meet" else 1):
        return
    base = Talks(
        id="",
        event=event.id,
        span=event.trigger,
        sentence=event.sentence,
        formal=False,
        phase=_PHASES[event.status],
        place=event.place,
        when=as_when(one),
        parties=tuple(p for p in (*event.agents, *event.recipients) if p.name not in met),
        attribution=event.attribution,
        basis="talks:legs",
    )
    yield base
    yield Talks(
        id="",
        event=event.id,
        span=parsed.span(joint + 1, second[0] - 1),
        sentence=event.sentence,
        formal=False,
        phase=base.phase,
        place=place,
        when=as_when(other),
        parties=parties,
        attribution=event.attribution,
        basis="talks:legs",
    )


def _stands_behind(party: Party, event: Event) -> bool:
    """Named behind the verb: whom the others met."""
    return party.span is not None and party.span.start >= event.trigger.end

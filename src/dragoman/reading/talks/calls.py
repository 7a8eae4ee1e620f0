"""Calls that the step for events does not find whole: "agreed in a telephone call", "discussed it by phone with B".

Enters: a context and its events. Leaves: `Talks` mentions by telephone, not numbered yet.
"""

from collections.abc import Iterator, Sequence

from dragoman.knowledge.press import find_press
from dragoman.model import Event, Party, Talks
from dragoman.reading.clauses import Marks, find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words

_BY = ("by", "on", "over", "via")
_IN = ("in", "during", "after", "by")


def find_calls(marks: Marks, events: Sequence[Event]) -> Iterator[Talks]:
    """Each call between two or more parties of whom the events miss one, in text order."""
    parsed = marks.context.parsed
    for noun, verb in _calls(parsed):
        if is_negated(parsed, verb):
            continue
        event = marks.event_at((noun, verb, parsed.heads[noun]), ("CONSULT",))
        known = event.agents + event.recipients if event else ()
        parties = _parties(marks, noun, verb, event)
        if len(parties) < 2 or len(parties) <= len(known):
            continue
        phone = event is not None and event.mode == "phone"
        yield Talks(
            id="",
            event=event.id if event and phone else None,
            span=parsed.span(noun, noun),
            sentence=parsed.sentence(verb).span,
            formal=False,
            phase="planned" if lies_ahead(parsed, verb) else "held",
            when=marks.when({noun, verb}),
            parties=parties,
            by_phone=True,
            attribution=marks.attribution_at(verb),
            basis=f"talks:{parsed.lemmas[noun]}",
        )


def _calls(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """The word for the call, and the verb whose subject makes it."""
    phones, calls = words("talks", "phone"), words("talks", "call")
    for token, lower in enumerate(parsed.lower):
        if lower not in phones and parsed.lemmas[token] not in calls:
            continue
        dep, governor = parsed.deps[token], parsed.heads[token]
        if lower in phones and dep in ("compound", "amod", "nmod") and parsed.lemmas[governor] in calls:
            continue  # the call itself comes
        if lower in phones:
            if dep == "pobj" and parsed.lower[governor] in _BY and parsed.tags[parsed.heads[governor]][:2] == "VB":
                yield token, parsed.heads[governor]
        elif _is_by_phone(parsed, token) and dep == "pobj" and parsed.lower[governor] in _IN:
            verb = next((v for v in list(parsed.ancestors(governor))[:3] if parsed.tags[v][:2] == "VB"), None)
            if verb is not None:
                yield token, verb
        elif dep == "dobj" and parsed.tags[governor][:2] == "VB":
            holds = look_up(parsed, governor, "talks", "phase") == "held"
            if holds and (_is_by_phone(parsed, token) or parsed.lemmas[token] == "call"):
                yield token, governor


def _is_by_phone(parsed: Parsed, noun: int) -> bool:
    return any(parsed.lower[c] in words("talks", "phone") for c in parsed.children_by(noun, "compound", "amod", "nmod"))


def _parties(marks: Marks, noun: int, verb: int, event: Event | None) -> tuple[Party, ...]:
    """Who calls, and whom."""
    context, parsed = marks.context, marks.context.parsed
    found = [*(event.agents + event.recipients if event else ()), *find_subjects(context, verb)]
    for word in dict.fromkeys((noun, verb, *parsed.children_by(verb, "dobj"))):
        found += find_behind(context, word, ("with", "between"))
    if look_up(parsed, verb, "talks", "tells"):
        found += [p for thing in parsed.children_by(verb, "dobj", "dative") for p in find_parties(context, thing)]
    press = {context.report.agency, context.report.outlet}
    return tuple({p.name: p for p in found if p.name not in press and not find_press(p.name)}.values())

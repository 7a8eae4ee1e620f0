"""Promises: who binds himself to do what, by when; and reports that a promise was kept or broken.

Enters: a report with all that was read so far and its events. Leaves: `Promise` mentions in text order.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Event, Party, Promise
from dragoman.reading.clauses import Marks, find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up

PROMISES = "promises"
_BINDING = ("xcomp", "ccomp", "acl", "pcomp")  # how the deed hangs on the promise
_LONGEST = 240  # characters of what is promised


def read_promises(context: Context, events: Sequence[Event]) -> tuple[Promise, ...]:
    """Find what parties bind themselves to, with ids p1, p2, ...

    Args:
        context: the report with its times, actors and attributions.
        events: of the same report; the deed's own event is noted, so that its outcome can be looked for.
    """
    marks = Marks(context, events)
    found: list[Promise] = []
    for token, tag in enumerate(context.parsed.tags):
        if tag[:2] in ("VB", "NN"):
            promise = _promise(marks, token, f"p{len(found) + 1}")
            if promise:
                found.append(promise)
    return tuple(found)


def _promise(marks: Marks, token: int, name: str) -> Promise | None:
    context = marks.context
    parsed = context.parsed
    phase = look_up(parsed, token, PROMISES, "verb") if parsed.tags[token][:2] == "VB" else None
    if phase == "made":
        word, verb = token, token
    elif look_up(parsed, token, PROMISES, "readiness"):
        word, verb = token, _giver(parsed, token)
        if parsed.deps[token] == "pobj" and parsed.lower[parsed.heads[token]] == "with":
            verb = parsed.heads[parsed.heads[token]]  # "the talks ended with a promise to meet"
        given = look_up(parsed, verb, PROMISES, "verb") or look_up(parsed, verb, PROMISES, "gives")
        if given is None or parsed.tags[verb][:2] != "VB":
            return None
        phase = given if given in ("kept", "broken", "withdrawn") else "made"
    else:
        return None
    deed = _deed(parsed, word)
    who = tuple(find_subjects(context, verb))
    if deed is None or not who or is_negated(parsed, verb) or lies_ahead(parsed, verb):
        return None
    inside = range(deed, parsed.right_edge[deed] + 1)
    event = next((e for t in (verb, word) for e in marks.events.get(t, ())), None)
    due = marks.times_in(inside)
    return Promise(
        id=name,
        event=event.id if event else None,
        span=parsed.span(min(verb, word), parsed.right_edge[deed]),
        sentence=parsed.sentence(token).span,
        who=who,
        to=tuple(_to(context, verb, word)),
        what=_what(parsed, deed),
        deed=_event_of_deed(marks, inside),
        due=due[-1] if due else None,
        made=marks.when({verb}),
        made_at=_made_at(parsed, verb),
        phase=phase,  # type: ignore[arg-type]
        attribution=marks.attribution_at(verb),
        basis=f"promises:{parsed.lemmas[word]}",
    )


def _giver(parsed: Parsed, noun: int) -> int:
    """ "expressed readiness", "kept its promise": the verb with the noun as its object."""
    return parsed.heads[noun] if parsed.deps[noun] in ("dobj", "nsubjpass") else noun


def _deed(parsed: Parsed, word: int) -> int | None:
    """The verb of what is promised: an infinitive, "not to ...", or a clause that lies ahead ("that it will ...")."""
    for verb in parsed.children_by(word, *_BINDING):
        if verb > word and parsed.tags[verb][:2] in ("VB", "MD") and lies_ahead(parsed, verb):
            return verb
    return None


def _what(parsed: Parsed, deed: int) -> str:
    """The deed as printed, from its verb (or the "not" before it) to the end of its clause."""
    negation = parsed.child(deed, "neg")
    first = min(deed, negation) if negation is not None else deed
    last = parsed.right_edge[deed]
    while last > deed and parsed.tags[last] in (",", ".", ":", "''", "``"):
        last -= 1
    text = " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]


def _to(context: Context, verb: int, word: int) -> Iterator[Party]:
    parsed = context.parsed
    for noun in parsed.children_by(verb, "dative", *(("dobj",) if word == verb else ())):
        yield from find_parties(context, noun)
    yield from find_behind(context, word, ("to", "with"))


def _event_of_deed(marks: Marks, inside: range) -> str | None:
    """The first event among the words of the promise that has not happened."""
    ahead = (e.id for t in inside for e in marks.events.get(t, ()) if e.status not in ("happened", "ongoing"))
    return next(ahead, None)


def _made_at(parsed: Parsed, verb: int) -> str | None:
    """ "pledged in the joint statement": in what, where that is no time."""
    for prep in parsed.children_by(verb, "prep"):
        for noun in parsed.children_by(prep, "pobj"):
            if parsed.lower[prep] in ("in", "at", "under") and parsed.tags[noun] in ("NN", "NNS") and prep - verb < 3:
                text = parsed.text[parsed.starts[parsed.left_edge[noun]] : parsed.ends[noun]]
                return " ".join(text.split())
    return None

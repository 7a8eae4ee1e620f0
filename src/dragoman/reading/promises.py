"""Promises: who binds himself to do what, by when; and reports that a promise was kept or broken.

Enters: a report with all that was read so far and its events. Leaves: `Promise` mentions in text order.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from dragoman.model import Event, Party, Promise
from dragoman.reading.clauses import Marks, find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.context import Context
from dragoman.reading.obligations import find_obligations
from dragoman.reading.outcomes import find_outcomes
from dragoman.reading.papers import Papers
from dragoman.reading.parsed import Parsed
from dragoman.reading.promise_parts import (
    PROMISES,
    find_due,
    find_end,
    find_joined,
    find_kind,
    find_what,
    is_conditional,
    is_threat,
)
from dragoman.reading.roles import look_up, words

_BINDING = ("xcomp", "ccomp", "acl", "pcomp")  # how the deed hangs on the promise


class PaperMarks(Marks):
    """What was found in a report, with the papers that it names."""

    @cached_property
    def papers(self) -> Papers:
        """The papers that bind, found once."""
        return Papers(self.context.parsed)


def read_promises(context: Context, events: Sequence[Event]) -> tuple[Promise, ...]:
    """Find what parties bind themselves to, and what became of it, with ids p1, p2, ...

    Args:
        context: the report with its times, actors and attributions.
        events: of the same report; the deed's own event is noted, so that its outcome can be looked for.
    """
    marks = PaperMarks(context, events)
    found: dict[tuple[int, str], Promise] = {}  # by deed, and whether it is said to be made or broken
    for deed, promise in (*_given(marks), *_owed(marks), *_outcomes(marks)):
        found.setdefault((deed, promise.phase), promise)
    return tuple(msgspec.structs.replace(p, id=f"p{n}") for n, (_, p) in enumerate(sorted(found.items()), 1))


def _given(marks: PaperMarks) -> Iterator[tuple[int, Promise]]:
    """ "pledged to", "expressed readiness to", "a promise from A that", "agreed on a withdrawal"."""
    parsed = marks.context.parsed
    for token, tag in enumerate(parsed.tags):
        if tag[:2] == "VB" and look_up(parsed, token, PROMISES, "verb") == "made":
            if is_negated(parsed, token) or lies_ahead(parsed, token) or is_conditional(parsed, token):
                continue
            who = tuple(find_subjects(marks.context, token))
            first = _deed(parsed, token)
            for deed in find_joined(parsed, first) if first is not None else _other_deeds(parsed, token):
                if who and not is_threat(parsed, deed):
                    yield deed, _make(marks, token, token, deed, who, "made")
                    said = marks.attribution_at(deed) if first is None and _is_demanded(parsed, token, deed) else None
                    if said:
                        broken = _make(marks, token, token, deed, who, "broken")
                        yield deed, msgspec.structs.replace(broken, attribution=said)
        elif tag[:2] in ("NN", "JJ") and look_up(parsed, token, PROMISES, "readiness"):
            yield from _by_noun(marks, token)


def _by_noun(marks: PaperMarks, word: int) -> Iterator[tuple[int, Promise]]:
    """A promise as a noun, or readiness: its giver is the subject, or stands behind it."""
    parsed, context = marks.context.parsed, marks.context
    verb = parsed.heads[word] if parsed.deps[word] in ("dobj", "nsubjpass", "acomp", "oprd") else word
    if parsed.deps[word] == "pobj" and parsed.lower[parsed.heads[word]] == "with":
        verb = parsed.heads[parsed.heads[word]]  # "the talks ended with a promise to meet"
    deed = _deed(parsed, word)
    for clause in parsed.children_by(word, "relcl"):
        if deed is None and any(parsed.lower[c] == "that" for c in parsed.children_by(clause, "mark")):
            deed = clause if lies_ahead(parsed, clause) else None  # "a promise that raids would stop"
        deed = deed if deed is not None else _deed(parsed, clause, *_BINDING, "advcl")  # "the promise it gave to leave"
    if deed is None or (lies_ahead(parsed, verb) and parsed.tags[verb][:2] == "VB") or is_conditional(parsed, verb):
        return
    if is_threat(parsed, deed) or any(parsed.tags[c] == "WP" for c in parsed.children_by(deed, "dobj")):
        return  # "what the army is ready to give" tells of nothing that it gives
    given = look_up(parsed, verb, PROMISES, "verb") if verb != word else None
    giving = verb != word and (given or look_up(parsed, verb, PROMISES, "gives"))
    who = list(find_subjects(context, verb)) if giving and parsed.deps[word] != "nsubjpass" else []
    who = who or find_behind(context, word, ("by", "from"))
    if not who and verb != word and look_up(parsed, verb, PROMISES, "gets"):
        who = find_behind(context, verb, ("from",))
    if not who:
        return
    phase = given if given in ("kept", "broken", "withdrawn") else "made"
    if is_negated(parsed, verb):
        if phase != "kept":
            return
        phase = "broken"
    for each in find_joined(parsed, deed):
        yield each, _make(marks, verb, word, each, tuple(who), phase)


def _owed(marks: PaperMarks) -> Iterator[tuple[int, Promise]]:
    for o in find_obligations(marks, marks.papers):
        for deed in find_joined(marks.context.parsed, o.deed):
            promise = _make(marks, deed, deed, deed, o.who, "made", owed=o.how == "owed")
            yield deed, msgspec.structs.replace(promise, basis=f"promises:{o.how}")


def _outcomes(marks: PaperMarks) -> Iterator[tuple[int, Promise]]:
    for o in find_outcomes(marks):
        promise = _make(marks, o.deed, o.deed, o.deed, o.who, o.phase)
        due = find_due(marks, o.verb, moved=True) if o.phase == "extended" else promise.due
        yield (
            o.deed,
            msgspec.structs.replace(promise, due=due, kind=o.kind or promise.kind, basis=f"promises:{o.phase}"),
        )


def _make(
    marks: PaperMarks, verb: int, word: int, deed: int, who: tuple[Party, ...], phase: str, *, owed: bool = False
) -> Promise:
    context = marks.context
    parsed = context.parsed
    event = next((e for t in (verb, word) for e in marks.events.get(t, ())), None)
    backshifted = marks.attribution_at(verb) is not None and parsed.deps[verb] not in ("advcl", "relcl")
    recalled = _is_past(parsed, verb) and not backshifted  # "he said that they had promised": just now, perhaps
    due = find_due(marks, deed)
    return Promise(
        id="",
        event=event.id if event else None,
        span=parsed.span(min(verb, word, deed), find_end(parsed, deed)),
        sentence=parsed.sentence(deed).span,
        who=who,
        to=tuple(_to(context, verb, word)) if deed != word else (),
        what=find_what(parsed, deed, of_others=verb != deed),
        kind=find_kind(parsed, deed),
        deed=_event_of_deed(marks, range(deed, find_end(parsed, deed) + 1)),
        due=None if recalled and due and due.edges == ("implied", "implied") else due,
        made=marks.when({verb}) if verb != deed else None,
        made_at=_made_at(parsed, verb) if verb != deed else None,
        agreement=marks.papers.find(dict.fromkeys((verb, word, deed)), owed),
        recalled=recalled,
        again=_is_again(parsed, verb, word),
        phase=phase,  # type: ignore[arg-type]
        attribution=marks.attribution_at(verb),
        basis=f"promises:{parsed.lemmas[word]}",
    )


def _is_again(parsed: Parsed, verb: int, word: int) -> bool:
    """ "renewed its promise", "promised once more"."""
    near = (*parsed.children_by(verb, "advmod", "npadvmod", "dobj"), *parsed.children_by(word, "amod"))
    phrases = (" ".join(parsed.lower[parsed.left_edge[t] : parsed.right_edge[t] + 1]) for t in near)
    return bool(look_up(parsed, verb, PROMISES, "again")) or any(p in words(PROMISES, "again") for p in phrases)


def _is_past(parsed: Parsed, verb: int) -> bool:
    """ "had promised to leave", "were to leave": a promise made before."""
    helpers = {parsed.lower[a] for a in parsed.children_by(verb, "aux")}
    above = parsed.lower[parsed.heads[verb]] if parsed.deps[verb] == "xcomp" else ""
    return ("had" in helpers and parsed.tags[verb] == "VBN") or ("to" in helpers and above in ("was", "were"))


def _deed(parsed: Parsed, word: int, *ways: str) -> int | None:
    """The verb of what is promised: an infinitive, "not to ...", or a clause that lies ahead ("that it will ...")."""
    for verb in parsed.children_by(word, *(ways or _BINDING)):
        if verb > word and parsed.tags[verb][:2] in ("VB", "MD") and lies_ahead(parsed, verb):
            return verb
    return None


def _other_deeds(parsed: Parsed, verb: int) -> Iterator[int]:
    """ "agreed on a withdrawal and an exchange of prisoners"; "must be disarmed, as they had promised"."""
    above = _as_promised(parsed, verb)
    if above is not None:
        yield above
    preps = parsed.children_by(verb, "prep")
    for prep in [*preps, *(c for p in preps for c in parsed.children_by(p, "conj", "prep"))]:
        if parsed.lower[prep] not in ("on", "to"):
            continue
        nouns = parsed.children_by(prep, "pobj")
        inner = [n for p in nouns for c in parsed.children_by(p, "prep") for n in parsed.children_by(c, "pobj")]
        nouns += [c for n in nouns for c in parsed.children_by(n, "conj")]
        for noun in (*nouns, *inner):
            if look_up(parsed, noun, PROMISES, "deed"):
                yield noun


def _as_promised(parsed: Parsed, verb: int) -> int | None:
    """What lies ahead "as they had promised"."""
    above = parsed.heads[verb]
    as_ = parsed.deps[verb] == "advcl" and any(parsed.lower[c] == "as" for c in parsed.children_by(verb, "mark"))
    return above if as_ and parsed.tags[above][:2] == "VB" and lies_ahead(parsed, above) else None


def _is_demanded(parsed: Parsed, verb: int, deed: int) -> bool:
    """ "must be disarmed, as promised": whoever demands it says that it has not been done."""
    return deed == _as_promised(parsed, verb) and any(
        parsed.lower[a] in ("must", "should") for a in parsed.children_by(deed, "aux")
    )


def _to(context: Context, verb: int, word: int) -> Iterator[Party]:
    parsed = context.parsed
    for noun in parsed.children_by(verb, "dative", *(("dobj",) if word == verb else ())):
        yield from find_parties(context, noun)
    yield from find_behind(context, word, ("to", "with"))


def _event_of_deed(marks: PaperMarks, inside: range) -> str | None:
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

"""Who takes part in talks, who stays away and who convenes them.

Enters: a context, a phrase and its clauses. Leaves: parties, attendance and convenors.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.model import Actor, Attendee, Party, Span
from dragoman.model.reading import Attendance, Phase
from dragoman.reading.clauses import (
    Marks,
    find_behind,
    find_between,
    find_parties,
    find_subjects,
    is_negated,
    lies_ahead,
)
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words
from dragoman.reading.talks.clause import Clause, is_suspended
from dragoman.reading.talks.phrases import Phrase

_WORLD = ("UNO", "IGO")
_BESIDE = ("after", "following", "during", "before")  # the clause is about something else at the time of the talks


@dataclass
class Who:
    """All that one mention says of the parties."""

    parties: list[Party] = field(default_factory=list)
    attendance: list[Attendee] = field(default_factory=list)
    convenors: list[Party] = field(default_factory=list)


def find_who(marks: Marks, phrase: Phrase, clauses: list[Clause], phase: Phase) -> Who:
    """Gather the parties of one mention."""
    who, context, actors = Who(), marks.context, marks.actors
    for head in phrase.heads:
        who.parties += _with(context, head)
        who.convenors += _mediated(context, head)
    who.convenors += _named_after(context, phrase)
    for clause in clauses:
        _of_clause(context, phrase, clause, phase, who)
    who.parties = [p for p in _each(who.parties) if _is_somebody(actors.get(p.name))]
    own = phrase.name
    who.convenors = [p for p in _each(who.convenors) if _is_somebody(actors.get(p.name)) and not _is_whole(p, own)]
    who.attendance = [a for a in who.attendance if _is_somebody(actors.get(a.party.name))]
    return who


def _is_somebody(actor: Actor | None) -> bool:
    """False for a thing that was taken for an actor: nothing is known of it, and it has no name."""
    return actor is None or actor.kind != "unknown" or not actor.name.islower()


def _is_whole(party: Party, name: Span | None) -> bool:
    """True if the talks' name was taken for somebody: the "Contact Group" does not convene itself."""
    return bool(party.span and name and party.span.contains(name))


def _each(parties: Iterable[Party]) -> list[Party]:
    return list({p.name: p for p in parties}.values())


def _with(context: Context, head: int) -> Iterator[Party]:
    """ "talks between A and B", "talks with C"."""
    parsed = context.parsed
    yield from find_behind(context, head, ("between", "with", "among")) or find_between(context, head)
    for own in parsed.children_by(head, "poss"):
        yield from find_parties(context, own)
    if parsed.deps[head] == "dobj":  # the parse often hangs "between A and B" on the verb
        yield from find_behind(context, parsed.heads[head], ("between",))


def _mediated(context: Context, head: int) -> Iterator[Party]:
    """ "Norway-led talks", "UN-sponsored talks"; "talks sponsored by Norway" is a clause of its own."""
    parsed = context.parsed
    for participle in parsed.children_by(head, "amod"):
        if parsed.lemmas[participle] in words("talks", "convene") and participle < head:
            for by in parsed.children_by(participle, "npadvmod", "nmod", "compound"):
                yield from find_parties(context, by)
            before = participle - 2 if participle and parsed.words[participle - 1] == "-" else participle - 1
            if before >= parsed.left_edge[head]:
                yield from find_parties(context, before)


def _named_after(context: Context, phrase: Phrase) -> Iterator[Party]:
    """ "U.N. talks": a body of the world that the talks are called by runs them."""
    for token in phrase.name_tokens:
        yield from (p for p in find_parties(context, token) if (p.code or "")[:3] in _WORLD)


def _of_clause(context: Context, phrase: Phrase, clause: Clause, phase: Phase, who: Who) -> None:
    parsed, verb = context.parsed, clause.verb
    if parsed.tags[verb][:2] == "NN":
        if is_suspended(parsed, verb):
            _attend(who, find_subjects(context, parsed.heads[verb]), "boycotted")
        if look_up(parsed, verb, "talks", "refuse"):
            _attend(who, find_behind(context, verb, ("by", "of")), "boycotted")
        above = parsed.heads[verb]
        if clause.role in ("to", "at") and _is_delegation(parsed, verb) and parsed.lemmas[above] == "send":
            ahead = lies_ahead(parsed, above)
            way = "absent" if is_negated(parsed, above) else "invited" if ahead else "attended"
            _attend(who, find_subjects(context, above), way)
        return
    if clause.role in ("subject", "own"):
        _subject_clause(context, phrase, verb, phase, who)
        if clause.role == "own":
            return
    if clause.role in _BESIDE:
        if clause.role == "during" and _agrees(parsed, verb):
            _attend(who, find_subjects(context, verb), "attended")
        elif who.parties or _agrees(parsed, verb):
            who.parties += find_subjects(context, verb)  # "he said after talks with A", "A and B agreed after talks"
    elif clause.role != "subject":
        _object_clause(context, phrase, clause, phase, who)


def _is_delegation(parsed: Parsed, noun: int) -> bool:
    return parsed.lower[noun] in words("talks", "stand_in") or parsed.lemmas[noun] in words("talks", "delegate")


def _subject_clause(context: Context, phrase: Phrase, verb: int, phase: Phase, who: Who) -> None:
    """ "the talks are run by A", "the talks group A, B and C", "talks opened, chaired by A"."""
    parsed = context.parsed
    for v in [verb, *(c for c in parsed.children_by(verb, "advcl", "acl") if parsed.tags[c] == "VBN")]:
        if look_up(parsed, v, "talks", "convene"):
            agents = find_behind(context, v, ("by",))
            who.convenors += agents
            if v != verb or parsed.lemmas[v] in ("chair", "mediate", "moderate"):
                _attend(who, agents, "attended" if phase != "planned" else "invited")
        elif look_up(parsed, v, "talks", "attendance"):
            attended = look_up(parsed, v, "talks", "attendance")
            _attend(who, find_behind(context, v, ("by",)), attended)  # "was attended by", "was boycotted by"
    for v in parsed.children_by(verb, "advcl"):  # "collapsed after A and B refused to meet", "ended as C walked out"
        left = look_up(parsed, v, "talks", "attendance") == "boycotted" and parsed.child(v, "dobj") is None
        if is_negated(parsed, v):
            continue
        if left or look_up(parsed, v, "talks", "refuse"):
            _attend(who, find_subjects(context, v), "boycotted")
        elif parsed.lemmas[v] in ("arrive", "come"):
            _attend(who, find_subjects(context, v), "attended")
    for v in parsed.children_by(verb, "conj"):  # "collapsed after A and B refused to meet", parsed as two clauses
        meet = parsed.child(v, "xcomp")
        if look_up(parsed, v, "talks", "refuse") and meet and look_up(parsed, meet, "talks", "attendance"):
            after = (p for p in parsed.children_by(verb, "prep") if parsed.lower[p] == "after")
            nouns = [n for p in after for n in parsed.children_by(p, "pobj")]
            _attend(
                who, [*find_subjects(context, v), *(p for n in nouns for p in find_parties(context, n))], "boycotted"
            )
    above = parsed.heads[verb]
    if parsed.deps[verb] == "advcl" and phase != "planned" and _agrees(parsed, above):
        _attend(who, find_subjects(context, above), "attended")  # "A and B agree on X as talks close"
    for prep in parsed.children_by(verb, "prep"):  # "in the presence of A and B"
        for noun in parsed.children_by(prep, "pobj"):
            if parsed.lower[noun] == "presence":
                _attend(who, find_behind(context, noun, ("of",)), "attended" if phase != "planned" else "invited")
    _attend(who, find_behind(context, verb, ("without",)), "absent" if phase != "planned" else None)
    if look_up(parsed, verb, "talks", "member"):
        for noun in parsed.children_by(verb, "dobj"):
            who.parties += find_parties(context, noun)


def _are_own(parsed: Parsed, phrase: Phrase) -> bool:
    """ "its own talks": of whoever holds them."""
    return parsed.lower[phrase.first + 1 : phrase.head] == ("own",) and parsed.tags[phrase.first] == "PRP$"


def _object_clause(context: Context, phrase: Phrase, clause: Clause, phase: Phase, who: Who) -> None:
    """ "A and B held talks", "C boycotted the talks", "D refused to join the talks"."""
    parsed, verb = context.parsed, clause.verb
    subjects = find_subjects(context, verb)
    if clause.role == "object" and (look_up(parsed, verb, "talks", "convene") or _are_own(parsed, phrase)):
        who.convenors += subjects
    attendance = look_up(parsed, verb, "talks", "attendance")
    outer = parsed.heads[verb] if parsed.deps[verb] in ("xcomp", "acl") else verb
    if outer != verb and look_up(parsed, outer, "talks", "refuse"):
        is_noun = parsed.tags[outer][:2] == "NN"
        refusing = find_behind(context, outer, ("by", "of")) if is_noun else find_subjects(context, outer)
        _attend(who, refusing, "boycotted")
    elif attendance == "boycotted":
        _attend(who, subjects, "boycotted" if not is_negated(parsed, verb) else "attended")
    elif attendance == "attended":
        missing = is_negated(parsed, verb) or _has_none(parsed, verb)
        attendance = "observed" if _as_observer(parsed, verb) else attendance
        _attend(who, subjects, "absent" if missing else "invited" if lies_ahead(parsed, verb) else attendance)
    elif look_up(parsed, verb, "talks", "accept") and clause.role in ("to", "object"):
        _attend(who, subjects, "invited")
    elif attendance == "invited":
        for noun in parsed.children_by(verb, "dobj"):
            _attend(who, find_parties(context, noun), "invited")
    elif attendance:
        _attend(who, subjects, attendance)
    elif clause.role in ("at", "during", "in") and _agrees(parsed, verb):
        _attend(who, subjects, "attended")  # "they agreed at the end of the talks"
    elif clause.role == "object" and _holds(parsed, verb):
        _attend(who, subjects, "invited" if phase == "planned" else "attended")


def _has_none(parsed: Parsed, verb: int) -> bool:
    """ "no envoys of A attended", "neither A nor B came"."""
    subject = parsed.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    first = parsed.left_edge[subject]
    return parsed.lower[first] in ("no", "neither", "none", "nobody")


def _as_observer(parsed: Parsed, verb: int) -> bool:
    """ "took part as an observer", whatever the parse hung it on."""
    last = min(parsed.right_edge[verb], verb + 30)
    known = words("talks", "observer")
    return any(
        parsed.lower[t] == "as" and any(parsed.lower[n] in known for n in range(t + 1, min(t + 4, last + 1)))
        for t in range(verb + 1, last)
    )


def _agrees(parsed: Parsed, verb: int) -> bool:
    """ "agreed", "signed"; "agreed to observe": what the parties of talks do there together."""
    for _ in range(3):
        if look_up(parsed, verb, "talks", "outcome") == "whole":
            return not lies_ahead(parsed, verb)
        if parsed.deps[verb] not in ("xcomp", "conj", "advcl"):
            return False
        verb = parsed.heads[verb]
    return False


def _holds(parsed: Parsed, verb: int) -> bool:
    """ "A and B held talks", not "A hosted talks"."""
    holds = look_up(parsed, verb, "talks", "phase") in ("opens", "held", "ended")
    return holds and not look_up(parsed, verb, "talks", "convene")


def _attend(who: Who, parties: Iterable[Party], attendance: str | None) -> None:
    for party in parties:
        if attendance and all(a.party.name != party.name for a in who.attendance):
            known: Attendance = attendance  # type: ignore[assignment]
            who.attendance.append(Attendee(party=party, attendance=known))


def find_presence(context: Context) -> Iterator[tuple[int, list[Attendee]]]:
    """Verbs that say who was there without naming the talks ("the rebels stayed away"), with their subjects.

    They tell of the talks that the report spoke of last; what they tell is no event of its own.
    """
    parsed = context.parsed
    for verb, tag in enumerate(parsed.tags):
        if tag[:2] not in ("VB", "JJ"):
            continue
        who = Who()
        _invited(context, verb, who)
        head = parsed.heads[verb] if tag == "JJ" else verb  # "was present"
        attendance = _presence(parsed, verb, head)
        if attendance and parsed.lemmas[parsed.heads[head]] != "deny":
            _attend(who, find_subjects(context, head), attendance)
        if who.attendance:
            yield verb, who.attendance


def _presence(parsed: Parsed, verb: int, head: int) -> str | None:
    """What the verb or adjective says of its subject's presence; None if it says nothing."""
    attendance = look_up(parsed, verb, "talks", "presence")
    thing = parsed.child(verb, "dobj")
    if thing is not None and parsed.lower[thing] != "part":
        return None
    if attendance is None or is_negated(parsed, verb):
        stayed = look_up(parsed, verb, "talks", "come") and is_negated(parsed, verb) and not lies_ahead(parsed, verb)
        return "absent" if stayed and parsed.deps[verb] in ("ROOT", "conj", "ccomp") else None
    if head != verb and parsed.lemmas[head] != "be":
        return None
    if lies_ahead(parsed, head):
        return "invited"
    if attendance != "attended":
        return attendance
    return "absent" if _has_none(parsed, head) else "observed" if _as_observer(parsed, head) else attendance


def _invited(context: Context, verb: int, who: Who) -> None:
    """ "invitations were sent to A and B"."""
    parsed = context.parsed
    things = parsed.children_by(verb, "dobj", "nsubjpass", "nsubj")
    if any(look_up(parsed, t, "talks", "invitation") for t in things):
        to = [
            *find_behind(context, verb, ("to",)),
            *(
                p
                for prep in parsed.children_by(verb, "prep", "dative")
                for other in parsed.children_by(prep, "conj")
                for noun in parsed.children_by(other, "pobj")
                for p in find_parties(context, noun)
            ),
        ]
        _attend(who, to, "invited")

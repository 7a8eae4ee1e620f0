"""Who was at talks because a delegation or one of its people is spoken of.

Enters: a context. Leaves: words with the parties that they put at the talks; whether there are talks that they can
have been at is for find.py to say.
"""

from collections.abc import Iterator

from dragoman.model import Actor, Attendee, Party
from dragoman.reading.clauses import find_parties, is_negated, lies_ahead
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import words


def find_delegates(context: Context) -> Iterator[tuple[int, list[Attendee]]]:
    """Negotiators and heads of delegations, at their first mention: a report on talks that quotes them was there."""
    known = words("talks", "delegate")
    seen: set[str] = set()
    for mention in context.directory.mentions:
        actor = mention.actor
        role = (actor.role or "").casefold().split()
        if actor.kind == "person" and actor.name not in seen and any(w in known for w in role):
            seen.add(actor.name)
            party = Party(name=actor.name, code=actor.code, span=mention.span)
            side = _side(context, actor)
            there = [party, Party(name=side.name, code=side.code, span=mention.span)] if side else [party]
            yield mention.head, [Attendee(party=p, attendance="attended") for p in there]


def _side(context: Context, person: Actor) -> Actor | None:
    """The side that a delegate speaks for: the first group or government of the report with the same code."""
    code = (person.code or "")[:6]
    others = (a for a in context.directory.actors if a.kind != "person" and (a.code or "")[:6] == code)
    return next(others, None) if len(code) == 6 else None


def find_delegations(context: Context) -> Iterator[tuple[int, list[Attendee]]]:
    """Delegations by the side that they are of: "the head of the Kenyan delegation", "who leads the rebel team"."""
    parsed = context.parsed
    known = words("talks", "delegation")
    for token in range(len(parsed)):
        if parsed.lower[token] in known and parsed.tags[token][:2] == "NN" and _is_spoken_of(parsed, token):
            named = [p for noun in _owners(parsed, token) for p in find_parties(context, noun)]
            there = {p.name: p for p in (_principal(context, p) for p in named)}
            for actor in [a for a in context.directory.actors if a.kind == "person" and a.name in there]:
                side = _side(context, actor)
                if side:
                    there[side.name] = Party(name=side.name, code=side.code, span=there[actor.name].span)
            if there:
                yield token, [Attendee(party=p, attendance="attended") for p in there.values()]


def _principal(context: Context, party: Party) -> Party:
    """Whom a delegation speaks for, where the report names them: of the Kenyan delegation Kenya."""
    if not set(party.name.casefold().split()) & words("talks", "delegation").keys() or not party.code:
        return party
    others = [a for a in context.directory.actors if a.kind != "person" and a.code and a.name != party.name]
    same = [a for a in others if a.code == party.code and not a.name.casefold().endswith("delegation")]
    states = [a for a in others if a.kind == "state" and a.code == party.code[:3] and party.code[3:] == "GOV"]
    found = next(iter((*same, *states)), None)
    return Party(name=found.name, code=found.code, span=party.span) if found else party


def _is_spoken_of(parsed: Parsed, token: int) -> bool:
    """It has a head or member who speaks or is named, or does something itself, and not only in future."""
    governor, dep = parsed.heads[token], parsed.deps[token]
    if dep == "pobj" and parsed.lower[governor] == "of":
        return parsed.lemmas[parsed.heads[governor]] in words("talks", "leader")
    if parsed.tags[governor][:2] != "VB" or is_negated(parsed, governor) or lies_ahead(parsed, governor):
        return False
    return dep == "nsubj" or (dep == "dobj" and parsed.lemmas[governor] in words("talks", "leads"))


def _owners(parsed: Parsed, token: int) -> Iterator[int]:
    """The nouns that say whose delegation it is."""
    yield from (c for c in parsed.children_by(token, "compound", "poss", "amod", "nmod") if c < token)
    for prep in parsed.children_by(token, "prep"):
        if parsed.lower[prep] == "of":
            yield from parsed.children_by(prep, "pobj")

"""Contents of a reporting verb that are noun phrases: objects, "as", names, prepositions, passives.

Enters: a `Parsed`, a verb token and the cues that its form may be. Leaves: `Found`, or None.
"""

from dragoman.reading.attributions.constructions import Found, first_cue, whole
from dragoman.reading.attributions.cues import Cue
from dragoman.reading.attributions.draft import Range
from dragoman.reading.attributions.syntax import find_agent, is_infinitive, is_passive, noun_phrase
from dragoman.reading.parsed import Parsed

LONGEST_NAMED = 40  # tokens in which the mark of a name must come
QUOTES = frozenset(['"', "“", "''", "``", "‘"])
_WITH_OBJECT = ("dobj", "oprd", "acomp", "xcomp", "dative", "pcomp")
_BOUND_PREPOSITIONS = frozenset(
    ["as", "with", "of", "for", "from", "over", "to", "against", "at", "in", "about", "toward"]
)


def read_complement(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "Called the raid a crime": what somebody or something is called."""
    cue = first_cue(cues, "complement")
    inner = parsed.child(verb, "oprd", "acomp", "attr", "ccomp", "xcomp")
    if cue is not None and (inner is None or inner < verb):
        return _quoted_name(parsed, verb, cue)
    if not cue or inner is None:
        return None
    if is_passive(parsed, verb):
        if _is_bare_participle(parsed, verb):
            return None  # "a town called Harbel": nobody's opinion
        subject = parsed.child(verb, "nsubjpass")
        return _with_subject(parsed, verb, subject, whole(parsed, inner)), cue, "called"
    named = parsed.child(verb, "dobj")
    if named is not None:
        pieces = [noun_phrase(parsed, named, verb) if named < verb else whole(parsed, named), whole(parsed, inner)]
        return sorted(pieces), cue, "called"
    if cue.word in ("seem", "appear"):
        return _with_subject(parsed, verb, parsed.child(verb, "nsubj"), whole(parsed, inner)), cue, "seems"
    if parsed.deps[inner] == "oprd" or parsed.pos[inner] in ("NOUN", "PROPN", "ADJ"):
        return [whole(parsed, inner)], cue, "called"
    return None


def _quoted_name(parsed: Parsed, verb: int, cue: Cue) -> Found | None:
    """ "Called the pact 'madness'": the parser takes what somebody is called for a part of its object."""
    named = parsed.child(verb, "dobj")
    if named is None or named < verb or not cue.quotes or is_passive(parsed, verb):
        return None
    start = parsed.left_edge[named]
    inside = any(
        parsed.words[t] in QUOTES for t in range(start + 1, min(start + LONGEST_NAMED, parsed.right_edge[named]))
    )
    return ([(start, parsed.right_edge[named])], cue, "called") if inside else None


def _is_bare_participle(parsed: Parsed, verb: int) -> bool:
    """True for a participle after a noun that names no agent ("a man known as")."""
    return parsed.deps[verb] == "acl" and find_agent(parsed, verb) is None


def _with_subject(parsed: Parsed, verb: int, subject: int | None, rest: Range) -> list[Range]:
    return [noun_phrase(parsed, subject, verb), rest] if subject is not None and subject < verb else [rest]


def read_as(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "Described the talks as useful": the object and what it is seen as."""
    cue = first_cue(cues, "as")
    inner = next((c for c in parsed.children_by(verb, "prep") if parsed.lower[c] == "as" and c > verb), None)
    if inner is None:
        named = parsed.child(verb, "dobj")
        inner = next((c for c in parsed.children_by(named, "prep") if parsed.lower[c] == "as"), None) if named else None
    if not cue or inner is None:
        return None
    if is_passive(parsed, verb):
        if _is_bare_participle(parsed, verb):
            return None
        return _with_subject(parsed, verb, _passive_subject(parsed, verb), whole(parsed, inner)), cue, "seen as"
    named = parsed.child(verb, "dobj")
    to = next((c for c in parsed.children_by(verb, "prep") if parsed.lower[c] == "to"), None)
    if named is None and to is None:
        return None
    first = named if named is not None else parsed.child(to, "pobj") if to is not None else None
    if first is None:
        return None
    return sorted([whole(parsed, first), whole(parsed, inner)]), cue, "as"


def _passive_subject(parsed: Parsed, verb: int) -> int | None:
    subject = parsed.child(verb, "nsubjpass")
    if subject is None and parsed.deps[verb] == "acl":
        return parsed.heads[verb]
    return subject


def read_object(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "Rejected the plan", "the plan was rejected by them": a noun phrase."""
    cue = first_cue(cues, "object")
    if not cue:
        return None
    about = [c for c in parsed.children_by(verb, "prep") if c > verb and parsed.lower[c] in cue.about]
    if is_passive(parsed, verb):
        subject = _passive_subject(parsed, verb)
        bare = parsed.deps[verb] not in ("ROOT", "conj") and not about and find_agent(parsed, verb) is None
        if subject is None or subject > verb or bare:
            return None
        first = noun_phrase(parsed, subject, verb)
        return [first, *(whole(parsed, c) for c in about)], cue, "passive"
    named = parsed.child(verb, "dobj")
    if named is None:
        return _antecedent(parsed, verb, cue)
    return (
        sorted([(parsed.left_edge[named], _object_end(parsed, verb, named)), *(whole(parsed, c) for c in about)]),
        cue,
        "object",
    )


def _object_end(parsed: Parsed, verb: int, named: int) -> int:
    """Last token of the object with what follows it at once ("showed the army in retreat")."""
    end = parsed.right_edge[named]
    for child in parsed.children[verb]:
        if named < child and parsed.left_edge[child] == end + 1 and _goes_with_object(parsed, child):
            end = parsed.right_edge[child]
    return end


def _goes_with_object(parsed: Parsed, child: int) -> bool:
    if parsed.deps[child] == "prep":
        return parsed.lower[child] in _BOUND_PREPOSITIONS
    if parsed.deps[child] == "advcl":
        return parsed.tags[child] == "VB" and is_infinitive(parsed, child)
    return parsed.deps[child] in _WITH_OBJECT


def _antecedent(parsed: Parsed, verb: int, cue: Cue) -> Found | None:
    """ "The plan the rebels rejected": what the clause hangs on is the object."""
    if parsed.deps[verb] != "relcl" or parsed.child(verb, "nsubj") is None:
        return None
    if parsed.child(verb, "ccomp", "xcomp", "attr", "acomp", "oprd") is not None:
        return None
    if parsed.lower[parsed.child(verb, "nsubj") or 0] in ("who", "which", "that"):
        return None
    return [(parsed.left_edge[parsed.heads[verb]], parsed.heads[verb])], cue, "object before"


def _prepositions(parsed: Parsed, verb: int) -> list[int]:
    """The prepositions of a verb, and those that the parser hung on its object or an apposition of that."""
    preps = parsed.children_by(verb, "prep", "agent")
    named = parsed.child(verb, "dobj")
    if named is not None:
        for noun in (named, *parsed.children_by(named, "appos")):
            preps += parsed.children_by(noun, "prep")
    return preps


def read_preposition(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "Called for talks": what follows a preposition of the cue."""
    for prep in _prepositions(parsed, verb):
        for cue in cues:
            if prep > verb and parsed.lower[prep] in cue.prepositions:
                inner = parsed.child(prep, "pobj", "pcomp")
                if inner is not None and inner > prep:
                    return (
                        [(parsed.left_edge[inner], _object_end(parsed, verb, inner))],
                        cue,
                        f"with {parsed.lower[prep]}",
                    )
    return None

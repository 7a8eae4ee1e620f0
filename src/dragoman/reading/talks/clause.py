"""What a clause says of talks: that they opened, ended, failed, lie ahead.

Enters: a parsed report and a phrase. Leaves: the verbs that the phrase hangs on, and the phase they tell.
"""

from dataclasses import dataclass

from dragoman.model.reading import Phase
from dragoman.reading.clauses import SET, is_negated, lies_ahead
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up
from dragoman.reading.talks.phrases import Phrase, is_headline_verb

_WEIGHT: tuple[Phase, ...] = (
    "refused",
    "cancelled",
    "postponed",
    "failed",
    "planned",
    "ended",
    "opens",
    "ongoing",
    "held",
)
_DURING: dict[str, Phase] = {
    "during": "ongoing",
    "at": "ongoing",
    "after": "held",
    "following": "held",
    "in": "ongoing",
}


UNITS = ("day", "hour", "week")  # of how long talks last


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb (or noun) that says something of the talks. `role`: subject, object, or the preposition between."""

    verb: int
    role: str


def find_clauses(parsed: Parsed, phrase: Phrase) -> list[Clause]:
    """The words the phrase hangs on, nearest first, with what is coordinated; then what hangs on the phrase."""
    found = list(_governors(parsed, phrase.head))
    for clause in list(found):
        if clause.role == "subject":
            found += [
                Clause(v, "subject")
                for v in parsed.children_by(clause.verb, "conj")
                if parsed.child(v, "nsubj", "nsubjpass") is None and parsed.tags[v][:2] == "VB"
            ]
    for head in phrase.heads:
        found += [Clause(v, "own") for v in parsed.children_by(head, "acl", "relcl")]
        found += [Clause(v, "own") for v in parsed.children_by(head, "amod") if v > head]
        found += [  # "talks in X, which are planned for June": the parse hangs the clause on X
            Clause(v, "own")
            for prep in parsed.children_by(head, "prep")
            for noun in parsed.children_by(prep, "pobj")
            for v in parsed.children_by(noun, "relcl")
            if parsed.lemmas[v] in SET or _tells_of_talks(parsed, v)
        ]
    found += _due(parsed, max(phrase.heads) + 1)
    found += [
        Clause(v, "subject")
        for c in found
        if c.role in ("subject", "own") and _leads_on(parsed, c.verb)
        for v in parsed.children_by(c.verb, "xcomp")
    ]
    found += [  # "failed to open as planned on Monday"
        Clause(v, "set")
        for c in found
        if c.role in ("subject", "own")
        for v in parsed.children_by(c.verb, "advcl")
        if parsed.lemmas[v] in SET
    ]
    return list(dict.fromkeys(found))


def _tells_of_talks(parsed: Parsed, verb: int) -> bool:
    """ "talks in X, which began on Monday", "which they want to hold": no place begins or is held."""
    which = parsed.tags[parsed.left_edge[verb]] == "WDT"
    return which and look_up(parsed, verb, "talks", "phase") is not None


def _leads_on(parsed: Parsed, verb: int) -> bool:
    """True if what becomes of the talks is in the infinitive: "are due to open", "want to hold", "failed to start"."""
    if parsed.lemmas[verb] == "be":  # "were to have opened"
        return True
    return parsed.lemmas[verb] in SET or look_up(parsed, verb, "talks", "phase") in ("planned", "failed")


def _due(parsed: Parsed, token: int) -> list[Clause]:
    """ "talks due to start": the word right behind the phrase, wherever the parse hung it."""
    if token < len(parsed) and parsed.lemmas[token] in SET and parsed.tags[token] in ("JJ", "VBN"):
        return [Clause(token, "own")]
    return []


def _governors(parsed: Parsed, head: int) -> list[Clause]:
    if parsed.tags[head][:2] == "VB":  # "talks" taken for a verb: the next word is its own
        return [Clause(head + 1, "subject")] if is_headline_verb(parsed, head + 1) else []
    dep, governor = parsed.deps[head], parsed.heads[head]
    if dep in ("nsubj", "nsubjpass") or (dep == "compound" and is_headline_verb(parsed, governor)):
        return [Clause(governor, "subject")]
    if dep in ("dobj", "attr", "dative"):
        return [Clause(governor, "object")]
    if dep == "pobj" and parsed.deps[governor] in ("prep", "agent", "prt"):
        above = parsed.heads[governor]
        if look_up(parsed, above, "talks", "part") and parsed.deps[above] == "pobj" and above != head:
            return [Clause(c.verb, "during") for c in _governors(parsed, above) if c.role != "of"]
        if parsed.lower[governor] == "of" and parsed.lemmas[above] in UNITS:  # "two days of talks ended"
            return _governors(parsed, above)
        return [Clause(parsed.heads[governor], parsed.lower[governor])]
    if dep == "conj" and governor != head:
        return _governors(parsed, governor)
    return []


def find_phase(parsed: Parsed, phrase: Phrase, clauses: list[Clause]) -> Phase:
    """What the clauses say together; "mentioned" if they say nothing of whether the talks take place."""
    said = {p for c in clauses if (p := _phase(parsed, c, phrase.relative == "next"))}
    if said & {"opens", "ended"}:  # "boycotted the talks, which opened on Friday"
        said.discard("refused")
    return next((p for p in _WEIGHT if p in said), "mentioned")


def _phase(parsed: Parsed, clause: Clause, is_next: bool) -> Phase | None:
    """What one clause says of the talks.

    Args:
        is_next: they are the next ones, which what is told beside them cannot have begun.
    """
    verb = clause.verb
    if parsed.tags[verb][:2] == "NN":
        return _noun_phase(parsed, clause)
    phase: Phase | None = look_up(parsed, verb, "talks", "phase")  # type: ignore[assignment]
    outer = parsed.heads[verb]
    if clause.role != "subject" and parsed.deps[verb] in ("xcomp", "acl") and look_up(parsed, outer, "talks", "refuse"):
        return "refused"
    if clause.role not in ("subject", "object", "own"):
        around = _around(parsed, clause)
        return "planned" if around and is_next else around
    if _is_wished(parsed, verb):
        return "planned" if phase else None
    if _was_to_have(parsed, verb):
        return "postponed"
    if phase == "failed" and any(_takes_place(parsed, v) for v in parsed.children_by(verb, "xcomp")):
        return None if is_negated(parsed, verb) else "cancelled"
    if clause.role == "object" and look_up(parsed, verb, "talks", "attendance") == "boycotted":
        return "refused"
    if phase in ("cancelled", "postponed", "failed") and not lies_ahead(parsed, verb):
        return None if is_negated(parsed, verb) else phase
    if phase is None and clause.role == "object":
        if look_up(parsed, verb, "talks", "accept"):
            phase = "planned"
        elif look_up(parsed, verb, "talks", "attendance"):
            phase = "held"
    if phase is None and clause.role == "subject":
        phase = "held" if parsed.tags[verb] in ("VBD", "VBN") and look_up(parsed, verb, "talks", "outcome") else None
    if clause.role in ("subject", "own") and is_negated(parsed, verb) and _takes_place(parsed, verb):
        return "cancelled"
    if lies_ahead(parsed, verb):
        if phase == "ended" and clause.role in ("subject", "own"):
            return "ongoing" if clause.role == "own" else None  # "which began on Monday and is to end on Friday"
        return "planned" if phase or parsed.lemmas[verb] in SET or parsed.lemmas[verb] == "be" else None
    if phase is None or is_negated(parsed, verb):
        return None
    if phase in ("opens", "held") and parsed.tags[verb] == "VBG" and clause.role == "subject":
        return "ongoing"
    return phase


def _takes_place(parsed: Parsed, verb: int) -> bool:
    return look_up(parsed, verb, "talks", "happens") is not None


def _is_wished(parsed: Parsed, verb: int) -> bool:
    """ "that talks be held soon": neither a fact nor a plan by its form."""
    auxiliaries = parsed.children_by(verb, "aux", "auxpass")
    return any(parsed.lower[a] == "be" for a in auxiliaries) and len(auxiliaries) == 1


def _was_to_have(parsed: Parsed, verb: int) -> bool:
    """ "were to have opened on Monday": planned, and not held then."""
    auxiliaries = {parsed.lower[a] for a in parsed.children_by(verb, "aux", "auxpass")}
    return {"to", "have"} <= auxiliaries and parsed.deps[verb] in ("xcomp", "ROOT", "ccomp", "conj")


def _noun_phase(parsed: Parsed, clause: Clause) -> Phase | None:
    """ "the start of talks": the noun says it, unless what governs the noun puts it ahead."""
    if parsed.lower[clause.verb] == "wake" and clause.role == "of":
        return "held"
    if look_up(parsed, clause.verb, "talks", "refuse") or is_suspended(parsed, clause.verb):
        return "refused"
    if clause.role not in ("of", "subject"):
        return None
    phase: Phase | None = look_up(parsed, clause.verb, "talks", "phase")  # type: ignore[assignment]
    if phase is None:
        return None
    governor = _governors(parsed, clause.verb)
    ahead = any(c.role != "subject" and lies_ahead(parsed, c.verb) for c in governor)
    return "planned" if ahead else phase


def is_suspended(parsed: Parsed, noun: int) -> bool:
    """ "suspended their participation in the talks"."""
    verb = parsed.heads[noun]
    stops = look_up(parsed, verb, "talks", "phase") in ("postponed", "cancelled", "ended")
    return parsed.lemmas[noun] == "participation" and parsed.deps[noun] == "dobj" and stops


def _around(parsed: Parsed, clause: Clause) -> Phase | None:
    """ "said after talks", "met in Oslo for talks": the talks have the time of the verb."""
    if clause.role == "to" and look_up(parsed, clause.verb, "talks", "accept"):
        return "mentioned" if is_negated(parsed, clause.verb) else "planned"
    if clause.role == "for" and look_up(parsed, clause.verb, "talks", "attendance"):
        return "planned" if lies_ahead(parsed, clause.verb) else "held"
    if clause.role in ("in", "at") and not look_up(parsed, clause.verb, "talks", "attendance"):
        return None
    phase = _DURING.get(clause.role)
    verb = clause.verb
    while parsed.deps[verb] == "xcomp":  # "agreed after talks to leave" is parsed as "to leave after talks"
        verb = parsed.heads[verb]
    return "planned" if phase and lies_ahead(parsed, verb) else phase

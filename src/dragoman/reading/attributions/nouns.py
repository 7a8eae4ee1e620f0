"""Attributions that hang on a noun or an adjective: "his claim that ...", "critical of ...".

Enters: a `Parsed` and a token with the cues that its form may be. Leaves: a `Draft`, or None.
"""

from collections.abc import Iterable

from dragoman.reading.attributions.cues import Cue, source_words
from dragoman.reading.attributions.draft import Draft, Range
from dragoman.reading.attributions.syntax import find_agent, find_subject, is_infinitive, noun_phrase
from dragoman.reading.parsed import Parsed

_POSSESSORS = ("by", "from", "of", "among")


def read_noun(parsed: Parsed, noun: int, cues: Iterable[Cue]) -> Draft | None:
    """The attribution whose cue is this noun or adjective, if it has content that one of its cues allows."""
    for cue in cues:
        if parsed.pos[noun] != cue.particle:
            continue
        found = _content(parsed, noun, cue)
        if found:
            token, construction = found
            head, first, last = _source(parsed, noun, token)
            if head is None and cue.sense == "stance" and parsed.pos[noun] == "NOUN":
                continue  # "support for the plan", of nobody: too little to be worth a line
            return Draft(
                verb=noun,
                cue=(first, last),
                source_head=head,
                source=noun_phrase(parsed, head, noun) if head is not None else None,
                content=[(parsed.left_edge[token], parsed.right_edge[token])],
                basis=f"{cue.entry}: {construction}",
            )
    return None


def _content(parsed: Parsed, noun: int, cue: Cue) -> tuple[int, str] | None:
    for child in parsed.children[noun]:
        if child < noun:
            continue
        dep = parsed.deps[child]
        if "clause" in cue.takes and dep in ("acl", "ccomp") and _has_that(parsed, child):
            return child, "that"
        if "infinitive" in cue.takes and dep in ("acl", "xcomp") and is_infinitive(parsed, child):
            return child, "to do"
        if dep == "prep" and parsed.lower[child] in cue.prepositions:
            inner = parsed.child(child, "pobj", "pcomp")
            if inner is not None and inner > child:
                return inner, f"with {parsed.lower[child]}"
    if parsed.pos[noun] == "ADJ" and parsed.deps[noun] == "acomp" and "clause" in cue.takes:
        for child in parsed.children_by(parsed.heads[noun], "ccomp", "advcl"):
            if child > noun and _has_that(parsed, child):
                return child, "that"
    return None


def _has_that(parsed: Parsed, clause: int) -> bool:
    mark = parsed.child(clause, "mark")
    return (mark is not None and parsed.lower[mark] in ("that", "whether", "if")) or parsed.deps[clause] == "ccomp"


def _source(parsed: Parsed, noun: int, content: int) -> tuple[int | None, int, int]:
    """Head of the source and the tokens of the cue (the noun, and the verb that it is the object of)."""
    if parsed.pos[noun] == "ADJ":
        verb = parsed.heads[noun]
        if parsed.deps[noun] == "acomp" and parsed.pos[verb] in ("VERB", "AUX"):
            subject = find_subject(parsed, verb)
            return (None if subject is None or parsed.lower[subject] == "it" else subject), noun, noun
        return (verb if parsed.deps[noun] == "amod" and verb < noun else None), noun, noun
    owner = parsed.child(noun, "poss")
    if owner is not None:
        return owner, noun, noun
    for child in parsed.children_by(noun, "prep"):
        if parsed.lower[child] in _POSSESSORS and content not in parsed.children[child] and child > noun:
            inner = parsed.child(child, "pobj")
            if inner is not None:
                return inner, noun, noun
    verb = parsed.heads[noun]
    if parsed.deps[noun] == "dobj" and parsed.pos[verb] == "VERB" and verb < noun:
        return _light_subject(parsed, verb, noun)
    if parsed.deps[noun] == "nsubjpass":
        return find_agent(parsed, verb), noun, noun
    return None, noun, noun


def _light_subject(parsed: Parsed, verb: int, noun: int) -> tuple[int | None, int, int]:
    """The subject of the verb that carries the noun ("made a promise to"), unless the verb only meets with it."""
    giver = next((c for c in parsed.children_by(verb, "prep") if parsed.lower[c] == "from"), None)
    if giver is not None:
        return parsed.child(giver, "pobj"), noun, noun
    if parsed.lemmas[verb] in source_words("receiving"):
        return None, noun, noun
    first: Range = (min(verb, noun), max(verb, noun))
    return find_subject(parsed, verb), *first

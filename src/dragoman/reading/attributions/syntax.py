"""Who is the subject of a verb, and which tokens make up its cue: small questions to the parse."""

from dragoman.reading.attributions.draft import Range
from dragoman.reading.parsed import Parsed

_SUBJECTS = ("nsubj",)
_CUE_PARTS = ("aux", "auxpass", "neg", "prt")


def is_passive(parsed: Parsed, verb: int) -> bool:
    """True if the verb stands in the passive: with an auxiliary, or as a bare participle after a noun."""
    if parsed.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return parsed.tags[verb] == "VBN" and parsed.deps[verb] == "acl"


def find_subject(parsed: Parsed, verb: int) -> int | None:
    """The head token of who does what the verb says; None if the text gives nobody.

    Looks through coordination ("came and said"), infinitives and participles ("went on to say", "left, saying").
    """
    seen = 0
    while seen < 6:
        seen += 1
        own = parsed.child(verb, *_SUBJECTS)
        if own is not None:
            return own
        if parsed.child(verb, "nsubjpass") is not None:
            return parsed.child(verb, "nsubjpass") if seen > 1 else None
        dep, head = parsed.deps[verb], parsed.heads[verb]
        if dep in ("acl", "relcl") and parsed.pos[head] in ("NOUN", "PROPN", "PRON"):
            return head
        if dep == "pcomp":
            head = parsed.heads[head]
        elif dep not in ("conj", "xcomp", "advcl", "ccomp", "dep", "prep"):
            return None
        if head == verb or parsed.pos[head] not in ("VERB", "AUX"):
            return None
        verb = head
    return None


def find_agent(parsed: Parsed, verb: int) -> int | None:
    """The head token of the agent of a passive ("by the army")."""
    by = parsed.child(verb, "agent")
    return parsed.child(by, "pobj") if by is not None else None


def cue_range(parsed: Parsed, verb: int, *more: int) -> Range:
    """The verb with its auxiliaries, negation and particle, where they stand next to each other."""
    parts = {verb, *more, *parsed.children_by(verb, *_CUE_PARTS)}
    first = last = verb
    while first - 1 in parts or (first - 2 in parts and parsed.pos[first - 1] == "ADV"):
        first -= 1
    while last + 1 in parts:
        last += 1
    return first, last


def noun_phrase(parsed: Parsed, head: int, stop: int | None = None) -> Range:
    """The tokens of a noun phrase with its appositions, without a relative clause; `stop` is not crossed."""
    first, last = parsed.left_edge[head], parsed.right_edge[head]
    for child in parsed.children[head]:
        if parsed.deps[child] in ("relcl", "acl", "cc", "advcl", "parataxis", "dep", "ccomp") and child > head:
            if parsed.deps[child] == "cc" and parsed.child(head, "conj") is not None:
                continue
            last = min(last, max(head, parsed.left_edge[child] - 1))
    if stop is not None:
        if first <= stop < head:
            first = stop + 1
        elif head < stop <= last:
            last = stop - 1
    while last > head and parsed.pos[last] == "PUNCT":
        last -= 1
    return first, last

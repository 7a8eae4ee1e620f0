"""What several steps ask of a clause: whose it is, when, on whose word, and whether it has come true.

Enters: a context and tokens of its report. Leaves: parties, times, attributions, yes or no.
"""

from collections.abc import Collection

from dragoman.model import Party, Span, When
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed

_MODALS = frozenset(("will", "would", "may", "might", "could", "can", "should", "shall", "must", "'ll", "'d", "wo"))
SET = frozenset(("due", "set", "schedule", "plan", "slate", "expect", "likely", "suppose"))
_BEGUN = ("begin", "start", "continue", "manage", "gather", "convene")  # "began to": the infinitive has come true


def is_negated(parsed: Parsed, verb: int) -> bool:
    """True if the verb, or the one it is the infinitive of, has a "not"."""
    if parsed.child(verb, "neg") is not None:
        return True
    return parsed.deps[verb] == "xcomp" and parsed.child(parsed.heads[verb], "neg") is not None


def lies_ahead(parsed: Parsed, verb: int) -> bool:
    """True if the clause is about something that has not happened: "will open", "agreed to hold", "is set for"."""
    if parsed.tags[verb] == "MD":
        return True
    auxiliaries = parsed.children_by(verb, "aux", "auxpass")
    if any(parsed.lower[a] in _MODALS for a in auxiliaries):
        return not any(parsed.lower[a] == "have" for a in auxiliaries)
    if parsed.lemmas[verb] in SET and parsed.tags[verb] in ("VBN", "JJ", "VBD"):
        return True
    if any(parsed.lower[a] == "to" for a in auxiliaries):
        return parsed.deps[verb] != "xcomp" or not _has_begun(parsed, parsed.heads[verb])
    if parsed.deps[verb] == "advcl" and parsed.tags[verb] == "VBG":
        return lies_ahead(parsed, parsed.heads[verb]) or parsed.lemmas[verb] == "prepare"
    if parsed.deps[verb] == "conj" and parsed.tags[verb] == "VB":
        return lies_ahead(parsed, parsed.heads[verb])
    return False


def _has_begun(parsed: Parsed, verb: int) -> bool:
    """ "began to", "managed to", "continued to": the infinitive has come true."""
    return parsed.lemmas[verb] in _BEGUN and not lies_ahead(parsed, verb)


def find_subjects(context: Context, verb: int) -> list[Party]:
    """The subject of the verb, or of the verb that it is the complement of."""
    parsed = context.parsed
    for _ in range(4):
        subject = parsed.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            if parsed.tags[subject] in ("WP", "WDT") and parsed.deps[verb] == "relcl":
                return list(context.directory.parties(parsed.heads[verb]))
            return list(context.directory.parties(subject))
        if parsed.deps[verb] == "acl" and parsed.tags[verb][:2] == "VB":
            return list(context.directory.parties(parsed.heads[verb]))
        if parsed.deps[verb] not in ("xcomp", "conj", "advcl", "pcomp", "prep", "ccomp"):
            return []
        verb = parsed.heads[verb]
    return []


def find_behind(context: Context, word: int, prepositions: tuple[str, ...]) -> list[Party]:
    """The parties behind prepositions of a word: "chaired by A", "a refusal of B"."""
    parsed = context.parsed
    return [
        party
        for prep in parsed.children_by(word, "agent", "prep")
        if parsed.lower[prep] in prepositions
        for noun in parsed.children_by(prep, "pobj")
        for party in context.directory.parties(noun)
    ]


def find_when(context: Context, anchors: Collection[int]) -> When | None:
    """The first time that hangs on one of the anchors, in the anchors' sentence, no other verb between."""
    parsed = context.parsed
    if not anchors:
        return None
    sentence = parsed.sentence(min(anchors))
    for time in context.times:
        if time.start < sentence.start or time.end > sentence.end or not (time.earliest or time.latest):
            continue
        if _hangs_on(parsed, parsed.tokens_in(time.start, time.end), anchors):
            return When(text=time.text, earliest=time.earliest, latest=time.latest, edges=time.edges)
    return None


def _hangs_on(parsed: Parsed, tokens: Collection[int], anchors: Collection[int]) -> bool:
    for token in tokens:
        for _ in range(8):
            if token in anchors:
                return True
            if parsed.tags[token][:2] == "VB" or parsed.heads[token] == token:
                break
            token = parsed.heads[token]
    return False


def find_attribution(context: Context, token: int) -> str | None:
    """The attribution in whose content a token stands; the innermost."""
    at = Span(context.parsed.starts[token], context.parsed.ends[token])
    around = [(c.end - c.start, a.id) for a in context.attributions for c in a.content if c.contains(at)]
    return min(around)[1] if around else None

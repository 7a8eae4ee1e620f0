"""Attributions that hang on a reporting verb: who says it, and what.

Enters: a `Parsed` and a verb token with the cues that its form may be. Leaves: a `Draft`, or None.
The first construction that fits wins, in the order of `_READERS`.
"""

from collections.abc import Callable, Iterable

from dragoman.reading.attributions.clauses import (
    read_as_said,
    read_clause,
    read_gerund,
    read_infinitive,
    read_object_infinitive,
    read_passive_infinitive,
)
from dragoman.reading.attributions.constructions import Found
from dragoman.reading.attributions.cues import Cue, source_words, verb_cues
from dragoman.reading.attributions.draft import Draft, Range
from dragoman.reading.attributions.objects import read_as, read_complement, read_object, read_preposition
from dragoman.reading.attributions.syntax import (
    cue_range,
    find_agent,
    find_subject,
    is_passive,
    noun_phrase,
    surface_subject,
)
from dragoman.reading.parsed import Parsed


def read_verb(parsed: Parsed, verb: int, cues: Iterable[Cue]) -> Draft | None:
    """The attribution whose cue is this verb, if it has content that one of its cues allows."""
    fitting = [c for c in cues if has_particle(parsed, verb, c)]
    if not fitting:
        return None
    if _as_saying(parsed, verb) is not None:
        return None  # "quoted her as saying": the attribution is that of "saying"
    for reader in _READERS:
        found = reader(parsed, verb, fitting)
        if found:
            content, cue, construction = found
            draft = _draft(parsed, verb, content, cue, construction)
            return None if _is_nobodys(parsed, draft, cue, construction) else draft
    return None


def _is_nobodys(parsed: Parsed, draft: Draft, cue: Cue, construction: str) -> bool:
    """True for what is not told as anybody's words or view.

    An infinitive or imperative without a subject ("the way to support her"), a noun phrase of which
    nobody says anything ("criticised more often"), a relative clause that only tells which one is meant
    ("the party that opposes the accord"), what a thing is for ("the accord aims to end the war").
    """
    if (
        draft.source_head is not None
        and cue.sense == "wish"
        and parsed.lower[draft.source_head] in source_words("thing")
    ):
        return True
    if construction in ("clause", "before", "as said", "seems", "is said to", "called", "seen as", "passive"):
        return (
            draft.source_head is None
            and parsed.tags[draft.verb] == "VB"
            and not is_passive(parsed, draft.verb)
            and parsed.child(draft.verb, "nsubj", "expl") is None
            and construction != "seems"
        )
    if draft.source_head is None:
        return not is_passive(parsed, draft.verb)
    return parsed.lower[draft.source_head] == "that" and parsed.tags[draft.source_head] == "WDT"


def _as_saying(parsed: Parsed, verb: int) -> int | None:
    """The verb of speech in "X quoted Y as saying", asked of "quoted"."""
    for prep in parsed.children_by(verb, "prep"):
        inner = parsed.child(prep, "pcomp") if parsed.lower[prep] == "as" else None
        if inner is not None and any(c.quotes for c in verb_cues().get(parsed.lower[inner], ())):
            return inner
    return None


def _quoter(parsed: Parsed, verb: int) -> int | None:
    """The verb of quoting above "saying", or None."""
    prep = parsed.heads[verb]
    quoting = parsed.heads[prep]
    return quoting if parsed.deps[verb] == "pcomp" and _as_saying(parsed, quoting) == verb else None


def _draft(parsed: Parsed, verb: int, content: list[Range], cue: Cue, construction: str) -> Draft:
    quoting = _quoter(parsed, verb)
    via = []
    if construction == "seems":
        head = None
    elif quoting is not None and is_passive(parsed, quoting):
        head, via = parsed.child(quoting, "nsubjpass"), [find_agent(parsed, quoting)]
    elif quoting is not None:
        head, via = parsed.child(quoting, "dobj"), [find_subject(parsed, quoting)]
    elif is_passive(parsed, verb):
        head = find_agent(parsed, verb)
    else:
        head = find_subject(parsed, verb)
        if (
            head is None
            and cue.quotes
            and parsed.tags[verb] in ("VBD", "VBZ", "VBP")
            and construction in ("clause", "before")
        ):
            head = surface_subject(parsed, verb)
            content = [r for r in content if head is None or not r[0] <= head <= r[1]] or content
    return Draft(
        verb=verb,
        cue=cue_range(parsed, verb, *([verb + 1] if cue.particle else [])),
        source_head=head,
        source=noun_phrase(parsed, head, verb) if head is not None else None,
        content=content,
        via=[v for v in via if v is not None],
        basis=f"{cue.entry}: {construction}",
        strong=cue.sense == "speech" and (construction in ("clause", "before", "as said") or cue.entry == "informing"),
    )


def has_particle(parsed: Parsed, verb: int, cue: Cue) -> bool:
    """True if the particle of a cue follows its verb, at once or after one word ("points it out")."""
    if not cue.particle:
        return True
    following = parsed.lower[verb + 1 : verb + 3]
    words = tuple(cue.particle.split())
    return following[: len(words)] == words or words[-1:] == following[1:2]


_READERS: tuple[Callable[[Parsed, int, list[Cue]], Found | None], ...] = (
    read_as_said,
    read_passive_infinitive,
    read_object_infinitive,
    read_complement,
    read_clause,
    read_as,
    read_infinitive,
    read_gerund,
    read_object,
    read_preposition,
)

"""Attributions that hang on a reporting verb: clause, infinitive, object, "as", prepositions, passives.

Enters: a `Parsed` and a verb token with the cues that its form may be. Leaves: a `Draft`, or None.
The first construction that fits wins, in the order of `_READERS`.
"""

from collections.abc import Callable, Iterable

from dragoman.reading.attributions.cues import Cue, verb_cues
from dragoman.reading.attributions.draft import Draft, Range, without
from dragoman.reading.attributions.syntax import (
    cue_range,
    find_agent,
    find_subject,
    goes_back,
    is_infinitive,
    is_passive,
    noun_phrase,
    surface_subject,
)
from dragoman.reading.parsed import Parsed

QUOTES = frozenset(['"', "“", "''", "``", "‘"])
Found = tuple[list[Range], Cue, str]  # content, the cue that allows it, name of the construction


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
            return None if _is_nobodys(parsed, draft, construction) else draft
    return None


def _is_nobodys(parsed: Parsed, draft: Draft, construction: str) -> bool:
    """True for what is not told as anybody's words or view.

    An infinitive or imperative without a subject ("the way to support her"), a noun phrase of which
    nobody says anything ("criticised more often"), a relative clause that only tells which one is meant
    ("the party that opposes the accord").
    """
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
    if not cue.particle:
        return True
    following = parsed.lower[verb + 1 : verb + 3]
    words = tuple(cue.particle.split())
    return following[: len(words)] == words or words[-1:] == following[1:2]


def _first(cues: Iterable[Cue], take: str) -> Cue | None:
    return next((c for c in cues if take in c.takes), None)


def _whole(parsed: Parsed, token: int) -> Range:
    return parsed.left_edge[token], parsed.right_edge[token]


def _as_said(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "The truce, as the envoy put it, holds": the clause around is the content."""
    cue = _first(cues, "clause")
    mark = parsed.child(verb, "mark", "advmod")
    if not cue or parsed.deps[verb] != "advcl" or mark is None or parsed.lower[mark] != "as":
        return None
    named = parsed.child(verb, "ccomp", "dobj", "xcomp")
    if named is not None and parsed.lower[named] != "it":
        return None
    return without([_whole(parsed, parsed.heads[verb])], _whole(parsed, verb)), cue, "as said"


def _clause(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    cue = _first(cues, "clause")
    if not cue:
        return None
    clauses = parsed.children_by(verb, "ccomp")
    after = [c for c in clauses if c > verb]
    if after:
        return [(parsed.left_edge[after[0]], _clause_end(parsed, verb, after[-1]))], cue, "clause"
    if clauses and (cue.quotes or parsed.tags[find_subject(parsed, verb) or verb] in ("NN", "NNS", "NNP", "NNPS")):
        return [_before(parsed, verb, clauses[0])], cue, "before"
    asked = _asked(parsed, verb)
    if asked is not None:
        return [_whole(parsed, asked)], cue, "clause"
    that = _stray_clause(parsed, verb)
    if that is not None:
        return [(that, parsed.right_edge[parsed.heads[that]])], cue, "clause"
    inner = _gerund_clause(parsed, verb)
    if inner is not None and cue.quotes:
        return [(verb + 1, parsed.right_edge[inner])], cue, "clause"
    if parsed.deps[verb] == "parataxis" and cue.quotes:
        return [_whole(parsed, parsed.heads[verb])], cue, "before"
    return None


def _gerund_clause(parsed: Parsed, verb: int) -> int | None:
    """The head of a clause that opens with a gerund ("say cutting the ration would help"), taken for one word."""
    inner = parsed.child(verb, "xcomp")
    if inner is None or parsed.left_edge[inner] != verb + 1 or is_infinitive(parsed, inner):
        return None
    return inner if parsed.tags[inner][:2] in ("VB", "NN") else None


def _asked(parsed: Parsed, verb: int) -> int | None:
    """The clause with "if" or "whether" after a verb of asking, which a parser takes for a condition."""
    if parsed.lemmas[verb] not in ("ask", "wonder", "question"):
        return None
    for clause in parsed.children_by(verb, "advcl"):
        mark = parsed.child(clause, "mark")
        if clause > verb and mark is not None and parsed.lower[mark] in ("if", "whether"):
            return clause
    return None


def _stray_clause(parsed: Parsed, verb: int) -> int | None:
    """The "that" of a clause that the parser hung on a noun in between ("wrote to the pope that")."""
    for token in range(verb + 1, min(verb + 20, parsed.right_edge[verb])):
        if parsed.pos[token] in ("VERB", "PUNCT"):
            return None
        if parsed.lower[token] == "that" and parsed.deps[token] == "mark":
            head = parsed.heads[token]
            return token if head > token and parsed.child(head, "nsubj", "nsubjpass", "expl") is not None else None
    return None


def _clause_end(parsed: Parsed, verb: int, clause: int) -> int:
    """Last token of a clause, with clauses that the parser joined to the verb though they go on with what is said."""
    end = parsed.right_edge[clause]
    for child in parsed.children_by(verb, "conj"):
        own = parsed.child(child, "nsubj", "nsubjpass", "expl")
        if child > end and own is not None and own < child and not verb_cues().get(parsed.lower[child]):
            end = max(end, parsed.right_edge[child])
    for child in parsed.children_by(clause, "conj"):
        if goes_back(parsed, child, verb):
            return parsed.left_edge[child] - 2
    return end


def _before(parsed: Parsed, verb: int, clause: int) -> Range:
    """The clause that stands before "he said": from the start of the sentence, if only its own words do."""
    last = parsed.right_edge[clause]
    if last > verb:
        tail = [
            c for c in parsed.children[clause] if c > verb and parsed.deps[c] == "advcl" and parsed.tags[c] == "VBG"
        ]
        last = min([last, *(parsed.left_edge[c] - 1 for c in tail)])
    return parsed.left_edge[clause], last


def _object_infinitive(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    cue = _first(cues, "object_infinitive")
    if not cue or is_passive(parsed, verb):
        return None
    inner = next(
        (c for c in parsed.children_by(verb, "xcomp", "ccomp", "advcl") if c > verb and is_infinitive(parsed, c)), None
    )
    if inner is None:
        return None
    subject = parsed.child(inner, "nsubj", "nsubjpass")
    told = parsed.child(verb, "dobj", "dative", "prep")
    first = subject if subject is not None else told
    if first is None or first < verb:
        return None
    if parsed.deps[first] == "prep":
        first = parsed.child(first, "pobj") or first
    return [(max(parsed.left_edge[first], verb + 1), parsed.right_edge[inner])], cue, "somebody to do"


def _passive_infinitive(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    cue = _first(cues, "passive_infinitive")
    inner = parsed.child(verb, "xcomp")
    if not cue or inner is None or inner < verb or not is_passive(parsed, verb) or not is_infinitive(parsed, inner):
        return None
    subject = parsed.child(verb, "nsubjpass")
    content = [_whole(parsed, inner)]
    if subject is not None and subject < verb:
        content.insert(0, noun_phrase(parsed, subject, verb))
    return content, cue, "is said to"


def _infinitive(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    cue = _first(cues, "infinitive")
    inner = parsed.child(verb, "xcomp")
    if not cue or inner is None or inner < verb or is_passive(parsed, verb) or not is_infinitive(parsed, inner):
        return None
    return [_whole(parsed, inner)], cue, "to do"


def _gerund(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    cue = _first(cues, "gerund")
    after = verb + 2 if cue and cue.particle else verb + 1
    inner = next((c for c in parsed.children_by(verb, "xcomp", "advcl") if parsed.left_edge[c] == after), None)
    if not cue or inner is None or inner < verb or parsed.tags[inner] != "VBG":
        return None
    return [_whole(parsed, inner)], cue, "doing"


def _complement(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    cue = _first(cues, "complement")
    inner = parsed.child(verb, "oprd", "acomp", "attr", "ccomp", "xcomp")
    if cue is not None and (inner is None or inner < verb):
        return _quoted_name(parsed, verb, cue)
    if not cue or inner is None:
        return None
    if is_passive(parsed, verb):
        if _is_bare_participle(parsed, verb):
            return None  # "a town called Harbel": nobody's opinion
        subject = parsed.child(verb, "nsubjpass")
        return _with_subject(parsed, verb, subject, _whole(parsed, inner)), cue, "called"
    named = parsed.child(verb, "dobj")
    if named is not None:
        pieces = [noun_phrase(parsed, named, verb) if named < verb else _whole(parsed, named), _whole(parsed, inner)]
        return sorted(pieces), cue, "called"
    if cue.word in ("seem", "appear"):
        return _with_subject(parsed, verb, parsed.child(verb, "nsubj"), _whole(parsed, inner)), cue, "seems"
    if parsed.deps[inner] == "oprd" or parsed.pos[inner] in ("NOUN", "PROPN", "ADJ"):
        return [_whole(parsed, inner)], cue, "called"
    return None


def _quoted_name(parsed: Parsed, verb: int, cue: Cue) -> Found | None:
    """ "Called the pact 'madness'": the parser takes what somebody is called for a part of its object."""
    named = parsed.child(verb, "dobj")
    if named is None or named < verb or not cue.quotes or is_passive(parsed, verb):
        return None
    start = parsed.left_edge[named]
    inside = any(parsed.words[t] in QUOTES for t in range(start + 1, parsed.right_edge[named]))
    return ([(start, parsed.right_edge[named])], cue, "called") if inside else None


def _is_bare_participle(parsed: Parsed, verb: int) -> bool:
    """True for a participle after a noun that names no agent ("a man known as")."""
    return parsed.deps[verb] == "acl" and find_agent(parsed, verb) is None


def _with_subject(parsed: Parsed, verb: int, subject: int | None, rest: Range) -> list[Range]:
    return [noun_phrase(parsed, subject, verb), rest] if subject is not None and subject < verb else [rest]


def _as(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    cue = _first(cues, "as")
    inner = next((c for c in parsed.children_by(verb, "prep") if parsed.lower[c] == "as" and c > verb), None)
    if inner is None:
        named = parsed.child(verb, "dobj")
        inner = next((c for c in parsed.children_by(named, "prep") if parsed.lower[c] == "as"), None) if named else None
    if not cue or inner is None:
        return None
    if is_passive(parsed, verb):
        if _is_bare_participle(parsed, verb):
            return None
        return _with_subject(parsed, verb, _passive_subject(parsed, verb), _whole(parsed, inner)), cue, "seen as"
    named = parsed.child(verb, "dobj")
    to = next((c for c in parsed.children_by(verb, "prep") if parsed.lower[c] == "to"), None)
    if named is None and to is None:
        return None
    first = named if named is not None else parsed.child(to, "pobj") if to is not None else None
    if first is None:
        return None
    return sorted([_whole(parsed, first), _whole(parsed, inner)]), cue, "as"


def _passive_subject(parsed: Parsed, verb: int) -> int | None:
    subject = parsed.child(verb, "nsubjpass")
    if subject is None and parsed.deps[verb] == "acl":
        return parsed.heads[verb]
    return subject


def _object(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    cue = _first(cues, "object")
    if not cue:
        return None
    about = [c for c in parsed.children_by(verb, "prep") if c > verb and parsed.lower[c] in cue.about]
    if is_passive(parsed, verb):
        subject = _passive_subject(parsed, verb)
        bare = parsed.deps[verb] not in ("ROOT", "conj") and not about and find_agent(parsed, verb) is None
        if subject is None or subject > verb or bare:
            return None
        first = noun_phrase(parsed, subject, verb)
        return [first, *(_whole(parsed, c) for c in about)], cue, "passive"
    named = parsed.child(verb, "dobj")
    if named is None:
        return _antecedent(parsed, verb, cue)
    return (
        sorted([(parsed.left_edge[named], _object_end(parsed, verb, named)), *(_whole(parsed, c) for c in about)]),
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


_WITH_OBJECT = ("dobj", "oprd", "acomp", "xcomp", "dative", "pcomp")
_BOUND_PREPOSITIONS = frozenset(
    ["as", "with", "of", "for", "from", "over", "to", "against", "at", "in", "about", "toward"]
)


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


def _preposition(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    for prep in _prepositions(parsed, verb):
        for cue in cues:
            if prep > verb and parsed.lower[prep] in cue.prepositions:
                inner = parsed.child(prep, "pobj", "pcomp")
                if inner is not None and inner > prep:
                    return [(parsed.left_edge[inner], _object_end(parsed, verb, inner))], cue, f"with {parsed.lower[prep]}"
    return None


_READERS: tuple[Callable[[Parsed, int, list[Cue]], Found | None], ...] = (
    _as_said,
    _passive_infinitive,
    _object_infinitive,
    _complement,
    _clause,
    _as,
    _infinitive,
    _gerund,
    _object,
    _preposition,
)

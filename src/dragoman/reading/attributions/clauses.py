"""Contents that are clauses or verbs: "said that", "refused to", "urged them to", "ruled out doing".

Enters: a `Parsed`, a verb token and the cues that its form may be. Leaves: `Found`, or None.
"""

from dragoman.reading.attributions.constructions import Found, first_cue, whole
from dragoman.reading.attributions.cues import Cue, verb_cues
from dragoman.reading.attributions.draft import Range, without
from dragoman.reading.attributions.syntax import find_subject, goes_back, is_infinitive, is_passive, noun_phrase
from dragoman.reading.parsed import Parsed


def read_as_said(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "The truce, as the envoy put it, holds": the clause around is the content."""
    cue = first_cue(cues, "clause")
    mark = parsed.child(verb, "mark", "advmod")
    if not cue or parsed.deps[verb] != "advcl" or mark is None or parsed.lower[mark] != "as":
        return None
    named = parsed.child(verb, "ccomp", "dobj", "xcomp")
    if named is not None and parsed.lower[named] != "it":
        return None
    return without([whole(parsed, parsed.heads[verb])], whole(parsed, verb)), cue, "as said"


def read_clause(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "Said (that) it would", "would it, he said": a clause after the verb or before it."""
    cue = first_cue(cues, "clause")
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
        return [whole(parsed, asked)], cue, "clause"
    that = _stray_clause(parsed, verb)
    if that is not None:
        return [(that, parsed.right_edge[parsed.heads[that]])], cue, "clause"
    inner = _gerund_clause(parsed, verb)
    if inner is not None and cue.quotes:
        return [(verb + 1, parsed.right_edge[inner])], cue, "clause"
    if parsed.deps[verb] == "parataxis" and cue.quotes:
        return [whole(parsed, parsed.heads[verb])], cue, "before"
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


def read_object_infinitive(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "Urged them to leave": somebody to do something."""
    cue = first_cue(cues, "object_infinitive")
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


def read_passive_infinitive(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "They are said to have left": the subject and the infinitive."""
    cue = first_cue(cues, "passive_infinitive")
    inner = parsed.child(verb, "xcomp")
    if not cue or inner is None or inner < verb or not is_passive(parsed, verb) or not is_infinitive(parsed, inner):
        return None
    subject = parsed.child(verb, "nsubjpass")
    content = [whole(parsed, inner)]
    if subject is not None and subject < verb:
        content.insert(0, noun_phrase(parsed, subject, verb))
    return content, cue, "is said to"


def read_infinitive(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "Refused to leave": the infinitive."""
    cue = first_cue(cues, "infinitive")
    inner = parsed.child(verb, "xcomp")
    if not cue or inner is None or inner < verb or is_passive(parsed, verb) or not is_infinitive(parsed, inner):
        return None
    return [whole(parsed, inner)], cue, "to do"


def read_gerund(parsed: Parsed, verb: int, cues: list[Cue]) -> Found | None:
    """ "Ruled out leaving": the gerund."""
    cue = first_cue(cues, "gerund")
    after = verb + 2 if cue and cue.particle else verb + 1
    inner = next((c for c in parsed.children_by(verb, "xcomp", "advcl") if parsed.left_edge[c] == after), None)
    if not cue or inner is None or inner < verb or parsed.tags[inner] != "VBG":
        return None
    return [whole(parsed, inner)], cue, "doing"

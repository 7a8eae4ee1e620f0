"""Who is the subject of a verb, and which tokens make up its cue: small questions to the parse."""

from dragoman.reading.attributions.cues import source_words, verb_cues
from dragoman.reading.attributions.draft import Range
from dragoman.reading.parsed import Parsed

MAX_BY = 30  # tokens from a passive to its agent
MAX_CLIMB = 40  # heads; deeper trees are the parser's mistakes
_SUBJECTS = ("nsubj",)
_CUE_PARTS = ("aux", "auxpass", "neg", "prt")


def is_passive(parsed: Parsed, verb: int) -> bool:
    """True if the verb stands in the passive: with an auxiliary, or as a bare participle ("asked whether")."""
    if parsed.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if parsed.lower[verb] == "asked" and parsed.deps[verb] == "advcl" and parsed.child(verb, "nsubj") is None:
        return True
    return parsed.tags[verb] == "VBN" and (parsed.deps[verb] == "acl" or parsed.child(verb, "aux", "nsubj") is None)


def find_subject(parsed: Parsed, verb: int) -> int | None:
    """The head token of who does what the verb says; None if the text gives nobody.

    Looks through coordination ("came and said"), infinitives and participles ("went on to say", "left, saying").
    """
    start, seen = verb, 0
    shared = shared_speech(parsed, verb)
    if shared is not None:
        verb = shared
    while seen < 8:
        seen += 1
        own = parsed.child(verb, *_SUBJECTS)
        if own is not None:
            return None if _is_empty(parsed, own, verb) else own
        if parsed.child(verb, "nsubjpass") is not None:
            return parsed.child(verb, "nsubjpass") if seen > 1 else None
        dep, head = parsed.deps[verb], parsed.heads[verb]
        if dep == "acl" and parsed.tags[verb] == "VBG" and _follows_pause(parsed, verb):
            dep, head = "advcl", _verb_above(parsed, head)
        if dep in ("acl", "relcl") and parsed.tags[verb] == "VB" and is_infinitive(parsed, verb):
            owner = _owner(parsed, head)
            if owner is not None or parsed.deps[head] != "dobj":
                return owner
            verb = parsed.heads[head]  # "they had a chance to say"
            continue
        if dep in ("acl", "relcl") and parsed.pos[head] in ("NOUN", "PROPN", "PRON"):
            return _issuer(parsed, head) or head
        if dep == "pcomp":
            head = parsed.heads[head]
        elif dep not in ("conj", "xcomp", "advcl", "ccomp", "dep", "prep"):
            break
        if head == verb or parsed.pos[head] not in ("VERB", "AUX"):
            break
        made = parsed.child(head, "dobj") if dep == "xcomp" else None
        if made is not None and head < made < verb and _is_somebody(parsed, made):
            return made  # "the shelling led them to say"
        verb = head
    return _main_subject(parsed, start)


def _is_somebody(parsed: Parsed, token: int) -> bool:
    """True for a name, a personal pronoun or a word for people."""
    if parsed.pos[token] in ("PROPN", "PRON"):
        return parsed.tags[token] in ("NNP", "NNPS", "PRP") and parsed.lower[token] != "it"
    return any(parsed.lower[token] in source_words(kind) for kind in ("people", "voice", "role", "body"))


def _owner(parsed: Parsed, noun: int) -> int | None:
    """Who has what is to be done, where a word near the noun tells: "her refusal to say", "gave them a chance to"."""
    owner = parsed.child(noun, "poss")
    if owner is not None or parsed.deps[noun] != "dobj":
        return owner
    return parsed.child(parsed.heads[noun], "dative")


def shared_speech(parsed: Parsed, verb: int) -> int | None:
    """The verb of speech that `verb` goes on from ("he said he was ready and added that ..."), or None.

    The parser tends to join such a verb to the clause that the first one introduces.
    """
    above = parsed.heads[verb]
    if parsed.deps[verb] != "conj" or parsed.child(verb, "nsubj", "nsubjpass", "aux") is not None:
        return None
    for _ in range(4):
        dep, head = parsed.deps[above], parsed.heads[above]
        if dep == "ccomp" and head < above and parsed.tags[head] == parsed.tags[verb]:
            return head if any(c.quotes for c in verb_cues().get(parsed.lower[head], ())) else None
        if dep not in ("conj", "xcomp", "ccomp", "advcl"):
            return None
        above = head
    return None


def goes_back(parsed: Parsed, verb: int, speech: int) -> bool:
    """True if a verb joined to the clause that `speech` introduces goes on from `speech` by its tense.

    "The army said it would wait and accused the rebels": "accused" stands with "said", not with "would wait".
    """
    if parsed.child(verb, "nsubj", "nsubjpass", "expl") is not None:
        return False
    if parsed.pos[parsed.left_edge[verb] - 1] != "CCONJ" or parsed.deps[verb] != "conj":
        return False
    tense = _tense(parsed, verb)
    return tense in ("VBD", "VBZ") and tense == _tense(parsed, speech) and tense != _tense(parsed, parsed.heads[verb])


def _tense(parsed: Parsed, verb: int) -> str:
    """Tag of the first word of a verb with its auxiliaries ("MD" for "would wait")."""
    helpers = [c for c in parsed.children_by(verb, "aux", "auxpass") if c < verb]
    if not helpers:
        return parsed.tags[verb]
    return "VBP" if parsed.lower[helpers[0]] == "had" else parsed.tags[helpers[0]]


def _follows_pause(parsed: Parsed, verb: int) -> bool:
    before = parsed.left_edge[verb] - 1
    return before >= 0 and parsed.words[before] in (",", "-", "--", "–", "—")


def _verb_above(parsed: Parsed, token: int) -> int:
    for _ in range(MAX_CLIMB):
        if parsed.pos[token] in ("VERB", "AUX"):
            break
        token = parsed.heads[token]
    return token


def _issuer(parsed: Parsed, noun: int) -> int | None:
    """The subject of "issued a statement", asked of "statement"."""
    verb = _verb_above(parsed, noun)
    issued = parsed.child(verb, "dobj")
    if issued is None or parsed.lower[issued] not in source_words("paper") or issued > noun:
        return None
    return parsed.child(verb, "nsubj")


def _is_empty(parsed: Parsed, subject: int, verb: int) -> bool:
    """True for "there", and for "it" where it stands for no thing ("it is hard to say")."""
    word = parsed.lower[subject]
    return word == "there" or (
        word == "it" and (parsed.pos[verb] == "AUX" or parsed.lemmas[verb] in ("be", "seem", "appear"))
    )


def surface_subject(parsed: Parsed, verb: int) -> int | None:
    """The noun next to a verb of speech whose subject the parser lost: after it ("said the envoy"), or before it."""
    head = None
    for token in range(verb + 1, min(verb + 9, parsed.sentence(verb).last)):
        if parsed.pos[token] in ("NOUN", "PROPN", "PRON"):
            head = token
        elif head is not None or parsed.pos[token] not in ("DET", "ADJ", "NUM", "PART"):
            break
    if head is not None and (parsed.heads[head] == verb or parsed.deps[head] not in ("nsubj", "nsubjpass")):
        return head
    token = verb - 1
    while token > parsed.sentence(verb).first and (parsed.pos[token] in ("ADV", "AUX") or parsed.words[token] == ","):
        token -= 1
    return token if token >= 0 and parsed.pos[token] in ("NOUN", "PROPN", "PRON", "NUM") else None


def _main_subject(parsed: Parsed, verb: int) -> int | None:
    """The subject of the sentence's main verb, where it stands before `verb`: the parser lost the way there."""
    root = verb
    for _ in range(MAX_CLIMB):
        root = parsed.heads[root]
    subject = parsed.child(root, "nsubj", "nsubjpass") if root != verb else None
    return subject if subject is not None and subject < verb and parsed.lower[subject] not in ("it", "there") else None


def find_agent(parsed: Parsed, verb: int) -> int | None:
    """The head token of the agent of a passive ("by the army")."""
    by = parsed.child(verb, "agent")
    if by is None:
        by = next(
            (t for t in range(verb + 1, min(verb + MAX_BY, parsed.right_edge[verb])) if _is_stray_by(parsed, t, verb)),
            None,
        )
    return parsed.child(by, "pobj") if by is not None else None


def _is_stray_by(parsed: Parsed, token: int, verb: int) -> bool:
    """True for a "by" with a name that the parser hung on a word in between ("called 'brave' by Maro")."""
    if parsed.lower[token] != "by" or parsed.heads[parsed.heads[token]] != verb:
        return False
    named = parsed.child(token, "pobj")
    return named is not None and parsed.pos[named] == "PROPN" and parsed.pos[parsed.heads[token]] != "VERB"


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


def is_infinitive(parsed: Parsed, token: int) -> bool:
    """True if the verb stands with "to"."""
    return any(parsed.lower[c] == "to" for c in parsed.children_by(token, "aux"))

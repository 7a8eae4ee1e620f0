"""Grammar: subjects, objects and complements of a verb, as the parse gives them or leaves them to be understood.

Enters: a `Parsed` and a token. Leaves: tokens.
"""

from dragoman.reading.parsed import Parsed

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVES = frozenset(("who", "which", "that", "whom", "what"))
DEPTH = 12  # of a chain of verbs that share one subject; longer ones are parser noise


def is_verb(parsed: Parsed, token: int) -> bool:
    """True for any form of a verb."""
    return parsed.tags[token].startswith("VB")


def is_passive(parsed: Parsed, verb: int) -> bool:
    """True if the verb's grammatical subject is the one to whom it is done."""
    if any(parsed.deps[c] in ("auxpass", "nsubjpass") for c in parsed.children[verb]):
        return True
    if parsed.tags[verb] != "VBN" or parsed.child(verb, "nsubj", "aux", "dobj") is not None:
        return False
    dep, head = parsed.deps[verb], parsed.heads[verb]
    if dep == "conj" and is_verb(parsed, head):
        return is_passive(parsed, head)
    return dep in ("acl", "advcl", "relcl", "ROOT", "xcomp")


def find_subject(parsed: Parsed, verb: int, depth: int = 0) -> int | None:
    """The grammatical subject, shared by coordination, control or participles where the verb has none of its own."""
    own = parsed.child(verb, *SUBJECTS)
    if own is not None:
        return _antecedent(parsed, verb, own)
    head, dep = parsed.heads[verb], parsed.deps[verb]
    if head == verb or depth > DEPTH:
        return None
    if dep in ("acl", "relcl", "amod", "appos"):
        return head if parsed.tags[verb] in ("VBG", "VBN", "VBD") or dep == "relcl" else _owner(parsed, head, depth)
    if dep == "pcomp" and parsed.lower[head] == "from" and is_verb(parsed, parsed.heads[head]):
        kept = parsed.child(parsed.heads[head], "dobj")  # "kept the militia from firing"
        if kept is not None:
            return kept
    if dep in ("prep", "pcomp", "acomp", "attr", "oprd", "prt", "agent", "pobj", "dobj", "aux", "advmod"):
        return _subject_above(parsed, head, depth, verb)
    if not is_verb(parsed, head):
        return find_subject(parsed, head, depth + 1) if dep in ("xcomp", "ccomp", "conj", "advcl") else None
    if dep == "xcomp" and not is_passive(parsed, head):
        controller = parsed.child(head, "dobj")
        if controller is not None:
            return controller
    return find_subject(parsed, head, depth + 1) if dep in ("conj", "xcomp", "ccomp", "advcl", "dep") else None


def _antecedent(parsed: Parsed, verb: int, subject: int) -> int:
    if parsed.lower[subject] in RELATIVES and parsed.deps[verb] == "relcl":
        return parsed.heads[verb]
    if parsed.lower[subject] in RELATIVES and parsed.deps[verb] == "conj":
        first = parsed.heads[verb]
        return parsed.heads[first] if parsed.deps[first] == "relcl" else subject
    return subject


def find_antecedent(parsed: Parsed, token: int) -> int:
    """The noun that a relative pronoun takes up ("Kohl, with whom he talked"); any other token itself."""
    if parsed.lower[token] not in ("whom", "which"):
        return token
    node = token
    for _ in range(DEPTH):
        if parsed.deps[node] == "relcl":
            return parsed.heads[node]
        node = parsed.heads[node]
    return token


def _subject_above(parsed: Parsed, token: int, depth: int, at: int) -> int | None:
    """The subject of the clause in which a preposition or predicate stands; `at`: the word that asks."""
    if is_verb(parsed, token):
        told = parsed.child(token, "ccomp")
        sayer = parsed.child(token, *SUBJECTS)
        if told is not None and sayer is not None and told < at < sayer:
            return find_subject(parsed, told, depth + 1)  # "he left after holding talks, the radio said"
        return find_subject(parsed, token, depth + 1)
    head = parsed.heads[token]
    if head == token or depth > DEPTH:
        return None
    if parsed.deps[token] in ("acl", "relcl"):
        return head
    return _subject_above(parsed, head, depth + 1, at)


def _owner(parsed: Parsed, noun: int, depth: int) -> int | None:
    """Who is to do what an infinitive after a noun says: "the rebels' offer to talk", "Lavrov to meet Kerry"."""
    if parsed.pos[noun] == "PROPN":
        return noun
    owner = parsed.child(noun, "poss")
    return owner if owner is not None else _subject_above(parsed, noun, depth + 1, noun)


def find_agents(parsed: Parsed, verb: int) -> list[int]:
    """Who does it: the subject, or the by-phrase of a passive."""
    if is_passive(parsed, verb):
        return find_by_phrase(parsed, verb)
    subject = find_subject(parsed, verb)
    return [] if subject is None else [subject]


def find_by_phrase(parsed: Parsed, verb: int) -> list[int]:
    """The noun of "by ..." after a passive; looked for in its complement too, where parsers often put it."""
    for head in (verb, *parsed.children_by(verb, "xcomp", "prep")):
        for prep in parsed.children_by(head, "agent", "prep"):
            if parsed.lower[prep] == "by":
                return parsed.children_by(prep, "pobj")
    last = parsed.right_edge[verb]
    for token in range(last, verb, -1):
        if parsed.lower[token] == "by" and parsed.deps[token] == "agent" and not is_verb(parsed, token - 1):
            return parsed.children_by(token, "pobj")
    return []


def find_objects(parsed: Parsed, verb: int) -> list[int]:
    """To whom or what it is done: direct objects, or the subject of a passive."""
    if is_passive(parsed, verb):
        subject = find_subject(parsed, verb)
        return [] if subject is None else [subject]
    found = parsed.children_by(verb, "dobj")
    if found and parsed.lower[found[0]] in RELATIVES and parsed.deps[verb] == "relcl":
        return [parsed.heads[verb]]
    return found or _relative(parsed, verb) or _up_to(parsed, verb)


def _relative(parsed: Parsed, verb: int) -> list[int]:
    """ "The town they took": the noun on which a relative clause hangs that has a subject and no object of its own."""
    if parsed.deps[verb] != "relcl" or parsed.tags[verb] not in ("VBD", "VBN"):
        return []
    subject = parsed.child(verb, "nsubj")
    own = subject is not None and parsed.lower[subject] not in RELATIVES
    complete = parsed.child(verb, "ccomp", "xcomp", "prep", "agent", "dative", "advmod", "prt") is not None
    return [parsed.heads[verb]] if own and not complete else []


def _up_to(parsed: Parsed, verb: int) -> list[int]:
    """ "Kidnapped up to 16 engineers", which parsers take for a particle and a preposition."""
    if verb + 2 < len(parsed) and parsed.lower[verb + 1] == "up" and parsed.lower[verb + 2] == "to":
        return [t for t in parsed.children_by(verb + 2, "pobj") if parsed.child(t, "nummod") is not None]
    return []


def find_complement(parsed: Parsed, token: int) -> int | None:
    """The verb of the clause that hangs on a verb, adjective or noun, "of doing" and "on doing" included."""
    found = parsed.child(token, "xcomp", "ccomp", "pcomp")
    if found is not None:
        return found
    for prep in parsed.children_by(token, "prep"):
        inner = parsed.child(prep, "pcomp")
        if inner is not None:
            return inner
    if parsed.pos[token] in ("NOUN", "PROPN"):
        return parsed.child(token, "acl", "relcl")
    objects = parsed.children_by(token, "dobj") if is_verb(parsed, token) else []
    return parsed.child(objects[0], "acl") if objects else None


def find_prep_objects(parsed: Parsed, token: int, preposition: str) -> list[int]:
    """The nouns after a preposition that hangs on the token, also behind another one ("out of")."""
    found: list[int] = []
    for prep in parsed.children_by(token, "prep", "dative", "agent", "prt"):
        if parsed.lower[prep] == preposition:
            found += parsed.children_by(prep, "pobj") or _visiting(parsed, prep)
        else:
            for inner in parsed.children_by(prep, "prep"):
                if parsed.lower[inner] == preposition and parsed.tags[prep] != "VBG":
                    found += parsed.children_by(inner, "pobj")
    return found


def _visiting(parsed: Parsed, preposition: int) -> list[int]:
    """ "With visiting President X", where parsers take "visiting" for a verb with an object."""
    participle = parsed.child(preposition, "pcomp")
    if participle is None or participle != preposition + 1 or parsed.lower[participle] not in ("visiting", "touring"):
        return []
    return parsed.children_by(participle, "dobj")


def find_governor(parsed: Parsed, token: int, anchors: frozenset[int] | set[int] = frozenset()) -> int:
    """The first word above a token that is a verb or one of `anchors`; the root where there is none."""
    while True:
        head = parsed.heads[token]
        if head == token or head in anchors or is_verb(parsed, head):
            return head
        token = head


def find_clause(parsed: Parsed, token: int) -> int:
    """The nearest verb at or above the token; the root of the sentence where there is none."""
    while not is_verb(parsed, token) and parsed.heads[token] != token:
        token = parsed.heads[token]
    return token


def find_words_after(
    parsed: Parsed, token: int, words: tuple[str, ...], reach: int = 9, beside: int | None = None
) -> list[int] | None:
    """The tokens that say `words` in order after `token` and hang on it, on one another, or on `beside`.

    None if one is missing.
    """
    found = [token]
    here, end = token + 1, min(token + 1 + reach, parsed.sentence(token).last)
    for word in words:
        while here < end and not (
            (parsed.lower[here] == word or parsed.lemmas[here] == word)
            and (parsed.heads[here] in found or parsed.heads[here] == beside)
        ):
            here += 1
        if here >= end:
            return None
        found.append(here)
        here += 1
    return found[1:]

"""Who speaks where a document does: "the resolution urges", "a report by the council", "it also called on".

Enters: a scene and a token. Leaves: `Party` records of who issued the document.
"""

from dragoman.model import Party
from dragoman.reading.events import clauses
from dragoman.reading.events.lexicon import load_words
from dragoman.reading.events.scene import Scene

REACH = 8  # sentences looked back for where a document was first told of


def is_document(scene: Scene, token: int) -> bool:
    """True for a statement, report, resolution ..."""
    return scene.parsed.pos[token] == "NOUN" and scene.parsed.lemmas[token] in load_words("document")


def find_issuers(scene: Scene, token: int) -> tuple[Party, ...]:
    """Who issued the document named at a token, there or where it was told of before."""
    parsed = scene.parsed
    found = _issuers_here(scene, token)
    if found or parsed.child(token, "det") is None or parsed.lower[parsed.left_edge[token]] in ("a", "an"):
        return found
    here = parsed.sentence_of[token]
    first = parsed.sentences[max(0, here - REACH)].first
    for earlier in range(token - 1, first - 1, -1):
        if parsed.lemmas[earlier] == parsed.lemmas[token] and is_document(scene, earlier):
            found = _issuers_here(scene, earlier)
            if found:
                return found
    return ()


def find_document_taken_up(scene: Scene, pronoun: int) -> int | None:
    """The document that an "it" at the head of a sentence takes up: the subject of the sentence before."""
    parsed = scene.parsed
    for _ in range(REACH):
        number = parsed.sentence_of[pronoun]
        if parsed.lower[pronoun] != "it" or number == 0 or pronoun > parsed.sentence(pronoun).first + 1:
            return None
        before = parsed.sentences[number - 1]
        if parsed.sentences[number].part != before.part:
            return None
        subject = next((t for t in range(before.first, before.last) if _is_main_subject(scene, t)), None)
        if subject is None:
            return None
        if is_document(scene, subject):
            return subject
        pronoun = subject
    return None


def _is_main_subject(scene: Scene, token: int) -> bool:
    parsed = scene.parsed
    verb = parsed.heads[token]
    return parsed.deps[token] in clauses.SUBJECTS and parsed.heads[verb] == verb


def _issuers_here(scene: Scene, token: int) -> tuple[Party, ...]:
    """Who stands with the document: owners, "by", "issued by", else whoever adopts it or speaks in it."""
    parsed, directory = scene.parsed, scene.directory
    found = directory.parties(token)
    if found:
        return found
    for participle in parsed.children_by(token, "acl"):
        found = tuple(p for t in clauses.find_by_phrase(parsed, participle) for p in directory.parties(t))
        if found:
            return found
    verb = parsed.heads[token]
    if parsed.deps[token] == "pobj":
        if parsed.lower[verb] not in ("in", "by", "of"):
            return ()
        verb = parsed.heads[verb]
        if is_document(scene, verb) or parsed.pos[verb] == "NOUN":  # "the adoption of a resolution by"
            by = clauses.find_prep_objects(parsed, verb, "by")
            return tuple(p for t in by for p in directory.parties(t))
    elif parsed.deps[token] not in ("dobj", "nsubjpass"):
        return ()
    authored = parsed.deps[token] == "pobj" or parsed.lemmas[verb] in load_words("authoring")
    if not clauses.is_verb(parsed, verb) or not authored:
        return ()
    return tuple(p for t in clauses.find_agents(parsed, verb) if t != token for p in directory.parties(t))

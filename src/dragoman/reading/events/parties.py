"""Who a noun phrase names, for events: the directory's answer, or what the words themselves say.

Enters: a scene and a token. Leaves: `Party` records.
"""

from dragoman.model import Party, Span
from dragoman.reading.events.documents import find_issuers, is_document
from dragoman.reading.events.lexicon import load_words
from dragoman.reading.events.scene import Scene

# Endings of nouns for qualities and deeds; those that can act ("delegation") are known to the directory as groups.
ABSTRACT = ("tion", "sion", "ness", "ism", "ance", "ence", "ship", "ment", "ity", "ude")
NAME_WORDS = 4  # of a name made up from the noun phrase, at most


def find_parties(scene: Scene, token: int, described: bool = True) -> tuple[Party, ...]:
    """The parties that the noun phrase headed by `token` names.

    Args:
        described: whether an unknown common noun ("forty villagers") may stand for a party of its own.
    Returns:
        In text order; () if it names no party.
    """
    parsed = scene.parsed
    inner = _inner_noun(scene, token)
    counted = inner is not None and parsed.child(inner, "nummod") is not None
    found = () if counted else scene.directory.parties(token)
    if found:
        return _add_named(scene, token, found)
    if inner is not None:
        found = find_parties(scene, inner, described)
        if found or is_thing(scene, inner):
            return found
    if is_document(scene, token):
        return find_issuers(scene, token)
    if parsed.pos[token] == "PRON" or is_thing(scene, token):
        return find_modifiers(scene, token)
    if described and parsed.pos[token] in ("NOUN", "PROPN") and token not in scene.time_tokens:
        return (_describe(scene, token),)
    return find_modifiers(scene, token)


def _add_named(scene: Scene, token: int, found: tuple[Party, ...]) -> tuple[Party, ...]:
    """The members named with a group: "delegations, including Russia and Japan", "officials from Chad"."""
    parsed = scene.parsed
    if parsed.tags[token] != "NNS":
        return found
    apposed = _apposed(scene, token)
    if apposed:
        return apposed
    all_of = {p.name: p for p in found}
    for prep in parsed.children_by(token, "prep"):
        if parsed.lower[prep] in ("including", "from", "of"):
            for member in parsed.children_by(prep, "pobj"):
                first = parsed.lower[prep] != "of"  # "leaders of Chad and Sudan": the first is in the name already
                mention = scene.directory.mention_at(member)
                if not first and mention is not None and mention.actor.members:
                    return scene.directory.parties(member)  # "the leaders of the two countries"
                senders = scene.directory.parties(member)[0 if first else 1 :]
                if senders and parsed.lower[prep] == "from" and parsed.lemmas[token] in load_words("sent"):
                    all_of.pop(found[0].name, None)  # "officials from Chad" stand for Chad
                for party in senders:
                    all_of.setdefault(party.name, party)
    return tuple(all_of.values())


def _apposed(scene: Scene, token: int) -> tuple[Party, ...]:
    """The people named behind a noun for them: "three members of the council, A, B and C"."""
    parsed = scene.parsed
    nouns = [token, *parsed.children_by(token, "conj")]
    nouns += [n for prep in parsed.children_by(token, "prep") for n in parsed.children_by(prep, "pobj")]
    for noun in nouns:
        for name in parsed.children_by(noun, "appos"):
            members = scene.directory.parties(name) if parsed.pos[name] == "PROPN" else ()
            actors = [scene.directory.actor(p.name) for p in members]
            if len(members) > 1 and all(a is not None and a.kind == "person" for a in actors):
                return members
    return ()


def _inner_noun(scene: Scene, token: int) -> int | None:
    """The noun that counts in "members of the union", "thousands of students", "some of the rebels"."""
    parsed = scene.parsed
    if parsed.pos[token] == "PRON":
        return None  # "he and leaders from Chad"
    parts = parsed.lemmas[token] in load_words("partitive") or parsed.pos[token] in ("NUM", "DET")
    for prep in parsed.children_by(token, "prep"):
        if parsed.lower[prep] == "from" or (parts and parsed.lower[prep] == "of"):
            return parsed.child(prep, "pobj")
    return None


def find_modifiers(scene: Scene, token: int) -> tuple[Party, ...]:
    """The parties named by possessors, adjectives and compounds before a noun: "Syria's Russian-led talks"."""
    parsed = scene.parsed
    found: dict[str, Party] = {}
    for child in parsed.children[token]:
        if child + 1 < token and parsed.tags[child + 1] == "HYPH" and parsed.lemmas[token] in load_words("territory"):
            continue  # "the UN-administered province" is not the United Nations
        if parsed.deps[child] in ("poss", "amod", "compound", "nmod"):
            for inner in range(parsed.left_edge[child], child + 1):
                for party in _named_at(scene, inner):
                    found.setdefault(party.name, party)
    return tuple(found.values())


def _named_at(scene: Scene, token: int) -> tuple[Party, ...]:
    """The party of a mention that begins at a token, or of an adjective ("Russian")."""
    actor = scene.directory.adjectives.get(token)
    if actor is not None:
        return (Party(name=actor.name, code=actor.code, span=scene.parsed.span(token, token)),)
    mention = scene.directory.mention_at(token)
    if mention is None and scene.parsed.deps[token] == "compound":
        mention = scene.mentions_by_noun.get(scene.parsed.lemmas[token])
        return scene.directory.parties(mention.head) if mention else ()
    if mention is None or mention.first != token:
        return ()
    return scene.directory.parties(mention.head)


def find_inside(scene: Scene, first: int, last: int, leave: frozenset[str] = frozenset()) -> tuple[Party, ...]:
    """The parties of the first mention between two tokens, in text order, other than those in `leave`."""
    for token in range(first, last + 1):
        if scene.parsed.pos[token] != "PRON":
            found = tuple(p for p in _named_at(scene, token) if p.name not in leave)
            if found:
                return found
    return ()


def find_places_as_parties(scene: Scene, first: int, last: int) -> tuple[Party, ...]:
    """The first place between two tokens, for those who live there: "a curfew in Algiers"."""
    for mention in scene.places_by_sentence.get(scene.parsed.sentence_of[last], ()):
        if first <= mention.head <= last:
            return (Party(name=mention.place.name, code=mention.place.country, span=mention.span),)
    return ()


def is_thing(scene: Scene, token: int) -> bool:
    """True if the noun cannot act: events, documents, times."""
    lemma = scene.parsed.lemmas[token].lower()
    if lemma in load_words("thing"):
        return True
    abstract = scene.parsed.pos[token] == "NOUN" and lemma.endswith(ABSTRACT) and lemma not in load_words("acting")
    return abstract and scene.directory.mention_at(token) is None


def _describe(scene: Scene, token: int) -> Party:
    """A party named by its own words: adjectives and compounds with the noun."""
    parsed = scene.parsed
    first = token
    while (
        first > 0
        and parsed.heads[first - 1] in range(first - 1, token + 1)
        and (parsed.deps[first - 1] in ("amod", "compound", "nmod") or parsed.words[first - 1] == "-")
        and token - first < NAME_WORDS
    ):
        first -= 1
    if parsed.words[first] == "-":
        first += 1
    span = Span(parsed.starts[first], parsed.ends[token])
    return Party(name=" ".join(parsed.text[span.start : span.end].split()), span=span)

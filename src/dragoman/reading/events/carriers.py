"""Which verb carries an event noun: "hold talks", "talks collapse", "an agreement was reached".

Enters: a scene, a trigger and its noun. Leaves: the verb, and what it says of the event.
"""

from dataclasses import dataclass, field
from typing import Literal

from dragoman.knowledge.schema.events import Carrier, Trigger
from dragoman.reading.events import clauses
from dragoman.reading.events.lexicon import load_words
from dragoman.reading.events.scene import Scene


@dataclass(frozen=True, slots=True)
class Found:
    """A carrier verb; `carrier` is None if the trigger itself names it."""

    verb: int
    side: Literal["subject", "object"]
    carrier: Carrier | None = None
    extra: list[int] = field(default_factory=list)


def find_carrier(scene: Scene, trigger: Trigger, noun: int) -> Found | None:
    """The verb that carries `noun`, through "a round of", a coordination or a relative clause."""
    parsed = scene.parsed
    top, extra = find_top(scene, noun)
    dep, head = parsed.deps[top], parsed.heads[top]
    found: Found | None = None
    if dep == "attr" and parsed.child(head, "expl") is not None:
        found = Found(head, "object", scene.lexicon.existence)
    elif dep in ("dobj", "attr", "oprd"):
        found = _match(scene, trigger, head, "object")
    elif dep == "nsubjpass":
        found = _passive(scene, trigger, head)
    elif dep == "nsubj":
        found = _active(scene, trigger, head)
    elif dep == "pobj":
        found = _behind_preposition(scene, trigger, head)
    if found is None:
        found = _participle(scene, trigger, top)
    return Found(found.verb, found.side, found.carrier, extra) if found else None


def find_top(scene: Scene, noun: int) -> tuple[int, list[int]]:
    """The noun that stands in the sentence for an event noun: "round" for "a round of talks"; and those passed."""
    parsed = scene.parsed
    passed: list[int] = []
    for _ in range(clauses.DEPTH):
        head = parsed.heads[noun]
        if parsed.deps[noun] == "conj" and parsed.pos[head] in ("NOUN", "PROPN"):
            noun = head
        elif parsed.deps[noun] == "pobj" and parsed.lower[head] in ("of", "in"):
            above = parsed.heads[head]
            if parsed.lemmas[above] not in load_words("container"):
                break
            noun = above
        elif parsed.deps[noun] == "compound" and parsed.lemmas[head] in load_words("container"):
            noun = head
        else:
            break
        passed.append(noun)
    return noun, passed


def _match(scene: Scene, trigger: Trigger, verb: int, side: Literal["subject", "object"]) -> Found | None:
    """The trigger's own carriers first, then the general ones."""
    parsed, lexicon = scene.parsed, scene.lexicon
    lemma = parsed.lemmas[verb]
    if not clauses.is_verb(parsed, verb):
        return None
    if trigger.carriers:
        for rest in lexicon.own_carriers[trigger.id].get(lemma, ()):
            if clauses.find_words_after(parsed, verb, rest) is not None:
                return Found(verb, side)
    for phrase in lexicon.carriers.get(lemma, ()):
        carrier = phrase.carrier
        if carrier.side != side or (carrier.types and trigger.type not in carrier.types):
            continue
        if clauses.find_words_after(parsed, verb, phrase.rest) is not None:
            return Found(verb, side, carrier)
    return None


def _active(scene: Scene, trigger: Trigger, verb: int) -> Found | None:
    """ "Talks began", "talks are due to begin", "talks are to be held", "talks are under way"."""
    for inner in _verbs_below(scene, verb):
        if clauses.is_passive(scene.parsed, inner) or _has_been_done(scene, inner):
            found = _match(scene, trigger, inner, "object")
        else:
            found = _match(scene, trigger, inner, "subject")
        if found:
            return found
    return None


def _passive(scene: Scene, trigger: Trigger, verb: int) -> Found | None:
    """ "Talks were held", "talks are expected to begin", "talks are scheduled for May"."""
    below = _verbs_below(scene, verb)
    for inner in below[:-1]:
        found = _active(scene, trigger, inner)
        if found:
            return found
    return _match(scene, trigger, verb, "object")


def _has_been_done(scene: Scene, verb: int) -> bool:
    return any(scene.parsed.deps[c] == "auxpass" for c in scene.parsed.children[verb])


def _verbs_below(scene: Scene, verb: int) -> list[int]:
    """The verbs under a modal or raising verb ("are due to begin"), the lowest first, then the verb itself."""
    parsed = scene.parsed
    chain = [verb]
    for _ in range(clauses.DEPTH):
        inner = parsed.child(chain[-1], "xcomp")
        if inner is None:
            adjective = parsed.child(chain[-1], "acomp", "oprd")
            inner = None if adjective is None else parsed.child(adjective, "xcomp")
        if inner is None or not clauses.is_verb(parsed, inner):
            break
        chain.append(inner)
    return chain[::-1]


def _behind_preposition(scene: Scene, trigger: Trigger, preposition: int) -> Found | None:
    """ "Take part in talks", "agree to a meeting", "be in contact"."""
    parsed = scene.parsed
    for verb in (parsed.heads[preposition], parsed.heads[parsed.heads[preposition]]):
        if not clauses.is_verb(parsed, verb):
            continue
        lemma, word = parsed.lemmas[verb], parsed.lower[preposition]
        for rest in scene.lexicon.own_carriers[trigger.id].get(lemma, ()):
            if rest and rest[-1] == word and clauses.find_words_after(parsed, verb, rest) is not None:
                return Found(verb, "object")
        for phrase in scene.lexicon.carriers.get(lemma, ()):
            carrier = phrase.carrier
            if carrier.side != "object" or (carrier.types and trigger.type not in carrier.types):
                continue
            if phrase.rest and phrase.rest[-1] == word and clauses.find_words_after(parsed, verb, phrase.rest):
                return Found(verb, "object", carrier)
    return None


def _participle(scene: Scene, trigger: Trigger, noun: int) -> Found | None:
    """ "Talks held in Oslo", "an accord brokered by", "talks due to start on Monday", "who signed"."""
    parsed = scene.parsed
    for verb in parsed.children_by(noun, "acl", "relcl"):
        if not clauses.is_verb(parsed, verb) or parsed.child(verb, "mark") is not None:
            continue
        for inner in _verbs_below(scene, verb):
            passive = parsed.tags[inner] == "VBN" and parsed.child(inner, "nsubj", "dobj") is None
            if parsed.deps[inner] == "relcl":
                subject = parsed.child(inner, "nsubj")
                own = subject is not None and parsed.lower[subject] not in clauses.RELATIVES
                passive = clauses.is_passive(parsed, inner) or own
            found = _match(scene, trigger, inner, "object" if passive else "subject")
            if found:
                return found
    for adjective in parsed.children_by(noun, "amod", "relcl", "acl"):
        inner_verb = parsed.child(adjective, "xcomp")
        if inner_verb is not None and parsed.pos[adjective] == "ADJ":
            found = _match(scene, trigger, inner_verb, "subject")
            if found:
                return found
    return None

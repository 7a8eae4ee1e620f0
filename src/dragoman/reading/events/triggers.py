"""Find the words that tell of events. Enters: a scene. Leaves: one `Match` for each, with what stands where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dragoman.knowledge.schema.events import Carrier, Trigger
from dragoman.reading.events import clauses
from dragoman.reading.events.carriers import find_carrier
from dragoman.reading.events.lexicon import Phrase, load_words
from dragoman.reading.events.scene import Scene

NOMINAL = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))
COPULAS = frozenset(("be", "remain", "seem", "stay", "appear", "become", "look", "say", "declare"))


@dataclass(slots=True)
class Match:
    """A trigger found at `token`.

    `verb` is the token by which status, subject and time are judged (for a noun its carrier, or the noun
    itself where it stands alone); `object` and `complement` are what the event is about.
    """

    trigger: Trigger
    token: int
    kind: Literal["verb", "adjective", "noun", "auxiliary"]
    verb: int
    words: tuple[int, ...] = ()
    object: int | None = None
    complement: int | None = None
    carrier: Carrier | None = None
    side: Literal["subject", "object", ""] = ""
    extra: list[int] = field(default_factory=list)  # further tokens of the event (container nouns)


def find_matches(scene: Scene) -> Iterator[Match]:
    """All triggers of a report in text order, at most one for each token."""
    parsed, lexicon = scene.parsed, scene.lexicon
    verbs, nouns, adjectives, auxiliaries = lexicon.verbs, lexicon.nouns, lexicon.adjectives, lexicon.modal_triggers
    for token, lemma in enumerate(parsed.lemmas):
        pos = parsed.pos[token]
        if pos == "VERB" and parsed.deps[token] in NOMINAL:
            pos = "NOUN"  # a noun that was taken for a verb: "Peace talks have stalled"
        match: Match | None = None
        if token in scene.time_tokens:
            continue  # "on March 12" is no march
        if pos == "VERB":
            if lemma in verbs and parsed.deps[token] not in ("amod", "compound"):
                match = match_verb(scene, token, verbs[lemma])
            if match is None and parsed.lower[token] in adjectives:
                match = match_adjective(scene, token, adjectives[parsed.lower[token]])
        elif pos == "NOUN" or pos == "PROPN":
            word = lemma if pos == "NOUN" else parsed.lower[token]
            if word in nouns:
                match = match_noun(scene, token, nouns[word])
            elif word in adjectives:
                match = match_adjective(scene, token, adjectives[word])
        elif pos == "AUX":
            if lemma in auxiliaries and parsed.tags[token] == "MD":
                match = Match(auxiliaries[lemma], token, "auxiliary", parsed.heads[token])
        elif lemma in adjectives:
            match = match_adjective(scene, token, adjectives[lemma])
        if match:
            yield match


def match_verb(scene: Scene, token: int, phrases: tuple[Phrase, ...]) -> Match | None:
    """The first phrase whose words and conditions hold for a verb."""
    parsed = scene.parsed
    passive: bool | None = None
    for phrase in phrases:
        trigger = phrase.trigger
        words = clauses.find_words_after(parsed, token, phrase.rest) if phrase.rest else []
        if words is None:
            continue
        if trigger.voice != "any":
            passive = clauses.is_passive(parsed, token) if passive is None else passive
            if passive != (trigger.voice == "passive"):
                continue
        if trigger.intransitive and parsed.child(token, "dobj") is not None:
            continue
        target = _object_of(scene, token, words)
        if target is not None and target in scene.time_tokens and words:
            continue
        complement = clauses.find_complement(parsed, words[-1]) if words else None
        if complement is None:
            complement = clauses.find_complement(parsed, token)
        if complement is None and target is not None and target > token:
            complement = parsed.child(target, "acl", "ccomp")
        if fits(scene, phrase, token, target, complement):
            return Match(trigger, token, "verb", token, (token, *words), target, complement)
    return None


def _object_of(scene: Scene, token: int, words: list[int]) -> int | None:
    """The object of a phrase: of its last preposition, else of the verb."""
    parsed = scene.parsed
    if words and parsed.deps[words[-1]] in ("prep", "agent", "dative"):
        inner = parsed.child(words[-1], "pobj")
        if inner is not None:
            return inner
    objects = [o for o in clauses.find_objects(parsed, token) if o not in words]
    return objects[0] if objects else None


def fits(scene: Scene, phrase: Phrase, token: int, target: int | None, complement: int | None) -> bool:
    """Whether a phrase's conditions on object, complement and polarity hold."""
    trigger = phrase.trigger
    if not _complement_fits(scene, trigger, token, complement):
        return False
    if trigger.polarity == "negated" and not is_negated(scene, token):
        return False
    if trigger.modal and not any(scene.parsed.tags[c] == "MD" for c in scene.parsed.children_by(token, "aux")):
        return False
    if phrase.no_objects and target is not None and _is_one_of(scene, target, phrase.no_objects):
        return False
    if phrase.no_subjects:
        agents = clauses.find_agents(scene.parsed, token) or scene.parsed.children_by(token, "prep", "agent")
        named = (agent for agent in agents if scene.parsed.pos[agent] != "PROPN")
        if any(_is_one_of(scene, agent, phrase.no_subjects) for agent in named):
            return False
    if not phrase.objects:
        return True
    if target is not None and _is_one_of(scene, target, phrase.objects):
        return True
    if complement is None or (target is not None and trigger.complement != "required"):
        return False
    if trigger.type == "THREATEN" and is_negated(scene, complement):
        return False  # "promised not to attack"
    inner = [complement, *scene.parsed.children_by(complement, "dobj", "xcomp", "conj")]
    return any(_is_one_of(scene, t, phrase.objects) for t in inner)


def _complement_fits(scene: Scene, trigger: Trigger, token: int, complement: int | None) -> bool:
    wanted = trigger.complement
    if wanted == "any":
        return True
    if wanted == "none" or complement is None:
        return wanted == "none" and complement is None
    if wanted == "required":
        return True
    parsed = scene.parsed
    subject = parsed.child(complement, *clauses.SUBJECTS)
    if wanted == "other":
        return subject is not None and parsed.tags[subject] != "PRP"
    if wanted == "infinitive":
        named = subject is not None or bool(clauses.find_objects(parsed, token))
        return named and any(parsed.tags[c] == "TO" for c in parsed.children_by(complement, "aux"))
    if subject is None or parsed.deps[complement] != "ccomp":
        return False
    helpers = [parsed.lemmas[c] for c in parsed.children_by(complement, "aux", "auxpass")]
    if any(h in ("should", "must", "ought") for h in helpers):
        return True
    return parsed.tags[complement] in ("VB", "VBP") and not helpers


def is_negated(scene: Scene, token: int) -> bool:
    """Whether a "not" or "no longer" stands on the verb."""
    parsed = scene.parsed
    return any(
        parsed.deps[c] == "neg" or (parsed.lower[c] == "longer" and parsed.lower[c - 1] == "no")
        for c in parsed.children[token]
    )


def _is_one_of(scene: Scene, token: int, wanted: frozenset[str]) -> bool:
    """Whether a noun, what it is a series of, or a phrase with it, is among the words."""
    parsed = scene.parsed
    lemma = parsed.lemmas[token].lower()
    if lemma in wanted or parsed.lower[token] in wanted:
        return True
    if "@actor" in wanted and scene.directory.mention_at(token):
        return True
    if "@place" in wanted and (token in scene.place_tokens or _may_be_place(scene, token)):
        return True
    if token and f"{parsed.lower[token - 1]} {lemma}" in wanted:
        return True
    if token + 2 < len(parsed) and " ".join(parsed.lower[token : token + 3]) in wanted:
        return True
    for prep in parsed.children_by(token, "prep"):
        inner = parsed.child(prep, "pobj") if parsed.lower[prep] == "of" else None
        if inner is not None and (parsed.lemmas[inner].lower() in wanted or parsed.lower[inner] in wanted):
            return True
    return parsed.pos[token] in ("NOUN", "NUM", "SYM") and any(
        parsed.deps[c] in ("compound", "conj") and parsed.lemmas[c].lower() in wanted for c in parsed.children[token]
    )


def _may_be_place(scene: Scene, token: int) -> bool:
    """Whether a name that no list of places knows may be one: neither a day nor a person."""
    mention = scene.directory.mention_at(token)
    named = scene.parsed.pos[token] == "PROPN" and token not in scene.time_tokens
    return named and (mention is None or mention.actor.kind in ("state", "unknown", "organisation"))


def match_adjective(scene: Scene, token: int, phrases: tuple[Phrase, ...]) -> Match | None:
    """The first phrase that holds for an adjective said of somebody."""
    parsed = scene.parsed
    if parsed.deps[token] in ("amod", "compound", "advmod"):
        return None
    for phrase in phrases:
        words = clauses.find_words_after(parsed, token, phrase.rest, beside=parsed.heads[token]) if phrase.rest else []
        if words is None:
            continue
        complement = clauses.find_complement(parsed, token)
        target = _object_of(scene, token, words) if words else None
        if fits(scene, phrase, token, target, complement):
            head = parsed.heads[token]
            verb = head if parsed.lemmas[head] in COPULAS and not parsed.child(token, *clauses.SUBJECTS) else token
            return Match(phrase.trigger, token, "adjective", verb, (token, *words), target, complement)
    return None


def match_noun(scene: Scene, token: int, phrases: tuple[Phrase, ...]) -> Match | None:
    """The first phrase whose noun is carried by a verb, or may stand alone."""
    parsed = scene.parsed
    if parsed.deps[token] in ("amod", "poss", "nmod"):
        return None
    if parsed.deps[token] == "compound" and parsed.lemmas[parsed.heads[token]] not in load_words("container"):
        return None
    if _holds_event(scene, token):
        return None
    best: Match | None = None
    for phrase in phrases:
        first = _first_word(scene, token, phrase.rest)
        if first is None or not _is_modified(scene, phrase.trigger, token):
            continue
        match = _carried(scene, phrase, token, tuple(range(first, token + 1)))
        if match and (best is None or _strength(match) > _strength(best)):
            best = match
    return best


def _is_modified(scene: Scene, trigger: Trigger, noun: int) -> bool:
    """Whether one of the trigger's modifiers stands before the noun, if it asks for any."""
    parsed = scene.parsed
    if not trigger.modifiers and not trigger.no_modifiers:
        return True
    before = {parsed.lower[t] for t in range(parsed.left_edge[noun], noun)}
    wanted = not trigger.modifiers or not before.isdisjoint(trigger.modifiers)
    return wanted and before.isdisjoint(trigger.no_modifiers)


def _carried(scene: Scene, phrase: Phrase, token: int, words: tuple[int, ...]) -> Match | None:
    found = find_carrier(scene, phrase.trigger, token)
    complement = clauses.find_complement(scene.parsed, token)
    if found:
        return Match(
            phrase.trigger, token, "noun", found.verb, words, None, complement, found.carrier, found.side, found.extra
        )
    return Match(phrase.trigger, token, "noun", token, words, None, complement) if phrase.trigger.alone else None


def _strength(match: Match) -> tuple[int, int, bool]:
    """A noun's own carrier goes before a general one, that before none; then the longer phrase."""
    carried = 2 if match.side and match.carrier is None else 1 if match.side else 0
    return (carried, len(match.words), bool(match.trigger.modifiers))


def _holds_event(scene: Scene, token: int) -> bool:
    """ "A round of talks": the talks are the event."""
    parsed = scene.parsed
    if parsed.lemmas[token] not in load_words("container"):
        return False
    inner = [t for prep in parsed.children_by(token, "prep") for t in parsed.children_by(prep, "pobj")]
    return any(parsed.lemmas[t] in scene.lexicon.nouns for t in inner)


def _first_word(scene: Scene, token: int, before: tuple[str, ...]) -> int | None:
    """The first token of a noun phrase whose last word stands at `token`; hyphens may part the words."""
    parsed = scene.parsed
    here = token
    for word in reversed(before):
        here -= 1
        while here >= 0 and parsed.words[here] == "-":
            here -= 1
        if here < 0 or (parsed.lower[here] != word and parsed.lemmas[here] != word):
            return None
    return here

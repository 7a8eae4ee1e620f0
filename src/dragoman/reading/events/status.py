"""How far along an event is: happened, planned, hoped for, denied ...

Enters: a scene and the token by which it is judged. Leaves: a `Standing`. The words are data
(status.yaml); what stands over what is grammar, and so code: each word above the event is read from
the inside outwards, and the outer one has the last word unless it only repeats that it is to come.
"""

from dataclasses import dataclass

from dragoman.knowledge.schema.events import StatusCue
from dragoman.model.reading import Status
from dragoman.reading.events import clauses
from dragoman.reading.events.scene import Scene
from dragoman.reading.events.triggers import Match, is_negated

DONE = ("happened", "ongoing")
THROUGH = frozenset(("xcomp", "ccomp", "acl", "pcomp", "acomp", "attr", "oprd", "dobj", "nsubjpass", "aux", "relcl"))
UNLESS = frozenset(("unless",))
CONDITIONS = frozenset(("if", "unless", "whether", "lest", "until", "once", "provided", "providing"))
NO = frozenset(("no", "neither", "nobody", "none"))
AFTER = frozenset(("after", "following"))
SHARED = AFTER | {"during", "at", "before"}  # a lone noun after these stands as its clause does
BESIDE = frozenset(("after", "before", "since", "despite", "by", "upon", "while"))  # facts of their own
WITHOUT = frozenset(("without", "instead", "than"))


@dataclass(slots=True)
class Standing:
    """A status, the cue it rests on, and what scope rules ask: said in the speaker's own future, under a condition."""

    status: Status
    basis: str = "tense"
    future: bool = False  # "will", "would", "going to"
    negated: bool = False
    condition: bool = False  # stands in an if-clause
    conditional: bool = False  # has an if-clause
    unless: bool = False  # has a clause with "unless"
    purpose: bool = False  # "in order to"
    node: int = 0  # the word from which the climb looks up
    open: bool = False  # the verb has no tense of its own: "to meet", "that they meet"


def read_standing(scene: Scene, match: Match) -> Standing:
    """The status of a match, from its own auxiliaries, then from the words above it."""
    parsed = scene.parsed
    alone = match.kind == "noun" and match.verb == match.token
    if alone:
        return _read_alone(scene, match)
    standing = _own(scene, match)
    node = match.verb
    for _ in range(clauses.DEPTH):
        head, dep = parsed.heads[node], parsed.deps[node]
        standing.node = node
        if any(_opens_condition(scene, mark) for mark in parsed.children_by(node, "mark", "advmod")):
            standing.condition = True
        if head == node:
            break
        if dep == "conj":
            if not _shares_helpers(scene, node):
                break
            _helpers(scene, head, standing)
        elif dep == "advcl" and parsed.lemmas[head] == "be" and _is_infinitive(scene, node):
            standing.status, standing.basis = "planned", "be to"  # "was then to meet"
            break
        elif dep == "advcl" or (dep == "relcl" and _is_infinitive(scene, node)):
            if not _is_infinitive(scene, node):
                break
            standing.purpose = dep == "advcl"
            if standing.status in DONE:
                standing.status, standing.basis = "planned", "infinitive"
            break
        elif dep == "prep" or dep == "pobj":
            if parsed.lower[head] in WITHOUT or parsed.lower[node] in WITHOUT:
                standing.status, standing.negated = "denied", True
            elif dep == "prep" and clauses.is_verb(parsed, head):
                if parsed.lower[node] not in BESIDE:
                    _above(scene, head, dep, standing)
                break
            elif parsed.pos[head] not in ("ADP", "NOUN"):
                break
            elif dep == "prep" and parsed.child(node, "pcomp") is not None:
                if parsed.lemmas[head] in scene.lexicon.cues:
                    _above(scene, head, dep, standing)  # "ways of reviving the talks"
                elif parsed.lower[node] == "for":
                    standing.purpose = True
                elif parsed.pos[head] == "NOUN" and _is_willed(scene, match) and standing.status in DONE:
                    standing.status, standing.basis = "uncertain", "only named"  # "the importance of helping"
        elif dep not in THROUGH or not _above(scene, head, dep, standing):
            if dep == "ccomp" and _is_infinitive(scene, node) and _is_willed(scene, match) and standing.status in DONE:
                standing.status, standing.basis = "uncertain", "infinitive"  # "did not allow them to return"
            break
        node = head
    headline = parsed.sentence(match.verb).part == "headline"
    if headline and standing.status in DONE and standing.basis == "tense" and _is_infinitive(scene, match.verb):
        standing.status, standing.basis = "planned", "headline infinitive"
    return standing


def _is_willed(scene: Scene, match: Match) -> bool:
    """Whether it is of a kind that is refused by not doing it: talks, help, withdrawals; attacks are not."""
    rule = scene.lexicon.types.get(match.trigger.type)
    return rule is not None and rule.refusal is not None


def _read_alone(scene: Scene, match: Match) -> Standing:
    """A noun that no verb carries stands as its clause does: "after talks with X, he will leave"."""
    parsed = scene.parsed
    preposition = parsed.heads[match.extra[-1] if match.extra else match.token]
    word = parsed.lower[preposition]
    if word == "for":
        return Standing("planned", "goal")
    standing = Standing("happened", "alone")
    above = parsed.heads[preposition]
    if word in AFTER and match.trigger.type != "CONSULT":
        return standing  # "will talk after clashes": those have been
    if word in SHARED and clauses.is_verb(parsed, above):
        _helpers(scene, above, standing, own=False)
        coming = parsed.child(above, "xcomp") if parsed.lemmas[above] == "be" else above
        if coming is not None and _is_infinitive(scene, coming) and parsed.deps[coming] == "xcomp":
            standing.status = "planned"
    return standing


def _opens_condition(scene: Scene, mark: int) -> bool:
    parsed = scene.parsed
    if parsed.lower[mark] == "as":
        return mark > 1 and parsed.lower[mark - 1] == "long"
    return parsed.lower[mark] in CONDITIONS and parsed.tags[mark] in ("IN", "VBN", "VBG")


def _own(scene: Scene, match: Match) -> Standing:
    """What the verb's own auxiliaries and tense say."""
    parsed, verb = scene.parsed, match.verb
    standing = Standing("happened")
    rule = scene.lexicon.types.get(match.trigger.type)
    speech = rule is not None and rule.speech
    lemmas = {parsed.lemmas[c] for c in parsed.children_by(verb, "aux", "auxpass")}
    if not speech and parsed.tags[verb] == "VBG" and "be" in lemmas:
        standing.status = "ongoing"
    standing.open = parsed.tags[verb] == "VB" or "to" in {parsed.lower[c] for c in parsed.children_by(verb, "aux")}
    _helpers(scene, verb, standing)
    if parsed.deps[verb] == "ROOT" and _is_infinitive(scene, verb):
        standing.status, standing.basis = "planned", "headline infinitive"
    if match.kind == "noun" and match.trigger.type == "CONSULT":
        standing.condition = any(scene.parsed.lower[c] == "any" for c in scene.parsed.children_by(match.token, "det"))
    if _has_no(scene, match):
        standing.status = "refused" if standing.future else _negate(standing.status)
        standing.negated = True
    return standing


def _helpers(scene: Scene, verb: int, standing: Standing, own: bool = True) -> None:
    """Take in auxiliaries and negation of one verb; only the event's own "will" announces it."""
    parsed = scene.parsed
    negated = is_negated(scene, verb)
    for helper in parsed.children_by(verb, "aux"):
        cue = scene.lexicon.auxiliaries.get(parsed.lemmas[helper]) or scene.lexicon.auxiliaries.get(
            parsed.lower[helper]
        )
        if cue and parsed.tags[helper] == "MD":
            standing.status = (cue.negated or cue.status) if negated else cue.status
            standing.basis = cue.id
            standing.future = own and cue.status == "planned"
            standing.negated = negated
            standing.conditional = _has_condition(scene, verb, CONDITIONS)
            standing.unless = _has_condition(scene, verb, UNLESS)
            return
    if negated:
        standing.status, standing.negated = _negate(standing.status), True


def _negate(status: Status) -> Status:
    return "denied" if status in DONE else status


def _has_condition(scene: Scene, verb: int, words: frozenset[str]) -> bool:
    parsed = scene.parsed
    return any(
        parsed.lower[mark] in words
        for clause in parsed.children_by(verb, "advcl")
        for mark in parsed.children_by(clause, "mark")
    )


def _has_no(scene: Scene, match: Match) -> bool:
    """ "No talks were held", "neither side agreed"."""
    parsed = scene.parsed
    if match.kind == "noun":
        heads = [match.token, *match.extra]
    else:
        speech = scene.lexicon.types[match.trigger.type].speech  # "urged no haste" is said all the same
        heads = parsed.children_by(match.verb, *clauses.SUBJECTS, *(() if speech else ("dobj",)))
    return any(parsed.lower[c] in NO for h in heads for c in (h, *parsed.children_by(h, "det")))


def _is_infinitive(scene: Scene, verb: int) -> bool:
    parsed = scene.parsed
    return any(parsed.tags[c] == "TO" for c in parsed.children_by(verb, "aux"))


def _shares_helpers(scene: Scene, verb: int) -> bool:
    """True if a coordinated verb lives on the first one's auxiliaries: "will meet and discuss"."""
    parsed = scene.parsed
    if parsed.child(verb, *clauses.SUBJECTS, "aux") is not None:
        return False
    return parsed.tags[verb] in ("VB", "VBN", "VBG") or not clauses.is_verb(parsed, verb)


def _above(scene: Scene, head: int, dep: str, standing: Standing) -> bool:
    """Take in one word above; False where the climb ends (a verb of saying, a word that says nothing)."""
    parsed = scene.parsed
    lemma = parsed.lemmas[head].lower()
    cue = scene.lexicon.cues.get(lemma)
    if cue is None and dep == "prep" and clauses.is_verb(parsed, head):
        _helpers(scene, head, standing, own=False)
        return False
    if cue is None:
        return parsed.pos[head] in ("AUX", "ADP") or (dep in ("acomp", "attr") and clauses.is_verb(parsed, head))
    if dep in ("dobj", "nsubjpass") and cue.status in ("planned", "happened"):
        return True
    if dep == "ccomp" and cue.status in ("planned", "proposed") and not standing.open:
        return False
    if dep == "ccomp" and standing.node < head and cue.status in ("planned", "proposed", "hoped", "expected"):
        return False  # "we will not stop, we want ...": side by side
    if dep in ("acl", "relcl") and not standing.open:
        return False
    if cue.status == "happened":
        negated = is_negated(scene, head)
        if negated and cue.negated:
            standing.status, standing.basis = cue.negated, cue.id
        else:
            _helpers(scene, head, standing, own=False)
        return True
    if lemma == "be":
        return _be_to(scene, head, standing)
    if cue.status in ("refused", "denied", "threatened", "failed") and parsed.deps[head] == "pobj":
        standing.condition = True  # "punished for its refusal to disarm" tells of the punishment
    status: Status = (cue.negated or cue.status) if is_negated(scene, head) else cue.status
    if standing.status in DONE or status not in ("planned", *DONE):
        standing.status, standing.basis = status, cue.id
    return True


def _predicate(scene: Scene, verb: int) -> StatusCue | None:
    """ "Our hope is that ...", "it is our hope that ...": the noun beside "be"."""
    parsed = scene.parsed
    for noun in parsed.children_by(verb, "nsubj", "attr"):
        cue = scene.lexicon.cues.get(parsed.lemmas[noun])
        if cue and parsed.pos[noun] == "NOUN" and cue.status not in ("planned", *DONE):
            return cue
    return None


def _be_to(scene: Scene, verb: int, standing: Standing) -> bool:
    """ "Are to meet" is planned, "were to have met" has failed; any other "be" is looked through."""
    parsed = scene.parsed
    inner = parsed.child(verb, "xcomp")
    if inner is not None and _is_infinitive(scene, inner):
        perfect = any(parsed.lemmas[c] == "have" for c in parsed.children_by(inner, "aux"))
        if standing.status in DONE:
            standing.status, standing.basis = ("failed" if perfect else "planned"), "be to"
    cue = _predicate(scene, verb)
    if cue:
        standing.status, standing.basis = cue.status, cue.id
    _helpers(scene, verb, standing, own=False)
    return True

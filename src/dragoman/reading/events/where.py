"""Where an event is: the place that hangs on it or on its verb, "here" being the dateline.

Enters: a scene and a match. Leaves: a `Place` or None.
"""

from dragoman.model import Place
from dragoman.reading.events import clauses
from dragoman.reading.events.lexicon import load_words
from dragoman.reading.events.scene import Scene
from dragoman.reading.events.triggers import Match
from dragoman.reading.places import PlaceMention

AT = frozenset(
    ("in", "at", "on", "near", "inside", "outside", "around", "aboard", "across", "throughout", "off", "within",
     "over", "along", "through", "by", "between", "outside")
)  # fmt: skip
ABOUT = frozenset(("on", "over"))  # what is talked about, not where
TO = frozenset(("to", "into", "toward", "towards", "for", "onto"))

GOALS = TO | {"in", "at"}


def find_where(scene: Scene, match: Match) -> Place | None:
    """The place of one event; None where its sentence names none for it."""
    sentence = scene.parsed.sentence_of[match.token]
    ranked: list[tuple[int, int, Place]] = []
    for mention in scene.places_by_sentence.get(sentence, ()):
        rank = _rank(scene, match, mention)
        if rank is not None:
            ranked.append((rank, mention.head, mention.place))
    if ranked:
        return min(ranked, key=lambda r: r[:2])[2]
    return _find_state(scene, match) or _find_goal(scene, match) or _dateline(scene, match)


def _find_state(scene: Scene, match: Match) -> Place | None:
    """ "A trip to Japan": a state that acts elsewhere in the report is where it leads to."""
    if match.trigger.place != "goal":
        return None
    heads = dict.fromkeys((match.token, *match.extra, *match.words, match.verb))
    return next((p for head in heads if (p := _state_after(scene, head)) is not None), None)


def _state_after(scene: Scene, head: int) -> Place | None:
    for preposition in sorted(TO):
        for token in clauses.find_prep_objects(scene.parsed, head, preposition):
            mention = scene.directory.mention_at(token)
            if mention is not None and mention.head == token and mention.actor.kind == "state":
                return Place(name=mention.actor.name, country=mention.actor.country)
    return None


def _find_goal(scene: Scene, match: Match) -> Place | None:
    """ "Will visit Oslo for talks": the talks are where the journey leads."""
    parsed = scene.parsed
    preposition = parsed.heads[match.token]
    verb = parsed.heads[preposition]
    goal = match.kind == "noun" and match.verb == match.token and match.trigger.type == "CONSULT"
    if not goal or parsed.lower[preposition] != "for" or not clauses.is_verb(parsed, verb):
        return None
    for noun in parsed.children_by(verb, "dobj"):  # "paid a visit to Jordan for talks"
        if any(p.trigger.mode == "visit" for p in scene.lexicon.nouns.get(parsed.lemmas[noun], ())):
            return _state_after(scene, noun)
    journeys = [p for p in scene.lexicon.verbs.get(parsed.lemmas[verb], ()) if p.trigger.mode == "visit"]
    sentence = parsed.sentence_of[verb]
    for mention in scene.places_by_sentence.get(sentence, ()) if journeys else ():
        above = parsed.heads[mention.head]
        if mention.head < match.token and (
            above == verb or (parsed.heads[above] == verb and parsed.lower[above] in GOALS)
        ):
            return mention.place
    return None


def _rank(scene: Scene, match: Match, mention: PlaceMention) -> int | None:
    """How near a place stands to the event's words: 0 on them, 1 on the verb; None if it belongs elsewhere."""
    parsed = scene.parsed
    words = {match.token, *match.extra, *match.words}
    if match.trigger.place == "object" and _is_object(scene, match, mention):
        return 0
    if _is_where(scene, match, mention) or _is_venue(scene, match, mention):
        return 1
    node = mention.head
    prepositions: list[str] = ["in"] if mention.kind == "here" else []
    for _ in range(clauses.DEPTH):
        head = parsed.heads[node]
        if parsed.pos[node] == "ADP":
            prepositions.append(parsed.lower[node])
        if head == node:
            return None
        if head in words or head == match.verb:
            if parsed.pos[head] == "ADP":
                prepositions.append(parsed.lower[head])
            return _judge(match, prepositions, 0 if head in words else 1)
        if clauses.is_verb(parsed, head):
            return _judge(match, prepositions, 2) if _shares_clause(scene, match, head, words) else None
        if parsed.pos[head] in ("NOUN", "PROPN") and not _may_lie_between(scene, head, mention):
            return None
        node = head
    return None


def _shares_clause(scene: Scene, match: Match, verb: int, words: set[int]) -> bool:
    """A verb above or below the event's own, or a participle on its noun: "a summit planned for May in Oslo"."""
    parsed = scene.parsed
    above = verb == parsed.heads[match.verb] and parsed.deps[match.verb] == "xcomp"
    below = parsed.heads[verb] == match.verb and parsed.deps[verb] == "xcomp" and match.trigger.type != "AGREE"
    return above or below or (parsed.deps[verb] == "acl" and parsed.heads[verb] in words)


def _may_lie_between(scene: Scene, noun: int, mention: PlaceMention) -> bool:
    """Whether what happens at the noun happens at the place: the city of, a meeting in; not the wake of a coup in."""
    parsed = scene.parsed
    if noun in range(mention.first, mention.last + 1) or noun in scene.place_tokens or parsed.pos[noun] == "PROPN":
        return True
    lemma = parsed.lemmas[noun]
    return lemma in load_words("territory") or lemma in load_words("talks") or lemma in load_words("venue")


def _is_object(scene: Scene, match: Match, mention: PlaceMention) -> bool:
    """Whether the place is what the verb takes, stands in it, or is told of by it: "Uvira, the port that fell"."""
    parsed = scene.parsed
    objects = clauses.find_objects(parsed, match.verb)
    if match.object is not None and match.kind != "noun":
        objects.append(match.object)
    for noun in objects:
        if parsed.left_edge[noun] <= mention.head <= parsed.right_edge[noun] and noun != match.token:
            return True
        while parsed.deps[noun] in ("appos", "conj") and parsed.heads[noun] != noun:
            noun = parsed.heads[noun]
            if mention.first <= noun <= mention.last:
                return True
    return False


def _is_venue(scene: Scene, match: Match, mention: PlaceMention) -> bool:
    """ "The Geneva talks" are held there; "the Cyprus talks" are about it."""
    parsed = scene.parsed
    named = match.kind == "noun" and match.trigger.type == "CONSULT" and mention.kind == "town"
    return named and parsed.heads[mention.head] in (match.token, *match.extra) and parsed.pos[mention.head] == "PROPN"


def _is_where(scene: Scene, match: Match, mention: PlaceMention) -> bool:
    """ "Kinshasa, where the opposition has called a strike"."""
    parsed = scene.parsed
    if parsed.deps[match.verb] != "relcl" or not mention.first <= parsed.heads[match.verb] <= mention.last:
        return False
    return any(parsed.lower[c] == "where" for c in parsed.children[match.verb])


def _judge(match: Match, prepositions: list[str], rank: int) -> int | None:
    if not prepositions:
        return None
    outer = prepositions[-1]
    if outer in ABOUT and match.trigger.type in ("CONSULT", "AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE"):
        return None
    if outer in AT:
        return rank
    if match.trigger.place == "goal" and outer in TO:
        return rank
    return None


def _dateline(scene: Scene, match: Match) -> Place | None:
    """ "Here": the place of the dateline."""
    parsed = scene.parsed
    sentence = parsed.sentence(match.token)
    if "here" not in parsed.lower[sentence.first : sentence.last]:
        return None
    for token in range(sentence.first, sentence.last):
        if parsed.lower[token] == "here":
            head = parsed.heads[token]
            words = {match.token, match.verb, *match.extra, *match.words}
            if head in words or parsed.heads[head] in words or parsed.heads[match.verb] == head:
                return find_dateline(scene)
    return None


def find_dateline(scene: Scene) -> Place | None:
    """The place at the head of the report."""
    dateline = scene.context.report.dateline
    if dateline is None or not dateline.place:
        return None
    known = next((m.place for m in scene.context.places if m.place.name == dateline.place), None)
    return known or Place(name=dateline.place)

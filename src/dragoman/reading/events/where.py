"""Where an event is: the place that hangs on it or on its verb, "here" being the dateline.

Enters: a scene and a match. Leaves: a `Place` or None.
"""

from dragoman.model import Place
from dragoman.reading.events import clauses
from dragoman.reading.events.scene import Scene
from dragoman.reading.events.triggers import Match
from dragoman.reading.places import PlaceMention

AT = frozenset(
    ("in", "at", "on", "near", "inside", "outside", "around", "aboard", "across", "throughout", "off", "within",
     "over", "along", "through", "by", "between", "outside")
)  # fmt: skip
TO = frozenset(("to", "into", "toward", "towards", "for", "onto"))


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
    return _dateline(scene, match)


def _rank(scene: Scene, match: Match, mention: PlaceMention) -> int | None:
    """How near a place stands to the event's words: 0 on them, 1 on the verb; None if it belongs elsewhere."""
    parsed = scene.parsed
    node = mention.head
    prepositions: list[str] = []
    words = {match.token, *match.extra, *match.words}
    if match.trigger.place == "object" and _is_object(scene, match, node):
        return 0
    for _ in range(clauses.DEPTH):
        head = parsed.heads[node]
        if parsed.pos[node] == "ADP":
            prepositions.append(parsed.lower[node])
        if head == node:
            return None
        if head in words or head == match.verb:
            return _judge(match, prepositions, 0 if head in words else 1)
        if clauses.is_verb(parsed, head):
            above = head == parsed.heads[match.verb] and parsed.deps[match.verb] == "xcomp"
            below = parsed.heads[head] == match.verb and parsed.deps[head] == "xcomp"
            return _judge(match, prepositions, 2) if above or below else None
        node = head
    return None


def _is_object(scene: Scene, match: Match, token: int) -> bool:
    """Whether the place is what the verb takes, or stands in it: "captured the town of Uvira"."""
    parsed = scene.parsed
    objects = clauses.find_objects(parsed, match.verb)
    if match.object is not None:
        objects.append(match.object)
    return any(parsed.left_edge[o] <= token <= parsed.right_edge[o] for o in objects)


def _judge(match: Match, prepositions: list[str], rank: int) -> int | None:
    if not prepositions:
        return None
    outer = prepositions[-1]
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

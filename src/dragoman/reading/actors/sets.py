"""Who "the two leaders", "both sides" and "the two countries" are.

Enters: the history of mentions. Leaves: as many entities as the number says, in the order of their mention.
Recency alone picks the mediator as often as the parties, so mentions are weighed by side and those who
stood joined by "and", or oppose each other within one country, are preferred.
"""

from collections.abc import Callable
from itertools import combinations

from dragoman.reading.actors.entities import Entity
from dragoman.reading.actors.history import History, Seen
from dragoman.reading.parsed import Parsed

REACH = 12  # sentences looked back
FADE, FADE_STATES = 0.8, 0.6  # weight of a mention one sentence further back
JOINED, OPPOSED, LEADERS = 2.0, 1.5, 2.0  # added for a pair joined by "and", at odds in a country, both leaders

Side = tuple[str, str]
_OUTSIDERS = frozenset({"JRN", "CVL", "REF", "NGO", "EDU", "MED", "REL", "IGO", "BUS"})
_INSURGENTS = frozenset({"REB", "OPP", "PRM"})


def find_parties(history: History, token: int, count: int, arena: str | None = None) -> list[Entity]:
    """The sides of a conflict or of talks, named before the token: states, governments, rebels, parties.

    With `arena`, a country, only those who belong to it.
    """
    return _choose(history, token, count, lambda e: _side(e) if arena in (None, e.country) else None)


def find_people(history: History, token: int, count: int, office: str | None = None) -> list[Entity]:
    """The people named before the token who speak for a side; holders of the office first, then leaders."""

    def holder(entity: Entity) -> Side | None:
        return _person(entity) if office in entity.role_words[-1:] else None

    found = _choose(history, token, count, holder) if office else []
    return found or _choose(history, token, count, _person)


def find_states(history: History, token: int, count: int, state: Callable[[Entity], Entity | None]) -> list[Entity]:
    """The states named before the token, by themselves or by those who govern them."""

    def side(entity: Entity) -> Side | None:
        found = state(entity)
        return (found.name, "") if found else None

    chosen = _choose(history, token, count, side, FADE_STATES)
    return [s for e in chosen if (s := state(e))]


def _side(entity: Entity) -> Side | None:
    """A key for the side that somebody is on; None for those who are on none."""
    if entity.members or entity.sector in _OUTSIDERS or entity.code in ("UNO", "IGO", "EUR", "NGO", "JRN"):
        return None
    if entity.kind == "person":
        if not (entity.country and entity.sector):
            return None
    elif entity.kind not in ("state", "group", "organisation", "office") or not (entity.country or entity.named):
        return None
    if entity.kind == "office" and entity.group not in (None, "government"):
        return None  # a ministry or press office is no side of its own
    if entity.sector in _INSURGENTS and entity.country:
        return entity.country, "REB"
    if entity.country and entity.sector in (None, "GOV", "MIL", "COP", "LEG", "SPY"):
        return entity.country, "GOV"
    return entity.name, entity.country or ""


def _person(entity: Entity) -> Side | None:
    if entity.kind != "person" or not entity.named or entity.code or entity.sector in _OUTSIDERS:
        return None
    return entity.name, "person"


def _choose(
    history: History, token: int, count: int, side: Callable[[Entity], Side | None], fade: float = FADE
) -> list[Entity]:
    weights: dict[Side, float] = {}
    faces: dict[Side, dict[int, float]] = {}
    entities: dict[int, Entity] = {}
    heads: dict[int, Side] = {}
    for distance, sentence in enumerate(history.back_from(token, REACH)):
        for seen in sentence:
            key = side(seen.entity)
            if key is None:
                continue
            weight = fade**distance * (1.0 if seen.subject else 0.7)
            weights[key] = weights.get(key, 0.0) + weight
            rank = weight * (0.5 if seen.entity.kind == "person" and key[1] != "person" else 1.0)
            face = faces.setdefault(key, {})
            face[id(seen.entity)] = face.get(id(seen.entity), 0.0) + rank
            entities[id(seen.entity)] = seen.entity
            heads[seen.token] = key
    if len(weights) < count:
        return []
    best = {key: entities[max(face, key=lambda i: face[i])] for key, face in faces.items()}
    joined = _joined(history.parsed, heads)
    top = sorted(weights, key=lambda k: (-weights[k], k))[: max(8, count)]
    chosen = max(combinations(top, count), key=lambda keys: _score(keys, weights, joined, best))
    order = [s.entity for s in _in_order(history, token)]
    return sorted((best[k] for k in chosen), key=lambda e: order.index(e))


def _in_order(history: History, token: int) -> list[Seen]:
    return [s for sentence in reversed(list(history.back_from(token, REACH))) for s in sentence]


def _joined(parsed: Parsed, heads: dict[int, Side]) -> set[frozenset[Side]]:
    """Sides whose mentions stood in one coordination."""
    pairs = set()
    for token, key in heads.items():
        if parsed.deps[token] == "conj" and parsed.heads[token] in heads:
            pairs.add(frozenset((key, heads[parsed.heads[token]])))
    return pairs


def _score(
    keys: tuple[Side, ...], weights: dict[Side, float], joined: set[frozenset[Side]], best: dict[Side, Entity]
) -> float:
    score = sum(weights[k] for k in keys)
    for a, b in combinations(keys, 2):
        score += JOINED if frozenset((a, b)) in joined else 0.0
        score += OPPOSED if a[0] == b[0] and {a[1], b[1]} == {"GOV", "REB"} else 0.0
    rulers = sum(best[k].rules for k in keys)
    return score + (LEADERS * rulers if keys[0][1] == "person" else 0.0)

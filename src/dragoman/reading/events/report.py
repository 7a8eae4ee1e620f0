"""What only the whole report tells of an event: who takes part in "the talks", which headline repeats the lead.

Enters: a scene and the events found sentence by sentence. Leaves: the events of the report, numbered.
"""

import msgspec

from dragoman.model import Event, Place, When
from dragoman.reading.events.lexicon import load_words
from dragoman.reading.events.scene import Scene
from dragoman.reading.events.triggers import Match
from dragoman.reading.events.where import find_dateline

AHEAD = frozenset(("planned", "expected", "hoped", "proposed", "postponed", "cancelled", "uncertain"))
DEFINITE = frozenset(("the", "these", "those", "this", "both"))

MODIFIERS = ("amod", "compound", "nmod")

Draft = tuple[Match, Event]
Key = tuple[frozenset[str], frozenset[str]]
Told = tuple[Event, Key]


def complete_events(scene: Scene, drafts: list[Draft]) -> tuple[Event, ...]:
    """Fill meetings and truces from what was said of them before, drop headlines that only repeat, number all."""
    told: list[Told] = []
    for match, event in drafts:
        key = _find_key(scene, match)
        if event.type in ("CONSULT", "AGREE", "RETREAT") and match.kind == "noun":
            like = [e for e, k in told if _is_same_key(k, key) and e.sentence != event.sentence and e.mode != "phone"]
            event = _inherit(scene, match, event, like)
        if event.type == "CONSULT" and not event.agents and not _is_anchored(event):
            continue
        told.append((_place(scene, event), key))
    events = _drop_headlines(scene, [event for event, _ in told])
    return tuple(msgspec.structs.replace(event, id=f"e{n}") for n, event in enumerate(events, 1))


def _find_key(scene: Scene, match: Match) -> Key:
    """What tells one meeting from another: names and ordinals before its noun ("the fourth Geneva round")."""
    parsed = scene.parsed
    if match.kind != "noun":
        return (frozenset(), frozenset())
    before = [c for n in (match.token, *match.extra) for c in parsed.children[n] if parsed.deps[c] in MODIFIERS]
    names = frozenset(parsed.lower[c] for c in before if parsed.pos[c] == "PROPN")
    return (names, frozenset(parsed.lower[c] for c in before if parsed.lower[c] in load_words("ordinal")))


def _is_same_key(earlier: Key, later: Key) -> bool:
    """Names are the same; ordinals, where both have some."""
    return earlier[0] == later[0] and (earlier[1] == later[1] or not later[1])


def _is_anchored(event: Event) -> bool:
    """Whether a meeting of nobody in particular has at least a day or a place of its own, or is hoped for."""
    dated = event.when is not None and event.when.text is not None
    return dated or event.place is not None or event.status in AHEAD


def _inherit(scene: Scene, match: Match, event: Event, earlier: list[Event]) -> Event:
    """ "The talks", with nobody named, are those told of last; a planned one keeps its day and place too."""
    parsed = scene.parsed
    around = [c for n in (match.token, *match.extra) for c in parsed.children[n]]
    definite = any(parsed.lower[c] in DEFINITE or parsed.deps[c] == "poss" for c in around)
    bare = parsed.tags[match.token] == "NNS" and parsed.child(match.token, "det") is None and not match.extra
    if event.type == "AGREE" and not event.agents:
        dated = event.when is not None and event.when.text is not None
        return _between_known(event, earlier) if dated and event.status == "happened" else event
    if not definite and (event.agents or not bare):
        return event
    like = [e for e in reversed(earlier) if e.type == event.type and e.agents and _agrees(e, event)]
    alike = [e for e in like if (e.status in AHEAD) == (event.status in AHEAD)]
    if not like:
        return event
    same = (alike or like)[0]
    changes: dict[str, object] = {}
    if not event.agents:
        changes["agents"] = same.agents
    if definite and event.status in AHEAD and same.status in AHEAD:
        if same.when and (event.when is None or event.when.text is None):
            changes["when"] = same.when
        if same.place and event.place is None:
            changes["place"] = same.place
    return msgspec.structs.replace(event, basis=f"{event.basis}; the same as before", **changes) if changes else event


def _between_known(event: Event, earlier: list[Event]) -> Event:
    """An agreement of nobody in particular is one of those who have just been told to talk or to agree."""
    same = next((e for e in reversed(earlier) if e.type in ("AGREE", "CONSULT") and len(e.agents) > 1), None)
    if same is None:
        return event
    return msgspec.structs.replace(event, agents=same.agents, basis=f"{event.basis}; parties as before")


def _agrees(earlier: Event, event: Event) -> bool:
    return earlier.mode == event.mode or event.type != "CONSULT" or "visit" not in (earlier.mode, event.mode)


def _place(scene: Scene, event: Event) -> Event:
    """A meeting told of without a place, fresh and in person, was where the report was written."""
    fresh = event.when is not None and _is_fresh(scene, event.when)
    if event.type != "CONSULT" or event.place or event.mode != "meet" or event.status not in ("happened", "ongoing"):
        return event
    place = _opening_place(scene, event) or (find_dateline(scene) if fresh or event.status == "ongoing" else None)
    if place is None:
        return event
    return msgspec.structs.replace(event, place=place, basis=f"{event.basis}; place of the dateline")


def _opening_place(scene: Scene, event: Event) -> Place | None:
    """ "In Tokyo, the premier said during talks with ...": the place with which a sentence opens."""
    parsed = scene.parsed
    tokens = parsed.tokens_in(event.sentence.start, event.sentence.end)
    if len(tokens) < 2 or parsed.lower[tokens[0]] != "in":
        return None
    places = scene.places_by_sentence.get(parsed.sentence_of[tokens[0]], ())
    return next((p.place for p in places if p.first == tokens[0] + 1), None)


def _is_fresh(scene: Scene, when: When) -> bool:
    """Whether a day is that of the report or the one before."""
    day = scene.context.report.published.earliest
    return day is not None and when.earliest is not None and (day - when.earliest).days <= 1


def _drop_headlines(scene: Scene, events: list[Event]) -> list[Event]:
    """A headline's event stays only if the body tells of nothing of its type with one of its parties."""
    headlines = {s.span for s in scene.parsed.sentences if s.part == "headline"}
    body = [e for e in events if e.sentence not in headlines]
    return [e for e in events if e.sentence not in headlines or not any(_repeats(told, e) for told in body)]


def _repeats(told: Event, headline: Event) -> bool:
    if told.type != headline.type:
        return False
    named = {p.name for p in headline.agents}
    return not named or any(p.name in named for p in (*told.agents, *told.recipients))

"""Which triggers are events of their own, and which only say what another event is about.

Enters: the matches of a report with their standings. Leaves: those that are kept, in text order.
"""

from collections.abc import Sequence

from dragoman.reading.events import clauses
from dragoman.reading.events.arguments import find_source
from dragoman.reading.events.scene import Scene
from dragoman.reading.events.status import Standing
from dragoman.reading.events.triggers import Match

# A lone noun is an event where it places the main one ("after talks with Annan") ...
PLACING = frozenset(("after", "following", "during", "at", "in", "since"))
BESIDE = frozenset(("after", "since", "because", "although", "though", "while", "as"))  # open a clause of facts
PARTIES = ("with", "between", "by", "among", "against")
UNCERTAIN = frozenset(("CONSULT", "AGREE", "RETREAT", "MOBILIZE"))  # worth telling when they only may be

Read = tuple[Match, Standing]


def keep_events(scene: Scene, found: Sequence[Read]) -> list[Read]:
    """Drop what stands in another event's complement, in a condition or purpose, or is a noun told of in passing."""
    absorbed = _absorbed(scene, found)
    kept = [
        (match, standing)
        for match, standing in found
        if match.token not in absorbed and not _is_idle(scene, match, standing)
    ]
    return _drop_doubles(scene, kept)


def is_ruled_out(match: Match, standing: Standing) -> bool:
    """ "No ceasefire is possible": whoever says so rejects it."""
    return standing.negated and match.carrier is not None and match.carrier.negated is not None


def _absorbed(scene: Scene, found: Sequence[Read]) -> set[int]:
    """Tokens of triggers that only say what another trigger is about."""
    parsed = scene.parsed
    tokens = {m.token: m for m, s in found if not is_ruled_out(m, s)}
    gone: set[int] = set()
    for match, _ in found:
        gone.update(w for w in match.words if w != match.token)
        if match.kind == "auxiliary" and find_source(scene, match.verb):
            gone.add(match.verb)
        if match.kind == "verb" and match.trigger.objects and match.object is not None:
            inner = tokens.get(match.object)
            if inner and inner.trigger.type != match.trigger.type:
                gone.add(match.object)  # "called off their strike": no strike
        rule = scene.lexicon.types.get(match.trigger.type)
        if not (rule and rule.absorbs) or match.token in gone:
            continue
        for part in (match.complement, match.object):
            if part is None or parsed.left_edge[part] <= match.token <= parsed.right_edge[part]:
                continue
            for token in range(parsed.left_edge[part], parsed.right_edge[part] + 1):
                inner = tokens.get(token)
                if inner and not (_stands_out(scene, match, inner) or _is_told_beside(scene, inner, part)):
                    gone.add(token)
    return gone


def _is_told_beside(scene: Scene, match: Match, top: int) -> bool:
    """Whether a clause of its own ("after they vowed ...") tells of it, within the complement that hangs on `top`."""
    parsed, node = scene.parsed, match.verb
    for _ in range(clauses.DEPTH):
        if node == top or parsed.heads[node] == node:
            return False
        if parsed.deps[node] == "advcl" and any(parsed.lower[m] in BESIDE for m in parsed.children_by(node, "mark")):
            return True
        node = parsed.heads[node]
    return False


def _stands_out(scene: Scene, match: Match, inner: Match) -> bool:
    """A dated meeting agreed on, and who asked for it, are events besides the agreement."""
    if _is_at(scene, inner):
        return True
    return match.trigger.type == "AGREE" and _is_dated_meeting(scene, inner, match.verb)


def _is_dated_meeting(scene: Scene, match: Match, agreed: int) -> bool:
    if match.trigger.type != "CONSULT":
        return False
    parsed = scene.parsed
    times = scene.times_by_sentence.get(parsed.sentence_of[match.token], ())
    first, last = min(match.token, *match.words, match.token), parsed.right_edge[match.token]
    if match.kind == "verb" or match.verb != match.token:
        last = max(last, parsed.right_edge[match.verb])
    own = clauses.find_governor
    return any(first < h <= last or (h > first and own(parsed, h) == agreed) for h, _ in times)


def _is_idle(scene: Scene, match: Match, standing: Standing) -> bool:
    """Whether a match tells of nothing: hypothetical, a purpose, a noun in passing."""
    kind = match.trigger.type
    if scene.parsed.deps[match.verb] in ("csubj", "csubjpass"):
        return True
    if standing.negated and match.carrier and match.carrier.status in ("postponed", "cancelled", "failed"):
        return True  # "have not been cancelled" tells neither of a meeting nor of its end
    if standing.condition or (standing.purpose and not _is_purpose_of_visit(scene, match)):
        return True
    if standing.status in ("uncertain", "proposed") and kind not in UNCERTAIN and match.kind != "auxiliary":
        return not (match.trigger.happened or match.trigger.polarity == "negated")
    if match.kind == "noun" and match.verb == match.token:
        return not _is_placing(scene, match)
    return False


def _is_at(scene: Scene, match: Match) -> bool:
    """ "At the request of"."""
    parsed = scene.parsed
    head = parsed.heads[match.token]
    return match.trigger.type == "REQUEST" and parsed.deps[match.token] == "pobj" and parsed.lower[head] == "at"


def _is_purpose_of_visit(scene: Scene, match: Match) -> bool:
    """ "Flew to Oslo to meet the king"."""
    above = scene.lexicon.verbs.get(scene.parsed.lemmas[scene.parsed.heads[match.verb]], ())
    return match.trigger.type == "CONSULT" and any(p.trigger.mode == "visit" for p in above)


def _is_placing(scene: Scene, match: Match) -> bool:
    parsed = scene.parsed
    top = match.extra[-1] if match.extra else match.token
    preposition = parsed.heads[top] if parsed.deps[top] == "pobj" else None
    if match.trigger.type == "REQUEST":
        return _is_at(scene, match)
    if match.trigger.type == "ASSAULT" and parsed.deps[top] == "nsubj":
        return bool(clauses.find_prep_objects(parsed, match.token, "by"))
    if _is_goal_of_visit(scene, top):
        return _has_parties(scene, match)
    named = any(clauses.find_prep_objects(parsed, n, p) for n in (match.token, *match.extra) for p in PARTIES)
    times = scene.times_by_sentence.get(parsed.sentence_of[match.token], ())
    dated = any(parsed.heads[h] in (top, match.token) or parsed.heads[parsed.heads[h]] in (top, match.token)
                for h, _ in times)  # fmt: skip
    placing = preposition is not None and parsed.lower[preposition] in PLACING
    if placing and match.trigger.type == "CONSULT" and match.extra and parsed.child(top, "nummod") is not None:
        return True  # "after two days of talks"
    return (placing and named) or (named and dated)


def _drop_doubles(scene: Scene, found: list[Read]) -> list[Read]:
    """One event where the same sentence tells of one thing twice: "met for talks", "attacked ..., killing two"."""
    kept: list[Read] = []
    for match, standing in found:
        same = next((n for n in range(max(0, len(kept) - 6), len(kept)) if _is_same(scene, kept[n][0], match)), None)
        if same is None:
            kept.append((match, standing))
        elif _is_better_dated(scene, kept[same][0], match):
            kept[same] = (match, standing)
    return kept


def _is_better_dated(scene: Scene, earlier: Match, later: Match) -> bool:
    """Of two nouns of one verb the one that has a day: "another round of ... talks set for March"."""
    if earlier.kind != "noun" or later.kind != "noun" or earlier.verb != later.verb:
        return False
    return _has_day(scene, later) and not _has_day(scene, earlier)


def _has_day(scene: Scene, match: Match) -> bool:
    parsed = scene.parsed
    times = scene.times_by_sentence.get(parsed.sentence_of[match.token], ())
    return any(parsed.left_edge[match.token] <= head <= parsed.right_edge[match.token] for head, _ in times)


def _is_goal_of_visit(scene: Scene, noun: int) -> bool:
    """ "Arrived for talks with the king"."""
    parsed = scene.parsed
    preposition = parsed.heads[noun]
    if parsed.deps[noun] != "pobj" or parsed.lower[preposition] != "for":
        return False
    above = parsed.heads[preposition]
    for head in (above, *parsed.children_by(above, "dobj")):  # "flew", "paid a visit"
        lemma = parsed.lemmas[head]
        phrases = scene.lexicon.verbs.get(lemma, ()) or scene.lexicon.nouns.get(lemma, ())
        if any(p.trigger.mode == "visit" for p in phrases):
            return True
    return False


def _has_parties(scene: Scene, match: Match) -> bool:
    parsed = scene.parsed
    if any(clauses.find_prep_objects(parsed, match.token, p) for p in ("with", "between")):
        return True
    return any(parsed.lower[t] == "with" for t in range(match.token + 1, parsed.right_edge[match.token]))


def _is_same(scene: Scene, earlier: Match, later: Match) -> bool:
    parsed = scene.parsed
    a, b = earlier.trigger.type, later.trigger.type
    if parsed.sentence_of[earlier.token] != parsed.sentence_of[later.token]:
        return False
    if a != b and {a, b} != {"ASSAULT", "MOBILIZE"}:
        return False
    if earlier.trigger.mode == "visit" and later.kind == "noun" and _has_parties(scene, later):
        return False
    if earlier.verb == later.verb:
        return True
    if parsed.child(later.verb, *clauses.SUBJECTS) is not None and parsed.deps[later.verb] != "relcl":
        return False
    if parsed.deps[later.verb] == "conj" and a != "CONSULT":
        return False
    node = later.verb
    for _ in range(4):
        head = parsed.heads[node]
        if head == node or (node != later.verb and parsed.deps[node] == "conj"):
            return False
        if head in (earlier.verb, earlier.token):
            return True
        node = head
    return False

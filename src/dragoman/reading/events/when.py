"""When an event is, was or will be: the time that hangs on it, else that of its clause or of who tells it.

Enters: a scene, a match with its status. Leaves: a `When`, edges kept from the time expression;
"implied" where the report's own day or the day of speaking stands for it.
"""

import datetime as dt

from dragoman.model import Timex, When
from dragoman.model.reading import Status
from dragoman.reading.events import clauses
from dragoman.reading.events.arguments import find_saying
from dragoman.reading.events.lexicon import load_words
from dragoman.reading.events.scene import Scene
from dragoman.reading.events.triggers import Match

AHEAD = ("planned", "expected", "hoped", "proposed", "threatened", "uncertain")
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
EARLIER_THAN = frozenset(("before",))
ONE_DAY = dt.timedelta(days=1)


def find_when(scene: Scene, match: Match, status: Status, speech: bool) -> When | None:
    """The days of one event.

    Args:
        speech: whether saying is doing: the time of the speech then counts.
    Returns:
        None where neither the sentence nor the report's own day says anything.
    """
    times = scene.times_by_sentence.get(scene.parsed.sentence_of[match.token], [])
    if status in ("happened", "ongoing"):
        times = [(h, t) for h, t in times if not lies_ahead(scene, t)]
    own = _attached(scene, match, times)
    if own:
        when = _join(own)
        return _next_week(scene, when) if status == "planned" and not _is_goal(scene, match) else when
    if status == "planned":
        later = _below(scene, match, times)
        if later is not None:
            return later
    said = _time_of_saying(scene, match, times) if times else None
    if said and speech and status not in AHEAD:
        return said
    if said and said.earliest and status not in AHEAD:  # done by the time it was told
        return When(text=said.text, earliest=said.earliest - ONE_DAY, latest=said.latest, edges=said.edges)
    return _implied(scene, match, status, speech)


def is_called_ahead(scene: Scene, match: Match) -> bool:
    """Whether a time on the event's own noun lies after the report: "called a strike for Monday"."""
    times = scene.times_by_sentence.get(scene.parsed.sentence_of[match.token], [])
    own = _attached(scene, match, times) if times else []
    if own:
        return all(lies_ahead(scene, t) for t in own)
    present = match.kind == "noun" and scene.parsed.tags[match.verb] in ("VBZ", "VBP")  # "comes ahead of talks in May"
    return present and any(lies_ahead(scene, t) and _is_beside(scene, match, h) for h, t in times)


def lies_ahead(scene: Scene, time: Timex) -> bool:
    """What has happened was not after the report: "rejected the talks this weekend"."""
    latest = scene.context.report.published.latest
    return latest is not None and time.earliest is not None and time.earliest > latest


def _attached(scene: Scene, match: Match, times: list[tuple[int, Timex]]) -> list[Timex]:
    """The times that hang on the event's words, else on its clause; nearest group first."""
    parsed = scene.parsed
    words = {match.token, *match.extra, *match.words}
    times = [(h, t) for h, t in times if not _is_beside(scene, match, h)]
    chain = _chain(scene, match)
    later = _agreed_later(scene, match)
    groups: tuple[list[Timex], ...] = ([], [], [])
    for head, time in times:
        if (time.earliest is None and time.latest is None) or head in later:
            continue
        governor = clauses.find_governor(parsed, head, words | set(chain))
        if governor in words or (parsed.deps[governor] == "acl" and parsed.heads[governor] in words):
            groups[0].append(time)
        elif governor == match.verb:
            groups[1].append(time)
        elif governor in chain:
            groups[2].append(time)
    found = next((g for g in groups if g), []) or _shared(scene, match, times)
    if not found and len(times) == 1 and parsed.deps[match.verb] in ("ROOT", "conj"):
        head, time = times[0]
        if (time.earliest or time.latest) and _loose(scene, head, match.verb):
            return [time]
    return found


def _below(scene: Scene, match: Match, times: list[tuple[int, Timex]]) -> When | None:
    """ "Will sign an accord that ends the war at a summit on May 27": the one day ahead in what hangs on a plan."""
    last = scene.parsed.right_edge[match.verb]
    ahead = [
        t
        for h, t in times
        if match.token < h <= last
        and lies_ahead(scene, t)
        and not _is_beside(scene, match, h)
        and not _in_side_clause(scene, h, match.verb)
    ]
    return _join(ahead) if len(ahead) == 1 else None


def _in_side_clause(scene: Scene, token: int, verb: int) -> bool:
    """Whether "if", "when" or the like part a token from the verb above it."""
    parsed = scene.parsed
    for _ in range(clauses.DEPTH):
        if token == verb or parsed.heads[token] == token:
            return False
        if parsed.deps[token] == "advcl":
            return True
        token = parsed.heads[token]
    return True


def _is_goal(scene: Scene, match: Match) -> bool:
    """ "Arrived on Tuesday for talks": the talks follow the journey."""
    parsed = scene.parsed
    return match.kind == "noun" and match.verb == match.token and parsed.lower[parsed.heads[match.token]] == "for"


def _is_beside(scene: Scene, match: Match, head: int) -> bool:
    """Whether a time only bounds the event: "his first visit since May", "comes ahead of a meeting on Friday"."""
    parsed = scene.parsed
    words = {match.token, *match.extra, *match.words, match.verb}
    node = head
    for _ in range(clauses.DEPTH):
        above = parsed.heads[node]
        if above == node or above in words:
            break
        node = above
        if parsed.lower[node] == "since":
            return not any(parsed.lemmas[c] == "have" for c in parsed.children_by(match.verb, "aux"))
        if parsed.lower[node] in EARLIER_THAN and parsed.child(node, "pobj") not in (None, head):
            return True
        if parsed.lower[node] == "of" and parsed.lower[node - 1] == "ahead" and parsed.child(node, "pobj") != head:
            return True
        if clauses.is_verb(parsed, node):
            break
    return False


def _agreed_later(scene: Scene, match: Match) -> range:
    """The tokens of what is agreed on: a time among them is not that of the agreement."""
    parsed = scene.parsed
    inner = match.complement if match.complement is not None else match.object
    if match.trigger.type != "AGREE" or match.kind == "noun" or inner is None or inner < match.token:
        return range(0)
    if match.complement is None and parsed.lemmas[inner] not in load_words("talks"):
        return range(0)
    return range(inner, parsed.sentence(match.token).last)


def _shared(scene: Scene, match: Match, times: list[tuple[int, Timex]]) -> list[Timex]:
    """The time of the clause that an event shares: of a first verb, of what a "when" hangs on, of a statement."""
    parsed, verb = scene.parsed, match.verb
    if match.kind == "noun" and verb == match.token:
        clause = clauses.find_clause(parsed, parsed.heads[verb])
        return [
            t
            for head, t in times
            if (t.earliest or t.latest) and clauses.find_governor(parsed, head, {clause}) == clause
        ]
    above = parsed.heads[verb]
    shares = parsed.deps[verb] == "conj" and parsed.child(verb, *clauses.SUBJECTS) is None
    shares = shares or (parsed.deps[verb] == "advcl" and parsed.lower[parsed.left_edge[verb]] == "when")
    found: list[Timex] = []
    for head, time in times:
        if time.earliest is None and time.latest is None:
            continue
        governor = clauses.find_governor(parsed, head, {verb, above})
        if (shares and governor == above and (head < verb or parsed.deps[verb] == "advcl")) or (
            parsed.deps[governor] == "acl" and _hangs_below(scene, governor, verb)
        ):
            found.append(time)
    return found


def _hangs_below(scene: Scene, participle: int, verb: int) -> bool:
    """ "In a statement issued on Monday, he praised": the participle's noun stands after a preposition of the verb."""
    parsed = scene.parsed
    preposition = parsed.heads[parsed.heads[participle]]
    return (
        parsed.deps[preposition] == "prep" and parsed.lower[preposition] == "in" and parsed.heads[preposition] == verb
    )


def _chain(scene: Scene, match: Match) -> list[int]:
    """The verb and those above it that share its clause: "is expected to begin", "agreed and signed"."""
    parsed = scene.parsed
    chain = [match.verb]
    for _ in range(clauses.DEPTH):
        node = chain[-1]
        if parsed.deps[node] not in ("xcomp", "acomp", "oprd", "attr") or parsed.heads[node] == node:
            break
        chain.append(parsed.heads[node])
    inner = parsed.child(match.verb, "xcomp")
    if match.kind in ("adjective", "noun") and match.token != match.verb:
        chain.append(match.token)
    if inner is not None and match.kind == "adjective":
        chain.append(inner)
    return chain


def _loose(scene: Scene, head: int, verb: int) -> bool:
    """Whether a time hangs on nothing but nouns of the verb's own clause."""
    parsed = scene.parsed
    for _ in range(clauses.DEPTH):
        up = parsed.heads[head]
        if up == verb:
            return True
        if up == head or clauses.is_verb(parsed, up):
            return False
        head = up
    return False


def _join(times: list[Timex]) -> When:
    """One stretch of days for "Monday or Tuesday", "Sunday and Monday"."""
    first = min(times, key=lambda t: t.earliest or t.latest or dt.date.max)
    last = max(times, key=lambda t: t.latest or t.earliest or dt.date.min)
    if len(times) > 1 and _far_apart(first, last):
        first = last = times[0]
    text = first.text if first is last else " ... ".join(t.text for t in sorted({first, last}, key=lambda t: t.start))
    return When(text=text, earliest=first.earliest, latest=last.latest, edges=(first.edges[0], last.edges[1]))


def _far_apart(first: Timex, last: Timex) -> bool:
    begin, end = first.earliest or first.latest, last.latest or last.earliest
    return begin is None or end is None or (end - begin).days > 14


def _next_week(scene: Scene, when: When) -> When:
    """A bare weekday of a plan lies ahead, whatever tense stands beside it: "agreed to talks on Friday"."""
    day = scene.context.report.published.earliest
    if day is None or when.latest is None or when.latest >= day or when.earliest != when.latest:
        return when
    if (when.text or "").strip().lower() not in WEEKDAYS or (day - when.latest).days > 7:
        return when
    ahead = when.latest + dt.timedelta(days=7)
    return When(text=when.text, earliest=ahead, latest=ahead, edges=("implied", "implied"))


def _time_of_saying(scene: Scene, match: Match, times: list[tuple[int, Timex]]) -> When | None:
    """The time at the verb of saying above, as that of a speech act reported there."""
    verb = find_saying(scene, match.verb) or _announcing(scene, match.verb)
    if verb is None:
        return None
    parsed = scene.parsed
    found = [t for head, t in times if (t.earliest or t.latest) and clauses.find_governor(parsed, head) == verb]
    if not found:
        return None
    when = _join(found)
    return When(text=when.text, earliest=when.earliest, latest=when.latest, edges=("implied", "implied"))


def _announcing(scene: Scene, token: int) -> int | None:
    """ "Made the announcement on Monday that he was stepping down": the verb above the noun."""
    parsed = scene.parsed
    noun = parsed.heads[token]
    if parsed.deps[token] not in ("acl", "ccomp", "relcl") or parsed.pos[noun] != "NOUN":
        return None
    verb = parsed.heads[noun]
    return verb if parsed.deps[noun] in ("dobj", "nsubj") and clauses.is_verb(parsed, verb) else None


def _implied(scene: Scene, match: Match, status: Status, speech: bool) -> When | None:
    """The report's own day: what is told without a time is fresh, what is ahead lies after it."""
    day = scene.context.report.published
    if day.earliest is None or day.latest is None:
        return None
    if status in AHEAD and not speech:
        return When(earliest=day.earliest, latest=None, edges=("implied", "open")) if status == "planned" else None
    if _is_background(scene, match.verb):
        return None
    return When(earliest=day.earliest - ONE_DAY, latest=day.latest, edges=("implied", "implied"))


def _is_background(scene: Scene, verb: int) -> bool:
    """The past perfect tells of what was before the news."""
    parsed = scene.parsed
    return any(parsed.lower[c] == "had" for c in parsed.children_by(verb, "aux"))

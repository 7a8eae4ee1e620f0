"""Ceasefires: declared, in effect, broken, ended; between whom, watched by whom, and who says they were broken.

Enters: a report with all that was read so far and its events. Leaves: `Truce` mentions in text order.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Event, Party, Place, Truce, When
from dragoman.model.reading import TrucePhase
from dragoman.reading.clauses import Marks, find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words

TRUCES = "truces"
_LEADS_ON = ("pcomp", "xcomp", "acl", "ccomp", "advcl", "conj")  # how "failing to uphold" hangs on "accusing"
_STEPS = 6  # words between the truce and who accuses; longer chains were never right
_ABOUT = ("RETREAT", "CONCEDE", "AGREE")  # events that make or keep a truce
_LONGEST = 200  # characters of an alleged breach


def read_truces(context: Context, events: Sequence[Event]) -> tuple[Truce, ...]:
    """Find every mention of a ceasefire, with ids c1, c2, ...

    Args:
        context: the report with its times, actors, places and attributions.
        events: of the same report; one whose trigger the mention shares lends it parties and time, and an
            ACCUSE event in its sentence says who alleges a breach.
    """
    marks = Marks(context, events)
    return tuple(_mention(marks, noun, f"c{n}") for n, noun in enumerate(_nouns(context.parsed), 1))


def _nouns(parsed: Parsed) -> Iterator[int]:
    """The head of each phrase that means a truce; of two in one phrase ("truce agreement") the last."""
    known = words(TRUCES, "noun")
    for token, lemma in enumerate(parsed.lemmas):
        if parsed.tags[token][:2] != "NN" or not (lemma in known or _is_hyphened(parsed, token)):
            continue
        if lemma in ("cessation", "lull", "standstill") and not _is_of_fighting(parsed, token):
            continue
        yield token


def _is_hyphened(parsed: Parsed, token: int) -> bool:
    """ "cease-fire" is three tokens."""
    return parsed.lower[max(token - 2, 0) : token + 1] == ("cease", "-", "fire")


def _is_of_fighting(parsed: Parsed, token: int) -> bool:
    behind = [n for p in parsed.children_by(token, "prep") for n in parsed.children_by(p, "pobj")]
    return any(parsed.lemmas[n] in ("hostility", "fighting", "violence", "fire") for n in behind)


def _mention(marks: Marks, noun: int, name: str) -> Truce:
    context = marks.context
    parsed = context.parsed
    head = _deal(parsed, noun)
    chain = _chain(parsed, head)
    event = marks.event_at((noun, head, *chain[:2]), _ABOUT)
    phase = _phase(parsed, head, chain)
    breach = _breach(marks, noun, head, chain)
    accused, accuser, what = breach or ((), (), None)
    attributed = event.attribution if event else marks.attribution_at(noun)
    verb = chain[0] if chain else head
    return Truce(
        id=name,
        event=event.id if event else None,
        span=parsed.span(max(parsed.left_edge[head], head - 10), head),
        sentence=parsed.sentence(noun).span,
        name=_name(parsed, noun),
        phase="violated" if breach else phase,
        place=_place(context, head) or (event.place if event else None),
        when=_own_time(marks, head) or (event.when if event else None) or marks.when({head, verb}),
        parties=_parties(context, head, verb, phase, event),
        guarantors=_guarantors(context, head, chain),
        monitors=_monitors(context, noun, chain),
        reports_to=_reports_to(context, noun),
        accused=tuple(accused),
        accuser=tuple(accuser),
        what=what,
        attribution=attributed,
        basis=f"truces:{parsed.lemmas[noun]}",
    )


def _deal(parsed: Parsed, noun: int) -> int:
    """ "ceasefire agreement": the agreement carries the clause."""
    head = parsed.heads[noun]
    is_deal = parsed.deps[noun] in ("compound", "nmod", "amod") and parsed.lemmas[head] in words(TRUCES, "deal")
    return head if is_deal else noun


def _chain(parsed: Parsed, head: int) -> list[int]:
    """The verbs (and nouns such as "violation") above the truce, nearest first."""
    found: list[int] = []
    token = head
    for _ in range(_STEPS):
        above = parsed.heads[token]
        if above == token:
            break
        if parsed.deps[token] == "compound" or parsed.tags[above][:2] in ("VB", "NN", "JJ"):
            found.append(above)
        if parsed.deps[above] in ("ROOT",):
            break
        token = above
    return found


def _phase(parsed: Parsed, head: int, chain: Sequence[int]) -> TrucePhase:
    """What the nearest word that knows says of the truce."""
    for word in [*chain[:2], *parsed.children_by(head, "acl", "relcl")]:
        phase: TrucePhase | None = look_up(parsed, word, TRUCES, "phase")  # type: ignore[assignment]
        if phase is None:
            continue
        if phase in ("proposed", "violated", "ended"):
            return "mentioned" if is_negated(parsed, word) else phase
        if is_negated(parsed, word):
            return "mentioned"
        return "proposed" if parsed.tags[word][:2] == "VB" and lies_ahead(parsed, word) else phase
    return "agreed" if parsed.lemmas[head] in words(TRUCES, "deal") else "mentioned"


def _breach(marks: Marks, noun: int, head: int, chain: Sequence[int]) -> tuple[list[Party], list[Party], str] | None:
    """Who is said to have broken the truce, by whom, and the words for it; None if no breach is alleged."""
    context = marks.context
    parsed = context.parsed
    act = next((w for w in chain[:3] if _is_breach(parsed, w)), None)
    if act is None or (parsed.tags[act][:2] == "VB" and lies_ahead(parsed, act) and not _fails(parsed, act)):
        return None
    outer = _failing(parsed, act)
    accusing = next((w for w in parsed.ancestors(outer)[:3] if parsed.lemmas[w] == "accuse"), None)
    if accusing is not None:
        accused = [p for n in parsed.children_by(accusing, "dobj") for p in find_parties(context, n)]
        accuser = find_subjects(context, accusing)
    else:
        is_noun = parsed.tags[outer][:2] == "NN"
        accused = find_behind(context, outer, ("by", "of", "from")) if is_noun else find_subjects(context, outer)
        accuser = _accuser(marks, noun)
    first = min(outer, parsed.left_edge[outer] if parsed.tags[outer][:2] == "NN" else outer)
    last = max(head, noun, parsed.right_edge[act] if parsed.tags[act][:2] == "VB" else head)
    what = parsed.text[parsed.starts[first] : parsed.ends[last]]
    return accused, accuser, " ".join(what.split())[:_LONGEST]


def _is_breach(parsed: Parsed, word: int) -> bool:
    if look_up(parsed, word, TRUCES, "phase") == "violated":
        return not is_negated(parsed, word)
    return look_up(parsed, word, TRUCES, "uphold") is not None and (_fails(parsed, word) or is_negated(parsed, word))


def _fails(parsed: Parsed, word: int) -> bool:
    return _failing(parsed, word) != word


def _failing(parsed: Parsed, word: int) -> int:
    """ "failing to uphold": the failing; the word itself where nothing fails."""
    above = parsed.heads[word]
    return above if parsed.deps[word] in _LEADS_ON and look_up(parsed, above, TRUCES, "fail") else word


def _accuser(marks: Marks, noun: int) -> list[Party]:
    """The agent of an accusation in the same sentence, else whoever is cited for it."""
    sentence = marks.context.parsed.sentence(noun)
    accusation = marks.event_at(range(sentence.first, sentence.last), ("ACCUSE",))
    if accusation:
        return list(accusation.agents)
    cited = marks.attribution_at(noun)
    said = next((a for a in marks.context.attributions if a.id == cited), None) if cited else None
    return [Party(name=said.speaker, span=said.source)] if said and said.speaker else []


def _name(parsed: Parsed, noun: int) -> str | None:
    """The phrase without article, where a name or a month is part of it: "Gaza truce", "December's shaky ceasefire"."""
    first = parsed.left_edge[noun]
    while first < noun and parsed.tags[first] in (
        "DT",
        "PRP$",
        "CD",
        "JJ",
        "JJS",
        "JJR",
        "VBN",
        ",",
        "RB",
        "POS",
        "''",
        "``",
    ):
        first += 1
    if first == noun or noun - first > 6 or parsed.tags[first] not in ("NNP", "NNPS"):
        return None
    return " ".join(parsed.text[parsed.starts[first] : parsed.ends[noun]].split())


def _place(context: Context, head: int) -> Place | None:
    parsed = context.parsed
    inside = range(parsed.left_edge[head], parsed.right_edge[head] + 1)
    return next((p.place for p in context.places if p.head in inside), None)


def _own_time(marks: Marks, head: int) -> When | None:
    """The time in the phrase itself: "December's ceasefire"."""
    inside = marks.times_in(range(marks.context.parsed.left_edge[head], head))
    return inside[0] if inside else None


def _parties(context: Context, head: int, verb: int, phase: str, event: Event | None) -> tuple[Party, ...]:
    """ "a truce between A and B"; "A and B agreed a truce"; the agents of the event."""
    parsed = context.parsed
    found = find_behind(context, head, ("between", "with", "among"))
    if (
        parsed.tags[verb][:2] == "VB"
        and parsed.deps[head] in ("dobj", "pobj")
        and phase in ("declared", "agreed", "in_effect")
    ):
        found += find_subjects(context, verb)
    if event and (phase != "mentioned" or event.type != "AGREE"):
        found += event.agents
    return tuple({p.name: p for p in found}.values())


def _guarantors(context: Context, head: int, chain: Sequence[int]) -> tuple[Party, ...]:
    """ "brokered", "guaranteed", "backed by A"; "guarantors A and B" beside the truce."""
    parsed = context.parsed
    found: list[Party] = []
    for word in (*parsed.children_by(head, "acl", "amod", "relcl"), *chain[:2]):
        if look_up(parsed, word, TRUCES, "guarantee"):
            found += find_behind(context, word, ("by", "of"))
            found += [p for n in parsed.children_by(word, "npadvmod", "appos") for p in find_parties(context, n)]
            if parsed.tags[word][:2] == "VB" and parsed.child(word, "nsubj") is not None and word in chain:
                found += find_subjects(context, word)
    return tuple({p.name: p for p in found}.values())


def _monitors(context: Context, noun: int, chain: Sequence[int]) -> tuple[Party, ...]:
    """ "a truce monitoring group comprising A and B"; "observers from A monitor the truce"."""
    parsed = context.parsed
    found: list[Party] = []
    for group in _groups(parsed, noun, chain):
        if look_up(parsed, group, TRUCES, "monitors") and parsed.tags[group][:2] == "NN":
            for word in (group, *parsed.children_by(group, "acl", "relcl", "prep")):
                if word == group or look_up(parsed, word, TRUCES, "member"):
                    found += find_behind(context, word, ("of", "from"))
                    found += [p for n in parsed.children_by(word, "dobj", "pobj") for p in find_parties(context, n)]
            found = found or find_parties(context, group)
        elif parsed.tags[group][:2] == "VB" and look_up(parsed, group, TRUCES, "monitor"):
            found += find_subjects(context, group)
    return tuple({p.name: p for p in found}.values())


def _groups(parsed: Parsed, noun: int, chain: Sequence[int]) -> list[int]:
    """What may watch over the truce: the noun it modifies, the verb above it, "monitoring group" right behind it."""
    near = range(noun + 1, min(noun + 5, parsed.sentence(noun).last))
    watching = [t for t in near if parsed.lower[t] in words(TRUCES, "monitoring")]
    behind = [t for t in near if watching and t > watching[0] and look_up(parsed, t, TRUCES, "monitors")]
    above = [w for w in chain[:1] if parsed.tags[w][:2] == "VB" or parsed.deps[noun] in ("compound", "nmod", "amod")]
    return behind[:1] or above


def _reports_to(context: Context, noun: int) -> Party | None:
    """ "... that would report to A", anywhere in the sentence of a truce and its monitors."""
    parsed = context.parsed
    sentence = parsed.sentence(noun)
    for token in range(noun, sentence.last):
        if parsed.tags[token][:2] == "VB" and look_up(parsed, token, TRUCES, "report"):
            parties = find_behind(context, token, ("to",))
            if parties:
                return parties[0]
    return None

"""Ceasefires: declared, in effect, broken, ended; between whom, watched by whom, and who says they were broken.

Enters: a report with all that was read so far and its events. Leaves: `Truce` mentions in text order.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.model import Event, Party, Place, Truce
from dragoman.reading.breach_facts import find_answers, find_casualties, find_day, find_number, find_place, tell_act
from dragoman.reading.breaches import Breach, find_breaches
from dragoman.reading.clauses import Marks, find_behind, find_subjects
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words
from dragoman.reading.truce_days import find_begins_of_it, find_days, find_turn_day
from dragoman.reading.truce_terms import Terms, find_terms, find_terms_of_it
from dragoman.reading.truce_text import TruceText
from dragoman.reading.truce_turns import Turn, find_deniers, find_end, find_makers, find_turn, is_vague
from dragoman.reading.truce_watch import (
    find_guarantors,
    find_guards,
    find_monitors,
    find_named_monitors,
    find_reports,
    find_watchers_of_it,
    unique,
)

TRUCES = "truces"
_QUOTES = re.compile(r"(?<!\w)['‘’\"“”]|['‘\"“”](?!\w)")  # but no apostrophe: "December's"
_STEPS = 6  # words between the truce and who accuses; longer chains were never right
_BINDING = ("AGREE", "CONCEDE")  # events whose agents bind themselves
_ABOUT = ("RETREAT", "CONCEDE", "AGREE")  # events that make or keep a truce


def read_truces(context: Context, events: Sequence[Event]) -> tuple[Truce, ...]:
    """Find every mention of a ceasefire, with ids c1, c2, ...

    Args:
        context: the report with its times, actors, places and attributions.
        events: of the same report; one whose trigger the mention shares lends it parties and time, and an
            ACCUSE event in its sentence says who alleges a breach.
    """
    marks = Marks(context, events)
    mentions = {noun: _mention(marks, noun) for noun in _nouns(context.parsed)}
    _add_watchers(context, mentions)
    for noun, begins in find_begins_of_it(marks, list(mentions)).items():
        mentions[noun] = msgspec.structs.replace(mentions[noun], begins=mentions[noun].begins or begins)
    for noun, terms in find_terms_of_it(marks, list(mentions)).items():
        mentions[noun] = _with_terms(mentions[noun], terms)
    text = TruceText(marks, {noun: m.phase for noun, m in mentions.items()})
    placed = [*mentions.items(), *((b.said, _alleged(text, b)) for b in find_breaches(text))]
    ordered = sorted(placed, key=lambda item: item[0])
    return tuple(msgspec.structs.replace(m, id=f"c{n}") for n, (_, m) in enumerate(ordered, 1))


def _with_terms(truce: Truce, more: Terms) -> Truce:
    """The mention with what another sentence says of the same truce."""
    return msgspec.structs.replace(
        truce,
        excludes=unique((*truce.excludes, *more.excludes)),
        area=truce.area or more.area,
        nationwide=more.nationwide if truce.nationwide is None else truce.nationwide,
        lasts=truce.lasts or more.lasts,
        lasts_days=truce.lasts_days or more.lasts_days,
    )


def _add_watchers(context: Context, mentions: dict[int, Truce]) -> None:
    """What other sentences say of who watches over a truce goes with the mention before them."""
    replace = msgspec.structs.replace
    for noun, group in find_watchers_of_it(context, mentions).items():
        mentions[noun] = replace(mentions[noun], monitors=mentions[noun].monitors or tuple(group))
    for noun, guards in find_guards(context, mentions).items():
        mentions[noun] = replace(mentions[noun], monitors=unique((*mentions[noun].monitors, *guards)))
    for noun, (group, to) in find_reports(context, mentions).items():
        monitors = mentions[noun].monitors
        more = tuple(p for p in group if p.name not in {m.name for m in monitors})
        mentions[noun] = replace(mentions[noun], reports_to=mentions[noun].reports_to or to, monitors=monitors or more)
    first = next(iter(mentions), None)
    known = {m.name for t in mentions.values() for m in t.monitors}
    named = tuple(p for p in find_named_monitors(context, mentions) if p.name not in known)
    if first is not None and named:
        mentions[first] = replace(mentions[first], monitors=(*mentions[first].monitors, *named))


def _alleged(text: TruceText, breach: Breach) -> Truce:
    """An alleged breach, as a mention of the truce."""
    parsed = text.parsed
    answers = find_answers(text, breach)
    return Truce(
        id="",
        span=parsed.span(breach.said, breach.said),
        sentence=parsed.sentence(breach.said).span,
        phase="violated",
        place=find_place(text, breach),
        when=find_day(text, breach),
        accused=breach.accused,
        accuser=breach.accuser,
        what=tell_act(text, breach),
        number=find_number(text, breach),
        denied_by=tuple(p for a in answers if a.kind == "denied" for p in a.by),
        answers=answers,
        casualties=find_casualties(text, breach),
        attribution=text.marks.attribution_at(breach.said),
        basis=breach.basis,
    )


def _nouns(parsed: Parsed) -> Iterator[int]:
    """The head of each phrase that means a truce; of two in one phrase ("truce agreement") the last."""
    known = words(TRUCES, "noun")
    for token, lemma in enumerate(parsed.lemmas):
        if _is_silence(parsed, token):
            yield token
        if parsed.tags[token][:2] != "NN" or not (lemma in known or _is_joined(parsed, token)):
            continue
        if lemma in ("cessation", "lull", "standstill") and not _is_of_fighting(parsed, token):
            continue
        yield token


def _is_joined(parsed: Parsed, token: int) -> bool:
    """ "cease-fire" is three tokens, "de-escalation zone" four; "to cease fire" is verb and object."""
    before = parsed.lower[max(token - 2, 0) : token]
    if parsed.lower[token] == "fire":
        return before == ("cease", "-") or before[-1:] == ("cease",)
    return parsed.lemmas[token] == "zone" and bool(before) and before[-1] in words(TRUCES, "zone")


def _is_silence(parsed: Parsed, token: int) -> bool:
    """ "the guns fell silent"."""
    head = parsed.heads[token]
    silent = parsed.deps[token] == "nsubj" and parsed.lemmas[head] in ("fall", "go")
    return silent and any(parsed.lower[c] == "silent" for c in parsed.children_by(head, "acomp", "oprd", "advcl"))


def _is_of_fighting(parsed: Parsed, token: int) -> bool:
    behind = [n for p in parsed.children_by(token, "prep") for n in parsed.children_by(p, "pobj")]
    return any(parsed.lemmas[n] in ("hostility", "fighting", "violence", "fire") for n in behind)


def _mention(marks: Marks, noun: int) -> Truce:
    context = marks.context
    parsed = context.parsed
    head = _deal(parsed, noun)
    chain = _chain(parsed, head)
    event = marks.event_at((noun, head, *chain[:2]), _ABOUT)
    turn = Turn("in_effect") if _is_silence(parsed, noun) else find_turn(parsed, head, chain)
    phase = turn.phase
    when = marks.when({head, chain[0] if chain else head}) or (event.when if event else None)
    days = find_days(marks, head, chain, phase)
    terms = find_terms(marks, head, chain)
    if terms.lasts and when and (when.text or "").endswith(terms.lasts):
        when = None  # how long it lasts is no day
    deniers = find_deniers(marks, turn)
    return Truce(
        id="",
        event=event.id if event else None,
        span=parsed.span(max(parsed.left_edge[head], head - 10), head),
        sentence=parsed.sentence(noun).span,
        name=_name(parsed, noun),
        phase=phase,
        place=_place(context, head) or (event.place if event else None),
        when=find_turn_day(marks, turn.word, days.until)
        if turn.word and phase in ("extended", "ended")
        else days.own or when,
        made=days.made,
        begins=days.begins,
        until=days.until,
        parties=_parties(context, head, chain, phase, event),
        guarantors=find_guarantors(context, head, chain),
        monitors=find_monitors(context, noun, chain),
        by=find_makers(marks, head, turn) if deniers is None else deniers,
        ended=find_end(parsed, head, turn),
        denied=deniers is not None,
        excludes=terms.excludes,
        area=() if phase == "proposed" and _is_wished(parsed, chain) else terms.area,
        nationwide=terms.nationwide,
        mechanism=terms.mechanism,
        mediators=terms.mediators,
        written=terms.written,
        purposes=terms.purposes,
        lasts=terms.lasts,
        lasts_days=terms.lasts_days,
        attribution=event.attribution if event else marks.attribution_at(noun),
        basis=f"truces:{parsed.lemmas[noun]}",
    )


def _deal(parsed: Parsed, noun: int) -> int:
    """ "ceasefire agreement": the agreement carries the clause."""
    head = parsed.heads[noun]
    is_deal = parsed.deps[noun] in ("compound", "nmod", "amod") and parsed.lemmas[head] in words(TRUCES, "deal")
    return head if is_deal else noun


def _is_wished(parsed: Parsed, chain: Sequence[int]) -> bool:
    """ "I hope it will take effect in A as well": that it does not."""
    return any(look_up(parsed, w, TRUCES, "phase") == "proposed" for w in chain[:3])


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
    name = " ".join(parsed.text[parsed.starts[first] : parsed.ends[noun]].split())
    return _QUOTES.sub("", name)


def _place(context: Context, head: int) -> Place | None:
    parsed = context.parsed
    inside = range(parsed.left_edge[head], parsed.right_edge[head] + 1)
    return next((p.place for p in context.places if p.head in inside), None)


def _parties(context: Context, head: int, chain: Sequence[int], phase: str, event: Event | None) -> tuple[Party, ...]:
    """Who is bound: "a truce between A and B"; "A and B signed a truce". Brokers and watchers are not."""
    parsed = context.parsed
    found = find_behind(context, head, ("between", "with", "among"))
    if parsed.deps[head] == "compound":  # "ceasefire talks between A and B"
        found += find_behind(context, parsed.heads[head], ("between", "among"))
    verb = chain[0] if chain else head
    binds = look_up(parsed, verb, TRUCES, "bind") is not None
    if parsed.tags[verb][:2] == "VB" and parsed.deps[head] in ("dobj", "pobj") and binds and phase != "proposed":
        found += find_subjects(context, verb)
        if event and event.type in _BINDING and len(event.agents) > 1:
            found += event.agents
    known = {p.name: p for p in found}
    return tuple(p for name, p in known.items() if not is_vague(context, name))

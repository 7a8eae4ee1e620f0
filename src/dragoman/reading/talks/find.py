"""The mentions of talks in one report: phrases, clauses, parties and events brought together."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from dragoman.model import Event, Party, Talks, When
from dragoman.model.reading import Phase
from dragoman.reading.clauses import SET, Marks, is_negated
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words
from dragoman.reading.talks.about import find_outcome, find_topics
from dragoman.reading.talks.clause import Clause, find_clauses, find_phase
from dragoman.reading.talks.lasting import begin_by_length
from dragoman.reading.talks.named import find_named
from dragoman.reading.talks.phrases import Phrase, find_phrases
from dragoman.reading.talks.places_of import place_of
from dragoman.reading.talks.refer import refer_back
from dragoman.reading.talks.times_of import time_of
from dragoman.reading.talks.told_beside import ARMED, with_calls, with_documents, with_last_met, with_presence
from dragoman.reading.talks.who import Who, find_who

_SETTLED = ("ended", "opens", "held", "failed", "postponed", "cancelled")  # what a clause says outweighs the event
MANY = 3  # a meeting of so many parties is no contact between two
_STATUS_PHASE: dict[str, Phase] = {
    "planned": "planned", "expected": "planned", "hoped": "planned", "proposed": "planned", "uncertain": "planned",
    "threatened": "planned", "refused": "refused", "silent": "mentioned", "failed": "failed", "postponed": "postponed",
    "cancelled": "cancelled",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase with the record made of it, for the step that ties mentions together."""

    phrase: Phrase
    talks: Talks


def read_talks(context: Context, events: Sequence[Event]) -> tuple[Talks, ...]:
    """Find every mention of talks, a round or a meeting of a process, in text order, with ids t1, t2, ...

    Args:
        context: the report with its times, actors, places and attributions.
        events: of the same report; a CONSULT event whose trigger the mention shares lends it time and place.
    Returns:
        One per noun phrase; meetings that belong to no process are not among them.
    """
    known = Marks(context, events)
    phrases = list(find_phrases(context.parsed, known.time_tokens))
    taken = {t for p in phrases for t in (*p.heads, *p.name_tokens)}
    phrases += find_named(context.parsed, taken)
    found = [m for p in sorted(phrases, key=lambda p: p.head) for m in _mentions(context, p, known)]
    talks = with_presence(context, known, refer_back(context.parsed, found))
    talks = with_documents(context, known, talks)
    talks = with_calls(known, events, talks)
    return with_last_met(context, events, talks)


def _mentions(context: Context, phrase: Phrase, marks: Marks) -> list[Mention]:
    """The mention of a phrase; two where it was planned for one day and put off to another."""
    first = _mention(context, phrase, marks)
    if first.talks.phase not in ("postponed", "cancelled"):
        return [first]
    for clause in find_clauses(context.parsed, phrase):
        planned = (
            marks.when({clause.verb}) if clause.role == "own" and context.parsed.lemmas[clause.verb] in SET else None
        )
        if planned and planned != first.talks.when:
            earlier = msgspec.structs.replace(first.talks, phase="planned", when=planned, event=None, attendance=())
            return [Mention(phrase, earlier), first]
    return [first]


def _mention(context: Context, phrase: Phrase, marks: Marks) -> Mention:
    parsed = context.parsed
    clauses = find_clauses(parsed, phrase)
    topic = any(words("talks", "topic").get(c.role) == "about" for c in clauses)  # "spoke on Sunday about the talks"
    clauses = [c for c in clauses if c.role == "own"] if topic else clauses
    event = None if topic else _event(marks, phrase, clauses)
    phase = find_phase(parsed, phrase, clauses)
    when = time_of(marks, phrase, clauses, phase, event)
    phase = _settle(context, phrase, clauses, phase, event, when)
    when = begin_by_length(context, phrase, clauses, when) if when and phase in ("ended", "failed") else when
    who = find_who(marks, phrase, clauses, phase)
    named = {a.party.name for a in who.attendance} | {p.name for p in who.convenors}
    parties = [*who.parties, *(p for p in _event_parties(parsed, event, phrase, clauses) if p.name not in named)]
    sentence = parsed.sentence(phrase.head).span
    talks = Talks(
        id="",
        event=event.id if event else None,
        span=parsed.span(min(phrase.first, phrase.core), max(phrase.head, phrase.core)),
        sentence=sentence,
        track=context.report.quote(phrase.name) if phrase.name else None,
        formal=_is_formal(marks, phrase, clauses) or _is_of_process(phrase, who),
        number=phrase.number,
        relative=phrase.relative,
        count=phrase.count,
        phase=phase,
        place=place_of(marks, phrase, clauses, phase, event),
        when=when,
        parties=tuple({p.name: p for p in parties}.values()),
        attendance=tuple(who.attendance),
        convenors=tuple(who.convenors),
        topics=find_topics(parsed, phrase, clauses, marks.time_tokens),
        outcome=find_outcome(parsed, clauses, marks.time_tokens),
        attribution=event.attribution if event else marks.attribution_at(phrase.head),
        basis=f"talks:{parsed.lemmas[phrase.core]}",
    )
    return Mention(phrase, talks)


def _settle(
    context: Context,
    phrase: Phrase,
    clauses: Sequence[Clause],
    phase: Phase,
    event: Event | None,
    when: When | None,
) -> Phase:
    """The phase by what the clause says, then by the event's status, then by the time beside the report's day."""
    verbs = [c.verb for c in clauses if c.role in ("subject", "object")]
    silent = phase == "mentioned" and any(
        is_negated(context.parsed, v) or look_up(context.parsed, v, "talks", "convene") for v in verbs
    )
    if event and not silent and event.status in _STATUS_PHASE and phase not in _SETTLED:
        return _STATUS_PHASE[event.status]
    if phase != "mentioned":
        return phase
    if phrase.relative == "next":
        return "planned"
    if silent:
        return phase
    if event:
        return "ongoing" if event.status == "ongoing" else "held"
    published = context.report.published
    if when and when.latest and published.earliest and when.latest < published.earliest:
        return "held"
    return "planned" if when and when.earliest and published.latest and when.earliest > published.latest else phase


def _event_parties(parsed: Parsed, event: Event | None, phrase: Phrase, clauses: Sequence[Clause]) -> list[Party]:
    """The parties of the event that stand in the phrase's own clause; others are the event step's guess."""
    if event is None:
        return []
    verbs = [c.verb for c in clauses if c.role in ("subject", "object", "own", "for")]
    spans = [parsed.subtree_span(token) for token in (*phrase.heads, *verbs)]
    return [
        p
        for p in event.agents + event.recipients
        if p.span and any(s.contains(p.span) for s in spans) and not (phrase.name and phrase.name.overlaps(p.span))
    ]


def _event(marks: Marks, phrase: Phrase, clauses: Sequence[Clause]) -> Event | None:
    """The event that the phrase tells of, by its nouns, then by the verbs that have it as subject or object."""
    verbs = (c.verb for c in clauses if c.role in ("subject", "object", "own", "for"))
    return marks.event_at([*phrase.heads, *verbs], ("CONSULT",))


def _is_of_process(phrase: Phrase, who: Who) -> bool:
    """Talks of a process by who takes part or convenes: many, somebody in arms, a body between the parties."""
    everyone = [*who.parties, *(a.party for a in who.attendance)]
    many = len({p.name for p in everyone if p.code}) >= MANY
    between = any((p.code or "")[:3] in ("UNO", "IGO") for p in who.convenors)
    return many or (phrase.talks and (between or _has_armed(who)))


def _has_armed(who: Who) -> bool:
    """True if somebody in arms takes part: talks with rebels are of a process, talks of two ministers need not be."""
    parties = [*who.parties, *(a.party for a in who.attendance)]
    return any(p.code and p.code[3:6] in ARMED for p in parties)


def _is_formal(marks: Marks, phrase: Phrase, clauses: Sequence[Clause]) -> bool:
    """Talks of a process, rather than any meeting: a name, number, quality, or talks spoken of as known.

    A body's name makes its meeting no talks ("the League summit"), a place's or an arity does.
    """
    if phrase.quality or phrase.number or phrase.count:
        return True
    if not phrase.talks:
        return any(t in marks.places or marks.context.parsed.words[t] == "-" for t in phrase.name_tokens)
    if phrase.name:
        return True
    return phrase.definite or phrase.relative is not None or any(c.role in ("subject", "own") for c in clauses)

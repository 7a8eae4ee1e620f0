"""The mentions of talks in one report: phrases, clauses, parties and events brought together."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from dragoman.model import Event, Party, Place, Talks, When
from dragoman.model.reading import Phase
from dragoman.reading.clauses import SET, Marks, is_negated
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.places import resolve_place
from dragoman.reading.roles import look_up, words
from dragoman.reading.talks.about import find_outcome, find_topics
from dragoman.reading.talks.calls import find_calls
from dragoman.reading.talks.clause import Clause, find_clauses, find_phase
from dragoman.reading.talks.delegates import find_delegates, find_delegations
from dragoman.reading.talks.documents import find_documents
from dragoman.reading.talks.lasting import begin_by_length
from dragoman.reading.talks.legs import find_legs
from dragoman.reading.talks.named import find_named
from dragoman.reading.talks.phrases import Phrase, find_phrases
from dragoman.reading.talks.refer import refer_back
from dragoman.reading.talks.who import Who, find_presence, find_who

_AHEAD = ("planned", "postponed", "cancelled")
ARMED = ("REB", "OPP", "INS", "SEP", "RAD", "UAF")  # sectors of actor codes
_BEGUN = ("opens", "ongoing", "ended", "held", "failed")
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
    talks = _with_presence(context, known, refer_back(context.parsed, found))
    talks = _with_documents(context, known, talks)
    talks = _with_calls(known, events, talks)
    return _with_last_met(context, events, talks)


def _with_last_met(context: Context, events: Sequence[Event], talks: tuple[Talks, ...]) -> tuple[Talks, ...]:
    """Add meetings told of by what has not been since: "A and B have not met since May" says that they met in May."""
    told = {t.event for t in talks}
    added = [
        Talks(
            id=f"t{len(talks) + n}",
            event=e.id,
            span=e.trigger,
            sentence=e.sentence,
            formal=any(p.code and p.code[3:6] in ARMED for p in e.agents),
            phase="held",
            when=e.when,
            parties=e.agents,
            attribution=e.attribution,
            basis="talks:since",
        )
        for n, e in enumerate((e for e in events if e.id not in told and _is_since(context, e)), 1)
    ]
    return tuple(sorted((*talks, *added), key=lambda t: t.span))


def _with_calls(marks: Marks, events: Sequence[Event], talks: tuple[Talks, ...]) -> tuple[Talks, ...]:
    """Add calls and journeys of which neither the events nor the talks tell whole."""
    told = {t.event for t in talks if t.event}
    calls = [c for c in find_calls(marks, events) if c.event not in told and all(c.span != t.span for t in talks)]
    calls += [leg for leg in find_legs(marks, events) if leg.event not in told]
    added = (msgspec.structs.replace(c, id=f"t{len(talks) + n}") for n, c in enumerate(calls, 1))
    return tuple(sorted((*talks, *added), key=lambda t: t.span))


def _with_documents(context: Context, marks: Marks, talks: tuple[Talks, ...]) -> tuple[Talks, ...]:
    """Add the papers that were signed or adopted at the talks spoken of last, to the mention in the same sentence."""
    found = {t.id: t for t in talks}
    added: list[Talks] = []
    for verb, documents in find_documents(context.parsed):
        sentence = context.parsed.sentence(verb).span
        begun = [t for t in talks if t.formal and t.phase in (*_BEGUN, "refused") and t.span.start <= sentence.end]
        here = next((t for t in talks if t.formal and t.sentence == sentence), None)
        if here:
            found[here.id] = msgspec.structs.replace(found[here.id], documents=documents)
        elif begun:
            added.append(
                Talks(
                    id=f"t{len(talks) + len(added) + 1}",
                    span=context.parsed.span(verb, verb),
                    sentence=sentence,
                    track=begun[-1].track,
                    documents=documents,
                    same_as=begun[-1].id,
                    attribution=marks.attribution_at(verb),
                    basis="talks:document",
                )
            )
    return tuple(sorted((*found.values(), *added), key=lambda t: t.span))


def _is_since(context: Context, event: Event) -> bool:
    """A meeting denied from a day on."""
    if event.type != "CONSULT" or event.mode != "meet" or event.status != "denied" or not event.when:
        return False
    sentence = context.report.quote(event.sentence).casefold()
    return bool(event.when.text) and f"since {event.when.text}".casefold() in sentence


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


def _with_presence(context: Context, marks: Marks, talks: tuple[Talks, ...]) -> tuple[Talks, ...]:
    """Add what the report says of who was there without naming the talks."""
    named = {(t.sentence, a.party.name) for t in talks for a in t.attendance}
    added: list[Talks] = []
    starts = [t.span.start for t in talks]
    lasts: list[Talks | None] = [None]  # the talks spoken of last, up to each mention
    begun: list[Talks | None] = [next((t for t in talks if t.formal and t.phase in _BEGUN), None)]
    for t in talks:
        lasts.append(t if t.formal and t.relative not in ("next", "new") else lasts[-1])
        begun.append(t if t.formal and t.phase in _BEGUN else begun[-1])
    for verb, attendance in (*find_presence(context), *find_delegates(context), *find_delegations(context)):
        sentence = context.parsed.sentence(verb).span
        here = (t for t in talks if t.sentence == sentence and t.formal and t.relative not in ("next", "new"))
        before = bisect_left(starts, sentence.start)
        last = next(here, None) or lasts[before]
        attendance = [a for a in attendance if (sentence, a.party.name) not in named]
        if context.parsed.tags[verb][:2] != "VB":  # negotiators are quoted long before and after talks, too
            last = last if last and last.phase in _BEGUN else begun[before]
        if last is None or not attendance:
            continue
        added.append(
            Talks(
                id=f"t{len(talks) + len(added) + 1}",
                span=context.parsed.span(verb, verb),
                sentence=sentence,
                track=last.track,
                phase="mentioned",
                attendance=tuple(attendance),
                same_as=last.id,
                attribution=marks.attribution_at(verb),
                basis="talks:presence",
            )
        )
    return tuple(sorted((*talks, *added), key=lambda t: t.span))


def _mention(context: Context, phrase: Phrase, marks: Marks) -> Mention:
    parsed = context.parsed
    clauses = find_clauses(parsed, phrase)
    topic = any(words("talks", "topic").get(c.role) == "about" for c in clauses)  # "spoke on Sunday about the talks"
    clauses = [c for c in clauses if c.role == "own"] if topic else clauses
    event = None if topic else _event(marks, phrase, clauses)
    phase = find_phase(parsed, phrase, clauses)
    when = _time(marks, phrase, clauses, phase, event)
    when = None if when and _is_of_last_ones(context, phrase, when) else when
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
        place=_place(marks, phrase, clauses) or _place_of(marks, phrase, event, phase) or _place_named(marks, phrase),
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


def _time(marks: Marks, phrase: Phrase, clauses: Sequence[Clause], phase: Phase, event: Event | None) -> When | None:
    """The event's time, unless it is only implied and that of an offer or promise of talks; then the clause's."""
    own = marks.when(_anchors(marks.context.parsed, phrase, clauses))
    own = None if own and _hangs_on_others(marks, phrase, own) else own
    over = any(_had_been_set(marks.context.parsed, c.verb) for c in clauses)
    if own and (over or (phase == "cancelled" and any(c.role == "set" for c in clauses))):
        return own  # the report knows what came of the plan
    if event is None or event.when is None or (own and not event.when.text):
        return own
    of_talks = event.when.text or phase != "planned" or event.status not in ("happened", "ongoing")
    return event.when if of_talks else own


def _is_of_last_ones(context: Context, phrase: Phrase, when: When) -> bool:
    """ "the first talks since 2016", "in two years": the time is that of the talks before."""
    parsed = context.parsed
    sentence = parsed.sentence(phrase.head)
    text = context.report.text[sentence.span.start : sentence.span.end]
    if not when.text or when.text not in text:
        return False
    before = [w.casefold() for w in text[: text.find(when.text)].split()[-1:]]
    first = "first" in parsed.lower[phrase.first : phrase.head]
    return first and (before == ["since"] or (before == ["in"] and when.text.endswith("years")))


def _had_been_set(parsed: Parsed, verb: int) -> bool:
    """ "had been planned for Monday"."""
    helpers = {parsed.lower[a] for a in parsed.children_by(verb, "aux", "auxpass")}
    return parsed.lemmas[verb] in SET and "had" in helpers


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


def _anchors(parsed: Parsed, phrase: Phrase, clauses: Sequence[Clause]) -> set[int]:
    """The words whose time is that of the talks."""
    ahead = phrase.relative in ("next", "new")  # "said on Monday before the next round" is not the round's day
    own = ("subject", "object", "own", "for", "to")
    beside = (c.verb for c in clauses if c.role not in (*own, "of") and not ahead and not _tells_of_others(parsed, c))
    return {*phrase.heads, *(c.verb for c in clauses if c.role in own), *beside}


def _hangs_on_others(marks: Marks, phrase: Phrase, when: When) -> bool:
    """True if the time hangs on a noun for other talks: "third round over, next meeting on May 3"."""
    parsed = marks.context.parsed
    near = marks.times.get(parsed.sentence_of[phrase.head], ())
    tokens = next((tokens for tokens, time in near if when.text and when.text.startswith(time.text)), range(0))
    for above in parsed.ancestors(tokens[0])[:4] if tokens else ():
        if above in phrase.heads or parsed.tags[above][:2] == "VB":
            return False
        if parsed.lemmas[above] in words("talks", "noun") or parsed.lemmas[above] in words("talks", "meeting"):
            return True
    return False


def _tells_of_others(parsed: Parsed, clause: Clause) -> bool:
    """ "the round opened on Monday, a week after the talks": the day is that of the round."""
    subject = parsed.child(clause.verb, "nsubj", "nsubjpass")
    lemma = parsed.lemmas[subject] if subject is not None else ""
    return lemma in words("talks", "noun") or lemma in words("talks", "meeting")


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


def _place_of(marks: Marks, phrase: Phrase, event: Event | None, phase: Phase) -> Place | None:
    """The event's place, unless it only has the dateline's, and the sentence does not say "here"."""
    if event is None or event.place is None or phase in _AHEAD:
        return None
    context = marks.context
    dateline = context.report.dateline
    sentence = context.parsed.sentence(phrase.head)
    here = "here" in context.parsed.lower[sentence.first : sentence.last]
    if not here and dateline and event.place.name == dateline.place:
        return None
    inside = range(sentence.first, sentence.last)
    named = [t for t in inside if t in marks.places and marks.places[t].name == event.place.name]
    return None if named and all(_is_of_others(context.parsed, t, phrase) for t in named) else event.place


def _place_named(marks: Marks, phrase: Phrase) -> Place | None:
    """The place that talks are called by where its number hides it: "Tunis-3"."""
    numbered = phrase.name and phrase.number and len(phrase.name_tokens) == 1
    return resolve_place(marks.context.report.quote(phrase.name)) if phrase.name and numbered else None


def _is_of_others(parsed: Parsed, token: int, phrase: Phrase) -> bool:
    """True if the place belongs to other talks of the sentence: "ended days after the meeting in X"."""
    for above in parsed.ancestors(token):
        if above in phrase.heads or parsed.tags[above][:2] == "VB":
            return False
        if parsed.lemmas[above] in words("talks", "noun") or parsed.lemmas[above] in words("talks", "meeting"):
            return True
    return False


def _place(marks: Marks, phrase: Phrase, clauses: Sequence[Clause]) -> Place | None:
    """Where: in the name, then "in X" behind the noun, then behind the verb."""
    parsed = marks.context.parsed
    places = marks.places
    for token in phrase.name_tokens:
        if token in places and parsed.tags[token] in ("NNP", "NNPS"):
            return places[token]
    verbs = [c.verb for c in clauses if c.role in ("subject", "object", "own") and parsed.tags[c.verb][:2] == "VB"]
    for verb in verbs:  # "in X, where the talks opened"
        if parsed.deps[verb] == "relcl" and parsed.heads[verb] in places and parsed.heads[verb] < phrase.first:
            return places[parsed.heads[verb]]
    for governor in (*phrase.heads, *verbs):
        for prep in parsed.children_by(governor, "prep"):
            if parsed.lower[prep] in ("in", "at", "aboard", "near", "from"):
                for token in range(prep, parsed.right_edge[prep] + 1):
                    if token in places:
                        return places[token]
    return None

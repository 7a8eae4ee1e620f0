"""Versions: rival accounts of the report's own incident, each by the one who gives it.

Enters: a report's context, its accounts and events, and the event made of the main account. Leaves: `Version`
records in text order: other tolls, and those whom somebody blames or who claim the deed.
"""

import re
from collections.abc import Iterator, Sequence

from dragoman.knowledge.gazetteer import fold_place
from dragoman.model import Event, Party, Span, Version
from dragoman.reading.context import Context
from dragoman.reading.incidents.accounts import Account
from dragoman.reading.incidents.lexicon import backgrounds, small_words
from dragoman.reading.incidents.perpetrators import find_told_doers, is_of_deed, is_of_violence
from dragoman.reading.incidents.when import find_when_beside
from dragoman.reading.incidents.where import is_country
from dragoman.reading.parsed import Parsed

NEAR_SENTENCES = 6  # after the main account, in which another toll may be of the same incident
BLAME_SENTENCES = 8  # after it, in which somebody may be blamed for it
BLAME_BEFORE = 2
MOST_TIMES = 3  # two tolls that differ by more are of two incidents
_OWN_MEN = re.compile(r"\b(?:its|their|his|our)\b", re.IGNORECASE)


def find_rivals(context: Context, accounts: Sequence[Account], main: int, event: Event) -> dict[int, Version]:
    """Other tolls of the main incident.

    Returns:
        For the index of each account that gives one, what it says.
    """
    found: dict[int, Version] = {}
    own = accounts[main]
    for number, account in enumerate(accounts):
        if number == main or not 0 <= account.sentence - own.sentence <= NEAR_SENTENCES:
            continue
        speaker = find_speaker(context, account)
        if _is_rival(context, account, own, event, speaker):
            cue = next(m.cue for m in account.mentions if m.cue.first == account.cue)
            sentence = context.parsed.sentences[account.sentence].span
            basis = f"rival toll: casualties/{cue.entry.id}"
            earlier = any(m.earlier for m in account.mentions) or _had_counted(context.parsed, account.cue)
            found[number] = Version(
                sentence=sentence, casualties=account.casualties, speaker=speaker, earlier=earlier, basis=basis
            )
    return found


def _is_rival(context: Context, account: Account, own: Account, event: Event, speaker: str | None) -> bool:
    """True if an account can be of the main incident: by somebody, of its size, and of no other place or day."""
    if account.killed is None or account.whole_war or (account.aside and not any(m.earlier for m in account.mentions)):
        return False
    if own.killed and not own.killed / MOST_TIMES <= account.killed <= own.killed * MOST_TIMES:
        return False
    counted = any(m.cue.entry.victims == "figure" for m in account.mentions) or any(m.earlier for m in account.mentions)
    if speaker is None and not counted:
        return False
    if account.killed == own.killed and speaker is None:
        return False
    when = None if counted else find_when_beside(context, account)
    if when and event.when and when.earliest and event.when.latest and when.earliest > event.when.latest:
        return False
    if when and event.when and when.latest and event.when.earliest and when.latest < event.when.earliest:
        return False
    return all(_is_same_place(name, event) for name in _places_told(context, account))


def _places_told(context: Context, account: Account) -> Iterator[str]:
    """The places that an account names as those of the deed: not in the name of who speaks."""
    s = context.parsed.sentences[account.sentence]
    sources = [a.source for a in context.attributions if a.source]
    counter = _counter(context.parsed, account.cue, s.first)
    subject = range(context.parsed.left_edge[counter], account.cue) if counter is not None else range(0)
    for mention in context.places:
        if not s.first <= mention.first < s.last or is_country(mention.place):
            continue
        if mention.first not in subject and not any(source.contains(mention.span) for source in sources):
            yield mention.place.name


def _is_same_place(name: str, event: Event) -> bool:
    own = event.place
    return own is None or fold_place(name) in {fold_place(n) for n in (own.name, *own.name.split(","), own.admin or "")}


def find_speaker(context: Context, account: Account) -> str | None:
    """Who gives an account's toll: the speaker of the statement that it stands in, else who counted."""
    parsed = context.parsed
    spoken = speaker_at(context, parsed.span(account.cue, account.cue))
    if spoken:
        return spoken
    counter = _counter(parsed, account.cue, parsed.sentences[account.sentence].first)
    if counter is None:
        return None
    mention = context.directory.mention_at(counter)
    return mention.actor.name if mention else " ".join(context.report.quote(_phrase(parsed, counter)).split())


def speaker_at(context: Context, span: Span) -> str | None:
    """The speaker of the innermost statement around a span that names one."""
    inside = [
        (c.end - c.start, a.id, a.speaker)
        for a in context.attributions
        for c in a.content
        if a.speaker and c.contains(span)
    ]
    return min(inside)[2] if inside else None


def _counter(parsed: Parsed, cue: int, floor: int) -> int | None:
    """The subject of a verb for counting above or before a cue: "the clinic put the dead at nine"."""
    for token in (cue, *parsed.ancestors(cue)):
        if token < floor or parsed.lower[token] not in small_words("counting"):
            continue
        subject = parsed.child(token, "nsubj")
        while subject is None and parsed.deps[token] in ("conj", "advcl", "ccomp"):
            token = parsed.heads[token]
            subject = parsed.child(token, "nsubj")
        return subject if subject is not None and parsed.tags[subject][:1] == "N" else None
    return None


def _had_counted(parsed: Parsed, cue: int) -> bool:
    """ "The police had spoken of nine dead": what was said before the report's own count."""
    counting = (t for t in (cue, *parsed.ancestors(cue)) if parsed.lower[t] in small_words("counting"))
    return any(parsed.tags[t] == "VBN" and "had" in _helpers(parsed, t) for t in counting)


def _helpers(parsed: Parsed, verb: int) -> set[str]:
    first = parsed.sentence(verb).first
    return {parsed.lower[t] for t in range(first, verb) if parsed.heads[t] == verb and parsed.deps[t] == "aux"}


def _phrase(parsed: Parsed, head: int) -> Span:
    """A noun phrase up to its head, without its article."""
    first = parsed.left_edge[head]
    return parsed.span(first + 1 if first < head and parsed.tags[first] == "DT" else first, head)


# ---- who did it
def find_charges(context: Context, events: Sequence[Event], main: Event, sentence: int) -> tuple[Version, ...]:
    """Those who are blamed for the main incident or claim it, each by the one who says so, once each."""
    found: dict[tuple[str | None, tuple[str, ...]], Version] = {}
    version = _elsewhere(context, events, main)
    if version:
        found[(version.speaker, tuple(p.name for p in version.agents))] = version
    for event in events:
        at = sentence_of(context.parsed, event)
        if not -BLAME_BEFORE <= at - sentence <= BLAME_SENTENCES or _is_aside(context.parsed, at):
            continue
        charge = _charge(context, event, main)
        if charge and charge[1]:
            speaker, agents, kind = charge
            version = Version(sentence=event.sentence, agents=agents, speaker=speaker, basis=f"{kind}: {event.basis}")
            found.setdefault((speaker, tuple(p.name for p in agents)), version)
    for version in _traced(context, main, sentence):
        found.setdefault((version.speaker, tuple(p.name for p in version.agents)), version)
    named = {agents for speaker, agents in found if speaker}
    told = tuple(p.name for p in main.agents)
    return tuple(
        v
        for (speaker, agents), v in found.items()
        if (speaker or agents not in named) and not (v.sentence == main.sentence and agents == told)
    )


def _elsewhere(context: Context, events: Sequence[Event], main: Event) -> Version | None:
    """The doer whom another sentence than the toll's names, by who says it there; None if it is of another place."""
    span = main.agents[0].span if main.agents else None
    tokens = context.parsed.tokens_in(span.start, span.end) if span else range(0)
    if span is None or not tokens or main.sentence.contains(span):
        return None
    sentence = context.parsed.sentence(tokens.start).span
    if names_other_place(context, sentence, main):
        return None
    accusers = [e.agents[0].name for e in events if e.type == "ACCUSE" and e.sentence == sentence and e.agents]
    names = {p.name for p in main.agents}
    speaker = next((a for a in accusers if a not in names), None) or speaker_at(context, span)
    return Version(sentence=sentence, agents=main.agents, speaker=speaker, basis="doer told in another sentence")


def _traced(context: Context, main: Event, sentence: int) -> Iterator[Version]:
    """ "Russia said that the gas had come from a rebel store": to whom a speaker traces the deed."""
    parsed = context.parsed
    for at in range(max(0, sentence - BLAME_BEFORE), min(len(parsed.sentences), sentence + BLAME_SENTENCES + 1)):
        span = parsed.sentences[at].span
        if _is_aside(parsed, at) or names_other_place(context, span, main):
            continue
        for token, agents in find_told_doers(context, at):
            speaker = speaker_at(context, parsed.span(token, token))
            if speaker and is_of_violence(parsed, parsed.sentences[at].first, token):
                yield Version(sentence=span, agents=agents, speaker=speaker, basis="traced to")


def names_other_place(context: Context, sentence: Span, main: Event) -> bool:
    """True if a sentence names places, countries aside, and none is that of the main incident."""
    named = [m.place for m in context.places if sentence.contains(m.span) and not is_country(m.place)]
    return bool(main.place and named and not any(_is_same_place(p.name, main) for p in named))


def _charge(context: Context, event: Event, main: Event) -> tuple[str | None, tuple[Party, ...], str] | None:
    """Speaker, doers and kind of a charge, if the event is one."""
    spoken = speaker_at(context, event.trigger)
    if event.type == "ACCUSE" and event.mode == "allege":
        if _is_to_blame(context.parsed, event):
            return spoken, event.agents, "to blame"
        if event.status != "happened" or not event.agents or not _is_of_deed(context.parsed, event):
            return None
        return event.agents[0].name, event.recipients, "blamed"
    if event.type != "ASSAULT" or event.status != "happened" or not event.agents:
        return None
    if event.basis.startswith("assault.claim"):
        return event.agents[0].name, event.agents[:1], "claimed"
    if spoken is None or event.casualties is not None or not is_same_act(event, main):
        return None
    own = next((p for p in event.agents if p.span and _is_own_man(context, p.span)), None)
    doers = (Party(name=spoken, span=own.span),) if own else tuple(p for p in event.agents if p.code)
    return spoken, doers, "claimed" if own else "said to have done it"


def is_same_act(event: Event, main: Event) -> bool:
    """True unless an event names another place than the main incident has."""
    return event.place is None or _is_same_place(event.place.name, main)


def _is_own_man(context: Context, span: Span) -> bool:
    """ "five of its men": the doers are those of the speaker."""
    return bool(_OWN_MEN.search(context.report.text[max(0, span.start - 8) : span.end]))


def _is_to_blame(parsed: Parsed, event: Event) -> bool:
    """ "the rebels were to blame"."""
    tokens = parsed.tokens_in(event.trigger.start, event.trigger.end)
    return bool(tokens) and tokens.start > 0 and parsed.lower[tokens.start - 1] == "to"


def _is_of_deed(parsed: Parsed, event: Event) -> bool:
    """True unless the accusation is of something else than violence."""
    tokens = parsed.tokens_in(event.trigger.start, event.sentence.end)
    return not tokens or is_of_deed(parsed, tokens.start, tokens.stop)


def sentence_of(parsed: Parsed, event: Event) -> int:
    """The sentence of an event's trigger."""
    tokens = parsed.tokens_in(event.trigger.start, event.trigger.end)
    return parsed.sentence_of[tokens.start] if tokens else 0


def _is_aside(parsed: Parsed, sentence: int) -> bool:
    s = parsed.sentences[sentence]
    return bool(backgrounds("sentence").find(parsed.lower, s.first, s.last))

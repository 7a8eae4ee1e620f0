"""Denials: who says that he, or somebody, did not do what the report's own incident is.

Enters: a report's context and events, and the event made of the main account. Leaves: `Version` records that are
marked as denied, in text order.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Attribution, Event, Party, Span, Version
from dragoman.reading.context import Context
from dragoman.reading.incidents.lexicon import perpetrators, small_words
from dragoman.reading.incidents.versions import BLAME_SENTENCES, is_same_act, names_other_place, sentence_of, speaker_at
from dragoman.reading.parsed import Parsed

SHORT = 9  # words of what is denied within which "a hand", "any involvement" is the gist of it


def find_denials(context: Context, events: Sequence[Event], main: Event, sentence: int) -> tuple[Version, ...]:
    """Those who say of the main incident that somebody did not do it; each speaker and doer once.

    Args:
        sentence: of the main account; denials come after it.
    """
    found: dict[tuple[str | None, tuple[str, ...]], Version] = {}
    for version in (*_deeds(context, events, main, sentence), *_parts(context, sentence)):
        found.setdefault((version.speaker, tuple(p.name for p in version.agents)), version)
    return tuple(sorted(found.values(), key=lambda v: v.sentence))


def _deeds(context: Context, events: Sequence[Event], main: Event, sentence: int) -> Iterator[Version]:
    """ "The army denied that it had fired", "said that it had not fired"."""
    for event in events:
        if event.status != "denied" or not event.agents or not _is_near(sentence_of(context.parsed, event), sentence):
            continue
        speaker = speaker_at(context, event.trigger)
        elsewhere = not is_same_act(event, main) or names_other_place(context, event.sentence, main)
        if speaker and not elsewhere and _is_deed(context.parsed, event):
            basis = f"denied: {event.basis}"
            yield Version(sentence=event.sentence, agents=event.agents, speaker=speaker, denied=True, basis=basis)


def _parts(context: Context, sentence: int) -> Iterator[Version]:
    """ "The army denied any involvement", "denied having had a hand in it"."""
    parsed = context.parsed
    for said in context.attributions:
        if said.cue is None or not said.content or not said.speaker or said.source is None:
            continue
        cue, words = _words(parsed, said.cue), _words(parsed, said.content[0])
        at = parsed.sentence_of[parsed.tokens_in(said.cue.start, said.cue.end).start] if cue else -1
        if not _is_near(at, sentence) or not set(cue) & small_words("denying"):
            continue
        if len(words) <= SHORT and set(words) & small_words("having-part"):
            yield Version(
                sentence=parsed.sentences[at].span,
                agents=(_party(context, said),),
                speaker=said.speaker,
                denied=True,
                basis="denied: a part in it",
            )


def _party(context: Context, said: Attribution) -> Party:
    actor = next((a for a in context.directory.actors if a.name == said.speaker), None)
    return Party(name=said.speaker or "", code=actor.code if actor else None, span=said.source)


def _words(parsed: Parsed, span: Span) -> Sequence[str]:
    tokens = parsed.tokens_in(span.start, span.end)
    return parsed.lower[tokens.start : tokens.stop]


def _is_near(at: int, sentence: int) -> bool:
    return 0 <= at - sentence <= BLAME_SENTENCES


def _is_deed(parsed: Parsed, event: Event) -> bool:
    """True for violence, and for a word that tells of it in a report of violence ("they had not fired")."""
    return event.type == "ASSAULT" or bool(set(_words(parsed, event.trigger)) & perpetrators("deed").first_words)

"""Where talks are: in their name, behind their noun or verb, by their event.

Enters: a phrase with its clauses and event. Leaves: a `Place`, or None.
"""

from collections.abc import Sequence

from dragoman.model import Event, Place
from dragoman.model.reading import Phase
from dragoman.reading.clauses import Marks
from dragoman.reading.parsed import Parsed
from dragoman.reading.places import resolve_place
from dragoman.reading.roles import words
from dragoman.reading.talks.clause import Clause
from dragoman.reading.talks.phrases import Phrase

_AHEAD = ("planned", "postponed", "cancelled")


def place_of(
    marks: Marks, phrase: Phrase, clauses: Sequence[Clause], phase: Phase, event: Event | None
) -> Place | None:
    """The place that the sentence gives the talks, else that of their event, else the one they are called by."""
    return _place_said(marks, phrase, clauses) or _place_of(marks, phrase, event, phase) or _place_named(marks, phrase)


def _place_said(marks: Marks, phrase: Phrase, clauses: Sequence[Clause]) -> Place | None:
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

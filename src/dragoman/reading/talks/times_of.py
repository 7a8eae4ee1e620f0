"""When talks are: of the times of a sentence the one that is theirs.

Enters: a phrase with its clauses and event. Leaves: a `When`, or None.
"""

from collections.abc import Sequence

from dragoman.model import Event, When
from dragoman.model.reading import Phase
from dragoman.reading.clauses import SET, Marks
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import words
from dragoman.reading.talks.clause import Clause
from dragoman.reading.talks.phrases import Phrase


def time_of(marks: Marks, phrase: Phrase, clauses: Sequence[Clause], phase: Phase, event: Event | None) -> When | None:
    """When the talks were or will be; None where the sentence has no time, or only that of other talks."""
    when = _when(marks, phrase, clauses, phase, event)
    return None if when and _is_of_last_ones(marks.context, phrase, when) else when


def _when(marks: Marks, phrase: Phrase, clauses: Sequence[Clause], phase: Phase, event: Event | None) -> When | None:
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

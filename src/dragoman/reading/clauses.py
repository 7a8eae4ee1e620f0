"""What several steps ask of a clause: whose it is, when, on whose word, and whether it has come true.

Enters: a context and tokens of its report. Leaves: parties, times, attributions, yes or no.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from dragoman.model import Actor, Event, Party, Place, Timex, When
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed

_MODALS = frozenset(("will", "would", "may", "might", "could", "can", "should", "shall", "must", "'ll", "'d", "wo"))
SET = frozenset(("due", "set", "schedule", "plan", "slate", "expect", "likely", "suppose"))
_LIST_ENDS = ("VBD", "VBZ", "VBP", "VBG", "MD", "IN", "TO", "WDT", "WP", ".", ":", "''")
_BEGUN = ("begin", "start", "continue", "manage", "gather", "convene")  # "began to": the infinitive has come true


def is_negated(parsed: Parsed, verb: int) -> bool:
    """True if the verb, or the one it is the infinitive of, has a "not"."""
    if parsed.child(verb, "neg") is not None:
        return True
    return parsed.deps[verb] == "xcomp" and parsed.child(parsed.heads[verb], "neg") is not None


def lies_ahead(parsed: Parsed, verb: int) -> bool:
    """True if the clause is about something that has not happened: "will open", "agreed to hold", "is set for"."""
    if parsed.tags[verb] == "MD":
        return True
    auxiliaries = parsed.children_by(verb, "aux", "auxpass")
    if any(parsed.lower[a] in _MODALS for a in auxiliaries):
        return not any(parsed.lower[a] == "have" for a in auxiliaries)
    if parsed.lemmas[verb] in SET and parsed.tags[verb] in ("VBN", "JJ", "VBD"):
        return True
    if any(parsed.lower[a] == "to" for a in auxiliaries):
        return parsed.deps[verb] != "xcomp" or not _has_begun(parsed, parsed.heads[verb])
    if parsed.deps[verb] == "advcl" and parsed.tags[verb] == "VBG":
        return lies_ahead(parsed, parsed.heads[verb]) or parsed.lemmas[verb] == "prepare"
    if parsed.deps[verb] == "conj" and parsed.tags[verb] == "VB":
        return lies_ahead(parsed, parsed.heads[verb])
    return False


def _has_begun(parsed: Parsed, verb: int) -> bool:
    """ "began to", "managed to", "continued to": the infinitive has come true."""
    return parsed.lemmas[verb] in _BEGUN and not lies_ahead(parsed, verb)


def find_parties(context: Context, noun: int) -> list[Party]:
    """Who a noun phrase names; of "the leaders of A, B and C" A, B and C."""
    parsed = context.parsed
    if parsed.tags[noun] == "NNS":
        preps = parsed.children_by(noun, "prep")
        preps += [c for p in preps for c in parsed.children_by(p, "conj")]  # "of A and of B"
        of = [
            party
            for prep in preps
            if parsed.lower[prep] == "of"
            for n in parsed.children_by(prep, "pobj")
            for party in context.directory.parties(n)
        ]
        if len(of) > 1:
            return of
    return list(context.directory.parties(noun))


def find_subjects(context: Context, verb: int) -> list[Party]:
    """The subject of the verb, or of the verb that it is the complement of."""
    parsed = context.parsed
    for _ in range(4):
        subject = parsed.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            if parsed.tags[subject] in ("WP", "WDT") and parsed.deps[verb] == "relcl":
                return find_parties(context, parsed.heads[verb])
            return find_parties(context, subject)
        if parsed.deps[verb] == "acl" and parsed.tags[verb][:2] == "VB":
            return find_parties(context, parsed.heads[verb])
        if parsed.deps[verb] not in ("xcomp", "conj", "advcl", "pcomp", "prep", "ccomp", "acomp"):
            return []
        verb = parsed.heads[verb]
    return []


def find_behind(context: Context, word: int, prepositions: tuple[str, ...]) -> list[Party]:
    """The parties behind prepositions of a word: "chaired by A", "a refusal of B"."""
    parsed = context.parsed
    found: dict[str, Party] = {}
    for prep in parsed.children_by(word, "agent", "prep"):
        if parsed.lower[prep] in prepositions:
            for noun in parsed.children_by(prep, "pobj"):
                found |= {p.name: p for p in find_parties(context, noun)}
            if parsed.lower[prep] in ("between", "among"):
                found |= {p.name: p for p in _listed(context, prep + 1)}
    return list(found.values())


def find_between(context: Context, head: int) -> list[Party]:
    """The parties behind a "between" anywhere in the phrase, wherever the parse hung it."""
    parsed = context.parsed
    last = min(parsed.right_edge[head], head + 12)
    between = next((t for t in range(head + 1, last + 1) if parsed.lower[t] == "between"), None)
    return list({p.name: p for p in _listed(context, between + 1)}.values()) if between is not None else []


def _listed(context: Context, token: int) -> Iterator[Party]:
    """The parties of a list from here to the next verb or preposition: the parse often loses the middle of one."""
    parsed = context.parsed
    last = parsed.sentence(token - 1).last
    while token < last and (parsed.tags[token] not in _LIST_ENDS or parsed.lower[token] == "of"):
        mention = context.directory.mention_at(token)
        if mention:
            yield from find_parties(context, mention.head)
        token = max(token, mention.last if mention else token) + 1


class Marks:
    """What was found at which token of one report: events by triggers, times by sentence, attributions by content."""

    def __init__(self, context: Context, events: Sequence[Event]) -> None:
        self.context = context
        self.events: dict[int, list[Event]] = defaultdict(list)
        for event in events:
            for token in context.parsed.tokens_in(event.trigger.start, event.trigger.end):
                self.events[token].append(event)
        self.times: dict[int, list[tuple[range, Timex]]] = defaultdict(list)
        for time in context.times:
            tokens = context.parsed.tokens_in(time.start, time.end)
            if tokens and (time.earliest or time.latest):
                self.times[context.parsed.sentence_of[tokens[0]]].append((tokens, time))

    @cached_property
    def places(self) -> dict[int, Place]:
        """Token to the place that it names."""
        return {t: p.place for p in self.context.places for t in range(p.first, p.last + 1)}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors of the report by name."""
        return {a.name: a for a in self.context.directory.actors}

    @cached_property
    def time_tokens(self) -> frozenset[int]:
        """All tokens of time expressions, dated or not."""
        tokens_in = self.context.parsed.tokens_in
        return frozenset(n for t in self.context.times for n in tokens_in(t.start, t.end))

    @cached_property
    def _attributions(self) -> dict[int, str]:
        """Token to the attribution in whose content it stands; the shortest content wins."""
        contents = [(c.end - c.start, c.start, c.end, a.id) for a in self.context.attributions for c in a.content]
        found: dict[int, str] = {}
        for _, start, end, name in sorted(contents, reverse=True):
            found.update(dict.fromkeys(self.context.parsed.tokens_in(start, end), name))
        return found

    def event_at(self, tokens: Iterable[int], types: Collection[str]) -> Event | None:
        """The first event of one of these types that one of the words triggers."""
        return next((e for t in tokens for e in self.events.get(t, ()) if e.type in types), None)

    def attribution_at(self, token: int) -> str | None:
        """The attribution in whose content a token stands; the innermost."""
        return self._attributions.get(token)

    def times_in(self, tokens: range) -> list[When]:
        """The dated times of one sentence that begin within a range of tokens, in text order."""
        if not tokens:
            return []
        near = self.times.get(self.context.parsed.sentence_of[tokens[0]], ())
        return [self._whole(time) for own, time in near if own[0] in tokens]

    def when(self, anchors: Collection[int]) -> When | None:
        """The first time that hangs on one of the anchors, in the anchors' sentence, no other verb between."""
        if not anchors:
            return None
        parsed = self.context.parsed
        near = self.times.get(parsed.sentence_of[min(anchors)], ())
        return next((self._whole(time) for tokens, time in near if _hangs_on(parsed, tokens, anchors)), None)

    def _whole(self, time: Timex) -> When:
        """The days of a time with those of the one that ends its range: "from April 29 to May 2"."""
        own = as_when(time)
        end = self.context.times[time.through] if time.through is not None else None
        if end is None or end.latest is None or (own.latest and end.latest < own.latest):
            return own
        text = self.context.report.text[time.start : end.end]
        return When(text=text, earliest=own.earliest, latest=end.latest, edges=(own.edges[0], end.edges[1]))


def as_when(time: Timex) -> When:
    """The days of a time expression with its words."""
    return When(text=time.text, earliest=time.earliest, latest=time.latest, edges=time.edges)


def _hangs_on(parsed: Parsed, tokens: Collection[int], anchors: Collection[int]) -> bool:
    for token in tokens:
        for _ in range(8):
            if token in anchors:
                return True
            if parsed.tags[token][:2] == "VB" or parsed.heads[token] == token:
                break
            token = parsed.heads[token]
    return False

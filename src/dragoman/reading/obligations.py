"""Promises that no "promise" names: what an agreement lays down, and what a side says that it will do itself.

Enters: a report with its events. Leaves: deeds with who is bound. What somebody wishes of others is none.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model import Event, Party
from dragoman.reading.actors.lexicon import get_lexicon
from dragoman.reading.announcements import find_announcer
from dragoman.reading.clauses import Marks, find_behind, find_parties, is_negated
from dragoman.reading.papers import Papers, is_paper
from dragoman.reading.promise_parts import PROMISES, ends_peace
from dragoman.reading.roles import look_up

_MUST = ("must", "shall")
MOST_SIGNERS = 4  # of a paper whose "parties" are bound by it; more are rather those who looked on


class Obligation(NamedTuple):
    """A deed (token), who is bound to it, and by what: "owed" in an agreement, or "announced"."""

    deed: int
    who: tuple[Party, ...]
    how: str


class Signers:
    """Who agreed or signed in a report, by the place where it says so."""

    def __init__(self, marks: Marks) -> None:
        told = [
            (token, event.agents)
            for token, events in sorted(marks.events.items())
            for event in events
            if _is_signing(marks, token, event)
        ]
        self._by_word: dict[str, dict[str, tuple[int, Party]]] = defaultdict(dict)
        for token, agents in told:
            for party in agents:
                for word in party.name.casefold().split():
                    self._by_word[word].setdefault(party.name, (token, party))
        self._told = [row for row in told if 2 <= len(row[1]) <= MOST_SIGNERS]
        self._pairs = [row for row in self._told if len(row[1]) == 2]

    def before(self, verb: int, *, pair: bool = False) -> tuple[Party, ...]:
        """Those of whom it is told last before a verb; `pair`: only of two."""
        told = self._pairs if pair else self._told
        at = bisect_right(told, verb, key=lambda row: row[0])
        return told[at - 1][1] if at else ()

    def meant(self, noun: str, verb: int) -> Party | None:
        """The only one who signed before a verb and whose name has the noun: "the government", where there are two."""
        fitting = [party for token, party in self._by_word.get(noun, {}).values() if token < verb]
        return fitting[0] if len(fitting) == 1 else None


def find_obligations(marks: Marks, papers: Papers) -> Iterator[Obligation]:
    """Find what agreements of the report lay down, and what speakers say that their own side will do."""
    parsed = marks.context.parsed
    paragraphs = {parsed.sentences[n].paragraph for n in papers.sentences}
    signers = Signers(marks)
    for verb, tag in enumerate(parsed.tags):
        if tag[:2] != "VB" or ends_peace(parsed, verb):
            continue
        sentence = parsed.sentence(verb)
        if sentence.paragraph in paragraphs and _is_owed(marks, verb):
            who = _bound(marks, verb, signers)
            if who and look_up(parsed, verb, PROMISES, "deed"):
                yield Obligation(verb, who, "owed")
                continue
        yield from _obliged(marks, verb, signers)
        yield from _given_time(marks, verb, signers)
        who = find_announcer(marks, verb)
        if who:
            yield Obligation(verb, who, "announced")


def _is_owed(marks: Marks, verb: int) -> bool:
    """ "are to leave", "must be pulled back", "were to begin"."""
    parsed = marks.context.parsed
    if is_negated(parsed, verb):
        return False
    auxiliaries = {parsed.lower[a] for a in parsed.children_by(verb, "aux", "auxpass")}
    if auxiliaries & set(_MUST):
        return marks.attribution_at(verb) is None  # "they must be disarmed, he said" is a demand
    above = parsed.heads[verb]
    return "to" in auxiliaries and parsed.deps[verb] == "xcomp" and parsed.lower[above] in ("is", "are", "was", "were")


def _bound(marks: Marks, verb: int, signers: Signers) -> tuple[Party, ...]:
    """The subject; of "all prisoners are to be released" those who signed."""
    parsed, context = marks.context.parsed, marks.context
    top = verb
    while parsed.child(top, "nsubj", "nsubjpass") is None and parsed.deps[top] in ("xcomp", "conj"):
        top = parsed.heads[top]
    passive = parsed.child(top, "nsubjpass") is not None or parsed.child(verb, "auxpass") is not None
    subject = parsed.child(top, "nsubj", "nsubjpass")
    if subject is None:
        return ()
    if not passive:
        return _named_or_signers(marks, subject, verb, signers)
    by = find_behind(context, verb, ("by",))
    return tuple(by) or signers.before(verb, pair=True)


def _named_or_signers(marks: Marks, noun: int, verb: int, signers: Signers) -> tuple[Party, ...]:
    """Who a noun names; where it only stands for those who signed ("the guarantors", "working groups of the parties")
    and the report does not say who they are, those who did."""
    parsed = marks.context.parsed
    who = tuple(find_parties(marks.context, noun)) or _capital(marks, noun)
    bare = all(parsed.deps[c] == "det" for c in parsed.children[noun]) and parsed.tags[noun] in ("NN", "NNS")
    meant = signers.meant(parsed.lower[noun], verb) if bare and who else None
    if meant is not None:
        return (meant,)  # a paper binds those who signed it: not the government of which the report spoke last
    if any(not p.name.islower() for p in who):
        return who
    of = [n for p in parsed.children_by(noun, "prep") if parsed.lower[p] == "of" for n in parsed.children_by(p, "pobj")]
    stands = any(look_up(parsed, n, PROMISES, "signer") for n in (noun, *of))
    return (signers.before(verb) or who) if stands else who


def _capital(marks: Marks, noun: int) -> tuple[Party, ...]:
    """The state of which the report speaks, where its capital is bound: "Nairobi is to pass a law"."""
    parsed = marks.context.parsed
    word = parsed.text[parsed.starts[noun] : parsed.ends[noun]]
    rows = get_lexicon().names.get(word, ())
    code = next((n.country.code for words, n in rows if len(words) == 1 and n.kind == "capital" and n.country), None)
    states = (a for a in marks.context.directory.actors if a.kind == "state" and code and a.code == code)
    return tuple(Party(name=a.name, code=a.code, span=parsed.span(noun, noun)) for a in states)[:1]


def _is_signing(marks: Marks, token: int, event: Event) -> bool:
    agreed = event.type in ("AGREE", "CONCEDE") or (event.type == "SUPPORT" and _has_paper(marks, token))
    return agreed and event.status == "happened"


def _has_paper(marks: Marks, verb: int) -> bool:
    """True if what is supported is a paper: whoever signs one supports it."""
    parsed = marks.context.parsed
    return any(is_paper(parsed, n) for n in parsed.children_by(verb, "dobj", "nsubjpass"))


def _obliged(marks: Marks, verb: int, signers: Signers) -> Iterator[Obligation]:
    """ "The agreement obliges A to disarm", "calls on both sides to withdraw", "provides for A to leave"."""
    parsed = marks.context.parsed
    if not look_up(parsed, verb, PROMISES, "oblige"):
        return
    subject = parsed.child(verb, "nsubj")
    if subject is None or not (is_paper(parsed, subject) or parsed.lower[subject] == "it"):
        return
    for deed in parsed.children_by(verb, "xcomp", "ccomp", "advcl"):
        own = parsed.child(deed, "nsubj")
        nouns = [own] if own is not None else parsed.children_by(verb, "dobj")
        nouns = nouns or [n for p in parsed.children_by(verb, "prep") for n in parsed.children_by(p, "pobj")]
        who = tuple(p for n in nouns for p in _named_or_signers(marks, n, verb, signers))
        if who and parsed.tags[deed][:2] == "VB" and look_up(parsed, deed, PROMISES, "deed"):
            yield Obligation(deed, who, "owed")


def _given_time(marks: Marks, verb: int, signers: Signers) -> Iterator[Obligation]:
    """ "an annex, for which the sides gave themselves a month", "gave themselves three weeks to leave"."""
    parsed = marks.context.parsed
    own = [c for c in parsed.children_by(verb, "dative", "dobj") if parsed.lower[c].endswith(("self", "selves"))]
    subject = parsed.child(verb, "nsubj")
    if not own or subject is None or not look_up(parsed, verb, PROMISES, "allow") or is_negated(parsed, verb):
        return
    deeds = [d for d in parsed.children_by(verb, "xcomp", "advcl", "ccomp") if parsed.tags[d] == "VB"]
    for_ = [p for p in parsed.children_by(verb, "prep") if parsed.lower[p] == "for"]
    if not deeds and for_:
        behind = [n for p in for_ for n in parsed.children_by(p, "pobj")]
        relative = parsed.deps[verb] == "relcl" and any(parsed.tags[n] == "WDT" for n in behind)
        deeds = [parsed.heads[verb]] if relative else [n for n in behind if parsed.tags[n][:2] == "NN"]
    who = _named_or_signers(marks, subject, verb, signers)
    if who and deeds:
        yield Obligation(deeds[0], who, "announced")

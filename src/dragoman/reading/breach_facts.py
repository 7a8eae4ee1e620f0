"""What is told of an alleged breach beside who accuses whom: the words for it, where, how many were hurt, what was
answered.

Enters: a report around its truces and a `Breach`. Leaves: words, a place, casualties, `Answer`s in text order.
"""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.model import Answer, Casualties, Event, Party, Place, When
from dragoman.model.reading import AnswerKind
from dragoman.reading.breaches import Breach
from dragoman.reading.clauses import find_subjects, is_negated, lies_ahead
from dragoman.reading.numbers import parse_number
from dragoman.reading.roles import look_up
from dragoman.reading.truce_reach import is_country
from dragoman.reading.truce_text import TRUCES, Blame, TruceText

_JOINTS = ("that", ",", "and", "of", "for", "who", "which", "when", "as", ":")  # what joins a clause to another
_LONGEST = 200  # characters of what is alleged
_REACH = 2  # sentences of the paragraph after an allegation in which it may be answered
_SIDE = 6  # letters of a code that name a country and a side in it
_PRONOUNS = ("it", "this", "that", "them", "these", "which", "so")


def tell_act(text: TruceText, breach: Breach) -> str:
    """The words for the act, without what joins them to the clause around."""
    parsed, (first, last) = text.parsed, breach.act
    while first < last and parsed.lower[first] in _JOINTS:
        first += 1
    while first < last and (parsed.tags[last] in (",", ".", ":", "''", "``", "CC") or parsed.lower[last] == "that"):
        last -= 1
    words = " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0]


def find_place(text: TruceText, breach: Breach) -> Place | None:
    """Where it was: the place of the attack, else the first among its words, or those of who counts; no country."""
    events = [e for e in _attacks(text, breach) if e.place]
    if events:
        return events[0].place
    counted = _counting(text, breach)
    tokens = [*_tokens(breach), *(range(counted, text.parsed.right_edge[counted] + 1) if counted is not None else ())]
    named = (text.marks.places[t] for t in tokens if t in text.marks.places)
    return next((p for p in named if not is_country(p)), None)


def find_day(text: TruceText, breach: Breach) -> When | None:
    """When it was, as the words for it say; of what is counted, the day that the counting verb has."""
    counted = _counting(text, breach) if breach.when is None else None
    if counted is None or any(text.parsed.lower[p] == "since" for p in text.parsed.children_by(counted, "prep")):
        return breach.when
    return text.marks.when({counted})


def find_number(text: TruceText, breach: Breach) -> int | None:
    """ "120 violations": how many breaches are counted in one."""
    parsed = text.parsed
    for token in _tokens(breach):
        if parsed.tags[token] == "NNS" and look_up(parsed, token, TRUCES, "phase") == "violated":
            first = min(parsed.children_by(token, "nummod"), default=None)
            number = parse_number(parsed.lower[parsed.left_edge[first] : first + 1]) if first is not None else None
            return number.count if number else None
    return None


def _counting(text: TruceText, breach: Breach) -> int | None:
    """ "recorded nine violations in A on Friday": the recording."""
    above = text.parsed.ancestors(breach.said)[:1]
    return next(
        (a for a in above if look_up(text.parsed, a, TRUCES, "count") and text.parsed.tags[a][:2] == "VB"), None
    )


def find_casualties(text: TruceText, breach: Breach) -> Casualties | None:
    """How many were hurt in it, as its own sentence says, or the next one of the same deed."""
    hurt = [e for e in _attacks(text, breach) if e.casualties]
    if not hurt:
        here = text.parsed.sentence_of[breach.said]
        hurt = [e for e in _told_in(text, here) if e.casualties and e.trigger.start > text.parsed.starts[breach.said]]
        next_ = _told_in(text, here + 1) if _is_one_paragraph(text, here) else []
        hurt += [e for e in next_ if e.casualties and _share(e.agents, breach.accused)]
    return hurt[0].casualties if hurt else None


def _tokens(breach: Breach) -> range:
    return range(breach.act[0], breach.act[1] + 1)


def _attacks(text: TruceText, breach: Breach) -> Iterator[Event]:
    """The attacks told of in the words for the act, then those of its sentence by the accused or by nobody."""
    inside = [e for t in _tokens(breach) for e in text.marks.events.get(t, ()) if e.type == "ASSAULT"]
    yield from inside
    here = text.parsed.sentence_of[breach.said]
    yield from (e for e in _told_in(text, here) if e not in inside and _is_theirs(e.agents, breach.accused))


def _is_one_paragraph(text: TruceText, number: int) -> bool:
    """True if the sentence after this one stands in its paragraph."""
    sentences = text.parsed.sentences
    return number + 1 < len(sentences) and sentences[number].paragraph == sentences[number + 1].paragraph


def _told_in(text: TruceText, number: int) -> list[Event]:
    """The attacks of a sentence."""
    sentence = text.parsed.sentences[number]
    tokens = range(sentence.first, sentence.last)
    return [e for t in tokens for e in text.marks.events.get(t, ()) if e.type == "ASSAULT"]


def _is_theirs(agents: Sequence[Party], accused: Sequence[Party]) -> bool:
    return not agents or _share(agents, accused)


def _share(some: Iterable[Party], others: Iterable[Party]) -> bool:
    """By name, or by a country and the side in it."""
    names = {p.name for p in others} | {p.code[:_SIDE] for p in others if p.code and len(p.code) >= _SIDE}
    return any(p.name in names or (p.code or "")[:_SIDE] in names for p in some)


def find_answers(text: TruceText, breach: Breach) -> tuple[Answer, ...]:
    """What is answered in the sentence of the allegation or soon after it, in the same paragraph."""
    found: dict[tuple[AnswerKind, frozenset[str]], Answer] = {}
    for kind, by, token in _answers(text, breach):
        if by and not _share(by, breach.accuser):
            key = (kind, frozenset(p.name for p in by))
            found.setdefault(key, Answer(kind=kind, by=tuple(by), sentence=text.parsed.sentence(token).span))
    denial = next(_denials(text, breach), None)
    if denial is not None:
        verb, by = denial
        sentence = text.parsed.sentence(verb).span
        found[("denied", frozenset(p.name for p in by))] = Answer(kind="denied", by=tuple(by), sentence=sentence)
    return tuple(sorted(found.values(), key=lambda a: (a.sentence, a.kind)))


def _denials(text: TruceText, breach: Breach) -> Iterator[tuple[int, list[Party]]]:
    """Who denies it, in its sentence or the next: the accused, or whoever denies "it"; with the verb that says so."""
    parsed = text.parsed
    here = parsed.sentence_of[breach.said]
    after = parsed.sentences[here : here + 2]
    for verb in (t for s in after if s.paragraph == after[0].paragraph for t in range(s.first, s.last)):
        if parsed.tags[verb][:2] != "VB" or not look_up(parsed, verb, TRUCES, "deny") or is_negated(parsed, verb):
            continue
        it = any(parsed.lower[n] in _PRONOUNS for n in parsed.children_by(verb, "dobj"))
        accusers = {a.name for a in breach.accuser}
        denying = [p for p in find_subjects(text.context, verb) if p.name not in accusers]
        own = [p for p in denying if _share((p,), breach.accused)]
        if denying and (own or (it and verb > breach.said)):
            yield verb, own or denying


def _answers(text: TruceText, breach: Breach) -> Iterator[tuple[AnswerKind, Sequence[Party], int]]:
    """Each word that may answer, with its kind and whose it is; mutual blame is no answer to itself."""
    parsed = text.parsed
    here = parsed.sentence_of[breach.said]
    mutual = _share(breach.accused, breach.accuser)
    for sentence in parsed.sentences[here : here + _REACH + 1]:
        if sentence.paragraph != parsed.sentences[here].paragraph or mutual:
            return
        for token in range(max(sentence.first, breach.said + 1), sentence.last):
            if token in _tokens(breach) or is_negated(parsed, token):
                continue
            if look_up(parsed, token, TRUCES, "admit") and parsed.tags[token][:2] == "VB":
                by = [p for p in find_subjects(text.context, token) if _share((p,), breach.accused)]
                if _speaks_of_it(text, token, breach):
                    yield "admitted", by, token
            elif look_up(parsed, token, TRUCES, "justify") and not lies_ahead(parsed, token):
                yield "justified", [p for p in text.cited(token) if _share((p,), breach.accused)], token
            elif (blame := text.blame_at(token)) and _is_turned_round(blame, breach):
                yield "blamed_accuser", blame.accuser, token


def _is_turned_round(blame: Blame, breach: Breach) -> bool:
    """True if the accused blame the accuser."""
    return blame.verb != breach.said and (
        _share(blame.accused, breach.accuser) and _share(blame.accuser, breach.accused)
    )


def _speaks_of_it(text: TruceText, verb: int, breach: Breach) -> bool:
    """ "admitted it", "admitted shelling the port": a pronoun, or a word of the act."""
    parsed = text.parsed
    stems = {parsed.lemmas[t][:4] for t in _tokens(breach) if parsed.tags[t][:2] in ("VB", "NN")}
    below = range(verb + 1, parsed.right_edge[verb] + 1)
    return any(parsed.lower[t] in _PRONOUNS or parsed.lemmas[t][:4] in stems for t in below)

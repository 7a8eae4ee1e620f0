"""Perpetrators: who did it, or is said to have done it.

Enters: a report's context and an account. Leaves: the phrases that name the doer; an unnamed one
("gunmen") only where no side is named.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.knowledge.schema.actors import Country
from dragoman.knowledge.schema.incidents import CasualtyCue
from dragoman.model import Party
from dragoman.reading.actors import Mention
from dragoman.reading.context import Context
from dragoman.reading.incidents.accounts import Account
from dragoman.reading.incidents.lexicon import (
    Found,
    backgrounds,
    casualty_cues,
    country_names,
    perpetrators,
    sides,
    small_words,
    weapons,
)
from dragoman.reading.parsed import Parsed

LOOK_AHEAD = 3  # sentences after the account in which the doer may still be named
LOOK_BEHIND = 2  # and before it
LOOK_FURTHER = 8  # sentences after it in which "carried out by" still speaks of it
CHARGE = 5  # words after "of" in "accused X of ..." in which the deed is named
PHRASE = 8  # words of a noun phrase that are looked at
_NOMINAL = frozenset(("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "HYPH", "POS", "VBN", "CD", "FW", "``", "''",
                      "PRP$", "DT", "-LRB-", "-RRB-"))  # fmt: skip
Pattern = Callable[[Parsed, int, int], Iterator["Doer"]]


@dataclass(frozen=True, slots=True)
class Doer:
    """A phrase that names a doer: tokens `first` to `last`, both included; `named`: it says which side."""

    first: int
    last: int
    named: bool


def find_perpetrators(context: Context, account: Account, alike: Sequence[Account] = ()) -> tuple[Party, ...]:
    """Who did what an account tells of: from its sentence, those of accounts alike, the headline, or just after.

    Returns:
        The doer, or the several of one phrase ("Russian or government jets"); () if nobody is named.
    """
    parsed = context.parsed
    harmed = {
        t
        for a in (account, *alike)
        for m in a.mentions
        for c in (*m.counts, *m.parts)
        for t in range(c.first, c.last + 1)
    }
    unnamed: list[Doer] = []
    for sentence, patterns in _search_order(parsed, account, alike):
        s = parsed.sentences[sentence]
        found = [d for pattern in patterns for d in pattern(parsed, s.first, s.last)]
        found = [d for d in found if harmed.isdisjoint(range(d.first, d.last + 1))]
        named = [d for d in found if d.named]
        if named:
            return _parties(context, named[0])
        unnamed += found
    return _parties(context, unnamed[0]) if unnamed else ()


def find_perpetrators_beside(context: Context, account: Account) -> tuple[Party, ...]:
    """Who did it as an account's own sentence tells, for tolls beside the report's own."""
    s = context.parsed.sentences[account.sentence]
    harmed = {t for m in account.mentions for c in (*m.counts, *m.parts) for t in range(c.first, c.last + 1)}
    found = [d for pattern in _PATTERNS for d in pattern(context.parsed, s.first, s.last)]
    found = [d for d in found if harmed.isdisjoint(range(d.first, d.last + 1))]
    best = next((d for d in found if d.named), found[0] if found else None)
    return _parties(context, best) if best else ()


def find_told_doers(context: Context, sentence: int) -> Iterator[tuple[int, tuple[Party, ...]]]:
    """The named doers behind a phrase that can only bring a doer ("came from", "the work of"), with its token."""
    parsed, s = context.parsed, context.parsed.sentences[sentence]
    by = [f for f in perpetrators("by").find(parsed.lower, s.first, s.last) if f.first < f.last]
    for phrase in (*by, *_origins(parsed, s.first, s.last)):
        found = [d for d in _phrase_after(parsed, phrase.last + 1, s.last) if d.named]
        if found:
            yield phrase.first, _parties(context, found[0])


def _search_order(
    parsed: Parsed, account: Account, alike: Sequence[Account]
) -> Iterator[tuple[int, Sequence[Pattern]]]:
    """Sentences and what to look for there; further off, only what can hardly be said of another deed."""
    own = dict.fromkeys((account.sentence, *(a.sentence for a in alike), 0))
    for sentence in own:
        yield sentence, _PATTERNS
    after = range(account.sentence + 1, min(len(parsed.sentences), account.sentence + 1 + LOOK_AHEAD))
    before = range(max(0, account.sentence - LOOK_BEHIND), account.sentence)
    near = [n for n in (*reversed(before), *after) if n not in own]
    for sentence in near:
        yield sentence, _PATTERNS
    for sentence in range(len(parsed.sentences)):
        if sentence not in own and sentence not in near and not _is_aside(parsed, sentence):
            yield sentence, _LATER_PATTERNS if 0 < sentence - account.sentence <= LOOK_FURTHER else _SURE_PATTERNS


def _is_aside(parsed: Parsed, sentence: int) -> bool:
    s = parsed.sentences[sentence]
    return bool(backgrounds("sentence").find(parsed.lower, s.first, s.last))


# ---- patterns
def _claimers(parsed: Parsed, first: int, last: int) -> Iterator[Doer]:
    """ "The group claimed responsibility"."""
    for claim in perpetrators("claim").find(parsed.lower, first, last):
        yield from _phrase_before(parsed, claim.first, first)
        subject = next(
            (s for t in range(claim.first, claim.last + 1) if (s := parsed.child(t, "nsubj")) is not None), None
        )
        if subject is not None and subject < claim.first:
            yield from _subject_phrase(parsed, subject, first)


def _subject_phrase(parsed: Parsed, subject: int, floor: int) -> Iterator[Doer]:
    """The doer in a subject: in what leads up to its head, or in the head with the side that it belongs to."""
    yield from _in_phrase(parsed, max(floor, parsed.left_edge[subject], subject - PHRASE), subject)


def _after_by(parsed: Parsed, first: int, last: int) -> Iterator[Doer]:
    """ "carried out by the army", "strikes by the coalition"."""
    for by in perpetrators("by").find(parsed.lower, first, last):
        if by.first == by.last and not _is_deed(parsed, by.first - 1, first):
            continue
        yield from _phrase_after(parsed, by.last + 1, last)
    for origin in _origins(parsed, first, last):
        yield from _phrase_after(parsed, origin.last + 1, last)


def _origins(parsed: Parsed, first: int, last: int) -> list[Found[Any]]:
    """ "The shells came from": only after a word for violence."""
    return [f for f in perpetrators("origin").find(parsed.lower, first, last) if is_of_violence(parsed, first, f.first)]


def _is_deed(parsed: Parsed, token: int, floor: int) -> bool:
    """True if the word before "by" tells of the deed, so that the doer follows: not "held by", "said by"."""
    while token > floor and (parsed.tags[token] in ("RB", "RP") or parsed.lower[token] in ("out", "off", "up")):
        token -= 1
    word = parsed.lower[token]
    tables = (perpetrators("deed"), perpetrators("act"), weapons(), casualty_cues())
    return any(word in table.words for table in tables)


def _before_acts(parsed: Parsed, first: int, last: int) -> Iterator[Doer]:
    """ "rebel rocket fire", "Russian air strikes"."""
    acts: list[Found[Any]] = [
        *weapons().find(parsed.lower, first, last),
        *perpetrators("act").find(parsed.lower, first, last),
    ]
    for act in sorted(acts, key=lambda f: f.first):
        if parsed.tags[act.first][:1] in ("N", "J") or parsed.tags[act.last][:1] == "N":
            yield from _phrase_before(parsed, act.last + 1, first)


def _subjects(parsed: Parsed, first: int, last: int) -> Iterator[Doer]:
    """The subject of a verb for the deed: "troops stormed the village killing nine"."""
    cues = [c for c in casualty_cues().find(parsed.lower, first, last) if c.entry.victims in ("object", "either")]
    deeds: list[Found[Any]] = [*perpetrators("deed").find(parsed.lower, first, last), *cues]
    for deed in sorted(deeds, key=lambda f: f.first):
        is_active_cue = isinstance(deed.entry, CasualtyCue) and deed.entry.victims == "object"
        if (parsed.tags[deed.first][:2] != "VB" and not is_active_cue) or _is_denied(parsed, deed.first):
            continue
        subject = _subject_of(parsed, deed.first)
        if subject is not None:
            yield from _subject_phrase(parsed, subject, first)
        elif is_active_cue:  # a headline, or a sentence that the parser could not make out
            yield from _phrase_before(parsed, deed.first, first)
            yield from _phrase_after(parsed, first, last)


def _subject_of(parsed: Parsed, verb: int) -> int | None:
    """The subject of a verb, or that of the verb that it hangs on ("stormed ..., killing")."""
    above = parsed.heads[verb]
    for token in dict.fromkeys((verb, above, parsed.heads[above])):
        if parsed.tags[token][:2] != "VB" or parsed.child(token, "nsubjpass", "auxpass") is not None:
            return None
        subject = parsed.child(token, "nsubj")
        if subject is not None and parsed.tags[subject] == "PRP" and parsed.deps[token] == "ccomp":
            return parsed.child(parsed.heads[token], "nsubj")  # "the group said that it killed ..."
        if subject is not None:
            return subject
        if parsed.deps[token] not in ("advcl", "conj", "xcomp", "ccomp", "aux"):
            return None
    return None


def _opponents(parsed: Parsed, first: int, last: int) -> Iterator[Doer]:
    """ "killed in clashes with the army"."""
    for fight in perpetrators("against").find(parsed.lower, first, last):
        yield from _phrase_after(parsed, fight.last + 1, last, names=True)


def _blamed(parsed: Parsed, first: int, last: int) -> Iterator[Doer]:
    """ "Residents blamed the army"."""
    for blame in perpetrators("blame").find(parsed.lower, first, last):
        if is_of_deed(parsed, blame.first, last):
            yield from _phrase_after(parsed, blame.last + 1, last)


def is_of_deed(parsed: Parsed, blame: int, last: int) -> bool:
    """True unless an accusation is of something else than violence: "accused them of lying"."""
    if parsed.lower[blame] not in small_words("charging"):
        return True
    of = next((t for t in range(blame + 1, last - 1) if _opens_charge(parsed, t)), None)
    if of is None:
        return True
    words = parsed.lower[of + 1 : min(last, of + 1 + CHARGE)]
    with_means = words[:1] == ("using",)  # of using gas, not of using the attack for some end
    tables: tuple[Any, ...] = (weapons(), casualty_cues(), perpetrators("act"), perpetrators("deed"))
    return any(w in table.first_words for w in words for table in (tables[:1] if with_means else tables))


def is_of_violence(parsed: Parsed, first: int, last: int) -> bool:
    """True if one of the tokens from `first`, before `last`, is a word for violence, its means or its harm."""
    tables: tuple[Any, ...] = (weapons(), casualty_cues(), perpetrators("act"), perpetrators("deed"))
    return any(table.find(parsed.lower, first, last) for table in tables)


def _opens_charge(parsed: Parsed, token: int) -> bool:
    """True at "of" before a deed: not in "the government of the north"."""
    return parsed.lower[token] == "of" and parsed.tags[token + 1] in ("VBG", "DT", "NN", "NNS", "JJ")


def _is_denied(parsed: Parsed, verb: int) -> bool:
    """True if somebody denies the deed."""
    return any(parsed.lower[t] in small_words("denying") for t in parsed.ancestors(verb)[:2])


_SURE_PATTERNS: Sequence[Pattern] = (_claimers, _blamed)
_LATER_PATTERNS: Sequence[Pattern] = (_claimers, _after_by, _blamed)
_PATTERNS: Sequence[Pattern] = (_claimers, _after_by, _blamed, _opponents, _before_acts, _subjects)


# ---- phrases
def _phrase_before(parsed: Parsed, stop: int, floor: int) -> Iterator[Doer]:
    """The doer in the noun phrase that ends before token `stop`."""
    token = stop - 1
    while token >= max(floor, stop - PHRASE):
        if _ends_tie(parsed, token):
            token -= 1
        elif not _is_inside(parsed, token):
            break
        token -= 1
    yield from _in_phrase(parsed, token + 1, stop - 1)


def _phrase_after(parsed: Parsed, start: int, ceiling: int, names: bool = False) -> Iterator[Doer]:
    """The doer in the noun phrase that begins at token `start`; with `names`, any name there is one."""
    token = start
    while token < min(ceiling, start + PHRASE) and (
        _is_inside(parsed, token) or parsed.lower[token] in small_words("either")
    ):
        token += 1
    found = list(_in_phrase(parsed, start, token - 1))
    named = [t for t in range(start, token) if parsed.tags[t] in ("NNP", "NNPS")]
    if names and named and not any(d.named for d in found):
        found = [Doer(named[0], named[-1], True)]
    yield from found


def _is_inside(parsed: Parsed, token: int) -> bool:
    """True if a token can stand inside a noun phrase; IS is a name where it is written in capitals."""
    return parsed.tags[token] in _NOMINAL or parsed.lower[token] in small_words("links") or parsed.words[token] == "IS"


def _ends_tie(parsed: Parsed, token: int) -> bool:
    """True at "to" of "forces loyal to the president"."""
    return token > 0 and any(f.first < f.last == token for f in perpetrators("tie").at(parsed.lower, token - 1))


def _in_phrase(parsed: Parsed, first: int, last: int) -> Iterator[Doer]:
    """From the first word that names a side to the last, if there is one among tokens `first` to `last`."""
    if first > last:
        return
    if parsed.lower[_before_phrase(parsed, first)] in small_words("aimed-at"):
        return
    named: list[Found[Any]] = [
        *sides().find(parsed.words, first, last + 1),
        *perpetrators("force").find(parsed.lower, first, last + 1),
    ]
    unnamed = [
        f for f in perpetrators("unnamed").find(parsed.lower, first, last + 1) if not _is_against(parsed, f.first)
    ]
    if not named and not unnamed:
        return
    begin = min(f.first for f in (*named, *unnamed))
    end = min(last, max(f.last for f in (*named, *unnamed)))
    owner = begin
    while (
        not named
        and owner > first
        and (parsed.tags[owner - 1] in ("NNP", "NNPS", "POS") and not _is_day(parsed.lower[owner - 1]))
    ):
        owner -= 1
    if parsed.tags[owner] == "POS":
        owner += 1
    tied = _tied_side(parsed, end)
    yield Doer(owner, tied or end, bool(named) or owner < begin or tied is not None)


def _is_against(parsed: Parsed, token: int) -> bool:
    """ "anti-aircraft gun"."""
    return token > 1 and parsed.lower[token - 2] == "anti"


def _before_phrase(parsed: Parsed, first: int) -> int:
    """The token before a noun phrase, articles left out."""
    token = first - 1
    while token > 0 and parsed.tags[token] in ("DT", "JJ"):
        token -= 1
    return max(token, 0)


def _is_day(word: str) -> bool:
    return word.endswith("day")


def _tied_side(parsed: Parsed, end: int) -> int | None:
    """The last token of the side that armed men belong to: "forces loyal to the president"."""
    stop = parsed.sentence(end).last
    for tie in perpetrators("tie").find(parsed.lower, end + 1, min(stop, end + 2)):
        for token in range(tie.last + 1, min(stop, tie.last + 4)):
            found = sides().at(parsed.words, token) or perpetrators("force").at(parsed.lower, token)
            if found:
                return found[0].last
            if parsed.tags[token] == "NNP" and tie.first < tie.last:
                return _end_of_name(parsed, token, stop)
    return None


def _end_of_name(parsed: Parsed, token: int, stop: int) -> int:
    """The last token of a person's name that begins with a title or name: "President Ada al-Okello"."""
    while token + 1 < stop and parsed.tags[token + 1] in ("NNP", "HYPH"):
        token += 1
    return token


def _parties(context: Context, doer: Doer) -> tuple[Party, ...]:
    """The doer as parties: one for each side joined by "and" or "or", by the directory's name where it has one."""
    parsed = context.parsed
    parties: dict[str, Party] = {}
    first = doer.first
    for token in range(doer.first, doer.last + 1):
        if parsed.lower[token] in ("and", "or", "&"):
            parties |= _party(context, first, token - 1)
            first = token + 1
    parties |= _party(context, first, doer.last)
    return tuple(parties.values())


def _is_whole(context: Context, mention: Mention, first: int, last: int) -> bool:
    """True if the directory names just this phrase: a headline's capitals run names into what follows them."""
    return (
        mention.first <= first
        and mention.last == last
        and mention.actor.code is not None
        and mention.first >= first - 3
        and (mention.first == first or context.parsed.words[mention.first] not in country_names())
    )


def _party(context: Context, first: int, last: int) -> dict[str, Party]:
    parsed = context.parsed
    while first <= last and (parsed.tags[first] in ("DT", "IN", "``", "''", "POS") or parsed.lower[first] == "either"):
        first += 1
    if first > last:
        return {}
    span = parsed.span(first, last)
    mention = context.directory.mention_at(last)
    country = sides().at(parsed.words, first)
    if mention and _is_whole(context, mention, first, last):
        party = Party(name=mention.actor.name, code=mention.actor.code, span=span)
    elif country and country[0].last == last and isinstance(country[0].entry, Country):
        party = Party(name=country[0].entry.name, code=country[0].entry.code, span=span)
    else:
        name = " ".join(context.report.quote(span).split())
        party = Party(name=name, code=mention.actor.code if mention else None, span=span)
    return {party.name: party}

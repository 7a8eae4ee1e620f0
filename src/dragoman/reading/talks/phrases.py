"""Noun phrases that mean talks: "the third round of Nairobi peace talks", "the next meeting".

Enters: a parsed report. Leaves: phrases with name, number, and whether they are of a process of talks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Span
from dragoman.model.reading import Relative
from dragoman.reading.numbers import parse_number, parse_ordinal
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words
from dragoman.reading.talks.round_numbers import split_number

ROUND = "round"
_ARITY = ("party", "nation", "way", "country", "sided", "power")  # "six-party talks"
_NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "compound")
_GOES_ON = ("of", "in", "on")  # "round of talks"
_STACKED = ("compound", "nmod", "amod", "poss", "npadvmod")
MOST_STACKED = 12  # nouns before a noun; hostile text has thousands
_NO_TALKS = ("news", "press", "cabinet", "board", "security", "council", "telephone", "video")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun phrase. `head` governs it ("round"); `core` is the noun that means talks ("talks")."""

    head: int
    core: int
    first: int
    name: Span | None = None
    name_tokens: tuple[int, ...] = ()
    number: int | None = None
    relative: Relative | None = None
    count: int | None = None
    quality: bool = False
    definite: bool = False
    talks: bool = True  # of talks or a round; False for any meeting
    bare: bool = False  # "the round", which is of talks only where the report has spoken of some

    @property
    def heads(self) -> tuple[int, ...]:
        """The nouns that other words of the sentence may hang on."""
        return (self.head,) if self.head == self.core else (self.head, self.core)


def find_phrases(parsed: Parsed, times: frozenset[int] = frozenset()) -> Iterator[Phrase]:
    """The phrases of a report, in text order.

    Args:
        times: the tokens of time expressions, which are no part of a name.
    """
    nouns, meetings = words("talks", "noun"), words("talks", "meeting")
    taken: set[int] = set()
    for token in range(len(parsed)):
        lemma = base(parsed, token)
        if token not in taken and lemma in words("talks", "body") and parsed.deps[token] == "nsubj":
            if _meets(parsed, parsed.heads[token]) and (body := _body(parsed, token)):
                yield _of_body(parsed, token, body)
            continue
        if token in taken or not _is_noun(parsed, token) or not (lemma in nouns or lemma in meetings):
            continue
        phrase = _phrase(parsed, token, times)
        if phrase:
            taken.update(phrase.heads)
            taken.update(c for h in phrase.heads for c in parsed.children[h] if c < h)
            yield phrase


def _body(parsed: Parsed, noun: int) -> tuple[int, ...]:
    """The words of a body in which the parties meet ("contact group", "joint committee"); none for any other noun."""
    kinds = words("talks", "body_kind")
    if base(parsed, noun) not in words("talks", "body"):
        return ()
    first = next((m for m in _modifiers(parsed, noun) if parsed.lower[m] in kinds), None)
    return tuple(range(first, noun + 1)) if first is not None else ()


def _meets(parsed: Parsed, verb: int) -> bool:
    begun = look_up(parsed, verb, "talks", "phase") in ("held", "opens") and parsed.child(verb, "dobj") is None
    return parsed.tags[verb][:2] == "VB" and begun


def _of_body(parsed: Parsed, token: int, body: tuple[int, ...]) -> Phrase:
    """A body that meets is talks by itself: "the contact group met in X"."""
    return Phrase(
        head=token,
        core=token,
        first=parsed.left_edge[token],
        name=parsed.span(body[0], body[-1]),
        name_tokens=body,
        definite=True,
    )


def _is_noun(parsed: Parsed, token: int) -> bool:
    """A noun, or "talks" tagged as a verb where it stands as one."""
    if parsed.tags[token][:2] == "NN":
        return True
    before = token > 0 and parsed.tags[token - 1] in ("NNP", "NN", "JJ") and parsed.heads[token - 1] == token
    named = before and is_headline_verb(parsed, token + 1)
    return parsed.lower[token].endswith("s") and (parsed.deps[token] in _NOMINAL or named)


def base(parsed: Parsed, token: int) -> str:
    """The noun's base form; in a headline "Talks" is tagged as a name and has none."""
    lower = parsed.lower[token]
    return (lower[:-1] if lower.endswith("s") else lower) if parsed.pos[token] == "PROPN" else parsed.lemmas[token]


def _phrase(parsed: Parsed, token: int, times: frozenset[int]) -> Phrase | None:
    for _ in range(MOST_STACKED):
        if parsed.heads[token] == token or parsed.deps[token] not in _STACKED:
            break
        if is_headline_verb(parsed, parsed.heads[token]):
            break
        token = parsed.heads[token]
        if not _is_talks(parsed, token):
            return None
    lemma = base(parsed, token)
    core = _core(parsed, token) if lemma in (ROUND, "session", "phase", "meeting") else token
    modifiers = [m for h in {token, core} for m in _modifiers(parsed, h)]
    if any(parsed.lower[m] in _NO_TALKS for m in modifiers):
        return None
    ordinal = _number(parsed, modifiers, token)
    relative = _relative(parsed, modifiers)
    if relative is None and ordinal is None and _is_another(parsed, modifiers):
        relative = "new"
    name = _name(parsed, core, times)
    ordinal = ordinal or next((n for t in name if (n := split_number(parsed.words[t])[1])), None)
    body = next(
        (b for p in parsed.children_by(core, "prep") for n in parsed.children_by(p, "pobj") if (b := _body(parsed, n))),
        (),
    )
    if any(parsed.lower[m] == "no" for m in modifiers):
        return None
    definite = any(parsed.lower[m] in ("the", "these", "this", "those", "that") for m in modifiers)
    bare = lemma == ROUND and core == token and not (ordinal or relative or name)
    if bare and not (definite and parsed.tags[token] == "NN"):
        return None
    if lemma == ROUND and core == token and _of_something(parsed, token):
        return None
    quality = any(_is_quality(parsed, m) for m in modifiers) or _is_hyphened(parsed, modifiers)
    return Phrase(
        head=token,
        core=core,
        first=parsed.left_edge[token],
        name=parsed.span(body[0], body[-1]) if body else parsed.span(name[0], core) if name else None,
        name_tokens=body or name,
        number=ordinal,
        relative=relative,
        count=_count(parsed, token) if lemma == ROUND else None,
        quality=quality,
        definite=definite,
        bare=bare,
        talks=bool(body) or base(parsed, core) not in words("talks", "meeting") or lemma == ROUND,
    )


def _is_talks(parsed: Parsed, token: int) -> bool:
    return base(parsed, token) in words("talks", "noun") or base(parsed, token) in words("talks", "meeting")


def _core(parsed: Parsed, token: int) -> int:
    """The noun behind "round of ...", where that is talks."""
    for prep in parsed.children_by(token, "prep"):
        if parsed.lower[prep] in _GOES_ON:
            for noun in parsed.children_by(prep, "pobj"):
                if _is_talks(parsed, noun) and parsed.lemmas[noun] != ROUND:
                    return noun
    if base(parsed, token) == ROUND and parsed.lower[token + 1 : token + 2] == ("of",):
        return _ahead(parsed, token)
    return token


def _ahead(parsed: Parsed, token: int) -> int:
    """The talks behind "round of" where the parse lost them among adjectives."""
    for other in range(token + 2, min(token + 12, parsed.sentence(token).last)):
        hyphened = parsed.words[other - 1] == "-"  # "Norway-led"
        if parsed.tags[other] in ("VB", "VBD", "VBZ", "VBP", "MD", "WDT", "RP", ".") and not hyphened:
            return token
        if parsed.words[other] == "," and parsed.tags[other - 1][:2] != "JJ":
            return token
        if parsed.tags[other][:2] == "NN" and _is_talks(parsed, other) and parsed.lemmas[other] != ROUND:
            return other
    return token


def _of_something(parsed: Parsed, token: int) -> bool:
    """ "a round of fire"; not "the third round of X process", whatever the parse makes of the words behind "of"."""
    if any(parsed.lower[t] in ("process", "talks") for t in range(token + 2, min(token + 6, len(parsed)))):
        return False
    return any(
        parsed.lower[prep] == "of" and any(not _is_talks(parsed, n) for n in parsed.children_by(prep, "pobj"))
        for prep in parsed.children_by(token, "prep")
    )


def _modifiers(parsed: Parsed, token: int) -> list[int]:
    """All words of the phrase before its noun; in a headline nothing of the clause before it, cut off by a comma."""
    first = max(parsed.left_edge[token], token - 14)
    nouns = False
    for t in range(first, token):
        if nouns and parsed.words[t] in (",", ":", ";", "-", "–") and not _is_hyphen(parsed, t):
            first, nouns = t + 1, False
        nouns = nouns or parsed.tags[t][:2] == "NN"
    return [m for m in range(first, token) if _within(parsed, m, token)]


def _is_hyphen(parsed: Parsed, token: int) -> bool:
    """True for one within a word: no space on either side."""
    return 0 < token < len(parsed) - 1 and (
        parsed.ends[token - 1] == parsed.starts[token] and parsed.ends[token] == parsed.starts[token + 1]
    )


def _within(parsed: Parsed, token: int, head: int) -> bool:
    for _ in range(6):
        if token == head:
            return True
        token = parsed.heads[token]
    return False


def _is_quality(parsed: Parsed, token: int) -> bool:
    known = words("talks", "quality")
    return parsed.lower[token] in known or _hyphened(parsed, token) in known


def _is_hyphened(parsed: Parsed, modifiers: list[int]) -> bool:
    """True for "face- to-face" and the like, cut up by a line end."""
    if not any(parsed.words[m].endswith("-") for m in modifiers):
        return False
    joined = "".join(parsed.lower[m] for m in sorted(modifiers))
    return any("-" in quality and quality in joined for quality in words("talks", "quality"))


def is_headline_verb(parsed: Parsed, token: int) -> bool:
    """ "talks stall", "talks collapse": the verb of a headline that the parser took for a noun."""
    if token >= len(parsed):
        return False
    last = token + 1 == len(parsed) or parsed.sentence_of[token + 1] != parsed.sentence_of[token]
    ending = last or parsed.tags[token + 1] in (",", ":", ".", "IN", "RB")
    return ending and look_up(parsed, token, "talks", "phase") in ("failed", "postponed", "opens", "ended")


def _hyphened(parsed: Parsed, token: int) -> str:
    """The hyphened word that starts at a token, since the tokens of "face-to-face" stand apart."""
    last = token
    while last + 2 < len(parsed) and parsed.words[last + 1] == "-":
        last += 2
    return "".join(parsed.lower[token : last + 1])


def _number(parsed: Parsed, modifiers: list[int], head: int) -> int | None:
    """The round's number; "first" counts only of a round, since the first direct talks are no first round."""
    is_round = parsed.lemmas[head] == ROUND or any(parsed.lemmas[m] == ROUND for m in modifiers)
    for m in modifiers:
        number = parse_ordinal(parsed.lower[m])
        if number and (is_round or (number > 1 and _is_numbered(parsed, head))):
            return number
    after = head + 1
    if is_round and after < len(parsed) and parsed.heads[after] == head and parsed.tags[after] in ("CD", "NNP"):
        number_after = parse_number(parsed.lower[after])
        return int(number_after.value) if number_after and number_after.value < 100 else None
    return None


def _is_another(parsed: Parsed, modifiers: list[int]) -> bool:
    """ "a second session": one more, though not of a series that is numbered."""
    articles = any(parsed.lower[m] in ("a", "an") for m in modifiers)
    return articles and any((parse_ordinal(parsed.lower[m]) or 0) > 1 for m in modifiers)


def _is_numbered(parsed: Parsed, head: int) -> bool:
    """True for a meeting that may be numbered through a series: no "second session", no "second meeting this month"."""
    after = parsed.lower[head + 1 : head + 2]
    return base(parsed, head) in words("talks", "series") and after not in (("this",), ("in",), ("since",))


def _relative(parsed: Parsed, modifiers: list[int]) -> Relative | None:
    known = words("talks", "relative")
    for m in modifiers:
        value = known.get(parsed.lower[m])
        if value is None and parsed.lower[m] == "recent" and m and parsed.lower[m - 1] == "most":
            value = "last"
        if value and not (value == "current" and parsed.deps[m] != "det" and parsed.deps[m] != "amod"):
            return value  # type: ignore[return-value]
    return None


def _count(parsed: Parsed, head: int) -> int | None:
    for m in parsed.children_by(head, "nummod"):
        number = parse_number(parsed.lower[m])
        if number and parsed.tags[head] == "NNS":
            return int(number.value)
    return None


def _name(parsed: Parsed, core: int, times: frozenset[int]) -> tuple[int, ...]:
    """The words that name the process: from the first name or arity ("six-party") up to the noun."""
    plain, nouns = words("talks", "plain"), words("talks", "noun")
    start: int | None = None
    for token in range(max(parsed.left_edge[core], core - 8), core):
        if token in times:
            start = None
        elif (
            start is None
            and _names(parsed, token)
            and not (parsed.lower[token] in plain or parse_ordinal(parsed.lower[token]))
        ):
            start = token
        elif start is not None and (
            parsed.tags[token] in ("VBN", "VBG", "VBD", "POS", ",", "IN", "CC") or parse_ordinal(parsed.lower[token])
        ):
            start = None
        if start is not None and parsed.lemmas[token] == ROUND and ROUND in nouns:
            start = None
    return tuple(range(start, core)) if start is not None else ()


def _names(parsed: Parsed, token: int) -> bool:
    word, tag = parsed.words[token], parsed.tags[token]
    if tag in ("NNP", "NNPS") or (tag == "JJ" and word[:1].isupper() and word[1:2].islower()):
        return not (
            token == parsed.sentence(token).first and tag == "JJ" and parsed.lower[token] in words("talks", "quality")
        )
    ahead = token + 2
    return ahead < len(parsed) and parsed.words[token + 1] == "-" and parsed.lemmas[ahead] in _ARITY

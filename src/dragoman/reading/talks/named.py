"""Talks called by a name that has no word for talks in it: "Tunis-3", "Geneva II", or an alias of a known track.

Enters: a parsed report and which of its tokens name places. Leaves: phrases, where the sentence treats the name as
something that is held or come to.
"""

import functools
import re
from collections.abc import Collection, Iterator

from dragoman.knowledge.gazetteer import find_towns, fold_place
from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import KnownTrack
from dragoman.model import Span
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words
from dragoman.reading.talks.phrases import Phrase
from dragoman.reading.talks.round_numbers import is_roman, small_number, split_number
from dragoman.settings import get_setting

_LEADS = ("at", "during", "before", "after", "to", "since", "for")  # prepositions that a meeting may stand behind
_LARGE = 100_000  # people: a smaller town with a number behind it is some other name


def find_named(parsed: Parsed, taken: Collection[int]) -> Iterator[Phrase]:
    """Phrases of this kind, in text order.

    Args:
        taken: tokens of phrases that were found already.
    """
    names = _names(get_setting("knowledge"))
    token = 0
    while token < len(parsed):
        last, number = _numbered(parsed, token)
        length = 0 if number else max(_known(parsed, token, names), default=0)
        end = last if number else token + length - 1
        free = (number or length) and not set(range(token, end + 1)).intersection(taken)
        if free and _is_meeting(parsed, token, end):
            head = next((t for t in range(token, end + 1) if not token <= parsed.heads[t] <= end), end)
            yield Phrase(
                head=head,
                core=head,
                first=token,
                name=_name_span(parsed, token) if number else parsed.span(token, end),
                name_tokens=(token,) if number else tuple(range(token, end + 1)),
                number=number,
                quality=True,
                definite=True,
            )
            token = end
        token += 1


def _name_span(parsed: Parsed, token: int) -> Span:
    """The characters of a place's name without the number glued to it."""
    start = parsed.starts[token]
    return Span(start, start + len(split_number(parsed.words[token])[0]))


def _numbered(parsed: Parsed, token: int) -> tuple[int, int | None]:
    """The last token and the number of a large town with a number behind it; None if it has none."""
    if parsed.tags[token] not in ("NNP", "NNPS") or not parsed.words[token][:1].isupper():
        return token, None
    name, number = split_number(parsed.words[token])
    after = token + 1
    if number is None and after + 1 < len(parsed) and parsed.words[after] == "-":
        after, number = after + 1, small_number(parsed.words[after + 1])
    elif number is None and after < len(parsed) and parsed.words[after] != "I" and is_roman(parsed.words[after]):
        number = small_number(parsed.words[after])
    else:
        after = token
    return (after, number) if number and _is_town(name) else (token, None)


def _is_town(name: str) -> bool:
    return any(row.population >= _LARGE for row in find_towns(fold_place(name)))


@functools.lru_cache(maxsize=4)
def _names(user_folder: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of known tracks as words in small letters, by their first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for track in load_entries(KnownTrack, "tracks"):
        for name in (track.name, *track.names):
            parts = tuple(re.findall(r"\w+|[^\w\s]", name.casefold()))
            found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


def _known(parsed: Parsed, token: int, names: dict[str, tuple[tuple[str, ...], ...]]) -> Iterator[int]:
    """How many tokens a known name takes from here."""
    for parts in names.get(parsed.lower[token], ()):
        if parsed.lower[token : token + len(parts)] == parts and parsed.words[token][:1].isupper():
            yield len(parts)


def _is_meeting(parsed: Parsed, first: int, last: int) -> bool:
    """True if the name is opened, held, come to or told of before and after; no paper of that name."""
    after = last + 1
    if after < len(parsed) and parsed.lemmas[after] in words("talks", "document"):
        return False
    head = next((t for t in range(first, last + 1) if not first <= parsed.heads[t] <= last), last)
    governor, dep = parsed.heads[head], parsed.deps[head]
    if dep in ("nsubj", "nsubjpass", "dobj") and parsed.tags[governor][:2] == "VB":
        return any(look_up(parsed, governor, "talks", role) for role in ("phase", "attendance", "outcome"))
    ahead = parsed.lower[governor] == "of" and parsed.lower[parsed.heads[governor]] == "ahead"
    return dep == "pobj" and (ahead or parsed.lower[governor] in _LEADS)

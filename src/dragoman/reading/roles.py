"""How a word is looked up in knowledge that lists words by the role they play (talks, truces, promises).

Enters: a parsed report, a token, a role. Leaves: what the knowledge says of the word.
"""

import functools
from collections.abc import Iterator

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import PromiseWords, TalkWords, TruceWords
from dragoman.reading.parsed import Parsed

_KINDS: dict[str, type[TalkWords] | type[TruceWords] | type[PromiseWords]] = {
    "talks": TalkWords,
    "truces": TruceWords,
    "promises": PromiseWords,
}


@functools.lru_cache(maxsize=128)
def words(topic: str, role: str) -> dict[str, str]:
    """Base form to what it says (the entry's `value`, or its id), for one role in en/TOPIC.yaml."""
    entries = load_entries(_KINDS[topic], topic, "en")
    return {word: e.value or e.id for e in entries if e.role == role for word in e.words}


@functools.lru_cache(maxsize=128)
def _first_words(topic: str, role: str) -> frozenset[str]:
    """The first word of each entry: most tokens are turned away by it."""
    return frozenset(word.split(" ", 1)[0] for word in words(topic, role))


def look_up(parsed: Parsed, token: int, topic: str, role: str) -> str | None:
    """What the word says in a role; None if it plays no such role."""
    if parsed.lemmas[token] not in (first := _first_words(topic, role)) and parsed.lower[token] not in first:
        return None
    known = words(topic, role)
    return next((known[key] for key in _keys(parsed, token) if key in known), None)


def _keys(parsed: Parsed, token: int) -> Iterator[str]:
    """The forms under which a word may stand in the knowledge: with its particle or object, then alone."""
    lemma = parsed.lemmas[token]
    for child in parsed.children[token]:
        if child > token and parsed.deps[child] in ("prt", "dobj", "advmod", "prep"):
            yield f"{lemma} {parsed.lower[child]}"
    yield lemma
    if parsed.lower[token] != lemma:
        yield parsed.lower[token]

"""The words of knowledge/en/talks.yaml, by role, and how a verb is looked up among them."""

import functools
from collections.abc import Iterator

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import TalkRole, TalkWords
from dragoman.reading.parsed import Parsed


@functools.lru_cache(maxsize=32)
def words(role: TalkRole) -> dict[str, str]:
    """Base form to what it says (the entry's `value`, or its id) for one role."""
    return {w: e.value or e.id for e in load_entries(TalkWords, "talks", "en") if e.role == role for w in e.words}


def keys(parsed: Parsed, token: int) -> Iterator[str]:
    """The forms under which a word may stand in the knowledge: with its particle or object, then alone."""
    lemma = parsed.lemmas[token]
    for child in parsed.children[token]:
        if child > token and parsed.deps[child] in ("prt", "dobj", "advmod"):
            yield f"{lemma} {parsed.lower[child]}"
    yield lemma
    if parsed.lower[token] != lemma:
        yield parsed.lower[token]


def look_up(parsed: Parsed, token: int, role: TalkRole) -> str | None:
    """What the word says in a role; None if it plays no such role."""
    known = words(role)
    return next((known[key] for key in keys(parsed, token) if key in known), None)

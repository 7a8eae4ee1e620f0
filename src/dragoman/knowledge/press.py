"""Agencies and outlets by name: whose they are, and whose word it is that they carry.

Enters: names as printed. Leaves: entries of agencies.yaml and outlets.yaml, and the voices in which they speak.
"""

import functools
import re
from collections.abc import Iterator

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.press import AgencyEntry, OutletEntry, PressEntry, PressWords

LONGEST_NAME = 80  # characters; more is no name
LONGEST_PHRASE = 200  # characters of "the official news agency X"; more is read no further
MOST_WORDS = 6  # of a name in a phrase
ONE_VOICE = frozenset({"state media", "armed group", "party"})  # kinds that say what their owner says
STATE_MEDIA = "state media of "  # id of the media of a state, where no one of them is named

_NO_WORD = re.compile(r"[\W_]+")
_TOKEN = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_OWNING = re.compile(r"[’']s$")


def fold_name(name: str) -> str:
    """A name as it is compared: letters and digits in small letters, without a leading "the"."""
    folded = _NO_WORD.sub("", name.lower())
    return folded[3:] if name.lower().startswith("the ") else folded


def all_press() -> Iterator[PressEntry]:
    """All agencies, then all outlets."""
    yield from load_entries(AgencyEntry, "agencies")
    yield from load_entries(OutletEntry, "outlets")


@functools.lru_cache(maxsize=1)
def _by_name() -> dict[str, PressEntry]:
    """By folded name; an agency goes before an outlet of the same name."""
    found: dict[str, PressEntry] = {}
    for entry in all_press():
        for name in (entry.name, *entry.aliases):
            found.setdefault(fold_name(name), entry)
    return found


@functools.lru_cache(maxsize=1)
def _by_id() -> dict[str, PressEntry]:
    return {e.id: e for e in all_press()}


@functools.lru_cache(maxsize=4)
def _words(role: str) -> frozenset[str]:
    return frozenset(w for e in load_entries(PressWords, "press_words", "en") if e.role == role for w in e.words)


def get_press(id: str) -> PressEntry | None:
    """The agency or outlet with an id."""
    return _by_id().get(id)


def find_press(name: str | None) -> PressEntry | None:
    """The agency or outlet that a name stands for; None if it is none that is known."""
    return _by_name().get(fold_name(name)) if name and len(name) <= LONGEST_NAME else None


def find_press_in(phrase: str, *, alone: bool = True) -> PressEntry | None:
    """The agency or outlet that a phrase names, beside a word for the press or alone.

    "SANA", "the official SANA news agency" and "a SANA correspondent" name it; "Petra Novak" and "Sana hospital"
    do not. Of several names the longest counts, then the first.

    Args:
        alone: False where the phrase is known to mean somebody else if no word for the press is beside the name.
    """
    if len(phrase) > LONGEST_PHRASE:
        return None
    tokens = [_OWNING.sub("", t) for t in _TOKEN.findall(phrase)]
    if {t.lower() for t in tokens}.isdisjoint(_words("medium") | _words("staff")):
        return find_press(" ".join(tokens)) if alone else None
    for size in range(min(MOST_WORDS, len(tokens)), 0, -1):
        for n in range(len(tokens) - size + 1):
            name = " ".join(tokens[n : n + size])
            found = find_press(name) if name[0].isupper() or name in _small_names() else None
            if found:
                return found
    return None


@functools.lru_cache(maxsize=1)
def _small_names() -> frozenset[str]:
    """Names that are written small: "dpa"."""
    return frozenset(n for e in all_press() for n in (e.name, *e.aliases) if n[0].islower())


def is_state_media(phrase: str) -> bool:
    """True if a phrase means the media of a state without their name: "Syrian state television"."""
    tokens = {t.lower() for t in _TOKEN.findall(phrase[:LONGEST_PHRASE])}
    return not tokens.isdisjoint(_words("official")) and not tokens.isdisjoint(_words("medium"))


def voice_of(id: str) -> str:
    """Whose word it is that an agency or outlet carries: its owner's where it speaks for it, else its own.

    Args:
        id: of an entry, "state media of SYR", or any other name, which stands for itself.
    """
    if id.startswith(STATE_MEDIA):
        return f"{id.removeprefix(STATE_MEDIA)}GOV"
    entry = get_press(id)
    return entry.owner if entry and entry.owner and entry.kind in ONE_VOICE else id

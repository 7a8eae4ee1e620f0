"""Whether a time lies behind a report or ahead of it, by the words around it.

Enters: a text and a time. Leaves: past, future or unknown. Cues are those of knowledge/LANGUAGE/dating.yaml.
"""

import functools
import re
from typing import Literal

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.intake import DatingEntry
from dragoman.model import Timex
from dragoman.reading.numbers import parse_number

LANGUAGE = "en"
BEFORE, AFTER = 80, 25  # characters around a time in which its cue is looked for

Relation = Literal["past", "future", "unknown"]
_APPOSED = re.compile(r"\s?,?\s(?:on\s)?|\s\(")


def find_relation(text: str, time: Timex) -> Relation:
    """Whether a time lies behind the report or ahead of it, by the nearest cue before it, else just after it."""
    before = _clause(text[max(0, time.start - BEFORE) : time.start].lower())
    if any(p.search(before) for p in cues("unsure")):
        return "unknown"
    at: dict[Relation, int] = {"past": _last(before, "past"), "future": _last(before, "future")}
    if max(at.values()) >= 0:
        return "future" if at["future"] >= at["past"] else "past"
    after = re.split(r"[.;:\n]", text[time.end : time.end + AFTER].lower())[0]
    starts: dict[Relation, int] = {"past": _first(after, "past"), "future": _first(after, "future")}
    found = {r: n for r, n in starts.items() if n >= 0}
    return min(found, key=lambda r: found[r]) if found else "unknown"


def _clause(before: str) -> str:
    """What stands before a time in its own sentence."""
    return re.split(r"[.;:\n]\s|[\"“”]", before)[-1]


def _last(text: str, kind: Literal["past", "future"]) -> int:
    return max((m.end() for p in cues(kind) for m in p.finditer(text)), default=-1)


def _first(text: str, kind: Literal["past", "future"]) -> int:
    return min((m.start() for p in cues(kind) for m in p.finditer(text)), default=-1)


def find_ago(text: str, previous: Timex | None, time: Timex) -> int | None:
    """How many days ago a time was, where the report says so just before it: "two weeks ago, on February 17"."""
    if previous is None or not _APPOSED.fullmatch(text, previous.end, time.start):
        return None
    for entry in load_entries(DatingEntry, "dating", LANGUAGE):
        for m in (re.search(p, previous.text.lower()) for p in entry.patterns if entry.kind == "ago"):
            count = parse_number(m["count"], LANGUAGE) if m else None
            if count and count.value and entry.days:
                return int(count.value) * entry.days
    return None


def is_not_today(text: str, time: Timex) -> bool:
    """True if a weekday is not named as the report's own day is: "late on Monday", "last Tuesday"."""
    before = " ".join(re.split(r"[,;.]", text[max(0, time.start - 20) : time.start])[-1].split()[-2:])
    after = re.match(r"(?:['’]s\b|\s\w+)?", text[time.end : time.end + 15])
    window = f"{before} {time.text}{after.group() if after else ''}".lower().replace("’", "'")
    return any(p.search(window) for p in cues("not_today"))


def is_own_week(text: str) -> bool:
    """True if a time is the report's own week."""
    return any(p.search(text.lower()) for p in cues("week"))


@functools.lru_cache(maxsize=8)
def cues(kind: str) -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of one kind, in file order."""
    entries = load_entries(DatingEntry, "dating", LANGUAGE)
    return tuple(re.compile(p) for e in entries if e.kind == kind for p in e.patterns)

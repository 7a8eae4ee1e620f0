"""The dateline at the head of a body: place, day, agency, and the dash that ends it.

Enters: a paragraph. Leaves: what its dateline says. Forms met: "MOSCOW (Reuters) -", "GOMA, Zaire, April 13,
1997 (AFP)", "BEIJING, Nov. 8 (Xinhua) --", "GENEVA (5 April 2017) –", "CAGUAS, Puerto Rico (AP)_", "BEIRUT –".
"""

import functools
import re
from dataclasses import dataclass

from dragoman.intake.days import DayMention, day_pattern, read_day
from dragoman.intake.marks import find_agency, matches_start, words

LONGEST = 160  # characters in which a dateline must have ended
MIN_REST = 30  # characters that must follow a dateline made of a place and a dash alone


@dataclass(frozen=True, slots=True)
class DatelineFound:
    """`end` is where the body goes on, after the dash and the space."""

    end: int
    place: str | None
    agency: str | None
    day: DayMention | None


@functools.lru_cache(maxsize=1)
def _shape() -> re.Pattern[str]:
    date = re.sub(r"\?P<\w+>", "?:", day_pattern().pattern.replace("(?P=sep1)", "[-/.]").replace("(?P=sep4)", "[-/.]"))
    return re.compile(
        rf"""(?P<place>[^\W\d_](?:[^\W\d_]|[.'’/ -]){{1,40}}?)
        (?P<region>(?:,[ ]?[^\W\d_](?:[^\W\d_]|[.'’ -]){{1,30}}?){{0,2}}?)
        (?:,?[ ]?(?P<date>{date}))?[,.]?
        (?:[ ]{{0,2}}(?:[(\[](?P<paren>[^()\[\]\n]{{2,60}})[)\]]|/(?P<strokes>[^/\n]{{2,30}})/))?
        (?:,?[ ]?(?P<late>{date}))?
        (?:[ ]{{0,2}}(?P<dash>(?<=/)\.|--+|[—–―_]|:(?=[ ])|(?<=[ )\]])-(?=[ A-Z]))|[ ]*\Z)\s*""",
        re.IGNORECASE | re.VERBOSE,
    )


def read_dateline(paragraph: str) -> DatelineFound | None:
    """The dateline that a paragraph begins with, or is; None if there is none.

    A place alone counts only in capitals and before a dash; with a day or an agency it may be in small letters.
    """
    head = paragraph[:LONGEST]
    m = _shape().match(head)
    if not m or (not m["dash"] and len(paragraph) > m.end()):
        return None
    day, agency = _day_of(m), _agency_of(m)
    place = m["place"].strip(" -")
    if not _is_plausible(place, m, day, agency, len(paragraph) - m.end()):
        return None
    return DatelineFound(m.end(), tidy_place(place), agency, day)


def _day_of(m: re.Match[str]) -> DayMention | None:
    for printed in (m["date"], m["late"], m["paren"]):
        found = day_pattern().search(printed) if printed else None
        if found:
            return read_day(found)
    return None


def _agency_of(m: re.Match[str]) -> str | None:
    printed = m["paren"] or m["strokes"]
    if not printed or day_pattern().search(printed):
        return None
    return agency_in(printed)


def agency_in(printed: str) -> str:
    """The agency between the brackets of a dateline: as agencies.yaml writes it, else as printed."""
    parts = [p.strip() for p in re.split(r"[/,;]| - |\band\b", printed) if p.strip()]
    return next((known for p in [printed, *parts] if (known := find_agency(p))), parts[0] if parts else printed)


def _is_plausible(place: str, m: re.Match[str], day: DayMention | None, agency: str | None, rest: int) -> bool:
    first = place[:1]
    if not first.isupper() or matches_start("slug", m.group()) or place.lower() in words("month"):
        return False
    capitals = place.isupper() and len(place) > 2
    known_agency = agency is not None and (agency[:1].isupper() or find_agency(agency) is not None)
    if m["paren"] and not (known_agency or day):
        return False
    named = all(w[:1].isupper() or w.lower() in words("small_word") for w in re.split(r"[ /-]", place) if w)
    if day or known_agency:
        return named
    if not capitals or not m["dash"]:
        return False
    if m["dash"] in (":", "-"):
        return len(place.split()) <= 3 and rest >= MIN_REST
    return len(place.split()) <= 4 and (rest >= MIN_REST or rest == 0)


def tidy_place(place: str) -> str:
    """The first place of a dateline, as one writes it."""
    return tidy_name(place.split("/")[0].strip() or place)


def tidy_name(name: str) -> str:
    """A name in capitals as one writes it: "DAR ES SALAAM" becomes "Dar es Salaam", "N'DJAMENA" "N'Djamena"."""
    if not name.isupper() or len(name) <= 3:
        return name
    small = words("small_word")
    parts = re.split(r"([ -])", name)
    return "".join(w if w in (" ", "-") else _capitalize(w, small if n else {}) for n, w in enumerate(parts))


def _capitalize(word: str, small: dict[str, int]) -> str:
    if word.lower() in small:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda m: _one(word, m), word)


def _one(word: str, m: re.Match[str]) -> str:
    # "N'DJAMENA", "O'SMACH": large after the apostrophe; "SANA'A": small
    after = m.start() > 0 and word[m.start() - 1] in "'’"
    if after and m.start() > 2:
        return m.group().lower()
    return m.group().capitalize()

"""Who announced what, and how often it came true.

Enters: the record's expectations. Leaves: a section with a line for each source whose word could be measured.
"""

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, clip, close
from dragoman.model import Evidence, Expectation, Reliability

OUTCOMES = ("on_the_day", "off", "postponed", "cancelled", "not_held", "ahead", "unknown")
OPEN = ("ahead", "unknown")  # outcomes by which no word is measured


def write_expectations(desk: Desk) -> Section:
    """The sources with the most announcements of which the outcome is known."""
    known = [e for e in desk.record.expectations if _measured(e.said) or _measured(e.hoped)]
    ordered = sorted(known, key=lambda e: (-_measured(e.said), -_measured(e.hoped)))
    lines = tuple(_line(desk, e) for e in ordered[: desk.limits.expectations])
    note = desk.words.say("note_expectations")
    left_out = len(desk.record.expectations) - len(lines)
    return desk.section("expectations", [Group(lines=lines)], left_out=left_out, note=note)


def _measured(r: Reliability) -> int:
    return r.announced - r.ahead - r.unknown


def _line(desk: Desk, e: Expectation) -> Line:
    told = [
        desk.words.say(key, rest=_tell(desk, r)) for key, r in (("said", e.said), ("hoped", e.hoped)) if _measured(r)
    ]
    key = "expectation_outlet" if e.kind == "outlet" else "expectation"
    text = desk.words.say(key, source=clip(close(e.source), 80), told="; ".join(told))
    marks = ("unnamed",) if e.kind == "unnamed" else ()
    return desk.line(text, _evidence(e), marks=marks)


def _tell(desk: Desk, r: Reliability) -> str:
    """ "4 announced: 2 held on the day, 1 on another (3 days off), 1 of unknown outcome"."""
    counts = [(name, getattr(r, name)) for name in OUTCOMES]
    days = {"off": _days_off(desk, r)}
    parts = [desk.words.count(f"came_{name}", count, days=days.get(name)) for name, count in counts if count]
    return desk.words.count("announced", r.announced, rest=", ".join(parts))


def _days_off(desk: Desk, r: Reliability) -> str | None:
    """By how many days, from the earliest to the latest; signs as in the record: later is positive."""
    least, most = (None if n is None else f"{n:+d}".replace("-", "\u2212") for n in (r.off_least, r.off_most))
    return least if least == most else desk.words.say("from_to", low=least, high=most)


def _evidence(e: Expectation) -> list[Evidence]:
    return [s for a in e.announcements if a.outcome not in OPEN for s in (*a.evidence, *a.outcome_evidence)]

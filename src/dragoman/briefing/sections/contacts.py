"""Calls, meetings and visits outside the rounds of a track.

Enters: the record's contacts. Leaves: a section, the latest first.
"""

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, clip, close, earliest
from dragoman.briefing.wording import Family
from dragoman.model import Contact


def write_contacts(desk: Desk) -> Section:
    """The latest contacts; those whose day is unknown last, and after them those that name one side alone."""
    known = [c for c in desk.record.contacts if c.evidence and c.parties]
    held = [c for c in known if c.status == "held" or not desk.is_ahead(c.when, c.evidence)]
    ordered = sorted(held, key=lambda c: (len(c.parties) < 2, c.when is None, -earliest(c.when).toordinal()))
    lines = tuple(contact_line(desk, c) for c in ordered[: desk.limits.contacts])
    return desk.section("contacts", [Group(lines=lines)], left_out=max(0, len(ordered) - desk.limits.contacts))


def contact_line(desk: Desk, c: Contact) -> Line:
    """One contact in one line."""
    marks = ("past" if _is_unresolved(desk, c) else c.status,)
    return desk.line(tell_contact(desk, c), c.evidence, marks=marks, when=c.when, backing=c.backing)


def tell_contact(desk: Desk, c: Contact) -> str:
    """Who spoke or is to speak to whom, when and about what."""
    words = desk.words
    slots = {
        "who": words.join([clip(close(p), 80) for p in c.parties]),
        "place": c.place if c.kind != "call" else None,
        "topics": words.join([clip(close(t), 80) for t in c.topics], 4),
        "outcome": clip(close(c.outcome)) if c.outcome else None,
    }
    if c.status == "held":
        return words.say(
            f"{c.kind}_{'held' if len(c.parties) > 1 else 'alone'}", **slots, when=words.days(c.when, "on")
        )
    alone = "" if len(c.parties) > 1 else "_alone"
    if _is_unresolved(desk, c):
        return words.say(f"{c.kind}_past{alone}", **slots, when=words.days(c.when, "for"))
    family: Family = "for" if c.status in ("planned", "proposed") else "on"
    status = words.say(f"status_{c.status}")
    return words.say(f"{c.kind}_ahead{alone}", **slots, status=status, when=words.days(c.when, family))


def _is_unresolved(desk: Desk, c: Contact) -> bool:
    """True if it was announced for a day that is over and no report says what became of it."""
    return c.status not in ("held", "cancelled", "postponed", "failed") and desk.is_past(c.when, c.evidence)

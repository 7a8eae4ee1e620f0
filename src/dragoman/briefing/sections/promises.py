"""Promises, and what became of them.

Enters: the record's commitments. Leaves: a section: broken and disputed ones first, then open, kept, unknown.
"""

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, clip, close
from dragoman.model import Commitment

ORDER = ("broken", "disputed", "open", "kept", "unknown")


def write_promises(desk: Desk) -> Section:
    """The promises, by what became of them, the latest first; what is one word long tells least and comes last."""
    known = [c for c in desk.record.commitments if c.evidence and c.what]
    lines = [((len(c.what.split()) < 2, ORDER.index(c.status)), promise_line(desk, c)) for c in known]
    lines.sort(key=lambda row: (row[0], -(row[1].news.toordinal() if row[1].news else 0)))
    shown = tuple(line for _, line in lines[: desk.limits.promises])
    return desk.section("promises", [Group(lines=shown)], left_out=max(0, len(lines) - desk.limits.promises))


def promise_line(desk: Desk, c: Commitment) -> Line:
    """One promise in one line."""
    return desk.line(tell_promise(desk, c), c.evidence, marks=(c.status,), when=c.due, taken=(c.what,))


def tell_promise(desk: Desk, c: Commitment) -> str:
    """Who undertook what, in the words of the report, and for when."""
    words = desk.words
    return words.say(
        "promise" if c.who else "promise_nobody",
        who=words.join([clip(close(w), 80) for w in c.who]),
        to=words.join([clip(close(w), 80) for w in c.to], 3),
        when=words.days(c.made, "on"),
        made_at=clip(close(c.made_at), 80) if c.made_at else None,
        what=clip(close(c.what)),
        due=words.days(c.due),
    )

"""Promises, and what became of them.

Enters: the record's commitments. Leaves: a section: broken and disputed ones first, then open, kept, unknown.
"""

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, clip, close
from dragoman.model import Commitment, FollowUp

ORDER = ("broken", "disputed", "open", "kept", "unknown")


def write_promises(desk: Desk) -> Section:
    """The promises, by what became of them, the latest first; what is one word long tells least and comes last."""
    known = [c for c in desk.record.commitments if c.evidence and c.what]
    lines = [((len(c.what.split()) < 2, ORDER.index(c.status)), promise_line(desk, c)) for c in known]
    lines.sort(key=lambda row: (row[0], -(row[1].news.toordinal() if row[1].news else 0)))
    shown = tuple(line for _, line in lines[: desk.limits.promises])
    return desk.section("promises", [Group(lines=shown)], left_out=max(0, len(lines) - desk.limits.promises))


def promise_line(desk: Desk, c: Commitment) -> Line:
    """One promise in one line, with the word that its status rests on."""
    word = _decisive(c)
    evidence = (*c.evidence, *(word.evidence if word else ()))
    text = tell_promise(desk, c)
    if word:
        text = f"{close(text)}; {_tell_word(desk, word)}."
    marks = (c.status, *(("unnamed",) if word and word.anonymous else ()))
    return desk.line(text, evidence, marks=marks, when=c.due, taken=(c.what,), backing=c.backing)


def tell_promise(desk: Desk, c: Commitment) -> str:
    """Who undertook what, in the words of the report, and for when."""
    words = desk.words
    return words.say(
        "promise" if c.who else "promise_nobody",
        who=words.join([clip(close(w), 80) for w in c.who]),
        to=words.join([clip(close(w), 80) for w in c.to], 3),
        when=words.days(c.made, "on"),
        made_at=clip(close(c.agreement or c.made_at or ""), 80) or None,
        what=clip(close(c.what)),
        due=words.days(c.due),
        first=words.days(c.first_due) if c.first_due != c.due else None,
    )


def _decisive(c: Commitment) -> FollowUp | None:
    """The last word that says what the status is; else the last word at all."""
    saying = [f for f in c.follow_ups if f.kind == c.status] or list(c.follow_ups)
    return saying[-1] if saying else None


def _tell_word(desk: Desk, f: FollowUp) -> str:
    """What was said of the promise later, by whom and when."""
    by = clip(close(f.by), 80) if f.by else desk.words.say("unnamed_source") if f.anonymous else None
    if by and f.via:
        by = desk.words.say("by_way_of", by=by, via=desk.words.join(f.via, 2))
    when, due = desk.words.days(f.day, "on"), desk.words.days(f.due)
    key = f"word_{f.kind}" if by else f"word_{f.kind}_report"
    return desk.words.say(key, by=by, when=when, due=due)

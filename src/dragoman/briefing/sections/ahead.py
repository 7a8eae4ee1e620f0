"""What is expected next, in order of the days: rounds, meetings, and promises that fall due.

Enters: the record. Leaves: a section; what has no day comes last.
"""

from collections.abc import Iterator

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, clip, close, earliest
from dragoman.briefing.sections.contacts import contact_line
from dragoman.briefing.sections.talks import (
    dated_plans,
    in_track,
    is_plan_ahead,
    next_rounds,
    plan_line,
    round_evidence,
    round_marks,
    tell_round,
)
from dragoman.model import Interval, Plan, Round

_NO_DAY = Interval()


def write_ahead(desk: Desk) -> Section:
    """Everything announced for a day that is not over."""
    lines = sorted((*_rounds(desk), *_contacts(desk), *_promises(desk)), key=lambda line: earliest(line.when))
    return desk.section(
        "ahead", [Group(lines=tuple(lines[: desk.limits.ahead]))], left_out=max(0, len(lines) - desk.limits.ahead)
    )


def _rounds(desk: Desk) -> Iterator[Line]:
    for track in desk.record.tracks:
        for r in next_rounds(desk, track):
            dated = [p for p in dated_plans(desk, r) if is_plan_ahead(desk, p)]
            for plan in dated:
                yield in_track(desk, track, plan_line(desk, r, plan, None))
            if not dated and (r.number or r.planned) and round_evidence(r):
                yield in_track(desk, track, undated_line(desk, r))


def undated_line(desk: Desk, r: Round) -> Line:
    """A round for which nobody names a day."""
    plan = next(iter(r.planned), None) or Plan(when=_NO_DAY)
    if plan.evidence:
        return plan_line(desk, r, plan, "undated")
    return desk.line(tell_round(desk, r), round_evidence(r), label="undated", marks=round_marks(r, r.status))


def _contacts(desk: Desk) -> Iterator[Line]:
    for c in desk.record.contacts:
        if (
            c.evidence
            and c.parties
            and c.status not in ("held", "cancelled", "failed")
            and desk.is_ahead(c.when, c.evidence)
        ):
            yield contact_line(desk, c)


def _promises(desk: Desk) -> Iterator[Line]:
    for c in desk.record.commitments:
        if c.evidence and c.what and c.status in ("open", "unknown", "disputed") and desk.is_ahead(c.due):
            who = desk.words.join([clip(close(w), 80) for w in c.who])
            text = desk.words.say("promise_due", due=desk.words.days(c.due), what=clip(close(c.what)), who=who)
            yield desk.line(text, c.evidence, marks=(c.status,), when=c.due, taken=(c.what,))

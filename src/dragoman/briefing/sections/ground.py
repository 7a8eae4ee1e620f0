"""What was done on the ground: withdrawals, releases, disarmament, access.

Enters: the record's steps. Leaves: a section, the latest first. Plans and promises stand in sections of their own.
"""

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, clip, close, earliest
from dragoman.model import Step

DONE = ("happened", "ongoing")
KINDS = ("withdraw", "release", "disarm", "access")


def write_ground(desk: Desk) -> Section:
    """The latest steps that are said to have been taken."""
    steps = [s for s in desk.record.steps if s.evidence and s.who and s.status in DONE and s.kind in KINDS]
    ordered = sorted(steps, key=lambda s: (s.when is None, -earliest(s.when).toordinal()))
    lines = tuple(step_line(desk, s) for s in ordered[: desk.limits.steps])
    return desk.section("ground", [Group(lines=lines)], left_out=max(0, len(ordered) - desk.limits.steps))


def step_line(desk: Desk, step: Step) -> Line:
    """One step in one line."""
    words = desk.words
    text = words.say(
        f"step_{step.kind}",
        who=words.join([clip(close(p), 80) for p in step.who]),
        to=words.join([clip(close(p), 80) for p in step.to], 3),
        status=None if step.status in DONE else words.say(f"mark_{step.status}"),
        place=step.place.name if step.place else None,
        when=words.days(step.when, "plain"),
    )
    return desk.line(text, step.evidence, when=step.when, backing=step.backing)

"""What sources disagree on, both sides beside each other.

Enters: the record's discrepancies. Leaves: a section with a group for each.
"""

import datetime as dt
from collections.abc import Iterator

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, capital, clip, close
from dragoman.model import Discrepancy, Side

CLAIMS = ("casualties", "responsibility")


def write_disagreements(desk: Desk) -> Section:
    """The disagreements that more than one sentence bears out, the latest first; those on incidents stand there."""
    found = [d for d in desk.record.discrepancies if len([s for s in d.sides if s.evidence]) > 1]
    rest = [d for d in found if d.kind not in CLAIMS or not desk.record.incidents]
    rest.sort(key=lambda d: -max((day.toordinal() for day in _days(desk, d)), default=0))
    rest.sort(key=lambda d: d.relation in ("precision", "later"))
    groups = [disagreement_group(desk, d) for d in rest[: desk.limits.disagreements]]
    note = desk.words.say("note_disagreements")
    if len(rest) < len(found):
        note += " " + desk.words.say("claims_elsewhere")
    left_out = sum(min(len(d.sides), desk.limits.sides) for d in rest[desk.limits.disagreements :])
    return desk.section("disagreements", groups, left_out=left_out, note=note)


def disagreement_group(desk: Desk, d: Discrepancy) -> Group:
    """What it is about, and a line for each side."""
    sides = [s for s in d.sides if s.evidence][: desk.limits.sides]
    about = clip(desk.words.readable(close(d.about)), 120)
    about = capital(about)
    kind = desk.words.say(f"kind_{d.kind}")
    if d.relation:
        kind = desk.words.say("kind_related", kind=kind, relation=desk.words.say(f"relation_{d.relation}"))
    return Group(title=about, kind=kind, lines=tuple(_side(desk, s) for s in sides))


def _days(desk: Desk, d: Discrepancy) -> Iterator[dt.date]:
    return (day for s in d.sides for e in s.evidence if (day := desk.sourcing.day(e.report)))


def _side(desk: Desk, s: Side) -> Line:
    by = desk.words.join([clip(close(n), 80) for n in s.said_by], 3)
    text = desk.words.say("side", value=clip(desk.words.readable(close(s.value))), by=by)
    return desk.line(text, s.evidence, marks=desk.unnamed(s.said_by), taken=(s.value,))

"""The rows of the timeline: one for each track, then ceasefires, incidents, calls and meetings.

Enters: the record. Leaves: lanes with bars; their place on the page is the drawing's business.
"""

from collections.abc import Iterator

import msgspec

from dragoman.briefing.brief import Bar, Lane
from dragoman.briefing.desk import Desk, earliest
from dragoman.briefing.sections.contacts import tell_contact
from dragoman.briefing.sections.incidents import name_incident, tell_toll
from dragoman.briefing.sections.talks import OVER, choose_tracks, name_track, tell_plan, tell_round
from dragoman.briefing.sections.truce import choose_truces, name_truce
from dragoman.model import Interval, Round, Track

LONGEST = 45  # days: a vaguer time is no place on a line


def draw_lanes(desk: Desk) -> tuple[Lane, ...]:
    """The lanes that have a bar."""
    lanes = [
        *(Lane(name=name_track(t), kind="track", bars=tuple(_rounds(desk, t))) for t in choose_tracks(desk)),
        Lane(name=desk.words.say("lane_truce"), kind="truce", bars=tuple(_truces(desk))),
        Lane(name=desk.words.say("lane_incidents"), kind="incident", bars=tuple(_incidents(desk))),
        Lane(name=desk.words.say("lane_contacts"), kind="contact", bars=tuple(_contacts(desk))),
    ]
    return tuple(_latest(lane, desk.limits.bars) for lane in lanes if lane.bars)


def _latest(lane: Lane, most: int) -> Lane:
    """The lane with its latest bars, in order of time."""
    bars = sorted(lane.bars, key=lambda b: (earliest(b.when), b.text))
    return msgspec.structs.replace(lane, bars=tuple(bars[-most:]))


def _rounds(desk: Desk, track: Track) -> Iterator[Bar]:
    for r in track.rounds:
        if r.status in OVER and _is_near(r.held):
            yield _bar(r.held, r.status, _full(track, tell_round(desk, r)), r.number)
        elif r.status not in OVER:
            yield from _plans(desk, track, r)


def _plans(desk: Desk, track: Track, r: Round) -> Iterator[Bar]:
    for plan in r.planned:
        if _is_near(plan.when):
            kind = r.status if r.status in ("postponed", "cancelled") else "planned"
            yield _bar(plan.when, kind, _full(track, tell_plan(desk, r, plan)), r.number)


def _truces(desk: Desk) -> Iterator[Bar]:
    for c in choose_truces(desk):
        begin = c.in_effect or c.declared
        if _is_near(begin):
            yield _bar(begin, "truce", f"{name_truce(desk, c)}: {desk.words.days(begin)}")


def _incidents(desk: Desk) -> Iterator[Bar]:
    for i in desk.record.incidents:
        if _is_near(i.when):
            yield _bar(i.when, "incident", f"{name_incident(desk, i)}: {tell_toll(desk, i)}")


def _contacts(desk: Desk) -> Iterator[Bar]:
    for c in desk.record.contacts:
        if c.parties and _is_near(c.when) and c.status not in ("cancelled", "failed"):
            yield _bar(c.when, "held" if c.status == "held" else "planned", tell_contact(desk, c))


def _is_near(when: Interval | None) -> bool:
    if when is None or (when.earliest is None and when.latest is None):
        return False
    return not (when.earliest and when.latest) or (when.latest - when.earliest).days < LONGEST


def _bar(when: Interval | None, kind: str, text: str, number: int | None = None) -> Bar:
    return Bar(when=when or Interval(), kind=kind, number=number, text=text)


def _full(track: Track, text: str) -> str:
    return f"{name_track(track)}: {text}"

"""What is new: the four to six latest things, by the day on which they were first reported.

Enters: the record. Leaves: a section of dated lines, newest first.

Method: things are weighed by how long before the newest report they became known, in steps, and within a step
by what they are: the end of a round and a ceasefire before an incident, an incident before a call.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, capital, clip, close, newest_first
from dragoman.briefing.sections.contacts import contact_line
from dragoman.briefing.sections.incidents import incident_line, name_place, tell_toll
from dragoman.briefing.sections.promises import promise_line
from dragoman.briefing.sections.talks import (
    OVER,
    choose_tracks,
    dated_plans,
    in_track,
    is_plan_ahead,
    late_evidence,
    next_rounds,
    plan_line,
    round_marks,
    tell_round,
)
from dragoman.briefing.sections.truce import breach_line, choose_truces, is_to_come, name_truce
from dragoman.model import Ceasefire, Incident, Round

FEWEST = 4  # lines, if need be with old things
STEPS = (3, 10, 30, 90)  # days before the newest report; things within one step are weighed by what they are
HELD, TRUCE, INCIDENT, BROKEN, PLAN, BREACH, CONTACT, PROMISE = range(8)
AT_FIRST = {HELD: 2, TRUCE: 1, INCIDENT: 2, BROKEN: 1, PLAN: 2, BREACH: 1, CONTACT: 2, PROMISE: 1}  # of one kind


class _News(NamedTuple):
    weight: int
    line: Line


def write_news(desk: Desk) -> Section:
    """The latest things, one or two of a kind while there is anything else; old ones only to make up four."""
    found = [n for n in _gather(desk) if n.line.news]
    newest = max((n.line.news for n in found if n.line.news), default=dt.date.min)
    today = desk.today or newest
    found.sort(key=lambda n: _order(n, today))
    first: list[_News] = []
    second: list[_News] = []
    for n in found:
        (first if sum(f.weight == n.weight for f in first) < AT_FIRST[n.weight] else second).append(n)
    chosen = (first + second)[: desk.limits.news]
    recent = sum(_step(n.line, today) < len(STEPS) for n in chosen)
    chosen.sort(key=lambda n: _step(n.line, today))
    lines = newest_first(n.line for n in chosen[: max(FEWEST, recent)])
    return desk.section("new", [Group(lines=tuple(lines))])


def _order(news: _News, today: dt.date) -> tuple[int, int, int, str]:
    """By step and weight; what is too old to be news, by its day."""
    step = _step(news.line, today)
    return (step, news.weight if step < len(STEPS) else 0, -_day(news.line).toordinal(), news.line.text)


def _step(line: Line, today: dt.date) -> int:
    ago = (today - _day(line)).days
    return next((n for n, days in enumerate(STEPS) if ago <= days), len(STEPS))


def _day(line: Line) -> dt.date:
    """When it became known; what lies long before the report that tells of it is no news."""
    known = line.news or dt.date.min
    return min(known, line.when.latest) if line.when and line.when.latest else known


def _gather(desk: Desk) -> Iterator[_News]:
    for track in choose_tracks(desk):
        for r in track.rounds:
            if r.status in OVER:
                yield _News(HELD, in_track(desk, track, outcome_line(desk, r)))
        for r in next_rounds(desk, track):
            for plan in (p for p in dated_plans(desk, r) if is_plan_ahead(desk, p)):
                yield _News(PLAN, in_track(desk, track, plan_line(desk, r, plan, None)))
    for truce in choose_truces(desk):
        yield from _truce(desk, truce)
    for i in desk.record.incidents:
        yield _News(INCIDENT, incident_news(desk, i))
    for contact in desk.record.contacts:
        if (
            contact.evidence
            and len(contact.parties) > 1
            and (contact.status == "held" or desk.is_ahead(contact.when, contact.evidence))
        ):
            yield _News(CONTACT, contact_line(desk, contact))
    for promise in desk.record.commitments:
        if promise.evidence and promise.what:
            yield _News(BROKEN if promise.status in ("broken", "disputed") else PROMISE, promise_line(desk, promise))


def outcome_line(desk: Desk, r: Round) -> Line:
    """A round that is over; known from the first report after it began."""
    text = tell_round(desk, r)
    if r.outcome:
        text += " " + desk.words.say("news_outcome", outcome=clip(close(r.outcome), 120))
    evidence = late_evidence(desk, r)
    news = desk.sourcing.first_day(evidence, since=r.held.latest if r.held else None)
    return desk.line(text, evidence, marks=round_marks(r, r.status), when=r.held, news=news, backing=r.backing)


def incident_news(desk: Desk, i: Incident) -> Line:
    """An incident in one line: where, when, how many."""
    line = incident_line(desk, i, "", None)
    text = desk.words.say(
        "incident_new", place=name_place(desk, i), when=desk.words.days(i.when), text=tell_toll(desk, i)
    )
    return msgspec.structs.replace(line, text=capital(text))


def _truce(desk: Desk, c: Ceasefire) -> Iterator[_News]:
    if line := truce_news(desk, c):
        yield _News(TRUCE, line)
    for v in c.alleged_violations:
        if v.evidence:
            line = breach_line(desk, v, ())
            yield _News(BREACH, msgspec.structs.replace(line, label=None))


def truce_news(desk: Desk, c: Ceasefire) -> Line | None:
    """Its declaration or beginning; None where no report dates them."""
    declared, effect = desk.words.days(c.declared, "on"), desk.words.days(c.in_effect, "on")
    if not c.evidence or not (declared or effect):
        return None
    key = "truce_new" if declared else "truce_new_effect"
    key = "truce_new_announced" if is_to_come(desk, c) else key
    when = desk.words.days(c.declared or c.in_effect, "for")
    text = desk.words.say(key, name=name_truce(desk, c), declared=declared, effect=effect, when=when)
    begun = c.declared or c.in_effect
    news = desk.sourcing.first_day(c.evidence, since=begun.earliest if begun else None)
    return desk.line(text, c.evidence, marks=(c.status,), when=begun, news=news, backing=c.backing)

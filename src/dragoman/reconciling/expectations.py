"""The expectation ledger: what each source announced of meetings, and how it came true.

Enters: the finished tracks and contacts of a record, and its last day. Leaves: an `Expectation` for each source.
Nothing is told twice: an announcement is a `Plan` of a round or contact that lay ahead when it was told.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Literal, NamedTuple

import msgspec

from dragoman.model import Announcement, Contact, Evidence, Expectation, Interval, Plan, Reliability, Round, Track
from dragoman.model.record import AnnouncementOutcome
from dragoman.reconciling.days import first_day, gap, last_day, length, overlaps

HOPED = ("hoped", "proposed")
CALLED_OFF: dict[str, AnnouncementOutcome] = {
    "postponed": "postponed", "cancelled": "cancelled", "failed": "not_held",
}  # fmt: skip
SHORT_DAYS = 7  # a plan of so many days names the days of the meeting, a longer one only says about when it is to be
VAGUE_DAYS = 10  # a meeting whose days are known no better than this says of no day whether it was the right one
LONGEST = 45  # days: a contact is looked for that began at most so long before it was planned
SLIP_DAYS = 7  # a contact held this many days after its plan is still the planned one
EARLY_DAYS = 1  # or before it: what was held earlier may have been held before it was announced
UNNAMED = "unnamed sources"
REPORT = "reports of no named outlet"
SourceKind = Literal["speaker", "outlet", "unnamed"]


class Meeting(NamedTuple):
    """A round or contact, as far as an announcement is measured by it."""

    about: str
    status: str
    plans: tuple[Plan, ...]
    held: Interval | None
    evidence: tuple[Evidence, ...]


class Outcome(NamedTuple):
    """What came of one announced day."""

    outcome: AnnouncementOutcome
    off_days: int | None = None
    evidence: tuple[Evidence, ...] = ()


def tally_expectations(
    tracks: Iterable[Track],
    contacts: Iterable[Contact],
    today: dt.date | None,
    outlets: Mapping[str, str | None] | None = None,
) -> tuple[Expectation, ...]:
    """What each source announced of meetings, and how often it came true.

    Args:
        tracks, contacts: of a finished record.
        today: the last day of which the record knows; a day announced for later is still ahead. None: not known.
        outlets: report id to outlet, for what reports say on their own word; one source for all of them without it.
    Returns:
        One for each speaker, for each outlet on its own word, and for each description of unnamed sources; the one
        with the most announcements first. What was only hoped for or proposed is counted apart. A plan that its report
        told of only when its day was past is no announcement. Where nothing further is told, the outcome is unknown.
    """
    found: dict[tuple[SourceKind, str], list[Announcement]] = defaultdict(list)
    for meeting in (*_rounds(tracks), *_contacts(contacts)):
        for plan in meeting.plans:
            if not _is_announcement(plan, meeting):
                continue
            outcome = _outcome(plan, meeting, today)
            for source, evidence in _sources(plan, outlets):
                found[source].append(_announcement(plan, meeting, outcome, evidence))
    made = [_expectation(kind, name, told) for (kind, name), told in found.items()]
    return tuple(sorted(made, key=lambda e: (-e.said.announced, -e.hoped.announced, e.kind, e.source)))


def _rounds(tracks: Iterable[Track]) -> Iterator[Meeting]:
    for track in tracks:
        for r in track.rounds:
            yield Meeting(_name_round(track, r), r.status, r.planned, r.held, r.evidence)


def _name_round(track: Track, r: Round) -> str:
    if r.number is not None:
        return f"{track.name}, round {r.number}"
    return f"{track.name}, {r.place}" if r.place and r.place.casefold() not in track.name.casefold() else track.name


def _contacts(contacts: Iterable[Contact]) -> Iterator[Meeting]:
    """Contacts with their plans; one of which no report tells that it was held is measured by one that fits it."""
    known = list(contacts)
    held: dict[str, list[Contact]] = defaultdict(list)
    for c in sorted(known, key=lambda c: first_day(c.when)):
        for party in c.parties if c.status == "held" and c.when else ():
            held[party].append(c)
    for c in known:
        about = f"{'contact' if c.kind == 'contact' else c.kind} of {' and '.join(c.parties)}"
        plans = c.planned or _own_plan(c)
        if not plans:
            continue
        met = c if c.status == "held" else _nearest(c, held[c.parties[0]]) if c.parties else None
        if met is None:
            yield Meeting(about, c.status, plans, None, c.evidence)
        else:
            yield Meeting(about, "held", plans, met.when, met.evidence)


def _own_plan(c: Contact) -> tuple[Plan, ...]:
    """The day of a contact that lies ahead, where nobody is named who announced it."""
    if c.when and (c.status == "planned" or c.status == "expected" or c.status == "hoped" or c.status == "proposed"):
        return (Plan(when=c.when, status=c.status, evidence=c.evidence),)
    return ()


def _nearest(planned: Contact, held: Sequence[Contact]) -> Contact | None:
    """The contact of the same parties that was held on the planned days, or within a week of them.

    Args:
        held: in order of time.
    """
    when, parties = planned.when, set(planned.parties)
    if when is None or planned.status in CALLED_OFF:
        return None
    least, most = first_day(when) - dt.timedelta(LONGEST), last_day(when) + dt.timedelta(SLIP_DAYS)
    early = first_day(when) - dt.timedelta(EARLY_DAYS)
    near = held[
        bisect_left(held, least, key=lambda c: first_day(c.when)) : bisect_right(
            held, most, key=lambda c: first_day(c.when)
        )
    ]
    fitting = [
        (gap(when, c.when), n)
        for n, c in enumerate(near)
        if c.when
        and last_day(c.when) >= early
        and gap(when, c.when) <= SLIP_DAYS
        and parties <= set(c.parties)
        and _one_kind(c, planned)
    ]
    return near[min(fitting)[1]] if fitting else None


def _one_kind(c: Contact, other: Contact) -> bool:
    return c.kind == other.kind or "contact" in (c.kind, other.kind) or "call" not in (c.kind, other.kind)


def _is_announcement(plan: Plan, meeting: Meeting) -> bool:
    """True unless it is a word that the meeting is off, or was told when its day, or the meeting, was past."""
    if plan.status in CALLED_OFF:
        return False
    if plan.announced and plan.announced > _day_to_come(plan.when):
        return False  # "which had been planned for Monday"
    begun = first_day(meeting.held) if meeting.held else None
    if begun and plan.announced and plan.announced >= begun and first_day(plan.when) > last_day(meeting.held):
        return False  # a day named after the meeting had begun is one for the next
    off = {(e.report, e.sentence) for p in meeting.plans if p.status in CALLED_OFF for e in p.evidence}
    return not all((e.report, e.sentence) in off for e in plan.evidence)  # "planned for Monday, was put off"


def _day_to_come(when: Interval) -> dt.date:
    """The last day on which it can be announced: the first planned one; of a vaguer time ("in March") the last."""
    return first_day(when) if length(when) <= SHORT_DAYS else last_day(when)


def _outcome(plan: Plan, meeting: Meeting, today: dt.date | None) -> Outcome:
    """What came of a plan: whether it was held comes first, then what reports say, then a later plan, then the day."""
    told = _told_of_it(meeting)
    if meeting.held:
        off = days_off(plan.when, meeting.held)
        if off is None:
            return Outcome("unknown", None, told)
        return Outcome("on_the_day" if off == 0 else "off", off, told)
    called_off = [p for p in meeting.plans if p.status in CALLED_OFF and not _is_before(p, plan)]
    if meeting.status in CALLED_OFF:
        own = [p for p in called_off if p.status == meeting.status] or called_off
        return Outcome(CALLED_OFF[meeting.status], None, tuple(e for p in own for e in p.evidence) or told)
    put_off = called_off or [p for p in meeting.plans if _replaces(p, plan)]
    if put_off:
        outcome = CALLED_OFF.get(put_off[0].status, "postponed")
        return Outcome(outcome, None, put_off[0].evidence)
    if today and last_day(plan.when) >= today:
        return Outcome("ahead")
    return Outcome("unknown")


def _told_of_it(meeting: Meeting) -> tuple[Evidence, ...]:
    """The sentences on a meeting that are no plans of it."""
    plans = {(e.report, e.sentence) for p in meeting.plans for e in p.evidence}
    return tuple(e for e in meeting.evidence if (e.report, e.sentence) not in plans)


def _is_before(plan: Plan, other: Plan) -> bool:
    """True if it was told before the other one was announced."""
    return bool(plan.announced and other.announced and plan.announced < other.announced)


def _replaces(plan: Plan, other: Plan) -> bool:
    """True if it names a later day, and did so after the other one was announced."""
    settled = plan.status not in (*HOPED, *CALLED_OFF)
    later = first_day(plan.when) > last_day(other.when)
    return settled and later and bool(plan.announced and other.announced and plan.announced > other.announced)


def days_off(planned: Interval, held: Interval) -> int | None:
    """By how many days a meeting was off its plan: 0 on a day that was planned; None where its days are too vague."""
    if overlaps(planned, held):
        sure = [d for d in (held.earliest, held.latest) if d]  # days on which it was under way
        exact = length(held) <= VAGUE_DAYS or any(overlaps(planned, Interval(earliest=d, latest=d)) for d in sure)
        return 0 if exact else None
    if planned.latest and held.earliest and held.earliest > planned.latest:
        return (held.earliest - planned.latest).days
    if planned.earliest and held.earliest and held.earliest < planned.earliest:
        return (held.earliest - planned.earliest).days
    return None


def _sources(
    plan: Plan, outlets: Mapping[str, str | None] | None
) -> list[tuple[tuple[SourceKind, str], tuple[Evidence, ...]]]:
    """Whose announcement it is, with the sentences; what reports say themselves is that of each outlet."""
    if plan.anonymous:
        return [(("unnamed", plan.by or UNNAMED), plan.evidence)]
    if plan.by:
        return [(("speaker", plan.by), plan.evidence)]
    own: dict[str, list[Evidence]] = defaultdict(list)
    for e in plan.evidence:
        own[(outlets or {}).get(e.report) or REPORT].append(e)
    return [(("outlet", name), tuple(own[name])) for name in sorted(own)]


def _announcement(plan: Plan, meeting: Meeting, outcome: Outcome, evidence: tuple[Evidence, ...]) -> Announcement:
    return Announcement(
        about=meeting.about,
        when=plan.when,
        hoped=plan.status in HOPED,
        announced=Interval(earliest=plan.announced, latest=plan.announced) if plan.announced else None,
        outcome=outcome.outcome,
        held=meeting.held,
        off_days=outcome.off_days,
        evidence=evidence,
        outcome_evidence=outcome.evidence,
    )


def _expectation(kind: SourceKind, source: str, told: list[Announcement]) -> Expectation:
    ordered = sorted(told, key=lambda a: (first_day(a.when), last_day(a.when), a.about, msgspec.json.encode(a)))
    return Expectation(
        source=source,
        kind=kind,
        said=_count([a for a in ordered if not a.hoped]),
        hoped=_count([a for a in ordered if a.hoped]),
        announcements=tuple(ordered),
    )


def _count(told: Sequence[Announcement]) -> Reliability:
    def count(outcome: AnnouncementOutcome) -> int:
        return sum(a.outcome == outcome for a in told)

    off = [a.off_days for a in told if a.off_days is not None]
    return Reliability(
        announced=len(told),
        on_the_day=count("on_the_day"),
        off=count("off"),
        postponed=count("postponed"),
        cancelled=count("cancelled"),
        not_held=count("not_held"),
        ahead=count("ahead"),
        unknown=count("unknown"),
        off_median=float(median(off)) if off else None,
        off_least=min(off, default=None),
        off_most=max(off, default=None),
    )

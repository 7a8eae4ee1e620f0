"""Calls, visits and meetings outside the rounds of a track.

Enters: mentions that belong to no round. Leaves: drafts of contacts, and the contacts. Two reports of
one call are one contact, two calls on different days are two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dragoman.model import Contact, Interval
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import gap, last_day, length
from dragoman.reconciling.evidence import gather
from dragoman.reconciling.talks.drafts import Draft, held_days
from dragoman.reconciling.talks.links import pairs_of, weeks_of
from dragoman.reconciling.talks.mentions import AGREEMENT, DEAL, REFUSAL, Meeting
from dragoman.reconciling.talks.rounds import RECENT_DAYS

SAME_DAYS = 3  # an undated mention this near to a report's day means the contact of those days
ContactKind = Literal["call", "meeting", "visit", "contact"]
ContactStatus = Literal["held", "planned", "expected", "hoped", "proposed", "cancelled", "postponed", "failed"]
STATUSES: dict[str, ContactStatus] = {
    "planned": "planned", "expected": "expected", "hoped": "hoped", "proposed": "proposed", "uncertain": "expected",
    "postponed": "postponed", "cancelled": "cancelled", "failed": "failed",
}  # fmt: skip


def gather_contacts(mentions: Sequence[Meeting], parties: Parties) -> list[Draft]:
    """Put mentions of meetings into drafts of contacts, in order of time; those of one party alone are left out."""
    drafts: list[Draft] = []
    blocks: dict[tuple[str, int], dict[int, Draft]] = defaultdict(dict)
    for m in sorted(mentions, key=_surest_first):
        if m.kind in (AGREEMENT, DEAL, REFUSAL) or m.phase in ("mentioned", "refused") or not _is_contact(m, parties):
            continue
        blocked = [(k, w) for k in _who_keys(m, parties) for w in weeks_of(m)]
        near = {k: d for key in blocked for k, d in blocks[key].items()}
        fitting = (
            d for d in sorted(near.values(), key=lambda d: _surest_first(d.mentions[0])) if _is_same(m, d, parties)
        )
        draft = next(fitting, None)
        if draft is None:
            draft = Draft()
            drafts.append(draft)
        draft.add(m)
        for key in blocked:
            blocks[key][id(draft)] = draft
    return sorted(drafts, key=Draft.order)


def _who_keys(m: Meeting, parties: Parties) -> Iterator[str]:
    """Every two of the parties, and each alone by its name and report: so a mention of one finds one of two."""
    yield from pairs_of(sorted(m.who), parties)
    yield from ((f"{m.report}/{name}" for name in m.who) if any("~" in t for t in m.ties) else ())
    yield from (f"{name} alone" for name in m.who if len(m.who) == 1)


def _is_contact(m: Meeting, parties: Parties) -> bool:
    """Two parties; or one body that meets, or one person who visits a place, on a stated day."""
    if len(m.who) >= 2:
        return len(m.who.keys() - parties.things) >= 2
    able = parties.persons if m.kind == "visit" else parties.bodies
    settled = m.days is not None and (m.kind == "meeting" or m.place is not None)
    return settled and m.kind != "call" and any(n in able for n in m.who)


def _surest_first(m: Meeting) -> tuple[object, ...]:
    return (m.days is None, length(m.days) if m.days else 0, -len(m.who), m.order)


def _is_same(m: Meeting, draft: Draft, parties: Parties) -> bool:
    first = draft.mentions[0]
    open_kinds = ("meeting", "contact")  # what one report calls a contact another knows to be a call
    if "call" in (m.kind, first.kind) and m.kind != first.kind and not {m.kind, first.kind} & set(open_kinds):
        return False
    shared = parties.shared(sorted(m.who), sorted(first.who))
    if shared < min(2, len(m.who)) or shared < min(len(m.who), len(first.who)):
        return False
    if m.place and first.place and m.place != first.place and m.country != first.country:
        return False
    return _same_time(m, draft)


def _same_time(m: Meeting, draft: Draft) -> bool:
    first, days = draft.mentions[0], [o.days for o in draft.times.values() if o.days]
    if m.days and days:
        ahead = m.is_ahead == first.is_ahead or (length(m.days) == 1 and length(days[0]) == 1)  # foretold, then told
        return ahead and any(gap(m.days, d) == 0 for d in days)
    same_report = m.report in draft.reports
    if m.is_ahead != first.is_ahead:
        return False
    if m.days or days:
        known = m.days or days[0]
        other = first if m.days else m
        apart = gap(known, other.published) if other.published else None
        return (apart is not None and apart <= SAME_DAYS) or (same_report and (apart is None or apart <= RECENT_DAYS))
    return same_report or abs((last_day(m.published) - last_day(first.published)).days) <= SAME_DAYS


def make_contact(draft: Draft, parties: Parties) -> Contact:
    """What all mentions of a contact say of it."""
    first = draft.mentions[0]
    held = [m for m in draft.mentions if m.is_held]
    return Contact(
        kind=_kind(draft.mentions),
        parties=_distinct(draft.mentions, parties),
        when=held_days(m for m in held if m.days) or draft.days() or _implied(held or draft.mentions),
        status="held" if held else _status(first),
        place=next((m.place for m in draft.mentions if m.place), None),
        topics=tuple(dict.fromkeys(t for m in draft.mentions for t in m.topics)),
        outcome=next((m.outcome for m in draft.mentions if m.outcome), None),
        evidence=gather(m.evidence for m in draft.mentions),
    )


def _kind(mentions: Iterable[Meeting]) -> ContactKind:
    kinds = [m.kind for m in mentions]
    if "call" in kinds:
        return "call"
    if "meeting" in kinds:
        return "meeting"
    return "visit" if "visit" in kinds else "contact"


def _distinct(mentions: Iterable[Meeting], parties: Parties) -> tuple[str, ...]:
    """Each party once: a state that a named person speaks for is left to the person."""
    names = list(dict.fromkeys(name for m in mentions for name in m.who))
    return tuple(n for n in names if not any(o != n and n in parties.sides(o) for o in names))


def _implied(mentions: Sequence[Meeting]) -> Interval | None:
    """The days that the first report which tells of it implies; or by the day of that report."""
    first = min((m for m in mentions if m.published), key=lambda m: m.order, default=None)
    if first is None or first.is_ahead:
        return None
    return first.about or Interval(latest=last_day(first.published))


def _status(m: Meeting) -> ContactStatus:
    return STATUSES.get(m.phase if m.phase in ("postponed", "cancelled", "failed") else m.status, "planned")

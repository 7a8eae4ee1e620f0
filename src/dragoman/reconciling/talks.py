"""Tracks and rounds as the record keeps them.

Enters: the mentions of all reports. Leaves: `Track` records with their rounds, the drafts they were
made from (for discrepancies), and the mentions that belong to no round.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.model import Interval, Participant, Plan, Round, Track
from dragoman.model.reading import Attendance
from dragoman.model.record import RoundStatus
from dragoman.reconciling.days import first_day, gap, last_day, length
from dragoman.reconciling.evidence import gather
from dragoman.reconciling.meetings import AGREEMENT, Meeting
from dragoman.reconciling.parties import Parties
from dragoman.reconciling.rounds import Draft, gather_rounds, held_days
from dragoman.reconciling.tracks import Group, gather_tracks

# What is told of one party's attendance, the weightiest first: that it stayed away outweighs that it was asked.
WEIGHT: tuple[Attendance, ...] = ("boycotted", "absent", "attended", "observed", "invited")
PlanStatus = Literal["planned", "expected", "hoped", "proposed", "postponed", "cancelled"]
PLANS: dict[str, PlanStatus] = {
    "expected": "expected", "hoped": "hoped", "proposed": "proposed", "uncertain": "expected",
    "postponed": "postponed", "cancelled": "cancelled",
}  # fmt: skip
SHORT_DAYS = 3  # "in January" dates no arrival
ARRIVAL_DAYS = 1  # whoever arrives the day before the talks comes for them


@dataclass(frozen=True, slots=True)
class Talks:
    """One track in the record, beside the drafts of its rounds in the same order."""

    track: Track
    drafts: tuple[Draft, ...]


def gather_talks(mentions: Sequence[Meeting], parties: Parties) -> tuple[list[Talks], list[Meeting]]:
    """Tracks with their rounds; and the mentions left over, which are contacts."""
    groups = gather_tracks(mentions, parties)
    rounds = [(g, gather_rounds(g.mentions, parties)) for g in groups]
    drafts = [d for _, ds in rounds for d in ds]
    shelf = _Shelf(drafts, parties)
    left = [m for m in mentions if not m.formal and not shelf.absorb(m) and m.kind != AGREEMENT]
    made = [Talks(_track(g, ds, parties), tuple(ds)) for g, ds in rounds if ds]
    return _unique(sorted(made, key=_order)), left


def _order(talks: Talks) -> tuple[object, ...]:
    return (min(d.order() for d in talks.drafts), talks.track.id)


class _Shelf:
    """The rounds by month and by report, for meetings that may belong to one of them."""

    def __init__(self, drafts: Sequence[Draft], parties: Parties) -> None:
        self._parties = parties
        self._months: dict[tuple[int, int], list[tuple[Draft, Interval]]] = defaultdict(list)
        self._reports: dict[str, list[tuple[Draft, Interval]]] = defaultdict(list)
        for draft in drafts:
            days, held = draft.days(), held_days(draft.held)
            if days:
                for month in dict.fromkeys((d.year, d.month) for d in (first_day(days), last_day(days))):
                    self._months[month].append((draft, days))
            if held:
                for report in dict.fromkeys(m.report for m in draft.mentions):
                    self._reports[report].append((draft, held))

    def absorb(self, m: Meeting) -> bool:
        """Give a plain meeting to the round that the same parties hold on the same days."""
        if m.kind == "visit" and self._arrives(m):
            return True
        if m.kind == AGREEMENT:
            return self._agrees(m)
        if m.days is None or m.kind == "call" or (len(m.who) < 2 and not m.guessed):
            return False
        months = dict.fromkeys((d.year, d.month) for d in (first_day(m.days), last_day(m.days)))
        for draft, days in (pair for month in months for pair in self._months.get(month, ())):
            if gap(m.days, days) == 0 and m.guessed and m.place and m.place in {o.place for o in draft.mentions}:
                draft.mentions.append(replace(m, who={}))
                return True
            if gap(m.days, days) == 0 and self._parties.shared(sorted(m.who), sorted(draft.who())) >= 2:
                draft.mentions.append(m)
                return True
        return False

    def _arrives(self, m: Meeting) -> bool:
        """Give an arrival to the round that its report has opening then and there: who comes attends."""
        when = m.days or m.about
        near = ARRIVAL_DAYS if m.place else 0
        for draft, held in self._reports.get(m.report, ()):
            here = m.place is None or m.place in {o.place for o in draft.mentions}
            if m.is_held and when and here and length(when) <= SHORT_DAYS and gap(when, held) <= near:
                draft.mentions.append(replace(m, days=None))
                return True
        return False

    def _agrees(self, m: Meeting) -> bool:
        """Give an agreement to the round that its report has on that day: who agreed was there."""
        for draft, held in self._reports.get(m.report, ()):
            days = Interval(earliest=first_day(held), latest=last_day(held))
            if m.about and length(m.about) <= SHORT_DAYS and gap(m.about, days) <= (0 if m.days else 1):
                draft.mentions.append(replace(m, days=None, phase="held"))
                return True
        return False


def _unique(made: list[Talks]) -> list[Talks]:
    """Ids that are used once: a second track of one name gets a number."""
    seen: dict[str, int] = {}
    unique = []
    for talks in made:
        seen[talks.track.id] = seen.get(talks.track.id, 0) + 1
        n = seen[talks.track.id]
        track = talks.track if n == 1 else _renamed(talks.track, f"{talks.track.id}-{n}")
        unique.append(Talks(track, talks.drafts))
    return unique


def _renamed(track: Track, new: str) -> Track:
    return Track(
        id=new,
        name=track.name,
        convenors=track.convenors,
        names=track.names,
        rounds=track.rounds,
        evidence=track.evidence,
    )


def _track(group: Group, drafts: Sequence[Draft], parties: Parties) -> Track:
    name = _name(group)
    convenors = dict.fromkeys(c for m in sorted(group.mentions, key=lambda m: m.order) for c in m.convenors)
    return Track(
        id=_slug(name),
        name=name,
        convenors=tuple(convenors),
        names=group.names(),
        rounds=tuple(make_round(d, parties) for d in drafts),
        evidence=gather(m.evidence for m in group.mentions),
    )


def _name(group: Group) -> str:
    printed = group.names()
    if printed:
        return printed[0]
    places = group.places()
    if places:
        return f"{min(places, key=lambda p: (-places[p], p))} talks"
    who = sorted(group.who())
    return f"Talks of {' and '.join(who[:2])}" if who else "Talks"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "talks"


def make_round(draft: Draft, parties: Parties) -> Round:
    """What all mentions of a round say of it."""
    mentions = sorted(draft.mentions, key=lambda m: m.order)
    return Round(
        number=draft.number,
        number_basis=None if draft.number is None else "inferred" if draft.inferred else "stated",
        place=_commonest(m.place for m in mentions if m.formal) or _commonest(m.place for m in mentions),
        status=round_status(draft),
        planned=_plans(draft.plans),
        held=held_days(draft.held) or _implied(mentions),
        participants=_participants(mentions),
        agenda=tuple(dict.fromkeys(t for m in mentions for t in m.topics)),
        outcome="; ".join(dict.fromkeys(m.outcome for m in mentions if m.outcome)) or None,
        evidence=gather(m.evidence for m in mentions),
    )


def _commonest(values: Iterable[str | None]) -> str | None:
    known = [v for v in values if v]
    return min(set(known), key=lambda v: (-known.count(v), known.index(v))) if known else None


def round_status(draft: Draft) -> RoundStatus:
    """Held once any report says so; called off if the last word before that was."""
    phases = {m.phase for m in draft.mentions}
    if "failed" in phases:
        return "failed"
    if phases & {"opens", "ongoing", "ended", "held"}:
        return "held"
    off = [m for m in draft.mentions if m.phase in ("postponed", "cancelled", "planned")]
    last = max(off, key=lambda m: (m.order[0], m.phase != "planned", m.order), default=None)
    if last is None or last.phase == "planned":
        return "planned"
    return "postponed" if last.phase == "postponed" else "cancelled"


def _implied(mentions: Sequence[Meeting]) -> Interval | None:
    """The days that the first report which tells of it implies."""
    return next((m.about for m in mentions if m.is_held and m.about), None)


def _plans(mentions: Iterable[Meeting]) -> tuple[Plan, ...]:
    grouped: dict[tuple[object, ...], list[Meeting]] = {}
    for m in sorted(mentions, key=lambda m: m.order):
        if m.days:
            key = (first_day(m.days), last_day(m.days), m.by, m.via, m.anonymous)
            grouped.setdefault(key, []).append(m)
    return tuple(_plan(same) for _, same in sorted(grouped.items(), key=lambda item: str(item[0])))


def _plan(same: Sequence[Meeting]) -> Plan:
    m = same[0]
    assert m.days
    return Plan(
        when=m.days,
        by=m.by,
        via=m.via,
        anonymous=m.anonymous,
        status=PLANS.get(m.status if m.phase == "planned" else m.phase, "planned"),
        evidence=gather(o.evidence for o in same),
    )


def _participants(mentions: Sequence[Meeting]) -> tuple[Participant, ...]:
    said: dict[str, dict[Attendance, list[Meeting]]] = {}
    for m in mentions:
        for name, attendance in m.who.items():
            said.setdefault(name, {}).setdefault(attendance, []).append(m)
    held = any(m.is_held for m in mentions)
    ahead = any(m.is_ahead for m in mentions)
    usual: Attendance = "attended" if held else "invited"
    for m in (
        mentions if held or ahead else ()
    ):  # whoever runs the talks is there, and so are those whose talks they are
        for name in (*m.convenors, *m.members):
            said.setdefault(name, {usual: [m]})
    found = []
    for name, ways in said.items():
        weightiest = next(w for w in WEIGHT if w in ways)
        found.append(
            Participant(actor=name, attendance=weightiest, evidence=gather(m.evidence for m in ways[weightiest]))
        )
    return tuple(found)

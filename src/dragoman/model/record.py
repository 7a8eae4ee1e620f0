"""The record that many readings make. Nothing enters it without `Evidence`."""

import datetime as dt
from typing import Literal

from dragoman.model.base import Interval, Span, Struct
from dragoman.model.reading import Attendance, Bound, Place, Status
from dragoman.model.report import Problem

RoundStatus = Literal["planned", "held", "postponed", "cancelled", "failed"]
CeasefireStatus = Literal["proposed", "declared", "in_effect", "ended", "unknown"]
CommitmentStatus = Literal["open", "kept", "broken", "disputed", "unknown"]
StepKind = Literal["withdraw", "release", "disarm", "access", "resign", "aid", "cooperation"]
DiscrepancyKind = Literal["date", "attendance", "outcome", "casualties", "responsibility", "expectation"]


class Evidence(Struct, frozen=True, kw_only=True):
    """A sentence of a report, word for word: `report.text[start:end] == quote`."""

    report: str
    sentence: Span
    quote: str


class Plan(Struct, frozen=True, kw_only=True):
    """A date announced for a round, and who said so (None: the report itself)."""

    when: Interval
    by: str | None = None
    via: tuple[str, ...] = ()
    anonymous: bool = False
    status: Literal["planned", "expected", "hoped", "proposed", "postponed", "cancelled"] = "planned"
    evidence: tuple[Evidence, ...] = ()


class Participant(Struct, frozen=True, kw_only=True):
    actor: str
    attendance: Attendance
    evidence: tuple[Evidence, ...] = ()


class Round(Struct, frozen=True, kw_only=True):
    """One meeting of a track. `number` None: no report numbers it, nor follows it from one that does."""

    number: int | None = None
    number_basis: Literal["stated", "inferred"] | None = None  # inferred: "the last round" before the third
    place: str | None = None
    status: RoundStatus = "planned"
    planned: tuple[Plan, ...] = ()
    held: Interval | None = None
    participants: tuple[Participant, ...] = ()
    agenda: tuple[str, ...] = ()
    outcome: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Track(Struct, frozen=True, kw_only=True):
    """A series of talks. `id` is a slug of the name; rounds stand in order of time."""

    id: str
    name: str
    convenors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # every name printed for it
    rounds: tuple[Round, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Contact(Struct, frozen=True, kw_only=True):
    """A call, meeting or visit between parties, outside the rounds of a track; "contact" where no report says how."""

    kind: Literal["call", "meeting", "visit", "contact"]
    parties: tuple[str, ...] = ()
    when: Interval | None = None
    status: Literal["held", "planned", "expected", "hoped", "proposed", "cancelled", "postponed", "failed"] = "held"
    place: str | None = None
    topics: tuple[str, ...] = ()
    outcome: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Commitment(Struct, frozen=True, kw_only=True):
    """A promise, who made it and what became of it."""

    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    what: str = ""
    due: Interval | None = None
    made_at: str | None = None
    made: Interval | None = None
    status: CommitmentStatus = "unknown"
    evidence: tuple[Evidence, ...] = ()


class Violation(Struct, frozen=True, kw_only=True):
    """An alleged breach: who accuses whom of what."""

    accused: tuple[str, ...] = ()
    accuser: tuple[str, ...] = ()
    what: str = ""
    when: Interval | None = None
    denied_by: tuple[str, ...] = ()
    basis: str = ""  # what ties it to the truce: the word that calls it a breach, or where the truce is named
    evidence: tuple[Evidence, ...] = ()


class Ceasefire(Struct, frozen=True, kw_only=True):
    """A truce (ETH/PRIO: declared apart from in effect), its monitors, and who says it was broken."""

    name: str | None = None
    declared: Interval | None = None
    in_effect: Interval | None = None
    ended: Interval | None = None
    until: Interval | None = None  # when it runs out unless it is renewed, as last reported
    status: CeasefireStatus = "unknown"
    parties: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    monitors: tuple[str, ...] = ()
    reports_to: str | None = None
    alleged_violations: tuple[Violation, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Step(Struct, frozen=True, kw_only=True):
    """Something done on the ground that the parties' word is measured by: a withdrawal, a release, access, aid."""

    kind: StepKind
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    place: Place | None = None
    when: Interval | None = None
    status: Status = "happened"
    evidence: tuple[Evidence, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """One source's account of an incident."""

    killed: int | None = None
    bound: Bound | None = None
    wounded: int | None = None
    responsible: str | None = None
    said_by: str | None = None
    report: str
    evidence: tuple[Evidence, ...] = ()


class Incident(Struct, frozen=True, kw_only=True):
    """An act of violence with the rival claims about it."""

    place: Place | None = None
    when: Interval | None = None
    weapon: str | None = None
    claims: tuple[Claim, ...] = ()
    independent_sources: int = 1
    evidence: tuple[Evidence, ...] = ()


class Statement(Struct, frozen=True, kw_only=True):
    """Something said that the record keeps, with the chain it came through."""

    speaker: str | None = None
    content: str = ""
    when: Interval | None = None
    via: tuple[str, ...] = ()
    anonymous: bool = False
    evidence: tuple[Evidence, ...] = ()


class Side(Struct, frozen=True, kw_only=True):
    value: str
    said_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Discrepancy(Struct, frozen=True, kw_only=True):
    """What reports or sources say differently, side by side; none is preferred."""

    kind: DiscrepancyKind
    about: str
    sides: tuple[Side, ...] = ()


class Source(Struct, frozen=True, kw_only=True):
    """An outlet, and the agencies or outlets whose copy it carries (so it counts once with them)."""

    outlet: str | None = None
    agency: str | None = None
    reports: tuple[str, ...] = ()
    independent_of: tuple[str, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()  # groups of report ids that carry one text


class Covered(Struct, frozen=True, kw_only=True):
    """A report that the record rests on, with its day and why that day is believed."""

    id: str
    outlet: str | None = None
    agency: str | None = None
    headline: str | None = None
    published: Interval | None = None
    date: dt.date | None = None
    basis: str = "unknown"
    reasons: tuple[str, ...] = ()


class Record(Struct, frozen=True, kw_only=True):
    """The whole record. Entries are ordered by time, then by text, so that equal input gives equal bytes."""

    tracks: tuple[Track, ...] = ()
    contacts: tuple[Contact, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    ceasefires: tuple[Ceasefire, ...] = ()
    steps: tuple[Step, ...] = ()
    incidents: tuple[Incident, ...] = ()
    statements: tuple[Statement, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    sources: tuple[Source, ...] = ()
    reports: tuple[Covered, ...] = ()
    not_read: tuple[Problem, ...] = ()
    as_of: dt.date | None = None
    versions: dict[str, str] = {}

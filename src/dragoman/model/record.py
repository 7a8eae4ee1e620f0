"""The record that many readings make. Nothing enters it without `Evidence`."""

import datetime as dt
from typing import Literal

from dragoman.model.base import Interval, Span, Struct
from dragoman.model.judgement import Correction, Ruled
from dragoman.model.reading import AnswerKind, Attendance, Bound, Place, Status
from dragoman.model.report import Problem

AnnouncementOutcome = Literal["on_the_day", "off", "postponed", "cancelled", "not_held", "ahead", "unknown"]
RoundStatus = Literal["planned", "held", "postponed", "cancelled", "failed"]
CeasefireStatus = Literal["proposed", "declared", "in_effect", "ended", "unknown"]
EpisodeKind = Literal["declared", "in_effect", "extended", "collapsed", "expired"]
CommitmentStatus = Literal["open", "kept", "broken", "disputed", "unknown"]
FollowUpKind = Literal["reaffirmed", "kept", "broken", "extended", "disputed", "withdrawn"]
StepKind = Literal["withdraw", "release", "disarm", "access", "resign", "aid", "cooperation"]
PressKind = Literal["wire", "private", "public", "state media", "armed group", "party", "organisation"]
DiscrepancyKind = Literal["date", "attendance", "outcome", "casualties", "responsibility", "expectation"]
Relation = Literal["excludes", "precision", "later"]  # cannot both be true; both can; the second is a later count
RivalField = Literal["killed", "wounded", "responsible", "weapon", "place", "when"]
Counted = Literal["children", "women"]


class Evidence(Struct, frozen=True, kw_only=True):
    """A sentence of a report, word for word: `report.text[start:end] == quote`."""

    report: str
    sentence: Span
    quote: str
    corrected: tuple[Correction, ...] = ()  # where a person found that it was misread


class PartySource(Struct, frozen=True, kw_only=True):
    """A source that is itself a party to what it tells of, or opposed to one.

    `party`: the actor of the entry. `why`: the outlet is that party's (owner), its opponent's (opponent_owner), or of
    the state where it happened, whoever did it (home_owner; `party` is that country); the speaker is that party
    (speaker) or on the other side (opponent_speaker). `known_from`: where the owner is known from; None for speakers.
    """

    name: str
    owner: str | None = None
    party: str
    why: Literal["owner", "opponent_owner", "home_owner", "speaker", "opponent_speaker"]
    known_from: str | None = None
    reports: tuple[str, ...] = ()


class Backing(Struct, frozen=True, kw_only=True):
    """How many sources stand behind an entry, and which of them have a side in it.

    `independent`: sources that share neither text nor voice, nor rely on the word of one of the others.
    """

    independent: int
    reports: int
    parties: tuple[PartySource, ...] = ()


class Plan(Struct, frozen=True, kw_only=True):
    """A date announced for a round, and who said so (None: the report itself).

    `announced` is the day of the first report that has it. `off_days` says by how many days the round was off:
    0 on a day announced, 3 three days after the last, -2 two days before the first; None while it is not known to
    have begun.
    """

    when: Interval
    by: str | None = None
    via: tuple[str, ...] = ()
    anonymous: bool = False
    status: Literal["planned", "expected", "hoped", "proposed", "postponed", "cancelled"] = "planned"
    evidence: tuple[Evidence, ...] = ()
    announced: dt.date | None = None
    off_days: int | None = None


class Participant(Struct, frozen=True, kw_only=True):
    actor: str
    attendance: Attendance
    evidence: tuple[Evidence, ...] = ()


class Round(Struct, frozen=True, kw_only=True):
    """One meeting of a track. `number` None: no report numbers it, nor follows it from one that does.

    A round that was announced and never held stands as postponed, cancelled or failed where a report says so, and
    else as planned.
    """

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
    also_called: tuple[str, ...] = ()  # other names printed for it than its track's
    documents: tuple[str, ...] = ()  # what was signed, adopted or handed out there, as printed
    sittings: tuple[Interval, ...] = ()  # the parts of a round held in several, days or weeks apart
    backing: Backing | None = None


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
    backing: Backing | None = None
    planned: tuple[Plan, ...] = ()  # the days announced for it, and by whom


class FollowUp(Struct, frozen=True, kw_only=True):
    """A word on a promise after it was made.

    `kind`: kept or broken says so outright; disputed is an accusation by a side of the matter, or an act alleged that
    would break it; extended moves the day by which it is due to `due`. `by` None: the report itself says it.
    """

    kind: FollowUpKind
    day: Interval | None = None  # of the report
    by: str | None = None
    via: tuple[str, ...] = ()
    anonymous: bool = False
    what: str = ""  # as printed
    due: Interval | None = None
    basis: str = ""  # what ties it to the promise: the words, the deed, an alleged breach of the truce, a meeting
    evidence: tuple[Evidence, ...] = ()


class Commitment(Struct, frozen=True, kw_only=True):
    """A promise, who made it and what became of it. `due` is the day last set, `first_due` the one first told."""

    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    what: str = ""
    due: Interval | None = None
    first_due: Interval | None = None
    agreement: str | None = None  # under which it was made, as printed: "the Stockholm agreement"
    made_at: str | None = None
    made: Interval | None = None
    told: Interval | None = None  # from the first to the last day of the reports that tell of it
    status: CommitmentStatus = "unknown"
    follow_ups: tuple[FollowUp, ...] = ()  # in order of time
    evidence: tuple[Evidence, ...] = ()
    backing: Backing | None = None


class Range(Struct, frozen=True, kw_only=True):
    """A number as several accounts give it, from the lowest to the highest; `high` None: no account sets a limit."""

    low: int
    high: int | None = None


class Detail(Struct, frozen=True, kw_only=True):
    """Something said of an entry, as printed or as named in the record, and the sentences that say so."""

    value: str
    evidence: tuple[Evidence, ...] = ()


class Reply(Struct, frozen=True, kw_only=True):
    """What somebody answered to an allegation."""

    kind: AnswerKind
    by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Violation(Struct, frozen=True, kw_only=True):
    """An alleged breach: who accuses whom of what, where and when, and what was answered. It is nobody's finding.

    Several reports of one allegation are one; `killed` and `wounded` then span what they give.
    """

    accused: tuple[str, ...] = ()
    accuser: tuple[str, ...] = ()
    what: str = ""
    when: Interval | None = None
    place: Place | None = None
    number: Range | None = None  # how many breaches the accuser counts in one: "120 violations"
    killed: Range | None = None
    wounded: Range | None = None
    denied_by: tuple[str, ...] = ()
    answers: tuple[Reply, ...] = ()
    basis: str = ""  # what ties it to the truce: the word that calls it a breach, or where the truce is named
    evidence: tuple[Evidence, ...] = ()


class Episode(Struct, frozen=True, kw_only=True):
    """One turn in the life of a truce: `collapsed` is given up or broken off, `expired` run out.

    `by`: who declares or extends it, or says that it is over; () where the report itself does. `until`: the day
    to which it is extended, or runs. `disputed`: one side says so and another denies it, or says the opposite.
    """

    kind: EpisodeKind
    when: Interval | None = None
    by: tuple[str, ...] = ()
    until: Interval | None = None
    disputed: bool = False
    denied_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Ceasefire(Struct, frozen=True, kw_only=True):
    """A truce (ETH/PRIO: declared apart from in effect), its monitors, and who says it was broken.

    `episodes` stand in order of time; `declared`, `in_effect`, `ended` and `until` sum them up.
    """

    name: str | None = None
    declared: Interval | None = None
    in_effect: Interval | None = None
    ended: Interval | None = None
    until: Interval | None = None  # when it runs out unless it is renewed, as last reported
    status: CeasefireStatus = "unknown"
    episodes: tuple[Episode, ...] = ()
    parties: tuple[str, ...] = ()
    exclusions: tuple[Detail, ...] = ()  # who or what it does not bind or cover
    scope: Literal["nationwide", "partial"] | None = None
    area: tuple[Detail, ...] = ()  # the places for which it is said to hold
    guarantors: tuple[str, ...] = ()
    mediators: tuple[Detail, ...] = ()
    monitors: tuple[str, ...] = ()
    mechanism: tuple[Detail, ...] = ()  # joint centre, commission, hotline: as printed
    reports_to: str | None = None
    written: bool | None = None
    purposes: tuple[Detail, ...] = ()  # each value a `TrucePurpose`
    lasts: Detail | None = None  # a fixed length, as printed
    lasts_days: float | None = None
    alleged_violations: tuple[Violation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    backing: Backing | None = None


class Step(Struct, frozen=True, kw_only=True):
    """Something done on the ground that the parties' word is measured by: a withdrawal, a release, access, aid."""

    kind: StepKind
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    place: Place | None = None
    when: Interval | None = None
    status: Status = "happened"
    evidence: tuple[Evidence, ...] = ()
    backing: Backing | None = None


class Announcement(Struct, frozen=True, kw_only=True):
    """A day that somebody named for a meeting, and what came of it.

    `outcome`: held on the day, held `off_days` off it (later is positive), put off or called off, said not to have been
    held, still ahead; unknown where nothing further is told, which never counts as false.
    """

    about: str
    when: Interval
    hoped: bool = False  # hoped for or proposed only, which is no announcement
    announced: Interval | None = None  # the day of the first report of it
    outcome: AnnouncementOutcome = "unknown"
    held: Interval | None = None
    off_days: int | None = None
    evidence: tuple[Evidence, ...] = ()
    outcome_evidence: tuple[Evidence, ...] = ()


class Reliability(Struct, frozen=True, kw_only=True):
    """How many announcements came to what; `off_*` in days between the day named and the day held, signed."""

    announced: int = 0
    on_the_day: int = 0
    off: int = 0
    postponed: int = 0
    cancelled: int = 0
    not_held: int = 0
    ahead: int = 0
    unknown: int = 0
    off_median: float | None = None  # over all that were held, those on the day too
    off_least: int | None = None
    off_most: int | None = None


class Expectation(Struct, frozen=True, kw_only=True):
    """What one source announced of meetings and how it came true; `said`: announced as settled, `hoped`: hoped only."""

    source: str
    kind: Literal["speaker", "outlet", "unnamed"] = "speaker"  # outlet: a report on its own word; unnamed: a source
    said: Reliability = Reliability()
    hoped: Reliability = Reliability()
    announcements: tuple[Announcement, ...] = ()  # by day


class Side(Struct, frozen=True, kw_only=True):
    value: str
    said_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """One source's account of an incident, as one report gives it."""

    killed: int | None = None
    bound: Bound | None = None
    wounded: int | None = None
    counted: Counted | None = None  # the killed are only these of the dead; None: all, or the text does not say
    responsible: str | None = None
    weapon: str | None = None
    place: str | None = None
    when: Interval | None = None
    said_by: str | None = None  # None: the report itself
    via: tuple[str, ...] = ()  # nearest to the reader last
    anonymous: bool = False
    denied: bool = False  # the source says that this count is not so
    earlier: bool = False  # the report recalls it as a count from before its other one
    denies: str | None = None  # who did not do it, as the source says
    said_on: Interval | None = None  # the day of the report
    report: str
    evidence: tuple[Evidence, ...] = ()


class TollPoint(Struct, frozen=True, kw_only=True):
    """A count as it was given on one day."""

    on: Interval | None = None
    count: int
    bound: Bound | None = None
    evidence: tuple[Evidence, ...] = ()


class TollSeries(Struct, frozen=True, kw_only=True):
    """How the count of one source moved: one point for each day and number, in order of day."""

    source: str  # who is cited, else the outlet or agency whose report it is
    of: Literal["killed", "wounded"] = "killed"
    points: tuple[TollPoint, ...] = ()


class Rivalry(Struct, frozen=True, kw_only=True):
    """Two values that sources give for one thing, and how they stand to each other.

    `relation`: excludes (they cannot both be true), later (the second is a later count), precision (both can be
    true: one is vaguer, or counts fewer kinds of victims).
    """

    field: RivalField
    relation: Relation
    sides: tuple[Side, ...] = ()  # two; for later, in order of day


class Incident(Struct, frozen=True, kw_only=True):
    """An act of violence with the rival claims about it."""

    place: Place | None = None
    when: Interval | None = None
    weapon: str | None = None
    claims: tuple[Claim, ...] = ()
    tolls: tuple[TollSeries, ...] = ()
    rivals: tuple[Rivalry, ...] = ()
    low: int | None = None  # killed, by `rule`
    best: int | None = None
    high: int | None = None
    rule: str | None = None  # how low, best and high were chosen, in words; None where nobody gives a number
    independent_sources: int = 1
    evidence: tuple[Evidence, ...] = ()
    backing: Backing | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """Something said that the record keeps, with the chain it came through."""

    speaker: str | None = None
    content: str = ""
    when: Interval | None = None
    via: tuple[str, ...] = ()
    anonymous: bool = False
    evidence: tuple[Evidence, ...] = ()


class Discrepancy(Struct, frozen=True, kw_only=True):
    """What reports or sources say differently, side by side; none is preferred."""

    kind: DiscrepancyKind
    about: str
    relation: Relation | None = None  # of counts and blame; None: of other kinds
    sides: tuple[Side, ...] = ()


class Source(Struct, frozen=True, kw_only=True):
    """An outlet, and the agencies or outlets whose copy it carries (so it counts once with them)."""

    outlet: str | None = None
    agency: str | None = None
    reports: tuple[str, ...] = ()
    independent_of: tuple[str, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()  # groups of report ids that carry one text
    owner: str | None = None  # of the outlet, else of the agency: an actor's code or name; None: not known
    kind: PressKind | None = None


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
    expectations: tuple[Expectation, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    sources: tuple[Source, ...] = ()
    reports: tuple[Covered, ...] = ()
    not_read: tuple[Problem, ...] = ()
    judgements: tuple[Ruled, ...] = ()  # what persons decided, and what it does here
    as_of: dt.date | None = None
    versions: dict[str, str] = {}

"""What reading finds in one report. All spans are `[start, end)` characters of `report.text`.

Every record has `basis`: the rule or knowledge entry that it rests on, for `dragoman explain`.
"""

import datetime as dt
from typing import Literal

from dragoman.model.base import Span, Struct
from dragoman.model.judgement import Correction
from dragoman.model.report import Report

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Edge = Literal["stated", "implied", "open"]  # the text says it; a vague form stands for it; nothing is said
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "happened", "ongoing", "planned", "expected", "hoped", "proposed", "threatened",
    "denied", "refused", "failed", "postponed", "cancelled", "uncertain",
]  # fmt: skip
Bound = Literal["exact", "at_least", "at_most", "about"]
Attendance = Literal["attended", "absent", "boycotted", "invited", "observed"]
Relative = Literal["first", "last", "previous", "current", "next", "new"]  # which round, as printed
Phase = Literal[
    "planned", "opens", "ongoing", "ended", "held", "postponed", "cancelled", "failed", "refused", "mentioned"
]  # what the sentence says of the talks
TrucePhase = Literal["proposed", "agreed", "declared", "in_effect", "extended", "violated", "ended", "mentioned"]
TruceEnd = Literal["collapsed", "expired"]  # broken off or given up; run out
TrucePurpose = Literal["humanitarian", "peace_process", "holiday", "election", "other"]  # as ETH/PRIO has them
AnswerKind = Literal["denied", "admitted", "justified", "blamed_accuser"]
ActorKind = Literal["person", "state", "group", "organisation", "office", "people", "unknown"]


class Timex(Struct, frozen=True, kw_only=True):
    """A time expression (TimeML TIMEX3) with the days it stands for.

    `earliest`, `latest`: the days, closed; None where the value names no day (PRESENT_REF, durations,
    sets) or the report's own day is needed and unknown. `edges` says how sure each of the two is.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    mod: str | None = None  # TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER, LESS_THAN ...
    edges: tuple[Edge, Edge] = ("stated", "stated")
    anchor: int | None = None  # index in `times` of the time it is reckoned from; None: the report's day or absolute
    basis: str = ""
    # "May 3-4" is two times (TIMEX3); the first names the second here, so that an event can have both days.
    through: int | None = None  # index in `times` of the time that ends the range begun here


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody in the report, gathered from all mentions. `name` is the fullest form, and unique in the report."""

    name: str
    code: str | None = None  # country (ISO 3166 alpha-3) or non-state root, then sector: KAZGOV, SYRREB, UNO
    kind: ActorKind = "unknown"
    role: str | None = None  # as printed: "foreign minister"
    country: str | None = None  # alpha-3
    aliases: tuple[str, ...] = ()  # short forms used in the report
    members: tuple[str, ...] = ()  # names, where the actor is a set ("the two leaders")
    basis: str = ""


class Party(Struct, frozen=True, kw_only=True):
    """One side of an event, as named there. `name` is that of an `Actor` of the report."""

    name: str
    code: str | None = None
    span: Span | None = None


class Place(Struct, frozen=True, kw_only=True):
    """Where: `country` is ISO 3166 alpha-3; coordinates in degrees (WGS 84), None when not in the gazetteer."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    admin: str | None = None  # province or governorate


class When(Struct, frozen=True, kw_only=True):
    """The days of an event and the words they rest on; edges as in `Timex`."""

    text: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    edges: tuple[Edge, Edge] = ("stated", "stated")


class Attribution(Struct, frozen=True, kw_only=True):
    """Who said what, and through whom it reached us (source, cue, content: PARC 3, PolNeAR)."""

    id: str
    source: Span | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    speaker: str | None = None
    anonymous: bool = False
    via: tuple[str, ...] = ()  # nearest to the reader last
    kind: Literal["direct", "indirect", "mixed"] = "indirect"
    parent: str | None = None  # id of the attribution in whose content this one stands
    basis: str = ""


class Toll(Struct, frozen=True, kw_only=True):
    """How many, counted by kind of victim. None: the text does not say."""

    civilians: int | None = None
    noncivilians: int | None = None
    children: int | None = None
    women: int | None = None
    total: int | None = None
    bound: Bound | None = None


class Casualties(Struct, frozen=True, kw_only=True):
    """The killed and the wounded of one event, as one source gives them."""

    killed: Toll = Toll()
    wounded: Toll = Toll()


class Version(Struct, frozen=True, kw_only=True):
    """What one sentence says of an event that the report tells of elsewhere: another toll, or who did it.

    `speaker` is the name of who says it, None where the report itself does.
    """

    sentence: Span
    casualties: Casualties | None = None
    agents: tuple[Party, ...] = ()
    speaker: str | None = None
    denied: bool = False  # the speaker says that `agents` did not do it
    earlier: bool = False  # a count from before the event's own: "had spoken of 21 dead at noon"
    basis: str = ""


class Event(Struct, frozen=True, kw_only=True):
    """One thing done, planned, hoped for or denied (PLOVER type and mode; `status` is ours)."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    trigger: Span
    sentence: Span
    agents: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    when: When | None = None
    status: Status = "happened"
    attribution: str | None = None
    casualties: Casualties | None = None
    weapon: str | None = None
    main: bool = False
    versions: tuple[Version, ...] = ()  # rival accounts in the same report, so that each becomes a claim of its own
    basis: str = ""


class Attendee(Struct, frozen=True, kw_only=True):
    """A party of talks and whether it came; `name` as in `Party`."""

    party: Party
    attendance: Attendance


class Talks(Struct, frozen=True, kw_only=True):
    """A mention of talks: which process and which round of it, and what the sentence says of it.

    `event` is the event that tells of it, if there is one. `same_as` is the id of an earlier mention
    of the report that means the same meeting ("the talks"). `number` and `relative` are what is
    printed ("third round"; "the last round"); `formal` sets talks and rounds apart from any meeting.
    """

    id: str
    event: str | None = None
    span: Span
    sentence: Span
    track: str | None = None  # the process, as printed: "Astana talks"
    formal: bool = True
    number: int | None = None
    relative: Relative | None = None
    count: int | None = None  # "four rounds of talks"
    phase: Phase = "mentioned"
    place: Place | None = None
    when: When | None = None
    parties: tuple[Party, ...] = ()  # whose talks they are, attendance aside
    attendance: tuple[Attendee, ...] = ()  # who is said to have come, stayed away or been asked
    convenors: tuple[Party, ...] = ()
    topics: tuple[str, ...] = ()
    outcome: str | None = None
    by_phone: bool = False
    documents: tuple[str, ...] = ()  # "a joint statement": what was signed, adopted or handed out there, as printed
    same_as: str | None = None
    attribution: str | None = None
    basis: str = ""


class Answer(Struct, frozen=True, kw_only=True):
    """What somebody answers to an allegation; the sentence that says so."""

    kind: AnswerKind
    by: tuple[Party, ...] = ()
    sentence: Span


class Truce(Struct, frozen=True, kw_only=True):
    """A mention of a ceasefire. `accused` and `accuser` are filled where a breach is alleged (`what`).

    `place`, `when`, `casualties` and `answers` are then those of the breach.
    """

    id: str
    event: str | None = None
    span: Span
    sentence: Span
    name: str | None = None  # as printed: "December ceasefire"
    phase: TrucePhase = "mentioned"
    place: Place | None = None
    when: When | None = None
    # Declared is not in effect (ETH/PRIO): the days that a report may give of one truce; `when` is that of the phase.
    made: When | None = None
    begins: When | None = None
    until: When | None = None
    parties: tuple[Party, ...] = ()
    guarantors: tuple[Party, ...] = ()
    monitors: tuple[Party, ...] = ()
    reports_to: Party | None = None
    accused: tuple[Party, ...] = ()
    accuser: tuple[Party, ...] = ()
    what: str | None = None
    number: int | None = None  # how many breaches are counted in one: "120 violations"
    denied_by: tuple[Party, ...] = ()  # who denies the breach, in the same breath
    answers: tuple[Answer, ...] = ()
    casualties: Casualties | None = None
    by: tuple[Party, ...] = ()  # who declares, extends or ends it
    ended: TruceEnd | None = None  # how, where `phase` is "ended"
    denied: bool = False  # the phase is what somebody denies: "denied that the truce had collapsed"
    excludes: tuple[Party, ...] = ()  # who or what it does not bind or cover, as printed
    area: tuple[Place, ...] = ()
    nationwide: bool | None = None
    mechanism: tuple[Party, ...] = ()  # the body or line that is to deal with breaches, as printed
    mediators: tuple[Party, ...] = ()
    written: bool | None = None
    purposes: tuple[TrucePurpose, ...] = ()
    lasts: str | None = None  # a fixed length, as printed: "72 hours"
    lasts_days: float | None = None
    attribution: str | None = None
    basis: str = ""


class Promise(Struct, frozen=True, kw_only=True):
    """Somebody binds himself to do something (`what`, as printed), or is said to have kept or broken it."""

    id: str
    event: str | None = None
    span: Span
    sentence: Span
    who: tuple[Party, ...] = ()
    to: tuple[Party, ...] = ()
    what: str
    deed: str | None = None  # the event of what is promised
    kind: str | None = None  # what kind of deed, so that "leave the city" and "the withdrawal" can be known as one
    due: When | None = None
    made: When | None = None
    made_at: str | None = None  # where or in what: "the joint statement"
    agreement: str | None = None  # under which paper, as printed: "the Stockholm agreement"
    recalled: bool = False  # "had promised": one made before, of which the report reminds
    again: bool = False  # "renewed its promise": made before, and made once more
    phase: Literal["made", "kept", "broken", "extended", "withdrawn"] = "made"  # extended: `due` is the day now set
    attribution: str | None = None
    basis: str = ""


class Reading(Struct, frozen=True, kw_only=True):
    """All that was read in one report, in text order."""

    report: Report
    times: tuple[Timex, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    talks: tuple[Talks, ...] = ()
    truces: tuple[Truce, ...] = ()
    promises: tuple[Promise, ...] = ()
    actors: tuple[Actor, ...] = ()
    versions: dict[str, str] = {}  # program, model, knowledge
    corrections: tuple[Correction, ...] = ()  # what persons changed in it; () as it comes from reading

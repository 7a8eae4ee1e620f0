"""One mention of a meeting: what one report says in one place.

Enters: nothing; meetings.py makes them. Leaves: `Meeting`, and the few words it is described by.
"""

import datetime as dt
from dataclasses import dataclass, field

from dragoman.model import Evidence, Interval
from dragoman.model.reading import Attendance, Phase, Relative

HELD: tuple[Phase, ...] = ("opens", "ongoing", "ended", "held", "failed")
AHEAD: tuple[Phase, ...] = ("planned", "postponed", "cancelled")
AGREEMENT = "agreement"  # who agreed on a day of talks was there; by itself it is no meeting
DEAL = "deal"  # an agreement of two, which is no round of a process
REFUSAL = "refusal"  # one who will not meet the other; by itself it is no meeting
Order = tuple[dt.date, str, int, int]  # the report's day and id, and the place in it


@dataclass(frozen=True, slots=True)
class Meeting:
    """One mention. `order` sorts mentions by the report's day, its id and the place in it."""

    report: str
    order: Order
    published: Interval | None
    evidence: Evidence
    kind: str = "meeting"  # call | meeting | visit | contact | agreement | deal | refusal
    formal: bool = False
    track: str | None = None
    number: int | None = None
    relative: Relative | None = None
    phase: Phase = "mentioned"
    status: str = "happened"
    place: str | None = None
    country: str | None = None
    days: Interval | None = None  # stated in words
    about: Interval | None = None  # stated, or implied by the report's own day
    who: dict[str, Attendance] = field(default_factory=dict)
    members: tuple[str, ...] = ()  # whose talks they are, where nothing is said of attendance
    convenors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    outcome: str | None = None
    documents: tuple[str, ...] = ()
    by: str | None = None
    via: tuple[str, ...] = ()
    anonymous: bool = False
    guessed: bool = False  # the sentence names no party: those given are the reading's guess
    local: str | None = None  # id in the report
    same_as: str | None = None
    torn: str | None = None  # the country whose war the report's meetings are about
    beside: tuple[str, ...] = ()  # who else meets or agrees in the report
    ties: tuple[str, ...] = ()  # what it shares with the mentions of the report that it may mean

    @property
    def is_held(self) -> bool:
        """It has begun, at least."""
        return self.phase in HELD

    @property
    def is_ahead(self) -> bool:
        """It lay ahead when the report was written, or was called off."""
        return self.phase in AHEAD

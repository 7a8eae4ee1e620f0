"""What one report tells that may keep or break a promise made in another: deeds, breaches, meetings.

Enters: a reading and the parties. Leaves: `Deed`s.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.model import Event, Interval, Reading, Talks, Truce
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.commitments.words import Told, tell
from dragoman.reconciling.days import days_of

PEACE = ("keep_truce", "halt")  # kinds of promise that an alleged breach of a truce calls in question
MEET = "meet"
Verdict = Literal["kept", "broken", "disputed", "extended"]

BY_MODE = {"withdraw": "withdraw", "release": "release", "disarm": "disarm", "access": "open"}  # of RETREAT, to kind
_DONE = ("RETREAT", "AID", "COOPERATE", "CONCEDE", "SUPPORT")  # events that can be looked for as done
_UNDONE = ("refused", "failed", "cancelled")
_HELD = ("opens", "ongoing", "ended", "held")
_STAYED_AWAY = ("absent", "boycotted")
_CLIP = 240  # characters of what is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that happened or was refused, the kinds of promise on which it may bear, and what it says of them."""

    told: Told
    verdict: Verdict
    basis: Literal["deed", "breach of the truce", "meeting", "stayed away", "meeting put off"]
    kinds: tuple[str, ...]
    act: tuple[str, str] | None = None  # type and mode of the event
    place: str | None = None
    days: Interval | None = None


def find_deeds(reading: Reading, parties: Parties) -> Iterator[Deed]:
    """What a report tells that may bear on a promise; nothing for a report whose day is not known."""
    if not (reading.report.published.date or reading.report.published.earliest or reading.report.published.latest):
        return
    for event in reading.events:
        yield from _done(reading, event, parties)
    for truce in reading.truces:
        if truce.what and truce.accuser and truce.accused:
            yield _breach(reading, truce, parties)
    for talks in reading.talks:
        yield from _meeting(reading, talks, parties)


def _done(reading: Reading, event: Event, parties: Parties) -> Iterator[Deed]:
    """Something done, refused or denied that can be promised."""
    if event.type not in _DONE or not event.mode or event.status not in ("happened", "denied", *_UNDONE):
        return
    who = parties.all(reading.report.id, event.agents)
    kind = BY_MODE.get(event.mode) if event.type == "RETREAT" else None
    verdict: Verdict = "kept" if event.status == "happened" else "broken"
    what = _clip(reading.report.quote(event.sentence))
    if who:
        yield Deed(
            told=tell(reading, parties, who, event.sentence, event.trigger, event.attribution, what),
            verdict="disputed" if event.status == "denied" else verdict,
            basis="deed",
            kinds=(kind,) if kind else (),
            act=(event.type, event.mode),
            place=event.place.name if event.place else None,
            days=days_of(event.when),
        )


def _breach(reading: Reading, truce: Truce, parties: Parties) -> Deed:
    """Whoever is accused of a breach of the truce is accused of not keeping his promise to hold his fire."""
    who = parties.all(reading.report.id, truce.accused)
    told = tell(reading, parties, who, truce.sentence, truce.span, truce.attribution, truce.what or "", compared=False)
    if told.by is None:
        told = replace(told, by=next(iter(parties.all(reading.report.id, truce.accuser)), None))
    return Deed(told=told, verdict="disputed", basis="breach of the truce", kinds=PEACE)


def _meeting(reading: Reading, talks: Talks, parties: Parties) -> Iterator[Deed]:
    """Talks that were held or put off, and who stayed away: for promises to come, and to be the host."""
    report = reading.report.id
    sentence = _clip(reading.report.quote(talks.sentence))
    where = talks.place.name if talks.place else None
    days = days_of(talks.when) if talks.when and talks.when.text else None

    def told(who: tuple[str, ...]) -> Told:
        return tell(reading, parties, who, talks.sentence, talks.span, talks.attribution, sentence, compared=False)

    members = parties.all(report, talks.parties)
    away = parties.all(report, [a.party for a in talks.attendance if a.attendance in _STAYED_AWAY])
    if away:
        yield Deed(told=told(away), verdict="broken", basis="stayed away", kinds=(MEET,), place=where, days=days)
    if talks.phase == "postponed" and members:
        yield Deed(
            told=told(members), verdict="extended", basis="meeting put off", kinds=(MEET,), place=where, days=days
        )
    if talks.phase not in _HELD:
        return
    everybody = members or tuple(parties.name(report, a.name) for a in reading.actors)
    came = tuple(n for n in everybody if n not in away)
    if days and came:
        yield Deed(told=told(came), verdict="kept", basis="meeting", kinds=(MEET,), place=where, days=days)
    if days and talks.formal and talks.place and talks.place.country:
        host = replace(told(()), sides=frozenset({f"{talks.place.country}GOV"}))
        yield Deed(told=host, verdict="kept", basis="meeting", kinds=("host",), place=where, days=days)


def _clip(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _CLIP else text[:_CLIP].rsplit(" ", 1)[0]

"""Steps on the ground that two reports put on different days, or that one has happen and another deny.

Enters: readings. Leaves: disputes on withdrawals, releases, deployments, arrivals and aid. Two reports tell of one step
if the same party takes it, nothing they say of place or receiver differs, and they have words in common besides.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model import Discrepancy, Event, Evidence, Interval, Reading, Side
from dragoman.model.reading import Status
from dragoman.model.record import DiscrepancyKind
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, gap, last_day, length, published_days, stated_days
from dragoman.reconciling.disputes.make import make, make_side
from dragoman.reconciling.disputes.words import matter, shorten, split, stem
from dragoman.reconciling.evidence import quote
from dragoman.reconciling.talks.discrepancies import show

APART = 30  # days between two reports of one step
SOON = 7  # days between what is foreseen and its being doubted
NEAR = 3  # days between a step that happened and its denial
LONGEST = 31  # days: a vaguer time is no other day
SHARED = 2  # words that carry meaning, besides the names of who did it
_BIN_DAYS = 8  # days of steps that share a key
NEAREST = 20  # tellings under one key that are looked at
STEPS = {
    "RETREAT": ("withdraw", "release", "disarm", "access"),
    "MOBILIZE": ("troops",),
    "AID": None,
    "CONSULT": ("visit",),
}
AHEAD: tuple[Status, ...] = ("planned", "expected", "hoped", "proposed")
DENIED: tuple[Status, ...] = ("denied", "refused")
OFF: tuple[Status, ...] = ("postponed", "cancelled", "failed")
DONE: tuple[Status, ...] = ("happened", "ongoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's word on a step."""

    order: tuple[dt.date, str, int]
    kind: str
    status: Status
    who: tuple[str, ...]
    to: tuple[str, ...]
    place: str | None
    days: Interval | None
    published: Interval
    by: str | None
    words: frozenset[str]  # stems that carry meaning
    names: frozenset[str]  # stems of the names of who did it
    evidence: Evidence


def deed_keys(reading: Reading, parties: Parties) -> Iterator[str]:
    """Keys such that two reports that may tell of one step differently share one."""
    for telling in find_deeds(reading, parties):
        yield from _keys(telling, parties)


def _keys(telling: Telling, parties: Parties) -> Iterator[str]:
    """Under what the telling is compared: steps to come by the reports' days, those done by their own.

    The many steps that were only done share the shorter stretches, so that they do not tie all reports together.
    """
    bins: list[str] = []
    if telling.status not in DONE:
        n = telling.order[0].toordinal() // APART
        bins += [f"ahead:{m}" for m in (n, n + 1)]
    days = telling.days or telling.published
    if telling.status in (*DONE, *DENIED) and length(days) <= LONGEST:
        first, last = first_day(days).toordinal(), last_day(days).toordinal() + NEAR
        bins += [f"done:{m}" for m in range(first // _BIN_DAYS, last // _BIN_DAYS + 1)]
    for side in _sides(telling, parties):
        yield from (f"deed:{telling.kind}:{side}:{m}" for m in bins)


def find_deeds(reading: Reading, parties: Parties) -> Iterator[Telling]:
    """The steps of which a report tells: with a stated day to come, done, or denied."""
    published = published_days(reading)
    if published is None:
        return
    said = {a.id: a.speaker for a in reading.attributions}
    report = reading.report.id
    for event in reading.events:
        kind, who = _kind(event), parties.all(report, event.agents)
        if not kind or not who or (event.type == "CONSULT" and any(n in parties.persons for n in who)):
            continue
        days = stated_days(event.when)
        days = days if days and length(days) <= LONGEST else None
        if event.status not in (*AHEAD, *DONE, *DENIED, *OFF):
            continue
        speaker = said.get(event.attribution or "")
        evidence = quote(reading, event.sentence)
        yield Telling(
            order=(first_day(published), report, event.trigger.start),
            kind=kind,
            status=event.status,
            who=who,
            to=parties.all(report, event.recipients),
            place=event.place.name if event.place else None,
            days=days,
            published=published,
            by=parties.name(report, speaker) if speaker else None,
            words=matter(split(evidence.quote)),
            names=frozenset(stem(w) for n in who for w in split(n)),
            evidence=evidence,
        )


def _kind(event: Event) -> str | None:
    modes = STEPS.get(event.type, ())
    if event.casualties or (modes is not None and event.mode not in modes):
        return None
    return event.mode or event.type.lower()


def _sides(telling: Telling, parties: Parties) -> list[str]:
    """The sides of those who take the step, and the last word of a name without capitals: monitors, troops."""
    return sorted({s for n in telling.who for s in parties.sides(n)} | set(_nouns(telling)))


def _nouns(telling: Telling) -> list[str]:
    return [n.split()[-1] for n in telling.who if n and n.split()[-1].islower()]


def deed_disputes(readings: Iterable[Reading], parties: Parties) -> Iterator[Discrepancy]:
    """One for each pair of tellings next to each other that differ; each telling takes part once for each kind."""
    told = sorted((t for r in readings for t in find_deeds(r, parties)), key=lambda t: t.order)
    blocks: dict[str, list[Telling]] = defaultdict(list)
    used: set[tuple[str, tuple[dt.date, str, int]]] = set()
    for telling in told:
        keys = list(_keys(telling, parties))
        near = {t.order: t for key in keys for t in blocks[key][-NEAREST:]}
        for other in sorted(near.values(), key=lambda t: t.order, reverse=True):
            found = _compare(other, telling, parties)
            if found and not {(found.kind, t.order) for t in (other, telling)} & used:
                used |= {(found.kind, t.order) for t in (other, telling)}
                yield found
        for key in keys:
            blocks[key].append(telling)


def _compare(one: Telling, other: Telling, parties: Parties) -> Discrepancy | None:
    if not _is_one_step(one, other, parties):
        return None
    kind = _differ(one, other)
    about = f"{shorten(' and '.join(one.who), 60)}, {one.kind}: {shorten(one.evidence.quote, 90)}"
    return make(kind, about, _sides_of(one, other)) if kind else None


def _differ(one: Telling, other: Telling) -> DiscrepancyKind | None:
    """In what two tellings of one step exclude each other."""
    apart = gap(one.days, other.days) if one.days and other.days else 0
    ahead = [t.status in AHEAD for t in (one, other)]
    if all(ahead):
        return "date" if apart else None
    against = [t.status in (*DENIED, *OFF) for t in (one, other)]
    if against[0] == against[1]:
        return None
    near = gap(one.days or one.published, other.days or other.published)
    if any(ahead):
        return "expectation" if near <= SOON else None
    if one.kind == "visit" or {one.status, other.status} & set(OFF):
        return None
    return "outcome" if near <= NEAR else None


def _sides_of(one: Telling, other: Telling) -> list[Side]:
    return [make_side(f"{t.status}{f' {show(t.days)}' if t.days else ''}", [t.by], [t.evidence]) for t in (one, other)]


def _is_one_step(one: Telling, other: Telling, parties: Parties) -> bool:
    if one.evidence == other.evidence or abs((one.order[0] - other.order[0]).days) > APART:
        return False
    if one.evidence.report == other.evidence.report and (one.by == other.by or not (one.by and other.by)):
        return False  # one who corrects himself
    if one.place and other.place and one.place != other.place:
        return False
    if one.to and other.to and not parties.shared(one.to, other.to):
        return False
    if not parties.shared(one.who, other.who) and not set(_nouns(one)) & set(_nouns(other)):
        return False
    return len((one.words & other.words) - one.names - other.names) >= SHARED

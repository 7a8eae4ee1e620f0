"""How much was alleged: breaches of truces and incidents, counted by day, place, accused and accuser.

Enters: finished entries of a record. Leaves: `Count`s, each with the sentences it rests on. What is counted is the
allegation, not the report: an allegation that ten reports carry is one. A thing that is not known to fall on one day
(or in one week) stands in a row without one. The dead of a breach that is an incident of the record, too, are counted
with the incident only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.model import Ceasefire, Evidence, Incident, Interval, Place, Range, Span, Violation
from dragoman.reconciling.evidence import gather

By = Literal["day", "week", "place", "party"]
BY: tuple[By, ...] = ("day", "week", "place", "party")


@dataclass(frozen=True, slots=True)
class Count:
    """One cell of the table; None where it is not told (of `day`: or where the table is not by days).

    `day`: the day, or the Monday of the week. `killed`: by all of them together, lowest to highest; None where no
    source gives a number for any. `untold`: how many of them have no number.
    """

    day: dt.date | None
    place: str | None
    accused: str | None
    accuser: str | None
    violations: int
    incidents: int
    killed: Range | None
    untold: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One allegation or incident."""

    kind: Literal["violation", "incident"]
    when: Interval | None
    place: str | None
    accused: tuple[str, ...]
    accuser: tuple[str, ...]
    killed: Range | None
    evidence: tuple[Evidence, ...]
    spot: tuple[float, float] | None = None  # latitude and longitude, in degrees
    is_told_elsewhere: bool = False  # a breach that is an incident of the record, too


def count_allegations(ceasefires: Iterable[Ceasefire], incidents: Sequence[Incident], by: By = "day") -> list[Count]:
    """Count what is alleged.

    Args:
        by: "day" and "week" count by time, place, accused and accuser; "place" and "party" by these alone.
    Returns:
        In order of time, place and names; what has no day comes last.
    """
    groups: dict[tuple[dt.date | None, str | None, str | None, str | None], list[Item]] = {}
    for item in list_items(ceasefires, incidents):
        groups.setdefault(_key(item, by), []).append(item)
    return [_count(key, items) for key, items in sorted(groups.items(), key=lambda g: _order(g[0]))]


def list_items(ceasefires: Iterable[Ceasefire], incidents: Sequence[Incident]) -> list[Item]:
    """Each alleged breach and each incident, as it counts; one place has one name, the shortest printed."""
    found = list(_list_items(ceasefires, incidents))
    names: dict[tuple[float, float], list[str]] = {}
    for item in found:
        if item.spot and item.place:
            names.setdefault(item.spot, []).append(item.place)
    shortest = {spot: min(some, key=lambda n: (len(n), n)) for spot, some in names.items()}
    named = [replace(i, place=shortest[i.spot]) if i.spot in shortest else i for i in found]
    known = {key for i in named if i.kind == "incident" for key in _where_and_when(i)}
    return [replace(i, is_told_elsewhere=True) if _is_one_of(i, known) else i for i in named]


def _is_one_of(item: Item, known: set[tuple[str, str, dt.date]]) -> bool:
    """True for a breach of the place and day of an incident that the same report tells of."""
    return item.kind == "violation" and not known.isdisjoint(_where_and_when(item))


def _where_and_when(item: Item) -> list[tuple[str, str, dt.date]]:
    day = day_of(item.when)
    return [(e.report, item.place, day) for e in item.evidence] if item.place and day else []


def _list_items(ceasefires: Iterable[Ceasefire], incidents: Sequence[Incident]) -> Iterator[Item]:
    told = {(e.report, e.sentence) for i in incidents for e in _sentences(i)}
    for ceasefire in ceasefires:
        yield from (_of_violation(v, told) for v in ceasefire.alleged_violations)
    yield from map(_of_incident, incidents)


def _sentences(incident: Incident) -> Iterator[Evidence]:
    yield from incident.evidence
    yield from (e for claim in incident.claims for e in claim.evidence)


def _of_violation(v: Violation, told: set[tuple[str, Span]]) -> Item:
    return Item(
        kind="violation",
        when=v.when,
        place=v.place.name if v.place else None,
        accused=_names(v.accused),
        accuser=_names(v.accuser),
        killed=v.killed,
        evidence=v.evidence,
        spot=_spot(v.place),
        is_told_elsewhere=any((e.report, e.sentence) in told for e in v.evidence),
    )


def _of_incident(i: Incident) -> Item:
    """Whom its claims hold responsible, and who says so; where they differ, all of them."""
    charges = [c for c in i.claims if c.responsible and not c.denied]
    known = None if i.low is None else Range(low=i.low, high=i.high)
    return Item(
        kind="incident",
        when=i.when,
        place=i.place.name if i.place else None,
        accused=_names(c.responsible for c in charges),
        accuser=_names(c.said_by for c in charges),
        killed=known,
        spot=_spot(i.place),
        evidence=gather(_sentences(i)),
    )


def _spot(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return round(place.latitude, 2), round(place.longitude, 2)


def _names(names: Iterable[str | None]) -> tuple[str, ...]:
    """Each once, in order of the alphabet."""
    return tuple(sorted({n for n in names if n}))


def _cell(names: Sequence[str]) -> str | None:
    """Several as one cell; None where nobody is named."""
    return " / ".join(names) or None


def day_of(when: Interval | None, by: By = "day") -> dt.date | None:
    """The day of a thing, or the Monday of its week; None unless all its days fall on, or in, one."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = when.earliest, when.latest
    if by == "week":
        first, last = (d - dt.timedelta(days=d.weekday()) for d in (first, last))
    return first if first == last else None


def _key(item: Item, by: By) -> tuple[dt.date | None, str | None, str | None, str | None]:
    if by == "place":
        return None, item.place, None, None
    if by == "party":
        return None, None, _cell(item.accused), _cell(item.accuser)
    return day_of(item.when, by), item.place, _cell(item.accused), _cell(item.accuser)


def _order(key: tuple[dt.date | None, str | None, str | None, str | None]) -> tuple[object, ...]:
    return key[0] or dt.date.max, *((name is None, name or "") for name in key[1:])


def _count(key: tuple[dt.date | None, str | None, str | None, str | None], items: Sequence[Item]) -> Count:
    deadly = [i for i in items if not i.is_told_elsewhere]
    tolls = [i.killed for i in deadly if i.killed]
    highs = [t.high for t in tolls]
    low, high = sum(t.low for t in tolls), None if None in highs else sum(h for h in highs if h is not None)
    return Count(
        *key,
        violations=sum(i.kind == "violation" for i in items),
        incidents=sum(i.kind == "incident" for i in items),
        killed=Range(low=low, high=high) if tolls else None,
        untold=len(deadly) - len(tolls),
        evidence=gather(e for i in items for e in i.evidence),
    )

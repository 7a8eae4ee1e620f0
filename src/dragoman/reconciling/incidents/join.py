"""Incidents across reports: which tellings are of one act of violence, with their rival claims side by side.

Enters: readings, in any order. Leaves: `Incident` records, in order of time; no figure is preferred.

Method: each toll told of an act becomes a telling; tellings that share a day and a place (or a weapon,
where no place is told) are compared. `compare_tellings` scores place, day, weapon, toll and perpetrator,
each with its reason; `judge_tellings` answers same, different or unsure. Tellings judged the same are
joined, the surest first, unless that would bring together two that are judged different.
"""

import datetime as dt
import functools
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.incidents import Perpetrator, Weapon
from dragoman.model import Casualties, Claim, Event, Incident, Interval, Party, Place, Reading
from dragoman.reconciling.days import around, common, days_of, first_day
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.sources import Lineage, trace_lineage

Judgement = Literal["same", "different", "unsure"]

SAME_PLACE_KM = 8.0  # a quarter and its town
NEAR_KM = 30.0  # a town and the villages around it
SAME = 2.4  # scores: see `compare_tellings`
UNSURE = 1.5
LONG_AFTER_DAYS = 60  # a day that is only implied by the report's own says little, but not nothing
WELL_KNOWN = 50  # killed: such an act is told of for months, in reports whose own day says nothing of it
TOLD_AS_FACT = ("happened", "ongoing", "uncertain", "denied")  # a denial is a claim too
LONGEST_DAYS = 4  # a telling spread over more days is of a campaign, not of one act
STATE = frozenset(("", "GOV", "MIL", "COP", "SPY", "PRM"))  # sectors of a code
_MINOR = re.compile(r"\b(?:the|al|el|as|ash|ar|az|ad|an|at)\b")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of one act: the event, and what comparing it needs."""

    reading: Reading = field(repr=False)
    event: Event
    days: Interval
    place: Place | None
    killed: int | None

    @property
    def key(self) -> tuple[str, int, str]:
        """For ordering, and to tell tellings apart."""
        return (self.reading.report.id, self.event.trigger.start, self.event.id)


def merge_incidents(readings: Iterable[Reading], lineage: Lineage | None = None) -> tuple[Incident, ...]:
    """Join what reports tell of the same acts of violence.

    Args:
        readings: in any order; a report given twice counts once.
        lineage: who copies whom among these reports; worked out where it is not given.
    Returns:
        One incident for each act, by day, then place; each with one claim for each report and speaker.
    """
    unique = {r.report.id: r for r in sorted(readings, key=lambda r: (r.report.id, r.report.text), reverse=True)}
    known = lineage or trace_lineage(r.report for r in unique.values())
    tellings = sorted((t for r in unique.values() for t in find_tellings(r)), key=lambda t: t.key)
    groups = _join(tellings, known)
    return tuple(sorted((_incident(group, known) for group in groups), key=_order))


def find_tellings(reading: Reading) -> Iterator[Telling]:
    """The acts of violence with victims that a report tells of, with their days.

    Left out are an event without a day, one spread over many days, and what a report recalls beside its
    own incident from days before it: a recollection is no further account of that act.
    """
    own = max((e.when.latest for e in reading.events if e.main and e.when and e.when.latest), default=None)
    for event in reading.events:
        days = days_of(event.when)
        if event.casualties is None or event.status not in TOLD_AS_FACT or days is None:
            continue
        if days.earliest is None or days.latest is None or (days.latest - days.earliest).days >= LONGEST_DAYS:
            continue
        if event.main or own is None or days.latest >= own:
            yield Telling(reading, event, days, event.place, event.casualties.killed.total)


# ---- comparing
def compare_tellings(one: Telling, other: Telling, lineage: Lineage) -> tuple[float, dict[str, float]]:
    """How alike two tellings are.

    Returns:
        The score (the sum) and what each feature gave: above 0 speaks for one act, below 0 against it.
    """
    features = {
        "place": _compare_places(one.place, other.place),
        "day": _compare_days(one, other),
        "weapon": _compare_weapons(one.event.weapon, other.event.weapon),
        "killed": _compare_tolls(one, other),
        "perpetrator": _compare_perpetrators(one.event, other.event),
        "text": _compare_texts(one, other, lineage),
    }
    return sum(features.values()), features


def judge_tellings(one: Telling, other: Telling, lineage: Lineage) -> tuple[Judgement, float]:
    """Whether two tellings are of one act; a place or day that excludes it outweighs all but a common text."""
    score, features = compare_tellings(one, other, lineage)
    if features["text"] > 0:
        return "same", score
    if features["place"] <= -3 or features["day"] <= -3:
        return "different", score
    return ("same" if score >= SAME else "unsure" if score >= UNSURE else "different"), score


def fold_name(name: str) -> str:
    """A place name without accents, articles, marks and its province: "Al-Mayādīn, Deir Ezzor" is "mayadin"."""
    name = name.split(",")[0]
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(_MINOR.sub(" ", re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’ʿʾ`]", "", plain))).split())


def _compare_places(one: Place | None, other: Place | None) -> float:
    """By name, else by distance and province; a province and a town in it go together."""
    if one is None or other is None:
        return 0.0
    if one.country and other.country and one.country != other.country:
        return -4.0
    if fold_name(one.name) == fold_name(other.name):
        return 1.0 if fold_name(one.name) == fold_name(one.admin or "") else 2.0  # a province, or its chief city
    distance = distance_km(one, other)
    if distance is not None and distance <= SAME_PLACE_KM:
        return 1.5
    areas = {fold_name(p.admin or "") for p in (one, other)} - {""}
    is_area = fold_name(one.name) in areas or fold_name(other.name) in areas  # a province, and a town in it
    if (is_area and len(areas) == 1) or (distance is not None and distance <= NEAR_KM):
        return 0.5
    if len(areas) == 1 and distance is None:
        return 0.0
    return -3.0 if len(areas) > 1 else -1.0


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance; None where a place has no coordinates."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    assert one.latitude is not None and one.longitude is not None
    assert other.latitude is not None and other.longitude is not None
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return 6371.0 * math.acos(min(1.0, max(-1.0, cosine)))


def _compare_days(one: Telling, other: Telling) -> float:
    """1.5 where the days that are told agree; less where a day is only implied; a day apart may be a night."""
    assert one.days.earliest and one.days.latest and other.days.earliest and other.days.latest
    apart = max((one.days.earliest - other.days.latest).days, (other.days.earliest - one.days.latest).days, 0)
    if apart == 0:
        return 1.5 if _is_told(one) and _is_told(other) else 1.0
    if apart == 1:
        return -0.5 if _is_told(one) and _is_told(other) else 0.0
    if apart > LONG_AFTER_DAYS or (_is_told(one) and _is_told(other)):
        return -3.0
    return -1.0 if apart == 2 else -1.5


def _is_told(telling: Telling) -> bool:
    return telling.event.when is not None and "implied" not in telling.event.when.edges


@functools.lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """The family of each weapon; "" where the word may be said of any."""
    return {w.weapon: w.family for w in load_entries(Weapon, "weapons", "en")}


@functools.lru_cache(maxsize=1)
def _generic_words() -> frozenset[str]:
    """Words for armed men that leave open which side they are on."""
    return frozenset(w for e in load_entries(Perpetrator, "perpetrators", "en") if e.role == "unnamed" for w in e.words)


def _compare_weapons(one: str | None, other: str | None) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    families = {_families().get(w, w) for w in (one, other)}
    if len(families) == 1:
        return 0.7
    if "" in families or {one, other} == {"shelling", "air strike"}:
        return 0.0
    return -1.5 if "chemical" in families or "bomb" in families else -0.5


def _compare_tolls(one: Telling, other: Telling) -> float:
    a, b = one.killed, other.killed
    if a is None or b is None:
        return 0.0
    if a == b:
        return 1.5 if a > 3 else 0.7
    small, large = sorted((a, b))
    ratio = large / max(small, 1)
    return 0.7 if ratio <= 1.35 else 0.0 if ratio <= 2 else -0.7 if ratio <= 4 else -1.5


def _compare_perpetrators(one: Event, other: Event) -> float:
    """By code or by a word of the names in common; only two codes can speak against."""
    a, b = _marks(one), _marks(other)
    if not a or not b:
        return 0.0
    if a & b:
        return 0.5
    return -0.3 if all(any(p.code for p in e.agents) for e in (one, other)) else 0.0


def _marks(event: Event) -> set[str]:
    """What tells a doer: the country and side of its code, and the words of its name."""
    sides = {_side(p.code) for p in event.agents if p.code}
    return sides | {
        w for p in event.agents for w in fold_name(p.name).split() if w not in _generic_words() and len(w) > 2
    }


def _side(code: str) -> str:
    """The government, the army and the police of a country are one side."""
    return code[:3] + ("" if code[3:6] in STATE else code[3:6])


def _compare_texts(one: Telling, other: Telling, lineage: Lineage) -> float:
    """Copies of one text that tell of it as their own main incident tell of the same act."""
    a, b = one.reading.report.id, other.reading.report.id
    if a == b:
        return -1.0 if one.killed != other.killed else 0.0
    copied = any(a in group and b in group for group in lineage.copies)
    return 2.0 if copied and one.event.main and other.event.main else 0.0


# ---- joining
def _join(tellings: Sequence[Telling], lineage: Lineage) -> list[list[Telling]]:
    """Groups of tellings of one act: those judged the same are joined, unless their groups are judged different."""
    judged = {(a, b): judge_tellings(tellings[a], tellings[b], lineage) for a, b in _candidates(tellings)}
    group = list(range(len(tellings)))
    members: dict[int, list[int]] = {n: [n] for n in group}
    same = sorted(((-score, a, b) for (a, b), (judgement, score) in judged.items() if judgement == "same"))
    for _, a, b in same:
        one, other = sorted((group[a], group[b]))
        if one != other and not _excluded(members[one], members[other], judged):
            for n in members.pop(other):
                group[n] = one
                members[one].append(n)
    return [[tellings[n] for n in sorted(numbers)] for numbers in members.values()]


def _excluded(one: Sequence[int], other: Sequence[int], judged: dict[tuple[int, int], tuple[Judgement, float]]) -> bool:
    """True if more pairs across two groups are judged different than the same; pairs not compared do not count."""
    answers = [judged.get((min(a, b), max(a, b)), ("unsure", 0.0))[0] for a in one for b in other]
    return answers.count("different") > answers.count("same")


def _candidates(tellings: Sequence[Telling]) -> list[tuple[int, int]]:
    """Pairs worth comparing: a day and a place, province or weapon in common."""
    blocks: dict[tuple[dt.date | None, str], list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for key in _block_keys(telling):
            blocks[key].append(number)
    return sorted({(a, b) for block in blocks.values() for n, a in enumerate(block) for b in block[n + 1 :]})


def _block_keys(telling: Telling) -> Iterator[tuple[dt.date | None, str]]:
    assert telling.days.earliest and telling.days.latest
    place = telling.place
    names = {fold_name(n) for n in (place.name, *(place.name.split(",")), place.admin or "")} - {""} if place else set()
    if place is None or not place.admin:
        names |= {f"weapon {telling.event.weapon}", f"killed {telling.killed}"}
    if telling.killed is not None and telling.killed >= WELL_KNOWN:
        yield from ((None, f"{name} {telling.event.weapon} {telling.killed}") for name in sorted(names))
    for days in range(-1, (telling.days.latest - telling.days.earliest).days + 2):
        for name in sorted(names):
            yield telling.days.earliest + dt.timedelta(days=days), name


# ---- the record
def _incident(tellings: Sequence[Telling], lineage: Lineage) -> Incident:
    days = [t.days for t in tellings if _is_told(t)] or [t.days for t in tellings]
    evidence = gather(quote(t.reading, t.event.sentence) for t in tellings)
    return Incident(
        place=_place(tellings),
        when=common(days) or around(days),
        weapon=_most_common(t.event.weapon for t in tellings),
        claims=_claims(tellings),
        independent_sources=lineage.count_independent(t.reading.report.id for t in tellings),
        evidence=evidence,
    )


def _place(tellings: Sequence[Telling]) -> Place | None:
    """The place that most name; of several, one in the gazetteer, then the most exact."""
    counts: dict[str, int] = defaultdict(int)
    for t in tellings:
        if t.place:
            counts[fold_name(t.place.name)] += 1
    named = [t.place for t in tellings if t.place]
    is_area = {fold_name(p.admin) for p in named if p.admin}
    return min(
        named,
        key=lambda p: (fold_name(p.name) in is_area, -counts[fold_name(p.name)], p.latitude is None, p.name),
        default=None,
    )


def _most_common(values: Iterable[str | None]) -> str | None:
    counts: dict[str, int] = defaultdict(int)
    for value in values:
        if value:
            counts[value] += 1
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def _claims(tellings: Sequence[Telling]) -> tuple[Claim, ...]:
    """One claim for each telling, in order of report and place in it; the same said twice in a report counts once."""
    claims: dict[tuple[object, ...], Claim] = {}
    for claim in (c for telling in tellings for c in (_claim(telling), *_versions(telling))):
        key = (claim.report, claim.killed, claim.bound, claim.wounded, claim.responsible, claim.said_by)
        claims.setdefault(key, claim)
    return tuple(claims.values())


def _claim(telling: Telling) -> Claim:
    event, casualties = telling.event, telling.event.casualties
    assert casualties is not None
    said = next((a for a in telling.reading.attributions if a.id == event.attribution), None)
    return Claim(
        killed=casualties.killed.total,
        bound=casualties.killed.bound,
        wounded=casualties.wounded.total,
        responsible=_doers(p for p in event.agents if p.span is None or event.sentence.contains(p.span)),
        said_by=said.speaker if said else None,
        report=telling.reading.report.id,
        evidence=(quote(telling.reading, event.sentence),),
    )


def _doers(agents: Iterable[Party]) -> str | None:
    """The doers in one line; whom another sentence names is claimed by whoever speaks there, in a version."""
    return ", ".join(p.name for p in agents) or None


def _versions(telling: Telling) -> Iterator[Claim]:
    """The rival accounts that the same report gives."""
    for version in telling.event.versions:
        casualties = version.casualties or Casualties()
        yield Claim(
            killed=casualties.killed.total,
            bound=casualties.killed.bound,
            wounded=casualties.wounded.total,
            responsible=_doers(version.agents),
            said_by=version.speaker,
            report=telling.reading.report.id,
            evidence=(quote(telling.reading, version.sentence),),
        )


def _order(incident: Incident) -> tuple[dt.date, str, str, int]:
    first = incident.evidence[0]
    return (first_day(incident.when), incident.place.name if incident.place else "", first.report, first.sentence.start)

"""How many sources stand behind an entry of the record, and which of them are parties to what they tell.

Enters: for each sentence that an entry rests on its `Support` (which can be kept without the reading), the lineage of
the reports, and the actors of the entry. Leaves: `Backing`.

An outlet is a party where its owner is among the entry's actors; a government and those under arms against it are
each other's opponents, so the state's media are not above suspicion where the rebels are accused. The same goes for
speakers. Nothing is left out of the record for it: the reader is told.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from dragoman.knowledge import load_entries
from dragoman.knowledge.press import ONE_VOICE, STATE_MEDIA, get_press, voice_of
from dragoman.knowledge.schema.actors import Country, KnownActor
from dragoman.model import Backing, Party, PartySource, Reading, Span, Struct
from dragoman.reconciling.sources.citing import cited_outlets, find_speakers
from dragoman.reconciling.sources.lineage import Lineage, source_name

STATE = frozenset(("GOV", "MIL", "COP", "SPY", "PRM", "LEG", "JUD"))  # sectors that stand for the state
ARMED = frozenset(("REB", "OPP", "CRM"))  # sectors of those who fight or oppose it; CRM: its "terrorists"
APART = frozenset(("NGO", "JRN", "CVL"))  # sectors of those who are on no side, whatever is misread of them
OFFICE = "GOV"  # code of anybody with an office, where reading found no country
_COUNTRY = 3  # letters of a code


class Support(Struct, frozen=True, kw_only=True):
    """What one sentence of a report gives an entry: whose word it is.

    `source`: under whose name the report stands; `relies_on`: outlets that it cites, by id; `speakers`: who says it.
    """

    report: str
    source: str = ""
    relies_on: tuple[str, ...] = ()
    speakers: tuple[Party, ...] = ()


class Sided(NamedTuple):
    """An actor as it is compared: its name in small letters, country and sector of its code ("" where unknown)."""

    name: str
    country: str
    sector: str
    known: bool  # by name


def find_support(reading: Reading, sentence: Span, attribution: str | None = None) -> Support:
    """Whose word a sentence of a report is.

    Args:
        attribution: id of the one that the claim has, where it is known; otherwise all that speak in the sentence.
    """
    return Support(
        report=reading.report.id,
        source=source_name(reading.report),
        relies_on=cited_outlets(reading, sentence, attribution),
        speakers=find_speakers(reading, sentence, attribution),
    )


def find_actors(reading: Reading, sentence: Span) -> tuple[Party, ...]:
    """Who did what a sentence of a report tells of, and to whom, with their codes, by name.

    Of events with victims, and of the accounts of them by others; () where it tells of none.
    """
    events = [e for e in reading.events if e.casualties]
    told = (p for e in events if e.sentence.overlaps(sentence) for p in (*e.agents, *e.recipients))
    by_others = (p for e in events for v in e.versions if v.sentence.overlaps(sentence) for p in v.agents)
    found = {(p.name, p.code): Party(name=p.name, code=p.code) for p in (*told, *by_others)}
    return tuple(found[key] for key in sorted(found, key=lambda k: (k[0], k[1] or "")))


def make_backing(
    lineage: Lineage, supports: Iterable[Support], parties: Iterable[Party | str], country: str | None = None
) -> Backing:
    """The sources behind an entry.

    Args:
        lineage: of at least the reports of the supports.
        supports: one for each sentence, in any order, any of them twice.
        parties: the actors of the entry: who did or is accused of it, to whom it was done, who is bound by it; a
            name alone is looked up among the known actors.
        country: where it happened (alpha-3), by which "the army" and "the rebels" are that country's, and by which
            the media of its state have a side in it even where nobody is accused; None for what has no place.
    """
    by_report: dict[str, list[Support]] = defaultdict(list)
    for support in supports:
        by_report[support.report].append(support)
    actors = {p if isinstance(p, Party) else Party(name=p) for p in parties}
    return Backing(
        independent=lineage.count_independent(by_report, _reliance(by_report)),
        reports=len(by_report),
        parties=tuple(_party_sources(by_report, sorted(actors, key=lambda p: (p.name, p.code or "")), country or "")),
    )


def _reliance(by_report: Mapping[str, list[Support]]) -> dict[str, set[str]]:
    """The voices that reports rely on which have nothing of their own to say: one that has is a source itself."""
    return {
        report: {voice_of(o) for s in supports for o in s.relies_on}
        for report, supports in by_report.items()
        if all(s.relies_on for s in supports)
    }


# ---- sources that have a side
def _party_sources(
    by_report: Mapping[str, list[Support]], actors: Iterable[Party], country: str
) -> Iterator[PartySource]:
    """The outlets, then the speakers with a side in it, each by name."""
    outlets: dict[str, set[str]] = defaultdict(set)
    speakers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report, supports in by_report.items():
        for support in supports:
            for outlet in (support.source, *support.relies_on):
                outlets[outlet].add(report)
            for speaker in support.speakers:
                code = speaker.code if speaker.code != OFFICE else None  # "a monitor", "world leaders": of no country
                speakers[(speaker.name, code or "")].add(report)
    sides = [(actor.name, _sided(actor.name, actor.code, country)) for actor in actors]
    found = [_judge_outlet(outlet, sides, country, reports) for outlet, reports in outlets.items()]
    found += [_judge_speaker(n, _sided(n, code, country), sides, reports) for (n, code), reports in speakers.items()]
    yield from sorted((s for s in found if s), key=lambda s: ("speaker" in s.why, s.name, s.party))


def _judge_outlet(id: str, actors: list[tuple[str, Sided]], country: str, reports: set[str]) -> PartySource | None:
    entry = get_press(id)
    if entry and entry.owner and entry.kind in ONE_VOICE:
        name, owner, known_from = entry.name, entry.owner, entry.source
    elif id.startswith(STATE_MEDIA):
        name, owner, known_from = id, voice_of(id), None
    else:
        return None
    side = _owner(owner)
    found = _oppose(side, actors)
    why: Literal["owner", "opponent_owner", "home_owner"]
    if found:
        party, why = found[0], "owner" if found[1] else "opponent_owner"
    elif country and side.country == country and side.sector in STATE:
        party, why = country, "home_owner"
    else:
        return None
    told = tuple(sorted(reports))
    return PartySource(name=name, owner=owner, party=party, why=why, known_from=known_from, reports=told)


def _judge_speaker(name: str, side: Sided, actors: list[tuple[str, Sided]], reports: set[str]) -> PartySource | None:
    found = _oppose(side, actors)
    if found is None:
        return None
    party, same = found
    why: Literal["speaker", "opponent_speaker"] = "speaker" if same else "opponent_speaker"
    return PartySource(name=name, party=party, why=why, reports=tuple(sorted(reports)))


def _oppose(one: Sided, actors: list[tuple[str, Sided]]) -> tuple[str, bool] | None:
    """The first actor on whose side somebody is (True), failing that the first on the other side; None if neither."""
    same = next((name for name, side in actors if _is_same_side(one, side)), None)
    other = next((name for name, side in actors if _is_opposed(one, side)), None)
    return (same, True) if same else (other, False) if other else None


def _is_same_side(one: Sided, other: Sided) -> bool:
    """One name; one state; or one country's rebels, unless these are two groups that are known apart."""
    if APART & {one.sector, other.sector}:
        return False
    if one.name and one.name == other.name:
        return True
    if not one.country or one.country != other.country:
        return False
    if one.sector in STATE or other.sector in STATE:
        return one.sector in STATE and other.sector in STATE
    return one.sector == other.sector and one.sector in ARMED and not (one.known and other.known)


def _is_opposed(one: Sided, other: Sided) -> bool:
    """A state and those who fight or oppose it."""
    if not one.country or one.country != other.country:
        return False
    return (one.sector in STATE and other.sector in ARMED) or (one.sector in ARMED and other.sector in STATE)


def _owner(owner: str) -> Sided:
    """An owner as the knowledge names it: an actor's name, or a code."""
    return _sided(owner, None) if _actor(owner) else _sided("", owner)


def _sided(name: str, code: str | None, home: str = "") -> Sided:
    """An actor as it is compared; a code without a country ("GOV") is that of the country `home`."""
    known = _actor(name)
    code = code or (known.code if known else "")
    country, sector = code[:_COUNTRY], code[_COUNTRY : 2 * _COUNTRY]
    if country in STATE | ARMED:
        country, sector = home, country
    elif country not in _codes():  # UNO, IGO and the like are no side
        country = ""
    state = _states().get(name.casefold())
    if state and not sector and country in ("", state):  # a town has its country's code too, and stands for nobody
        country, sector = state, "GOV"
    return Sided(_own_name(known.name if known else name), country, sector, known is not None)


def _own_name(name: str) -> str:
    """A name to compare; "" where it is no proper name, so that "people" and "people" are not one."""
    return "" if name.islower() else name.casefold()


@functools.lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(_states().values())


@functools.lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """The country whose government a name stands for."""
    found: dict[str, str] = {}
    for c in load_entries(Country, "countries"):
        for name in (c.name, *c.aliases, *c.capitals, *c.seats):
            found.setdefault(name.casefold(), c.code)
    return found


def _actor(name: str) -> KnownActor | None:
    return _actors().get(name.casefold())


@functools.lru_cache(maxsize=1)
def _actors() -> dict[str, KnownActor]:
    found: dict[str, KnownActor] = {}
    for actor in load_entries(KnownActor, "actors"):
        for name in (actor.name, *actor.aliases):
            found.setdefault(name.casefold(), actor)
    return found

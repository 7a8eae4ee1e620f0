"""Entries of the record with the sources that stand behind them: see backing.py for the rule.

Enters: entries, the readings that they rest on, and who depends on whom. Leaves: the same entries, each with its
`backing`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import structs

from dragoman.model import (
    Ceasefire,
    Commitment,
    Contact,
    Evidence,
    Incident,
    Party,
    Reading,
    Record,
    Round,
    Step,
    Track,
)
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.sources.backing import Support, find_actors, find_support, make_backing
from dragoman.reconciling.sources.lineage import Lineage

Entry = TypeVar("Entry", Ceasefire, Commitment, Contact, Round, Step)


def back_entries(made: Record, readings: Iterable[Reading], parties: Parties, lineage: Lineage) -> Record:
    """A part of the record with the backing of its rounds, contacts, promises, truces and steps."""
    return _Backer(readings, parties, lineage).back(made)


def back_incident(incident: Incident, readings: Mapping[str, Reading], lineage: Lineage) -> Incident:
    """An incident with its backing; only the readings of reports that it rests on are looked at."""
    told = {(e.report, e.sentence) for e in (*incident.evidence, *(e for c in incident.claims for e in c.evidence))}
    known = sorted((report, sentence) for report, sentence in told if report in readings)
    if not known:
        return incident
    supports = [find_support(readings[report], sentence) for report, sentence in known]
    actors = [actor for report, sentence in known for actor in find_actors(readings[report], sentence)]
    country = incident.place.country if incident.place else None
    return structs.replace(incident, backing=make_backing(lineage, supports, actors, country))


class _Backer:
    """Knows whose word each sentence of some readings is."""

    def __init__(self, readings: Iterable[Reading], parties: Parties, lineage: Lineage) -> None:
        self._readings = {r.report.id: r for r in readings}
        self._lineage = lineage
        self._codes = _codes(self._readings, parties)
        self._supports: dict[tuple[str, object], Support] = {}

    def back(self, made: Record) -> Record:
        """See `back_entries`."""
        return structs.replace(
            made,
            tracks=tuple(self._track(t) for t in made.tracks),
            contacts=tuple(self._entry(c, c.parties) for c in made.contacts),
            commitments=tuple(self._entry(c, (*c.who, *c.to)) for c in made.commitments),
            ceasefires=tuple(self._entry(c, c.parties) for c in made.ceasefires),
            steps=tuple(self._entry(s, (*s.who, *s.to)) for s in made.steps),
        )

    def _track(self, track: Track) -> Track:
        rounds = tuple(self._entry(r, [p.actor for p in r.participants]) for r in track.rounds)
        return structs.replace(track, rounds=rounds)

    def _entry(self, entry: Entry, actors: Sequence[str]) -> Entry:
        """An entry with its backing, as seen by its actors; as it is where none of its readings is known."""
        supports = [s for e in entry.evidence if (s := self._support(e))]
        named = [Party(name=a, code=self._codes.get(a)) for a in actors]
        return structs.replace(entry, backing=make_backing(self._lineage, supports, named)) if supports else entry

    def _support(self, evidence: Evidence) -> Support | None:
        key = (evidence.report, evidence.sentence)
        if key not in self._supports and evidence.report in self._readings:
            self._supports[key] = find_support(self._readings[evidence.report], evidence.sentence)
        return self._supports.get(key)


def _codes(readings: Mapping[str, Reading], parties: Parties) -> dict[str, str]:
    """The code of each actor by its name in the record; of several the first in order."""
    found: dict[str, str] = {}
    for report, reading in readings.items():
        for actor in reading.actors:
            if actor.code:
                for name in (actor.name, parties.name(report, actor.name)):
                    found[name] = min(found.get(name, actor.code), actor.code)
    return found

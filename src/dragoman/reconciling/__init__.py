"""Readings into one record. Reconciling never reads text: it joins what reading found.

Enters: readings, in any order, any of them twice; what persons judged. Leaves: one `Record`, the same for the same
reports. A ledger does the same step by step (ledger/refresh.py) and comes to the same record.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dragoman.model import Judgement, Problem, Reading, Record
from dragoman.reconciling.actors.identities import Face, identify
from dragoman.reconciling.actors.parties import Parties, make_parties, profile_actors
from dragoman.reconciling.assemble import assemble
from dragoman.reconciling.components import find_components
from dragoman.reconciling.covered import known_by, order_readings
from dragoman.reconciling.incidents import merge_incidents
from dragoman.reconciling.parts import PARTS, Part, tell_incident
from dragoman.reconciling.rulings import Rulings, find_dormant, make_rulings
from dragoman.reconciling.sources.lineage import Lineage, trace_lineage


def reconcile(
    readings: Iterable[Reading],
    *,
    not_read: Sequence[Problem] = (),
    as_of: dt.date | None = None,
    judgements: Iterable[Judgement] = (),
) -> Record:
    """Make one record of many readings.

    Args:
        readings: of any number of reports, in any order; a report given twice counts once.
        not_read: what went wrong with other reports; kept in the record as it is, sorted.
        as_of: leave out reports that were published later, or whose day does not tell.
        judgements: of persons, that nobody withdrew; they win over the rules.
    Returns:
        The record; entries stand in order of time, and each rests on quoted sentences.
    """
    given = order_readings(readings)
    rulings = make_rulings(judgements)
    doubtful: list[Problem] = []
    if as_of:
        given, doubtful = known_by(given, as_of)
    known = [rulings.correct(r) for r in given]
    world = _World(known, rulings)
    ruled = rulings.review(given, all_there=as_of is None) if rulings else ()
    return assemble(
        world.parts([r for r in known if r.report.genre != "opinion"]),
        [r.report for r in known],
        world.lineage,
        not_read=(*not_read, *doubtful, *find_dormant(ruled), *rulings.clashes()),
        judgements=ruled,
        as_of=as_of,
        versions=next((r.versions for r in known if r.versions), {}),
    )


class _World:
    """What all reports together say of each: who is who in it, and on whom it depends."""

    def __init__(self, readings: Sequence[Reading], rulings: Rulings) -> None:
        profiles = profile_actors(readings)
        faces = identify(Counter(profiles.values()))
        self._faces: dict[str, dict[tuple[str, str], Face]] = {}
        for (report, name), profile in profiles.items():
            self._faces.setdefault(report, {})[report, name] = faces[profile]
        self._rulings = rulings
        self.lineage: Lineage = trace_lineage(r.report for r in readings)

    def parties(self, readings: Sequence[Reading]) -> Parties:
        """The parties of some readings."""
        faces = {key: face for r in readings for key, face in self._faces.get(r.report.id, {}).items()}
        return make_parties(readings, faces, self._rulings.actor_answers())

    def parts(self, news: Sequence[Reading]) -> Iterator[Record]:
        """What each component comes to. What somebody thinks of events is no report of them: `news` is without it."""
        readings = {r.report.id: r for r in news}
        links = [(a.report, b.report) for a, b in self._rulings.links()]
        alone = {name: self.parties([r]) for name, r in readings.items()}
        for part in PARTS:
            keys = {name: part.keys(r, alone[name]) for name, r in readings.items()}
            for component in find_components(keys, links):
                yield self._make(part, [readings[name] for name in component])
        for incident in merge_incidents(news, self.lineage, self._rulings):
            yield tell_incident(incident, readings, self.lineage)

    def _make(self, part: Part, readings: Sequence[Reading]) -> Record:
        return part.make(readings, self.parties(readings), self.lineage, self._rulings)


__all__ = ["reconcile"]

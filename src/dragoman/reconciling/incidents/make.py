"""One incident of the record, from the tellings of one act.

Enters: a group of tellings, and who depends on whom. Leaves: an `Incident` with every claim, how counts moved, how
rival values stand to each other, and the range of the killed by a rule that is named.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from dragoman.model import Incident, Interval, Place
from dragoman.reconciling.days import around, common, first_day
from dragoman.reconciling.evidence import gather
from dragoman.reconciling.incidents.movement import follow_tolls, range_of_killed
from dragoman.reconciling.incidents.rivals import find_rivals
from dragoman.reconciling.incidents.speakers import name_sources
from dragoman.reconciling.incidents.tellings import Account, Telling, fold_name


class Independence(Protocol):
    """How many sources stand behind some reports."""

    def count_independent(self, report_ids: Iterable[str]) -> int:
        """Reports that share text or an agency count once."""
        ...


def make_incident(tellings: Iterable[Telling], lineage: Independence) -> Incident:
    """The incident that a group of tellings makes.

    Args:
        tellings: at least one, in any order.
        lineage: asked only about the reports of the group.
    Returns:
        One claim for each report and voice, by report and place in it; no number is preferred but by `rule`.
    """
    group = sorted(tellings, key=lambda t: t.id)
    accounts = _accounts(group)
    sources = name_sources(accounts)
    known = range_of_killed(accounts, sources, lineage.count_independent)
    return Incident(
        place=_place(group),
        when=_days(group),
        weapon=_most_common(t.weapon for t in group),
        claims=tuple(a.claim for a in accounts),
        tolls=follow_tolls(accounts, sources),
        rivals=find_rivals(accounts, sources, group),
        low=known.low,
        best=known.best,
        high=known.high,
        rule=known.rule,
        independent_sources=lineage.count_independent(t.report for t in group),
        evidence=gather(a.claim.evidence[0] for t in group for a in t.accounts[:1]),
    )


def incident_order(incident: Incident) -> tuple[dt.date, str, str, int]:
    """For sorting: by first day, place, and the first sentence that tells of it."""
    first = incident.evidence[0]
    return (first_day(incident.when), incident.place.name if incident.place else "", first.report, first.sentence.start)


def _accounts(group: Sequence[Telling]) -> list[Account]:
    """Every account; the same said twice in a report counts once."""
    found: dict[tuple[object, ...], Account] = {}
    for account in (a for telling in group for a in telling.accounts):
        c = account.claim
        found.setdefault((c.report, c.killed, c.bound, c.wounded, c.responsible, c.denies, c.said_by), account)
    return list(found.values())


def _days(group: Sequence[Telling]) -> Interval | None:
    """What the days that are told have in common, else all from the first to the last."""
    days = [t.days for t in group if t.told] or [t.days for t in group]
    return common(days) or around(days)


def _place(group: Sequence[Telling]) -> Place | None:
    """The place that most name; of several, one in the gazetteer, then the most exact."""
    named = [t.place for t in group if t.place]
    counts = Counter(fold_name(p.name) for p in named)
    areas = {fold_name(p.admin) for p in named if p.admin}

    def order(place: Place) -> tuple[object, ...]:
        name = fold_name(place.name)
        return (name in areas, -counts[name], place.latitude is None, place.name, place.country or "")

    return min(named, key=order, default=None)


def _most_common(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v), default=None)

"""How counts moved over the days, source by source, and the range that is left.

Enters: the accounts of one incident. Leaves: `TollSeries`, and the lowest, best and highest count by a rule.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.model import Claim, TollPoint, TollSeries
from dragoman.reconciling.days import first_day, last_day
from dragoman.reconciling.evidence import gather
from dragoman.reconciling.incidents.tellings import Account

RULE = (
    "low and high: the lowest and highest of the last counts that each source gives of all the killed; "
    "best: the highest of these counts that two or more sources give in independent reports, none where there is none"
)
CONFIRMED = 2  # sources, in as many independent reports

Source = str


class Range(NamedTuple):
    """Of the killed. All None where nobody gives a number."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    rule: str | None = None


def follow_tolls(accounts: Sequence[Account], sources: Sequence[Source]) -> tuple[TollSeries, ...]:
    """A series for each source and outcome, by source; each day and number once, in order of day.

    Args:
        sources: of each account, as `name_sources` gives them.
    """
    series: dict[tuple[Source, str], list[Claim]] = defaultdict(list)
    for source, claim in _sourced(accounts, sources):
        for outcome in ("killed", "wounded"):
            if getattr(claim, outcome) is not None:
                series[(source, outcome)].append(claim)
    return tuple(
        TollSeries(source=source, of="wounded" if outcome == "wounded" else "killed", points=_points(claims, outcome))
        for (source, outcome), claims in sorted(series.items())
    )


def _sourced(accounts: Sequence[Account], sources: Sequence[Source]) -> list[tuple[Source, Claim]]:
    """The claims that are no denials, each with its source."""
    return [(name, a.claim) for name, a in zip(sources, accounts, strict=True) if not a.claim.denied]


def _points(claims: Iterable[Claim], outcome: str) -> tuple[TollPoint, ...]:
    told: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for c in claims:
        bound = c.bound if outcome == "killed" else None
        told[(first_day(c.said_on), last_day(c.said_on), getattr(c, outcome), bound or "")].append(c)
    return tuple(
        TollPoint(
            on=same[0].said_on,
            count=getattr(same[0], outcome),
            bound=same[0].bound if outcome == "killed" else None,
            evidence=gather(e for c in same for e in c.evidence),
        )
        for _, same in sorted(told.items(), key=lambda kv: kv[0])
    )


# ---- the range
def range_of_killed(
    accounts: Sequence[Account], sources: Sequence[Source], count_independent: Callable[[Iterable[str]], int]
) -> Range:
    """The lowest, best and highest count of the killed, by `RULE`; counts of one kind of victims are left out."""
    by_source: dict[Source, list[Claim]] = defaultdict(list)
    for source, claim in _sourced(accounts, sources):
        if claim.killed is not None and claim.counted is None:
            by_source[source].append(claim)
    last = {source: _last_count(claims) for source, claims in sorted(by_source.items())}
    if not last:
        return Range()
    return Range(min(last.values()), _best(by_source, last, count_independent), max(last.values()), RULE)


def _last_count(claims: Iterable[Claim]) -> int:
    """Of the last day that is known; the highest of several."""
    return max((not c.earlier, c.said_on is not None, last_day(c.said_on), c.killed or 0) for c in claims)[-1]


def _best(
    by_source: Mapping[Source, Sequence[Claim]],
    last: Mapping[Source, int],
    count_independent: Callable[[Iterable[str]], int],
) -> int | None:
    sources: dict[int, list[Source]] = defaultdict(list)
    for source, count in last.items():
        sources[count].append(source)
    confirmed = []
    for count, agreed in sources.items():
        reports = {c.report for source in agreed for c in by_source[source] if c.killed == count}
        if len(agreed) >= CONFIRMED and count_independent(sorted(reports)) >= CONFIRMED:
            confirmed.append(count)
    return max(confirmed, default=None)

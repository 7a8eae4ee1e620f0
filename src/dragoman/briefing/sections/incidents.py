"""Acts of violence, with the rival claims about them: how many, and by whose account.

Enters: the record's incidents. Leaves: a section with a group for each.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import OWNED, Desk, capital, clip, close, earliest
from dragoman.model import Backing, Claim, Evidence, Incident, Rivalry

_Account = tuple[str, list[Claim]]  # what it says, and the claims that say it
RIVAL_FIELDS = ("weapon", "place", "when")  # of the other fields the accounts stand below each other
SHOWN_BLAMES = 2  # accounts of who is responsible are not crowded out by tolls


def write_incidents(desk: Desk) -> Section:
    """The latest incidents."""
    known = [i for i in desk.record.incidents if incident_evidence(i)]
    ordered = sorted(known, key=lambda i: (i.when is None, -earliest(i.when).toordinal()))
    groups = [
        Group(title=name_incident(desk, i), kind="incident", lines=tuple(_incident(desk, i)))
        for i in ordered[: desk.limits.incidents]
    ]
    claims = sum(max(0, _count_claims(desk, i) - desk.limits.claims) for i in ordered[: desk.limits.incidents])
    rules = dict.fromkeys(i.rule for i in ordered[: desk.limits.incidents] if i.rule and i.low is not None)
    note = capital(f"{'; '.join(rules)}.") if rules else None
    left_out = max(0, len(ordered) - desk.limits.incidents) + claims
    return desk.section("incidents", groups, left_out=left_out, note=note)


def incident_evidence(i: Incident) -> tuple[Evidence, ...]:
    """All sentences behind an incident."""
    return (*i.evidence, *(e for c in i.claims for e in c.evidence))


def name_place(desk: Desk, i: Incident) -> str:
    """Where, or that it is not reported."""
    return clip(i.place.name, 80) if i.place else desk.words.say("incident_nowhere")


def name_incident(desk: Desk, i: Incident) -> str:
    """Where and when."""
    text = desk.words.say("incident_title", place=name_place(desk, i), when=desk.words.days(i.when))
    return capital(text)


def tell_toll(desk: Desk, i: Incident) -> str:
    """The range of the killed by all accounts; none is preferred but by the rule that stands below."""
    words = desk.words
    counted = _counted(i)
    tolls = sorted({(c.killed or 0, c.bound or "exact") for c in counted})
    if not tolls:
        return words.say("incident_no_toll", weapon=i.weapon)
    sources = words.count("source_count", i.independent_sources)
    said = [_count(desk, killed, bound) for killed, bound in tolls]
    if len(said) == 1:
        who = words.join([_by(desk, c) for c in counted], 2)
        return words.say("incident_toll", toll=said[0], weapon=i.weapon, who=who, sources=sources)
    accounts = len({(c.killed, c.bound, c.said_by) for c in counted})
    return words.say(
        "incident_tolls", low=said[0], high=said[-1], weapon=i.weapon, number=words.number(accounts), sources=sources
    )


def _counted(i: Incident) -> list[Claim]:
    """The claims with a number of killed; of "9 dead, 4 of them children" the one with the 9."""
    counted = [c for c in i.claims if c.killed is not None and not c.denied]
    return [c for c in counted if c.counted is None] or counted


def incident_line(desk: Desk, i: Incident, text: str, label: str | None) -> Line:
    """A line on the whole incident."""
    marks = ("parties_only",) if i.backing and _is_told_by_parties(i.backing) else ()
    return desk.line(text, incident_evidence(i), label=label, marks=marks, when=i.when, backing=i.backing)


def _is_told_by_parties(backing: Backing) -> bool:
    """True if all the reports of it are of outlets that belong to a party; who speaks in them is seen in the lines."""
    return 0 < backing.reports == len({r for p in backing.parties if p.why in OWNED for r in p.reports})


def _incident(desk: Desk, i: Incident) -> Iterator[Line]:
    yield incident_line(desk, i, tell_toll(desk, i), "toll")
    if i.best is not None or _differs(i):
        yield desk.line(_estimate(desk, i), incident_evidence(i), label="estimate")
    yield from _movement(desk, i)
    tolls, blames = _tolls(desk, i), _blames(desk, i)
    room = desk.limits.claims - min(len(blames), SHOWN_BLAMES)
    chosen = tolls[:room]
    chosen += blames[: desk.limits.claims - len(chosen)]
    for text, claims in chosen:
        evidence = [e for c in claims for e in c.evidence] or list(i.evidence)
        label = "blamed" if (text, claims) in blames else "killed" if claims[0].killed is not None else "wounded"
        marks = ("unnamed",) if any(c.anonymous for c in claims) else desk.unnamed(c.said_by for c in claims)
        yield desk.line(
            text, evidence, label=label, marks=marks, taken=[c.responsible or c.denies or "" for c in claims]
        )
    for rivalry in [r for r in i.rivals if r.relation == "excludes" and r.field in RIVAL_FIELDS][: desk.limits.rivals]:
        yield _rivalry(desk, rivalry)


def _differs(i: Incident) -> bool:
    """True if the rule takes some of the counts for outdated, so that low and high are not those of the line above."""
    counts = [c.killed for c in _counted(i) if c.killed is not None]
    return i.low is not None and (i.low, i.high) != (min(counts, default=0), max(counts, default=0))


def _estimate(desk: Desk, i: Incident) -> str:
    """Low, best and high, by the rule that the record gives."""
    low, best, high = (None if n is None else desk.words.number(n) for n in (i.low, i.best, i.high))
    return desk.words.say("estimate", low=low, best=best, high=high)


def _movement(desk: Desk, i: Incident) -> Iterator[Line]:
    """How the count of one source moved over the days."""
    moved = [t for t in i.tolls if len({p.count for p in t.points}) > 1]
    for series in sorted(moved, key=lambda t: t.of != "killed")[: desk.limits.series]:
        points = [
            desk.words.say("toll_on", toll=_count(desk, p.count, p.bound or "exact"), when=desk.words.days(p.on, "on"))
            for p in series.points
        ]
        text = desk.words.say(f"moved_{series.of}", by=clip(close(series.source), 80), points=", ".join(points))
        yield desk.line(text, [e for p in series.points for e in p.evidence] or incident_evidence(i), label="moved")


def _rivalry(desk: Desk, r: Rivalry) -> Line:
    """Two accounts of the weapon, the place or the day that cannot both be true."""
    sides = [
        desk.words.say(
            "rival_side", value=desk.words.readable(clip(close(s.value), 80)), by=desk.words.join(s.said_by, 2)
        )
        for s in r.sides
    ]
    text = desk.words.say("rival", field=desk.words.say(f"field_{r.field}"), sides="; ".join(sides))
    return desk.line(text, [e for s in r.sides for e in s.evidence], label="rival", taken=[s.value for s in r.sides])


def _count_claims(desk: Desk, i: Incident) -> int:
    return len(_tolls(desk, i)) + len(_blames(desk, i))


def _tolls(desk: Desk, i: Incident) -> list[_Account]:
    """The numbers by each account, in order of the reports; one number alone stands in the line above."""
    counted = [c for c in i.claims if c.killed is not None or (c.wounded is not None and not c.denied)]
    counted.sort(key=lambda c: (desk.sourcing.day(c.report) or dt.date.max, c.report))
    accounts = _gather((_toll(desk, c), c) for c in counted)
    alone = len(accounts) == 1 and accounts[0][1][0].wounded is None
    return [] if alone else accounts


def _blames(desk: Desk, i: Incident) -> list[_Account]:
    """Who is responsible by each account."""
    return _gather((_blame(desk, c), c) for c in i.claims if c.responsible or c.denies)


def _gather(told: Iterable[tuple[str, Claim]]) -> list[_Account]:
    same: dict[str, list[Claim]] = {}
    for text, claim in told:
        same.setdefault(text, []).append(claim)
    return list(same.items())


def _count(desk: Desk, killed: int, bound: str) -> str:
    if killed == 0 and bound == "exact":
        return desk.words.say("toll_none")
    return desk.words.say(f"toll_{bound}", number=desk.words.number(killed))


def _by(desk: Desk, c: Claim) -> str:
    return clip(close(c.said_by), 80) if c.said_by else desk.words.say("the_report")


def _toll(desk: Desk, c: Claim) -> str:
    words = desk.words
    wounded = words.number(c.wounded) if c.wounded is not None else None
    if c.killed is None:
        return words.say("claim_wounded", wounded=wounded, by=_by(desk, c))
    toll = _count(desk, c.killed, c.bound or "exact")
    if c.denied:
        return words.say("claim_denied", what=toll, by=_by(desk, c))
    counted = words.say(f"counted_{c.counted}") if c.counted else None
    earlier = words.say("earlier_count") if c.earlier else None
    return words.say("claim_killed", toll=toll, counted=counted, wounded=wounded, by=_by(desk, c), earlier=earlier)


def _blame(desk: Desk, c: Claim) -> str:
    if c.denies and c.denies == c.said_by:
        return desk.words.say("claim_denied_own", who=_by(desk, c))
    if c.denies:
        return desk.words.say("claim_denied", what=clip(close(c.denies), 80), by=_by(desk, c))
    if c.responsible == c.said_by:
        return desk.words.say("claim_own", who=_by(desk, c))
    return desk.words.say("claim_blamed", who=clip(close(c.responsible or ""), 80), by=_by(desk, c))

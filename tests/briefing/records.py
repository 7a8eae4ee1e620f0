"""Records for the tests of the brief: the gold records of the examples, with sentences from their reports."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import cycle, product
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from dragoman.intake import open_inputs
from dragoman.model import (
    Ceasefire,
    Claim,
    Commitment,
    Contact,
    Discrepancy,
    Evidence,
    Incident,
    Interval,
    Participant,
    Place,
    Plan,
    Problem,
    Record,
    Report,
    Round,
    Side,
    Source,
    Span,
    Track,
    Violation,
)
from dragoman.model.reading import Attendance, Bound
from dragoman.model.record import CeasefireStatus, CommitmentStatus, Covered, DiscrepancyKind

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(p.parent.name for p in EXAMPLES.glob("*/gold.json"))
Json = dict[str, Any]


@lru_cache(maxsize=8)
def gold_record(name: str) -> Record:
    """The record by hand of one example, as a record of the program would be."""
    folder = EXAMPLES / name
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    days = json.loads((folder / "dates.json").read_text("utf-8"))
    opened = list(open_inputs([str(folder / "reports")]))
    reports = {r.id: r for r in opened if isinstance(r, Report)}
    problems = [p for p in opened if isinstance(p, Problem)]
    return _Gold(reports, days).record(gold, problems)


class _Gold:
    def __init__(self, reports: dict[str, Report], days: dict[str, Json]) -> None:
        self.reports = reports
        self.days = days

    def record(self, gold: Json, problems: list[Problem]) -> Record:
        return Record(
            tracks=tuple(self.track(t) for t in gold["tracks"]),
            contacts=tuple(self.contact(c) for c in gold["contacts"]),
            commitments=tuple(self.commitment(c) for c in gold["commitments"]),
            ceasefires=tuple(self.ceasefire(c) for c in gold["ceasefires"]),
            incidents=tuple(self.incident(i) for i in gold["incidents"]),
            discrepancies=tuple(self.discrepancy(d) for d in gold["discrepancies"]),
            sources=tuple(self.sources(gold["copies"])),
            reports=tuple(self.covered(i) for i in self.days if i in self.reports),
            not_read=tuple(sorted(problems, key=lambda p: (p.source, p.kind))),
        )

    def evidence(self, item: Json, *words: str) -> tuple[Evidence, ...]:
        """For each report that supports an entry, the sentence with most of the words."""
        return tuple(_find_sentence(self.reports[i], words) for i in item["reports"] if i in self.reports)

    def covered(self, report: str) -> Covered:
        known, day = self.reports[report], self.days[report]
        exact = day["earliest"] == day["latest"]
        reasons = ("It speaks of events that other reports date.",) if day["basis"] == "inferred" else ()
        return Covered(
            id=report,
            outlet=known.outlet,
            agency=known.agency,
            headline=known.headline,
            published=_interval(day),
            date=dt.date.fromisoformat(day["earliest"]) if exact else None,
            basis=day["basis"],
            reasons=reasons,
        )

    def track(self, t: Json) -> Track:
        rounds = tuple(self.round(r) for r in t["rounds"])
        return Track(
            id=t["id"], name=t["name"][0], convenors=_firsts(t["convenors"]), names=tuple(t["name"]), rounds=rounds
        )

    def round(self, r: Json) -> Round:
        place = _first(r["place"])
        return Round(
            number=r["number"],
            number_basis="stated" if r["number"] else None,
            place=place,
            status=r["status"],
            planned=tuple(
                Plan(
                    when=_interval(p["when"]) or Interval(),
                    by=_first(p["by"]),
                    anonymous=_first(p["by"]) in ("source", "diplomatic source", "participant"),
                    evidence=self.evidence(p, *(p["by"] or ()), place or ""),
                )
                for p in r["planned"]
            ),
            held=_interval(r["held"]),
            participants=tuple(
                Participant(
                    actor=p["actor"][0], attendance=p["attendance"], evidence=self.evidence(p, *p["actor"], place or "")
                )
                for p in r["participants"]
            ),
            agenda=tuple(_words(r["agenda"])),
            outcome="; ".join(_words(r["outcome"])) or None,
            evidence=self.evidence(r, place or "", *_words(r["outcome"])),
        )

    def contact(self, c: Json) -> Contact:
        parties = _firsts(c["parties"])
        return Contact(
            kind=c["kind"],
            parties=parties,
            when=_interval(c["when"]),
            status=c["status"],
            place=_first(c["place"]),
            topics=tuple(_words(c["topics"])),
            evidence=self.evidence(c, *parties, c["kind"]),
        )

    def commitment(self, c: Json) -> Commitment:
        who = _firsts(c["who"])
        return Commitment(
            who=who,
            what=", ".join(c["what"]),
            due=_interval(c["due"]),
            status=c["status"],
            evidence=self.evidence(c, *who, *c["what"]),
        )

    def ceasefire(self, c: Json) -> Ceasefire:
        return Ceasefire(
            name=_first(c["name"]),
            declared=_interval(c["declared"]),
            in_effect=_interval(c["in_effect"]),
            status="in_effect" if c["in_effect"] else "declared",
            parties=_firsts(c["parties"]),
            guarantors=_firsts(c["guarantors"]),
            monitors=_firsts(c["monitors"]),
            reports_to=_first(c["reports_to"]),
            alleged_violations=tuple(
                Violation(
                    accused=tuple(v["accused"] or ())[:1],
                    accuser=tuple(v["accuser"] or ())[:1],
                    what=_first(v["what"]) or "",
                    when=_interval(v["when"]),
                    evidence=self.evidence(v, *v["what"], *(v["accuser"] or ())),
                )
                for v in c["alleged_violations"]
            ),
            evidence=self.evidence(c, "ceasefire", "truce", *_firsts(c["monitors"])),
        )

    def incident(self, i: Json) -> Incident:
        place = _first(i["place"])
        claims = tuple(
            Claim(
                killed=c["killed"],
                bound=c["bound"],
                responsible=_first(c["responsible"]),
                said_by=_first(c["said_by"]),
                report=c["report"],
                evidence=self.evidence(
                    {"reports": [c["report"]]}, *(c["said_by"] or ()), str(c["killed"] or ""), place or ""
                ),
            )
            for c in i["claims"]
        )
        return Incident(
            place=Place(name=place) if place else None,
            when=_interval(i["when"]),
            weapon=i["weapon"],
            claims=claims,
            independent_sources=len(set(i["reports"])),
            evidence=self.evidence(i, place or "", "killed"),
        )

    def discrepancy(self, d: Json) -> Discrepancy:
        sides = tuple(Side(value=s["value"][0], evidence=self.evidence(s, *s["value"])) for s in d["sides"])
        return Discrepancy(kind=d["kind"], about=d["about"], sides=sides)

    def sources(self, copies: list[list[str]]) -> Iterator[Source]:
        """A source for each name; those of one agency, or with a copy in common, depend on each other."""
        names: dict[tuple[str | None, str | None], list[str]] = {}
        for i, r in self.reports.items():
            names.setdefault((r.outlet, r.agency), []).append(i)
        linked = [set(group) for group in copies]
        for key, ids in sorted(names.items(), key=str):
            free = [
                other[0] or other[1]
                for other, theirs in names.items()
                if other != key
                and not (key[1] and key[1] == other[1])
                and not any(set(ids) & g and set(theirs) & g for g in linked)
            ]
            own = tuple(tuple(sorted(g)) for g in linked if g & set(ids))
            yield Source(
                outlet=key[0],
                agency=key[1],
                reports=tuple(sorted(ids)),
                independent_of=tuple(sorted(n for n in free if n)),
                copies=own,
            )


def _find_sentence(report: Report, words: Sequence[str]) -> Evidence:
    wanted = [w.casefold() for w in words if w]
    best, score = Span(0, min(80, len(report.text))), -1
    for part in report.parts:
        if part.kind != "body":
            continue
        for m in re.finditer(r"\S.*?(?:[.!?](?=\s|$)|$)", report.text[part.start : part.end], re.DOTALL):
            found = sum(w in m[0].casefold() for w in wanted)
            if found > score:
                best, score = Span(part.start + m.start(), part.start + m.end()), found
    return Evidence(report=report.id, sentence=best, quote=report.quote(best))


def _interval(days: Json | None) -> Interval | None:
    if days is None:
        return None
    first, last = (days[k] and dt.date.fromisoformat(days[k]) for k in ("earliest", "latest"))
    return Interval(earliest=first or None, latest=last or None)


def _first(names: list[str] | str | None) -> str | None:
    return names if isinstance(names, str) else names[0] if names else None


def _words(names: list[str] | str | None) -> list[str]:
    return [names] if isinstance(names, str) else list(names or ())


def _firsts(names: list[list[str]] | None) -> tuple[str, ...]:
    return tuple(n for row in names or () if (n := _first(row)))


def full_record() -> Record:
    """A record by hand in which every status of every kind of thing stands at least once."""
    return Record(
        tracks=tuple(
            Track(id=f"t{n}", name=f"track {n}", rounds=rounds, convenors=("Ruritania",))
            for n, rounds in enumerate((_over_rounds(), _ahead_rounds(), _open_rounds()))
        ),
        contacts=tuple(_contacts()),
        commitments=tuple(
            Commitment(
                who=("Ruritania",) * n, to=("Syldavia",), what="open the road", due=_between(3, 9), status=s,
                made=_between(2, 2), made_at="the joint statement", evidence=_said(n),
            )
            for s, n in product(get_args(CommitmentStatus), (0, 1))
        ),
        ceasefires=tuple(_ceasefires()),
        incidents=tuple(_incidents()),
        discrepancies=tuple(
            Discrepancy(
                kind=kind,
                about="round 3: 2020-03-01 to 2020-03-31",
                sides=(
                    Side(value="2020-03-14", said_by=("envoy",), evidence=_said(1)),
                    Side(value="no", evidence=_said(2)),
                ),
            )
            for kind in get_args(DiscrepancyKind)
        ),
        sources=(
            Source(outlet="Gazette", agency="ABC", reports=("r1", "r5"), copies=(("r1", "r2"),)),
            Source(outlet="Courier", agency="ABC", reports=("r2",), copies=(("r1", "r2"),)),
            Source(outlet="Herald", reports=("r3",), independent_of=("Gazette", "Courier")),
        ),
        reports=tuple(_covered()),
        not_read=tuple(
            Problem(source=f"in/{n}-{kind}.txt", kind=kind, found="something", expected="something else")
            for kind, n in product(get_args(_hint(Problem, "kind")), range(2))
        ),
        versions={"program": "1", "model": "2"},
    )  # fmt: skip


def _hint(kind: type, field: str) -> Any:
    return get_type_hints(kind)[field]


def _said(n: int) -> tuple[Evidence, ...]:
    quote = f"Sentence {n} says that Ruritania and the envoy open the road."
    return (Evidence(report=f"r{1 + n % 5}", sentence=Span(10 * n, 10 * n + len(quote)), quote=quote),)


def _between(first: int | None, last: int | None, month: int = 3) -> Interval:
    return Interval(
        earliest=dt.date(2020, month, first) if first else None, latest=dt.date(2020, month, last) if last else None
    )


DAYS = (_between(20, 20, 4), _between(20, 21, 4), _between(20, 29, 4), _between(1, 30, 4), _between(20, None, 4))
PAST = (_between(1, 1), _between(1, 2), _between(1, 9), _between(1, 31), _between(1, None), _between(None, 9))


def _over_rounds() -> tuple[Round, ...]:
    held = [
        Round(
            number=n,
            number_basis="inferred",
            place="Strelsau",
            status="held" if n % 2 else "failed",
            held=days if n > 1 else None,
            participants=tuple(
                Participant(actor=f"{a} party", attendance=a, evidence=_said(n)) for a in get_args(Attendance)
            ),
            agenda=("roads", "bridges"),
            outcome="no agreement",
            evidence=_said(n),
        )
        for n, days in enumerate((*PAST, *PAST), 1)
    ]
    undated = Round(number=13, status="held", participants=held[0].participants, evidence=_said(3))
    return (*held, undated)


def _ahead_rounds() -> tuple[Round, ...]:
    plans = [
        Plan(when=when, by=by, anonymous=by is None, status=s, via=("press service",) * bool(by), evidence=_said(4))
        for s, when, by in product(
            get_args(_hint(Plan, "status")), (DAYS[0], DAYS[2], DAYS[3], DAYS[4]), ("the envoy", None)
        )
    ]
    ahead = [Round(place="Zenda", planned=(plan,), evidence=_said(4)) for plan in plans]
    bare = [Round(planned=(msgspec.structs.replace(p, anonymous=False, by=None, via=()),)) for p in plans]
    past = Round(planned=(Plan(when=PAST[0], by="envoy", evidence=_said(1)), Plan(when=PAST[1], evidence=_said(1))))
    months = Round(planned=tuple(Plan(when=d, evidence=_said(1)) for d in (*DAYS, _between(None, 30, 4))))
    return (past, *ahead, *bare, months, Round(number=4, evidence=_said(2)))


def _open_rounds() -> tuple[Round, ...]:
    return tuple(
        Round(number=n, status=s, planned=(Plan(when=PAST[0], evidence=_said(n)),), evidence=_said(n))
        for n, s in enumerate(("postponed", "cancelled"), 1)
    )


def _contacts() -> Iterator[Contact]:
    statuses, kinds = get_args(_hint(Contact, "status")), get_args(_hint(Contact, "kind"))
    sizes = cycle((2, 1, 10, 3, 12))
    for status, kind, when in (*product(statuses, kinds, (DAYS[0], PAST[0])), *product(("held",), kinds, PAST)):
        parties = tuple(f"Party {i}" for i in range(next(sizes)))
        said = _said(len(parties))
        yield Contact(
            kind=kind, parties=parties, when=when, status=status, place="Zenda", topics=("roads",), evidence=said
        )


def _ceasefires() -> Iterator[Ceasefire]:
    breaches = [
        Violation(
            accused=("Syldavia",) * a, accuser=("Ruritania",) * b, what="shelling", when=PAST[0], evidence=_said(a)
        )
        for a, b in product((0, 1), (0, 1))
    ]
    for n, status in enumerate(get_args(CeasefireStatus)):
        yield Ceasefire(
            name="spring truce" if n else None,
            declared=PAST[0] if n == 1 else None,
            in_effect=PAST[1] if n in (1, 2) else None,
            ended=PAST[2] if n in (1, 2, 3) else None,
            status=status,
            parties=("Ruritania", "Syldavia"),
            guarantors=("Borduria",),
            monitors=("observers",) * (n % 2),
            reports_to="the council",
            alleged_violations=tuple(breaches),
            evidence=_said(n),
        )

    yield Ceasefire(name="summer truce", in_effect=DAYS[0], evidence=_said(1))
    yield Ceasefire(name="autumn truce", declared=DAYS[0], evidence=_said(1))


def _incidents() -> Iterator[Incident]:
    claims = [
        Claim(
            killed=3 + n,
            bound=b,
            wounded=4,
            responsible="Syldavia",
            said_by="the mayor",
            report="r1",
            evidence=_said(1),
        )
        for n, b in enumerate(get_args(Bound))
    ]
    own = Claim(responsible="Ruritania", said_by="Ruritania", report="r1", evidence=_said(1))
    yield Incident(
        place=Place(name="Strelsau"), when=PAST[0], weapon="mortar", claims=tuple(claims), independent_sources=2
    )
    yield Incident(place=Place(name="Zenda"), when=PAST[1], claims=(claims[0],), evidence=_said(1))
    yield Incident(when=PAST[2], claims=(own, Claim(wounded=2, report="r1", evidence=_said(1))), evidence=_said(2))
    yield Incident(claims=(Claim(killed=0, bound="exact", report="r1"),), evidence=_said(2))


def _covered() -> Iterator[Covered]:
    bases: tuple[str, ...] = ("stated", "inferred", "unknown")
    for n, basis in enumerate((*bases, "stated", "stated"), 1):
        days = _between(n + 4, n + 6 if basis == "inferred" else n + 4) if basis != "unknown" else None
        yield Covered(
            id=f"r{n}",
            outlet=("Gazette", "Courier", "Herald", None, "Gazette")[n - 1],
            agency="ABC" if n in (1, 2) else None,
            headline="Talks end" if n != 4 else None,
            published=days,
            basis=basis,
            reasons=("It speaks of Monday.",),
        )

"""Records for the tests of the brief: the gold records of the examples, with sentences from their reports."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

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
from dragoman.model.record import Covered

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

"""A text and its metadata become a `Report`.

Enters: the decoded text of one report and what is known from outside. Leaves: the report, and problems with it.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from dragoman.intake.cleaning import clean
from dragoman.intake.days import parse_stamp
from dragoman.intake.drafts import Draft
from dragoman.intake.language import READ_LANGUAGE, find_language
from dragoman.intake.layout import lay_out, raw_parts
from dragoman.intake.marks import find_agency
from dragoman.intake.sheets import NOT_YET, Facts, Sheet, make_sheet
from dragoman.model import Dateline, Origin, Part, Problem, Published, Report
from dragoman.model.report import Genre


@dataclass(slots=True)
class Known:
    """What is known of a report beside its text. Metadata win over the text."""

    id: str
    source: str
    outlet: str | None = None
    agency: str | None = None
    headline: str | None = None
    published: str | None = None
    url: str | None = None
    byline: tuple[str, ...] = ()
    genre: Genre | None = None
    raw_bytes: bytes | None = None
    doubts: list[tuple[str, str]] = field(default_factory=list)


def last_possible_day() -> dt.date:
    """Tomorrow: east of here it may already be."""
    return dt.date.today() + dt.timedelta(days=1)


def build_report(draft: Draft, known: Known, raw: bool) -> list[Report | Problem]:
    """The report, if it can be read, followed by the problems with it."""
    latest = last_possible_day()
    if raw:
        report, facts = _as_it_is(draft, known, latest)
    else:
        cleaned, parts, facts = clean(draft, known.headline, latest)
        report = _report(cleaned.text, parts, cleaned.origin, facts, known, latest)
    return _judge(report, facts, known, raw)


def _as_it_is(draft: Draft, known: Known, latest: dt.date) -> tuple[Report, Facts]:
    sheet: Sheet = make_sheet(draft.text, raw=True, latest=latest)
    lay_out(sheet, known.headline)
    return _report(draft.text, raw_parts(sheet), (), sheet.facts, known, latest), sheet.facts


def _report(
    text: str, parts: tuple[Part, ...], origin: tuple[Origin, ...], facts: Facts, known: Known, latest: dt.date
) -> Report:
    outlet = known.outlet or facts.outlet
    agency = known.agency or facts.agency or find_agency(outlet)
    found = facts.dateline
    data = known.raw_bytes if known.raw_bytes is not None else text.encode("utf-8", "surrogatepass")
    return Report(
        id=known.id,
        source=known.source,
        outlet=outlet,
        agency=agency,
        headline=known.headline or facts.headline,
        dateline=Dateline(place=found.place, agency=found.agency) if found else None,
        published=_published(facts, known, latest),
        byline=tuple(dict.fromkeys((*known.byline, *facts.byline))),
        language=find_language(text),
        text=text,
        url=known.url,
        genre=known.genre or facts.genre,
        ednote=facts.ednote,
        captions=tuple(facts.captions),
        keywords=tuple(facts.keywords),
        parts=parts,
        origin=origin,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _published(facts: Facts, known: Known, latest: dt.date) -> Published:
    if known.published:
        day, fault = parse_stamp(known.published)
        if day and day > latest:
            day, fault = None, f"{day} {NOT_YET}"
        if day is None:
            facts.doubts.append((f"the day in the metadata: {fault}", f"a day up to {latest}, such as 2017-03-18"))
            return Published()
    else:
        day = facts.stated
    return Published(date=day, earliest=day, latest=day, basis="stated") if day else Published()


def _judge(report: Report, facts: Facts, known: Known, raw: bool) -> list[Report | Problem]:
    def problem(kind: str, found: str, expected: str) -> Problem:
        return Problem(source=report.source, kind=kind, found=found, expected=expected, report=report.id)  # type: ignore[arg-type]

    doubts = [problem("doubtful", found, expected) for found, expected in (*known.doubts, *facts.doubts)]
    read = (report.text[p.start : p.end] for p in report.parts if p.kind in ("headline", "body"))
    if not any(c.isalnum() for text in read for c in text):
        return [*doubts, problem("failed", "no text that could be a report", "a headline or a paragraph")]
    if report.language not in (READ_LANGUAGE, None) and not raw:
        return [*doubts, problem("language", f'a report in the language "{report.language}"', "a report in English")]
    if report.genre == "opinion":
        doubts.append(problem("opinion", "an opinion piece", "a news report"))
    return [report, *doubts]

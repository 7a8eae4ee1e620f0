"""Open a source: its bytes become a report, or problems.

Enters: a `Source`. Leaves: reports and problems. Nothing that a file holds makes this raise.
"""

from pathlib import Path
from typing import Any

import msgspec

from dragoman.intake.decode import EXPECTED, decode
from dragoman.intake.drafts import raw_draft
from dragoman.intake.jsonl import open_fields
from dragoman.intake.pages import is_page, read_page
from dragoman.intake.reports import Known, build_report
from dragoman.intake.source import Source, max_bytes, reason_of, too_large
from dragoman.model import Problem, Report

PAGE_FILES = (".html", ".htm", ".xhtml")


def open_source(source: Source, raw: bool = False) -> list[Report | Problem]:
    """The report that a source holds and the problems with it; where nothing can be read, the problem alone."""
    if source.problem:
        return [source.problem]
    opened = _open_fields(source, raw) if source.kind == "fields" else _open_file(source, raw)
    return [*opened, *source.doubts]


def _open_fields(source: Source, raw: bool) -> list[Report | Problem]:
    fields: dict[str, Any] = msgspec.json.decode(source.data or b"{}")
    return open_fields(fields, source.name, source.id, raw)


def _open_file(source: Source, raw: bool) -> list[Report | Problem]:
    data = source.data
    if data is None:
        try:
            path = Path(source.path or "")
            size = path.stat().st_size
            if size > max_bytes():
                return open_source(too_large(source.name, size), raw)
            data = path.read_bytes()
        except OSError as error:
            return [_problem(source, reason_of(error), "a file that can be read")]
    decoded = decode(data)
    if decoded.text is None:
        return [_problem(source, decoded.fault or "no text", EXPECTED)]
    known = Known(id=source.id, source=source.name, raw_bytes=data)
    if decoded.fault:
        known.doubts.append((decoded.fault, EXPECTED))
    if _is_other_xml(decoded.text) and not raw:
        return [_problem(source, "XML that is no web page", "text, or a web page with one news article")]
    page = source.name.lower().endswith(PAGE_FILES) or is_page(decoded.text)
    if page and not raw:
        return _open_page(decoded.text, known)
    return build_report(raw_draft(decoded.text), known, raw)


def _is_other_xml(text: str) -> bool:
    """True for feeds, sitemaps and the like."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<?xml", "<rss", "<feed")) and not is_page(text)


def _open_page(page: str, known: Known) -> list[Report | Problem]:
    found = read_page(page)
    if found is None:
        return [
            Problem(
                source=known.source,
                kind="failed",
                found="a page with no article in it",
                expected="a page with one news article",
                report=known.id,
            )
        ]
    draft, facts = found
    known.headline, known.published, known.outlet = facts.title, facts.published, facts.outlet
    known.byline, known.url, known.genre = facts.authors, facts.url, facts.genre
    return build_report(draft, known, raw=False)


def _problem(source: Source, found: str, expected: str) -> Problem:
    return Problem(source=source.name, kind="failed", found=found, expected=expected, report=source.id or None)

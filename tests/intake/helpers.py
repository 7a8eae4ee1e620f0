"""Shortcuts for intake's tests."""

from typing import Any

from dragoman.intake.drafts import raw_draft
from dragoman.intake.jsonl import report_from_fields
from dragoman.intake.reports import Known, build_report
from dragoman.model import Problem, Report


def cleaned(text: str, **known: Any) -> Report:
    """The cleaned report of a text; fails the test if there is none."""
    report = build_report(raw_draft(text), Known(id="r1", source="test.txt", **known), raw=False)[0]
    assert isinstance(report, Report)
    return report


def as_it_is(text: str, **fields: Any) -> Report:
    """The raw report of a text."""
    return report_from_fields({"id": "r1", "text": text} | fields, "test.jsonl")


def problems(text: str, raw: bool = False, **known: Any) -> list[Problem]:
    """The problems with a text."""
    opened = build_report(raw_draft(text), Known(id="r1", source="test.txt", **known), raw)
    return [p for p in opened if isinstance(p, Problem)]


def parts_of(report: Report, kind: str) -> list[str]:
    """The texts of the parts of one kind."""
    return [report.text[p.start : p.end] for p in report.parts if p.kind == kind]

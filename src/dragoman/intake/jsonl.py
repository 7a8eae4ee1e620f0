"""JSON Lines: one report a line, `{"id", "text", "published"?, "outlet"?, "headline"?, "url"?}`.

Enters: the fields of a line. Leaves: a report and its problems.
"""

from typing import Any

from dragoman.intake.drafts import raw_draft
from dragoman.intake.reports import Known, build_report
from dragoman.model import Problem, Report

STRINGS = ("published", "outlet", "headline", "url", "agency")


def open_fields(fields: dict[str, Any], source: str, report_id: str, raw: bool) -> list[Report | Problem]:
    """The report that the fields of a JSON line hold, and the problems with it.

    Fields that are not known are passed over; a known one that is not a string is a doubt.
    """
    known = Known(id=report_id, source=source)
    text = fields.get("text")
    if not isinstance(text, str):
        found = "no text" if text is None else f'a "text" that is {type(text).__name__}'
        expected = 'a string in the field "text"'
        return [Problem(source=source, kind="failed", found=found, expected=expected, report=report_id)]
    for name in STRINGS:
        value = fields.get(name)
        if isinstance(value, str):
            setattr(known, name, value.strip() or None)
        elif value is not None:
            known.doubts.append((f'the field "{name}" is {type(value).__name__}', "a string"))
    return build_report(raw_draft(text), known, raw)


def report_from_fields(fields: dict[str, Any], source: str) -> Report:
    """A report from the fields of a JSON line, its text taken as it is.

    Raises:
        ValueError: the fields hold no report; the message says why.
    """
    opened = open_fields(fields, source, str(fields.get("id")), raw=True)
    for item in opened:
        if isinstance(item, Report):
            return item
    raise ValueError("; ".join(p.line() for p in opened if isinstance(p, Problem)))

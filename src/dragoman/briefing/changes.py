"""A page of what changed between two days.

Enters: `Changes` and the later of the two records. Leaves: a `Brief` of kind "changes", for the same renderers.
"""

import datetime as dt
from collections import Counter

from dragoman.briefing.brief import Brief, Figure, Group, Section
from dragoman.briefing.desk import Desk
from dragoman.briefing.heading import number_lines, title_of
from dragoman.briefing.limits import Limits
from dragoman.briefing.sections.changed import is_told, write_changes
from dragoman.briefing.sections.coverage import problem_line, report_line
from dragoman.model import Changes, Record
from dragoman.reconciling.changes import KINDS


def make_changes_page(changes: Changes, after: Record, language: str = "en", limits: Limits | None = None) -> Brief:
    """Word what changed.

    Args:
        changes: from `compare_records`.
        after: the later of the two records that were compared.
        language, limits: as in `make_brief`.
    Returns:
        The page; each line names the reports that it rests on. What there is no room for is counted.
    """
    desk = Desk(after, language, limits or Limits())
    sections = (*write_changes(desk, changes.changes), _reports(desk, changes), _uncertain(desk, changes))
    return Brief(
        kind="changes",
        title=title_of(desk),
        language=language,
        as_of=desk.today,
        as_of_asked=changes.until is not None,
        since=changes.since,
        figures=_figures(desk, changes),
        period=desk.sourcing.period(),
        report_count=len(after.reports),
        sections=number_lines(sections),
        not_read=changes.uncertain,
        versions=dict(sorted(changes.versions.items())),
    )


def _figures(desk: Desk, changes: Changes) -> tuple[Figure, ...]:
    """The new reports, and how many entries are new, moved and so on."""
    words = desk.words
    counts = Counter(c.kind for c in changes.changes if is_told(desk, c))
    reports = len(changes.reports)
    rows = [Figure(number=words.number(reports), text=words.count("figure_new_reports", reports))]
    rows += [Figure(number=words.number(counts[k]), text=words.say(f"figure_{k}")) for k in KINDS if counts[k]]
    said = sum(c.entry == "statement" and c.kind == "new" for c in changes.changes)
    return (*rows, *([Figure(number=words.number(said), text=words.count("figure_said", said))] if said else []))


def _reports(desk: Desk, changes: Changes) -> Section:
    reports = sorted(changes.reports, key=lambda r: (desk.sourcing.day(r.id) or dt.date.max, r.id))
    lines = tuple(report_line(desk, r, with_reasons=False) for r in reports[: desk.limits.reports])
    return desk.section("reports_new", [Group(lines=lines)], left_out=max(0, len(reports) - desk.limits.reports))


def _uncertain(desk: Desk, changes: Changes) -> Section:
    lines = tuple(problem_line(desk, p) for p in changes.uncertain[: desk.limits.problems])
    left_out = max(0, len(changes.uncertain) - desk.limits.problems)
    return desk.section("uncertain", [Group(lines=lines)], left_out=left_out)

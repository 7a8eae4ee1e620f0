"""The record as it could be known on a day knows nothing of what was published later."""

import datetime as dt
import itertools

import msgspec
import pytest

from dragoman.model import Published, Reading, to_json
from dragoman.reconciling import reconcile
from dragoman.reconciling.changes import compare_records
from tests.reconciling.readings import reading, said, talks
from tests.reconciling.test_reconcile import READINGS

VAGUE = reading("v", None, talks("Geneva talks were put off.", track="Geneva talks", phase="postponed"))
PAPER = reading("w", None, said("The truce is no more than a word on paper.", "Cy Dee"))
SOME_DAY = Published(earliest=dt.date(2019, 3, 4), latest=dt.date(2019, 3, 6), basis="inferred")
BETWEEN = msgspec.structs.replace(PAPER, report=msgspec.structs.replace(PAPER.report, published=SOME_DAY))
ALL = (*READINGS, VAGUE, BETWEEN)
DAYS = [dt.date(2019, 2, 1) + dt.timedelta(days=n) for n in range(0, 70, 3)]


def published_by(readings: tuple[Reading, ...], day: dt.date) -> list[Reading]:
    known = ((r, r.report.published) for r in readings)
    return [r for r, p in known if (p.date or p.latest) and (p.date or p.latest or day) <= day]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_record_as_of_a_day_is_that_of_the_reports_published_by_then(day: dt.date) -> None:
    """No name, no plan, no count of sources from a report that came later."""
    as_of = reconcile(ALL, as_of=day)
    then = reconcile(published_by(ALL, day), as_of=day)
    assert to_json(msgspec.structs.replace(as_of, not_read=())) == to_json(then)
    assert {p.report for p in as_of.not_read} >= {"v", "e"}


def test_a_report_that_may_have_come_later_is_left_out_and_named() -> None:
    for day, known, unsure in ((3, False, False), (4, False, True), (5, False, True), (6, True, False)):
        record = reconcile(ALL, as_of=dt.date(2019, 3, day))
        assert ("w" in {r.id for r in record.reports}) is known
        assert ("w" in {p.report for p in record.not_read}) is unsure


def test_what_changed_over_time_adds_up() -> None:
    """Every report becomes known once on the way from the first day to the last."""
    records = [reconcile(ALL, as_of=day) for day in DAYS]
    steps = [compare_records(a, b) for a, b in itertools.pairwise(records)]
    added = [r.id for step in steps for r in step.reports]
    assert len(added) == len(set(added))
    assert {*added, *(r.id for r in records[0].reports)} == {r.id for r in records[-1].reports}
    assert {c.kind for step in steps for c in step.changes} >= {"new", "confirmed"}

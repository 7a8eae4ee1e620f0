"""Ceasefires with their monitors and alleged breaches; promises and what became of them; statements."""

import datetime as dt

import pytest

from dragoman.model import Interval
from dragoman.reconciling import reconcile
from tests.reconciling.readings import day, event, promise, reading, said, truce

BOTH = ("army", "rebels")


def test_truce_declared_in_one_report_and_in_effect_in_another_is_one() -> None:
    made = truce("They agreed a truce on Monday.", phase="agreed", made=day("2019-03-04"), parties=BOTH)
    runs = truce("The truce began on Friday.", phase="in_effect", begins=day("2019-03-08"), parties=BOTH)
    (only,) = reconcile([reading("a", "2019-03-05", made), reading("b", "2019-03-09", runs)]).ceasefires
    assert only.declared and only.in_effect
    assert (only.declared.latest, only.in_effect.latest) == (dt.date(2019, 3, 4), dt.date(2019, 3, 8))
    assert (only.status, only.parties) == ("in_effect", BOTH)


def test_truces_far_apart_in_time_are_two() -> None:
    old = truce("A truce in 2017.", phase="declared", made=day("2017-03-04"), parties=BOTH)
    new = truce("A truce on Monday.", phase="declared", made=day("2019-03-04"), parties=BOTH)
    assert len(reconcile([reading("a", "2019-03-05", new, old)]).ceasefires) == 2


def test_monitors_and_to_whom_they_report() -> None:
    watched = truce("A group.", phase="agreed", parties=BOTH, monitors=("Kenya", "Norway"), reports_to="United Nations")
    (only,) = reconcile([reading("a", "2019-03-05", watched)]).ceasefires
    assert (only.monitors, only.reports_to) == (("Kenya", "Norway"), "United Nations")


def test_alleged_breach_names_who_accuses_whom_and_is_no_fact() -> None:
    made = truce("A truce.", phase="declared", made=day("2019-03-04"), parties=BOTH)
    breach = truce(
        "Broken, say rebels.", phase="violated", accused=("army",), accuser=("rebels",), what="broke the truce"
    )
    (only,) = reconcile([reading("a", "2019-03-09", made, breach)]).ceasefires
    (violation,) = only.alleged_violations
    assert (violation.accuser, violation.accused, only.status) == (("rebels",), ("army",), "in_effect")


def test_truce_that_is_only_asked_for_by_nobody_in_particular_is_left_out() -> None:
    assert reconcile([reading("a", "2019-03-09", truce("Calls for a truce.", phase="proposed"))]).ceasefires == ()


PLEDGE = promise("The army pledged to free all prisoners.", ["army"], "free all prisoners", deed="x2")
DEED = event("Prisoners are to be freed.", "RETREAT", ["army"], mode="release", status="planned")


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (None, "open"),
        (event("The army freed prisoners.", "RETREAT", ["army"], mode="release"), "kept"),
        (event("The army freed none.", "RETREAT", ["army"], mode="release", status="refused"), "broken"),
        (event("The rebels freed prisoners.", "RETREAT", ["rebels"], mode="release"), "open"),
        (promise("The army kept its pledge.", ["army"], "free all the prisoners", phase="kept"), "kept"),
        (promise("The army broke its pledge.", ["army"], "free all the prisoners", phase="broken"), "broken"),
    ],
)
def test_promise_is_kept_or_broken_when_a_later_report_says_so(later: object, status: str) -> None:
    readings = [reading("a", "2019-03-04", PLEDGE, DEED)]
    if later:
        readings.append(reading("b", "2019-03-20", later))  # type: ignore[arg-type]
    (made,) = reconcile(readings).commitments
    assert (made.what, made.status) == ("free all prisoners", status)


def test_promise_that_is_due_and_of_which_nothing_more_is_told_is_unknown() -> None:
    due = promise("They pledged to leave by March 10.", ["army"], "leave by March 10", due=day("2019-03-10"))
    other = reading("b", "2019-04-20", said("The talks will go on as before.", "rebels"))
    assert [c.status for c in reconcile([reading("a", "2019-03-04", due), other]).commitments] == ["unknown"]


def test_two_reports_of_one_promise_are_one() -> None:
    again = promise("The army vowed to free all the prisoners.", ["army"], "free all the prisoners")
    record = reconcile([reading("a", "2019-03-04", PLEDGE), reading("b", "2019-03-05", again)])
    assert [[e.report for e in c.evidence] for c in record.commitments] == [["a", "b"]]


def test_statement_printed_in_two_reports_is_one_and_keeps_its_chain() -> None:
    words = "We shall not leave the talks before the end."
    one = reading("a", "2019-03-04", said(words, "Ann Bo", via=("her office",)))
    two = reading("b", "2019-03-05", said(words, "Ann Bo", via=("her office",)))
    (only,) = reconcile([two, one]).statements
    assert (only.speaker, only.via, only.content, len(only.evidence)) == ("Ann Bo", ("her office",), words, 2)
    assert only.when == Interval(earliest=dt.date(2019, 3, 4), latest=dt.date(2019, 3, 4))


def test_statement_of_nobody_or_of_a_few_words_is_left_out() -> None:
    record = reconcile(
        [reading("a", "2019-03-04", said("We shall not leave the talks now.", None), said("No.", "Ann Bo"))]
    )
    assert record.statements == ()
    unnamed = reading("a", "2019-03-04", said("We shall not leave the talks now.", None, anonymous=True))
    assert [s.anonymous for s in reconcile([unnamed]).statements] == [True]

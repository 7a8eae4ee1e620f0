"""Steps on the ground: withdrawals, releases, access, aid, over several reports."""

import datetime as dt

from dragoman.model import Place
from dragoman.reconciling import reconcile
from tests.reconciling.readings import day, event, reading


def test_two_reports_of_one_withdrawal_are_one_step() -> None:
    first = event("The army left the port.", "RETREAT", ["army"], mode="withdraw", when=day("2019-03-04"))
    again = event("Troops quit the port on Monday.", "RETREAT", ["army"], mode="withdraw", when=day("2019-03-04"))
    (step,) = reconcile([reading("a", "2019-03-04", first), reading("b", "2019-03-05", again)]).steps
    assert (step.kind, step.who, [e.report for e in step.evidence]) == ("withdraw", ("army",), ["a", "b"])
    assert step.when and step.when.latest == dt.date(2019, 3, 4)


def test_steps_on_other_days_at_other_places_or_of_others_are_their_own() -> None:
    here = event("x", "RETREAT", ["army"], mode="release", when=day("2019-03-04"), place=Place(name="Tunis"))
    later = event("y", "RETREAT", ["army"], mode="release", when=day("2019-03-20"), place=Place(name="Tunis"))
    there = event("z", "RETREAT", ["army"], mode="release", when=day("2019-03-04"), place=Place(name="Geneva"))
    others = event("w", "RETREAT", ["rebels"], mode="release", when=day("2019-03-04"), place=Place(name="Tunis"))
    assert len(reconcile([reading("a", "2019-03-21", here, later, there, others)]).steps) == 4


def test_what_is_only_planned_is_no_report_of_what_happened() -> None:
    planned = event("x", "RETREAT", ["army"], mode="withdraw", status="planned", when=day("2019-03-04"))
    done = event("y", "RETREAT", ["army"], mode="withdraw", when=day("2019-03-04"))
    record = reconcile([reading("a", "2019-03-01", planned), reading("b", "2019-03-05", done)])
    assert [s.status for s in record.steps] == ["planned", "happened"]


def test_truces_and_talks_are_no_steps() -> None:
    truce = event("x", "RETREAT", ["army"], mode="ceasefire", when=day("2019-03-04"))
    met = event("y", "CONSULT", ["army", "rebels"], when=day("2019-03-04"))
    assert reconcile([reading("a", "2019-03-05", truce, met)]).steps == ()

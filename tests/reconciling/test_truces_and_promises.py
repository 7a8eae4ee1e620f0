"""Ceasefires with their monitors and alleged breaches; promises and what became of them; statements."""

import datetime as dt

import msgspec
import pytest

from dragoman.model import Actor, Interval
from dragoman.reconciling import reconcile
from tests.reconciling.readings import day, event, promise, reading, said, talks, truce

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


def test_mutual_blame_is_two_violations() -> None:
    made = truce("A truce.", phase="declared", made=day("2019-03-04"), parties=BOTH)
    blame = truce("Both accuse the other.", phase="violated", accused=BOTH, accuser=BOTH, what="breaking it")
    (only,) = reconcile([reading("a", "2019-03-09", made, blame)]).ceasefires
    pairs = [(v.accuser, v.accused) for v in only.alleged_violations]
    assert pairs == [(("army",), ("rebels",)), (("rebels",), ("army",))]


def test_each_side_means_the_two_parties_of_the_truce() -> None:
    made = truce("A truce.", phase="declared", made=day("2019-03-04"), parties=BOTH)
    blame = truce("Each accuses.", phase="violated", accused=("each side",), accuser=("each side",), what="breaking it")
    (only,) = reconcile([reading("a", "2019-03-09", made, blame)]).ceasefires
    assert [v.accuser for v in only.alleged_violations] == [("army",), ("rebels",)]


def test_one_breach_in_two_reports_is_one_with_both_sentences() -> None:
    made = truce("A truce.", phase="declared", made=day("2019-03-04"), parties=BOTH)
    breach = truce("Shelled.", phase="violated", accused=("army",), accuser=("rebels",), what="shelled the port")
    record = reconcile([reading("a", "2019-03-09", made, breach), reading("b", "2019-03-10", made, breach)])
    ((violation,),) = [c.alleged_violations for c in record.ceasefires]
    assert [e.report for e in violation.evidence] == ["a", "b"]


def test_three_states_that_announce_a_truce_are_not_bound_by_it() -> None:
    kinds = [Actor(name=n, kind="state") for n in ("Kenya", "Norway", "Oman")]
    announced = truce(
        "They announce a truce.", phase="agreed", made=day("2019-03-04"), parties=("Kenya", "Norway", "Oman")
    )
    (only,) = reconcile([reading("a", "2019-03-09", announced, actors=kinds)]).ceasefires
    assert only.parties == ()


def test_guarantor_is_no_party() -> None:
    made = truce("A truce.", phase="agreed", made=day("2019-03-04"), parties=(*BOTH, "Kenya"))
    vouched = truce("Kenya vouches.", guarantors=("Kenya",))
    (only,) = reconcile([reading("a", "2019-03-09", made, vouched)]).ceasefires
    assert (only.parties, only.guarantors) == (BOTH, ("Kenya",))


def test_truce_that_runs_out_later_has_not_ended() -> None:
    runs = truce("It expires on April 2.", phase="ended", until=day("2019-04-02"), parties=BOTH)
    (only,) = reconcile([reading("a", "2019-03-09", runs)]).ceasefires
    assert (only.status, only.ended, only.until and only.until.latest) == ("in_effect", None, dt.date(2019, 4, 2))


def test_truce_told_of_without_day_is_the_last_one_made_by_those_whom_the_report_names() -> None:
    those = [Actor(name="army", kind="group"), Actor(name="rebels", kind="group")]
    old = truce("A truce.", phase="agreed", made=day("2018-03-04"), parties=BOTH)
    new = truce("A truce.", phase="agreed", made=day("2019-03-04"), parties=BOTH)
    bare = truce("The truce holds.", phase="in_effect")
    later = truce("A truce.", phase="agreed", made=day("2019-08-04"), parties=BOTH)
    named = zip("abcd", ("2018-03-05", "2019-03-05", "2019-04-01", "2019-08-05"), (old, new, bare, later), strict=True)
    record = reconcile([reading(n, day_, t, actors=those) for n, day_, t in named])
    assert [[e.report for e in c.evidence] for c in record.ceasefires] == [["a"], ["b", "c"], ["d"]]


def test_truce_of_other_people_is_another_one() -> None:
    ours = [Actor(name="army", kind="group"), Actor(name="rebels", kind="group")]
    theirs = [Actor(name="navy", kind="group"), Actor(name="clans", kind="group")]
    made = reading(
        "a", "2019-03-05", truce("A truce.", phase="agreed", made=day("2019-03-04"), parties=BOTH), actors=ours
    )
    bare = reading("b", "2019-03-06", truce("The truce holds.", phase="in_effect"), actors=theirs)
    assert len(reconcile([made, bare]).ceasefires) == 2


LEAVE = promise("The army is to leave the town.", ["army"], "leave the town within 21 days", kind="withdraw")


def test_promise_in_other_words_is_one_by_side_kind_and_day() -> None:
    again = promise("The army must pull out of the town.", ["army"], "pull out of the town", kind="withdraw")
    record = reconcile([reading("a", "2019-03-04", LEAVE), reading("b", "2019-03-08", again)])
    assert [[e.report for e in c.evidence] for c in record.commitments] == [["a", "b"]]


def test_promise_of_another_kind_or_much_later_is_another_one() -> None:
    free = promise("The army is to free captives.", ["army"], "free captives", kind="release")
    later = promise("The army is to pull out of the town.", ["army"], "pull out of the town", kind="withdraw")
    record = reconcile([reading("a", "2019-03-04", LEAVE, free), reading("b", "2019-09-08", later)])
    assert len(record.commitments) == 3


@pytest.mark.parametrize(
    ("said_by", "status"), [(None, "broken"), ("rebels", "disputed"), ("United Nations", "broken")]
)
def test_promise_that_a_side_says_was_broken_is_disputed(said_by: str | None, status: str) -> None:
    failed = promise("The withdrawal did not begin.", ["army"], "the withdrawal", kind="withdraw", phase="broken")
    speaker = said("The withdrawal did not begin.", said_by) if said_by else None
    found = [failed] if speaker is None else [failed, speaker]
    second = reading("b", "2019-03-20", *found, actors=[Actor(name="United Nations", code="UNO", kind="organisation")])
    if speaker is not None:
        promises = tuple(msgspec.structs.replace(p, attribution="x2") for p in second.promises)
        second = msgspec.structs.replace(second, promises=promises)
    assert [c.status for c in reconcile([reading("a", "2019-03-04", LEAVE), second]).commitments] == [status]


def test_breach_of_the_truce_calls_the_promise_to_keep_it_in_question() -> None:
    keep = promise("The army will respect the truce.", ["army"], "respect the truce", kind="keep_truce")
    breach = truce(
        "The army shelled.", phase="violated", accused=("army",), accuser=("rebels",), what="shelled the port"
    )
    record = reconcile([reading("a", "2019-03-04", keep), reading("b", "2019-03-09", breach)])
    assert [c.status for c in record.commitments] == ["disputed"]


def test_withdrawal_of_nobody_in_particular_is_no_old_promise() -> None:
    army = [Actor(name="army", kind="group")]
    failed = promise("The withdrawal did not begin.", [], "the withdrawal", kind="withdraw", phase="broken")
    soon = reconcile([reading("a", "2019-03-04", LEAVE), reading("b", "2019-04-04", failed, actors=army)])
    late = reconcile([reading("a", "2019-03-04", LEAVE), reading("b", "2020-04-04", failed, actors=army)])
    assert [soon.commitments[0].status, late.commitments[0].status] == ["broken", "unknown"]


def test_promise_to_meet_is_kept_by_a_meeting_on_the_day() -> None:
    come = promise("They agreed to meet.", BOTH, "meet in Tunis on April 2", kind="meet", due=day("2019-04-02"))
    met = talks("Talks in Tunis on April 2.", phase="held", place="Tunis", when=day("2019-04-02"), between=BOTH)
    record = reconcile([reading("a", "2019-03-04", come), reading("b", "2019-04-03", met)])
    assert [c.status for c in record.commitments] == ["kept"]


def test_promise_that_a_later_report_recalls_is_the_old_one() -> None:
    told = promise("It had promised to leave the town.", ["army"], "leave the town", kind="withdraw", recalled=True)
    record = reconcile([reading("a", "2019-03-04", LEAVE), reading("b", "2019-09-08", told)])
    assert [[e.report for e in c.evidence] for c in record.commitments] == [["a", "b"]]

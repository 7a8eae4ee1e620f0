"""Calls, meetings and visits outside the rounds of a track."""

import datetime as dt

import pytest

from dragoman.model import Interval, Place, When
from dragoman.reconciling import reconcile
from tests.reconciling.readings import day, event, reading, talks


def call(sentence: str, when: str | None, **fields: object) -> object:
    return event(sentence, "CONSULT", ["Ann Bo", "Cy Dee"], mode="phone", when=day(when) if when else None, **fields)


def test_two_calls_on_different_days_are_two() -> None:
    record = reconcile(
        [reading("a", "2019-03-04", call("x", "2019-03-03")), reading("b", "2019-03-18", call("y", "2019-03-17"))]
    )
    assert [(c.kind, c.when and c.when.latest) for c in record.contacts] == [
        ("call", dt.date(2019, 3, 3)),
        ("call", dt.date(2019, 3, 17)),
    ]


def test_two_reports_of_one_call_are_one_with_both_quoted() -> None:
    record = reconcile(
        [reading("a", "2019-03-04", call("x", "2019-03-03")), reading("b", "2019-03-05", call("y", "2019-03-03"))]
    )
    assert [[e.report for e in c.evidence] for c in record.contacts] == [["a", "b"]]


def test_call_without_a_day_is_the_one_of_the_days_before_its_report() -> None:
    record = reconcile(
        [reading("a", "2019-03-04", call("x", "2019-03-03")), reading("b", "2019-03-05", call("y", None))]
    )
    assert len(record.contacts) == 1


def test_call_without_any_day_happened_by_the_day_of_its_report() -> None:
    (contact,) = reconcile([reading("a", "2019-03-04", call("x", None))]).contacts
    assert contact.when == Interval(earliest=None, latest=dt.date(2019, 3, 4))


def test_call_and_visit_of_one_day_stay_apart() -> None:
    visit = event("y", "CONSULT", ["Ann Bo"], recipients=["Cy Dee"], mode="visit", when=day("2019-03-03"))
    record = reconcile([reading("a", "2019-03-04", call("x", "2019-03-03"), visit)])
    assert sorted(c.kind for c in record.contacts) == ["call", "visit"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [("planned", "planned"), ("hoped", "hoped"), ("cancelled", "cancelled"), ("happened", "held")],
)
def test_contact_has_the_status_of_what_is_told(status: str, expected: str) -> None:
    (contact,) = reconcile([reading("a", "2019-03-04", call("x", "2019-03-09", status=status))]).contacts
    assert contact.status == expected


def test_meeting_of_the_parties_on_the_days_of_a_round_belongs_to_the_round() -> None:
    both = ("army", "rebels")
    round_ = talks("Talks.", track="Tunis talks", between=both, phase="held", when=day("2019-03-10"))
    met = event("They met.", "CONSULT", both, when=day("2019-03-10"), place=Place(name="Tunis"))
    record = reconcile([reading("a", "2019-03-11", round_, met)])
    assert (len(record.tracks[0].rounds[0].evidence), record.contacts) == (2, ())


def test_one_party_alone_makes_no_contact() -> None:
    record = reconcile([reading("a", "2019-03-04", event("He travelled.", "CONSULT", ["Ann Bo"], mode="visit"))])
    assert record.contacts == ()


def test_news_of_a_call_is_of_the_day_of_the_word() -> None:
    told = When(
        text="Friday",
        earliest=dt.date(2019, 3, 14),
        latest=dt.date(2019, 3, 15),
        edges=("implied", "implied"),
    )
    call = reading("a", "2019-03-15", event("A and B spoke, A said.", "CONSULT", ("A", "B"), mode="phone", when=told))
    (contact,) = reconcile([call]).contacts
    assert contact.when == Interval(earliest=dt.date(2019, 3, 15), latest=dt.date(2019, 3, 15))

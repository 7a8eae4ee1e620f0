"""The day of undated reports from what dated ones say of the same meetings. Places and processes are made up."""

import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from dragoman.model import Published, Reading, Report
from dragoman.reading.dating import Day, DayClue
from dragoman.reconciling.dating import infer_days, infer_from_clues
from tests.factories import make_report

Read = Callable[[Report], Reading]


def d(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


def own(report: str, day: str | None = None, agency: bool = True, **fields: object) -> DayClue:
    known = Day(earliest=d(day), latest=d(day)) if day else Day()
    return DayClue(report=report, kind="own", day=known, agency=agency, **fields)  # type: ignore[arg-type]


def meeting(report: str, relation: str, number: int | None = 3, quote: str = "a sentence", **fields: object) -> DayClue:
    given = {"subject": ("harun",)} | fields
    return DayClue(report=report, kind="meeting", relation=relation, number=number, quote=quote, **given)  # type: ignore[arg-type]


def days(first: str, last: str | None = None) -> Day:
    return Day(earliest=d(first), latest=d(last or first))


def weekday(report: str, number: int) -> DayClue:
    return DayClue(
        report=report, kind="time", day=Day(weekday=number), relation="past", lead=True, quote="said on that day"
    )


# 14 March 2017 was a Tuesday.
PLAN = (own("old", "2017-03-04"), meeting("old", "future", day=days("2017-03-14")))
HELD = (own("new", "2017-03-20"), meeting("new", "past", day=days("2017-03-14", "2017-03-15")))
ENDED = meeting("u", "past", day=Day(weekday=3))
THIS_WEEK = meeting("u", "past", day=Day(weekday=3), this_week=True)
NO_NUMBER = meeting("u", "past", day=Day(weekday=3), number=None)
OPENS = meeting("u", "future", day=Day(weekday=2))
MARCH_15 = meeting("u", "past", day=Day(month=3, number=15))


@pytest.mark.parametrize(
    ("undated", "dated", "earliest", "latest", "why"),
    [
        ([ENDED], [PLAN], "2017-03-15", "2017-03-21", "ended on Wednesday; planned for the 14th"),
        ([ENDED, weekday("u", 6)], [PLAN], "2017-03-18", "2017-03-18", "an agency's Saturday after that Wednesday"),
        ([THIS_WEEK], [PLAN], "2017-03-15", "2017-03-19", "in that week"),
        ([ENDED], [HELD], "2017-03-15", "2017-03-21", "told of by a later report"),
        ([ENDED], [PLAN, HELD], "2017-03-15", "2017-03-21", "both agree"),
        (
            [MARCH_15, weekday("u", 3)],
            [HELD],
            "2017-03-15",
            "2017-09-27",
            "a day without its year: a Wednesday after it",
        ),
        ([OPENS, weekday("u", 7)], [PLAN], "2017-03-12", "2017-03-12", "opens on Tuesday; a Sunday before"),
        ([meeting("u", "past", day=Day(weekday=3), number=4)], [PLAN], None, None, "another round"),
        ([meeting("u", "past", day=Day(weekday=3), subject=("velde",))], [PLAN], None, None, "another process"),
        ([NO_NUMBER, weekday("u", 6)], [PLAN], None, None, "no number: too little alone"),
        ([meeting("u", "past", day=Day(weekday=1))], [HELD], None, None, "no Monday in the round"),
        ([], [PLAN], None, None, "nothing in common"),
        ([ENDED], [], None, None, "no dated report"),
    ],
)
def test_what_follows_from_a_meeting(
    undated: Sequence[DayClue], dated: Sequence[Sequence[DayClue]], earliest: str | None, latest: str | None, why: str
) -> None:
    found = infer_from_clues([(own("u"), *undated)], dated)["u"]
    assert (found.earliest, found.latest) == (earliest and d(earliest), latest and d(latest)), (why, found.reasons)
    assert found.basis == ("inferred" if earliest else "unknown")
    assert (found.date is not None) == (earliest is not None and earliest == latest)


def test_a_round_that_was_moved_is_dated_by_where_it_was_held() -> None:
    moved = (own("new", "2017-03-30"), meeting("new", "past", day=days("2017-03-28", "2017-03-29")))
    assert infer_from_clues([(own("u"), ENDED)], [PLAN, moved])["u"].earliest == d("2017-03-29")


def test_two_rounds_that_exclude_each_other_leave_the_day_open() -> None:
    other = (own("x", "2017-06-20"), meeting("x", "past", number=5, day=days("2017-06-14")))
    clues = (
        own("u"),
        meeting("u", "past", day=Day(weekday=3), this_week=True),
        meeting("u", "past", number=5, day=Day(weekday=3), this_week=True),
    )
    found = infer_from_clues([clues], [HELD, other])["u"]
    assert (found.basis, found.date, found.earliest) == ("unknown", None, None)
    assert len(found.reasons) == 3


def test_reasons_name_both_reports_and_the_day() -> None:
    (reason,) = infer_from_clues(
        [(own("u"), meeting("u", "past", day=Day(weekday=3), quote="The Harun talks ended on Wednesday."))], [PLAN]
    )["u"].reasons
    for words in (
        "The Harun talks ended on Wednesday.",
        '"old" of 2017-03-04',
        "planned",
        "Wednesday is 2017-03-15",
        "2017-03-15 to 2017-03-21",
    ):
        assert words in reason


def test_the_order_of_reports_makes_no_difference() -> None:
    undated = [(own("u"), ENDED), (own("v"), meeting("v", "past", day=Day(weekday=2)))]
    assert infer_from_clues(undated, [PLAN, HELD]) == infer_from_clues(undated[::-1], [HELD, PLAN])


SKETCH = tuple(range(0, 480, 10))


@pytest.mark.parametrize(
    ("source", "earliest", "latest"),
    [(True, "2017-03-14", "2017-03-15"), (False, "2017-03-13", "2017-03-15")],
    ids=["the agency's own", "an outlet's"],
)
def test_a_copy_is_of_the_same_day_or_beside_it(source: bool, earliest: str, latest: str) -> None:
    first = (own("first", "2017-03-14", sketch=SKETCH, source=source),)
    found = infer_from_clues([(own("u", sketch=SKETCH[:44]),)], [first])["u"]
    assert (found.earliest, found.latest, found.basis) == (d(earliest), d(latest), "inferred")
    assert infer_from_clues([(own("u", sketch=tuple(range(1, 480, 10))),)], [first])["u"].basis == "unknown"


def test_an_outlet_may_print_its_own_text_again_later() -> None:
    first = (own("first", "2017-03-14", sketch=SKETCH, outlet="Port San Echo"),)
    same = own("u", sketch=SKETCH, outlet="Port San Echo")
    assert infer_from_clues([(same,)], [first])["u"].basis == "unknown"
    assert infer_from_clues([(own("u", sketch=SKETCH, outlet="Halden Post"),)], [first])["u"].basis == "inferred"


def test_a_copy_of_an_agency_report_is_dated_by_its_weekday() -> None:
    first = (own("first", "2017-03-14", sketch=SKETCH, source=True),)
    assert infer_from_clues([(own("u", sketch=SKETCH), weekday("u", 2))], [first])["u"].date == d("2017-03-14")


def test_days_without_a_year_take_that_of_dated_reports() -> None:
    dated = (own("old", "2017-03-04", named=(d("2017-03-02"), d("2017-03-23"))),)
    past = DayClue(report="u", kind="time", day=Day(month=3, number=2), relation="past", quote="was signed on March 2")
    ahead = DayClue(report="u", kind="time", day=Day(month=3, number=23), relation="future", quote="set for March 23")
    found = infer_from_clues([(own("u"), past, ahead)], [dated])["u"]
    assert (found.earliest, found.latest) == (d("2017-03-02"), d("2017-03-23"))
    assert infer_from_clues([(own("u"), past, past)], [dated])["u"].basis == "unknown", "one day may be chance"
    twice = (own("older", "2016-03-04", named=(d("2016-03-02"), d("2016-03-23"))),)
    assert infer_from_clues([(own("u"), past, ahead)], [dated, twice])["u"].basis == "unknown"


OLD = """The two sides will hold the third round of the Harun talks on May 9, the mediator said on Monday.

The second round of the Harun talks ended on April 20 with an agreement to exchange prisoners."""
LATE = """The president of Costa Alta spoke with the rebels' leader by telephone on Friday, his office said on Friday.

The third round of the Harun talks ended on Wednesday without an agreement. Another round is set for June 2."""


@pytest.mark.model
def test_two_reports_read_together(read_one: Read) -> None:
    """2016-05-09 was a Monday: the round ended on Wednesday the 11th, and the call was on Friday the 13th."""
    old = read_one(make_report(OLD, published="2016-05-02", id="old", agency="Alma Wire"))
    late = read_one(make_report(LATE, published=None, id="late", agency="Alma Wire"))
    found = infer_days([late], [old])["late"]
    assert found == Published(
        date=d("2016-05-13"), earliest=d("2016-05-13"), latest=d("2016-05-13"), basis="inferred", reasons=found.reasons
    )
    assert any("2016-05-11" in r for r in found.reasons)
    assert infer_days([late], [])["late"].basis == "unknown"

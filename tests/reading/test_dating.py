"""A report's day from its own words: clues, limits and what they leave."""

import datetime as dt
from collections.abc import Callable

import pytest

from dragoman.model import Published, Reading, Report, Timex
from dragoman.reading.dating import Day, DayClue, Limit, conclude, find_clues, infer_own_day, likeness
from dragoman.reading.dating.limits import intersect
from dragoman.reading.dating.relation import find_relation
from dragoman.reading.dating.sketches import sketch
from tests.factories import make_report

Read = Callable[[Report], Reading]


def d(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


def marked(sentence: str) -> tuple[str, Timex]:
    """A sentence and the time that stands in it between brackets."""
    start = sentence.index("[")
    words = sentence[start + 1 : sentence.index("]")]
    text = sentence.replace("[", "").replace("]", "")
    return text, Timex(start=start, end=start + len(words), text=words, type="DATE", value="XXXX-WXX-6")


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("The envoy said on [Saturday] that both sides had signed.", "past"),
        ("The talks ended on [Wednesday] without a result.", "past"),
        ("On [Wednesday] the talks ended.", "past"),
        ("The round took place on [March 4].", "past"),
        ("Calm has held since [Friday].", "past"),
        ("The next round is set for [March 23].", "future"),
        ("They agreed to hold another round on [May 3].", "future"),
        ("The delegations will meet on [Friday].", "future"),
        ("A meeting is expected on [March 14], officials said.", "future"),
        ("The captives must be free by [Sunday].", "future"),
        ("He said the sides would sign on [Friday].", "future"),
        ("The round had been expected on [Monday].", "unknown"),
        ("It was originally to open on [Monday].", "unknown"),
        ("The mediator had invited both sides for [June 8].", "unknown"),
        ("A [Friday] like any other.", "unknown"),
        ("The truce ended. [Friday]", "unknown"),
    ],
)
def test_find_relation(sentence: str, relation: str) -> None:
    assert find_relation(*marked(sentence)) == relation


def test_limits_narrow_each_other() -> None:
    week = Limit("It is of that week.", spans=((d("2017-03-13"), d("2017-03-19")),))
    saturday = Limit("It is of a Saturday.", weekdays=frozenset({6}), firm=False)
    idle = Limit("It is of March.", spans=((d("2017-03-01"), d("2017-03-31")),))
    assert conclude([saturday, idle, week]) == Published(
        date=d("2017-03-18"), earliest=d("2017-03-18"), latest=d("2017-03-18"), basis="inferred",
        reasons=("It is of that week.", "It is of a Saturday."),
    )  # fmt: skip


def test_several_days_are_an_interval() -> None:
    limit = Limit("It is of one of two days.", spans=((d("2017-03-18"), d("2017-03-19")),))
    found = conclude([limit])
    assert (found.date, found.earliest, found.latest) == (None, d("2017-03-18"), d("2017-03-19"))


def test_firm_limits_that_contradict_each_other_leave_the_day_open() -> None:
    first = Limit("It is of March 18.", spans=((d("2017-03-18"), d("2017-03-18")),))
    second = Limit("It is of March 20.", spans=((d("2017-03-20"), d("2017-03-20")),))
    found = conclude([first, second])
    assert (found.date, found.earliest, found.basis) == (None, None, "unknown")
    assert found.reasons[:2] == (first.reason, second.reason)


def test_a_limit_that_is_not_firm_gives_way() -> None:
    first = Limit("It is of March 18.", spans=((d("2017-03-18"), d("2017-03-18")),))
    second = Limit("It is of a Monday.", weekdays=frozenset({1}), firm=False)
    assert conclude([second, first]).reasons == (first.reason,)


def test_a_likeness_alone_names_no_day() -> None:
    likely = Limit("It is of that Wednesday.", spans=((d("2017-03-15"), d("2017-03-15")),), firm=False, alone=False)
    month = Limit("It is of March.", spans=((d("2017-03-01"), d("2017-03-31")),))
    year = Limit("It is of 2017.", spans=((d("2017-01-01"), d("2017-12-31")),))
    assert conclude([likely]).basis == "unknown"
    assert conclude([likely, year]).date is None
    assert conclude([likely, month]).date == d("2017-03-15")


@pytest.mark.parametrize("limits", [[], [Limit("Later than that.", spans=((d("2017-03-18"), None),))]])
def test_too_little_is_unknown(limits: list[Limit]) -> None:
    assert conclude(limits).basis == "unknown"


def test_a_day_without_its_year_is_the_nearest() -> None:
    span = Limit("In that winter.", spans=((d("2016-12-01"), d("2017-02-28")),))
    near = Limit("Some days after December 30.", near=(12, 30, 0, 3), firm=False)
    leap = Limit("Near a day that few years have.", near=(2, 29, 0, 3), firm=False)
    found = conclude([span, near, leap])
    assert (found.earliest, found.latest) == (d("2016-12-30"), d("2017-01-02"))


def test_intersect() -> None:
    a, b, c = d("2017-03-01"), d("2017-03-05"), d("2017-03-09")
    assert intersect([(None, b)], [(a, None)]) == ((a, b),)
    assert intersect([(a, a), (c, c)], [(a, b)]) == ((a, a),)
    assert intersect([(a, a)], [(c, None)]) == ()


def own(day: Day, relation: str = "past", agency: bool = True, **fields: object) -> tuple[DayClue, ...]:
    clue = DayClue(report="r", kind="time", day=day, relation=relation, **fields)  # type: ignore[arg-type]
    return (DayClue(report="r", kind="own", agency=agency), clue)


def test_an_agency_names_its_day_and_an_outlet_that_or_the_day_before() -> None:
    bounds = (
        *own(Day(earliest=d("2017-03-13"), latest=d("2017-03-13")))[1:],
        *own(Day(earliest=d("2017-03-19"), latest=d("2017-03-19")), "future")[1:],
    )
    friday = {"day": Day(weekday=5), "lead": True}
    assert infer_own_day((*own(agency=True, **friday), *bounds)).date == d("2017-03-17")  # type: ignore[arg-type]
    outlet = infer_own_day((*own(agency=False, **friday), *bounds))  # type: ignore[arg-type]
    assert (outlet.earliest, outlet.latest) == (d("2017-03-17"), d("2017-03-18"))


HEAD = "NORTHPORT (Alma Wire) - "


SAID = "The envoy said on Thursday that the truce was holding."
SIGNED = "It was signed on 3 May 2016."


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "earliest", "latest", "why"),
    [
        (f"{SAID}\n\n{SIGNED} The next round is set for 11 May 2016.", "2016-05-05", "2016-05-05", "one Thursday"),
        (f"{SAID}\n\n{SIGNED} The next round is set for 16 May 2016.", "2016-05-05", "2016-05-12", "two Thursdays"),
        (f"{SAID}\n\n{SIGNED}", None, None, "no end: unknown"),
        (f"It holds.\n\n{SIGNED} It will end on 11 May 2016.", "2016-05-03", "2016-05-11", "all days between"),
        (
            f"{SAID}\n\nThe parties met two weeks ago, on April 21. "
            "The truce was signed on 3 March 2016. Elections are set for 1 September 2016.",
            "2016-05-05",
            "2016-05-05",
            "so many days ago",
        ),
        ("Nobody knows the day.", None, None, "nothing said"),
    ],
)
def test_one_report(read_one: Read, text: str, earliest: str | None, latest: str | None, why: str) -> None:
    report = make_report(HEAD + text, published=None, agency="Alma Wire")
    found = infer_own_day(find_clues(read_one(report)))
    assert (found.earliest, found.latest) == (earliest and d(earliest), latest and d(latest)), (why, found.reasons)
    assert (found.date is not None) == (earliest is not None and earliest == latest)
    assert found.basis == ("inferred" if earliest else "unknown")


@pytest.mark.model
def test_the_dateline_names_the_day_without_the_year(read_one: Read) -> None:
    text = "HARUN, May 5 (Alma Wire) - The truce was signed on 3 March 2016. Elections are set for 1 September 2016."
    found = infer_own_day(find_clues(read_one(make_report(text, published=None))))
    assert (found.earliest, found.latest) == (d("2016-05-05"), d("2016-05-06"))


def test_likeness_of_texts() -> None:
    text = [f"The monitors counted {n} breaches of the truce on the road to village number {n}." for n in range(40)]
    copy = [*text[:3], "A sentence was put in here by the desk.", *text[3:36]]
    other = [f"In its year {n} the theatre sold {n * 7} seats for the summer play." for n in range(40)]
    assert likeness(sketch(text), sketch(text)) == 1
    assert likeness(sketch(text), sketch(copy)) > 0.7
    assert likeness(sketch(text), sketch(other)) < 0.1
    assert likeness((), sketch(text)) == 0


def test_a_dated_report_keeps_few_clues() -> None:
    reading = Reading(report=make_report("The envoy said on Saturday that it was over."))
    assert [c.kind for c in find_clues(reading)] == ["own"]

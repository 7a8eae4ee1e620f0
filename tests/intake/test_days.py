"""Dates as intake meets them."""

import datetime as dt

import pytest

from dragoman.intake.days import find_days, parse_stamp


@pytest.mark.parametrize(
    ("printed", "day", "why"),
    [
        ("2017-03-04", dt.date(2017, 3, 4), "ISO"),
        ("2017-03-04T23:30:00-05:00", dt.date(2017, 3, 4), "the stamp's own time zone counts"),
        ("20170304T101500Z", dt.date(2017, 3, 4), "ISO without strokes"),
        ("4 March 2017", dt.date(2017, 3, 4), "day first"),
        ("March 4th, 2017", dt.date(2017, 3, 4), "month first, ordinal"),
        ("Sat., Mar. 4, 2017", dt.date(2017, 3, 4), "short forms, with its weekday"),
        ("Saturday the 4th of March 2017", dt.date(2017, 3, 4), "spelled out"),
        ("2017/3/4", dt.date(2017, 3, 4), "year first is never ambiguous"),
        ("04.03.2017", dt.date(2017, 3, 4), "with dots the day comes first"),
        ("25/03/2017", dt.date(2017, 3, 25), "no month 25: day first"),
        ("03/25/2017", dt.date(2017, 3, 25), "no month 25: month first"),
        ("05/05/2017", dt.date(2017, 5, 5), "both readings agree"),
        ("04/03/2017", None, "two readings"),
        ("2017-02-30", None, "no such day"),
        ("31 June 2017", None, "no such day"),
        ("2017-13-01", None, "no such month"),
        ("Friday, 4 March 2017", None, "that day was a Saturday"),
        ("4 March", None, "no year"),
        ("0017-03-04", None, "a year before newspapers"),
        ("soon", None, "no date"),
        ("", None, "nothing"),
    ],
)
def test_parse_stamp(printed: str, day: dt.date | None, why: str) -> None:
    found, fault = parse_stamp(printed)
    assert found == day, why
    assert (fault is None) == (day is not None)


def test_find_days_gives_spans() -> None:
    text = "Talks of May 3, 2017 and 4 June"
    first, second = find_days(text)
    assert text[first.start : first.end] == "May 3, 2017"
    assert (second.month, second.number, second.year, second.day) == (6, 4, None, None)


def test_the_verb_may_is_no_month() -> None:
    assert find_days("they may 2000 times over") == []

"""Times: what sentences name, from the cases and from properties that hold for any text."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Published
from dragoman.reading.times import find_days, find_times
from tests.factories import make_parsed, make_report

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8"))
NOTHING = make_parsed()
PIECES = [
    "Monday", "march", "March", "May", "may", "3", "14", "31", "2017", "1,200", "early", "mid-", "the", "of", "last",
    "next", "two", "weeks", "year", "ago", "later", "10:35", "p.m.", "the day after", "and", "-", ",", ".", "’s",
    "today", "quarter", "Sept.", "1990s", "'98", "Ramadan", "every", "until", "half", "a", "century", "9999", "years",
    "999999999999", "30 February 2017", "noon", "\n\n", "\U0001f54a", "now", "the first week of", "the end of",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=14).map(" ".join)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_case(case, parse):
    report = make_report(case["text"], case["day"].isoformat())
    found = [
        [t.text, t.value] + ([t.earliest, t.latest] if t.earliest else []) for t in find_times(report, parse(report))
    ]
    assert found == case["times"], case["why"]


@given(TEXTS, st.one_of(st.none(), DAYS))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_times_quote_the_text_in_order_and_have_ordered_days(text, day):
    report = make_report(text, day.isoformat() if day else None)
    times = find_times(report, NOTHING)
    end = 0
    for t in times:
        assert report.text[t.start : t.end] == t.text
        assert end <= t.start < t.end
        end = t.end
        assert (t.earliest is None) == (t.latest is None)
        assert t.earliest is None or t.earliest <= t.latest
        assert t.value
        assert t.through is None or times[t.through].start > t.start
        assert t.anchor is None or t.anchor < len(times)


@given(TEXTS, DAYS, st.integers(0, 40))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_bounds_of_the_day_never_make_a_time_narrower(text, day, width):
    first, last = day - dt.timedelta(days=width // 2), day + dt.timedelta(days=width)
    known = find_times(make_report(text, day.isoformat()), NOTHING)
    bounds = Published(earliest=first, latest=last, basis="inferred")
    wide = {t.start: t for t in find_times(undated(text, bounds), NOTHING)}
    for t in known:
        other = wide.get(t.start)
        if other is not None and t.earliest is not None and other.earliest is not None:
            assert other.earliest <= t.earliest
            assert t.latest <= other.latest


def bounded(earliest: str | None, latest: str | None) -> Published:
    day = dt.date.fromisoformat
    return Published(
        earliest=day(earliest) if earliest else None, latest=day(latest) if latest else None, basis="inferred"
    )


def undated(text, published):
    return msgspec.structs.replace(make_report(text), published=published)


def only_time(text, published):
    (time,) = find_times(undated(text, published), NOTHING)
    return time.value, time.earliest, time.latest


def test_undated_report_keeps_what_does_not_depend_on_its_day():
    assert only_time("on 3 May 2016", Published())[0] == "2016-05-03"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Wednesday", "XXXX-WXX-3"),
        ("on March 23", "XXXX-03-23"),
        ("in December", "XXXX-12"),
        ("yesterday", "XXXX-XX-XX"),
        ("last week", "XXXX-WXX"),
        ("last year", "XXXX"),
        ("Friday evening", "XXXX-WXX-5TEV"),
    ],
)
def test_undated_report_leaves_open_what_depends_on_its_day(text, value):
    assert only_time(text, Published()) == (value, None, None)


def test_bounds_that_agree_resolve_a_date_without_a_year():
    got = only_time("on March 3", bounded("2017-03-10", "2017-03-20"))
    assert got == ("2017-03-03", dt.date(2017, 3, 3), dt.date(2017, 3, 3))


def test_bounds_that_differ_widen_a_weekday():
    got = only_time("on Wednesday", bounded("2017-03-10", "2017-03-20"))
    assert got == ("XXXX-WXX-3", dt.date(2017, 3, 8), dt.date(2017, 3, 15))


def test_a_report_day_that_cannot_be_resolves_nothing():
    assert only_time("on Wednesday", Published(date=dt.date(1, 1, 1))) == ("XXXX-WXX-3", None, None)


def test_one_bound_alone_resolves_nothing():
    assert only_time("on Wednesday", bounded("2017-03-10", None)) == ("XXXX-WXX-3", None, None)


def test_find_days_joins_the_ends_of_a_range():
    times = find_times(make_report("They meet on May 3, 4 and 5 in Astana."), NOTHING)
    whole = (dt.date(2017, 5, 3), dt.date(2017, 5, 5))
    assert [(find_days(times, n).earliest, find_days(times, n).latest) for n in range(3)] == [whole] * 3


def test_find_days_of_a_single_time_are_its_own():
    times = find_times(make_report("They met on March 3 and on March 9."), NOTHING)
    assert find_days(times, 0).latest == dt.date(2017, 3, 3)


def test_times_are_found_in_text_that_was_not_parsed():
    times = find_times(make_report("ASTANA, March 14 (Agency) -"), NOTHING)
    assert [t.value for t in times] == ["2017-03-14"]


def test_no_time_crosses_a_paragraph():
    times = find_times(make_report("It began in March\n\n2017 was worse."), NOTHING)
    assert [t.value for t in times] == ["2017-03", "2017"]


def test_a_wrapped_line_does_not_break_a_time():
    times = find_times(make_report("It began on March\n14, 2016."), NOTHING)
    assert [t.value for t in times] == ["2016-03-14"]


def test_edges_say_what_is_stated_and_what_is_implied():
    times = find_times(make_report("In mid-March, in late March, on March 3, and now."), NOTHING)
    assert [t.edges for t in times] == [
        ("implied", "implied"), ("implied", "stated"), ("stated", "stated"), ("open", "open"),
    ]  # fmt: skip


def test_anchor_names_the_time_that_an_offset_is_reckoned_from():
    times = find_times(make_report("On March 3 they met; two days later they left."), NOTHING)
    assert [t.anchor for t in times] == [None, 0]


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "1" * 200_000, "Monday " * 20_000, "two million " * 10_000, "\n " * 50_000]
)
def test_hostile_text_takes_no_more_than_linear_time(text):
    find_times(make_report(text, parts=()), NOTHING)

"""Calendar arithmetic, against days looked up in almanacs, and its properties."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.times.calendar import (
    easter,
    islamic_days,
    nth_weekday,
    period_at,
    season_period,
    shift_months,
    shift_period,
    week_period,
)

UNITS = st.sampled_from(["D", "W", "2W", "WE", "M", "Q", "Y", "DE"])
DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2400, 12, 31))


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [(2016, (3, 27), (5, 1)), (2017, (4, 16), (4, 16)), (2018, (4, 1), (4, 8)), (2019, (4, 21), (4, 28))],
)
def test_easter(year, western, eastern):
    assert easter(year) == dt.date(year, *western)
    assert easter(year, orthodox=True) == dt.date(year, *eastern)


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [(2016, 9, 1, "2016-06-06"), (2017, 10, 1, "2017-06-25"), (2018, 12, 10, "2018-08-21"), (2020, 9, 1, "2020-04-24")],
)
def test_islamic_days_are_at_most_one_day_off(year, month, day, expected):
    (found,) = islamic_days(year, month, day)
    assert abs((found - dt.date.fromisoformat(expected)).days) <= 1


def test_a_year_can_hold_an_islamic_day_twice():
    assert len(islamic_days(2030, 9, 1)) == 2  # Ramadan in January and December


def test_weeks_are_iso_weeks():
    assert week_period(dt.date(2017, 1, 1)).value == "2016-W52"


def test_winter_runs_into_the_next_year():
    assert season_period(2016, "WI").latest == dt.date(2017, 2, 28)


@pytest.mark.parametrize(
    ("args", "expected"),
    [((2017, 11, 4, 4), "2017-11-23"), ((2017, 5, 1, -1), "2017-05-29"), ((2017, 3, 5, 1), "2017-03-03")],
)
def test_nth_weekday(args, expected):
    assert nth_weekday(*args).isoformat() == expected


@given(DAYS, UNITS, st.integers(-200, 200))
def test_periods_hold_their_days_and_step_evenly(day, unit, steps):
    period = period_at(day, unit, steps)
    assert period.earliest <= period.middle <= period.latest
    here = period_at(day, unit)
    if unit != "WE":
        assert here.earliest <= day <= here.latest or unit == "2W"
    assert (period.earliest > here.earliest) == (steps > 0) or unit == "DE"


@given(DAYS, st.integers(-2000, 2000))
def test_months_shift_and_come_back_within_the_month(day, months):
    back = shift_months(shift_months(day, months), -months)
    assert (back.year, back.month) == (day.year, day.month)


@given(DAYS, UNITS, UNITS, st.integers(-(10**9), 10**9))
def test_shifts_never_raise(day, of, unit, steps):
    moved = shift_period(period_at(day, of), unit, steps)
    assert moved is None or moved.earliest <= moved.latest

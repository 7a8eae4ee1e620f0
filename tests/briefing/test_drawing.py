"""The timeline: everything that has a day is on it, inside its frame, and no bar hides another."""

import datetime as dt

import pytest

from dragoman.briefing import make_brief
from dragoman.briefing.brief import Bar, Brief, Lane
from dragoman.briefing.rendering.drawing import DOT, ROWS, draw_timeline
from dragoman.briefing.wording import Wording
from dragoman.model import Interval, Record
from tests.briefing.gold import NAMES, gold_record

WORDS = Wording("en", None)


def bar(first: str, last: str, kind: str = "held") -> Bar:
    when = Interval(earliest=dt.date.fromisoformat(first), latest=dt.date.fromisoformat(last))
    return Bar(when=when, kind=kind, number=1, text="The first round")


def brief_of(*bars: Bar, as_of: str = "2017-05-01") -> Brief:
    lane = Lane(name="Talks", kind="track", bars=bars)
    return Brief(title="t", as_of=dt.date.fromisoformat(as_of), timeline=(lane,))


@pytest.mark.parametrize("name", NAMES)
def test_bars_lie_in_the_frame_and_in_their_lane(name):
    brief = make_brief(gold_record(name))
    drawing = draw_timeline(brief, WORDS)
    assert drawing
    assert sum(len(row.shapes) for row in drawing.rows) + drawing.earlier == sum(len(x.bars) for x in brief.timeline)
    for row in drawing.rows:
        assert row.top + row.height <= drawing.height
        for s in row.shapes:
            assert drawing.left <= s.x < s.x + s.width <= drawing.width
            assert row.top <= s.y < s.y + s.height <= row.top + row.height
    assert [t.x for t in drawing.ticks] == sorted(t.x for t in drawing.ticks)


def test_bars_of_the_same_days_stand_in_rows_of_their_own():
    drawing = draw_timeline(
        brief_of(bar("2017-03-01", "2017-03-20", "planned"), bar("2017-03-14", "2017-03-15")), WORDS
    )
    assert drawing
    held, planned = sorted(drawing.rows[0].shapes, key=lambda s: s.kind)
    assert held.y != planned.y
    assert planned.x < held.x < held.x + held.width < planned.x + planned.width


def test_many_bars_of_one_day_do_not_make_the_lane_endless():
    drawing = draw_timeline(brief_of(*[bar("2017-03-01", "2017-03-02")] * 200), WORDS)
    assert drawing
    assert len({s.y for s in drawing.rows[0].shapes}) == ROWS
    assert drawing.height < 200


def test_vague_days_are_pale():
    drawing = draw_timeline(brief_of(bar("2017-03-01", "2017-03-31"), bar("2017-04-03", "2017-04-04")), WORDS)
    assert drawing
    assert [s.wide for s in drawing.rows[0].shapes] == [True, False]
    assert all(s.height > DOT for s in drawing.rows[0].shapes)


def test_odd_days_are_drawn_or_left_out():
    assert draw_timeline(make_brief(Record()), WORDS) is None
    assert draw_timeline(brief_of(bar("0001-01-01", "0001-01-02"), bar("9999-12-30", "9999-12-31")), WORDS)
    assert draw_timeline(brief_of(bar("2017-03-31", "2017-03-01")), WORDS)  # the wrong way round

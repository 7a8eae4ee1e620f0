"""Counts as text, as a page and as a picture."""

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest

from dragoman.briefing.rendering.bars import BETWEEN, LABELS, MOST, NOBODY, OTHERS, SEVERAL, draw_bars
from dragoman.briefing.rendering.tally import NOTE, render_page, render_svg, render_text, tell_range
from dragoman.model import Ceasefire, Claim, Evidence, Incident, Interval, Place, Range, Span, Violation
from dragoman.reconciling.counts import Item, list_items


def breach(day: str | None, accused: tuple[str, ...] = ("army",), **fields: object) -> Violation:
    when = Interval(earliest=dt.date.fromisoformat(day), latest=dt.date.fromisoformat(day)) if day else None
    evidence = (Evidence(report="a", sentence=Span(0, 4), quote="Said"),)
    return Violation(accused=accused, accuser=("rebels",), what="it", when=when, evidence=evidence, **fields)


def items(*violations: Violation) -> list[Item]:
    return list_items([Ceasefire(alleged_violations=violations)], [])


def test_bars_stand_on_their_days_one_upon_the_other_and_as_high_as_they_count() -> None:
    found = draw_bars(
        items(breach("2019-03-08"), breach("2019-03-08"), breach("2019-03-08", ("navy",)), breach("2019-03-10"))
    )
    assert found is not None
    (panel,) = found.panels
    first, second, third = panel.bars
    assert [b.title for b in panel.bars] == ["2019-03-08: army, 2", "2019-03-08: navy, 1", "2019-03-10: army, 1"]
    assert first.x == second.x < third.x
    assert first.height == pytest.approx(2 * second.height, abs=0.05)
    assert first.y + first.height == pytest.approx(panel.foot, abs=0.05)
    assert second.y + second.height == pytest.approx(first.y, abs=0.05)
    assert third.x - first.x == pytest.approx(2 * (found.right - found.left) / 3, rel=0.01)
    assert [line.text for line in panel.lines] == ["0", "1", "2", "3"]


def test_what_has_no_day_is_in_no_picture_but_in_the_note() -> None:
    found = draw_bars(items(breach("2019-03-08"), breach(None), breach(None)))
    assert found and len(found.panels[0].bars) == 1
    assert found.notes == (
        "Alleged; counted once per allegation, not per report.", "2 without a known day are not shown.",
    )  # fmt: skip
    assert draw_bars(items(breach(None))) is None
    assert render_svg([Ceasefire(alleged_violations=(breach(None),))], [], "day") is None


@pytest.mark.parametrize(
    ("last", "unit", "label"),
    [("2019-03-20", "day", "2019-03-01"), ("2020-03-20", "week", "2019-02-25"), ("2027-03-20", "month", "2019-03"),
     ("2099-03-20", "year", "2019")],
)  # fmt: skip
def test_long_times_are_drawn_in_longer_steps(last: str, unit: str, label: str) -> None:
    found = draw_bars(items(breach("2019-03-01"), breach(last)))
    assert found and f"per {unit}" in found.panels[0].title
    assert found.ticks[0].text == label and 2 <= len(found.ticks) <= LABELS
    widest = (found.right - found.left) * (1 - BETWEEN)
    assert all(
        widest / (MOST + 1) <= b.width and found.left <= b.x <= found.right - b.width for b in found.panels[0].bars
    )


def test_whoever_is_accused_seldom_goes_with_others_and_rival_claims_have_a_colour_of_their_own() -> None:
    rare = [breach("2019-03-08", (f"group {n}",)) for n in range(9)]
    found = draw_bars(items(*rare, breach("2019-03-08", ()), breach("2019-03-08", ("army", "rebels"))))
    assert found
    names = [key.text for key in found.legend]
    assert names == [*(f"group {n}" for n in range(6)), OTHERS, SEVERAL, NOBODY]
    assert len({key.colour for key in found.legend}) == len(names)
    assert "2019-03-08: others, 3" in [b.title for b in found.panels[0].bars]


def test_picture_is_well_formed_and_safe_with_odd_names() -> None:
    odd = '<script>alert("x")</script> & \u202eco.'
    picture = render_svg([Ceasefire(alleged_violations=(breach("2019-03-08", (odd,)),))], [], "day")
    assert picture is not None
    root = ET.fromstring(picture)
    assert root.tag.endswith("svg") and "<script" not in picture and "\u202e" not in picture
    texts = [t.text or "" for t in root.iter() if t.tag.endswith("text")]
    assert any("Alleged; counted once per allegation" in t for t in texts)
    assert any(t.startswith("Alleged violations of a truce per day") for t in texts)


def test_incidents_have_a_panel_of_their_own() -> None:
    day = Interval(earliest=dt.date(2019, 3, 8), latest=dt.date(2019, 3, 8))
    bomb = Incident(when=day, claims=(Claim(responsible="navy", report="b"),))
    found = draw_bars(list_items([Ceasefire(alleged_violations=(breach("2019-03-08"),))], [bomb]))
    assert found
    assert [p.title.split(" per")[0] for p in found.panels] == ["Alleged violations of a truce", "Incidents"]
    assert found.panels[0].foot < found.panels[1].top
    assert [b.title for p in found.panels for b in p.bars] == ["2019-03-08: army, 1", "2019-03-08: navy, 1"]


def test_text_is_a_table_with_the_undated_last() -> None:
    toll = Range(low=2, high=3)
    found = [Ceasefire(alleged_violations=(breach(None), breach("2019-03-08", killed=toll, place=Place(name="Tunis"))))]
    head, *rows = render_text(found, [], "day").splitlines()
    assert head.split() == [
        "Day",
        "Place",
        "Accused",
        "Accuser",
        "Violations",
        "Incidents",
        "Killed",
        "Without",
        "number",
    ]
    assert rows[0].split() == ["2019-03-08", "Tunis", "army", "rebels", "1", "0", "2-3"]
    assert rows[1].split() == ["not", "said", "not", "said", "army", "rebels", "1", "0", "1"]
    assert rows[-1] == NOTE
    assert render_text([], [], "day") == "Nothing is alleged.\n"


def test_page_has_picture_and_sentences_and_escapes_them() -> None:
    evidence = (Evidence(report="a", sentence=Span(3, 9), quote="<b>Said"),)
    when = Interval(earliest=dt.date(2019, 3, 8), latest=dt.date(2019, 3, 8))
    page = render_page(
        [Ceasefire(alleged_violations=(Violation(accused=("army",), when=when, evidence=evidence),))], [], "day"
    )
    assert "<svg" in page and "&lt;b&gt;Said" in page and "<b>Said" not in page
    assert re.search(r"<td[^>]*>army</td>", page) and "a, 3–9" in page
    assert "Nothing is alleged." in render_page([], [], "day")


@pytest.mark.parametrize(
    ("killed", "told"),
    [(None, ""), (Range(low=4, high=4), "4"), (Range(low=4, high=6), "4-6"), (Range(low=4), "4 or more")],
)
def test_range_is_told_as_it_is_known(killed: Range | None, told: str) -> None:
    assert tell_range(killed) == told

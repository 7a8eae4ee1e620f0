"""Cleaning: what is not the report is taken out or kept apart, and the map leads back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.intake.drafts import Draft, raw_draft
from dragoman.intake.reports import Known, build_report
from dragoman.model import Origin, Report, Span
from tests.intake.helpers import cleaned, parts_of, problems
from tests.intake.test_layout import LEAD, NEXT

THIRD = "Nobody was hurt in the shelling on the southern road, the monitors said in their report on Tuesday."
TITLE = "Rivals sit down in Harun"
BODY = f"{LEAD}\n\n{NEXT}\n\n{THIRD}"
PAGE = f"{TITLE}\n\n{BODY}"


def check_origin(report: Report, raw: str) -> None:
    """Monotone, never overlapping, and the same characters on both sides."""
    text_end = raw_end = 0
    for o in report.origin:
        assert o.length > 0 and o.text >= text_end and o.raw >= raw_end
        text_end, raw_end = o.text + o.length, o.raw + o.length
        assert report.text[o.text : text_end] == raw[o.raw : raw_end]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (f"Menu\nHome | World | Sport\n\n{PAGE}", "navigation"),
        (f"Kultur  Reise  Money  Live\n\n{PAGE}", "labels parted by wide spaces"),
        (f"{TITLE}\n\n{TITLE}\n\n{BODY}", "the title twice"),
        (f"www.example.org/world/talks\n\n{PAGE}", "an address"),
        (f"Advertisement\n\n{PAGE}\n\nShare this article\n\nFacebook | Twitter", "share lines"),
        (f"{PAGE}\n\n© 2016 The Port San Echo. All rights reserved.", "copyright"),
        (f"{PAGE}\n\nMore from our Sister Sites", "a tail"),
        (f"{PAGE}\n\nMost read\nThe baker who would not sell\nTen soups", "a tail with other titles"),
        (f"{PAGE}\n\nWinter offer: three months for one", "an offer after the last paragraph"),
        (f"{PAGE}\n\nLetters: Who moved the buoy?", "a question after the last paragraph"),
        (f"{PAGE}\n\nSubscribe to our newsletter", "subscription"),
        (f"{TITLE}\n\nGet short URL 0 12 3 {BODY}", "a widget glued to the first paragraph"),
        (f"{TITLE}\n\n{BODY}\n\nXYZ/ab-12".replace("ab", "AB"), "a desk's initials"),
        (f"\ufeff{PAGE}\u200b\n", "characters that show nothing"),
        (PAGE.replace(" ", "\u00a0", 3).replace(" the ", "   the "), "spaces of other kinds"),
        (
            PAGE.replace("the first", "the\nfirst").replace("the mediator", "the\nmediator").replace("\n\n", "\n\n\n"),
            "lines broken",
        ),
    ],
)
def test_only_the_report_is_left(page: str, why: str) -> None:
    report = cleaned(page)
    assert report.text == PAGE, why
    check_origin(report, page)


def test_captions_are_kept_apart() -> None:
    caption = "President Ana Lopez, right, and Foreign Minister Omar Said."
    credit = "Delegates enter the hall on Monday. EPA photo"
    report = cleaned(f"{caption}\n\n{TITLE}\n\n{credit}\n\n{BODY}")
    assert report.text == PAGE
    assert report.captions == (caption, credit)


def test_keywords_are_kept_apart() -> None:
    assert cleaned(f"{PAGE}\n\nTags: truce; Harun").keywords == ("truce", "Harun")
    assert cleaned(f"{PAGE}\n\nHarun talks, Ana Lopez, Costa Alta").keywords == (
        "Harun talks",
        "Ana Lopez",
        "Costa Alta",
    )
    assert cleaned(f"{PAGE}\n\nThe guests were Lopez, Said, and Mills.").keywords == ()


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (f"{TITLE} – Port San Echo\n\n{TITLE}", "Port San Echo"),
        (f"{TITLE} | BBC News", "BBC News"),
        (f"THE PORT SAN ECHO\nNews | Opinion | Tides\n\n{TITLE}", "The Port San Echo"),
        (f"Harun Herald\n4 March 2017\n\n{TITLE}", "Harun Herald"),
        (f"Morning Brief - your town, your world\n\n{TITLE} - Morning Brief\n\n{TITLE}", "Morning Brief"),
        (TITLE, None),
        ("Fighting - a year on", None),
    ],
)
def test_the_outlet_is_told_by_the_page(head: str, outlet: str | None) -> None:
    report = cleaned(f"{head}\n\n{BODY}")
    assert report.outlet == outlet
    assert parts_of(report, "headline") == [head if outlet is None else TITLE]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (" date 2017-03-04 Register", "2017-03-04"),
        ("Published: 4 March 2017", "2017-03-04"),
        ("Saturday, March 4, 2017 10:22 GMT", "2017-03-04"),
        ("04.03.2017 14:05", "2017-03-04"),
        ("Posted on March 4, 2017 at 9 pm | Updated March 6, 2017", "2017-03-04"),
        ("Last updated: 6 March 2017", None),
        ("He was born on 4 March 2017", None),
    ],
)
def test_a_line_that_states_the_day(line: str, day: str | None) -> None:
    report = cleaned(f"{line}\n\n{PAGE}")
    assert (str(report.published.date) if report.published.date else None) == day
    if day:
        assert report.text == PAGE


@pytest.mark.parametrize("line", ["30 February 2017", "2217-03-04", "Friday, 4 March 2017", "03/04/2017"])
def test_a_day_that_cannot_be_is_refused(line: str) -> None:
    page = f"{line}\n\n{PAGE}"
    assert cleaned(page).published.basis == "unknown"
    assert [p.kind for p in problems(page)] == ["doubtful"]


def test_the_dateline_stays_in_its_line() -> None:
    report = cleaned(f"{TITLE}\n\nHARUN (Alma Wire)\u00a0—   {BODY}")
    assert report.text == f"{TITLE}\n\nHARUN (Alma Wire) — {BODY}"
    assert parts_of(report, "dateline") == ["HARUN (Alma Wire) —"]
    assert parts_of(report, "body")[0] == LEAD


def test_the_headline_of_the_metadata_is_put_in_front() -> None:
    report = cleaned(BODY, headline=TITLE)
    assert report.text == PAGE
    assert report.parts[0].kind == "headline"
    check_origin(report, BODY)


def test_a_report_in_another_language_is_not_read() -> None:
    text = (
        "Les deux délégations se sont rencontrées lundi dans la capitale pour la première fois depuis la trêve de mars."
    )
    assert [p.kind for p in problems(text)] == ["language"]
    assert problems(text, raw=True) == []


def test_an_opinion_piece_is_marked() -> None:
    assert [p.kind for p in problems(f"OPINION\n\n{PAGE}")] == ["opinion"]


@pytest.mark.parametrize("text", ["|", "\n\nMenu\n\n", "\u200b", "Share this article"])
def test_no_text_left_is_a_problem(text: str) -> None:
    assert [p.kind for p in problems(text)] == ["failed"]


PIECES = st.sampled_from(
    [
        *(TITLE, LEAD, NEXT, "Menu", "Home | World | Sport", "HARUN (AFP) - ", "Tags: a, b, c", "By Ana Lopez", "©"),
        *("(Reporting by A. Lopez)", "More from us", "4 March 2017", "THE ECHO", "😀", "e\u0301", "\ufeff", "\u00a0"),
        *("  ", "\n", "\n\n", "\r\n", "\t", "\x0b", "\u2028"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=300)))
def test_the_map_holds_whatever_the_text(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    for item in build_report(raw_draft(text), Known(id="r", source="s"), raw=False):
        if isinstance(item, Report):
            check_origin(item, text)
            ends = [0, *(p.end for p in item.parts)]
            assert all(
                p.start < p.end <= len(item.text) and p.start >= end for p, end in zip(item.parts, ends, strict=False)
            )
    for item in build_report(raw_draft(text), Known(id="r", source="s"), raw=True):
        if isinstance(item, Report):
            assert item.text == text
            assert all(text[p.start : p.end].strip() for p in item.parts)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=8))
def test_rebuilding_twice_is_rebuilding_once(text: str, cuts: list[tuple[int, int]]) -> None:
    spans = []
    at = 0
    for start, length in sorted(cuts):
        start = max(start, at)
        at = min(start + length, len(text))
        if start < at:
            spans.append(Span(start, at))
    draft = raw_draft(text).rebuild([p for s in spans for p in ("--", s)])
    again = draft.rebuild([Span(0, len(draft.text))])
    assert again == draft
    assert [text[o.raw : o.raw + o.length] for o in draft.origin] == [
        draft.text[o.text : o.text + o.length] for o in draft.origin
    ]


def test_a_draft_joins_what_runs_on() -> None:
    draft = Draft("abcdef", (Origin(text=0, raw=10, length=6),))
    assert draft.rebuild([Span(0, 2), Span(2, 5)]).origin == (Origin(text=0, raw=10, length=5),)

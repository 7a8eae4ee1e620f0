"""Web pages: the article, its metadata, and the map back to the page."""

import io
import json
from typing import Any

import pytest

from dragoman.intake import open_inputs
from dragoman.intake.pages import align, is_page, visible_text
from dragoman.model import Problem, Report
from tests.intake.test_cleaning import check_origin
from tests.intake.test_layout import LEAD, NEXT

TITLE = "Rivals sit down in Harun"
QUOTE = 'The envoy’s deputy said: "We & they will meet again <soon>, and the monitors — all nine — will stay in place."'


def page(head: str = "", body: str = "", title: str = f"{TITLE} – Port San Echo", **ld: Any) -> str:
    data = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}{data}
    <style>p {{ color: red }}</style></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
    <article><h1>{TITLE}</h1><p>HARUN (Alma Wire) &mdash; {LEAD.replace("first", "<b>first</b>")}</p>
    <p>{NEXT}</p><p>The envoy&rsquo;s deputy said: "We &amp; they will meet again &lt;soon&gt;, and the
    monitors &#8212; all nine &#x2014; will stay in place."</p>{body}</article>
    <footer>Copyright 2016 Port San Echo</footer></body></html>"""


def read(text: str) -> list[Report | Problem]:
    return list(open_inputs(["-"], stdin=io.BytesIO(text.encode())))


def report_of(text: str) -> Report:
    report = read(text)[0]
    assert isinstance(report, Report)
    return report


def test_the_article_and_its_map() -> None:
    html = page('<meta property="og:site_name" content="Port San Echo">')
    report = report_of(html)
    assert report.text == f"{TITLE}\n\nHARUN (Alma Wire) — {LEAD}\n\n{NEXT}\n\n{QUOTE}"
    assert [p.kind for p in report.parts] == ["headline", "dateline", "body", "body", "body"]
    assert (report.outlet, report.agency) == ("Port San Echo", "Alma Wire")
    check_origin(report, html)
    assert sum(o.length for o in report.origin) > 0.9 * len(report.text)


DAY = "2016-05-12"
ANA, OMAR = {"name": "Ana Lopez"}, {"name": "Omar Said"}
OPINION = {"@type": ["OpinionNewsArticle"], "datePublished": DAY, "author": [ANA, OMAR]}
PUBLISHED = f'<meta property="article:published_time" content="{DAY}T09:30:00Z">'
AUTHOR = '<meta name="author" content="By Ana Lopez and Omar Said">'
TIME = f'<time datetime="{DAY}">12 May</time>'


@pytest.mark.parametrize(
    ("html", "day", "byline", "genre"),
    [
        (
            page(**{"@type": "NewsArticle", "datePublished": f"{DAY}T09:30:00+02:00", "author": ANA}),
            DAY,
            ("Ana Lopez",),
            "news",
        ),
        (page(**{"@graph": [OPINION]}), DAY, ("Ana Lopez", "Omar Said"), "opinion"),
        (page(PUBLISHED + AUTHOR), DAY, ("Ana Lopez", "Omar Said"), "news"),
        (page(body=TIME), DAY, (), "news"),
        (page(body=TIME + TIME.replace("12", "14")), None, (), "news"),
        (page('<meta property="og:url" content="https://example.org/opinion/rivals">'), None, (), "opinion"),
        (page(PUBLISHED.replace("05-12", "02-30")), None, (), "news"),
        (page('<script type="application/ld+json">{"@type": "NewsArticle", </script>'), None, (), "news"),
    ],
)
def test_metadata(html: str, day: str | None, byline: tuple[str, ...], genre: str) -> None:
    report = report_of(html)
    assert (str(report.published.date) if report.published.date else None, report.byline, report.genre) == (
        day,
        byline,
        genre,
    )


def test_the_outlet_may_follow_from_the_address() -> None:
    assert (
        report_of(page('<link rel="canonical" href="https://www.bbc.co.uk/news/1">', title=TITLE)).outlet == "BBC News"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><body><ul><li>a<li>b</ul></body></html>",
        "<!doctype html>",
        "<html><script>var a = 1",
        "<html>" + "<div>" * 5000,
    ],
)
def test_a_page_that_is_no_article(html: str) -> None:
    (problem,) = read(html)
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.found) == ("failed", "a page with no article in it")


def test_raw_takes_the_page_as_it_is() -> None:
    html = page()
    (report, *_) = open_inputs(["-"], raw=True, stdin=io.BytesIO(html.encode()))
    assert isinstance(report, Report)
    assert report.text == html


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("<!DOCTYPE html><p>a", True),
        ("\n <HTML>", True),
        ("<p>An agreement", False),
        ("a < b and b > c", False),
        ("<body class='x'>", True),
    ],
)
def test_is_page(text: str, answer: bool) -> None:
    assert is_page(text) == answer


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>a</p><p>b</p>", "ab"),
        ("a<!-- > no -->b", "ab"),
        ("a<script>if (a < b) {}</script>b", "ab"),
        ("a&amp;b &lt; c", "a&b < c"),
        ("a \n\t b", "a b"),
        ("a<b", "a"),
        ("<!--" * 3, ""),
        ("İ<script>x</script>b", "İb"),
    ],
)
def test_visible_text(html: str, shown: str) -> None:
    text, places = visible_text(html)
    assert text == shown
    assert len(places) == len(shown)


def test_what_is_not_found_has_no_origin() -> None:
    assert align("not there at all\n\nbeta", "<p>alpha</p><p>beta</p>")[0].text == 18

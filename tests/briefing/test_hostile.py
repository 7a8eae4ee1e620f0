"""Whatever a report prints is shown as it is, and does nothing, in every format."""

import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.briefing import Brief, make_brief, make_changes_page, render
from dragoman.briefing.rendering.safe import clean, escape_json, escape_markdown
from dragoman.briefing.rendering.view import View
from dragoman.model import Evidence, Record, Span, from_json
from dragoman.reconciling.changes import compare_records
from tests.briefing.full import earlier_record, full_record
from tests.briefing.gold import NAMES, gold_record

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "entity": "&lt;b&gt; &#60;script&#62;",
    "end of style": "</style></svg></summary></details><iframe src=//evil.example>",
    "template": "{{ 7*7 }} {% include 'brief.css' %} ${x}",
    "link": "[press here](javascript:alert(1)) ![x](http://evil.example/p.png) <http://evil.example>",
    "bare link": "see http://evil.example or www.evil.example or a@evil.example",
    "emphasis": "**bold** _soft_ `code` ~~gone~~ # head | cell \\ back",
    "lists": "1. one\n- two\n\n# three\n\n    four\n---\n> five",
    "terminal": "\x1b[2J\x1b]0;owned\x07\x1b[31mred\x9b31m\x08\x7f\r over",
    "direction": "abc\u202egnp.exe\u2066\u2069\u200f\u061c",
    "rich markup": "[bold red]x[/] [link=http://evil.example]y[/link] :smile:",
    "slots": "{place} [ {when}] {0}",
    "halves": "\ud800 \udfff",
    "separators": "a\u2028b\u2029c\x85d\x0be",
    "long": "A" * 3_000,
}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NEVER = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
VOID = {"meta", "line", "rect"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "p", "h1", "h2", "h3", "dl", "dd", "dt", "div",
    "section", "span", "details", "summary", "blockquote", "mark", "cite", "figure", "figcaption", "svg", "line",
    "rect", "text", "g", "footer",
}  # fmt: skip


def poison(item: object, text: str) -> object:
    """The record with a hostile string in place of every free text; ids, kinds and statuses stay."""
    free = {"name", "place", "actor", "by", "what", "outcome", "about", "value", "responsible", "said_by", "made_at",
            "headline", "outlet", "agency", "found", "reports_to", "weapon", "quote", "source", "party", "rule",
            "agreement", "why", "now"}  # fmt: skip
    many = {"parties", "who", "to", "via", "topics", "agenda", "convenors", "guarantors", "monitors", "accused",
            "accuser", "said_by", "names", "reasons", "by", "denied_by", "documents", "wordings"}  # fmt: skip
    if isinstance(item, tuple) and not isinstance(item, Span):
        return tuple(poison(part, text) for part in item)
    if not isinstance(item, msgspec.Struct):
        return item
    changes: dict[str, object] = {}
    for field in item.__struct_fields__:
        value = getattr(item, field)
        if isinstance(value, str) and field in free:
            changes[field] = text
        elif isinstance(value, tuple) and field in many and all(isinstance(v, str) for v in value):
            changes[field] = (text,) * len(value)
        else:
            changes[field] = poison(value, text)
    if isinstance(item, Evidence):
        changes["sentence"] = Span(item.sentence.start, item.sentence.start + len(text))
    return msgspec.structs.replace(item, **changes)


def poisoned(text: str) -> Brief:
    record = poison(full_record(), text)
    assert isinstance(record, Record)
    return make_brief(record)


def poisoned_changes(text: str) -> Brief:
    """The page of all that comes with a poisoned record, and of all that was there before."""
    before, after = (poison(record, text) for record in (earlier_record(), full_record()))
    assert isinstance(before, Record)
    assert isinstance(after, Record)
    return make_changes_page(compare_records(before, after), after)


class Page(HTMLParser):
    """Reads a page as a browser would and notes what could act or load."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.titles = 0
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self.titles += 1
        assert tag in ALLOWED, tag
        for name, _ in attrs:
            assert not name.startswith("on"), name
            assert name not in {"src", "href", "xlink:href", "style", "srcset", "action", "formaction", "background"}, (
                name
            )
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            assert "url(" not in data
            assert "@import" not in data
            assert "{{" not in data
        else:
            self.text.append(data)


def squeeze(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_page_is_well_formed_and_shows_every_quote(name):
    brief = make_brief(gold_record(name))
    text = squeeze("".join(Page(render(brief, "html")).text))
    for section in brief.sections:
        for group in section.groups:
            for line in group.lines:
                assert all(squeeze(q.quote) in text for q in line.quotes[:6])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_page_shows_hostile_text_and_runs_none(text):
    page = Page(render(poisoned(text), "html"))
    assert squeeze(clean(text))[:1000] in squeeze("".join(page.text))
    assert not NEVER.search("".join(page.text).replace("\n", ""))


def read_markdown(text: str) -> tuple[str, set[str], list[str]]:
    """What a reader sees, the kinds of markup in it, and the headings."""
    shown, kinds, headings = [], set(), []
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        kinds.add(token.type)
        if token.type == "inline":
            kinds |= {child.type for child in token.children or ()}
            words = "".join(c.content for c in token.children or () if c.type == "text")
            shown.append(words)
            if before and before.type == "heading_open":
                headings.append(words)
    return "\n".join(shown), kinds, headings


EXPECTED_MARKUP = {
    "heading_open", "heading_close", "inline", "text", "paragraph_open", "paragraph_close", "strong_open",
    "strong_close", "em_open", "em_close", "bullet_list_open", "bullet_list_close", "ordered_list_open",
    "ordered_list_close", "list_item_open", "list_item_close", "hr", "softbreak",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_markdown_is_well_formed_and_shows_every_quote(name):
    brief = make_brief(gold_record(name))
    shown, kinds, headings = read_markdown(render(brief, "markdown"))
    assert kinds <= EXPECTED_MARKUP
    assert [h for h in headings if h in {s.title for s in brief.sections}] == [s.title for s in View(brief).sections()]
    for section in brief.sections:
        for group in section.groups:
            for line in group.lines:
                assert squeeze(line.text) in squeeze(shown)
                assert all(squeeze(q.quote) in squeeze(shown) for q in line.quotes[:6])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_markdown_shows_hostile_text_and_obeys_none(text):
    written = render(poisoned(text), "markdown")
    shown, kinds, _ = read_markdown(written)
    assert kinds <= EXPECTED_MARKUP
    assert squeeze(clean(text))[:1000] in squeeze(shown)
    assert not NEVER.search(written)
    assert not re.search(r"https?://|(?<!\\)@|www\.", written)  # no link without brackets either


@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_terminal_shows_hostile_text_and_obeys_none(text, color):
    written = render(poisoned(text), "text", color=color, width=80)
    plain = COLOUR.sub("", written)
    assert not NEVER.search(plain)
    assert color or plain == written
    first = squeeze(clean(text))[:20]
    assert first in squeeze(plain)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_json_keeps_hostile_text_and_escapes_what_steers(text):
    if "\ud800" in text:  # no JSON text in UTF-8 can hold half a character; none comes out of reading
        return
    brief = poisoned(text)
    written = render(brief, "json")
    assert not NEVER.search(written)
    assert from_json(written, Brief) == brief


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_page_of_changes_obeys_none_either(text):
    brief = poisoned_changes(text)
    page = Page(render(brief, "html"))
    assert squeeze(clean(text))[:80] in squeeze("".join(page.text))
    written = render(brief, "markdown")
    assert read_markdown(written)[1] <= EXPECTED_MARKUP
    assert not NEVER.search(written)
    assert not NEVER.search(render(brief, "text"))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
@settings(max_examples=100, deadline=None)
def test_escaped_markdown_is_read_as_the_cleaned_text(text):
    shown, kinds, _ = read_markdown(f"1. **x:** {escape_markdown(text)}.")
    assert kinds <= EXPECTED_MARKUP
    assert squeeze(shown) == squeeze(f"x: {clean(text)}.")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
@settings(max_examples=100, deadline=None)
def test_escaped_json_is_the_same_json(text):
    encoded = msgspec.json.encode(text).decode()
    assert msgspec.json.decode(escape_json(encoded)) == text
    assert not NEVER.search(escape_json(encoded))

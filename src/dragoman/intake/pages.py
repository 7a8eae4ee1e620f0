"""A web page: its article, what its metadata say, and where the article's characters stand in the page.

Enters: the page's HTML. Leaves: a `Draft` of the article and `PageFacts`. Nothing is fetched.
"""

import html
import json
import logging
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dragoman.intake.credits import split_names
from dragoman.intake.drafts import Draft, append_origin
from dragoman.intake.marks import matches_whole, outlet_of_domain
from dragoman.model import Origin
from dragoman.model.report import Genre

MIN_ARTICLE = 120  # characters; less text is no article
ARTICLE_TYPES = ("article", "newsarticle", "reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle",
                 "backgroundnewsarticle", "blogposting", "report", "liveblogposting")  # fmt: skip
GENRES: dict[str, Genre] = {"opinionnewsarticle": "opinion", "analysisnewsarticle": "analysis"}
PUBLISHED_NAMES = (
    "article:published_time", "datepublished", "og:article:published_time", "publishdate", "pubdate", "publish-date",
    "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip
SHORT_PARAGRAPH = 30  # characters; a shorter one is looked for only nearby, since it may stand anywhere by chance
SHORT_REACH = 2_000
LONG_REACH = 200_000
_PAGE_TAG = re.compile(r"<(?:html|head|body|article|meta)\b[^<>]{0,500}>")
_SKIPPED = re.compile(r"<(script|style|noscript|template|svg)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page's metadata say. None: not said."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    section: str | None = None
    genre: Genre | None = None


def is_page(text: str) -> bool:
    """True if a text is HTML by its beginning."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html")) or bool(_PAGE_TAG.search(head))


def read_page(page: str) -> tuple[Draft, PageFacts] | None:
    """The article of a page and its metadata; None if the page holds no article."""
    tree = _parse(page)
    if tree is None:
        return None
    facts = _page_facts(tree)
    text = _article_text(page)
    if len(text) < MIN_ARTICLE or len([w for w in text.split() if w[:1].isalpha()]) < 20:
        return None
    return Draft(text, align(text, page)), facts


def _parse(page: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(huge_tree=False, no_network=True, encoding="utf-8")
    try:
        # bytes, since lxml refuses a str that names an encoding in itself
        return lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _article_text(page: str) -> str:
    """The article's paragraphs, parted by blank lines."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what goes wrong becomes a Problem
    document = trafilatura.bare_extraction(
        _parse(page), fast=True, include_comments=False, include_tables=False, with_metadata=False
    )
    text = getattr(document, "text", None) or ""
    lines = (line.strip().removeprefix("- ") for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def _page_facts(tree: Any) -> PageFacts:
    article = next(_json_ld_articles(tree), {})
    meta = _meta(tree)
    kind = _first_word(article.get("@type")).lower()
    url = _first_word(article.get("url")) or meta.get("og:url") or _canonical(tree)
    outlet = _name_of(article.get("publisher")) or meta.get("og:site_name") or meta.get("application-name")
    section = _first_word(article.get("articleSection")) or meta.get("article:section") or ""
    title = _first_word(article.get("headline")) or meta.get("og:title") or meta.get("twitter:title") or _heading(tree)
    return PageFacts(
        title=_one_line(title),
        published=_first_word(article.get("datePublished")) or _published_of(meta) or _time_of(tree),
        outlet=_one_line(outlet) or (outlet_of_domain(urlsplit(url).hostname or "") if _is_url(url) else None),
        authors=tuple(_authors(article, meta)),
        url=url if _is_url(url) else None,
        section=_one_line(section),
        genre=GENRES.get(kind) or _genre_of(section, url),
    )


def _json_ld_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The news articles described in JSON-LD, wherever they are nested."""
    for script in tree.xpath('//script[@type="application/ld+json"]')[:20]:
        try:
            todo = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for item in _bounded(todo, 500):
            if isinstance(item, list):
                todo += item
            elif isinstance(item, dict):
                todo += [item[k] for k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if k in item]
                if _first_word(item.get("@type")).lower() in ARTICLE_TYPES:
                    yield item


def _bounded(todo: list[Any], most: int) -> Iterator[Any]:
    for n in range(most):
        if n >= len(todo):
            return
        yield todo[n]


def _first_word(value: Any) -> str:
    """A string, the first string of a list, or ""."""
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), "")
    return value.strip() if isinstance(value, str) else ""


def _name_of(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _first_word(value.get("name")) if isinstance(value, dict) else _first_word(value)


def _authors(article: dict[str, Any], meta: dict[str, str]) -> Iterator[str]:
    value = article.get("author")
    people = value if isinstance(value, list) else [value]
    names = [n for p in people[:20] if (n := _name_of(p))] or [meta.get("author", "")]
    for name in names:
        yield from split_names(re.sub(r"^\s*[Bb]y\s+", "", html.unescape(name)))


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]")[:300]:
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(key.lower(), element.get("content").strip())
    return {k: v for k, v in found.items() if v}


def _published_of(meta: dict[str, str]) -> str | None:
    return next((meta[name] for name in PUBLISHED_NAMES if name in meta), None)


def _time_of(tree: Any) -> str | None:
    """The one `<time datetime>` inside the article; None where there are several days to choose from."""
    times = tree.xpath("//article//time[@datetime] | //time[@itemprop='datePublished']")
    days = {t.get("datetime", "")[:10] for t in times}
    return days.pop() if len(days) == 1 else None


def _canonical(tree: Any) -> str:
    return next((link.get("href", "") for link in tree.xpath('//link[@rel="canonical"]')), "")


def _heading(tree: Any) -> str:
    headings = tree.xpath("//h1")
    return " ".join(headings[0].text_content().split()) if len(headings) == 1 else ""


def _is_url(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("http://", "https://")) and "[" not in str(url)


def _one_line(value: str | None) -> str | None:
    return " ".join(html.unescape(value).split()) or None if value else None


def _genre_of(section: str, url: str | None) -> Genre | None:
    """Opinion or analysis, by the section's name or a folder of the address."""
    folders = urlsplit(url).path.split("/")[:-1] if url and _is_url(url) else []
    for name in (section, *(f.replace("-", " ") for f in folders)):
        if name and matches_whole("opinion", name.strip()):
            return "opinion"
        if name and matches_whole("analysis", name.strip()):
            return "analysis"
    return None


def align(text: str, page: str) -> tuple[Origin, ...]:
    """Where the characters of an extracted text stand in its page: best effort, monotone.

    Paragraph by paragraph, each looked for after the one before it; one that is not found has no origin.
    """
    shown, places = visible_text(page)
    origin: list[Origin] = []
    cursor = at = 0
    for paragraph in text.split("\n\n"):
        wanted = " ".join(paragraph.split())
        reach = SHORT_REACH if len(wanted) < SHORT_PARAGRAPH else LONG_REACH
        found = shown.find(wanted, cursor, cursor + reach + len(wanted)) if len(wanted) == len(paragraph) else -1
        if found >= 0:
            for n, character in enumerate(paragraph):
                raw = places[found + n]
                if page[raw] == character:
                    append_origin(origin, Origin(text=at + n, raw=raw, length=1))
            cursor = found + len(wanted)
        at += len(paragraph) + 2
    return tuple(origin)


def visible_text(page: str) -> tuple[str, "array[int]"]:
    """The page without tags, comments and scripts, white space as single spaces; and each character's place."""
    shown: list[str] = []
    places: array[int] = array("L")
    for start, end in _text_runs(page):
        at = start
        for m in _ENTITY.finditer(page, start, end):
            _show(page, at, m.start(), shown, places)
            for character in html.unescape(m.group()):
                shown.append(" " if character.isspace() else character)
                places.append(m.start())
            at = m.end()
        _show(page, at, end, shown, places)
    return "".join(shown), places


def _show(page: str, start: int, end: int, shown: list[str], places: "array[int]") -> None:
    for n in range(start, end):
        character = page[n]
        if not character.isspace():
            shown.append(character)
            places.append(n)
        elif not shown or shown[-1] != " ":
            shown.append(" ")
            places.append(n)


def _text_runs(page: str) -> Iterator[tuple[int, int]]:
    """Stretches of the page outside tags, comments, scripts and styles; one pass, whatever is left open."""
    lower = page.lower() if len(page.lower()) == len(page) else page
    at = 0
    while True:
        tag = page.find("<", at)
        if tag < 0:
            yield at, len(page)
            return
        if tag > at:
            yield at, tag
        closing = "-->" if page.startswith("<!--", tag) else ">"
        skipped = _SKIPPED.match(page, tag)
        if skipped:
            closing = f"</{skipped.group(1).lower()}"
        end = lower.find(closing, tag + 1)
        if end < 0:
            return
        at = end + len(closing) if not skipped else end

"""The brief as Markdown and as one HTML file, by template.

Enters: a `Brief`. Leaves: text. The HTML escapes everything that it is given; the Markdown does so by its own
filter, at the end of each value that the template prints.
"""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dragoman.briefing.brief import Brief, Quote
from dragoman.briefing.rendering.drawing import draw_timeline
from dragoman.briefing.rendering.safe import clean, escape_markdown
from dragoman.briefing.rendering.view import BY_DAYS, BY_NEWS, BY_SIDES, QUOTE_LENGTH, SHOWN_QUOTES, View
from dragoman.model import Span

TEMPLATES = Path(__file__).parents[1] / "templates"


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown, its sentences as a list at the end."""
    return environment("markdown").get_template("brief.md.jinja").render(_values(brief)).strip() + "\n"


def render_html(brief: Brief) -> str:
    """The brief as one HTML file that needs nothing else: no script, no font, no picture from elsewhere."""
    values = _values(brief) | {"drawing": draw_timeline(brief, View(brief).words)}
    return environment("html").get_template("brief.html.jinja").render(values).strip() + "\n"


@functools.lru_cache(maxsize=2)
def environment(kind: str) -> Environment:
    """The templates, for "html" or "markdown"; each escapes and cleans what it is given in its own way."""
    finalize: Callable[[Any], Any] = _finalize if kind == "html" else _finalize_markdown
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=kind == "html",
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalize(value: Any) -> Any:
    """What a template prints, cleaned; escaping comes after it."""
    return clean(value) if type(value) is str else value


def _finalize_markdown(value: Any) -> Any:
    return escape_markdown(value) if type(value) is str else value


def _values(brief: Brief) -> dict[str, Any]:
    view = View(brief)
    return {
        "brief": brief,
        "view": view,
        "words": view.words,
        "shown_quotes": SHOWN_QUOTES,
        "pieces": cut_quote,
        "days": BY_NEWS + BY_DAYS,
        "by_sides": BY_SIDES,
    }


def cut_quote(quote: Quote) -> Iterator[tuple[str, bool]]:
    """The quote in pieces, each with whether the line takes it up; cut off where it is no sentence of a person's."""
    at, limit = 0, QUOTE_LENGTH
    for span in (*quote.marked, Span(len(quote.quote), len(quote.quote))):
        if span.start >= limit:
            break
        yield quote.quote[at : span.start], False
        yield quote.quote[span.start : min(span.end, limit)], True
        at = min(span.end, limit)
    if at < limit:
        yield quote.quote[at:limit], False
    if len(quote.quote) > limit:
        yield "…", False

"""A brief written out: for a terminal, as Markdown, as one HTML file, as JSON.

Enters: a `Brief`. Leaves: text, made harmless for its format: what a report prints is never markup, markup is never
its own, and control characters reach no terminal.
"""

from collections.abc import Callable

from dragoman.briefing.brief import Brief
from dragoman.briefing.rendering.pages import render_html, render_markdown
from dragoman.briefing.rendering.safe import escape_json
from dragoman.briefing.rendering.terminal import render_text
from dragoman.model import to_json

FORMATS = ("text", "markdown", "html", "json")


def render(brief: Brief, format: str = "text", *, color: bool = False, width: int | None = None) -> str:
    """Write a brief out, with a newline at its end.

    Args:
        format: "text", "markdown", "html" or "json".
        color: with the codes of a colour terminal; text only.
        width: characters in a line, text only; None: that of the terminal if `color`, else 88.
    Raises:
        ValueError: there is no such format.
    """
    writers: dict[str, Callable[[], str]] = {
        "text": lambda: render_text(brief, color=color, width=width),
        "markdown": lambda: render_markdown(brief),
        "html": lambda: render_html(brief),
        "json": lambda: escape_json(to_json(brief)),
    }
    if format not in writers:
        raise ValueError(f"no format {format!r}; expected one of {', '.join(FORMATS)}")
    return writers[format]()

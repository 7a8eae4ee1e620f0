"""Counts of what is alleged as text, as one HTML file and as a picture.

Enters: a record's ceasefires and incidents. Leaves: text.
"""

from collections.abc import Iterator, Sequence

from dragoman.briefing.rendering.bars import draw_bars
from dragoman.briefing.rendering.pages import environment
from dragoman.briefing.rendering.safe import clean
from dragoman.model import Ceasefire, Evidence, Incident, Range
from dragoman.reconciling.counts import By, Count, count_allegations, list_items

TITLE = "What is alleged, by {by}"
NOTE = "Alleged; counted once per allegation, not per report. Killed: from the lowest to the highest that sources give."
UNTOLD = "not said"
NUMBERS = ("Violations", "Incidents", "Killed", "Without number")
WIDEST = 34  # characters of a cell in the terminal
_FIRST: dict[By, tuple[str, ...]] = {
    "day": ("Day", "Place", "Accused", "Accuser"),
    "week": ("Week of", "Place", "Accused", "Accuser"),
    "place": ("Place",),
    "party": ("Accused", "Accuser"),
}


def columns(by: By) -> tuple[str, ...]:
    """The heads of the table."""
    return (*_FIRST[by], *NUMBERS)


def cells(count: Count, by: By) -> dict[str, str]:
    """One row, by the heads of the table."""
    day = count.day.isoformat() if count.day else UNTOLD
    values = {"Day": day, "Week of": day, "Place": count.place, "Accused": count.accused, "Accuser": count.accuser}
    numbers = (str(count.violations), str(count.incidents), tell_range(count.killed), str(count.untold or ""))
    return {c: values[c] or UNTOLD for c in _FIRST[by]} | dict(zip(NUMBERS, numbers, strict=True))


def tell_range(killed: Range | None) -> str:
    """ "4", "4-6", "4 or more"; nothing where nobody gives a number."""
    if killed is None:
        return ""
    if killed.high is None:
        return f"{killed.low} or more"
    return str(killed.low) if killed.low == killed.high else f"{killed.low}-{killed.high}"


def render_text(ceasefires: Sequence[Ceasefire], incidents: Sequence[Incident], by: By) -> str:
    """The table for a terminal."""
    counts = count_allegations(ceasefires, incidents, by)
    if not counts:
        return "Nothing is alleged.\n"
    heads = columns(by)
    rows = [heads, *(tuple(_clip(clean(cells(c, by)[h])) for h in heads) for c in counts)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(heads))]
    return "\n".join([*_lines(rows, widths), "", NOTE]) + "\n"


def _lines(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for row in rows:
        padded = [
            f"{cell:>{w}}" if head in NUMBERS else f"{cell:<{w}}"
            for cell, w, head in zip(row, widths, rows[0], strict=True)
        ]
        yield "  ".join(padded).rstrip()


def _clip(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def render_svg(ceasefires: Sequence[Ceasefire], incidents: Sequence[Incident], by: By) -> str | None:
    """Bars by day or week, split by who is accused; None where nothing has a day."""
    drawing = draw_bars(list_items(ceasefires, incidents), by)
    if drawing is None:
        return None
    template = environment("html").get_template("bars.svg.jinja")
    return template.render(drawing=drawing, title=TITLE.format(by="week" if by == "week" else "day")).strip() + "\n"


def render_page(ceasefires: Sequence[Ceasefire], incidents: Sequence[Incident], by: By) -> str:
    """Picture and table as one HTML file, each row with the sentences that it rests on."""
    counts = count_allegations(ceasefires, incidents, by)
    rows: list[tuple[dict[str, str], tuple[Evidence, ...]]] = [(cells(c, by), c.evidence) for c in counts]
    values = {
        "title": TITLE.format(by=by), "note": NOTE, "untold": UNTOLD, "columns": columns(by), "numbers": NUMBERS,
        "rows": rows, "drawing": draw_bars(list_items(ceasefires, incidents), by),
    }  # fmt: skip
    return environment("html").get_template("counts.html.jinja").render(values).strip() + "\n"

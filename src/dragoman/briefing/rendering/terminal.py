"""The brief in a terminal.

Enters: a `Brief`. Leaves: text, with colour codes only if asked for; a report's own control characters never pass.
"""

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.briefing.brief import Brief, Group, Line, Section
from dragoman.briefing.rendering.safe import clean
from dragoman.briefing.rendering.view import BY_SIDES, View

NARROWEST, WIDTH, WIDEST = 40, 88, 104  # characters
HEAD_WIDTH = 14
STYLES = {
    "held": "green", "kept": "green", "in_effect": "green", "declared": "green", "planned": "cyan", "expected": "cyan",
    "hoped": "cyan", "proposed": "cyan", "open": "cyan", "postponed": "yellow", "disputed": "yellow", "past": "yellow",
    "alleged": "yellow", "cancelled": "red", "failed": "red", "broken": "red", "ended": "red",
}  # fmt: skip


def render_text(brief: Brief, *, color: bool, width: int | None) -> str:
    """The brief for a terminal, or as plain text."""
    out = io.StringIO()
    known = None if color else WIDTH  # of the terminal, where there is one
    console = Console(
        file=out,
        width=known,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=None if color else True,  # NO_COLOR of the environment counts as well
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.width = max(NARROWEST, min(console.width, WIDEST) if width is None else width)
    for part in _parts(View(brief)):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _parts(view: View) -> Iterator[RenderableType]:
    brief, words = view.brief, view.words
    yield Text(clean(f"{view.name()}: {brief.title}"), style="bold")
    yield Text(clean(view.as_of()))
    yield Text(
        " · ".join(f"{name}: {number}" if " " in number else f"{number} {name}" for number, name in view.figures()),
        style="dim",
    )
    if view.is_empty():
        yield Text("\n" + view.nothing())
    for section in view.sections():
        yield from _section(view, section)
    yield Text()
    yield Rule(style="dim")
    for note in (words.say("made_by"), words.say("see_quotes"), view.versions()):
        if note:
            yield Text(clean(note), style="dim")


def _section(view: View, section: Section) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(section.title.upper(), style="bold"), align="left", style="dim")
    if section.note:
        yield Text(clean(section.note), style="italic dim")
    if section.empty:
        yield Text(section.empty, style="dim")
    for group in section.groups:
        yield from _group(view, section, group)
    if section.left_out:
        yield Text(view.words.count("left_out", section.left_out), style="dim")


def _group(view: View, section: Section, group: Group) -> Iterator[RenderableType]:
    if group.title:
        kind = f" ({group.kind})" if section.id in BY_SIDES and group.kind else ""
        yield Text(clean(group.title + kind), style="bold")
    headed = any(view.head(section, line) for line in group.lines)
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", width=3, style="dim")
    if headed:
        table.add_column(width=HEAD_WIDTH)
    table.add_column(ratio=1)
    for line in group.lines:
        head = Text(clean(view.head(section, line)), style=_style(line))
        row: list[RenderableType] = [str(line.number), head, _statement(view, section, line)]
        table.add_row(*(row if headed else [row[0], row[2]]))
    table.expand = True
    yield table


def _statement(view: View, section: Section, line: Line) -> Text:
    text = Text(clean(line.text))
    for tag in view.tags(section, line):
        text.append(clean(f" ({tag})"), style="yellow")
    return text.append(clean(f" [{view.sources(line)}]"), style="dim")


def _style(line: Line) -> str:
    return next((STYLES[m.kind] for m in line.marks if m.kind in STYLES), "")

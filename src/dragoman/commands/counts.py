"""The command that counts what is alleged, as a table and as a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from dragoman.commands.shared import EXIT, Command, come_by_record, finish, shared

if TYPE_CHECKING:
    from dragoman.model import Record
    from dragoman.reconciling.counts import By, Count

COLUMNS = (
    "day", "place", "accused", "accuser", "violations", "incidents", "killed_low", "killed_high", "without_number",
    "sentences",
)  # fmt: skip


@click.command(cls=Command, epilog=EXIT)
@shared("maybe_inputs", "ledger", "about", "jobs", "as_of")
@click.option(
    "--by", type=click.Choice(["day", "week", "place", "party"]), default="day", show_default=True,
    help="day and week: by time, place, accused and accuser.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(["text", "csv", "html", "svg"]), default="text", show_default=True
)
def counts(
    inputs: Sequence[str], ledger: str | None, about: str | None, jobs: int, as_of: dt.date | None, by: By, format_: str
) -> None:
    """Count alleged violations of truces, and incidents, by day, place and party.

    Each allegation counts once, however many reports carry it. What is not known to fall on one day stands in a row of
    its own, and in no picture. Killed: from the lowest to the highest number that sources give.

    \b
    Examples:
      dragoman counts reports/
      dragoman counts reports/ --by party
      dragoman counts --ledger talks.dragoman --format svg > violations.svg
      dragoman counts --ledger talks.dragoman --by week --format csv > weeks.csv
    """
    made, problems = come_by_record(inputs, ledger, about=about, jobs=jobs, as_of=as_of)
    click.echo(_render(made, by, format_), nl=False)
    finish(problems, len(made.reports))


def _render(made: Record, by: By, format_: str) -> str:
    from dragoman.briefing.rendering import tally
    from dragoman.reconciling.counts import count_allegations

    if format_ == "csv":
        from dragoman.commands.tables import as_csv

        return as_csv(COLUMNS, _rows(count_allegations(made.ceasefires, made.incidents, by)))
    if format_ == "html":
        return tally.render_page(made.ceasefires, made.incidents, by)
    if format_ == "text":
        return tally.render_text(made.ceasefires, made.incidents, by)
    drawing = tally.render_svg(made.ceasefires, made.incidents, by)
    if drawing is None:
        click.echo("dragoman: nothing that is alleged has a day; there is no picture", err=True)
    return drawing or ""


def _rows(counts: Sequence[Count]) -> Iterator[dict[str, object]]:
    for c in counts:
        yield {
            "day": c.day,
            "place": c.place,
            "accused": c.accused,
            "accuser": c.accuser,
            "violations": c.violations,
            "incidents": c.incidents,
            "killed_low": c.killed.low if c.killed else None,
            "killed_high": c.killed.high if c.killed else None,
            "without_number": c.untold,
            "sentences": " ".join(f"{e.report}[{e.sentence.start}:{e.sentence.end}]" for e in c.evidence),
        }

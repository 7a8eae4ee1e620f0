"""The command that says what changed between two days."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from dragoman.commands.shared import EXIT, Command, Day, finish, read_archive, shared

if TYPE_CHECKING:
    from dragoman.model import Problem, Record


@click.command(cls=Command, epilog=EXIT)
@shared("maybe_inputs", "ledger", "about", "jobs")
@click.option("--since", required=True, type=Day(), help="Compare with the record as of this day (YYYY-MM-DD).")
@click.option("--until", type=Day(), help="The record as of this day; by default all reports.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "html", "json"]), default="text", show_default=True
)
def changes(
    inputs: Sequence[str],
    ledger: str | None,
    about: str | None,
    jobs: int,
    since: dt.date,
    until: dt.date | None,
    format_: str,
) -> None:
    """Say what changed between two days: new, moved, contradicted, confirmed.

    The record as it could be known on each day is made of the reports published by then, and the two are compared.

    \b
    Examples:
      dragoman changes --since 2017-03-10 reports/
      dragoman changes --since 2017-03-10 --until 2017-03-17 reports/ --format html > week.html
      dragoman changes --since 2017-03-10 --ledger talks.dragoman --format json | jq .changes
    """
    if until and until < since:
        raise click.UsageError(f"--until {until} is before --since {since}; expected the same day or a later one")
    from dragoman.briefing import make_changes_page, render
    from dragoman.model import to_json
    from dragoman.reconciling.changes import compare_records

    (before, after), problems = _two_records(inputs, ledger, about, jobs, since, until)
    found = compare_records(before, after)
    if format_ == "json":
        click.echo(to_json(found), nl=False)
    else:
        click.echo(render(make_changes_page(found, after), format_, color=sys.stdout.isatty()), nl=False)
    finish(problems, len(after.reports))


def _two_records(
    inputs: Sequence[str], ledger: str | None, about: str | None, jobs: int, since: dt.date, until: dt.date | None
) -> tuple[tuple[Record, Record], list[Problem]]:
    """The record of inputs, or of a ledger, as of two days; each report is read once."""
    if bool(inputs) == bool(ledger):
        raise click.UsageError("give INPUT... or --ledger FILE, one of the two")
    if ledger:
        from dragoman.ledger.book import open_ledger

        with open_ledger(ledger, must_exist=True) as opened:
            return (opened.record(as_of=since), opened.record(as_of=until)), []
    archive = read_archive(inputs, about=about, jobs=jobs)
    return (archive.record(since), archive.record(until)), archive.problems

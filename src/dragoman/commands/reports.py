"""Commands over reports: read, record, brief, explain."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

import click

from dragoman.commands.shared import EXIT, Command, come_by_record, finish, shared, with_progress


@click.command(cls=Command, epilog=EXIT)
@shared("inputs", "raw", "about", "jobs")
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def read(inputs: Sequence[str], raw: bool, about: str | None, jobs: int, format_: str) -> None:
    """Print what was read in each report, one JSON object a line.

    INPUT is a file (text, HTML, JSON Lines), a folder, or - for standard input.

    \b
    Examples:
      dragoman read reports/ --jobs 2 > readings.jsonl
      cat report.txt | dragoman read - | jq .events
    """
    from dragoman.flow import read_inputs
    from dragoman.model import to_json_line

    readings = read_inputs(inputs, raw=raw, about=about, jobs=jobs, stdin=sys.stdin.buffer)
    count = 0
    for reading in with_progress(readings, "reports read"):
        sys.stdout.buffer.write(to_json_line(reading) + b"\n")
        count += 1
    finish(readings.problems, count)


@click.command(cls=Command, epilog=EXIT)
@shared("maybe_inputs", "ledger", "raw", "about", "jobs", "as_of")
@click.option("--format", "format_", type=click.Choice(["json"]), default="json", show_default=True)
def record(
    inputs: Sequence[str],
    ledger: str | None,
    raw: bool,
    about: str | None,
    jobs: int,
    as_of: dt.date | None,
    format_: str,
) -> None:
    """Print the record that the reports make together, as JSON.

    \b
    Examples:
      dragoman record reports/ > record.json
      dragoman record reports/ --as-of 2017-03-10 | jq '.tracks[].rounds'
      dragoman record --ledger talks.dragoman > record.json
    """
    from dragoman.model import to_json

    made, problems = come_by_record(inputs, ledger, raw=raw, about=about, jobs=jobs, as_of=as_of)
    click.echo(to_json(made), nl=False)
    finish(problems, len(made.reports))


@click.command(cls=Command, epilog=EXIT)
@shared("maybe_inputs", "ledger", "about", "jobs", "as_of")
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "html", "json"]), default="text", show_default=True
)
def brief(
    inputs: Sequence[str], ledger: str | None, about: str | None, jobs: int, as_of: dt.date | None, format_: str
) -> None:
    """Print the brief that an analyst would send on.

    \b
    Examples:
      dragoman brief reports/
      dragoman brief reports/ --format html > brief.html
      dragoman brief --ledger talks.dragoman --as-of 2017-03-10
    """
    from dragoman.briefing import make_brief, render

    made, problems = come_by_record(inputs, ledger, about=about, jobs=jobs, as_of=as_of)
    click.echo(render(make_brief(made), format_, color=sys.stdout.isatty()), nl=False)
    finish(problems, len(made.reports))


@click.command(cls=Command, epilog=EXIT)
@shared("inputs", "raw")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain(inputs: Sequence[str], raw: bool, format_: str) -> None:
    """Show why each time, actor, attribution and event of a report was read as it was.

    \b
    Examples:
      dragoman explain report.txt | less -R
    """
    from dragoman.explain import explain_reading
    from dragoman.flow import read_inputs

    readings = read_inputs(inputs, raw=raw, stdin=sys.stdin.buffer)
    count = 0
    for reading in readings:
        click.echo(explain_reading(reading, format_, color=sys.stdout.isatty()), nl=False)
        count += 1
    finish(readings.problems, count)

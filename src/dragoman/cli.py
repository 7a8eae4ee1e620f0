"""The command line: parse, call a verb, print, choose the exit status. Heavy imports stay inside the commands."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman import __version__
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.model import Problem, Record

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
EXIT = """
Exit status: 0 all inputs were read; 1 some were not, the rest was (one line each on standard error);
2 the command was called wrongly; 3 nothing could be read; 4 the ledger, a setting or a knowledge file is at fault.
"""
SOME_NOT_READ, NOTHING_READ, AT_FAULT = 1, 3, 4
NOT_READ = ("failed", "language")  # the kinds of problem that leave an input unread


class _Command(click.Command):
    """A command whose faults of ours become one line and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            click.echo(f"dragoman: {error}", err=True)
            ctx.exit(AT_FAULT)


class _Day(click.ParamType[Any]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; expected one such as 2017-03-18", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT)
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Read news reports about a peace process and keep the record, every line with its source.

    \b
    Examples:
      dragoman brief reports/                      the brief, in the terminal
      dragoman brief reports/ --format html > brief.html
      dragoman record reports/ > record.json       the record, for other programs
      dragoman read reports/ > readings.jsonl      what was read in each report
      dragoman add new/ --ledger talks.dragoman    keep reports in a ledger
      dragoman brief --ledger talks.dragoman --as-of 2017-03-10
    """


def _shared(*options: str) -> Callable[[F], F]:
    """The options that several commands have, in their order."""
    table = {
        "inputs": click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
        "maybe_inputs": click.argument("inputs", nargs=-1, metavar="[INPUT...]"),
        "raw": click.option("--raw", is_flag=True, help="Take each text as it is, without cleaning."),
        "jobs": click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes."),
        "about": click.option(
            "--about",
            metavar="TOPICS",
            help="Set other reports aside unread: talks, ceasefire, incidents, or words of your own, with commas.",
        ),
        "as_of": click.option("--as-of", type=_Day(), help="Only what had been published by this day (YYYY-MM-DD)."),
    }

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = table[option](command)
        return command

    return decorate


@main.command(cls=_Command, epilog=EXIT)
@_shared("inputs", "raw", "about", "jobs")
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
    for reading in _with_progress(readings, "reports read"):
        sys.stdout.buffer.write(to_json_line(reading) + b"\n")
        count += 1
    _finish(readings.problems, count)


@main.command(cls=_Command, epilog=EXIT)
@_shared("inputs", "raw", "about", "jobs", "as_of")
@click.option("--format", "format_", type=click.Choice(["json"]), default="json", show_default=True)
def record(inputs: Sequence[str], raw: bool, about: str | None, jobs: int, as_of: dt.date | None, format_: str) -> None:
    """Print the record that the reports make together, as JSON.

    \b
    Examples:
      dragoman record reports/ > record.json
      dragoman record reports/ --as-of 2017-03-10 | jq '.tracks[].rounds'
    """
    from dragoman.model import to_json

    made, problems = _make_record(inputs, raw, about, jobs, as_of)
    click.echo(to_json(made), nl=False)
    _finish(problems, len(made.reports))


@main.command(cls=_Command, epilog=EXIT)
@_shared("maybe_inputs", "about", "jobs", "as_of")
@click.option("--ledger", type=click.Path(dir_okay=False), help="Brief from this ledger instead of inputs.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "html", "json"]), default="text", show_default=True
)
def brief(
    inputs: Sequence[str], about: str | None, jobs: int, as_of: dt.date | None, ledger: str | None, format_: str
) -> None:
    """Print the brief that an analyst would send on.

    \b
    Examples:
      dragoman brief reports/
      dragoman brief reports/ --format html > brief.html
      dragoman brief --ledger talks.dragoman --as-of 2017-03-10
    """
    if bool(inputs) == bool(ledger):
        raise click.UsageError("give INPUT... or --ledger FILE, one of the two")
    from dragoman.briefing import make_brief, render

    if ledger:
        from dragoman.ledger.book import open_ledger

        with open_ledger(ledger, must_exist=True) as opened:
            made = opened.record(as_of=as_of)
        problems: list[Problem] = []
    else:
        made, problems = _make_record(inputs, False, about, jobs, as_of)
    click.echo(render(make_brief(made), format_, color=sys.stdout.isatty()), nl=False)
    _finish(problems, len(made.reports))


@main.command(cls=_Command, epilog=EXIT)
@_shared("inputs", "jobs")
@click.option("--ledger", required=True, type=click.Path(dir_okay=False), help="The ledger, made if there is none.")
def add(inputs: Sequence[str], jobs: int, ledger: str) -> None:
    """Read reports and keep them in a ledger, one SQLite file.

    Reports that the ledger holds already are passed over, so the command can be stopped and run again.

    \b
    Examples:
      dragoman add reports/ --ledger talks.dragoman
    """
    from dragoman.ledger.book import open_ledger

    with open_ledger(ledger) as opened:
        adding = opened.add(inputs, jobs=jobs, stdin=sys.stdin.buffer)
        for _ in _with_progress(adding, "reports added"):
            pass
    click.echo(f"{ledger}: {adding.added} added, {adding.known} known already", err=True)
    _finish(adding.problems, adding.added + adding.known)


@main.command(cls=_Command, epilog=EXIT)
@_shared("inputs", "raw")
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
    _finish(readings.problems, count)


@main.command(cls=_Command)
def doctor() -> None:
    """Say what is installed, whether it is as expected, and what to do about anything wrong.

    Exit status: 0 all is well; 4 something is wrong.
    """
    from dragoman.doctor import examine

    checks = list(examine())
    for check in checks:
        click.echo(check.line())
    if not all(c.well for c in checks):
        sys.exit(AT_FAULT)


def _make_record(
    inputs: Sequence[str], raw: bool, about: str | None, jobs: int, as_of: dt.date | None
) -> tuple[Record, list[Problem]]:
    from dragoman.flow import read_inputs
    from dragoman.reconciling import reconcile

    readings = read_inputs(inputs, raw=raw, about=about, jobs=jobs, stdin=sys.stdin.buffer)
    kept = list(_with_progress(readings, "reports read"))
    return reconcile(kept, not_read=readings.problems, as_of=as_of), readings.problems


def _finish(problems: Sequence[Problem], read_count: int) -> None:
    """Print each problem as one line, those set aside as a count, and exit as the statuses say."""
    for problem in problems:
        if problem.kind != "aside":
            click.echo(f"dragoman: {problem.line()}", err=True)
    aside = sum(p.kind == "aside" for p in problems)
    if aside:
        click.echo(
            f"dragoman: {aside} reports set aside unread by --about (the record and the brief list them)", err=True
        )
    if read_count == 0 and not aside:
        sys.exit(NOTHING_READ)
    if any(p.kind in NOT_READ for p in problems):
        sys.exit(SOME_NOT_READ)


def _with_progress(items: Iterable[T], unit: str) -> Iterator[T]:
    """Pass items through; where standard error is a terminal, count them there after the first second."""
    if not sys.stderr.isatty():
        yield from items
        return
    from dragoman.progress import show_progress

    yield from show_progress(items, unit)

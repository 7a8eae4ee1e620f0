"""What several commands share: their options, how a record is come by, what is printed of problems, the exit status.

Exit status: 0 all inputs were read; 1 some were not; 2 the command was called wrongly; 3 nothing could be read; 4 the
ledger, a setting or a knowledge file is at fault.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.as_of import Archive
    from dragoman.model import Problem, Record

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
EXIT = """
Exit status: 0 all inputs were read; 1 some were not, the rest was, or your own knowledge has faults and
is not used as it is (one line each on standard error); 2 the command was called wrongly; 3 nothing could be read;
4 the ledger, a setting or a knowledge file is at fault.
"""
SOME_NOT_READ, NOTHING_READ, AT_FAULT = 1, 3, 4
COLLECT_AFTER = (50_000, 50, 100)  # Python's own (700, 10, 10) costs a fifth of a second while spaCy is loaded
NOT_READ = ("failed", "language")  # the kinds of problem that leave an input unread


class Command(click.Command):
    """A command whose faults of ours become one line and an exit status.

    Args:
        tells_of_knowledge: print the faults of the user's own knowledge, which do not stop the command.
    """

    def __init__(self, *args: Any, tells_of_knowledge: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self._tells_of_knowledge = tells_of_knowledge

    def invoke(self, ctx: click.Context) -> Any:
        gc.set_threshold(*COLLECT_AFTER)
        try:
            at_fault = self._tells_of_knowledge and tell_of_knowledge()
            result = super().invoke(ctx)
        except DragomanError as error:
            click.echo(f"dragoman: {error}", err=True)
            ctx.exit(AT_FAULT)
        finally:
            tell_of_cache()
        if at_fault:
            ctx.exit(SOME_NOT_READ)
        return result


def tell_of_knowledge() -> bool:
    """Print the faults of the user's own knowledge, and what is in force instead; True if there are any."""
    from dragoman.settings import get_setting

    if not get_setting("knowledge"):
        return False
    from dragoman.knowledge import knowledge_faults, knowledge_note

    for fault in knowledge_faults():
        click.echo(f"dragoman: knowledge: {fault}", err=True)
    if note := knowledge_note():
        click.echo(f"dragoman: knowledge: {note}", err=True)
    return bool(knowledge_faults())


def tell_of_cache() -> None:
    """Print what is wrong with the cache, if it was used."""
    if "dragoman.cache" not in sys.modules:
        return
    from dragoman.cache import open_cache

    try:
        fault = open_cache().fault
    except DragomanError:  # told by whoever asked for it
        return
    if fault:
        click.echo(f"dragoman: {fault}", err=True)


class Day(click.ParamType[Any]):
    """A day of the calendar, as in 2017-03-18."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; expected one such as 2017-03-18", param, ctx)


def shared(*options: str) -> Callable[[F], F]:
    """The options that several commands have, in their order."""
    table = {
        "inputs": click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
        "maybe_inputs": click.argument("inputs", nargs=-1, metavar="[INPUT...]"),
        "ledger": click.option("--ledger", type=click.Path(dir_okay=False), help="From this ledger instead of inputs."),
        "raw": click.option("--raw", is_flag=True, help="Take each text as it is, without cleaning."),
        "jobs": click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes."),
        "about": click.option(
            "--about",
            metavar="TOPICS",
            help="Set other reports aside unread: talks, ceasefire, incidents, or words of your own, with commas.",
        ),
        "as_of": click.option("--as-of", type=Day(), help="Only what had been published by this day (YYYY-MM-DD)."),
    }

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = table[option](command)
        return command

    return decorate


def come_by_record(
    inputs: Sequence[str],
    ledger: str | None = None,
    *,
    raw: bool = False,
    about: str | None = None,
    jobs: int = 1,
    as_of: dt.date | None = None,
) -> tuple[Record, list[Problem]]:
    """The record of inputs, or of a ledger; and what went wrong on the way (with a ledger: nothing anew).

    Raises:
        click.UsageError: both inputs and a ledger are given, or neither.
    """
    if bool(inputs) == bool(ledger):
        raise click.UsageError("give INPUT... or --ledger FILE, one of the two")
    if ledger:
        from dragoman.ledger.book import open_ledger

        with open_ledger(ledger, must_exist=True) as opened:
            return opened.record(as_of=as_of), []
    if as_of:
        archive = read_archive(inputs, raw=raw, about=about, jobs=jobs)
        return archive.record(as_of), archive.problems
    from dragoman.recorded import record_inputs

    def count(reports: Iterable[T]) -> Iterable[T]:
        return with_progress(reports, "reports read")

    return record_inputs(inputs, raw=raw, about=about, jobs=jobs, stdin=sys.stdin.buffer, counting=count)


def read_archive(inputs: Sequence[str], *, raw: bool = False, about: str | None = None, jobs: int = 1) -> Archive:
    """The readings of inputs, of which a record as of any day can be made."""
    from dragoman.as_of import open_archive

    def count(readings: Iterable[T]) -> Iterable[T]:
        return with_progress(readings, "reports read")

    return open_archive(inputs, raw=raw, about=about, jobs=jobs, stdin=sys.stdin.buffer, counting=count)


def finish(problems: Sequence[Problem], read_count: int) -> None:
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


def with_progress(items: Iterable[T], unit: str) -> Iterator[T]:
    """Pass items through; where standard error is a terminal, count them there after the first second."""
    if not sys.stderr.isatty():
        yield from items
        return
    from dragoman.progress import show_progress

    yield from show_progress(items, unit)

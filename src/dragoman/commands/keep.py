"""Commands that fill a ledger and keep it up: add, reread, rebuild."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from dragoman.commands.shared import EXIT, Command, finish, shared, with_progress

LEDGER = click.option("--ledger", required=True, type=click.Path(dir_okay=False), help="The ledger, one SQLite file.")


@click.command(cls=Command, epilog=EXIT)
@shared("inputs", "jobs")
@LEDGER
def add(inputs: Sequence[str], jobs: int, ledger: str) -> None:
    """Read reports and keep them in a ledger, which is made if there is none.

    Reports that the ledger holds already are passed over, so the command can be stopped and run again. The record is
    brought up to date with what the new reports touch.

    \b
    Examples:
      dragoman add reports/ --ledger talks.dragoman
    """
    from dragoman.ledger.book import open_ledger

    with open_ledger(ledger) as opened:
        adding = opened.add(inputs, jobs=jobs, stdin=sys.stdin.buffer)
        for _ in with_progress(adding, "reports added"):
            pass
        outdated = opened.outdated()
    click.echo(f"{ledger}: {adding.added} added, {adding.known} known already", err=True)
    if outdated:
        click.echo(
            f"{ledger}: {outdated} reports were read by another program, model or knowledge than is in use now; "
            "`dragoman reread` reads them again",
            err=True,
        )
    finish(adding.problems, adding.added + adding.known)


@click.command(cls=Command, epilog=EXIT)
@shared("jobs")
@LEDGER
def reread(jobs: int, ledger: str) -> None:
    """Read again the reports of a ledger that another program, model or knowledge read.

    Their texts are in the ledger, so no input is needed. The new claims take the place of the old ones, which stay in
    the file; what persons judged holds on.

    \b
    Examples:
      dragoman reread --ledger talks.dragoman --jobs 2
    """
    from dragoman.ledger.book import open_ledger

    with open_ledger(ledger, must_exist=True) as opened:
        count = sum(1 for _ in with_progress(opened.reread(jobs=jobs), "reports read again"))
    click.echo(f"{ledger}: {count} reports read again", err=True)


@click.command(cls=Command, epilog=EXIT)
@LEDGER
def rebuild(ledger: str) -> None:
    """Work out a ledger's record anew, from its claims and judgements alone.

    It comes to the same record; this is for the day on which you want to see that it does.

    \b
    Examples:
      dragoman rebuild --ledger talks.dragoman
    """
    from dragoman.ledger.book import open_ledger

    with open_ledger(ledger, must_exist=True) as opened:
        count = opened.rebuild()
    click.echo(f"{ledger}: the record of {count} reports was worked out anew", err=True)

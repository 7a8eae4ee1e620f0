"""The command that fills a ledger: add."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from dragoman.commands.shared import EXIT, Command, finish, shared, with_progress


@click.command(cls=Command, epilog=EXIT)
@shared("inputs", "jobs")
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
        for _ in with_progress(adding, "reports added"):
            pass
    click.echo(f"{ledger}: {adding.added} added, {adding.known} known already", err=True)
    finish(adding.problems, adding.added + adding.known)

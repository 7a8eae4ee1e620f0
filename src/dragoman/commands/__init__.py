"""The command line: parse, call a verb, print, choose the exit status. Heavy imports stay inside the commands.

One file for each group of commands; `shared.py` holds what they have in common. A new command is a line in COMMANDS.
"""

from __future__ import annotations

import click

from dragoman import __version__
from dragoman.commands import (
    ceasefires,
    changes,
    claims,
    counts,
    examine,
    expectations,
    judge,
    keep,
    knowledge,
    reports,
)
from dragoman.commands.shared import EXIT


class _InOrder(click.Group):
    """Commands are listed as they are declared: first what a newcomer wants."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT)
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


COMMANDS: tuple[click.Command, ...] = (
    reports.brief,
    reports.record,
    changes.changes,
    ceasefires.ceasefires,
    counts.counts,
    expectations.expectations,
    reports.read,
    reports.explain,
    keep.add,
    keep.reread,
    keep.rebuild,
    claims.claims,
    claims.joins,
    judge.judge,
    claims.judgements,
    claims.doubts,
    knowledge.knowledge,
    examine.doctor,
)
for command in COMMANDS:
    main.add_command(command)

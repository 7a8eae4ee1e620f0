"""The command that looks at the installation: doctor."""

from __future__ import annotations

import sys

import click

from dragoman.commands.shared import AT_FAULT, Command


@click.command(cls=Command)
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

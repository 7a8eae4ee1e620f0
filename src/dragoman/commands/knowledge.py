"""The commands about what Dragoman knows before it reads: knowledge check, knowledge list."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dragoman.commands.shared import AT_FAULT, Command
from dragoman.errors import SettingsError


@click.group()
def knowledge() -> None:
    """Look at what Dragoman knows before it reads, and check your own folder of it.

    \b
    Examples:
      dragoman knowledge check my-knowledge/
      dragoman knowledge list
    """


@knowledge.command(cls=Command, tells_of_knowledge=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def check(folder: Path | None) -> None:
    """Print every fault of a knowledge folder: file, line, entry, what was found and what was expected.

    FOLDER is your own; without it, the one that DRAGOMAN_KNOWLEDGE names. Where the folder is well, the examples and
    counter-examples of its entries are tried, too.

    Exit status: 0 no fault; 4 some.

    \b
    Examples:
      dragoman knowledge check my-knowledge/
    """
    from dragoman.checking import check_knowledge_folder
    from dragoman.settings import get_setting

    own = folder or (Path(setting) if (setting := get_setting("knowledge")) else None)
    if own is None:
        raise SettingsError("knowledge check: found no folder; expected FOLDER, or one in DRAGOMAN_KNOWLEDGE")
    files, entries, faults = check_knowledge_folder(own)
    for fault in faults:
        click.echo(fault)
    click.echo(f"{own}: {files} files, {entries} entries, {len(faults)} faults", err=True)
    if faults:
        sys.exit(AT_FAULT)


@knowledge.command(name="list", cls=Command)
def list_() -> None:
    """Print the knowledge files, how many entries each has, and how many of them are your own.

    \b
    Examples:
      dragoman knowledge list
    """
    from dragoman.checking import count_entries

    for name, kind, packaged, own in count_entries():
        click.echo(f"{name + '.yaml':40} {packaged:5} entries{f', {own} of your own' if own else '':16} {kind}")

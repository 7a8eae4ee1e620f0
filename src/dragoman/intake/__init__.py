"""Inputs of any kind become reports: files, folders, JSON Lines, web pages, standard input.

Enters: names of inputs. Leaves: `Report` and `Problem` records; one bad input does not stop the others.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from dragoman.intake.opening import open_source
from dragoman.intake.source import Source
from dragoman.intake.sources import list_inputs
from dragoman.model import Problem, Report

__all__ = ["Source", "list_inputs", "open_inputs", "open_source"]


def open_inputs(
    inputs: Sequence[str], *, raw: bool = False, stdin: BinaryIO | None = None
) -> Iterator[Report | Problem]:
    """Open inputs one by one; each yields its report and then the problems with it.

    Args:
        inputs: files, folders (walked, hidden files left out) or "-". Their order makes no difference.
        raw: take the text as it is; else clean it.
        stdin: what "-" reads; `sys.stdin.buffer` if None.
    """
    for source in list_inputs(inputs, stdin=stdin):
        yield from open_source(source, raw)

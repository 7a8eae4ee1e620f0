"""Progress for people who wait: a line on standard error that counts, shown after the first second."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
PATIENCE_SECONDS = 1.0


def show_progress(items: Iterable[T], unit: str) -> Iterator[T]:
    """Pass items through and count them on standard error. Writes nothing if all are through in a second."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(file=sys.stderr)
    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} {task.description}"), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True)
    task = progress.add_task(unit, total=None)
    began = time.monotonic()
    shown = False
    try:
        for item in items:
            if not shown and time.monotonic() - began > PATIENCE_SECONDS:
                progress.start()
                shown = True
            progress.advance(task)
            yield item
    finally:
        if shown:
            progress.stop()

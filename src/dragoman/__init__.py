"""Dragoman reads news reports about a peace process and keeps the record.

The public verbs are `read`, `record`, `brief` and `open_ledger`; nothing heavy is imported before it is called.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.briefing import Brief
    from dragoman.flow import Readings
    from dragoman.ledger.book import Ledger
    from dragoman.model import Record

__version__ = "0.1.0"
__all__ = ["brief", "open_ledger", "read", "record"]

Inputs = str | Path | Sequence[str | Path]


def read(inputs: Inputs, *, raw: bool = False, jobs: int = 1) -> Readings:
    """Read reports: times, attributions, actors, events.

    Args:
        inputs: a file or folder, or several; "-" is standard input.
        raw: take each text as it is, so that `report.text` equals the input.
        jobs: processes that read at the same time.
    Returns:
        An iterator of `Reading`, in the order of the sources, undated reports last. Its `problems`
        list what could not be read, and is whole once the iterator is used up.
    """
    from dragoman.flow import read_inputs

    return read_inputs(_names(inputs), raw=raw, jobs=jobs)


def record(inputs: Inputs, *, raw: bool = False, jobs: int = 1, as_of: dt.date | None = None) -> Record:
    """Read reports and reconcile them into one record.

    Args:
        as_of: only what had been published by that day; None for everything.
        inputs, raw, jobs: as in `read`.
    """
    if as_of:
        from dragoman.as_of import open_archive

        return open_archive(_names(inputs), raw=raw, jobs=jobs).record(as_of)
    from dragoman.recorded import record_inputs

    return record_inputs(_names(inputs), raw=raw, jobs=jobs)[0]


def brief(source: Inputs | Record, *, as_of: dt.date | None = None, jobs: int = 1) -> Brief:
    """The brief of a record, or of the reports in files and folders; `dragoman.briefing.render` writes it out."""
    from dragoman.briefing import make_brief
    from dragoman.model import Record

    return make_brief(source if isinstance(source, Record) else record(source, as_of=as_of, jobs=jobs))


def open_ledger(path: str | Path) -> Ledger:
    """Open a ledger, one SQLite file, or make a new one where there is none.

    Raises:
        LedgerError: the file is no ledger, or another process is writing to it.
    """
    from dragoman.ledger.book import open_ledger

    return open_ledger(Path(path))


def _names(inputs: Inputs) -> list[str]:
    if isinstance(inputs, str | Path):
        return [str(inputs)]
    return [str(i) for i in inputs]

"""What stands in a row, as a record. Enters: JSON of a row. Leaves: the record, or a `LedgerError` where it is damaged.

SQLite notices damage to its own pages, not to what is written on them.
"""

from typing import TypeVar

import msgspec

from dragoman.errors import LedgerError
from dragoman.model import from_json

T = TypeVar("T")


def from_row(line: bytes | str, kind: type[T]) -> T:
    """The record in a row.

    Raises:
        LedgerError: the row holds something else.
    """
    try:
        return from_json(line, kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        found = f"found damage in the ledger: a row that is no {getattr(kind, '__name__', 'record')} ({error})"
        raise LedgerError(f"{found}; expected a whole ledger: restore it from a copy") from error

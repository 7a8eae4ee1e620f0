"""What the ledger asks of the place where it keeps things; any store that does this will do."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol


class ReadingRow(NamedTuple):
    """One reading: the report's key, whether its day is known from itself, and the reading's JSON."""

    report: str
    id: str
    source: str
    dated: bool
    versions: str
    json: bytes


class Store(Protocol):
    """Rows in, rows out. Everything given to one call is kept whole or not at all."""

    def known_reports(self) -> frozenset[str]:
        """The keys of all reports that are kept."""

    def keep_readings(self, rows: Iterable[ReadingRow], action: str, detail: str) -> None:
        """Keep readings, the reports they are of, and a line in the log."""

    def keep_late(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Put these late readings (report key, JSON) in the place of all the earlier ones."""

    def keep_problems(self, problems: Iterable[tuple[str, bytes]]) -> None:
        """Keep problems by key; a key that is kept already is passed over."""

    def readings(self, *, late: bool) -> Iterator[ReadingRow]:
        """The latest reading of each report, by report key.

        Args:
            late: give a report's late reading, where it has one, instead of what was read in it alone.
        """

    def problems(self) -> list[bytes]:
        """All problems, by key."""

    def log(self) -> list[tuple[str, str, str, str]]:
        """The log, oldest first: at, who, action, detail."""

    def close(self) -> None:
        """Let go of the file."""

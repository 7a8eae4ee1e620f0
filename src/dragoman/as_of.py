"""Reports read once, and the record as it could be known on any day.

Enters: inputs as a user names them. Leaves: an `Archive`, and from it a record for each day asked. A report that does
not give its day is dated only by what the reports published by then say: what came later dates nobody.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from dragoman.flow import date_late, read_each, undated_problems
from dragoman.intake.triage import make_triage
from dragoman.model import Judgement, Problem, Reading, Record

Counting = Callable[[Iterable[Reading]], Iterable[Reading]]  # passes readings through


class Archive:
    """Readings of reports, each as it stands by itself.

    `problems`: what could not be read, and what is of no day by all the reports together.
    """

    def __init__(self, readings: Iterable[Reading], problems: Sequence[Problem] = ()) -> None:
        from dragoman.reading.dating import find_clues

        self._dated: list[tuple[dt.date, Reading]] = []
        self._undated: list[Reading] = []
        for reading in readings:
            day = reading.report.published.date
            if day:
                self._dated.append((day, reading))
            else:
                self._undated.append(reading)
        self._clues = [(day, find_clues(r)) for day, r in self._dated] if self._undated else []
        self._failed = tuple(problems)
        self.problems = [*self._failed, *(p for r in self._late(None) for p in undated_problems(r.report))]

    def readings(self, as_of: dt.date | None = None) -> list[Reading]:
        """The readings of what may have been published by a day, undated reports last; of all for None."""
        known = [reading for day, reading in self._dated if as_of is None or day <= as_of]
        return [*known, *self._late(as_of)]

    def record(self, as_of: dt.date | None = None, judgements: Iterable[Judgement] = ()) -> Record:
        """The record of what had surely been published by a day; of all for None. Judgements hold whenever made."""
        from dragoman.reconciling import reconcile

        not_read = self._failed if as_of else self.problems  # whose day does not tell, reconciling says itself
        return reconcile(self.readings(as_of), not_read=not_read, as_of=as_of, judgements=judgements)

    def _late(self, as_of: dt.date | None) -> list[Reading]:
        clues = [c for day, c in self._clues if as_of is None or day <= as_of]
        return list(date_late(self._undated, clues))


def open_archive(
    inputs: Sequence[str],
    *,
    raw: bool = False,
    about: str | None = None,
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    counting: Counting = iter,
) -> Archive:
    """Read files, folders or `-`; the options are those of `read_inputs`, `counting` sees each reading pass.

    Raises:
        SettingsError: `about` names no topic that there is, or nothing.
    """
    triage = make_triage(about) if about is not None else None
    problems: list[Problem] = []

    def read() -> Iterator[Reading]:
        for item in read_each(inputs, raw=raw, triage=triage, jobs=jobs, stdin=stdin):
            if isinstance(item, Reading):
                yield item
            elif isinstance(item, Problem):
                problems.append(item)

    readings = list(counting(read()))
    return Archive(readings, problems)

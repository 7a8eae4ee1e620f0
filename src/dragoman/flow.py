"""The way of a report through the stages: opened, read, dated; one after the other or in several processes.

Enters: inputs as a user names them. Leaves: a `Readings` iterator, whose `problems` fill up on the way.
A report is read by itself, so neither the order of the inputs nor the number of jobs changes a byte.
Reports that do not give their day come last: their day may follow from what the others say.
"""

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any, BinaryIO, NamedTuple, TypeVar

import msgspec

from dragoman.intake import Source, list_inputs, open_source
from dragoman.intake.triage import Triage, make_triage
from dragoman.model import Problem, Reading, Report
from dragoman.reading.dating import DayClue, find_clues
from dragoman.reading.parse import Parser, SpacyParser
from dragoman.reading.pipeline import read_report
from dragoman.reconciling.dating import infer_from_clues

T = TypeVar("T")
R = TypeVar("R")
Clues = tuple[DayClue, ...]  # of one report
CHUNK = 8  # sources handed to a worker at once
AHEAD = 4  # chunks under way for each worker; bounds memory when whoever takes the readings is slow


class Known(NamedTuple):
    """A report that was passed over because it is known already."""

    key: str


class Readings(Iterator[Reading]):
    """Readings in the order of their sources, undated reports last.

    `problems` holds what went wrong so far, and all of it once the readings are used up.
    """

    def __init__(self, outcomes: Iterator[Reading | Problem | Known]) -> None:
        self.problems: list[Problem] = []
        self._readings = self._run(outcomes)

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        return next(self._readings)

    def _run(self, outcomes: Iterator[Reading | Problem | Known]) -> Iterator[Reading]:
        undated: list[Reading] = []
        clues: list[Clues] = []  # of dated reports: all that is kept of them
        for item in outcomes:
            if isinstance(item, Problem):
                self.problems.append(item)
            elif isinstance(item, Reading):
                if item.report.published.date is None:
                    undated.append(item)
                else:
                    clues.append(find_clues(item))
                    yield item
        for reading in date_late(undated, clues):
            self.problems += undated_problems(reading.report)
            yield reading


def read_inputs(
    inputs: Sequence[str],
    *,
    raw: bool = False,
    about: str | None = None,
    jobs: int = 1,
    stdin: BinaryIO | None = None,
) -> Readings:
    """Read files, folders or `-`.

    Args:
        raw: take each text as it is, without cleaning.
        about: topics or own words, parted by commas; other reports are set aside unread. None: read all.
        jobs: processes that read at the same time.
        stdin: what `-` stands for.
    Raises:
        SettingsError: `about` names no topic that there is, or nothing.
    """
    triage = make_triage(about) if about is not None else None
    return Readings(read_each(inputs, raw=raw, triage=triage, jobs=jobs, stdin=stdin))


def read_each(
    inputs: Sequence[str],
    *,
    raw: bool = False,
    triage: Triage | None = None,
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    known: frozenset[str] = frozenset(),
) -> Iterator[Reading | Problem | Known]:
    """Read each report by itself; reports whose key is in `known` are passed over before they are parsed."""
    work = partial(read_source, raw=raw, triage=triage, known=known)
    return itertools.chain.from_iterable(map_ordered(work, list_inputs(inputs, stdin=stdin), jobs))


def read_source(
    source: Source, *, raw: bool, triage: Triage | None, known: frozenset[str]
) -> list[Reading | Problem | Known]:
    """Open one source and read each report in it; what could not be read comes back as a problem."""
    outcomes: list[Reading | Problem | Known] = []
    for item in open_source(source, raw=raw):
        if isinstance(item, Problem):
            outcomes.append(item)
        elif known and item.key() in known:
            outcomes.append(Known(item.key()))
        elif triage and not triage.keeps(item):
            outcomes.append(triage.aside(item))
        else:
            outcomes.append(read_report(item, shared_parser()))
    return outcomes


def date_late(undated: Sequence[Reading], dated: Sequence[Clues]) -> Iterator[Reading]:
    """Give undated reports the day that follows from themselves and from the dated ones; read them again with it."""
    days = infer_from_clues([find_clues(r) for r in undated], dated)
    for reading in undated:
        day = days.get(reading.report.id, reading.report.published)
        if day != reading.report.published:
            reading = read_report(msgspec.structs.replace(reading.report, published=day), shared_parser())
        yield reading


def undated_problems(report: Report) -> list[Problem]:
    """One line if nothing at all is known of a report's day, else nothing."""
    if report.published.earliest or report.published.latest:
        return []
    found = "no date in its text or metadata, and none could be inferred"
    expected = "a date, or events that other reports date"
    return [Problem(source=report.source, kind="undated", found=found, expected=expected, report=report.id)]


_parser: Parser | None = None


def shared_parser() -> Parser:
    """The parser of this process, loaded when it is first needed."""
    global _parser
    _parser = _parser or SpacyParser()
    return _parser


def map_ordered(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """`map`, in `jobs` processes: results in the order of the items, few of them waiting at a time."""
    if jobs <= 1:
        yield from map(work, items)
        return
    rest = iter(items)
    chunks = iter(lambda: list(itertools.islice(rest, CHUNK)), [])
    waiting: deque[Future[list[Any]]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin_work, (work,)) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_work_through, chunk))
                if len(waiting) >= jobs * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


_work: Callable[[Any], Any]  # of a worker process: sent once, not with each chunk


def _begin_work(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _work_through(chunk: list[Any]) -> list[Any]:
    return [_work(item) for item in chunk]

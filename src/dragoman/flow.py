"""The way of a report through the stages: opened, read, dated; one after the other or in several processes.

Enters: inputs as a user names them. Leaves: a `Readings` iterator, whose `problems` fill up on the way.
A report is read by itself, so neither the order of the inputs nor the number of jobs changes a byte; and what was
read in it before, by the same program and knowledge, is taken from the cache.
Reports that do not give their day come last: their day may follow from what the others say.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import msgspec

from dragoman.cache import open_cache
from dragoman.intake import Source, list_inputs, open_source
from dragoman.intake.triage import Triage, make_triage
from dragoman.kept import Clues, Kept, Opened, Read
from dragoman.knowledge import snapshot_knowledge, use_knowledge
from dragoman.model import Problem, Reading, Report, from_json, to_json_line
from dragoman.pool import Done, map_ordered

if TYPE_CHECKING:
    from dragoman.reading.parse import Parser

__all__ = ["Clues", "Known", "Readings", "date_late", "read_each", "read_inputs", "undated_problems"]


class Known(NamedTuple):
    """A report that was passed over because it is known already."""

    report: Report


Outcome = Read | Problem | Known


class Readings(Iterator[Reading]):
    """Readings in the order of their sources, undated reports last.

    `problems` holds what went wrong so far, and all of it once the readings are used up.
    """

    def __init__(self, outcomes: Iterator[Outcome]) -> None:
        self.problems: list[Problem] = []
        self._readings = self._run(outcomes)

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        return next(self._readings)

    def _run(self, outcomes: Iterator[Outcome]) -> Iterator[Reading]:
        undated: list[Read] = []
        clues: list[Clues] = []  # of dated reports: all that is kept of them
        for item in outcomes:
            if isinstance(item, Problem):
                self.problems.append(item)
            elif isinstance(item, Read):
                if item.reading.report.published.date is None:
                    undated.append(item)
                else:
                    clues.append(item.clues)
                    yield item.reading
        for reading in _date_late(undated, clues):
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
    return Readings(_outcomes(inputs, raw, triage, jobs, stdin, frozenset()))


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
    for item in _outcomes(inputs, raw, triage, jobs, stdin, known):
        yield item.reading if isinstance(item, Read) else item


class _Step(NamedTuple):
    """One source on its way, and how far it has come. `key`: of the source in the cache."""

    source: Source
    key: bytes | None = None
    opened: Opened | None = None
    instead: Problem | Known | None = None  # of a reading
    read: Read | None = None
    new: tuple[str, ...] = ()  # which of these were not in the cache


_Asked = Callable[[Report], Problem | Known | None]


class _Packed(NamedTuple):
    """A step as it comes back from another process: records as JSON take a third of the time that pickles do."""

    step: _Step
    opened: bytes
    read: bytes


def _outcomes(
    inputs: Sequence[str],
    raw: bool,
    triage: Triage | None,
    jobs: int,
    stdin: BinaryIO | None,
    known: frozenset[str],
) -> Iterator[Outcome]:
    kept = Kept(open_cache(), raw)
    asked = partial(_instead, triage=triage, known=known)
    steps = (_look_up(source, kept, asked) for source in list_inputs(inputs, stdin=stdin))
    work: Callable[[_Step], _Step | _Packed] = partial(_work, raw=raw, asked=asked, find=kept.find_read)
    elsewhere = partial(_work_packed, raw=raw, asked=asked, own=snapshot_knowledge())
    try:
        for done in map_ordered(work, steps, jobs, elsewhere):
            step = _unpack(done) if isinstance(done, _Packed) else done
            _keep(step, kept)
            yield from _told(step)
    finally:
        kept.flush()


def _look_up(source: Source, kept: Kept, asked: _Asked) -> "_Step | Done[_Step | _Packed]":
    """What is kept of a source; done if that is all there is to do."""
    source = kept.with_data(source)
    key = kept.source_key(source)
    opened = kept.find_opened(key, source)
    if opened is None:
        return _Step(source, key)
    step = _Step(msgspec.structs.replace(source, data=None), key, opened)
    if opened.report is None:
        return Done(step)
    if instead := asked(opened.report):
        return Done(step._replace(instead=instead))
    read = kept.find_read(opened.report)
    return step if read is None else Done(step._replace(read=read))


def _work(step: _Step, *, raw: bool, asked: _Asked, find: Callable[[Report], Read | None] | None = None) -> _Step:
    """Open a source, unless its report is there already, and read the report, unless something speaks against it.

    Args:
        find: looks for what was read before in a report; None in another process, which has no cache.
    """
    opened, new = step.opened, step.new
    if opened is None:
        opened, new = _open(step.source, raw), ("opened",)
    step = step._replace(source=msgspec.structs.replace(step.source, data=None), opened=opened, new=new)
    if opened.report is None:
        return step
    if instead := asked(opened.report):
        return step._replace(instead=instead)
    if find and "opened" in new and (read := find(opened.report)):
        return step._replace(read=read)
    return step._replace(read=_read(opened.report), new=(*new, "read"))


def _open(source: Source, raw: bool) -> Opened:
    items = open_source(msgspec.structs.replace(source, doubts=()), raw)
    report = next((item for item in items if isinstance(item, Report)), None)
    return Opened(report=report, problems=tuple(item for item in items if isinstance(item, Problem)))


def _read(report: Report) -> Read:
    from dragoman.reading.dating import find_clues
    from dragoman.reading.pipeline import read_report

    reading = read_report(report, shared_parser())
    return Read(reading=reading, clues=find_clues(reading))


def _instead(report: Report, *, triage: Triage | None, known: frozenset[str]) -> Problem | Known | None:
    """What is told of a report instead of reading it; None if it is to be read."""
    if known and report.key() in known:
        return Known(report)
    return triage.aside(report) if triage and not triage.keeps(report) else None


def _work_packed(step: _Step, *, raw: bool, asked: _Asked, own: dict[str, str]) -> _Step | _Packed:
    """`_work` in another process, with the knowledge of the one that asked."""
    use_knowledge(own, forced=True)
    done = _work(step, raw=raw, asked=asked)
    try:
        opened = to_json_line(done.opened) if "opened" in done.new else b""
        read = to_json_line(done.read) if done.read else b""
    except UnicodeEncodeError:  # half a character, which JSON cannot hold
        return done
    return _Packed(done._replace(opened=None if opened else done.opened, read=None), opened, read)


def _unpack(packed: _Packed) -> _Step:
    step = packed.step
    if packed.opened:
        step = step._replace(opened=from_json(packed.opened, Opened))
    return step._replace(read=from_json(packed.read, Read)) if packed.read else step


def _keep(step: _Step, kept: Kept) -> None:
    if step.opened and "opened" in step.new:
        kept.keep_opened(step.key, step.opened)
    if step.read and "read" in step.new:
        kept.keep_read(step.read)


def _told(step: _Step) -> Iterator[Outcome]:
    if told := step.read or step.instead:
        yield told
    yield from (step.opened.problems if step.opened else ())
    yield from step.source.doubts


def date_late(undated: Sequence[Reading], dated: Sequence[Clues]) -> Iterator[Reading]:
    """Give undated reports the day that follows from themselves and from the dated ones; read them again with it."""
    from dragoman.reading.dating import find_clues

    return _date_late([Read(reading=r, clues=find_clues(r)) for r in undated], dated)


def _date_late(undated: Sequence[Read], dated: Sequence[Clues]) -> Iterator[Reading]:
    if not undated:
        return
    from dragoman.reconciling.dating import infer_from_clues

    days = infer_from_clues([r.clues for r in undated], dated)
    kept = Kept(open_cache(), raw=False)
    for reading in (r.reading for r in undated):
        day = days.get(reading.report.id, reading.report.published)
        if day == reading.report.published:
            yield reading
            continue
        report = msgspec.structs.replace(reading.report, published=day)
        late = kept.find_read(report)
        if late is None:
            late = _read(report)
            kept.keep_read(late)
        yield late.reading
    kept.flush()


def read_again(reports: Iterable[Report], *, jobs: int = 1) -> Iterator[Reading]:
    """Read reports that were opened before, each by itself, in the order given."""
    kept = Kept(open_cache(), raw=False)
    steps = (_look_again(report, kept) for report in reports)
    try:
        for read, is_new in map_ordered(_read_new, steps, jobs):
            if is_new:
                kept.keep_read(read)
            yield read.reading
    finally:
        kept.flush()


def _look_again(report: Report, kept: Kept) -> Report | Done[tuple[Read, bool]]:
    read = kept.find_read(report)
    return report if read is None else Done((read, False))


def _read_new(report: Report) -> tuple[Read, bool]:
    return _read(report), True


def undated_problems(report: Report) -> list[Problem]:
    """One line if nothing at all is known of a report's day, else nothing."""
    if report.published.earliest or report.published.latest:
        return []
    found = "no date in its text or metadata, and none could be inferred"
    expected = "a date, or events that other reports date"
    return [Problem(source=report.source, kind="undated", found=found, expected=expected, report=report.id)]


_parser: "Parser | None" = None


def shared_parser() -> "Parser":
    """The parser of this process, loaded when it is first needed."""
    global _parser
    if _parser is None:
        from dragoman.reading.parse import SpacyParser

        _parser = SpacyParser()
    return _parser

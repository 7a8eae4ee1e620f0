"""Work done in order, in this process or in several.

Enters: items, some done already, and the work that the others need. Leaves: results in the order of the items.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 8  # items handed to a worker at once
AHEAD = 4  # chunks under way for each worker; bounds memory when whoever takes the results is slow
WORTH = 2  # full chunks for which processes are started: each needs two seconds before its first report is read


class Done(Generic[R]):
    """An item that needs no work."""

    __slots__ = ("result",)

    def __init__(self, result: R) -> None:
        self.result = result


def map_ordered(
    work: Callable[[T], R], items: Iterable[T | Done[R]], jobs: int, elsewhere: Callable[[T], R] | None = None
) -> Iterator[R]:
    """`map`, in `jobs` processes, over the items that are not done: results in the order of the items.

    Few results wait at a time. Where there is little to do it is done in this process, and no other is started.

    Args:
        elsewhere: the work as it is done in another process, if that differs.
    """
    if jobs <= 1:
        for item in items:
            yield item.result if isinstance(item, Done) else work(item)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin_work, (elsewhere or work, gc.get_threshold())) as pool:
        line = _Line[T, R](pool, work)
        try:
            for item in items:
                line.add(item)
                while len(line.places) > jobs * AHEAD * CHUNK:
                    yield line.take()
            while line.places:
                yield line.take()
        finally:
            line.cancel()


class _Chunk(Generic[T, R]):
    """Items that go to a worker together; their results, or where they will be."""

    def __init__(self) -> None:
        self.items: list[T] = []
        self.future: Future[list[R]] | None = None
        self.results: list[R] | None = None


class _Line(Generic[T, R]):
    """Items in their order: done, or in a chunk. Chunks are held back until enough of them are full."""

    def __init__(self, pool: ProcessPoolExecutor, work: Callable[[T], R]) -> None:
        self.places: deque[Done[R] | tuple[_Chunk[T, R], int]] = deque()
        self._pool, self._here = pool, work
        self._open = _Chunk[T, R]()
        self._full: list[_Chunk[T, R]] = []  # held back
        self._begun = False

    def add(self, item: T | Done[R]) -> None:
        """Put an item at the end; enough full chunks are handed over."""
        if isinstance(item, Done):
            self.places.append(item)
            return
        self.places.append((self._open, len(self._open.items)))
        self._open.items.append(item)
        if len(self._open.items) == CHUNK:
            self._full.append(self._open)
            self._open = _Chunk()
        if self._full and (self._begun or len(self._full) >= WORTH):
            self._begun = True
            for chunk in self._full:
                self._hand_over(chunk)
            self._full.clear()

    def take(self) -> R:
        """The result of the first item: waited for, or worked out here if it was not worth another process."""
        place = self.places.popleft()
        if isinstance(place, Done):
            return place.result
        chunk, number = place
        if chunk.future is None and chunk.results is None:
            self._close(chunk)
        if chunk.future is not None:
            chunk.results, chunk.future = chunk.future.result(), None
        assert chunk.results is not None
        return chunk.results[number]

    def cancel(self) -> None:
        """Give up what has not begun."""
        for place in self.places:
            if not isinstance(place, Done) and place[0].future:
                place[0].future.cancel()

    def _close(self, chunk: _Chunk[T, R]) -> None:
        if chunk is self._open:
            self._open = _Chunk()
        if self._begun:
            self._hand_over(chunk)
        else:
            self._full = [c for c in self._full if c is not chunk]
            chunk.results = [self._here(item) for item in chunk.items]

    def _hand_over(self, chunk: _Chunk[T, R]) -> None:
        chunk.future = self._pool.submit(_work_through, chunk.items)


_work: Callable[[Any], Any]  # of a worker process: sent once, not with each chunk


def _begin_work(work: Callable[[Any], Any], collect_after: tuple[int, int, int]) -> None:
    global _work
    _work = work
    gc.set_threshold(*collect_after)  # as in the process that asked; Python's own costs a tenth of the time


def _work_through(chunk: list[Any]) -> list[Any]:
    return [_work(item) for item in chunk]

"""Work done in order, in this process or in several.

Enters: items, some done already, and the work that the others need. Leaves: results in the order of the items.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 8  # items handed to a worker at once
AHEAD = 4  # chunks under way for each worker; bounds memory when whoever takes the results is slow


class Done(Generic[R]):
    """An item that needs no work."""

    __slots__ = ("result",)

    def __init__(self, result: R) -> None:
        self.result = result


def map_ordered(work: Callable[[T], R], items: Iterable[T | Done[R]], jobs: int) -> Iterator[R]:
    """`map`, in `jobs` processes, over the items that are not done: results in the order of the items.

    No process is started before there is work for it, and few results wait at a time.
    """
    if jobs <= 1:
        for item in items:
            yield item.result if isinstance(item, Done) else work(item)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin_work, (work,)) as pool:
        line = _Line[T, R](pool)
        try:
            for item in items:
                line.add(item)
                while len(line.places) > jobs * AHEAD * CHUNK:
                    yield line.take()
            while line.places:
                yield line.take()
        finally:
            line.cancel()


class _Line(Generic[T, R]):
    """Items in their order: done, at work in a chunk, or waiting for their chunk to be full."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self.places: deque[Done[R] | tuple[list[Future[list[R]]], int]] = deque()
        self._pool = pool
        self._chunk: list[T] = []
        self._future: list[Future[list[R]]] = []  # of the chunk; empty until it is handed over

    def add(self, item: T | Done[R]) -> None:
        """Put an item at the end; a full chunk is handed over."""
        if isinstance(item, Done):
            self.places.append(item)
            return
        self.places.append((self._future, len(self._chunk)))
        self._chunk.append(item)
        if len(self._chunk) == CHUNK:
            self._hand_over()

    def take(self) -> R:
        """The result of the first item, waited for where need be."""
        place = self.places.popleft()
        if isinstance(place, Done):
            return place.result
        future, number = place
        if not future:
            self._hand_over()
        return future[0].result()[number]

    def cancel(self) -> None:
        """Give up what has not begun."""
        for place in self.places:
            if not isinstance(place, Done) and place[0]:
                place[0][0].cancel()

    def _hand_over(self) -> None:
        self._future.append(self._pool.submit(_work_through, self._chunk))
        self._chunk, self._future = [], []


_work: Callable[[Any], Any]  # of a worker process: sent once, not with each chunk


def _begin_work(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _work_through(chunk: list[Any]) -> list[Any]:
    return [_work(item) for item in chunk]

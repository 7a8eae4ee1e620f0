"""The readings that rules name: each turns a match into what it stands for."""

from collections.abc import Callable

from dragoman.reading.times.grammar import Match
from dragoman.reading.times.readings import anchored, dates, fiscal, named, relative, spans, weekdays, years
from dragoman.reading.times.state import Resolved, State

Reading = Callable[[Match, State], Resolved | list[Resolved] | None]
READINGS: dict[str, Reading] = {
    name.removeprefix("read_"): reading
    for module in (dates, weekdays, years, fiscal, named, relative, anchored, spans)
    for name, reading in vars(module).items()
    if name.startswith("read_")
}

__all__ = ["READINGS", "Reading"]

"""What every entry of a knowledge file has."""

import re
from collections.abc import Callable, Iterator

from dragoman.model import Struct


class Entry(Struct, frozen=True, kw_only=True):
    """What every entry has. `examples` and `counter_examples` become tests; `source` says where it is from."""

    id: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None

    def faults(self) -> Iterator[str]:
        """What is wrong with the entry though each of its fields is of the right kind: "found ...; expected ..."."""
        return iter(())


def pattern_faults(entry: Entry, fits: Callable[[str, str], bool]) -> Iterator[str]:
    """What is wrong with an entry's `patterns`: those that are none, and examples that they do not tell apart."""
    patterns: tuple[str, ...] = getattr(entry, "patterns", ())
    broken = False
    for pattern in patterns:
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            broken = True
            yield f"the pattern {pattern!r} ({error}); expected a regular expression"
    if broken or not patterns:
        return
    for line in entry.examples:
        if not any(fits(p, line) for p in patterns):
            yield f"an example that no pattern matches: {line!r}; expected one that a pattern matches"
    for line in entry.counter_examples:
        if any(fits(p, line) for p in patterns):
            yield f"a counter-example that a pattern matches: {line!r}; expected one that none matches"

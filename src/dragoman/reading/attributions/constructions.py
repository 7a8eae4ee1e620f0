"""What all constructions of a reporting verb share.

Enters: a verb token with its cues. Leaves: `Found`, or None.
"""

from collections.abc import Iterable

from dragoman.reading.attributions.cues import Cue
from dragoman.reading.attributions.draft import Range
from dragoman.reading.parsed import Parsed

Found = tuple[list[Range], Cue, str]  # content, the cue that allows it, name of the construction


def first_cue(cues: Iterable[Cue], take: str) -> Cue | None:
    """The first cue that takes such a complement."""
    return next((c for c in cues if take in c.takes), None)


def whole(parsed: Parsed, token: int) -> Range:
    """The tokens of the phrase that a token heads."""
    return parsed.left_edge[token], parsed.right_edge[token]

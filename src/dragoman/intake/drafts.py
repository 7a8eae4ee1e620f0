"""A text on its way to becoming `report.text`, with the map back to the raw input.

Enters: the decoded input. Leaves: a `Draft`; every change makes a new one, and the map is carried along.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model import Origin, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and where its characters stand in the raw input.

    `origin` is in text order and monotone in `raw`; characters that no `Origin` covers were put in by us.
    """

    text: str
    origin: tuple[Origin, ...]

    def rebuild(self, pieces: Iterable[Span | str]) -> "Draft":
        """A draft put together from stretches of this one (spans, in text order) and words put in (strings)."""
        texts: list[str] = []
        origin: list[Origin] = []
        starts = [o.text for o in self.origin]
        length = 0
        for piece in pieces:
            if isinstance(piece, str):
                texts.append(piece)
                length += len(piece)
                continue
            texts.append(self.text[piece.start : piece.end])
            for o in self._origins_in(piece, starts):
                append_origin(origin, Origin(text=length + o.text - piece.start, raw=o.raw, length=o.length))
            length += piece.end - piece.start
        return Draft("".join(texts), tuple(origin))

    def _origins_in(self, span: Span, starts: list[int]) -> Iterable[Origin]:
        for n in range(max(0, bisect_right(starts, span.start) - 1), len(self.origin)):
            o = self.origin[n]
            if o.text >= span.end:
                break
            start, end = max(o.text, span.start), min(o.text + o.length, span.end)
            if start < end:
                yield Origin(text=start, raw=o.raw + start - o.text, length=end - start)


def append_origin(origin: list[Origin], new: Origin) -> None:
    """Add a stretch to a map, joined to the last one where both run on without a gap."""
    last = origin[-1] if origin else None
    if last and last.text + last.length == new.text and last.raw + last.length == new.raw:
        origin[-1] = Origin(text=last.text, raw=last.raw, length=last.length + new.length)
    else:
        origin.append(new)


def raw_draft(text: str) -> Draft:
    """The raw input itself."""
    return Draft(text, (Origin(text=0, raw=0, length=len(text)),) if text else ())

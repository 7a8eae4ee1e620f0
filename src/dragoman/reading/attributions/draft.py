"""What the rules hand to each other: an attribution in tokens, before it gets its speaker and its id."""

from dataclasses import dataclass, field

Range = tuple[int, int]  # first and last token, both included


@dataclass(slots=True)
class Draft:
    """One attribution being put together. `verb` is the head of the cue; `source_head` that of the source.

    `link`: it stands in a quotation, and only counts as a link of a chain.
    `via`: heads of those who passed the words on; `parent`: the draft in whose content this one stands.
    `strong`: the cue is plain speech, so it is kept even inside what somebody else says.
    """

    verb: int
    cue: Range
    source_head: int | None = None
    source: Range | None = None
    content: list[Range] = field(default_factory=list)
    basis: str = ""
    strong: bool = False
    quoted: bool = False
    link: bool = False
    via: list[int] = field(default_factory=list)
    parent: "Draft | None" = None

    @property
    def start(self) -> int:
        """First token of the content."""
        return min(first for first, _ in self.content)

    @property
    def end(self) -> int:
        """Last token of the content."""
        return max(last for _, last in self.content)


def merge_ranges(ranges: list[Range]) -> list[Range]:
    """Sorted ranges, those that touch or overlap made one."""
    merged: list[Range] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def without(ranges: list[Range], hole: Range) -> list[Range]:
    """Ranges with the tokens of `hole` taken out."""
    left: list[Range] = []
    for first, last in ranges:
        if hole[1] < first or last < hole[0]:
            left.append((first, last))
            continue
        if first < hole[0]:
            left.append((first, hole[0] - 1))
        if hole[1] < last:
            left.append((hole[1] + 1, last))
    return left

"""Which drafts stay, and how far each one's content reaches.

Enters: all drafts of a report. Leaves: those that are kept, content trimmed, by start of content.
"""

from bisect import bisect_right

from dragoman.reading.attributions.draft import Draft, Range, merge_ranges, without
from dragoman.reading.attributions.quotes import Quote
from dragoman.reading.parsed import Parsed

_EDGE = frozenset([",", ".", ";", ":", "-", "--", "–", "—", "and", "but"])
_JOINED = ("advcl", "conj", "parataxis", "dep")


def select(parsed: Parsed, drafts: list[Draft], quotes: list[Quote]) -> list[Draft]:
    """Cut each content where another speaker's clause begins; then drop what stands inside another's content."""
    speech = sorted(d.verb for d in drafts if d.strong)
    firsts = [q.first for q in quotes]
    for draft in drafts:
        if not draft.quoted:
            _cut(parsed, draft, speech)
        draft.content = _trim(parsed, draft)
        draft.content = merge_ranges([_whole_quotes(r, quotes, firsts) for r in draft.content])
    kept: list[Draft] = []
    owner: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: -sum(b - a for a, b in d.content)):
        if not draft.content or draft.verb in owner:
            continue
        kept.append(draft)
        for first, last in draft.content:
            for t in range(first, last + 1):
                owner.setdefault(t, draft)
    return sorted(kept, key=lambda d: (d.start, d.verb))


def _cut(parsed: Parsed, draft: Draft, speech: list[int]) -> None:
    """End the content before a joined clause that has a speech verb of its own ("..., adding that", ", and X said")."""
    for n, (first, last) in enumerate(draft.content):
        if first < draft.verb:
            continue
        for verb in speech[bisect_right(speech, first) : bisect_right(speech, last)]:
            if parsed.heads[verb] < verb:
                node = _joined(parsed, verb, first)
                if node is not None:
                    draft.content[n] = (first, node - 1)
                    break


def _joined(parsed: Parsed, verb: int, first: int) -> int | None:
    """First token of the joined clause that `verb` heads, if a comma parts it from what goes before."""
    if parsed.deps[verb] not in _JOINED:
        return None
    start = parsed.left_edge[verb]
    if start <= first + 1:
        return None
    if parsed.words[start - 1] in (",", ";", "--", "—", "–", "-"):
        return start - 1
    if parsed.words[start - 2] in (",", ";", "--", "—", "–", "-") and parsed.pos[start - 1] == "CCONJ":
        return start - 2
    return None


def _trim(parsed: Parsed, draft: Draft) -> list[Range]:
    """Content without cue and source, commas and the final stop; quotation marks stay."""
    ranges = without(merge_ranges(draft.content), draft.cue)
    if draft.source_head is not None:
        ranges = without(ranges, _whole_source(parsed, draft, draft.source_head))
    trimmed = []
    for first, last in ranges:
        while first <= last and parsed.words[first] in _EDGE:
            first += 1
        while first <= last and parsed.words[last] in _EDGE:
            last -= 1
        if first <= last:
            trimmed.append((first, last))
    return trimmed


def _whole_quotes(content: Range, quotes: list[Quote], firsts: list[int]) -> Range:
    """Content that ends or begins within a quotation, widened to the whole of it."""
    first, last = content
    at = bisect_right(firsts, first) - 1
    if at >= 0 and first <= quotes[at].last:
        first = quotes[at].first
    at = bisect_right(firsts, last) - 1
    if at >= 0 and last <= quotes[at].last:
        last = quotes[at].last
    return first, last


def _whole_source(parsed: Parsed, draft: Draft, head: int) -> Range:
    """The source with its relative clauses, which are nobody's words, as far as the cue."""
    first, last = parsed.left_edge[head], parsed.right_edge[head]
    if first <= draft.verb < head:
        first = draft.verb + 1
    elif head < draft.verb <= last:
        last = draft.verb - 1
    return first, last

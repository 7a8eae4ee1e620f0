"""Who said what: source, cue and content (PARC 3, PolNeAR), with the chain it came through.

Enters: a report, its `Parsed` and its `Directory`. Leaves: `Attribution` records, by start of content.
"""

from dragoman.model import Attribution, Report, Span
from dragoman.reading.actors import Directory
from dragoman.reading.attributions.cues import noun_cues, verb_cues
from dragoman.reading.attributions.direct import attach_quotes
from dragoman.reading.attributions.draft import Draft, merge_ranges, without
from dragoman.reading.attributions.quotes import find_quotes
from dragoman.reading.attributions.verbs import read_verb
from dragoman.reading.parsed import Parsed


def find_attributions(report: Report, parsed: Parsed, directory: Directory) -> tuple[Attribution, ...]:
    """Find who said what, by start of content."""
    quotes = find_quotes(report, parsed)
    inside = bytearray(len(parsed))
    for q in quotes:
        for t in range(q.first, q.last + 1):
            inside[t] = 1
    drafts: dict[int, Draft] = {}
    table = verb_cues()
    for token, form in enumerate(parsed.lower):
        cues = table.get(form)
        if cues and not inside[token] and parsed.pos[token] == "VERB":
            draft = read_verb(parsed, token, cues)
            if draft:
                drafts[token] = draft
    attach_quotes(parsed, quotes, drafts)
    return tuple(_finish(report, parsed, select(parsed, list(drafts.values()))))


def select(parsed: Parsed, drafts: list[Draft]) -> list[Draft]:
    """Drop drafts without content and those that stand inside another's content, unless they are plain speech."""
    kept: list[Draft] = []
    for draft in drafts:
        draft.content = _trim(parsed, draft)
    drafts = [d for d in drafts if d.content]
    covered = [0] * (len(parsed) + 1)
    owner: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: -sum(b - a for a, b in d.content)):
        if draft.verb in owner:
            continue
        kept.append(draft)
        for first, last in draft.content:
            for t in range(first, last + 1):
                owner.setdefault(t, draft)
    return sorted(kept, key=lambda d: (d.start, d.verb))


def _trim(parsed: Parsed, draft: Draft) -> list[tuple[int, int]]:
    """Content without cue and source, commas and the final stop; quotation marks stay."""
    ranges = without(merge_ranges(draft.content), draft.cue)
    if draft.source:
        ranges = without(ranges, draft.source)
    trimmed = []
    for first, last in ranges:
        while first <= last and parsed.words[first] in _EDGE:
            first += 1
        while first <= last and parsed.words[last] in _EDGE:
            last -= 1
        if first <= last:
            trimmed.append((first, last))
    return trimmed


_EDGE = frozenset([",", ".", ";", ":", "-", "--", "–", "—", "!", "and", "but"])


def _finish(report: Report, parsed: Parsed, drafts: list[Draft]) -> list[Attribution]:
    found = []
    for number, d in enumerate(drafts, 1):
        source = parsed.span(*d.source) if d.source else None
        found.append(
            Attribution(
                id=f"a{number}",
                source=source,
                cue=parsed.span(*d.cue),
                content=tuple(parsed.span(*r) for r in d.content),
                speaker=report.quote(source) if source else None,
                basis=d.basis,
            )
        )
    return found

"""Which drafts stay, and how far each one's content reaches.

Enters: all drafts of a report. Leaves: those that are kept, content trimmed, by start of content.
"""

from bisect import bisect_right

from dragoman.reading.attributions.draft import Draft, Range, merge_ranges, without
from dragoman.reading.attributions.quotes import Quote
from dragoman.reading.attributions.syntax import shared_speech
from dragoman.reading.parsed import Parsed

_EDGE = frozenset([",", ".", ";", ":", "-", "--", "–", "—", "and", "but"])
MAX_LENGTH = 600  # tokens of one stretch of content; what is longer is the parser's mistake
MAX_VERBS = 20  # verbs of speech looked at within one content
MAX_CLIMB = 30  # heads from the last word of a content
_PAUSES = frozenset([",", ";", "--", "—", "–", "-"])
_JOINED = ("advcl", "conj", "parataxis", "dep")


def select(parsed: Parsed, drafts: list[Draft], quotes: list[Quote]) -> list[Draft]:
    """Cut each content where another speaker's clause begins; then drop what stands inside another's content."""
    by_verb = {d.verb: d for d in drafts}
    speech = sorted(d.verb for d in drafts if d.strong)
    firsts = [q.first for q in quotes]
    for draft in drafts:
        _cut(parsed, draft, speech, by_verb)
        _cut_asides(parsed, draft, quotes, firsts)
        draft.content = _trim(parsed, draft)
        if draft.link:
            continue
        whole = merge_ranges([_whole_quotes(r, quotes, firsts) for r in draft.content])
        draft.content = [piece for r in whole for piece in _by_paragraph(parsed, r)]
    kept: list[Draft] = []
    owner: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: -sum(b - a for a, b in d.content)):
        outer = owner.get(draft.verb)
        if not draft.content or (draft.link and not outer) or (outer and not _is_chain(parsed, outer, draft)):
            continue
        draft.parent = outer
        kept.append(draft)
        for first, last in draft.content:
            owner.update(dict.fromkeys(range(first, last + 1), draft))
    _borrow_sources(parsed, kept, owner)
    return sorted(kept, key=lambda d: (d.start, -d.end, d.verb))


def _borrow_sources(parsed: Parsed, kept: list[Draft], owner: dict[int, Draft]) -> None:
    """A participle after somebody's words ("...", he said, adding that) has his source, not one from the words."""
    for draft in kept:
        if draft.source_head is None or parsed.child(draft.verb, "nsubj", "nsubjpass") is not None:
            continue
        speaker = owner.get(draft.source_head)
        if speaker is None or speaker is draft or owner.get(draft.verb) is speaker or not speaker.strong:
            continue
        draft.source_head, draft.source = speaker.source_head, speaker.source


def _is_chain(parsed: Parsed, outer: Draft, inner: Draft) -> bool:
    """True if somebody says that somebody else says: plain speech with its own source inside plain speech."""
    if not (outer.strong and inner.strong) or inner.source is None or inner.source_head is None:
        return False
    return inner.source != outer.source and parsed.lower[inner.source_head] not in ("i", "you", "we")


def _cut(parsed: Parsed, draft: Draft, speech: list[int], by_verb: dict[int, Draft]) -> None:
    """End the content before a joined clause that has a speech verb of its own ("..., adding that", ", and X said")."""
    for n, (first, last) in enumerate(draft.content):
        if first < draft.verb:
            continue
        here = bisect_right(speech, first)
        for verb in speech[here : min(here + MAX_VERBS, bisect_right(speech, last))]:
            if parsed.heads[verb] < verb:
                node = _joined(parsed, verb, first)
                if node is not None:
                    draft.content[n] = (first, node - 1)
                    if parsed.tags[verb] == "VBG" and parsed.child(verb, "nsubj") is None:
                        by_verb[verb].source_head, by_verb[verb].source = draft.source_head, draft.source
                    break


def _joined(parsed: Parsed, verb: int, first: int) -> int | None:
    """First token of the joined clause that `verb` heads, if a comma parts it from what goes before."""
    if parsed.deps[verb] not in _JOINED:
        return None
    start = parsed.left_edge[verb]
    if parsed.pos[start - 1] == "CCONJ" and shared_speech(parsed, verb) is not None:
        return start - 1
    if start <= first + 1:
        return None
    if parsed.words[start - 1] in _PAUSES:
        return start - 1
    if parsed.words[start - 2] in _PAUSES and parsed.pos[start - 1] == "CCONJ":
        return start - 2
    return None


def _cut_asides(parsed: Parsed, draft: Draft, quotes: list[Quote], firsts: list[int]) -> None:
    """End the content before what the reporter adds to its last noun ("the valley, which fell in May")."""
    for n, (first, last) in enumerate(draft.content):
        at = bisect_right(firsts, last) - 1
        if first > draft.verb and not (at >= 0 and last <= quotes[at].last):
            draft.content[n] = (first, _before_aside(parsed, first, last))


def _before_aside(parsed: Parsed, first: int, last: int) -> int:
    """Last token before the aside that ends at `last`; `last` where there is none."""
    token = last
    while token > first and parsed.pos[token] == "PUNCT":
        token -= 1
    end, found = token, last
    for _ in range(MAX_CLIMB):
        start = parsed.left_edge[token]
        if token <= first or start <= first + 1 or parsed.right_edge[token] < end:
            break
        if parsed.words[start - 1] in _PAUSES and _is_aside(parsed, token, start):
            found = start - 1
        token = parsed.heads[token]
    return found


def _is_aside(parsed: Parsed, token: int, start: int) -> bool:
    if parsed.deps[token] == "relcl":
        return parsed.tags[start] in ("WDT", "WP", "WP$", "WRB") or parsed.tags[start + 1] in ("WDT", "WP", "WP$")
    return parsed.deps[token] == "appos" and parsed.lower[start] in ("a", "an", "the", "one")


def _trim(parsed: Parsed, draft: Draft) -> list[Range]:
    """Content without cue and source, commas and the final stop; quotation marks stay."""
    ranges = without(merge_ranges(draft.content), draft.cue)
    if draft.source_head is not None:
        ranges = without(ranges, _whole_source(parsed, draft, draft.source_head))
    trimmed = []
    for first, last in ranges:
        last = min(last, first + MAX_LENGTH)
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


def _by_paragraph(parsed: Parsed, content: Range) -> list[Range]:
    """Content cut where a new paragraph begins."""
    first, last = content
    pieces: list[Range] = []
    for number in range(parsed.sentence_of[first], parsed.sentence_of[last]):
        here, following = parsed.sentences[number], parsed.sentences[number + 1]
        if here.paragraph != following.paragraph:
            pieces.append((first, here.last - 1))
            first = following.first
    return [*pieces, (first, last)]


def _whole_source(parsed: Parsed, draft: Draft, head: int) -> Range:
    """The source with its relative clauses, which are nobody's words, as far as the cue."""
    first, last = parsed.left_edge[head], parsed.right_edge[head]
    if first <= draft.verb < head:
        first = draft.verb + 1
    elif head < draft.verb <= last:
        last = draft.verb - 1
    return first, last

"""Direct speech: which reporting verb each quotation belongs to.

Enters: quotations and the drafts that the verbs gave. Leaves: drafts with the quotations added.
"""

from bisect import bisect_left

from dragoman.reading.attributions.cues import Cue, verb_cues
from dragoman.reading.attributions.draft import Draft
from dragoman.reading.attributions.quotes import Quote
from dragoman.reading.attributions.syntax import cue_range, find_subject, noun_phrase, surface_subject
from dragoman.reading.attributions.verbs import has_particle
from dragoman.reading.parsed import Parsed

WINDOW = 30  # tokens between a quotation and its verb
_STOPS = frozenset([".", "?", "!", ";"])
_ENDS = frozenset([",", ".", "?", "!", "...", "…", "—", "-"])  # of an utterance, before the closing mark
_MARKS = frozenset(['"', "”", "“", "’", "‘", "'", "''", "``", "»", "«"])


def attach_quotes(parsed: Parsed, quotes: list[Quote], drafts: dict[int, Draft]) -> None:
    """Give each quotation to the verb that announces it, or to the speaker who spoke just before."""
    speech = sorted(v for v, draft in drafts.items() if draft.strong)
    taken: set[int] = set()
    last: tuple[int, int] | None = None  # verb and paragraph of the last whole utterance
    for number, quote in enumerate(quotes):
        previous = quotes[number - 1] if number else None
        following = quotes[number + 1] if number + 1 < len(quotes) else None
        verb = _verb_at_once(parsed, quote)
        if verb is None:
            verb = _verb_around(drafts, quote, speech)
        if verb is None:
            verb = _verb_after(parsed, quote, following)
        if verb is None:
            verb = _verb_before(parsed, quote, previous)
        if verb is None and _starts_sentence(parsed, quote) and is_speech(parsed, quote):
            verb = _same_voice(parsed, quote, last, speech)
        if verb is None:
            continue
        draft = drafts.get(verb)
        if draft is None and not is_speech(parsed, quote) and parsed.words[quote.first - 1] not in (",", ":"):
            continue
        if draft is None:
            draft = drafts[verb] = _direct_draft(parsed, verb, quote)
        _add(parsed, draft, quote, speech)
        if previous and not previous.closed and number - 1 not in taken and _opens_paragraph(parsed, quote):
            _add(parsed, draft, previous, speech)
        taken.add(number)
        if is_speech(parsed, quote):
            last = verb, quote.paragraph


def _add(parsed: Parsed, draft: Draft, quote: Quote, speech: list[int]) -> None:
    """Add a quotation to the content; where a clause begins in it, the quotation says how far it goes."""
    if _last_word(parsed, quote) in _ENDS:
        draft.content = [r for r in draft.content if not _is_about(r, quote, draft.verb, speech)]
    draft.content.append((quote.first, quote.last))
    draft.quoted = True


def _is_about(content: tuple[int, int], quote: Quote, verb: int, speech: list[int]) -> bool:
    """True if a clause begins in the quotation, or holds it together with what somebody else says before it."""
    first, last = content
    if quote.first <= first <= quote.last:
        return True
    between = speech[bisect_left(speech, first) : bisect_left(speech, quote.first)]
    return first < quote.first <= last and any(v != verb for v in between)


def _same_voice(parsed: Parsed, quote: Quote, last: tuple[int, int] | None, speech: list[int]) -> int | None:
    """The verb of whoever spoke just before, in the same paragraph or in one that ended in a quotation."""
    at = bisect_left(speech, quote.first) - 1
    said = speech[at] if at >= 0 and parsed.sentence(speech[at]).paragraph == quote.paragraph else None
    if last is not None and last[1] == quote.paragraph:
        return max(last[0], said) if said is not None else last[0]
    if said is not None and parsed.sentence_of[quote.first] - parsed.sentence_of[said] <= 1:
        return said
    if last is not None and quote.paragraph - last[1] == 1 and _opens_paragraph(parsed, quote):
        return last[0]
    return None


def is_speech(parsed: Parsed, quote: Quote) -> bool:
    """True if the quotation looks like a whole utterance rather than a word or phrase within a sentence."""
    end = _last_word(parsed, quote)
    return end in _ENDS or quote.words >= 6 or not quote.closed


def _last_word(parsed: Parsed, quote: Quote) -> str:
    """The last token of a quotation before its closing marks."""
    token = quote.last
    while token > quote.first and parsed.words[token] in _MARKS:
        token -= 1
    return parsed.words[token]


def _opens_paragraph(parsed: Parsed, quote: Quote) -> bool:
    return quote.first == 0 or parsed.sentence(quote.first).paragraph != parsed.sentence(quote.first - 1).paragraph


def _starts_sentence(parsed: Parsed, quote: Quote) -> bool:
    before = quote.first - 1
    return before < 0 or _opens_paragraph(parsed, quote) or parsed.words[before] in _STOPS | {'"', "”", "’", "'", ":"}


def _verb_around(drafts: dict[int, Draft], quote: Quote, speech: list[int]) -> int | None:
    """The verb of speech before the quotation whose clause goes on into it: `said that the road "is ours"`."""
    at = bisect_left(speech, quote.first) - 1
    if at < 0:
        return None
    inside = any(first < quote.first and quote.last <= last for first, last in drafts[speech[at]].content)
    return speech[at] if inside else None


def _verb_at_once(parsed: Parsed, quote: Quote) -> int | None:
    """The verb that stands right before the quotation: `said, "..."`, `chanted: "..."`."""
    token = quote.first - 1
    if token > 0 and parsed.words[token] in (",", ":"):
        token -= 1
    if token < 0 or _opens_paragraph(parsed, quote) or not announces(parsed, token):
        return None
    return token if parsed.tags[token] in ("VBD", "VBZ", "VBP", "VBG") else None


def _verb_after(parsed: Parsed, quote: Quote, following: Quote | None) -> int | None:
    """The verb in `"...," he said`: the first that can announce speech, before the sentence ends."""
    if not quote.closed:
        return None
    end = _last_word(parsed, quote)
    nxt = quote.last + 1
    if nxt >= len(parsed) or parsed.sentence(nxt).paragraph != quote.paragraph:
        return None
    comma = end in (",", "?", "!", "—", "-", "--", "...", "…") or parsed.words[nxt] in (",", "—", "–", "-")
    if not comma and not (parsed.words[nxt][0].islower() and end == "." and is_speech(parsed, quote)):
        return None
    stop = min(nxt + WINDOW, len(parsed), following.first if following else len(parsed))
    other = None
    for token in range(nxt, stop):
        if parsed.words[token] in _STOPS or parsed.sentence(token).paragraph != quote.paragraph:
            break
        if announces(parsed, token):
            if parsed.tags[token] in ("VBD", "VBZ", "VBP"):
                return token
            other = token if other is None else other
    return other


def _verb_before(parsed: Parsed, quote: Quote, previous: Quote | None) -> int | None:
    """The verb in `He said: "..."` or `he said that "..."`: the last one before, in the same sentence."""
    stop = max(quote.first - WINDOW, -1, previous.last if previous else -1)
    paragraph = quote.paragraph
    if _opens_paragraph(parsed, quote) and quote.first and parsed.words[quote.first - 1] == ":":
        paragraph = parsed.sentence(quote.first - 1).paragraph
    for token in range(quote.first - 1, stop, -1):
        if parsed.words[token] in _STOPS or parsed.sentence(token).paragraph != paragraph:
            break
        if announces(parsed, token):
            return token
    return None


def announces(parsed: Parsed, token: int) -> bool:
    """True if the token is a verb that can announce direct speech."""
    cues: tuple[Cue, ...] = verb_cues().get(parsed.lower[token], ())
    return any(c.quotes and has_particle(parsed, token, c) for c in cues) and parsed.pos[token] == "VERB"


def _direct_draft(parsed: Parsed, verb: int, quote: Quote) -> Draft:
    head = find_subject(parsed, verb)
    if head is None or quote.first <= head <= quote.last:
        head = surface_subject(parsed, verb)
    if head is not None and quote.first <= head <= quote.last:
        head = None
    return Draft(
        verb=verb,
        cue=cue_range(parsed, verb),
        source_head=head,
        source=noun_phrase(parsed, head, verb) if head is not None else None,
        basis="quotation",
        strong=True,
        quoted=True,
    )

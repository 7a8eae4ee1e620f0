"""Who said what: source, cue and content (PARC 3, PolNeAR), with the chain it came through.

Enters: a report, its `Parsed` and its `Directory`. Leaves: `Attribution` records, by start of content.
"""

from typing import Literal

from dragoman.model import Attribution, Report
from dragoman.reading.actors import Directory
from dragoman.reading.attributions.cues import noun_cues, verb_cues
from dragoman.reading.attributions.direct import attach_quotes
from dragoman.reading.attributions.draft import Draft
from dragoman.reading.attributions.headlines import read_headline
from dragoman.reading.attributions.nouns import read_noun
from dragoman.reading.attributions.phrases import read_colon, read_phrase
from dragoman.reading.attributions.quotes import find_quotes
from dragoman.reading.attributions.select import select
from dragoman.reading.attributions.speakers import Speakers
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
    table, nouns = verb_cues(), noun_cues()
    for token, form in enumerate(parsed.lower):
        if inside[token]:
            continue
        draft = None
        pos = parsed.pos[token]
        if pos == "VERB":
            cues = table.get(form)
            draft = read_verb(parsed, token, cues) if cues else None
        elif pos in ("NOUN", "ADJ"):
            cues = nouns.get(form)
            draft = read_noun(parsed, token, cues) if cues else None
        elif form == ":":
            draft = read_colon(parsed, token)
        if draft is None:
            draft = read_phrase(parsed, token)
        if draft:
            drafts[token] = draft
    for sentence in parsed.sentences:
        if sentence.paragraph > 0:
            break
        headline = read_headline(parsed, sentence)
        if headline:
            drafts.setdefault(headline.verb, headline)
    attach_quotes(parsed, quotes, drafts)
    chosen = select(parsed, list(drafts.values()), quotes)
    return tuple(_finish(parsed, chosen, inside, Speakers(parsed, directory)))


def _finish(parsed: Parsed, drafts: list[Draft], inside: bytearray, speakers: Speakers) -> list[Attribution]:
    """Number the drafts and give each its speaker; what stands in another's content came through that other."""
    found: dict[int, Attribution] = {}
    for number, d in enumerate(drafts, 1):
        parent = found.get(id(d.parent)) if d.parent else None
        via = [
            name
            for name in map(speakers.name, [*d.via, *speakers.passed_on(d.verb), *speakers.passed_on_by(d.source_head)])
            if name
        ]
        via += [name for name in ((parent.speaker, *parent.via) if parent else ()) if name]
        speaker = speakers.name(d.source_head)
        found[id(d)] = Attribution(
            id=f"a{number}",
            source=parsed.span(*d.source) if d.source else None,
            cue=parsed.span(*d.cue),
            content=tuple(parsed.span(*r) for r in d.content),
            speaker=speaker,
            anonymous=speakers.is_anonymous(d.source_head),
            via=tuple(name for name in dict.fromkeys(via) if name != speaker),
            kind=_kind(parsed, d, inside),
            parent=parent.id if parent else None,
            basis=d.basis,
        )
    return list(found.values())


def _kind(parsed: Parsed, draft: Draft, inside: bytearray) -> Literal["direct", "indirect", "mixed"]:
    """By how much of the content's words stand between quotation marks: all, none or some."""
    tokens = [t for first, last in draft.content for t in range(first, last + 1) if parsed.words[t][0].isalnum()]
    quoted = sum(inside[t] for t in tokens)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(tokens) else "mixed"

"""Who said what: source, cue and content (PARC 3, PolNeAR), with the chain it came through.

Enters: a report, its `Parsed` and its `Directory`. Leaves: `Attribution` records, by start of content.
"""

from dragoman.model import Attribution, Report
from dragoman.reading.actors import Directory
from dragoman.reading.attributions.cues import noun_cues, verb_cues
from dragoman.reading.attributions.direct import attach_quotes
from dragoman.reading.attributions.draft import Draft
from dragoman.reading.attributions.nouns import read_noun
from dragoman.reading.attributions.phrases import read_colon, read_phrase
from dragoman.reading.attributions.quotes import find_quotes
from dragoman.reading.attributions.select import select
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
    attach_quotes(parsed, quotes, drafts)
    return tuple(_finish(report, parsed, select(parsed, list(drafts.values()), quotes)))


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

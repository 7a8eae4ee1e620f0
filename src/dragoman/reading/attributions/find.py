"""Who said what: source, cue and content (PARC 3, PolNeAR), with the chain it came through.

Enters: a report, its `Parsed` and its `Directory`. Leaves: `Attribution` records, by start of content.
Surface marks come first (quotations, colons), syntax second; then each content is cut and trimmed, what
stands inside another's content is dropped unless it is a link of a chain, and speakers get their names.
"""

from dragoman.model import Attribution, Report
from dragoman.reading.actors import Directory
from dragoman.reading.attributions.cues import noun_cues, verb_cues
from dragoman.reading.attributions.direct import attach_quotes
from dragoman.reading.attributions.draft import Draft
from dragoman.reading.attributions.headlines import read_headline
from dragoman.reading.attributions.nouns import read_noun
from dragoman.reading.attributions.phrases import read_colon, read_phrase
from dragoman.reading.attributions.quotes import find_quotes
from dragoman.reading.attributions.records import Recorder
from dragoman.reading.attributions.select import select
from dragoman.reading.attributions.verbs import read_verb
from dragoman.reading.parsed import Parsed


def find_attributions(report: Report, parsed: Parsed, directory: Directory) -> tuple[Attribution, ...]:
    """Find who said what, and through whom it reached us.

    Args:
        report: all spans are `[start, end)` characters of its text.
        parsed: of the same report.
        directory: names the speakers; where it knows nobody, the source's own words do.
    Returns:
        By start of content, ids a1, a2, ...; () if nobody is cited. A chain ("A said that B said") is one
        record a link: the inner has the outer as `parent` and in `via`. `source` is None where the text
        gives none ("is said to"), `speaker` also where it is a pronoun that stands for nobody known.
    Basis: source-cue-content scheme of PARC 3.0 (Pareti, LREC 2016); knowledge/en/reporting_*.yaml.
    """
    quotes = find_quotes(report, parsed)
    inside = bytearray(len(parsed))
    for quote in quotes:
        inside[quote.first : quote.last + 1] = b"\x01" * (quote.last + 1 - quote.first)
    drafts = {d.verb: d for t in range(len(parsed)) if not inside[t] and (d := _read_token(parsed, t))}
    for sentence in parsed.sentences:
        headline = read_headline(parsed, sentence) if sentence.paragraph == 0 else None
        if headline:
            drafts.setdefault(headline.verb, headline)
    attach_quotes(parsed, quotes, drafts)
    links = [d for q in quotes for t in range(q.first, q.last + 1) if (d := _read_link(parsed, t))]
    chosen = select(parsed, [*drafts.values(), *links], quotes)
    return tuple(Recorder(parsed, directory, inside, chosen).records())


def _read_token(parsed: Parsed, token: int) -> Draft | None:
    """The attribution that this token is the cue of, or None."""
    form, pos, draft = parsed.lower[token], parsed.pos[token], None
    if pos == "VERB":
        cues = verb_cues().get(form)
        draft = read_verb(parsed, token, cues) if cues else None
    elif pos in ("NOUN", "ADJ"):
        cues = noun_cues().get(form)
        draft = read_noun(parsed, token, cues) if cues else None
    elif form == ":":
        draft = read_colon(parsed, token)
    return draft or read_phrase(parsed, token)


def _read_link(parsed: Parsed, token: int) -> Draft | None:
    """Somebody named whose words are told in a quotation ("the president said that ...," the press office said)."""
    cues = verb_cues().get(parsed.lower[token])
    if not cues or parsed.tags[token] not in ("VBD", "VBZ", "VBN"):
        return None
    draft = read_verb(parsed, token, cues)
    if draft is None or not draft.strong or draft.source_head is None:
        return None
    draft.link = True
    return draft if parsed.pos[draft.source_head] in ("NOUN", "PROPN") else None

"""Attributions without a verb of their own: "according to", "reportedly", and a headline's colon.

Enters: a `Parsed`. Leaves: `Draft`s, by the token they hang on.
"""

from dragoman.reading.attributions.cues import phrases, source_words
from dragoman.reading.attributions.draft import Draft, Range
from dragoman.reading.attributions.syntax import noun_phrase
from dragoman.reading.parsed import Parsed, Sentence

LONGEST_TURN = 40  # sentences
LONGEST_LABELLED = 40  # tokens in which a verb must come
LABEL = 6  # longest name before or after a colon, in tokens


def read_phrase(parsed: Parsed, token: int) -> Draft | None:
    """The attribution that a fixed phrase starting at this token makes, or None."""
    for words in phrases("source").get(parsed.lower[token], ()):
        last = token + len(words) - 1
        if parsed.lower[token : last + 1] == words:
            return _according(parsed, token, last)
    if parsed.lower[token] == "in":
        return _survey(parsed, token)
    for words in phrases("adverb").get(parsed.lower[token], ()):
        if len(words) == 1:
            return _hearsay(parsed, token)
    return None


def _survey(parsed: Parsed, token: int) -> Draft | None:
    """ "In a survey last month, most families said": what a sentence that begins so tells, the survey tells."""
    sentence = parsed.sentence(token)
    head = parsed.child(token, "pobj")
    if token - sentence.first > 1 or head is None or parsed.lower[head] not in source_words("survey"):
        return None
    end = parsed.right_edge[head]
    return Draft(
        verb=token,
        cue=(token, token),
        source_head=head,
        source=noun_phrase(parsed, head, token),
        content=[(end + 1, sentence.last - 1)] if end + 1 < sentence.last else [],
        basis="survey",
        strong=True,
    )


def _according(parsed: Parsed, first: int, last: int) -> Draft | None:
    head = _object_of(parsed, first, last)
    if head is None:
        return None
    source = noun_phrase(parsed, head, last)
    source = (last + 1, max(source[1], last + 1))
    sentence = parsed.sentence(first)
    if first - sentence.first <= 1:
        content: Range = (max(parsed.right_edge[head], source[1]) + 1, sentence.last - 1)
    else:
        host = _host(parsed, first, source[1])
        content = (
            (sentence.first, sentence.last - 1) if host is None else _clause_around(parsed, host, first, source[1])
        )
    if content[0] > content[1]:
        return None
    return Draft(
        verb=first,
        cue=(first, last),
        source_head=head,
        source=source,
        content=[content],
        basis="according_to",
        strong=True,
    )


def _object_of(parsed: Parsed, first: int, last: int) -> int | None:
    for token in range(last, first - 1, -1):
        inner = parsed.child(token, "pobj", "pcomp")
        if inner is not None and inner > last:
            return inner
    following = last + 1
    return following if following < len(parsed) and parsed.sentence_of[following] == parsed.sentence_of[first] else None


def _host(parsed: Parsed, first: int, last: int) -> int | None:
    """The verb of the clause that the phrase `first` to `last` stands in; None where the phrase is the root."""
    host = first
    while first <= host <= last or not _is_clause(parsed, host):
        if parsed.heads[host] == host:
            return None
        host = parsed.heads[host]
    return host


def _is_clause(parsed: Parsed, token: int) -> bool:
    if parsed.pos[token] not in ("VERB", "AUX"):
        return False
    return parsed.child(token, "nsubj", "nsubjpass", "expl", "csubj") is not None or parsed.heads[token] == token


def _clause_around(parsed: Parsed, host: int, first: int, last: int) -> Range:
    """The clause headed by `host`, without clauses joined to it on the far side of the phrase."""
    start, end = parsed.left_edge[host], parsed.right_edge[host]
    if start < first - 1:  # something of the clause stands before the phrase
        joined = [c for c in parsed.children_by(host, "conj") if c > first]
        own = [c for c in joined if parsed.child(c, "nsubj", "nsubjpass") is not None]
        end = min([end, *(parsed.left_edge[c] - 1 for c in own)])
    while end > last and parsed.words[end] in (",", "and", "but", "while"):
        end -= 1
    return start, end


def _hearsay(parsed: Parsed, token: int) -> Draft | None:
    host = parsed.heads[token]
    if parsed.pos[host] != "VERB":
        return None
    return Draft(
        verb=token,
        cue=(token, token),
        content=[(parsed.left_edge[host], parsed.right_edge[host])],
        basis="hearsay",
    )


def read_colon(parsed: Parsed, colon: int) -> Draft | None:
    """A name, a colon and what it says, or a headline that ends in a colon and its source; None otherwise."""
    sentence = _paragraph_sentence(parsed, colon)
    before, after = (sentence.first, colon - 1), (colon + 1, sentence.last - 1)
    if before[0] > before[1] or after[0] > after[1]:
        return None
    while after[1] > after[0] and parsed.words[after[1]] == ".":
        after = (after[0], after[1] - 1)
    if sentence.first == 0 or parsed.sentence(sentence.first - 1).paragraph != sentence.paragraph:
        after = (after[0], _paragraph_end(parsed, colon))
    if (
        _is_label(parsed, before)
        and after[1] - after[0] >= 1
        and (_is_headline(parsed, sentence) or _is_turn(parsed, before, after))
    ):
        return _colon_draft(parsed, colon, before, after)
    if _is_label(parsed, after) and before[1] - before[0] >= 2 and _is_headline(parsed, sentence):
        return _colon_draft(parsed, colon, after, before)
    return None


def _paragraph_sentence(parsed: Parsed, token: int) -> Sentence:
    """The sentence of a token, joined to what follows if a parser has split it at the colon."""
    s = parsed.sentence(token)
    number = parsed.sentence_of[token]
    if token == s.last - 1 and number + 1 < len(parsed.sentences):
        following = parsed.sentences[number + 1]
        if following.paragraph == s.paragraph:
            return Sentence(s.first, following.last, s.start, following.end, s.part, s.paragraph)
    if token == s.first and number:
        previous = parsed.sentences[number - 1]
        if previous.paragraph == s.paragraph:
            return Sentence(previous.first, s.last, previous.start, s.end, s.part, s.paragraph)
    return s


def _paragraph_end(parsed: Parsed, token: int) -> int:
    """Last token of the paragraph, as far as what is said after a speaker's name in a transcript may go."""
    number = parsed.sentence_of[token]
    paragraph = parsed.sentences[number].paragraph
    for following in range(number + 1, min(number + LONGEST_TURN, len(parsed.sentences))):
        if parsed.sentences[following].paragraph != paragraph:
            break
        number = following
    return parsed.sentences[number].last - 1


def _is_turn(parsed: Parsed, label: Range, words: Range) -> bool:
    """True if what follows a name in the body is somebody's words, and no list of names or editors' line."""
    if parsed.words[label[1]][0].islower():
        return False
    return any(parsed.pos[t] in ("VERB", "AUX") for t in range(words[0], min(words[1], words[0] + LONGEST_LABELLED)))


def _is_headline(parsed: Parsed, sentence: Sentence) -> bool:
    return sentence.part == "headline" or sentence.paragraph == 0


def _is_label(parsed: Parsed, tokens: Range) -> bool:
    """True if the tokens name a person, an office or a document and nothing else."""
    first, last = tokens
    if last - first + 1 > LABEL or len(parsed.words[last]) == 1 or parsed.words[first] in ('"', "“"):
        return False
    if any(
        parsed.pos[t] not in ("PROPN", "NOUN", "ADJ", "PUNCT", "ADP", "DET", "PART", "CCONJ")
        for t in range(first, last + 1)
    ):
        return False
    head = parsed.lower[last]
    known = any(head in source_words(kind) for kind in ("people", "paper", "voice", "role", "body"))
    return known or (parsed.pos[last] == "PROPN" and parsed.words[first][0].isupper())


def _colon_draft(parsed: Parsed, colon: int, source: Range, content: Range) -> Draft:
    return Draft(
        verb=colon,
        cue=(colon, colon),
        source_head=source[1],
        source=source,
        content=[content],
        basis="colon",
        strong=True,
    )

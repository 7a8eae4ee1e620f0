"""Reports and parsed sentences built by hand, for tests that need no trained model."""

import datetime as dt
from typing import Any

from dragoman.intake.layout import find_parts
from dragoman.model import Published, Report
from dragoman.reading.parse import universal_pos
from dragoman.reading.parsed import Parsed, Sentence, build_parsed


def make_report(text: str, published: str | None = "2017-03-18", **fields: Any) -> Report:
    """A report whose text is taken as it is; `published` None makes it undated."""
    day = dt.date.fromisoformat(published) if published else None
    known = Published(date=day, earliest=day, latest=day, basis="stated" if day else "unknown")
    given = {"id": "r1", "source": "test", "language": "en", "published": known, "parts": find_parts(text)}
    return Report(text=text, **(given | fields))


def make_parsed(*sentences: str) -> Parsed:
    """Parsed sentences from `word|TAG|dep|head` or `word|TAG|dep|head|lemma` tokens, parted by spaces.

    `head` is the token's number within its sentence, from 0; the root names itself. The text is the
    words joined by single spaces, sentences by a newline.
    """
    words: list[str] = []
    lemmas, pos, tags, deps = [], [], [], []
    heads, starts, spans = [], [], []
    text = ""
    for sentence in sentences:
        base = len(words)
        text += "\n" if text else ""
        begin = len(text)
        for n, token in enumerate(sentence.split()):
            word, tag, dep, head, *lemma = token.split("|")
            text += " " if n else ""
            starts.append(len(text))
            text += word
            words.append(word)
            tags.append(tag)
            deps.append(dep)
            pos.append(universal_pos(tag, dep))
            heads.append(base + int(head))
            lemmas.append(lemma[0] if lemma else word.lower())
        spans.append(Sentence(base, len(words), begin, len(text)))
    return build_parsed(text, words, lemmas, pos, tags, deps, heads, starts, spans)

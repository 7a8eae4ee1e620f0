"""Report to `Parsed`, with spaCy: tokens, tags and dependencies only.

Each headline and body paragraph is parsed by itself, so that no sentence crosses a paragraph and a
long text is no one long text. Named-entity recognition is never run (it is half of the pipeline's
time and our actors come from titles and appositions); the lemmatizer is asked once per word form.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from dragoman.model import Report, Span
from dragoman.reading.parsed import Parsed, Sentence, build_parsed
from dragoman.settings import get_setting

MAX_PIECE = 20_000  # characters handed to the parser at once; a longer paragraph is cut at a space
BATCH = 64  # paragraphs; larger batches were no faster on two cores

# Penn Treebank to universal tags; auxiliaries are told from full verbs by their dependency.
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "AFX": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "SCONJ", "IN": "ADP", "TO": "PART", "RP": "ADP",
    "POS": "PART", "CC": "CCONJ", "DT": "DET", "PDT": "DET", "WDT": "PRON", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "EX": "PRON", "CD": "NUM", "MD": "AUX", "UH": "INTJ", "FW": "X", "LS": "X",
    "XX": "X", "ADD": "X", "GW": "X", "NIL": "X", "SYM": "SYM", "$": "SYM", "#": "SYM", "_SP": "SPACE",
}  # fmt: skip


class Parser(Protocol):
    """Anything that turns reports into parsed reports, one for one and in order."""

    def parse(self, reports: Iterable[Report]) -> Iterator[Parsed]: ...


class SpacyParser:
    """A spaCy pipeline behind the `Parser` protocol.

    Args:
        model: the package that the setting `model` names, unless given.
    Raises:
        OSError: spaCy finds no such pipeline.
    """

    def __init__(self, model: str | None = None) -> None:
        import spacy

        self._nlp = spacy.load(model or get_setting("model"), exclude=["ner"])
        lemmatizer = self._nlp.get_pipe("lemmatizer") if "lemmatizer" in self._nlp.pipe_names else None
        self._lemmas = _Lemmas(self._nlp.vocab, lemmatizer)
        self._nlp.select_pipes(disable=[p for p in ("attribute_ruler", "lemmatizer") if p in self._nlp.pipe_names])

    def parse(self, reports: Iterable[Report]) -> Iterator[Parsed]:
        """Parse reports one for one; paragraphs of up to 16 reports go to spaCy together."""
        group: list[Report] = []
        for report in reports:
            group.append(report)
            if len(group) == 16:
                yield from self._parse_group(group)
                group = []
        yield from self._parse_group(group)

    def _parse_group(self, group: list[Report]) -> Iterator[Parsed]:
        pieces = [list(find_pieces(r)) for r in group]
        texts = (r.text[p.span.start : p.span.end] for r, ps in zip(group, pieces, strict=True) for p in ps)
        docs = self._nlp.pipe(texts, batch_size=BATCH)
        for report, own in zip(group, pieces, strict=True):
            yield self._join(report, [(piece, next(docs)) for piece in own])

    def _join(self, report: Report, docs: list[tuple["Piece", Any]]) -> Parsed:
        columns: tuple[list[str], ...] = ([], [], [], [], [])
        words, lemmas, pos, tags, deps = columns
        heads: list[int] = []
        starts: list[int] = []
        sentences: list[Sentence] = []
        for piece, doc in docs:
            base, offset = len(words), piece.span.start
            keep = [t for t in doc if not t.is_space]
            number = {t.i: base + n for n, t in enumerate(keep)}
            for t in keep:
                tag, dep = t.tag_, t.dep_
                coarse = universal_pos(tag, dep)
                words.append(t.text)
                tags.append(tag)
                deps.append(dep)
                pos.append(coarse)
                lemmas.append(self._lemmas.lemma(t.text, coarse, tag))
                heads.append(number.get(t.head.i, base + len(keep) - 1) if keep else 0)
                starts.append(offset + t.idx)
            sentences += _sentences(doc, keep, base, offset, piece)
        return build_parsed(report.text, words, lemmas, pos, tags, deps, heads, starts, sentences)


def universal_pos(tag: str, dep: str) -> str:
    """The coarse part of speech of a Penn Treebank tag."""
    if tag.startswith("VB"):
        return "AUX" if dep in ("aux", "auxpass") else "VERB"
    return _POS.get(tag, "PUNCT")


class Piece:
    """A stretch of the report that is parsed by itself."""

    __slots__ = ("paragraph", "part", "span")

    def __init__(self, span: Span, part: Any, paragraph: int) -> None:
        self.span, self.part, self.paragraph = span, part, paragraph


def find_pieces(report: Report) -> Iterator[Piece]:
    """The headline and body parts of a report, the very long ones cut at a space."""
    for number, part in enumerate(report.parts):
        if part.kind not in ("headline", "body"):
            continue
        start = part.start
        while part.end - start > MAX_PIECE:
            cut = report.text.rfind(" ", start + 1, start + MAX_PIECE)
            cut = cut if cut > start else start + MAX_PIECE
            yield Piece(Span(start, cut), part.kind, number)
            start = cut
        if report.text[start : part.end].strip():
            yield Piece(Span(start, part.end), part.kind, number)


def _sentences(doc: Any, keep: list[Any], base: int, offset: int, piece: Piece) -> list[Sentence]:
    found: list[Sentence] = []
    begin = 0
    for n, token in enumerate(keep):
        last = n + 1 == len(keep)
        if last or keep[n + 1].is_sent_start:
            start, end = offset + keep[begin].idx, offset + token.idx + len(token.text)
            found.append(Sentence(base + begin, base + n + 1, start, end, piece.part, piece.paragraph))
            begin = n + 1
    return found


class _Lemmas:
    """spaCy's rule lemmatizer, asked once for each word form and part of speech."""

    def __init__(self, vocab: Any, lemmatizer: Any) -> None:
        self._vocab, self._lemmatizer = vocab, lemmatizer
        self._known: dict[tuple[str, str], str] = {}

    def lemma(self, word: str, pos: str, tag: str) -> str:
        key = (word, tag)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._ask(word, pos)
        return known

    def _ask(self, word: str, pos: str) -> str:
        from spacy.tokens import Doc

        if self._lemmatizer is None or pos in ("PROPN", "PUNCT", "SPACE"):
            return word if pos == "PROPN" else word.lower()
        doc = Doc(self._vocab, words=[word], pos=[pos])
        return str(self._lemmatizer.lemmatize(doc[0])[0]).lower()

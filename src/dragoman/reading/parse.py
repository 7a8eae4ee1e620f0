"""Report to `Parsed`, with spaCy: tokens, tags and dependencies only.

Each headline and body paragraph is parsed by itself, so that no sentence crosses a paragraph and a
long text is no one long text. Named-entity recognition is never run (it is half of the pipeline's
time and our actors come from titles and appositions); the lemmatizer is asked once per word form.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol

from dragoman.errors import SettingsError
from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.models import ModelPin
from dragoman.model import Report, Span
from dragoman.reading.parsed import Parsed, Sentence, build_parsed
from dragoman.settings import get_setting

MAX_PIECE = 20_000  # characters handed to the parser at once; a longer paragraph is cut at a space
MAX_WORD = 300  # characters without a space; spaCy's tokenizer takes quadratic time over a run of marks
MAX_NEW_STRINGS = 300_000  # words that spaCy may learn before it is loaded afresh, so that memory stays level
BATCH = 64  # paragraphs; larger batches were no faster on two cores

UNUSED = ["ner", "senter", "attribute_ruler"]  # parts of a pipeline that are not even loaded

WORD_LIST = "strings"  # 84,000 words that the model met in training; nothing is looked up in them
EMPTY_TOKENIZER = "dragoman.empty_tokenizer.v1"
BASE_TAGS = frozenset(("VB", "VBP", "NN", "JJ", "RB"))  # tags of forms that are their own lemma
HELPERS = {
    **dict.fromkeys(("am", "is", "are", "was", "were", "been", "being"), "be"),
    **dict.fromkeys(("'s", "'re", "'m", "’s", "’re", "’m"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve", "’ve"), "have"),
    **dict.fromkeys(("does", "did"), "do"),
}
_DROPS_E = re.compile("[^aeiou]+[aeiou][^aeiouwxy]")
_LONG_WORD = re.compile(rf"\S{{{MAX_WORD}}}")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: text that was cut or badly decoded

# Penn Treebank to universal tags; auxiliaries are told from full verbs by their dependency.
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "AFX": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "SCONJ", "IN": "ADP", "TO": "PART", "RP": "ADP",
    "POS": "PART", "CC": "CCONJ", "DT": "DET", "PDT": "DET", "WDT": "PRON", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "EX": "PRON", "CD": "NUM", "MD": "AUX", "UH": "INTJ", "FW": "X", "LS": "X",
    "XX": "X", "ADD": "X", "GW": "X", "NIL": "X", "SYM": "SYM", "$": "SYM", "#": "SYM", "_SP": "SPACE",
}  # fmt: skip


def import_spacy() -> Any:
    """spaCy without its own command line, which it imports with itself and which takes 0.3 of 0.8 s.

    For that moment an empty module stands in its place; `import spacy.cli` works as ever afterwards.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    stand_in, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(info)["info"] = None
    sys.modules |= {"spacy.cli": stand_in, "spacy.cli.info": info}
    try:
        spacy = import_module("spacy")
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]
    for name in ("cli", "info"):
        vars(spacy).pop(name, None)
    return spacy


def _tokenizer_config(model: str) -> dict[str, Any]:
    """Begin with an empty tokenizer in a model that is known to bring all rules of its own.

    spaCy would fill it with the rules of English first, only to throw them away: a quarter of the time of loading.
    """
    if not any(pin.id == model for pin in load_entries(ModelPin, "models")):
        return {}
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    registry.tokenizers(EMPTY_TOKENIZER, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return {"nlp.tokenizer": {"@tokenizers": EMPTY_TOKENIZER}}


class Parser(Protocol):
    """Anything that turns reports into parsed reports, one for one and in order."""

    def parse(self, reports: Iterable[Report]) -> Iterator[Parsed]: ...


class SpacyParser:
    """A spaCy pipeline behind the `Parser` protocol.

    Args:
        model: the package that the setting `model` names, unless given.
    Raises:
        SettingsError: spaCy finds no such pipeline, or it does not tag and parse.
    """

    def __init__(self, model: str | None = None) -> None:
        self._model = model or get_setting("model")
        self._load()

    def _load(self) -> None:
        spacy = import_spacy()
        try:
            config = _tokenizer_config(self._model)
            self._nlp = spacy.load(self._model, exclude=UNUSED + ([WORD_LIST] if config else []), config=config)
        except OSError as error:
            found = f"setting model: found no spaCy pipeline {self._model!r}"
            raise SettingsError(f"{found}; expected an installed one: `dragoman doctor` says how to get it") from error
        if not {"tagger", "parser"} <= set(self._nlp.pipe_names):
            has = ", ".join(self._nlp.pipe_names) or "nothing"
            raise SettingsError(f"setting model: found {self._model!r} with {has}; expected a tagger and a parser")
        self._strings = self._nlp.vocab.strings
        for _, pipe in self._nlp.components:  # words are learned as they come, labels have to be there
            for label in getattr(pipe, "labels", ()):
                self._strings.add(label)
        self._most_strings = len(self._strings) + MAX_NEW_STRINGS
        self._words: dict[tuple[int, int, int], tuple[str, str, str, str, str]] = {}
        lemmatizer = self._nlp.get_pipe("lemmatizer") if "lemmatizer" in self._nlp.pipe_names else None
        self._lemmas = _Lemmas(self._nlp.vocab, lemmatizer)
        self._nlp.select_pipes(disable=[p for p in ("lemmatizer",) if p in self._nlp.pipe_names])

    def parse(self, reports: Iterable[Report]) -> Iterator[Parsed]:
        """Parse reports one for one. Each is parsed by itself, so that what is read in a report never
        depends on its neighbours; that is no slower (2.8 against 2.7 s for 52,000 tokens)."""
        for report in reports:
            if len(self._strings) > self._most_strings:
                self._load()  # spaCy keeps every word it meets; starting afresh costs less than its memory zones
            yield self._parse_one(report)

    def _parse_one(self, report: Report) -> Parsed:
        pieces = list(find_pieces(report))
        columns = _Columns()
        text = _SURROGATE.sub("\ufffd", report.text)
        docs = self._nlp.pipe((text[p.span.start : p.span.end] for p in pieces), batch_size=BATCH)
        for piece, doc in zip(pieces, docs, strict=True):
            self._append(columns, piece, doc)
        return build_parsed(
            report.text,
            columns.words,
            columns.lemmas,
            columns.pos,
            columns.tags,
            columns.deps,
            columns.heads,
            columns.starts,
            columns.sentences,
        )

    def _append(self, columns: "_Columns", piece: "Piece", doc: Any) -> None:
        """Add one parsed piece to the columns, white-space tokens left out."""
        from spacy.attrs import DEP, HEAD, IDX, ORTH, SENT_START, TAG

        base, first_of_sentence = len(columns.words), len(columns.words)
        rows = doc.to_array([ORTH, TAG, DEP, HEAD, IDX, SENT_START]).tolist()
        kept = _kept_numbers(rows, self._is_space, base)
        for i, (orth, tag_id, dep_id, offset, idx, sentence_start) in enumerate(rows):
            if kept[i] is None:
                continue
            number = len(columns.words)
            if sentence_start == 1 and number > first_of_sentence:
                columns.close_sentence(first_of_sentence, piece)
                first_of_sentence = number
            word, tag, dep, pos, lemma = self._word(orth, tag_id, dep_id)
            columns.words.append(word)
            columns.tags.append(tag)
            columns.deps.append(dep)
            columns.pos.append(pos)
            columns.lemmas.append(lemma)
            columns.starts.append(piece.span.start + idx)
            head = kept[i + _signed(offset)]
            columns.heads.append(number if head is None else head)
        if len(columns.words) > first_of_sentence:
            columns.close_sentence(first_of_sentence, piece)

    def _is_space(self, orth: int) -> bool:
        return bool(self._strings[orth].isspace())

    def _word(self, orth: int, tag_id: int, dep_id: int) -> tuple[str, str, str, str, str]:
        """Word, tag, dependency, part of speech and lemma: worked out once for each combination."""
        key = (orth, tag_id, dep_id)
        known = self._words.get(key)
        if known is None:
            word, tag, dep = self._strings[orth], self._strings[tag_id], self._strings[dep_id]
            pos = universal_pos(tag, dep)
            known = self._words[key] = (word, tag, dep, pos, self._lemmas.lemma(word, pos, tag))
        return known


class _Columns:
    """The token columns of a report while its pieces are put together."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.lemmas: list[str] = []
        self.pos: list[str] = []
        self.tags: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.starts: list[int] = []
        self.sentences: list[Sentence] = []

    def close_sentence(self, first: int, piece: "Piece") -> None:
        """End the sentence that began at token `first` with the last token so far."""
        end = self.starts[-1] + len(self.words[-1])
        self.sentences.append(Sentence(first, len(self.words), self.starts[first], end, piece.part, piece.paragraph))


def _kept_numbers(rows: list[list[int]], is_space: Callable[[int], bool], base: int) -> list[int | None]:
    """The report's token number of each token of a piece; None for white space."""
    numbers: list[int | None] = []
    number = base
    for row in rows:
        if is_space(row[0]):
            numbers.append(None)
        else:
            numbers.append(number)
            number += 1
    return numbers


def _signed(offset: int) -> int:
    """A head's offset as spaCy stores it, in an unsigned 64-bit field."""
    return offset - (1 << 64) if offset >= 1 << 63 else offset


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
    """The headline and body parts of a report; what is too long for the parser is cut."""
    for number, part in enumerate(report.parts):
        if part.kind in ("headline", "body"):
            for start, end in _cut(report.text, part.start, part.end):
                if report.text[start:end].strip():
                    yield Piece(Span(start, end), part.kind, number)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at the last space of each `MAX_PIECE` characters, and within a word of more than `MAX_WORD`."""
    for long_word in _LONG_WORD.finditer(text, start, end):
        yield from _cut_at_spaces(text, start, long_word.end())
        start = long_word.end()
    yield from _cut_at_spaces(text, start, end)


def _cut_at_spaces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_PIECE:
        cut = text.rfind(" ", start + 1, start + MAX_PIECE)
        cut = cut if cut > start else start + MAX_PIECE
        yield start, cut
        start = cut
    yield start, end


class _Lemmas:
    """spaCy's rule lemmatizer, asked for one word at a time."""

    def __init__(self, vocab: Any, lemmatizer: Any) -> None:
        self._vocab, self._lemmatizer = vocab, lemmatizer

    def lemma(self, word: str, pos: str, tag: str) -> str:
        """The lemma, in lower case except for names; base forms are their own, which the rules do not know."""
        from spacy.tokens import Doc

        low = word.lower()
        if pos == "PROPN":
            return word
        if low in HELPERS and pos in ("AUX", "VERB"):
            return HELPERS[low]
        if self._lemmatizer is None or tag in BASE_TAGS or pos in ("AUX", "PUNCT", "SPACE"):
            return low
        doc = Doc(self._vocab, words=[low], pos=[pos])
        lemma = str(self._lemmatizer.lemmatize(doc[0])[0]).lower()
        if pos == "VERB" and _DROPS_E.fullmatch(lemma) and low in (f"{lemma}ed", f"{lemma}es", f"{lemma}ing"):
            return lemma + "e"  # "hoped" is of "hope": "hop" would double its last letter
        return lemma

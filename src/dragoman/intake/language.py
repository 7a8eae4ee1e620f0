"""Which language a report is in. Enters: text. Leaves: an ISO 639-1 code, or None where the text is too short."""

import functools
import re
from typing import Any

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.intake import LanguageWords

SAMPLE = 600  # characters looked at: enough for news, and the cost grows with it
SHORTEST = 40  # letters; below, the answer is a guess
CONFIDENT = 0.5  # probability below which the answer is None
# Loading py3langid takes 0.6 s and 100 MB. Of 510 reports, 98 % have this share of English's small words, texts in
# Dutch, German, Danish and French at most 0.03; of 1,609 texts with more than 0.15 py3langid called all English.
PLAIN_SHARE = 0.1
PLAIN_WORDS = 15  # in the sample, at least
READ_LANGUAGE = "en"
_WORD = re.compile(r"[^\W\d_]+")

# Languages in which news of peace processes is written; a closed set keeps rare languages from winning by chance.
LANGUAGES = (
    "am ar az be bg bn bs cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk km ko ku ky lo lt lv mk ms ne nl "
    "no pl ps pt ro ru rw si sk sl sq sr sv sw ta th tl tr uk ur vi zh"
)


def find_language(text: str) -> str | None:
    """The language of a text's first characters."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < SHORTEST:
        return None
    if is_plainly_english(sample):
        return READ_LANGUAGE
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= CONFIDENT else None


def is_plainly_english(text: str) -> bool:
    """True if the small words tell; False says nothing."""
    words = _WORD.findall(text.lower())
    small = _small_words()
    return len(words) >= PLAIN_WORDS and sum(w in small for w in words) >= PLAIN_SHARE * len(words)


@functools.lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(w for e in load_entries(LanguageWords, "language", READ_LANGUAGE) for w in e.words)


@functools.lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(LANGUAGES.split()) & set(identifier.nb_classes)))
    return identifier

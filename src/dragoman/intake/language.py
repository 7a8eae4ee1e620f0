"""Which language a report is in. Enters: text. Leaves: an ISO 639-1 code, or None where the text is too short."""

import functools
from typing import Any

SAMPLE = 600  # characters looked at: enough for news, and the cost grows with it
SHORTEST = 40  # letters; below, the answer is a guess
CONFIDENT = 0.5  # probability below which the answer is None

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
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= CONFIDENT else None


@functools.lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(LANGUAGES.split()) & set(identifier.nb_classes)))
    return identifier

"""Lemmas that the trigger lists can rely on.

Enters: a `Parsed` and the verbs that the lists know. Leaves: the same `Parsed` with surer lemmas. A
lemmatizer that is not told of a form's features takes "discuss" for the plural of "discus" and "staged"
for a form of "stag"; base forms and the regular forms of known verbs need no guess.
"""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.reading.parsed import Parsed

BASE_TAGS = frozenset(("VB", "VBP", "NN", "JJ"))
HELPERS = {
    **dict.fromkeys(("am", "is", "are", "was", "were", "been", "being"), "be"),
    **dict.fromkeys(("'s", "'re", "'m", "\u2019s", "\u2019re", "\u2019m"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve", "\u2019ve"), "have"),
    **dict.fromkeys(("does", "did"), "do"),
}
VOWELS = "aeiou"


def mend_lemmas(parsed: Parsed, forms: dict[str, str]) -> Parsed:
    """The parse with mended lemmas; `forms` are the inflected forms of known verbs."""
    lemmas = tuple(
        forms.get(low, low if tag in BASE_TAGS else lemma)
        if pos == "VERB"
        else HELPERS.get(low, lemma)
        if pos == "AUX"
        else low
        if tag in BASE_TAGS
        else lemma
        for low, lemma, tag, pos in zip(parsed.lower, parsed.lemmas, parsed.tags, parsed.pos, strict=True)
    )
    return replace(parsed, lemmas=lemmas)


def inflect_verbs(verbs: Iterable[str]) -> dict[str, str]:
    """The regular forms of verbs (-s, -ed, -ing), each with its verb; a form of two verbs belongs to the first."""
    forms: dict[str, str] = dict(HELPERS)
    for verb in sorted(set(verbs)):
        if verb.isalpha() and verb not in ("be", "have", "do"):
            for form in _inflect(verb):
                forms.setdefault(form, verb)
    return forms


def _inflect(verb: str) -> Iterable[str]:
    if verb.endswith("e"):
        stem = verb[:-1]
        return (verb, f"{verb}s", f"{verb}d", f"{stem}ing")
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        stem = verb[:-1]
        return (verb, f"{stem}ies", f"{stem}ied", f"{verb}ing")
    ending = "es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s"
    plain = [verb, f"{verb}{ending}", f"{verb}ed", f"{verb}ing"]
    if len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS:
        plain += [f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"]
    return plain

"""Headlines in title case ("Rebels Say Truce Is Over"), where a parser takes the verbs for names.

Enters: a `Parsed` and a headline's sentence. Leaves: a `Draft`, or None.
"""

from dragoman.reading.attributions.cues import Cue, verb_cues
from dragoman.reading.attributions.draft import Draft, Range
from dragoman.reading.parsed import Parsed, Sentence

LONGEST_SOURCE = 6  # tokens before the verb
_NAMES = ("NNP", "NNPS", "NN", "NNS")


def read_headline(parsed: Parsed, sentence: Sentence) -> Draft | None:
    """The attribution of a title-case headline whose verb was parsed as a name; None for any other sentence."""
    if not is_title_case(parsed, sentence):
        return None
    for verb in range(sentence.first + 1, min(sentence.first + LONGEST_SOURCE + 1, sentence.last - 1)):
        if parsed.pos[verb] == "VERB":
            return None
        if parsed.tags[verb] in _NAMES and parsed.tags[verb - 1] in _NAMES:
            found = _content(parsed, verb, sentence.last - 1)
            if found:
                cue, content = found
                return Draft(
                    verb=verb,
                    cue=(verb, content[0] - 1),
                    source_head=verb - 1,
                    source=(sentence.first, verb - 1),
                    content=[content],
                    basis=f"{cue.entry}: headline",
                )
    return None


def is_title_case(parsed: Parsed, sentence: Sentence) -> bool:
    """True if nearly all words of the first paragraph's sentence begin with a capital."""
    if sentence.paragraph != 0 and sentence.part != "headline":
        return False
    words = [parsed.words[t] for t in range(sentence.first, sentence.last) if parsed.words[t][0].isalpha()]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def _content(parsed: Parsed, verb: int, last: int) -> tuple[Cue, Range] | None:
    form = parsed.lower[verb]
    if not form.endswith(("s", "ed", "said", "told")):
        return None
    following = parsed.lower[verb + 1]
    for cue in verb_cues().get(form, ()):
        if cue.particle:
            continue
        if following == "to" and "infinitive" in cue.takes:
            return cue, (verb + 1, last)
        if following in cue.prepositions and verb + 2 <= last:
            return cue, (verb + 2, last)
        if following != "to" and ("clause" in cue.takes or "object" in cue.takes) and parsed.tags[verb + 1] != "IN":
            return cue, (verb + 1, last)
    return None

"""Papers that came of talks: "signed a memorandum on safe zones", "adopted a joint statement".

Enters: a parsed report. Leaves: verbs with the papers, as printed; which talks they came of is for find.py to say.
"""

from collections.abc import Iterator

from dragoman.reading.clauses import is_negated, lies_ahead
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words

MOST_TOKENS = 14  # of a paper's name
_GOES_ON = ("on", "of", "for", "to")


def find_documents(parsed: Parsed) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Verbs that bring a paper about, each with what is signed, adopted or handed out."""
    for verb in range(len(parsed)):
        if parsed.tags[verb][:2] != "VB" or not look_up(parsed, verb, "talks", "signs"):
            continue
        if is_negated(parsed, verb) or lies_ahead(parsed, verb) or _nobody_does(parsed, verb):
            continue
        papers = [n for n in parsed.children_by(verb, "dobj", "nsubjpass") if _is_paper(parsed, n)]
        papers += [
            noun
            for prep in parsed.children_by(verb, "prep")
            if parsed.lower[prep] in ("in", "with")
            for noun in parsed.children_by(prep, "pobj")
            if _is_paper(parsed, noun) and _is_joint(parsed, noun)
        ]
        if papers:
            yield verb, tuple(dict.fromkeys(_text(parsed, n) for n in papers))


def _nobody_does(parsed: Parsed, verb: int) -> bool:
    """ "neither side signed the paper", "no paper was signed"."""
    subject = parsed.child(verb, "nsubj", "nsubjpass")
    things = [t for t in (subject, parsed.child(verb, "dobj")) if t is not None]
    return any(parsed.lower[t] in ("no", "neither", "none") for n in things for t in (n, parsed.left_edge[n]))


def _is_paper(parsed: Parsed, noun: int) -> bool:
    return parsed.tags[noun][:2] == "NN" and parsed.lemmas[noun] in words("talks", "document")


def _is_joint(parsed: Parsed, noun: int) -> bool:
    """A statement of one side is no outcome."""
    return any(parsed.lower[c] in words("talks", "joint") for c in parsed.children_by(noun, "amod", "compound"))


def _text(parsed: Parsed, noun: int) -> str:
    """The paper's name with what it is on, without article, clause or apposition."""
    first = parsed.left_edge[noun]
    while first < noun and parsed.tags[first] in ("DT", "PRP$", "POS", "CD"):
        first += 1
    last = noun
    for prep in parsed.children_by(noun, "prep"):
        if prep > last and parsed.lower[prep] in _GOES_ON and parsed.right_edge[prep] - first < MOST_TOKENS:
            last = parsed.right_edge[prep]
    return " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split()).strip(" ,;")

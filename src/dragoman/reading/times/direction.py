"""Which way a bare weekday or month lies, from the words before it and the tense of the verb that governs it.

Enters: a `Parsed` and the characters of a time. Leaves: a `Direction`: past, future, present, either or none.
"""

import functools
from collections.abc import Iterable

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.times import Direction, TimeCue
from dragoman.reading.parsed import Parsed

MAX_REACH = 12  # tokens between a verb in the present and the time that it looks ahead to
MAX_CLIMB = 40  # heads above a token; parses are shallow, hostile text need not be


class Cues:
    """The cue words of one language."""

    def __init__(self, language: str) -> None:
        self.before: dict[tuple[str, ...], Direction] = {}
        self.verbs: dict[str, Direction] = {}
        self.verbs_for: dict[str, Direction] = {}
        self.nouns: dict[str, Direction] = {}
        self.ranks: set[str] = set()
        self.range: set[str] = set()
        self.between: set[str] = set()
        self.joined: set[str] = set()
        for cue in load_entries(TimeCue, "times_cues", language):
            self.before |= {tuple(w.split()): cue.direction for w in cue.before}
            self.verbs |= dict.fromkeys(cue.verbs, cue.direction)
            self.verbs_for |= dict.fromkeys((*cue.verbs, *cue.verbs_for), cue.direction)
            self.nouns |= dict.fromkeys(cue.nouns, cue.direction)
            self.ranks |= set(cue.ranks)
            self.range |= set(cue.range)
            self.between |= set(cue.between)
            self.joined |= set(cue.joined)
        self.longest = max(map(len, self.before), default=0)


@functools.lru_cache(maxsize=8)
def load_cues(language: str) -> Cues:
    """The cue words of a language."""
    return Cues(language)


def find_direction(parsed: Parsed, start: int, end: int, language: str = "en") -> Direction:
    """The direction of the time at these characters; "none" where the parse does not cover it or says nothing."""
    tokens = parsed.tokens_in(start, end)
    if not tokens:
        return "none"
    cues = load_cues(language)
    led = _led_in(parsed, tokens[0], cues)
    head = _head(parsed, tokens)
    verb, nouns, prep = _governor(parsed, head)
    if verb is not None and _was_planned(parsed, verb, cues):
        return "past"
    if led in ("past", "future"):
        return led
    noun = next((cues.nouns[n] for n in nouns if n in cues.nouns), None)
    if noun is not None and prep:
        return noun
    if verb is None:
        return "future" if led else "none"
    if led == "present":  # "until Friday"
        planned = cues.verbs_for.get(parsed.lemmas[verb].lower()) == "future"
        return "past" if not planned and _tense(parsed, verb, cues, prep) == "past" else "future"
    if tokens[-1] + 1 < len(parsed) and parsed.tags[tokens[-1] + 1] == "POS":
        return _possessive(parsed, head, verb)
    direction = _tense(parsed, verb, cues, prep)
    if direction == "present" and not (not nouns and verb < tokens[0] <= verb + MAX_REACH):
        return "none"  # a present tense far off says nothing; "the talks resume in Geneva on Friday" does
    return direction


def _was_planned(parsed: Parsed, verb: int, cues: Cues) -> bool:
    """Planned and past, as in "had been set for Friday": the report knows what came of it."""
    helpers = {parsed.lower[h] for h in parsed.children_by(verb, "aux", "auxpass")}
    planned = cues.verbs_for.get(parsed.lemmas[verb].lower()) == "future"
    own = parsed.deps[verb] not in ("relcl", "acl")  # "put off a visit that had been set for Friday" may look ahead
    return (own and planned and "had" in helpers) or {"to", "have"} <= helpers


def _led_in(parsed: Parsed, first: int, cues: Cues) -> Direction | None:
    sentence = parsed.sentence(first)
    for size in range(min(cues.longest, first - sentence.first), 0, -1):
        found = cues.before.get(parsed.lower[first - size : first])
        if found is not None:
            return found
    return None


def _head(parsed: Parsed, tokens: Iterable[int]) -> int:
    """The token whose head lies outside the time."""
    inside = set(tokens)
    return next((t for t in sorted(inside) if parsed.heads[t] not in inside or parsed.heads[t] == t), min(inside))


def _governor(parsed: Parsed, token: int) -> tuple[int | None, list[str], str]:
    """The verb above a token, the lemmas of the nouns on the way, and the preposition it hangs on."""
    nouns: list[str] = []
    prep = ""
    for _ in range(MAX_CLIMB):
        head = parsed.heads[token]
        if parsed.tags[head].startswith("VB") or parsed.tags[head] == "MD":
            return head, nouns, prep
        if head == token:
            return (token if parsed.tags[token].startswith("VB") else None), nouns, prep
        if parsed.tags[head] in ("IN", "TO") and not prep:
            prep = parsed.lower[head]
        elif parsed.tags[head].startswith(("NN", "JJ")):
            nouns.append(parsed.lemmas[head].lower())
        token = head
    return None, nouns, prep


def _tense(parsed: Parsed, verb: int, cues: Cues, prep: str, depth: int = 0) -> Direction:
    """The direction that a verb's form gives to what hangs on it."""
    tag = parsed.tags[verb]
    helpers = parsed.children_by(verb, "aux", "auxpass")
    known = cues.verbs_for if prep == "for" else cues.verbs
    planned = known.get(parsed.lemmas[verb].lower()) == "future"
    if any(parsed.tags[h] == "MD" for h in helpers) or tag == "MD":
        return "future"
    forms = {parsed.tags[h] for h in helpers}
    if tag == "VBN" and "TO" in forms:
        return _infinitive(parsed, verb, cues, helpers, depth)
    if tag == "VBN" and planned and prep:
        return "either" if any(parsed.lower[h] == "had" for h in helpers) else "future"
    if tag == "VBD":
        return "future" if planned and prep == "for" else "past"
    if "VBD" in forms or (tag == "VBN" and not forms & {"VBZ", "VBP"}):
        return "past"
    if tag == "VBN":
        return "past" if any(parsed.lemmas[h].lower() == "have" for h in helpers) else "present"
    if tag in ("VBZ", "VBP"):
        return "past" if cues.verbs.get(parsed.lemmas[verb].lower()) == "past" else _present(parsed, verb)
    if tag == "VBG" and any(parsed.lemmas[h].lower() == "have" for h in helpers):
        return "past"
    if tag == "VBG":
        return "present" if forms & {"VBZ", "VBP"} else _above(parsed, verb, cues, prep, depth)
    if tag == "VB":
        return _infinitive(parsed, verb, cues, helpers, depth)
    return "none"


def _possessive(parsed: Parsed, head: int, verb: int) -> Direction:
    """ "Friday's vote" has been held, unless it is the subject of what will be."""
    noun = parsed.heads[head]
    subject = parsed.heads[noun] == verb and parsed.deps[noun].startswith("nsubj")
    helpers = parsed.children_by(verb, "aux", "auxpass")
    return "future" if subject and any(parsed.tags[h] == "MD" for h in helpers) else "past"


def _present(parsed: Parsed, verb: int) -> Direction:
    return "past" if parsed.sentence(verb).part == "headline" else "present"


def _above(parsed: Parsed, verb: int, cues: Cues, prep: str, depth: int) -> Direction:
    upper, _, _ = _governor(parsed, verb)
    if upper is None or upper == verb or depth > 5:
        return "none"
    return _tense(parsed, upper, cues, "", depth + 1)


def _infinitive(parsed: Parsed, verb: int, cues: Cues, helpers: list[int], depth: int) -> Direction:
    """ "agreed to meet on Sunday" looks ahead; "flew in to sign it on Sunday" does not, nor does "did meet"."""
    if not any(parsed.lower[h] == "to" for h in helpers):
        return "past" if any(parsed.tags[h] == "VBD" for h in helpers) else "future"
    head = parsed.heads[verb]
    lemma = parsed.lemmas[head].lower()
    if lemma in cues.nouns or cues.verbs_for.get(lemma) == "future":
        return "future"
    looks_back = parsed.deps[verb] == "advcl" or (
        parsed.deps[verb] in ("acl", "relcl")
        and any(parsed.lower[c] in cues.ranks for c in (head, *parsed.children[head]))
    )
    return "past" if looks_back and depth < 5 and _above(parsed, verb, cues, "", depth) == "past" else "future"

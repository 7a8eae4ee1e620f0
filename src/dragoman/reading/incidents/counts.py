"""Counted people: "at least 20 rebel fighters", "a child", "others".

Enters: a sentence of a `Parsed`. Leaves: `Count` records, in text order.
"""

from dataclasses import dataclass, field, replace

from dragoman.knowledge.schema.incidents import VictimKind
from dragoman.model.reading import Bound
from dragoman.reading.incidents.lexicon import casualty_cues, small_words, vague_words, victim_nouns
from dragoman.reading.numbers import Number, read_amount, read_number
from dragoman.reading.parsed import Parsed, Sentence

MAX_BOUND_WORDS = 4  # "upwards of", "an estimated", "no fewer than": words of a bound before the figure
MAX_PHRASE = 8  # words from a number to the noun that it counts
_NOMINAL = frozenset(
    ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS", "CD", "FW", "RB", "``", "''")
)
_NOUN = frozenset(("NN", "NNS", "NNP", "NNPS"))
_PARTICIPLES = frozenset(("VBN", "VBG", "JJ", "VBD"))


@dataclass(frozen=True, slots=True)
class Count:
    """A counted noun phrase: tokens `first` (bounding words included) to `last`, both included.

    `kind` is None where no noun says who is counted ("20 were killed"). `value` is None where the number
    is vague ("dozens"). `part`: the count breaks another one down ("including two children").
    """

    first: int
    last: int
    value: int | None
    bound: Bound = "exact"
    kind: VictimKind | None = None
    kinds: frozenset[VictimKind] = field(default=frozenset())
    known: bool = True  # the noun is in the knowledge; otherwise the count needs a cue beside it
    part: bool = False


def find_counts(parsed: Parsed, sentence: Sentence) -> list[Count]:
    """Find the counted people of a sentence, whether they were harmed or not."""
    found: list[Count] = []
    token = sentence.first
    while token < sentence.last:
        count = _count_at(parsed, sentence, token, found[-1].last + 1 if found else sentence.first)
        if count:
            found.append(count)
        token = max(token, count.last if count else token) + 1
    return [c for c in found if c.kind != "thing"]


def _count_at(parsed: Parsed, sentence: Sentence, token: int, floor: int) -> Count | None:
    tag, word = parsed.tags[token], parsed.lower[token]
    if tag == "CD" or word.isdigit() or word in vague_words():
        return _numbered(parsed, sentence, token, floor)
    if word in small_words("single") or tag == "PRP$":
        return _single(parsed, sentence, token)
    if tag in _NOUN and word in victim_nouns().first_words and _is_bare_single(parsed, sentence, token):
        return _single(parsed, sentence, token - 1)
    return None


def _numbered(parsed: Parsed, sentence: Sentence, token: int, floor: int) -> Count | None:
    number = _read(parsed, token, max(floor, token - MAX_BOUND_WORDS), sentence.last)
    if number is None:
        return None
    first, end, amount = number
    vague = parsed.lower[end - 1] in vague_words() or parsed.lower[token] in vague_words()
    value = None if vague or amount.value != int(amount.value) else amount.count
    return _with_noun(parsed, sentence, Count(first, end - 1, value, amount.bound))


def _read(parsed: Parsed, token: int, floor: int, stop: int) -> tuple[int, int, Number] | None:
    """The number phrase around a figure, with the bounding words before it."""
    lower = parsed.lower[floor : min(stop, token + 6)]
    at = token - floor
    for start in range(at + 1):
        found = read_number(lower, start)
        if found and found[1] > at:
            number, end = found
            if lower[start] in ("from", "between") and number.value == number.high:
                continue
            if end < len(lower) and lower[end].isdigit():  # "in 2011 at least 20": the bound is the next number's
                return None
            joined = "and" in lower[at:end] and not {"between", "from"} & set(lower[:at])
            if joined and number.high is not None:  # "4 and 12 wounded" are two numbers, not a range
                amount = read_amount(lower[: lower.index("and", at)], at)
                if amount is None:
                    return None
                number, end = amount
            return floor + start, floor + end, number
    return None


def _with_noun(parsed: Parsed, sentence: Sentence, count: Count) -> Count | None:
    """Go on from a number to the noun that it counts."""
    nouns, cues = victim_nouns(), casualty_cues()
    token = count.last + 1
    if token < sentence.last and parsed.lower[token] in ("%", "percent", "-"):
        return None if parsed.lower[token] == "-" else replace(count, kind="thing")
    if token < sentence.last and parsed.lower[token] == "of" and count.value is None:
        token += 1
    stop = min(sentence.last, token + MAX_PHRASE)
    best: Count | None = None
    plural = None
    while token < stop:
        tag, word = parsed.tags[token], parsed.lower[token]
        found = nouns.at(parsed.lower, token) if word in nouns.first_words else []
        if best and (not found or word in cues.first_words):
            break
        kinds = frozenset(f.entry.kind for f in found)
        if best and kinds == {"thing"} and parsed.tags[best.last] in ("NNS", "NNPS"):
            break  # "10 children | reports say", but "ten rebel vehicles"
        if found:
            best = replace(count, last=found[0].last, kind=_main_kind(kinds), kinds=kinds)
            token = found[0].last + 1
            continue
        if tag == "CC" and best is None and count.last < token - 1 and _joins_nouns(parsed, token, stop):
            token += 1
            continue
        if (
            (tag not in _NOMINAL and parsed.words[token] != "IS")
            or word in small_words("never-inside")
            or (word in cues.first_words and tag in _PARTICIPLES)
        ):
            break
        if tag in ("NNS", "NNPS") and word.endswith("s"):
            plural = token
        token += 1
    if best and best.kind != "thing":
        return _joined_kinds(parsed, sentence, best)
    if best is None and plural is not None:
        return replace(count, last=plural, kind="people", kinds=frozenset(("people",)), known=False)
    return best or _bare(count)


def _joins_nouns(parsed: Parsed, token: int, stop: int) -> bool:
    """ "70 regime and rebel fighters": a conjunction between two words for those who are counted."""
    return (
        token + 1 < stop
        and parsed.tags[token + 1] in ("NN", "NNS", "JJ", "NNP")
        and parsed.tags[token - 1] not in ("NNS",)
    )


def _bare(count: Count) -> Count | None:
    """A number with no noun; one that may well be a year counts nobody."""
    return None if count.value is not None and 1900 <= count.value <= 2100 else count


def _joined_kinds(parsed: Parsed, sentence: Sentence, count: Count) -> Count:
    """ "30 women and children", "12 soldiers and rebels": one number for two nouns."""
    token = count.last + 1
    if token + 1 >= sentence.last or parsed.lower[token] not in ("and", "or", "&", "/"):
        return count
    found = victim_nouns().at(parsed.lower, token + 1)
    if not found or parsed.tags[token + 1] not in _NOUN:
        return count
    kinds = count.kinds | {f.entry.kind for f in found}
    kind: VictimKind = "combatant" if kinds == {"combatant"} else "civilian" if "combatant" not in kinds else "people"
    return replace(count, last=found[0].last, kind=kind, kinds=frozenset((kind,)))


def _main_kind(kinds: frozenset[VictimKind]) -> VictimKind:
    order: tuple[VictimKind, ...] = ("child", "woman", "combatant", "attacker", "civilian", "people", "thing")
    return next(k for k in order if k in kinds)


def _single(parsed: Parsed, sentence: Sentence, token: int) -> Count | None:
    """ "a child", "his wife": one person, named by a singular noun."""
    count = _with_noun(parsed, sentence, Count(token + 1, token, 1))
    if (
        count is None
        or not count.known
        or count.kind in (None, "thing")
        or parsed.tags[count.last] not in ("NN", "NNP", "JJ")
    ):
        return None
    return replace(count, first=max(token, sentence.first))


def _is_bare_single(parsed: Parsed, sentence: Sentence, token: int) -> bool:
    """A singular noun for a person at the head of a headline: "Child killed in market"."""
    return token == sentence.first and parsed.tags[token] in ("NN", "NNP")

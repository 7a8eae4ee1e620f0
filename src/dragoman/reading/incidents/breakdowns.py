"""Breakdowns: which counts of a sentence are parts of another ("20 people, including six children").

Enters: a sentence and its counts. Leaves: the same counts, those that are parts marked.
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.knowledge.schema.incidents import VictimKind
from dragoman.reading.incidents.counts import Count
from dragoman.reading.incidents.lexicon import small_words, victim_nouns
from dragoman.reading.parsed import Parsed, Sentence


def mark_parts(parsed: Parsed, sentence: Sentence, counts: list[Count], cue_tokens: set[int]) -> list[Count]:
    """Mark the counts that break another one down, and those joined to them."""
    marked: list[Count] = []
    for count in counts:
        previous = marked[-1] if marked else None
        if _is_part(parsed, sentence, count) or (
            previous and previous.part and _goes_on(parsed, previous, count, cue_tokens, sentence)
        ):
            count = _with_later_noun(parsed, sentence, count)
            marked.append(replace(count, part=True))
        else:
            marked.append(count)
    for number in range(len(marked) - 2, -1, -1):  # "three boys and two women were among the dead"
        one, other = marked[number], marked[number + 1]
        gap = parsed.lower[one.last + 1 : other.first]
        if other.part and not one.part and gap == ("and",) and _is_part(parsed, sentence, other):
            marked[number] = replace(one, part=_is_part_of_list(parsed, sentence, other))
    return marked


def _is_part_of_list(parsed: Parsed, sentence: Sentence, last: Count) -> bool:
    """True if the words that make `last` a part stand after it, and so speak of the whole list."""
    return "among" in parsed.lower[last.last + 2 : min(sentence.last, last.last + 4)]


def _is_part(parsed: Parsed, sentence: Sentence, count: Count) -> bool:
    lower, be = parsed.lower, small_words("be")
    before = lower[max(sentence.first, count.first - 8) : count.first]
    after = lower[count.last + 1 : min(sentence.last, count.last + 5)]
    if not small_words("including").isdisjoint(before[-2:]):
        return not (before[-1] in ("among", "amongst") and not be.isdisjoint(before[-4:-1]))  # "boys were among | nine"
    if (before and before[-1] in be and "among" in before) or _is_of_those(before[-4:]):
        return True
    if after and after[0] in be and "among" in after[1:3]:
        return True
    if len(after) < 2 or after[0] != "of":
        return False
    if after[1] in small_words("those"):  # "14 of the dead", "three girls of them"
        return count.kind is None or after[1] in ("them", "whom", "which")
    return count.kind is None and parsed.tags[count.last + 2] == "CD"  # "10 of 48 people killed were children"


def _is_of_those(before: Sequence[str]) -> bool:
    """ "Of those killed, | six were children"."""
    return any(
        w == "of" and not small_words("of-those").isdisjoint(before[n + 1 : n + 2]) for n, w in enumerate(before)
    )


def _goes_on(parsed: Parsed, previous: Count, count: Count, cue_tokens: set[int], sentence: Sentence) -> bool:
    """True if a count is joined to the part before it, and no cue of its own follows."""
    gap = range(previous.last + 1, count.first)
    if len(gap) > 3 or not all(parsed.lower[t] in small_words("joining") for t in gap):
        return False
    after = count.last + 1
    while after < sentence.last and parsed.lower[after] in small_words("be"):
        after += 1
    return after not in cue_tokens


def _with_later_noun(parsed: Parsed, sentence: Sentence, count: Count) -> Count:
    """ "14 of the dead were fighters": who they are is said after the verb."""
    if count.kind is not None:
        return count
    nouns = victim_nouns()
    for token in range(count.last + 2, min(sentence.last, count.last + 10)):
        found = nouns.at(parsed.lower, token) if parsed.lower[token] in nouns.first_words else []
        kinds = frozenset(f.entry.kind for f in found) - {"people", "thing"}
        if kinds:
            order: tuple[VictimKind, ...] = ("child", "woman", "combatant", "civilian", "attacker")
            return replace(count, kind=next(k for k in order if k in kinds), kinds=kinds)
    return count

"""Tolls: how many were killed or wounded, sentence by sentence.

Enters: a `Parsed`. Leaves: `TollMention` records, in text order. What belongs to which incident is
decided later (accounts.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.knowledge.schema.incidents import CasualtyCue, Outcome
from dragoman.reading.incidents.breakdowns import mark_parts
from dragoman.reading.incidents.counts import Count, find_counts
from dragoman.reading.incidents.lexicon import Found, backgrounds, casualty_cues, small_words
from dragoman.reading.parsed import Parsed, Sentence

NEAR = 3  # words between a cue and a count beside it: adverbs, auxiliaries, "the lives of"
REACH = 14  # words that a subject may stand away from its passive verb
LONGEST_SENTENCE = 200  # tokens; what is longer is no sentence
ANEW_SENTENCES = 2  # after a toll, in which a figure with no word for the victims may give it anew
TOLL_REACH = 12  # words from "toll" to its figure
_FINITE = frozenset(("VBD", "VBZ", "VBP"))


@dataclass(frozen=True, slots=True)
class TollMention:
    """One statement of a toll. `counts` are added up; `parts` break them down.

    `cue`: the tokens that say what happened to them. `earlier`: the text says that the figure was replaced.
    """

    sentence: int
    outcome: Outcome
    cue: Found[CasualtyCue]
    counts: tuple[Count, ...]
    parts: tuple[Count, ...] = ()
    earlier: bool = False
    joint: bool = False  # "19 killed and wounded": the number counts both

    @property
    def first(self) -> int:
        """First token of the statement."""
        return min([self.cue.first, *(c.first for c in self.counts), *(c.first for c in self.parts)])

    @property
    def last(self) -> int:
        """Last token of the statement, included."""
        return max([self.cue.last, *(c.last for c in self.counts), *(c.last for c in self.parts)])


def split_long(parsed: Parsed) -> Parsed:
    """The same text with its overlong sentences cut, so that the work on each stays small."""
    if all(s.last - s.first <= LONGEST_SENTENCE for s in parsed.sentences):
        return parsed
    cut: list[Sentence] = []
    for s in parsed.sentences:
        for first in range(s.first, s.last, LONGEST_SENTENCE):
            last = min(s.last, first + LONGEST_SENTENCE)
            cut.append(replace(s, first=first, last=last, start=parsed.starts[first], end=parsed.ends[last - 1]))
    sentence_of = [0] * len(parsed)
    for number, s in enumerate(cut):
        sentence_of[s.first : s.last] = [number] * (s.last - s.first)
    return replace(parsed, sentences=tuple(cut), sentence_of=tuple(sentence_of))


def find_tolls(parsed: Parsed) -> tuple[TollMention, ...]:
    """Find the tolls of a report, in text order; a sentence without any word of harm costs one look at it."""
    first_words = casualty_cues().first_words
    found: list[TollMention] = []
    for number, sentence in enumerate(parsed.sentences):
        if not first_words.isdisjoint(parsed.lower[sentence.first : sentence.last]):
            told = bool(found) and number - found[-1].sentence <= ANEW_SENTENCES
            found += _SentenceTolls(parsed, sentence, number, told).find()
    return tuple(found)


class _SentenceTolls:
    """The cues and counts of one sentence, and which counts are already taken."""

    def __init__(self, parsed: Parsed, sentence: Sentence, number: int, told: bool) -> None:
        self._parsed, self._sentence, self._number = parsed, sentence, number
        cues = casualty_cues().find(parsed.lower, sentence.first, sentence.last)
        plain = next((c.first for c in cues if not c.entry.again), sentence.last)
        self._cues = [c for c in cues if not c.entry.again or told or plain < c.first]
        self._cue_tokens = {t for c in self._cues for t in range(c.first, c.last + 1)}
        self._counts = mark_parts(parsed, sentence, find_counts(parsed, sentence), self._cue_tokens)
        self._taken: set[int] = set()

    def find(self) -> list[TollMention]:
        """Link each cue to its counts, from the left; then hand out the parts."""
        if not self._counts:
            return []
        mentions: list[TollMention] = []
        done: set[int] = set()
        for cue in self._cues:
            if cue.first in done:
                continue
            counts = self._linked(cue)
            if counts and (counts[0].known or not cue.entry.people):
                done.add(cue.first)
                self._taken.update(c.first for c in counts)
                mentions += self._mentions(cue, counts)
        return self._with_parts(mentions)

    def _mentions(self, cue: Found[CasualtyCue], counts: list[Count]) -> list[TollMention]:
        """One statement, or two where the counts belong to two places ("45 in Aleppo and 22 in Idlib")."""
        groups: list[list[Count]] = [[counts[0]]]
        for count in counts[1:]:
            gap = range(groups[-1][-1].last + 1, count.first)
            if any(self._parsed.lower[t] in small_words("where") for t in gap):
                groups.append([])
            groups[-1].append(count)
        return [
            TollMention(
                self._number,
                cue.entry.outcome,
                cue,
                tuple(_count_once(self._parsed, group)),
                earlier=_is_earlier(self._parsed, self._sentence, min(group[0].first, cue.first)),
                joint=self._is_joint(cue, group),
            )
            for group in groups
        ]

    def _is_joint(self, cue: Found[CasualtyCue], counts: list[Count]) -> bool:
        """True if a word for the other outcome stands beside the cue, with no count of its own."""
        lower = self._parsed.lower
        at = cue.last + 1
        while at < self._sentence.last and lower[at] in ("and", "or", "/", ","):
            at += 1
        beside = next((c for c in self._cues if c.first == at and c.entry.outcome != cue.entry.outcome), None)
        if beside is None or beside.entry.victims not in ("either", "object"):
            return False
        own = [c for c in self._counts if beside.last < c.first <= beside.last + NEAR + 1 and c not in counts]
        return not own

    def _linked(self, cue: Found[CasualtyCue]) -> list[Count]:
        """The counts of those whom the cue speaks of."""
        victims = cue.entry.victims
        if victims == "object":
            return [] if self._is_hypothetical(cue) else self._right(cue)
        if victims == "of":
            return self._after_of(cue)
        if victims == "figure":
            return self._figure(cue)
        if victims == "before":
            return self._counted(cue) or self._beside(cue) or self._left_dead(cue)
        if victims == "subject":
            return self._subject(cue)
        return self._either(cue)

    # ---- where the victims stand
    def _either(self, cue: Found[CasualtyCue]) -> list[Count]:
        if self._is_hypothetical(cue):
            return []
        if self._is_passive(cue):
            return self._subject(cue) or self._right(cue)
        beside, right = self._beside(cue), self._right(cue)
        if right and (not beside or (self._parsed.tags[cue.first] == "VBD" and beside[-1].kind is not None)):
            return right
        if right and beside and (beside[-1].kind == "attacker" or self._is_object(beside[0])):
            return right
        return beside or right

    def _is_object(self, count: Count) -> bool:
        """True if a count stands right after another verb: "kidnapped 900, executed 18"."""
        before = count.first - 1
        return before >= self._sentence.first and self._parsed.tags[before] in ("VBD", "VBZ", "VBP", "VBN", "VBG")

    def _is_passive(self, cue: Found[CasualtyCue]) -> bool:
        token, lower = cue.first - 1, self._parsed.lower
        while token >= self._sentence.first and (
            lower[token] in small_words("between") or self._parsed.tags[token] in ("RB", "MD")
        ):
            token -= 1
        if token >= self._sentence.first and lower[token] in ("and", "or", "/") and token - 1 in self._cue_tokens:
            return self._is_passive(next(c for c in self._cues if c.first <= token - 1 <= c.last))
        return token >= self._sentence.first and lower[token] in small_words("be")

    def _is_hypothetical(self, cue: Found[CasualtyCue]) -> bool:
        """ "to kill", "could kill", "was not killed"."""
        token = cue.first - 1
        near = range(max(self._sentence.first, token - 2), token + 1)
        words = [self._parsed.lower[t] for t in near]
        if self._parsed.tags[cue.first] == "VB":
            return not small_words("hypothetical").isdisjoint(words)
        return "not" in words or ("be" in words and not {"to", "would", "could", "might", "may"}.isdisjoint(words))

    def _free(self, counts: Sequence[Count]) -> list[Count]:
        return [c for c in counts if c.first not in self._taken and not c.part]

    def _left_of(self, cue: Found[CasualtyCue], reach: int) -> list[Count]:
        """The free counts to the left of a cue; [] unless the last of them is within reach."""
        left = [c for c in self._free(self._counts) if c.last < cue.first]
        return left if left and cue.first - left[-1].last <= reach else []

    def _subject(self, cue: Found[CasualtyCue]) -> list[Count]:
        """The nearest count to the left, and those joined to it."""
        left = self._left_of(cue, REACH)
        if not left or not self._reaches(left[-1].last + 1, cue.first, left[-1].known):
            return []
        return self._chain_left(left)

    def _beside(self, cue: Found[CasualtyCue]) -> list[Count]:
        """The count that ends right before the cue ("20 people killed", "nine others also wounded")."""
        left = self._left_of(cue, NEAR)
        if not left or not all(self._is_filler(t) for t in range(left[-1].last + 1, cue.first)):
            return []
        return self._chain_left(left)

    def _left_dead(self, cue: Found[CasualtyCue]) -> list[Count]:
        """ "left nine traders - three of them women - dead"."""
        left = self._left_of(cue, REACH)
        words = self._parsed.lower[max(self._sentence.first, left[-1].first - 3) : left[-1].first] if left else ()
        return self._chain_left(left) if not {"left", "leaving", "leave", "leaves"}.isdisjoint(words) else []

    def _is_filler(self, token: int) -> bool:
        return (
            self._parsed.lower[token] in small_words("between")
            or self._parsed.tags[token] == "RB"
            or token in self._cue_tokens
            or (self._parsed.lower[token] in ("and", "or", "were", "was", "are") and token + 1 in self._cue_tokens)
        )

    def _reaches(self, first: int, last: int, known: bool) -> bool:
        """True if nothing between a subject and its verb shows that another clause has begun."""
        parsed = self._parsed
        opened = 0
        for token in range(first, last):
            if parsed.lower[token] in ("who", "that", "which", "whom"):
                opened += 1
            elif (
                parsed.tags[token] in _FINITE
                and parsed.lower[token] not in small_words("be")
                and parsed.lower[token] not in small_words("between")
            ):
                opened -= 1
                if opened < 0:
                    return False
            elif parsed.lower[token] in (".", ";", ":", "when", "after", "as", "while") and known is False:
                return False
            elif token in self._cue_tokens and not any(c.part and c.first <= token <= c.last for c in self._counts):
                entry = next(c.entry for c in self._cues if c.first <= token <= c.last)
                if entry.victims in ("object", "subject"):
                    return False
        return True

    def _right(self, cue: Found[CasualtyCue]) -> list[Count]:
        """The first count to the right, and those joined to it, unless another cue speaks of it."""
        parsed = self._parsed
        right = [c for c in self._counts if c.first > cue.last and c.first not in self._taken]
        if not right or right[0].first - cue.last > NEAR + 1 or right[0].part:
            return []
        for token in range(cue.last + 1, right[0].first):
            if token in self._cue_tokens:
                outcome = next(c.entry.outcome for c in self._cues if c.first <= token <= c.last)
                if outcome != cue.entry.outcome:
                    return []
            if parsed.tags[token] in ("IN", "VBD", "VBZ", "CC", "TO", "WDT") and parsed.lower[token] not in (
                "of",
                "about",
                "over",
                "around",
                "than",
            ):
                return []
        if self._has_own_cue(right[0], cue):
            return []
        return self._chain_right(right)

    def _has_own_cue(self, count: Count, cue: Found[CasualtyCue]) -> bool:
        """True if a past participle right after the count speaks of it ("killed 20 | 30 wounded")."""
        token = count.last + 1
        while token < self._sentence.last and (
            self._parsed.lower[token] in small_words("be")
            or self._parsed.tags[token] == "RB"
            or self._parsed.lower[token] in ("have", "had", "has")
        ):
            token += 1
        following = next((c for c in self._cues if c.first == token), None)
        return (
            following is not None
            and following.entry.outcome != cue.entry.outcome
            and following.entry.victims in ("either", "before", "subject")
        )

    def _after_of(self, cue: Found[CasualtyCue]) -> list[Count]:
        lower = self._parsed.lower
        at = cue.last + 1
        if at < self._sentence.last and lower[at] in ("and", "or") and at + 1 in self._cue_tokens:
            at += 2
        if at >= self._sentence.last or lower[at] != "of":
            return []
        right = [c for c in self._free(self._counts) if at < c.first <= at + 3]
        return self._chain_right(right) if right else []

    def _counted(self, cue: Found[CasualtyCue]) -> list[Count]:
        """The count whose noun the cue itself is ("nine deaths", "14 dead")."""
        own = [c for c in self._free(self._counts) if c.first < cue.first and c.last == cue.last]
        return own[:1]

    def _figure(self, cue: Found[CasualtyCue]) -> list[Count]:
        right = [c for c in self._free(self._counts) if cue.last < c.first <= cue.last + TOLL_REACH]
        lower = self._parsed.lower
        pointed = [
            c
            for c in right
            if any(
                lower[t] in ("to", "at", "of", "was", "is", "reached", "reaches", "hit", "as", "stands")
                for t in range(max(cue.last + 1, c.first - 2), c.first)
            )
        ]
        return (pointed or right)[:1]

    # ---- counts joined by "and"
    def _chain_left(self, left: list[Count]) -> list[Count]:
        chain = [left[-1]]
        for count in reversed(left[:-1]):
            if not self._is_joined(count, chain[0]):
                break
            chain.insert(0, count)
        return chain

    def _chain_right(self, right: list[Count]) -> list[Count]:
        chain = [right[0]]
        for count in right[1:]:
            if count.part or not self._is_joined(chain[-1], count) or self._follows_with_cue(count):
                break
            chain.append(count)
        return chain

    def _follows_with_cue(self, count: Count) -> bool:
        token = count.last + 1
        while token < self._sentence.last and (
            self._parsed.lower[token] in small_words("be")
            or self._parsed.tags[token] in ("RB", "IN")
            or self._parsed.lower[token] in ("have", "had", "has")
        ):
            token += 1
        return any(c.first == token and c.entry.victims in ("either", "before", "subject") for c in self._cues)

    def _is_joined(self, one: Count, other: Count) -> bool:
        lower = self._parsed.lower
        aside = small_words("including") | small_words("aside")
        inside = {t for c in self._counts if c.part for t in range(c.first, c.last + 1)}
        gap = [t for t in range(one.last + 1, other.first) if t not in inside and lower[t] not in aside]
        if not gap:  # a list whose commas were lost, or a plain juxtaposition
            return other.known and one.known and other.kind is not None and one.kind is not None
        if len(gap) > 6 or not any(lower[t] in ("and", ",", "with", "plus", "&", "or") for t in gap):
            return False
        if all(lower[t] in small_words("joining") for t in gap):
            return True
        return lower[gap[-1]] in ("and", "with", "plus") and all(
            t not in self._cue_tokens
            and self._parsed.tags[t] not in _FINITE
            and self._parsed.tags[t] not in ("VBN", "VBG", "VB")
            for t in gap
        )

    # ---- breakdowns
    def _with_parts(self, mentions: list[TollMention]) -> list[TollMention]:
        """Give each part to the statement that it breaks down; parts alone make a statement without a count."""
        owned: dict[int, list[Count]] = {}
        for part in self._counts:
            if part.part and part.first not in self._taken:
                owned.setdefault(self._owner(mentions, part), []).append(part)
        found = [replace(m, parts=tuple(owned.get(n, ()))) for n, m in enumerate(mentions)]
        if -1 in owned and self._cues:
            before = [c for c in self._cues if c.first < owned[-1][0].first]
            cue = before[-1] if before else self._cues[0]
            found.append(TollMention(self._number, cue.entry.outcome, cue, (), tuple(owned[-1])))
        return found

    def _owner(self, mentions: list[TollMention], part: Count) -> int:
        """The statement before a part, or the one after it that it is said to be among; -1 if there is none."""
        lower = self._parsed.lower
        before = [n for n, m in enumerate(mentions) if min(c.first for c in m.counts) < part.first]
        if before:
            return max(before, key=lambda n: max(c.first for c in mentions[n].counts if c.first < part.first))
        for n, m in enumerate(mentions):
            if not {"among", "of"}.isdisjoint(lower[part.last + 1 : m.counts[0].first]):
                return n
        return -1


def _count_once(parsed: Parsed, counts: list[Count]) -> list[Count]:
    """ "15 civilians, three children killed": set side by side without "and", the second breaks down the first."""
    kept = counts[:1]
    for count in counts[1:]:
        beside = kept[-1].last + 1 == count.first or parsed.lower[kept[-1].last + 1 : count.first] == (",",)
        if not (
            beside and count.kind in ("child", "woman") and kept[-1].kind in ("civilian", "people") and len(counts) == 2
        ):
            kept.append(count)
    return kept


def _is_earlier(parsed: Parsed, sentence: Sentence, first: int) -> bool:
    """ "an earlier toll of 15", "up from six": the figure was replaced by another."""
    window = range(max(sentence.first, first - 5), first)
    return bool(backgrounds("before").find(parsed.lower, window.start, window.stop))

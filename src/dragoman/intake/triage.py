"""Which reports can matter: told from their words, before anything is parsed.

Enters: reports. Leaves: yes or no. A report is set aside only if it reaches the bar of no topic asked for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.errors import SettingsError
from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.topics import Topic
from dragoman.model import Problem, Report

STRONG, WEAK = 2, 1
OWN_WORDS_BAR = 1
FIRST_LETTERS = 3  # of a beginning; a shorter one would never be found
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Scale:
    """The words of one topic with their weights: whole words, and beginnings that take every ending."""

    bar: int
    whole: dict[str, int]
    beginnings: dict[str, tuple[tuple[str, int], ...]]  # by their first letters, so that few are tried

    def weigh(self, words: Iterable[str]) -> int:
        """The sum of the weights of the different entries found among the words."""
        total = 0
        found: set[str] = set()
        for word in words:
            if word in self.whole:
                total += self.whole[word]
                continue
            for beginning, weight in self.beginnings.get(word[:FIRST_LETTERS], ()):
                if word.startswith(beginning) and beginning not in found:
                    found.add(beginning)
                    total += weight
                    break
        return total


@dataclass(frozen=True, slots=True)
class Triage:
    """Decides which reports stay. `about` is what was asked for, in words."""

    about: str
    scales: tuple[Scale, ...]

    def keeps(self, report: Report) -> bool:
        """True if the report reaches the bar of one topic; an empty report stays, intake speaks of it."""
        words = set(_WORD.findall(report.text.lower()))
        head = set(_WORD.findall((report.headline or "").lower()))
        return not words or any(s.weigh(words) + s.weigh(head) >= s.bar for s in self.scales)

    def aside(self, report: Report) -> Problem:
        """The line that a report gets when it is set aside."""
        return Problem(
            source=report.source,
            kind="aside",
            found="a report that has too few words of the topics asked for, set aside unread",
            expected=f"one about {self.about}",
            report=report.id,
        )


def make_triage(about: str, language: str = "en") -> Triage:
    """The triage for topics, own words or both, parted by commas: "talks,ceasefire", "Astana,Hmeimim".

    Raises:
        SettingsError: nothing is asked for, or a word looks like a topic mistyped.
    """
    topics = {t.id: t for t in load_entries(Topic, "topics", language)}
    asked = [word.strip() for word in about.split(",") if word.strip()]
    if not asked:
        raise SettingsError(f"--about: found nothing; expected topics ({', '.join(topics)}) or words of your own")
    own = [word for word in asked if word not in topics]
    for word in own:
        _refuse_mistyped(word, topics)
    scales = [_scale(topics[word]) for word in asked if word in topics]
    scales += [_own_scale(word) for word in own]
    return Triage(", ".join(asked), tuple(scales))


def _refuse_mistyped(word: str, topics: Iterable[str]) -> None:
    from rapidfuzz.distance import OSA

    near = [t for t in topics if word[0].islower() and OSA.distance(word, t) <= 2]
    if near:
        raise SettingsError(
            f"--about: found {word!r}; expected {near[0]!r}, or write a word of your own with a capital"
        )


def _scale(topic: Topic) -> Scale:
    weights = {**dict.fromkeys(topic.weak, WEAK), **dict.fromkeys(topic.strong, STRONG)}
    whole = {w: n for w, n in weights.items() if not w.endswith("*")}
    beginnings: dict[str, tuple[tuple[str, int], ...]] = {}
    for beginning, weight in ((w[:-1], n) for w, n in weights.items() if w.endswith("*")):
        first = beginning[:FIRST_LETTERS]
        beginnings[first] = (*beginnings.get(first, ()), (beginning, weight))
    return Scale(topic.bar, whole, beginnings)


def _own_scale(phrase: str) -> Scale:
    """A phrase of the user's: all its words must be there."""
    words = dict.fromkeys(_WORD.findall(phrase.lower()), OWN_WORDS_BAR)
    return Scale(max(1, len(words)), words, {})

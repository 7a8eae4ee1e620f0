"""From drafts to records: numbers, speakers, and through whom the words came.

Enters: the chosen drafts of a report. Leaves: `Attribution` records in the same order.
"""

from bisect import bisect_right
from itertools import accumulate
from typing import Literal

from dragoman.model import Attribution
from dragoman.reading.actors import Directory
from dragoman.reading.attributions.cues import source_words, verb_cues
from dragoman.reading.attributions.draft import Draft
from dragoman.reading.attributions.speakers import Speakers
from dragoman.reading.parsed import Parsed

_GOES_ON = frozenset(["he", "she"])


class Recorder:
    """Names the speakers in the order of their cues, since who spoke last helps to know who goes on speaking."""

    def __init__(self, parsed: Parsed, directory: Directory, inside: bytearray, drafts: list[Draft]) -> None:
        self._parsed, self._directory, self._drafts = parsed, directory, drafts
        self._speakers = Speakers(parsed, directory)
        self._named = [(m.head, m.actor.name) for m in directory.mentions if m.kind != "pronoun"]
        word = [w[0].isalnum() for w in parsed.words]
        self._words = list(accumulate(word, initial=0))
        self._quoted = list(accumulate((w and bool(q) for w, q in zip(word, inside, strict=True)), initial=0))
        self._told = bytearray(len(parsed))
        for draft in drafts:
            for first, last in draft.content if draft.strong else ():
                self._told[first : last + 1] = b"\x01" * (last + 1 - first)

    def records(self) -> list[Attribution]:
        """One record a draft; what stands in another's content came through that other."""
        names = self._name_all()
        found: dict[int, Attribution] = {}
        for number, d in enumerate(self._drafts, 1):
            parent = found.get(id(d.parent)) if d.parent else None
            speaker = names[id(d)]
            via = [self._speakers.name(head) for head in self._media(d)]
            via += [parent.speaker, *parent.via] if parent else []
            found[id(d)] = Attribution(
                id=f"a{number}",
                source=self._parsed.span(*d.source) if d.source else None,
                cue=self._parsed.span(*d.cue),
                content=tuple(self._parsed.span(*r) for r in d.content),
                speaker=speaker,
                anonymous=self._speakers.is_anonymous(d.source_head),
                via=tuple(name for name in dict.fromkeys(via) if name and name != speaker),
                kind=self._kind(d),
                parent=parent.id if parent else None,
                basis=d.basis,
            )
        return list(found.values())

    def _media(self, draft: Draft) -> list[int]:
        speakers = self._speakers
        return [*draft.via, *speakers.passed_on(draft.verb), *speakers.passed_on_by(draft.source_head)]

    def _name_all(self) -> dict[int, str | None]:
        """The speaker of each draft, in the order of the cues."""
        names: dict[int, str | None] = {}
        authors: dict[str, str] = {}
        last: tuple[int, str] | None = None
        for draft in sorted(self._drafts, key=lambda d: d.verb):
            name = self._speakers.name(draft.source_head)
            head = draft.source_head
            if head is not None:
                name = authors.get(self._parsed.lower[head], name) if self._is_known_paper(head) else name
                if last and name and self._parsed.lower[head] in _GOES_ON and draft.strong:
                    name = name if self._is_free(name, last[0], head) else last[1]
            names[id(draft)] = None if self._is_unconfirmed(draft) else name
            if draft.strong and name:
                authors.update(dict.fromkeys(self._speakers.papers(draft.verb), name))
                actor = self._directory.actor(name)
                last = (draft.verb, name) if actor is not None and actor.kind == "person" else last
        return names

    def _is_unconfirmed(self, draft: Draft) -> bool:
        """True for "has not confirmed that", which is not the word of whoever has not."""
        cues = verb_cues().get(self._parsed.lower[draft.verb], ())
        negated = self._parsed.child(draft.verb, "neg") is not None
        return negated and draft.strong and any(c.sense == "evidence" for c in cues)

    def _is_known_paper(self, head: int) -> bool:
        """True for "the statement", which the report has spoken of before."""
        word, first = self._parsed.lower[head], self._parsed.left_edge[head]
        return word in source_words("paper") and self._parsed.lower[first] == "the" and first == head - 1

    def _is_free(self, name: str, start: int, end: int) -> bool:
        """True if the report itself, and not a speaker it cites, names this actor between two tokens."""
        at = bisect_right(self._named, (start, ""))
        while at < len(self._named) and self._named[at][0] < end:
            if self._named[at][1] == name and not self._told[self._named[at][0]]:
                return True
            at += 1
        return False

    def _kind(self, draft: Draft) -> Literal["direct", "indirect", "mixed"]:
        """By how much of the content's words stand between quotation marks: all, none or some."""
        words = sum(self._words[last + 1] - self._words[first] for first, last in draft.content)
        quoted = sum(self._quoted[last + 1] - self._quoted[first] for first, last in draft.content)
        if not quoted:
            return "indirect"
        return "direct" if quoted == words else "mixed"

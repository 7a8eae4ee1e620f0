"""How many independent sources stand behind some reports, by what a finished record says of its sources.

Enters: a record. Leaves: counts. Reports in one voice (agency, else outlet; the media of one owner) or with one text
depend on each other; passages and citing, which a record does not keep, are in the `backing` of its entries.
"""

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.knowledge.press import find_press, voice_of
from dragoman.model import Record, Source


class Independence:
    """In whose voice each report of a record speaks, and with which others it shares its text."""

    def __init__(self, record: Record) -> None:
        self._voice = {report: _voice(source) for source in record.sources for report in source.reports}
        groups = {group for source in record.sources for group in source.copies}
        self._text = {report: group[0] for group in groups for report in group}

    def count(self, reports: Iterable[str]) -> int:
        """The most reports of which no two have a voice or a text in common.

        Each such choice pairs voices with texts, so this is a largest matching of the two.
        """
        texts: dict[str, list[str]] = {}
        for report in sorted(set(reports)):
            voice = self._voice.get(report) or f"report {report}"
            texts.setdefault(voice, []).append(self._text.get(report, report))
        pairs = _Pairs({}, {})
        return sum(pairs.add(voice, texts) for voice in texts)


class _Pairs(NamedTuple):
    """Voices and the text that each stands for, both ways."""

    text_of: dict[str, str]
    voice_of: dict[str, str]

    def add(self, voice: str, texts: dict[str, list[str]]) -> bool:
        """Give a voice a text of its own, if need be by giving others another; False if there is none."""
        asked: dict[str, str] = {}  # text to the voice that asked for it
        asking = deque([voice])
        while asking:
            one = asking.popleft()
            for text in texts[one]:
                if text in asked:
                    continue
                asked[text] = one
                if text not in self.voice_of:
                    self._pass_on(text, voice, asked)
                    return True
                asking.append(self.voice_of[text])
        return False

    def _pass_on(self, free: str, voice: str, asked: dict[str, str]) -> None:
        """Back along the way: each voice takes the text it asked for and leaves its own to the one before."""
        text: str | None = free
        while text is not None:
            owner = asked[text]
            left = self.text_of.get(owner)
            self.text_of[owner], self.voice_of[text] = text, owner
            text = left if owner != voice else None


def _voice(source: Source) -> str:
    name = source.agency or source.outlet or ""
    known = find_press(name)
    return voice_of(known.id if known else name.casefold())

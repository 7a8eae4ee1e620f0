"""What a brief says, in the words of `knowledge/LANGUAGE/brief.yaml`: phrases, days, numbers, lists.

Enters: the id of a phrase and what fills its slots. Leaves: text. Values are put in as they are and never read as
slots themselves.
"""

import datetime as dt
import functools
import re
from collections.abc import Sequence
from typing import Literal

from dragoman.errors import KnowledgeError
from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.brief import PhraseEntry
from dragoman.model import Interval

Family = Literal["plain", "on", "for"]
_PART = re.compile(r"\[([^\]]*)\]|([^\[]+)")
_SLOT = re.compile(r"\{(\w+)\}")
_ISO = re.compile(r"(?P<first>\.\.\.|\b\d{4}-\d\d-\d\d\b)(?: to (?P<last>\.\.\.|\d{4}-\d\d-\d\d\b))?")
SHOWN_NAMES = 8  # of a list of parties


class Wording:
    """The words of one language. `year`: that of the brief, left out of days."""

    def __init__(self, language: str, year: int | None) -> None:
        self.language = language
        self.year = year
        self.phrases = {e.id: e for e in load_entries(PhraseEntry, "brief", language)}

    def phrase(self, key: str) -> PhraseEntry:
        """The entry of a phrase.

        Raises:
            KnowledgeError: the language has none.
        """
        if key not in self.phrases:
            raise KnowledgeError(f"{self.language}/brief.yaml: no entry {key!r}; expected one for every phrase")
        return self.phrases[key]

    def say(self, key: str, **slots: str | None) -> str:
        """Fill a phrase; a bracketed part goes where one of its slots is empty."""
        return _fill(self.phrase(key).text, slots)

    def count(self, key: str, number: int, **slots: str | None) -> str:
        """A phrase with a number in it: "3 reports", "1 report"."""
        entry = self.phrase(key)
        text = entry.one if number == 1 and entry.one is not None else entry.text
        return _fill(text, {**slots, "number": self.number(number)})

    def number(self, number: int) -> str:
        """A number with its thousands parted."""
        return f"{number:,}".replace(",", self.say("thousands"))

    def ordinal(self, number: int) -> str:
        """The number of a round in words: "third"."""
        row = self.phrase("ordinals").texts
        if 0 < number <= len(row):
            return row[number - 1]
        endings = self.phrase("ordinal_endings").texts
        return str(number) + endings[0 if 10 < number % 100 < 20 else number % 10]

    def join(self, names: Sequence[str], shown: int = SHOWN_NAMES) -> str:
        """Names as a list: "Russia, Turkey and Iran"; of a long one the first, and how many more."""
        unique = list(dict.fromkeys(" ".join(n.split()) for n in names))
        if len(unique) > shown + 1:
            return self.count("list_more", len(unique) - shown, rest=", ".join(unique[:shown]))
        if len(unique) < 2:
            return "".join(unique)
        return self.say("list_last", rest=", ".join(unique[:-1]), last=unique[-1])

    # ---- days
    def date(self, day: dt.date, *, short: bool = False, year: bool | None = None) -> str:
        """A day: "18 March", with the year where it is not that of the brief; `short` for "18 Mar"."""
        months = self.phrase("months_short" if short else "months").texts
        return self.say("date", day=str(day.day), month=months[day.month - 1], year=self._year(day, year))

    def days(self, when: Interval | None, family: Family = "plain", *, year: bool | None = None) -> str:
        """An interval in words; no more exact than it is. Empty where nothing is known.

        Args:
            family: how it stands in a sentence: "14 March" (plain), "on 14 March", "for 14 March".
        """
        if when is None or (when.earliest is None and when.latest is None):
            return ""
        first, last = when.earliest, when.latest
        if first is None or last is None:
            kind = "until" if first is None else "from"
            day = self.date(first or last or dt.date.min, year=year)
            return self.say(f"{family}_{kind}", first=day, last=day)
        if _is_month(first, last):
            name = self.phrase("months").texts[first.month - 1]
            return self.say(f"{family}_month", first=self.say("month", month=name, year=self._year(first, year)))
        if _is_year(first, last):
            return self.say(f"{family}_month", first=str(first.year))
        if first == last:
            return self.say(f"{family}_day", first=self.date(first, year=year))
        return self._range(first, last, f"{family}_{'two' if (last - first).days == 1 else 'between'}", year)

    def period(self, when: Interval) -> str:
        """From the first to the last day, both with their year."""
        if when.earliest is None or when.latest is None or when.earliest == when.latest:
            return self.days(when, year=True)
        return self._range(when.earliest, when.latest, "range_between", True)

    def short_days(self, when: Interval | None) -> str:
        """Days for a margin or a reference: "18 Mar", "14–18 Mar", "Jun"; says so where they are unknown."""
        first, last = (when.earliest, when.latest) if when else (None, None)
        if first is None or last is None:
            edge = first or last
            if edge is None:
                return self.say("unknown_day")
            day = self.date(edge, short=True)
            return self.say("plain_from" if first else "plain_until", first=day, last=day)
        if _is_month(first, last):
            month = self.phrase("months_short").texts[first.month - 1]
            return self.say("month", month=month, year=self._year(first, None))
        if _is_year(first, last):
            return str(first.year)
        end = self.date(last, short=True)
        if first == last:
            return end
        same_year = first.year == last.year
        together = same_year and first.month == last.month
        begin = str(first.day) if together else self.date(first, short=True, year=not same_year)
        return self.say("plain_two", first=begin, last=end)

    def readable(self, text: str) -> str:
        """The text with days such as 2017-03-14 written as a person would."""
        return _ISO.sub(self._read_iso, text)

    def _read_iso(self, match: re.Match[str]) -> str:
        edges = (match["first"], match["last"] or match["first"])
        try:
            first, last = (None if edge == "..." else dt.date.fromisoformat(edge) for edge in edges)
        except ValueError:
            return match[0]
        return self.days(Interval(earliest=first, latest=last)) or match[0]

    def _range(self, first: dt.date, last: dt.date, key: str, year: bool | None) -> str:
        same_year = first.year == last.year
        end = self.date(last, year=year if same_year else True)
        if same_year and first.month == last.month:
            begin = str(first.day)
        else:
            begin = self.date(first, year=not same_year)
        return self.say(key, first=begin, last=end)

    def _year(self, day: dt.date, wanted: bool | None) -> str | None:
        shown = day.year != self.year if wanted is None else wanted
        return str(day.year) if shown else None


@functools.lru_cache(maxsize=256)
def _parts(template: str) -> tuple[tuple[str, bool], ...]:
    """The template's parts, and whether each may be left out."""
    return tuple((m[1], True) if m[1] is not None else (m[2], False) for m in _PART.finditer(template))


def _fill(template: str, slots: dict[str, str | None]) -> str:
    filled = []
    for part, optional in _parts(template):
        if optional and not all(slots.get(name) for name in _SLOT.findall(part)):
            continue
        filled.append(_SLOT.sub(lambda m: slots.get(m[1]) or "", part))
    return "".join(filled)


def _is_month(first: dt.date, last: dt.date) -> bool:
    after = last + dt.timedelta(days=1) if last < dt.date.max else last
    return first.day == 1 and after.day == 1 and (first.year, first.month) == (last.year, last.month)


def _is_year(first: dt.date, last: dt.date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year

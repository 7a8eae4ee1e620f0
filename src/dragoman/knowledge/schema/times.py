"""The shapes of `times_words.yaml`, `times_days.yaml`, `times_cues.yaml` and `times_rules.yaml`."""

from typing import Literal

from dragoman.knowledge.loader import Entry

# present: ahead if nothing speaks against it; either: planned once, and perhaps over; none: nothing is known
Direction = Literal["past", "future", "present", "either", "none"]


class TimeWords(Entry, frozen=True, kw_only=True):
    """Words of one class, each with its value; rules name the class in capitals.

    `cased`: counts only with a capital ("March"); `weak`: an ordinary word too ("May", "Sat"), which never
    makes a time by itself; `dotted`: an abbreviation, so that a full stop after it belongs to it.
    """

    kind: str
    words: dict[str, int | str]
    cased: bool = False
    weak: bool = False
    dotted: bool = False


class NamedDay(Entry, frozen=True, kw_only=True):
    """A festival or a day with a name, by one of: month and day; the nth weekday of a month; Easter; the Islamic year.

    `nth`: 1 the first, -1 the last of the month; `weekday`: 1 Monday; `easter`: days after Easter Sunday (of the
    Eastern churches with `orthodox`); `islamic`: month and day of the tabular Islamic year, which may be a day off
    what is announced. `days`: how long it lasts. `year`: the day of one year only, such as an anniversary date.
    """

    words: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None
    orthodox: bool = False
    islamic: tuple[int, int] | None = None
    year: int | None = None
    days: int = 1


class TimeCue(Entry, frozen=True, kw_only=True):
    """Words that say in which direction a bare weekday or month lies.

    `before`: they stand right before it; `verbs`, `nouns`: lemmas that govern it; `verbs_for`: lemmas that do so
    only with "for" or "until" or over an infinitive; `ranks`: words over an
    infinitive that tells what has been ("the first to join on Friday"). `range`: words between the two ends of a
    range; `between`: words before it; `joined`: words that join days in a row.
    """

    direction: Direction
    before: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    verbs_for: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


class TimeRule(Entry, frozen=True, kw_only=True):
    """A pattern over words and word classes, and the reading it gets (see reading/times/grammar.py for the language).

    `options` go to the reading as they are. `examples`: "text => value" on Saturday 18 March 2017.
    """

    pattern: str
    read: str
    options: dict[str, str | int | float | bool] = {}

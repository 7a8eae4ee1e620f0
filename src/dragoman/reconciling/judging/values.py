"""What a person may put in the place of what was read, field by field.

Enters: a kind of claim, a field and a value as typed. Leaves: the value as the reading keeps it; `JudgementError`,
with what is expected, for a field or a value that there is not.
"""

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from dragoman.errors import JudgementError
from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.incidents import Weapon
from dragoman.model import Party, Place, Promise, Toll, When
from dragoman.model.judgement import ClaimKind
from dragoman.model.reading import Bound, EventType, Phase, Status, TrucePhase
from dragoman.reading.placing import resolve_place

NONE = "none"  # typed for: the text does not say
MOST = 10_000_000  # people; more is a slip of the hand
LONGEST = 500  # characters of a name or a promise
HIGHEST_ROUND = 999
_BOUNDS: Mapping[str, Bound] = {"": "exact", "at_least": "at_least", "at_most": "at_most", "about": "about"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: how it is read, and what is expected (from the knowledge, where that says)."""

    parse: Callable[[str], Any]
    expected: str | Callable[[], str]

    def hint(self) -> str:
        """What is expected, for a person."""
        return self.expected if isinstance(self.expected, str) else self.expected()


class _Refused(Exception):
    """A value that cannot be read."""


def parse_value(kind: ClaimKind, field: str, value: str) -> Any:
    """The value of a field as the reading keeps it.

    Args:
        kind: of the claim.
        value: as typed; "none" for what the text does not say.
    Raises:
        JudgementError: such a claim has no such field, or the field takes no such value.
    """
    fields = FIELDS[kind]
    if field not in fields:
        known = ", ".join(fields) or "none: an actor can only be judged the same as another or different"
        raise JudgementError(f"{field}={value}: found no field {field!r} of a claim of kind {kind}; expected {known}")
    try:
        return fields[field].parse(" ".join(value.split()))
    except _Refused:
        raise JudgementError(
            f"{field}={value}: found a value that {field} cannot have; expected {fields[field].hint()}"
        ) from None


def _count(value: str) -> Toll:
    if value == NONE:
        return Toll()
    found = re.fullmatch(r"(?:(at[ _]least|at[ _]most|about) )?(\d{1,8})", value, re.ASCII)
    if not found or int(found[2]) > MOST:
        raise _Refused
    return Toll(total=int(found[2]), bound=_BOUNDS[(found[1] or "").replace(" ", "_")])


def _days(value: str) -> When | None:
    if value == NONE:
        return None
    first, dots, last = value.partition("..")
    try:
        days = dt.date.fromisoformat(first.strip()), dt.date.fromisoformat((last if dots else first).strip())
    except ValueError:
        raise _Refused from None
    if days[0] > days[1]:
        raise _Refused
    return When(text=value, earliest=days[0], latest=days[1])


def _place(value: str) -> Place | None:
    """From the gazetteer; a name that it does not know stays a bare name."""
    if value == NONE:
        return None
    return resolve_place(value) or Place(name=_text(value))


def _text(value: str) -> str:
    if not value or len(value) > LONGEST:
        raise _Refused
    return value


def _maybe_text(value: str) -> str | None:
    return None if value == NONE else _text(value)


def _names(value: str) -> tuple[Party, ...]:
    if value == NONE:
        return ()
    names = dict.fromkeys(n for part in re.split("[;,]", value) if (n := part.strip()))
    if not names or any(len(n) > LONGEST for n in names):
        raise _Refused
    return tuple(Party(name=n) for n in names)


def _number(value: str) -> int | None:
    if value == NONE:
        return None
    if not re.fullmatch(r"\d{1,3}", value, re.ASCII) or not 0 < int(value) <= HIGHEST_ROUND:
        raise _Refused
    return int(value)


@functools.lru_cache(maxsize=1)
def _weapons() -> tuple[str, ...]:
    return tuple(sorted({w.weapon for w in load_entries(Weapon, "weapons", "en") if w.weapon}))


def _weapon(value: str) -> str | None:
    if value != NONE and value not in _weapons():
        raise _Refused
    return None if value == NONE else value


def _one_of(alias: Any) -> Kind:
    """One of the words of a `Literal`."""
    words = get_args(alias)

    def parse(value: str) -> str:
        if value not in words:
            raise _Refused
        return value

    return Kind(parse, "one of " + ", ".join(words))


COUNT = Kind(_count, 'a count such as 58, "at least 58", "at most 58" or "about 58", or none')
DAYS = Kind(_days, "a day such as 2017-03-18, days such as 2017-03-18..2017-03-20, or none")
PLACE = Kind(_place, "the name of a place, or none")
NAMES = Kind(_names, "names with commas between them, or none")
NUMBER = Kind(_number, f"a number from 1 to {HIGHEST_ROUND}, or none")
TEXT = Kind(_text, f"words, at most {LONGEST} characters")
MAYBE_TEXT = Kind(_maybe_text, f"words, at most {LONGEST} characters, or none")
WEAPON = Kind(_weapon, lambda: f"one of {', '.join(_weapons())}, or none")
PROMISE_PHASE = _one_of(Promise.__annotations__["phase"])

_EVENT: dict[str, Kind] = {
    "type": _one_of(EventType),
    "status": _one_of(Status),
    "place": PLACE,
    "when": DAYS,
    "who": NAMES,
    "to": NAMES,
    "killed": COUNT,
    "wounded": COUNT,
    "weapon": WEAPON,
}
FIELDS: Mapping[ClaimKind, Mapping[str, Kind]] = {
    "incident": {
        "killed": COUNT,
        "wounded": COUNT,
        "responsible": NAMES,
        "place": PLACE,
        "when": DAYS,
        "weapon": WEAPON,
        "status": _one_of(Status),
        "type": _one_of(EventType),
    },
    "meeting": {
        "number": NUMBER,
        "track": MAYBE_TEXT,
        "phase": _one_of(Phase),
        "place": PLACE,
        "when": DAYS,
    },
    "truce": {
        "phase": _one_of(TrucePhase),
        "when": DAYS,
        "made": DAYS,
        "begins": DAYS,
        "until": DAYS,
        "name": MAYBE_TEXT,
        "place": PLACE,
        "parties": NAMES,
        "accused": NAMES,
        "accuser": NAMES,
    },
    "promise": {"what": TEXT, "due": DAYS, "phase": PROMISE_PHASE, "who": NAMES, "to": NAMES},
    "step": _EVENT,
    "event": _EVENT,
    "statement": {"speaker": MAYBE_TEXT},
    "actor": {},
}

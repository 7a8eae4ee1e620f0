"""Which mentions of a report mean the same meeting.

Enters: the mentions of one report. Leaves: the same as `Talks`, numbered, each with the earlier mention it
refers back to; a bare "meeting" that refers to no talks is dropped.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.model import Talks
from dragoman.reading.parsed import Parsed

if TYPE_CHECKING:
    from dragoman.reading.talks.find import Mention

_AHEAD = ("planned", "postponed", "cancelled")


def refer_back(parsed: Parsed, mentions: Sequence["Mention"]) -> tuple[Talks, ...]:
    """Tie definite mentions ("the talks", "the meeting") to what they mean, and number all."""
    found: list[Talks] = []
    for mention in mentions:
        talks = mention.talks
        earlier = _antecedent(mention, found)
        if mention.phrase.bare and earlier is None:
            continue
        formal = talks.formal or (earlier is not None and earlier.formal) or _is_next_meeting(mention, found)
        if not formal and not talks.parties and not talks.attendance:
            continue
        found.append(
            msgspec.structs.replace(
                talks,
                id=f"t{len(found) + 1}",
                formal=formal,
                track=talks.track or (earlier.track if earlier else None),
                place=talks.place or (earlier.place if earlier else None),
                same_as=earlier.id if earlier else None,
            )
        )
    return tuple(found)


def _is_next_meeting(mention: "Mention", found: Sequence[Talks]) -> bool:
    """ "the next meeting", "a new meeting in X", "the meeting in X" where the report speaks of talks already."""
    talks = mention.talks
    if not any(t.formal for t in found):
        return False
    somewhere = mention.phrase.definite and talks.place is not None and not (talks.parties or talks.attendance)
    return somewhere or talks.relative in ("next", "new", "last", "previous")


def _antecedent(mention: "Mention", found: Sequence[Talks]) -> Talks | None:
    talks, phrase = mention.talks, mention.phrase
    if not phrase.definite and not talks.track and not talks.place:
        return None
    if talks.relative in ("next", "new", "last", "previous") or talks.count:
        return None
    same = (other for other in reversed(found) if _is_same(talks, other))
    if phrase.bare:  # of two rounds the one that is under way or over, unless it is said to lie ahead
        return next((o for o in same if talks.phase in _AHEAD or o.phase not in _AHEAD), None)
    if phrase.definite or talks.track:
        return next(same, None)
    return next((o for o in same if o.place and talks.place and o.place.name == talks.place.name), None)


def _is_same(talks: Talks, other: Talks) -> bool:
    if not other.formal or other.count or other.relative in ("previous",):
        return False
    if other.relative == "new" and other.phase == "mentioned":  # talks that there may be some day
        return False
    if talks.number and other.number != talks.number:
        return False
    if talks.track and other.track and talks.track.casefold() != other.track.casefold():
        return False
    if talks.track and not other.track and talks.place and other.place and talks.place.name != other.place.name:
        return False
    here, there = talks.place and talks.place.country, other.place and other.place.country
    if here and there and here != there:
        return False
    if "mentioned" in (talks.phase, other.phase):
        return True
    return (talks.phase in _AHEAD) == (other.phase in _AHEAD)

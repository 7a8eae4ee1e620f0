"""What follows from what was told of a promise: its status, by one rule.

Enters: follow-ups in order of time, or a commitment and a day. Leaves: a status.
"""

import datetime as dt
from collections.abc import Sequence

from dragoman.model import Commitment, FollowUp
from dragoman.model.record import CommitmentStatus
from dragoman.reconciling.days import first_day, last_day

OVERDUE = 7  # days after the due day on which a deed may still come into the news
FORGOTTEN = 90  # days after which a promise without a day, of which nothing more is told, is no longer open


def derive_status(follow_ups: Sequence[FollowUp]) -> CommitmentStatus:
    """What became of a promise, as of what was told.

    Args:
        follow_ups: in order of time.
    Returns:
        The last day on which somebody says outright that it was kept, broken or taken back decides: kept or broken
        (taken back is broken); both on that day: disputed. An accusation or an act alleged afterwards makes a kept
        promise disputed; one that was said to be broken stays so. Accusations alone: disputed. A new day by which it
        is due opens the matter again: what was told before that counts no more. Nothing of the kind: open.
    """
    moves = [first_day(f.day) for f in follow_ups if f.kind == "extended"]
    since = max(moves, default=dt.date.min)
    verdicts = [f for f in follow_ups if f.kind in ("kept", "broken", "withdrawn") and first_day(f.day) >= since]
    accused = [first_day(f.day) for f in follow_ups if f.kind == "disputed" and first_day(f.day) >= since]
    if not verdicts:
        return "disputed" if accused else "open"
    last = first_day(verdicts[-1].day)
    kinds = {"kept" if f.kind == "kept" else "broken" for f in verdicts if first_day(f.day) == last}
    if len(kinds) == 2 or (kinds == {"kept"} and any(day >= last for day in accused)):
        return "disputed"
    return "kept" if kinds == {"kept"} else "broken"


def settle_status(commitment: Commitment, today: dt.date | None) -> CommitmentStatus:
    """The status on a day: an open promise that was due a week ago, or not told of for three months, is unknown.

    So is one of which no report tells when it was made.
    """
    if commitment.status != "open" or today is None:
        return commitment.status
    if commitment.due:
        return "open" if (today - last_day(commitment.due)).days <= OVERDUE else "unknown"
    if commitment.told is None:
        return "unknown"
    return "open" if (today - last_day(commitment.told)).days <= FORGOTTEN else "unknown"

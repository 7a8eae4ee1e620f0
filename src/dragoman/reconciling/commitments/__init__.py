"""Promises over all reports, and what became of them.

Enters: readings. Leaves: `Commitment` records. `words.py` finds what a report says of promises and the deeds that may
bear on one, `drafts.py` joins the words on one promise, `bearing.py` gives each draft what bears on it, `status.py`
says what follows from it. Only reports that share a key of `keys.py` can bear on each other.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.model import Commitment, Reading
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.commitments.bearing import attach_deeds, attach_outcomes
from dragoman.reconciling.commitments.deeds import find_deeds
from dragoman.reconciling.commitments.drafts import Blocks, make_commitment
from dragoman.reconciling.commitments.keys import link_keys
from dragoman.reconciling.commitments.persons import regroup
from dragoman.reconciling.commitments.status import settle_status
from dragoman.reconciling.commitments.words import find_words
from dragoman.reconciling.days import first_day
from dragoman.reconciling.rulings import NO_RULINGS, Rulings

__all__ = ["gather_commitments", "link_keys", "order_commitments", "settle_commitments"]


def gather_commitments(
    readings: Iterable[Reading], parties: Parties, rulings: Rulings = NO_RULINGS
) -> list[Commitment]:
    """Make the promises of reports, with their status as of the evidence: open where nothing says what became of it.

    The result is the same for any order of the reports, and for a set of reports it is that of its components under
    `link_keys` put together.
    """
    known = list({r.report.id: r for r in readings}.values())
    words = sorted((w for r in known for w in find_words(r, parties)), key=lambda w: w.told.order)
    blocks = Blocks()
    for word in words:
        if word.phase == "made":
            blocks.take(word)
    blocks = regroup(blocks, rulings)
    attach_outcomes((w for w in words if w.phase != "made"), blocks, rulings)
    if blocks.drafts:  # most reports make no promise: their deeds need not be looked at
        attach_deeds(sorted((d for r in known for d in find_deeds(r, parties)), key=lambda d: d.told.order), blocks)
    return order_commitments(make_commitment(d) for d in blocks.drafts)


def order_commitments(commitments: Iterable[Commitment]) -> list[Commitment]:
    """By the day on which they were made, then by report and place in it."""
    return sorted(commitments, key=lambda c: (first_day(c.made), c.evidence[0].report, c.evidence[0].sentence, c.what))


def settle_commitments(commitments: Sequence[Commitment], today: dt.date | None) -> list[Commitment]:
    """The last pass: on `today` (None: not known) a promise long due or long not told of is no longer open."""
    settled = [(c, settle_status(c, today)) for c in commitments]
    return [c if status == c.status else msgspec.structs.replace(c, status=status) for c, status in settled]

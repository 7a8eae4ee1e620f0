"""Ceasefires over all reports: the life of each, whom it binds, who watches over it, and who says it was broken.

Enters: readings of reports that may bear on each other (`truce_keys`), in any order. Leaves: `Ceasefire`s.
"""

from collections.abc import Iterable, Iterator

from dragoman.model import Ceasefire, ClaimRef, Reading
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.rulings import NO_RULINGS, Rulings, claim_ref
from dragoman.reconciling.truces.drafts import Mention, draft_mentions, draft_report
from dragoman.reconciling.truces.join import join_drafts
from dragoman.reconciling.truces.keys import draft_keys
from dragoman.reconciling.truces.make import is_worth, make_ceasefire, order
from dragoman.reconciling.truces.rows import ceasefire_rows


def gather_ceasefires(readings: Iterable[Reading], parties: Parties, rulings: Rulings = NO_RULINGS) -> list[Ceasefire]:
    """Make the truces of some reports, in order of time; what is only asked for counts where its parties are named."""
    drafts = join_drafts((d for reading in readings for d in draft_report(reading, parties)), parties)
    drafts = rulings.heed("truce", drafts, lambda d: d.mentions, _ref, lambda ms, _: draft_mentions(ms, parties))
    return sorted((make_ceasefire(d, parties) for d in drafts if is_worth(d)), key=order)


def _ref(mention: Mention) -> ClaimRef:
    return claim_ref("truce", mention.report, mention.truce.sentence, mention.truce.span)


def truce_keys(reading: Reading, parties: Parties) -> Iterator[str]:
    """Strings of which two reports share one, directly or through others, if their truces may be one.

    Returns:
        Each key once; none for a report that speaks of no truce, its own id where nothing ties it to others.
    """
    drafts = draft_report(reading, parties)
    keys = {key for draft in drafts for key in draft_keys(draft, parties)}
    yield from sorted(keys) or ([f"report:{reading.report.id}"] if drafts else ())


__all__ = ["ceasefire_rows", "gather_ceasefires", "truce_keys"]

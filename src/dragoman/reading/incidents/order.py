"""Where in a report to look for what it tells of an incident beside the toll.

Enters: parsed text and accounts. Leaves: numbers of sentences.
"""

from collections.abc import Iterator, Sequence

from dragoman.reading.incidents.accounts import Account
from dragoman.reading.parsed import Parsed

LOOK_AHEAD = 4  # sentences after the account in which its place or day may still be told
LOOK_BEHIND = 2


def search_order(parsed: Parsed, account: Account, alike: Sequence[Account]) -> Iterator[int]:
    """Sentences in the order in which they are likely to speak of an account's incident."""
    after = range(account.sentence + 1, min(len(parsed.sentences), account.sentence + 1 + LOOK_AHEAD))
    before = range(account.sentence - 1, max(0, account.sentence - LOOK_BEHIND) - 1, -1)
    last = before[:1] if account.sentence > 1 else ()  # a toll alone is of what was told just before it
    yield from dict.fromkeys((account.sentence, *(a.sentence for a in alike), 0, *last, *after, *before))

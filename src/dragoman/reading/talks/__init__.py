"""Talks and rounds: which process a sentence means, which round of it, and what it says of it.

Enters: a report with all that was read so far and its events. Leaves: `Talks` mentions in text order.
"""

from dragoman.reading.talks.find import read_talks

__all__ = ["read_talks"]

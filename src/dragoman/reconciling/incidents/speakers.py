"""Who speaks in each account of one incident, under one name across reports.

Enters: the accounts of one incident. Leaves: a name for the source of each.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from dragoman.reconciling.incidents.tellings import Account

_WORD = re.compile(r"[^\W_]+")


def name_sources(accounts: Sequence[Account]) -> list[str]:
    """The source of each account: who is cited, else the outlet or agency of the report.

    Shorter names go with the one fuller name that they are part of, or the initials of; a name without a capital
    ("a source") and an unnamed source are of their own report's outlet alone.
    """
    named = [_printed(a) for a in accounts]
    full = _full_names(set(named))
    return [full[name] for name in named]


def _printed(account: Account) -> str:
    claim = account.claim
    if claim.said_by is None:
        return account.outlet
    if claim.anonymous or not _proper(claim.said_by):
        return f"{claim.said_by} ({account.outlet})"
    return claim.said_by


def _full_names(names: set[str]) -> dict[str, str]:
    """From each name to the fullest that is surely of the same source."""
    full: dict[str, str] = {}
    by_word: dict[str, list[str]] = defaultdict(list)  # full names
    by_initials: dict[str, list[str]] = defaultdict(list)
    words = {name: _words(name) for name in names}
    for name in sorted(names, key=lambda n: (-len(words[n]), -len(n), n)):
        full[name] = name
        if name.endswith(")"):  # of its own outlet alone
            continue
        rarest = min((by_word[w] for w in words[name]), key=len, default=[])
        fitting = {h for h in rarest if words[name] <= words[h]} | {h for w in words[name] for h in by_initials[w]}
        if len(fitting) == 1:
            full[name] = fitting.pop()
        elif " and " not in name:  # two who speak are the fuller name of neither
            for word in words[name]:
                by_word[word].append(name)
            by_initials[_initials(name)].append(name)
    return full


def _words(name: str) -> frozenset[str]:
    """The words with capitals, else all."""
    return frozenset(w.casefold() for w in _proper(name) or _WORD.findall(name))


def _proper(name: str) -> frozenset[str]:
    """The words of a name that begin with a capital."""
    return frozenset(w for w in _WORD.findall(name) if w[0].isupper())


def _initials(name: str) -> str:
    return "".join(w[0] for w in _WORD.findall(name) if w[0].isupper()).casefold()

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
    holders: dict[str, list[str]] = defaultdict(list)  # from a word, or initials, to full names
    for name in sorted(names, key=lambda n: (-len(_words(n)), -len(n), n)):
        words = _words(name)
        near = {h for h in holders[min(words)] if words <= _words(h) or _initials(h) in words} if words else set()
        fitting = near if _proper(name) and not name.endswith(")") else set()
        if len(fitting) == 1:
            full[name] = fitting.pop()
            continue
        full[name] = name
        if not name.endswith(")") and " and " not in name:  # two who speak are the fuller name of neither
            for key in words | {_initials(name)}:
                holders[key].append(name)
    return full


def _words(name: str) -> frozenset[str]:
    """The words with capitals, else all."""
    return frozenset(w.casefold() for w in _proper(name) or _WORD.findall(name))


def _proper(name: str) -> frozenset[str]:
    """The words of a name that begin with a capital."""
    return frozenset(w for w in _WORD.findall(name) if w[0].isupper())


def _initials(name: str) -> str:
    return "".join(w[0] for w in _WORD.findall(name) if w[0].isupper()).casefold()

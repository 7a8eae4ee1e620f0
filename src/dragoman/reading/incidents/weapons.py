"""Weapons: by what means people were harmed.

Enters: a `Parsed` and an account. Leaves: the `Weapon` entry, or None where the text names none.
"""

from collections.abc import Iterable, Sequence

from dragoman.knowledge.schema.incidents import Weapon
from dragoman.reading.incidents.accounts import Account
from dragoman.reading.incidents.lexicon import Found, small_words, weapons
from dragoman.reading.parsed import Parsed

LOOK_AHEAD = 4  # sentences after the account in which its weapon may still be named
LOOK_BEHIND = 2  # and before it
LOOK_ON = 2  # places of the search in which a better word than a generic one is looked for
FAR = 25  # words from the toll beyond which a weapon in the same sentence is hardly that of the toll


def find_weapon(parsed: Parsed, account: Account, alike: Sequence[Account] = ()) -> Weapon | None:
    """The weapon of an account: named in its sentence, in those of accounts alike, in the headline, or close by."""
    generic: Weapon | None = None
    for place, sentence in enumerate(_search_order(parsed, account, alike)):
        if generic and place > len(alike) + LOOK_ON:
            break
        found = [f for f in _named_in(parsed, sentence) if f.entry.weapon and not _is_held(parsed, f)]
        near = [f for f in found if sentence != account.sentence or _distance(f, account) <= FAR] or found
        if near:
            best = max(near, key=lambda f: (not f.entry.generic, f.entry.rank, -f.first)).entry
            if not best.generic:
                return best
            generic = generic or best
    return generic


def find_weapon_beside(parsed: Parsed, account: Account) -> Weapon | None:
    """The weapon that an account's own sentence names, for tolls beside the report's own."""
    found = [f for f in _named_in(parsed, account.sentence) if f.entry.weapon and _distance(f, account) <= FAR]
    best = max(found, key=lambda f: (not f.entry.generic, f.entry.rank, -f.first), default=None)
    return best.entry if best else None


def _search_order(parsed: Parsed, account: Account, alike: Sequence[Account]) -> Iterable[int]:
    order = [account.sentence, *(a.sentence for a in alike), 0]
    order += reversed(range(max(0, account.sentence - LOOK_BEHIND), account.sentence))
    order += range(account.sentence + 1, min(len(parsed.sentences), account.sentence + 1 + LOOK_AHEAD))
    return dict.fromkeys(n for n in order if n < len(parsed.sentences))


def _named_in(parsed: Parsed, sentence: int) -> list[Found[Weapon]]:
    s = parsed.sentences[sentence]
    return weapons().find(parsed.lower, s.first, s.last)


def _distance(found: Found[Weapon], account: Account) -> int:
    return max(0, account.first - found.last, found.first - account.last)


def _is_held(parsed: Parsed, found: Found[Weapon]) -> bool:
    """Arms that were seized or destroyed, not used: "machine guns were confiscated"."""
    window = parsed.lower[found.last + 1 : found.last + 4]
    return not small_words("held").isdisjoint(window)

"""Numbers of rounds that are glued to a name or stand behind it: "Tunis-3", "Geneva II".

Enters: words. Leaves: numbers.
"""

import re

MOST_ROUNDS = 40  # "X-737" is no round
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_GLUED = re.compile(r"(?P<place>.*[^\W\d_])-(?P<number>\d{1,2}|[IVX]+)")


def is_roman(word: str) -> bool:
    """True for a Roman number up to 39."""
    return bool(_ROMAN.fullmatch(word))


def small_number(word: str) -> int | None:
    """The number that a word stands for, if a round may have it."""
    roman = _ROMAN.fullmatch(word)
    if roman:
        tens, units = roman.groups()
        ones = {"IX": 9, "IV": 4}.get(units, units.count("I") + 5 * units.count("V"))
        return 10 * len(tens) + ones
    number = int(word) if word.isdecimal() and len(word) < 3 else 0
    return number if 0 < number <= MOST_ROUNDS else None


def split_number(word: str) -> tuple[str, int | None]:
    """A word and the number glued to it: "Tunis-3" is Tunis and 3."""
    glued = _GLUED.fullmatch(word)
    number = small_number(glued["number"]) if glued else None
    return (glued["place"], number) if glued and number else (word, None)

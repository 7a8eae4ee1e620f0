"""Proper names of organisations: "Moro Islamic Liberation Front", "Alliance of Democratic Forces".

Enters: classed tokens. Leaves: the same, with such names marked as one.
"""

from dragoman.reading.actors.tokens import TokenClasses

_APOSTROPHES = ("'s", "’s", "'", "’")
_WIDEST = 14  # tokens that a name may reach to either side of its noun


class BodyFinder:
    """Widens capitalised nouns for organisations to both sides as far as capitals go."""

    def __init__(self, tokens: TokenClasses) -> None:
        self.tokens, self.parsed, self.lex, self.classes = tokens, tokens.parsed, tokens.lex, tokens.classes

    def find(self, first: int, last: int) -> None:
        """Mark the names of one sentence, unless capitals tell nothing there."""
        if self.parsed.sentence_of[first] in self.tokens.title_case:
            return
        token = first
        while token < last:
            if self.classes[token] == "G" and self._is_named_group(token):
                begin, end = self._align(self._widen_left(token, first), self._widen_right(token, last), first)
                if self._is_own_name(begin, end, token):
                    self.tokens.set_name(begin, end, None)
                token = max(token, end)
            token += 1

    def _align(self, begin: int, end: int, first: int) -> tuple[int, int]:
        """Widen a stretch so that it cuts no name, role or group in two."""
        for token in range(max(first, begin - 8), begin):
            last = self.tokens.end_of_entry(token)
            if last is not None and last >= begin:
                begin = token
                break
        ends = [self.tokens.end_of_entry(t) for t in range(begin, end + 1)]
        return begin, max(end, *(e for e in ends if e is not None), end)

    def _is_named_group(self, token: int) -> bool:
        entry = self.tokens.groups.get(token)
        return entry is not None and entry[0].named and self.parsed.words[token][0].isupper()

    def _is_capital(self, token: int) -> bool:
        return self.parsed.words[token][0].isupper() and self.classes[token] in ("P", "G", "n", "m", "R")

    def _widen_left(self, token: int, first: int) -> int:
        words, least = self.parsed.words, max(first, token - _WIDEST)
        while token > least:
            before = token - 1
            if self._is_capital(before) and self.classes[before] != "R":
                token = before
            elif (words[before] in ("-", *_APOSTROPHES)) and before > first and self._is_capital(before - 1):
                if words[before] != "-" and self.classes[before - 1] == "n":
                    break  # "Russia's Defence Ministry": an owner
                token = before - 1
            else:
                break
        return token

    def _widen_right(self, token: int, last: int) -> int:
        words, links = self.parsed.words, self.lex.words["org-links"]
        last = min(last, token + _WIDEST)
        while token + 1 < last:
            after = token + 1
            while after < last and words[after] in links and after - token <= 3:
                after += 1
            if after >= last or after - token > 3 or not self._is_capital(after):
                if words[token + 1] == "-" and token + 2 < last and self._is_capital(token + 2):
                    token += 2
                    continue
                break
            linked = words[token + 1 : after]
            if linked and (linked[0] in ("in", "on", "to", "against", "and", "the") or self.classes[after] == "R"):
                break
            token = after
        return token

    def _is_own_name(self, begin: int, end: int, head: int) -> bool:
        """True if some word is neither a country nor an ordinary part of an office's title."""
        words = self.lex.words
        for token in range(begin, end + 1):
            low = self.parsed.lower[token]
            telling = self.classes[token] in ("P", "m") or (self.classes[token] == "G" and token != head)
            ordinary = low in words["title-modifiers"] or low in words["portfolios"] or low in self.lex.shifts
            if telling and not ordinary:
                return True
        return False

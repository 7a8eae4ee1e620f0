"""One run of tokens, a noun phrase or several side by side, read from left to right.

Enters: a run and the classes of its tokens. Leaves: phrases, added to the scanner's.
"""

from typing import TYPE_CHECKING

from dragoman.knowledge.schema.actors import Country, Group, Role
from dragoman.reading.actors.lexicon import Named
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.tokens import NOUNS

if TYPE_CHECKING:
    from dragoman.reading.actors.scan import Scanner

_DOERS = frozenset(
    {"MIL", "REB", "GOV", "COP", "PRM", "OPP", "LEG"}
)  # "army raid" is the army's, "press room" no one's


class RunReader:
    """Reads one run from left to right, gathering what stands before a noun until the noun comes."""

    def __init__(self, scanner: "Scanner", first: int, last: int) -> None:
        self.scanner, self.first, self.last = scanner, first, last
        self.parsed, self.lex, self.classes, self.tokens = scanner.parsed, scanner.lex, scanner.classes, scanner.tokens
        self.reset(first)

    def reset(self, start: int) -> None:
        """Forget what was gathered."""
        self.start = start
        self.countries: list[Country] = []
        self.orgs: list[Phrase] = []
        self.role: Role | None = None
        self.role_span: tuple[int, int] | None = None
        self.group: Group | None = None
        self.shift: str | None = None
        self.honorific: str | None = None
        self.words_from = start  # first token of a title's words

    def read(self) -> None:
        """Read the run and add its phrases to the scanner's."""
        token = self.first
        while token <= self.last:
            step = getattr(self, f"_read_{self.classes[token]}")
            token = step(token)

    # ------------------------------------------------------------------ one class of token each

    def _read_m(self, token: int) -> int:
        low = self.parsed.lower[token]
        if low in self.lex.shifts:
            self._take_side_word(token)
        if token == self.last:
            self.reset(token + 1)
        return token + 1

    def _read_H(self, token: int) -> int:
        low, words = self.parsed.lower[token], self.lex.words
        self.honorific = (
            "male" if low in words["honorifics-male"] else "female" if low in words["honorifics-female"] else "any"
        )
        return token + 1

    def _read_R(self, token: int) -> int:
        role, end = self.tokens.roles[token]
        low = self.parsed.lower[end]
        if end < self.last and self.parsed.tags[end + 1] == "HYPH":
            self.shift = self.lex.shifts.get(low, self.shift)
            return end + 1
        if low in self.lex.shifts and end < self.last and self.classes[end + 1] in ("R", "G", "m", "n"):
            self._take_side_word(end)
            return end + 1
        if self.role_span is None:
            self.role_span = (self.words_from, end)
        self.role, self.role_span = role, (self.role_span[0], end)
        if end == self.last:
            self._emit("title", self.last, role=True)
        elif self.classes[end + 1] == "m" and not self._has_name_after(end + 1):
            self._emit("title", end, role=True, modifier=True)
        return end + 1

    def _read_G(self, token: int) -> int:
        group, end = self.tokens.groups[token]
        low = self.parsed.lower[token]
        if end == self.last:
            self.group = group
            self._emit("group", end)
        elif token in self.tokens.counted:
            pass  # "six-party talks": see `counted`
        elif self._is_only_noun_after(end) and group.sector in _DOERS and not group.capital and not self.role:
            self.group = group
            self._emit("group", end, modifier=True)
        else:
            if end == token and low in self.lex.shifts:
                self.shift = self.lex.shifts[low]
            elif group.sector:
                self.shift = group.sector
            self.group = group
        return end + 1

    def _take_side_word(self, token: int) -> None:
        """ "Rebel" tells the side of what follows; before a plain noun it is the rebels themselves."""
        low = self.parsed.lower[token]
        if self._is_only_noun_after(token) and low in self.lex.side_words:
            self.group = self.lex.groups[f"{low}s"]
            self._emit("group", token, modifier=True)
        self.shift = self.lex.shifts[low]

    def _is_only_noun_after(self, token: int) -> bool:
        """True if one plain noun ends the run: "rebel attack", "army bulldozers"."""
        return token + 1 == self.last and self.classes[self.last] == "m" and self.parsed.tags[self.last] in NOUNS

    def _read_n(self, token: int) -> int:
        named, end = self.tokens.known[token]
        at_end = end == self.last
        if self.role and self.role_span and self.role_span[1] < token:
            self._emit("title", self.role_span[1], role=True)
            self.reset(token)
        elif not at_end and named and named.kind in ("state", "capital") and self.classes[end + 1] in ("P", "H"):
            self._emit("name", end, name=(token, end), named=named)
            return end + 1
        if named is None:
            phrase = self._emit("name", end, name=(token, end), organisation=True, modifier=not at_end, keep=not at_end)
            if not at_end:
                self.orgs.append(phrase)
        elif named.kind == "demonym" and not (at_end and self._is_noun(token, end)):
            self._take_country(named)
            if named.country:
                self.scanner.adjectives[end] = named.country
                self.scanner.begins[end] = token
            self.words_from = end + 1
            if at_end:
                self.reset(end + 1)
        elif not at_end and named.kind in ("people", "capital") and self.classes[end + 1] == "P":
            return self._read_P(token)
        else:
            phrase = self._emit("name", end, name=(token, end), named=named, modifier=not at_end, keep=not at_end)
            if not at_end:
                self._take_country(named)
                if named.kind == "organisation":
                    self.orgs.append(phrase)
                self.words_from = end + 1
        return end + 1

    def _take_country(self, named: Named) -> None:
        if named.country:
            self.countries.append(named.country)

    def _is_noun(self, token: int, end: int) -> bool:
        """True if a demonym stands as a noun: "the Palestinians", "Russians said"."""
        tag, dep = self.parsed.tags[end], self.parsed.deps[end]
        if end + 2 < len(self.parsed) and self.parsed.lower[end + 1] in (",", "and", "or", "&"):
            after = self.tokens.known.get(end + 2)
            if after and after[0] and after[0].country and (after[0].kind == "demonym" or self._is_followed(after[1])):
                return False
        return (tag in NOUNS and dep not in ("compound", "amod", "nmod")) or dep in (
            "nsubj",
            "pobj",
            "dobj",
            "nsubjpass",
        )

    def _is_followed(self, token: int) -> bool:
        """True if the noun phrase goes on after a token."""
        return token + 1 < len(self.classes) and self.classes[token + 1] not in ("", "n")

    def _read_P(self, token: int) -> int:
        if self._is_title_word(token):
            low = self.parsed.lower[token]
            if low in self.lex.shifts and low not in ("foreign", "state"):
                self.shift = self.lex.shifts[low]
            return token + 1
        end = token
        while end + 1 < len(self.parsed) and self._goes_on(end + 1, end - token):
            end += 1
        if token and self.parsed.tags[token - 1] == "POS":
            while token < end and self._is_idle(token):
                token += 1  # "Minister of Prisoners' Affairs Anna Lund"
        while end > token and self.parsed.tags[end] == "HYPH":
            end -= 1
        at_end = end == self.last
        if not (self.role or self.honorific) and all(self._is_idle(t) for t in range(token, end + 1)):
            return end + 1
        phrase = self._emit("name", end, name=(token, end), modifier=not at_end, keep=False)
        phrase.organisation = phrase.organisation or self._is_acronym(token, end)
        if not at_end:
            self.reset(token)
            self.words_from = end + 1
            self.orgs.append(phrase)
        return end + 1

    def _goes_on(self, token: int, before: int) -> bool:
        """True if a name goes on here, `before` words after its first: a proper noun, or a hyphen inside."""
        if token <= self.last and self.classes[token] == "P":
            return True
        if self.parsed.words[token - 1][-1] == "-" and before > 0:
            return self._is_lower_half(token)
        if self.parsed.words[token] == "-":
            whole = token < self.last and self.classes[token + 1] == "P"
            return whole or (before > 0 and self._is_lower_half(token + 1))
        return False

    def _is_lower_half(self, token: int) -> bool:
        """True for the second half of names such as Jong-il and Seung-hyun."""
        parsed = self.parsed
        if token >= len(parsed) or parsed.sentence_of[token] != parsed.sentence_of[token - 1]:
            return False
        after = parsed.words[token]
        if parsed.words[token - 1][-1] == "-" and after.isalpha() and after.islower() and 1 < len(after) < 8:
            self.classes[token] = "P"
            self.last = max(self.last, token)
            return True
        return False

    def _is_title_word(self, token: int) -> bool:
        """True for "Foreign" in "Foreign Minister": such a word before an office that comes later in the run."""
        words = self.lex.words
        while token <= self.last:
            cls, low = self.classes[token], self.parsed.lower[token]
            if cls in ("R", "G"):
                return True
            known = low in words["title-modifiers"] or low in words["portfolios"] or low in self.lex.shifts
            if not known and self.parsed.tags[token] != "HYPH":
                return False
            token += 1
        return False

    def _is_idle(self, token: int) -> bool:
        """True for a word that makes no name by itself: "Foreign Affairs"."""
        low, words = self.parsed.lower[token], self.lex.words
        return low in words["portfolios"] or low in words["title-modifiers"] or not low[0].isalnum()

    def _has_name_after(self, token: int) -> bool:
        while token <= self.last and self.classes[token] == "m" and self.parsed.tags[token] == "HYPH":
            token += 1
        return token <= self.last and self.classes[token] in ("P", "H", "R", "G", "n")

    def _is_acronym(self, first: int, last: int) -> bool:
        word = self.parsed.words[first]
        return first == last and 2 <= len(word) <= 6 and word.isupper() and word.isalpha() and not self.role

    # ------------------------------------------------------------------ a phrase is complete

    def _emit(
        self,
        kind: str,
        last: int,
        *,
        name: tuple[int, int] | None = None,
        named: Named | None = None,
        organisation: bool = False,
        role: bool = False,
        modifier: bool = False,
        keep: bool = False,
    ) -> Phrase:
        """Add a phrase made of what was gathered. `keep`: a modifier, so what was gathered stays for the noun."""
        if keep and name:
            start = name[0]
            phrase = Phrase("name", start, last, self.scanner.head_of(start, last), name=name, named=named)
            phrase.organisation, phrase.modifier = organisation, modifier
        else:
            phrase = Phrase(kind, self.start, last, self.scanner.head_of(self.start, last), name=name, named=named)
            phrase.organisation, phrase.modifier = organisation, modifier
            phrase.role, phrase.role_span, phrase.group = self.role, self.role_span, self.group
            phrase.countries, phrase.orgs = self.countries, self.orgs
            phrase.shift, phrase.honorific = self.shift, self.honorific
            if kind != "name":
                self._join_demonyms(phrase)
            self._look_left(phrase)
            self.reset(last + 1)
        after = last + 1
        numbered = self.parsed.lower[after : after + 1] and self.parsed.lower[after] in self.lex.words["regnal"]
        if phrase.kind == "name" and numbered and self.parsed.heads[phrase.head] == after:
            phrase.head = after  # parsers hang "King Abdullah II" on its number
        phrase.doubtful = self.scanner.is_doubtful(phrase)
        self.scanner.phrases.append(phrase)
        return phrase

    def _join_demonyms(self, phrase: Phrase) -> None:
        """ "Belgian, British and French soldiers": take in the demonyms before the phrase."""
        lower, begins = self.parsed.lower, self.scanner.begins
        if not phrase.countries:
            return
        while phrase.first - 2 in begins and lower[phrase.first - 1] in (",", "and", "or", "&"):
            phrase.countries.insert(0, self.scanner.adjectives[phrase.first - 2])
            phrase.first = begins[phrase.first - 2]

    def _look_left(self, phrase: Phrase) -> None:
        """Take in determiners and numbers before the phrase and inside it."""
        lower, tags = self.parsed.lower, self.parsed.tags
        sentence = self.parsed.sentence(phrase.first).first
        token = phrase.first
        while token > sentence and tags[token - 1] in ("DT", "PDT", "CD", "PRP$", "RB") and phrase.first - token < 4:
            token -= 1
            phrase.definite |= (
                lower[token] in ("the", "this", "that", "these", "those", "both") or tags[token] == "PRP$"
            )
        for t in range(token, phrase.last):
            phrase.count = phrase.count or self.lex.counts.get(lower[t])

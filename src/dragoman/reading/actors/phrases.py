"""Noun phrases that may name somebody, found by tags and knowledge; nothing is resolved here.

Enters: `Parsed`. Leaves: `Phrase` records in text order: a name with its title, an office or group with
its country, a title alone, or a pronoun. The parser's heads only part neighbouring phrases, since tags
survive headlines and long names better than trees do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.knowledge.schema.actors import Country, Group, Pronoun, Role
from dragoman.reading.actors.lexicon import Lexicon, Named, get_lexicon
from dragoman.reading.parsed import Parsed

_PROPER = frozenset({"NNP", "NNPS"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "HYPH", "AFX", "VBN", "VBG", "FW"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_APOSTROPHES = ("'s", "’s", "'", "’")


@dataclass(slots=True)
class Phrase:
    """Tokens `first` to `last` (included); exactly one of the kinds below.

    name: `name` holds its tokens, `named` the knowledge entry where it is known; title: `role` alone;
    group: `group` alone; pronoun.
    """

    kind: str  # name | title | group | pronoun
    first: int
    last: int
    head: int
    name: tuple[int, int] | None = None
    named: Named | None = None
    organisation: bool = False  # a proper name that ends in a noun for organisations, or an acronym
    role: Role | None = None
    role_span: tuple[int, int] | None = None
    group: Group | None = None
    pronoun: Pronoun | None = None
    countries: list[Country] = field(default_factory=list)
    orgs: list["Phrase"] = field(default_factory=list)  # names inside: "Hamas leader", "UN envoy"
    owner: "Phrase | None" = None  # "Nazarbayev's", "of the Alliance", or a pronoun
    shift: str | None = None
    honorific: str | None = None  # gender or "any"
    count: int | None = None
    definite: bool = False
    doubtful: bool = False  # a name in a headline whose words all have capitals
    modifier: bool = False  # stands before another noun: "Hamas" in "Hamas leader"
    of_end: int | None = None  # last token of an "of" phrase that belongs to it


class Scanner:
    """Finds the phrases of one report, sentence by sentence."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon | None = None) -> None:
        self.parsed = parsed
        self.lex = lexicon or get_lexicon()
        self.classes = [""] * len(parsed)
        self.known: dict[int, tuple[Named | None, int]] = {}  # first token -> (knowledge, last token)
        self.roles: dict[int, tuple[Role, int]] = {}
        self.groups: dict[int, tuple[Group, int]] = {}
        self.phrases: list[Phrase] = []
        self.adjectives: dict[int, Country] = {}  # demonyms, by token
        self.begins: dict[int, int] = {}  # first token of a demonym, by its last
        self.title_case: set[int] = set()  # sentences
        self.counted: dict[int, str] = {}  # "six" in "six-party talks", by the last token

    def scan(self) -> list[Phrase]:
        """All phrases, in order of their head."""
        for sentence in self.parsed.sentences:
            self._classify(sentence.first, sentence.last)
            for first, last in self._runs(sentence.first, sentence.last):
                self._read_run(first, last)
        self.phrases.sort(key=lambda p: (p.first, p.last))
        return self.phrases

    # ------------------------------------------------------------------ classes of tokens

    def _classify(self, first: int, last: int) -> None:
        """Give each token its class: n(ame known), o(rganisation), R(ole), G(roup), P(roper), H(onorific), m, or none."""
        words, lower, tags, lex = self.parsed.words, self.parsed.lower, self.parsed.tags, self.lex
        classes, not_names, things = self.classes, lex.words["not-names"], lex.words["things"]
        peoples, particles = lex.words["peoples"], lex.words["particles"]
        token = first
        while token < last:
            word, tag = words[token], tags[token]
            end = self._match_name(token, last) if word in lex.names else None
            if end is not None:
                for t in range(token, end + 1):
                    classes[t] = "n"
                token = end + 1
                continue
            low = lower[token]
            if low in lex.counts and token + 2 < last and words[token + 1] == "-":
                if lower[token + 2] in lex.words["party-suffixes"]:
                    self.counted[token + 2] = low
            if tag in _INSIDE:
                if low in not_names or low == "may" and self._is_month(token, last):
                    classes[token] = (
                        "m" if self.parsed.deps[token] in ("compound", "amod") and tag not in _PROPER else ""
                    )
                elif tag in _PARTICIPLES and self.parsed.deps[token] not in ("amod", "compound"):
                    pass
                elif low in things:
                    classes[token] = "m"
                elif low in lex.role_phrases and self._match_role(token, last):
                    token = self.roles[token][1]
                    classes[token] = "R"
                elif tag in _NOUNS and low in lex.roles:
                    classes[token] = "R"
                    self.roles[token] = (lex.roles[low], token)
                elif low in lex.group_phrases and self._match_group(token, last):
                    token = self.groups[token][1]
                    classes[token] = "G"
                elif low in lex.groups and (tag in _NOUNS or (tag == "JJ" and low == "displaced")):
                    classes[token] = "G"
                    self.groups[token] = (lex.groups[low], token)
                elif tag == "NNS" and self.parsed.lemmas[token] in lex.groups:
                    classes[token] = "G"
                    self.groups[token] = (lex.groups[self.parsed.lemmas[token]], token)
                elif tag == "NNS" and self.parsed.lemmas[token] in lex.roles:
                    classes[token] = "G"
                    self.groups[token] = (lex.plural(self.parsed.lemmas[token]), token)
                elif low in peoples:
                    classes[token] = "m"
                elif (
                    tag in _PROPER and word[-1] != "-" and (word[0].isupper() or word[0].isdigit() or low in particles)
                ):
                    classes[token] = "H" if self._is_honorific(low) else "P"
                else:
                    classes[token] = "m"
            elif low in lex.pronouns and tag in ("PRP", "PRP$"):
                self._add_pronoun(token)
            elif low in lex.words["particles"] and self._is_particle(token, first, last):
                classes[token] = "P"
            token += 1
        self._find_organisations(first, last)

    def _is_month(self, token: int, last: int) -> bool:
        """True for May beside a number or after a preposition of time, not for a surname."""
        words, lower = self.parsed.words, self.parsed.lower
        after = token + 1 < last and words[token + 1][0].isdigit()
        return (
            after
            or token > 0
            and (words[token - 1][0].isdigit() or lower[token - 1] in ("in", "on", "of", "by", "until"))
        )

    def _is_honorific(self, low: str) -> bool:
        words = self.lex.words
        return low in words["honorifics"] or low in words["honorifics-male"] or low in words["honorifics-female"]

    def _is_particle(self, token: int, first: int, last: int) -> bool:
        tags = self.parsed.tags
        after = token + 1 < last and (tags[token + 1] in _PROPER or tags[token + 1] == "HYPH")
        return after and token > first and (tags[token - 1] in _PROPER or self.classes[token - 1] in ("P", "R"))

    def _match_name(self, token: int, last: int) -> int | None:
        words = self.parsed.words
        for tokens, named in self.lex.names[words[token]]:
            end = token + len(tokens)
            if end <= last and all(words[token + k].replace("’", "'") == t for k, t in enumerate(tokens) if k):
                if len(tokens) == 1 and not self._fits(token, named):
                    continue
                self.known[token] = (named, end - 1)
                return end - 1
        return None

    def _fits(self, token: int, named: Named) -> bool:
        """False where a short name is more likely another word: "IS" the verb, "Male" in a headline."""
        tag = self.parsed.tags[token]
        return (
            tag in _INSIDE or tag == "NFP" or (named.kind in ("state", "demonym") and len(self.parsed.words[token]) > 3)
        )

    def _match_role(self, token: int, last: int) -> bool:
        lower = self.parsed.lower
        for tokens, role in self.lex.role_phrases[lower[token]]:
            end = token + len(tokens)
            if end <= last and lower[token:end] == tokens:
                self.roles[token] = self.roles[end - 1] = (role, end - 1)
                for t in range(token, end):
                    self.classes[t] = "R"
                return True
        return False

    def _match_group(self, token: int, last: int) -> bool:
        lower = self.parsed.lower
        for tokens, group in self.lex.group_phrases[lower[token]]:
            end = token + len(tokens)
            if end <= last and lower[token:end] == tokens:
                self.groups[token] = self.groups[end - 1] = (group, end - 1)
                for t in range(token, end):
                    self.classes[t] = "G"
                return True
        return False

    # ------------------------------------------------------------------ proper names of organisations

    def _find_organisations(self, first: int, last: int) -> None:
        """Mark stretches such as "Moro Islamic Liberation Front" or "Alliance of Democratic Forces"."""
        if self._is_title_case(first, last):
            self.title_case.add(self.parsed.sentence_of[first])
            return
        token = first
        while token < last:
            if self.classes[token] == "G" and self._is_named_group(token):
                begin, end = self._align(self._widen_left(token, first), self._widen_right(token, last), first)
                if self._is_own_name(begin, end, token):
                    self.known[begin] = (None, end)
                    for t in range(begin, end + 1):
                        self.classes[t] = "n"
                token = max(token, end)
            token += 1

    def _align(self, begin: int, end: int, first: int) -> tuple[int, int]:
        """Widen a stretch so that it cuts no name that is already known."""
        for token in range(max(first, begin - 8), begin):
            if token in self.known and self.known[token][1] >= begin:
                begin = token
                break
        last = max((self.known[t][1] for t in range(begin, end + 1) if t in self.known), default=end)
        return begin, max(end, last)

    def _is_title_case(self, first: int, last: int) -> bool:
        words = [w for w in self.parsed.words[first:last] if w[0].isalpha() and len(w) > 3]
        return len(words) > 3 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)

    def _is_named_group(self, token: int) -> bool:
        group = self.groups.get(token)
        return bool(group) and bool(group and group[0].named) and self.parsed.words[token][0].isupper()

    def _is_capital(self, token: int) -> bool:
        return self.parsed.words[token][0].isupper() and self.classes[token] in ("P", "G", "n", "m", "R")

    def _widen_left(self, token: int, first: int) -> int:
        words = self.parsed.words
        while token > first:
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
            if (self.classes[token] in ("P", "m") or self.classes[token] == "G" and token != head) and not (
                low in words["title-modifiers"] or low in words["portfolios"] or low in self.lex.shifts
            ):
                return True
        return False

    # ------------------------------------------------------------------ runs

    def _runs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Stretches of classed tokens, parted where one noun phrase ends and the next begins."""
        classes, heads = self.classes, self.parsed.heads
        begin: int | None = None
        whole = -1  # last token of a name that is never parted
        for token in range(first, last):
            if token <= whole:
                continue
            end = self._end_of_entry(token)
            if end is not None:
                parts = begin is not None and self._parts(begin, token, heads)
                whole = end
                if parts and begin is not None:
                    yield begin, token - 1
                begin = token if parts or begin is None else begin
                continue
            if not classes[token]:
                if begin is not None:
                    yield begin, token - 1
                begin = None
            elif begin is None:
                begin = token
            elif self._parts(begin, token, heads):
                yield begin, token - 1
                begin = token
        if begin is not None:
            yield begin, last - 1

    def _end_of_entry(self, token: int) -> int | None:
        """The last token of the name, role or group that begins here; None where none does."""
        cls = self.classes[token]
        if cls == "n":
            return self.known[token][1]
        if cls == "R":
            return self.roles[token][1]
        return self.groups[token][1] if cls == "G" else None

    def _parts(self, begin: int, token: int, heads: tuple[int, ...]) -> bool:
        """True if the token before is the head of a finished phrase that this token does not belong to."""
        before = token - 1
        if self.classes[before] == "P" and self.classes[token] == "P":
            return False
        if self.classes[before] in ("m", "n") and self.parsed.tags[before] not in _NOUNS:
            return False
        if begin <= heads[before] < token or heads[before] == token:
            return False
        if heads[token] in (before, heads[before]) and heads[token] != token and self.parsed.deps[token] != "dobj":
            return False
        return heads[before] < begin or not self._reaches(before, token, heads)

    def _reaches(self, before: int, token: int, heads: tuple[int, ...]) -> bool:
        """True if the head of `before` lies within the same run further right."""
        head = heads[before]
        return head >= token and all(self.classes[t] for t in range(token, min(head, token + 12) + 1))

    def _read_run(self, first: int, last: int) -> None:
        if any(self.classes[t] != "m" for t in range(first, last + 1)):
            RunReader(self, first, last).read()

    def is_doubtful(self, phrase: Phrase) -> bool:
        """True for an unknown name in a sentence whose words all have capitals."""
        if phrase.kind != "name" or phrase.named or phrase.role or phrase.honorific:
            return False
        return self.parsed.sentence_of[phrase.first] in self.title_case

    def _add_pronoun(self, token: int) -> None:
        pronoun = self.lex.pronouns[self.parsed.lower[token]]
        self.phrases.append(Phrase("pronoun", token, token, token, pronoun=pronoun))

    def head_of(self, first: int, last: int) -> int:
        """The token of the stretch whose head lies outside it; the last one if there are several."""
        heads = self.parsed.heads
        for token in range(last, first - 1, -1):
            if not first <= heads[token] <= last or heads[token] == token:
                return token
        return last


class RunReader:
    """Reads one run from left to right, gathering what stands before a noun until the noun comes."""

    def __init__(self, scanner: Scanner, first: int, last: int) -> None:
        self.scanner, self.first, self.last = scanner, first, last
        self.parsed, self.lex, self.classes = scanner.parsed, scanner.lex, scanner.classes
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
            self.shift = self.lex.shifts[low]
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
        role, end = self.scanner.roles[token]
        low = self.parsed.lower[end]
        if end < self.last and self.parsed.tags[end + 1] == "HYPH":
            self.shift = self.lex.shifts.get(low, self.shift)
            return end + 1
        if low in self.lex.shifts and end < self.last and self.classes[end + 1] in ("R", "G", "m", "n"):
            self.shift = self.lex.shifts[low]
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
        group, end = self.scanner.groups[token]
        low = self.parsed.lower[token]
        if end == self.last:
            self.group = group
            self._emit("group", end)
        else:
            if end == token and low in self.lex.shifts:
                self.shift = self.lex.shifts[low]
            elif group.sector:
                self.shift = group.sector
            self.group = group
        return end + 1

    def _read_n(self, token: int) -> int:
        named, end = self.scanner.known[token]
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
            after = self.scanner.known.get(end + 2)
            if after and after[0] and after[0].country and (after[0].kind == "demonym" or self._is_followed(after[1])):
                return False
        return (tag in _NOUNS and dep not in ("compound", "amod", "nmod")) or dep in (
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
        while end < self.last and self._goes_on(end + 1, end - token):
            end += 1
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
        if self.classes[token] == "P":
            return True
        if self.parsed.tags[token] == "HYPH":
            whole = token < self.last and self.classes[token + 1] == "P"
            return whole or (before > 0 and self._is_lower_half(token + 1))
        return False

    def _is_lower_half(self, token: int) -> bool:
        """True for the second half of names such as Jong-il and Seung-hyun."""
        if token > self.last:
            return False
        before, after = self.parsed.starts[token] - 1, self.parsed.words[token]
        if before >= 0 and self.parsed.text[before] == "-" and after.isalpha() and after.islower() and len(after) < 8:
            self.classes[token] = "P"
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

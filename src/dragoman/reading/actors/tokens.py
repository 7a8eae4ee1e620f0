"""What each token is to the reading of names: a known name, an office, a group, part of a proper name.

Enters: `Parsed` and the lexicon. Leaves: one class a token, and the entries that the classes rest on.
"""

from dragoman.knowledge.schema.actors import Group, Role
from dragoman.reading.actors.lexicon import Lexicon, Named
from dragoman.reading.parsed import Parsed

PROPER = frozenset({"NNP", "NNPS"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
INSIDE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "HYPH", "AFX", "VBN", "VBG", "FW"})
_PARTICIPLES = frozenset({"VBN", "VBG"})


class TokenClasses:
    """Classes: n(ame known), R(ole), G(roup), P(roper), H(onorific), m(odifier or other noun), or "".

    `known`, `roles` and `groups` map the first token of an entry to it and to its last token.
    """

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed, self.lex = parsed, lexicon
        self.classes = [""] * len(parsed)
        self.known: dict[int, tuple[Named | None, int]] = {}
        self.roles: dict[int, tuple[Role, int]] = {}
        self.groups: dict[int, tuple[Group, int]] = {}
        self.pronouns: list[int] = []
        self.counted: dict[int, str] = {}  # "six" in "six-party talks", by the last token
        self.title_case: set[int] = set()  # sentences whose words nearly all have capitals
        self.proper = {w for w, tag in zip(parsed.lower, parsed.tags, strict=True) if tag in PROPER}

    def classify(self, first: int, last: int) -> None:
        """Class the tokens of one sentence."""
        words, tags, names, counts = self.parsed.words, self.parsed.tags, self.lex.names, self.lex.counts
        token = first
        while token < last:
            end = self._match_name(token, last) if words[token] in names else None
            if end is None:
                if self.parsed.lower[token] in counts:
                    self._note_number(token, last)
                end = (
                    self._class_noun(token, first, last)
                    if tags[token] in INSIDE
                    else self._class_other(token, first, last)
                )
            token = end + 1
        if is_title_case(words[first:last], tags[first:last]):
            self.title_case.add(self.parsed.sentence_of[first])

    def _note_number(self, token: int, last: int) -> None:
        """ "Six-party talks" tell how many parties there are."""
        lower = self.parsed.lower
        hyphen = token + 2 < last and lower[token + 1] == "-"
        if hyphen and lower[token + 2] in self.lex.words["party-suffixes"]:
            self.counted[token + 2] = lower[token]

    def _class_noun(self, token: int, first: int, last: int) -> int:
        """Class a token that may stand in a noun phrase; returns the last token classed with it."""
        low, tag, dep, words = (
            self.parsed.lower[token],
            self.parsed.tags[token],
            self.parsed.deps[token],
            self.lex.words,
        )
        office = low in self.lex.roles and self.parsed.words[token].isupper() and self.parsed.tags[token - 1] != "CD"
        if (low in words["not-names"] and not office) or (low == "may" and self._is_month(token, last)):
            self.classes[token] = "m" if dep in ("compound", "amod") and tag not in PROPER else ""
        elif tag in _PARTICIPLES and dep not in ("amod", "compound"):
            pass
        elif low in words["things"]:
            self.classes[token] = "m"
        else:
            end = self._match_role(token, last)
            end = self._match_group(token, last) if end is None else end
            return self._class_name(token, first) if end is None else end
        return token

    def _class_name(self, token: int, first: int) -> int:
        low = self.parsed.lower[token]
        tag = self.parsed.tags[token]
        mistagged = tag in NOUNS and self.parsed.words[token][0].isupper() and low in self.proper
        name = (tag in PROPER or mistagged) and low not in self.lex.words["peoples"]
        if name and self._is_name_part(token, first, low):
            self.classes[token] = "H" if self._is_honorific(low) else "P"
        else:
            self.classes[token] = "m"
        return token

    def _class_other(self, token: int, first: int, last: int) -> int:
        low = self.parsed.lower[token]
        if low in self.lex.pronouns and self.parsed.tags[token] in ("PRP", "PRP$"):
            self.pronouns.append(token)
        elif low in self.lex.words["particles"] and self._is_particle(token, first, last):
            self.classes[token] = "P"
        return token

    def _is_name_part(self, token: int, first: int, low: str) -> bool:
        word = self.parsed.words[token]
        if word[-1] == "-" and (token == first or self.classes[token - 1] != "P"):
            return False  # "mid-"; but "Ki- moon" inside a name, as wires break it
        return word[0].isupper() or word[0].isdigit() or low in self.lex.words["particles"]

    def _is_month(self, token: int, last: int) -> bool:
        """True for May beside a number or after a preposition of time, not for a surname."""
        words, lower = self.parsed.words, self.parsed.lower
        after = token + 1 < last and words[token + 1][0].isdigit()
        return after or (
            token > 0 and (words[token - 1][0].isdigit() or lower[token - 1] in ("in", "on", "of", "by", "until"))
        )

    def _is_honorific(self, low: str) -> bool:
        words = self.lex.words
        return low in words["honorifics"] or low in words["honorifics-male"] or low in words["honorifics-female"]

    def _is_particle(self, token: int, first: int, last: int) -> bool:
        tags = self.parsed.tags
        after = token + 1 < last and (tags[token + 1] in PROPER or tags[token + 1] == "HYPH")
        if tags[token] == "IN" and tags[token + 1 : token + 2] != ("HYPH",):
            return False  # "appointed Ahtisaari as UN envoy"
        return after and token > first and (tags[token - 1] in PROPER or self.classes[token - 1] in ("P", "R"))

    def _match_name(self, token: int, last: int) -> int | None:
        words = self.parsed.words
        for tokens, named in self.lex.names[words[token]]:
            end = token + len(tokens)
            if end <= last and all(words[token + k].replace("’", "'") == t for k, t in enumerate(tokens) if k):
                if len(tokens) == 1 and not self._fits(token, named):
                    continue
                self.set_name(token, end - 1, named)
                return end - 1
        return None

    def set_name(self, first: int, last: int, named: Named | None) -> None:
        """Make a stretch one name; `named` None: of an organisation that knowledge lacks."""
        self.known[first] = (named, last)
        self._set_class(first, last, "n")

    def _fits(self, token: int, named: Named) -> bool:
        """False where a short name is more likely another word: "IS" the verb, "Male" in a headline."""
        tag, lower = self.parsed.tags[token], self.parsed.lower
        article = token > 2 and lower[token - 1] == "-" and lower[token - 2] in self.lex.words["particles"]
        if article and self.classes[token - 3] == "P":
            return False  # a surname: "Mohammed al-Houthi"
        return (
            tag in INSIDE or tag == "NFP" or (named.kind in ("state", "demonym") and len(self.parsed.words[token]) > 3)
        )

    def _match_role(self, token: int, last: int) -> int | None:
        low = self.parsed.lower[token]
        for tokens, role in self.lex.role_phrases.get(low, ()):
            if self._reads(token, tokens, last):
                return self._set_role(token, token + len(tokens) - 1, role)
        if low in self.lex.roles and self.parsed.tags[token] in NOUNS:
            return self._set_role(token, token, self.lex.roles[low])
        return None

    def _set_role(self, first: int, last: int, role: Role) -> int:
        self.roles[first] = (role, last)
        self._set_class(first, last, "R")
        return last

    def _match_group(self, token: int, last: int) -> int | None:
        low, tag, groups = self.parsed.lower[token], self.parsed.tags[token], self.lex.groups
        for tokens, group in self.lex.group_phrases.get(low, ()):
            if self._reads(token, tokens, last):
                return self._set_group(token, token + len(tokens) - 1, group)
        if low in groups and (tag in NOUNS or low == "displaced"):
            if self.parsed.words[token][0].isupper() or not groups[low].capital:
                return self._set_group(token, token, groups[low])
        elif tag == "NNS":
            one = self.parsed.lemmas[token]
            if one in groups and not groups[one].capital:
                return self._set_group(token, token, groups[one])
            if one in self.lex.roles:
                return self._set_group(token, token, self.lex.plural(one))
        return None

    def _set_group(self, first: int, last: int, group: Group) -> int:
        self.groups[first] = (group, last)
        self._set_class(first, last, "G")
        return last

    def _reads(self, token: int, tokens: tuple[str, ...], last: int) -> bool:
        end = token + len(tokens)
        return end <= last and self.parsed.lower[token:end] == tokens

    def _set_class(self, first: int, last: int, cls: str) -> None:
        for token in range(first, last + 1):
            self.classes[token] = cls

    def end_of_entry(self, token: int) -> int | None:
        """The last token of the name, role or group that begins here; None where none does."""
        cls = self.classes[token]
        table = self.known if cls == "n" else self.roles if cls == "R" else self.groups if cls == "G" else None
        entry = table.get(token) if table is not None else None
        return entry[1] if entry else None


def is_title_case(words: tuple[str, ...], tags: tuple[str, ...]) -> bool:
    """True if nearly all nouns, verbs, adjectives and adverbs have capitals, as in some headlines."""
    told = [w for w, tag in zip(words, tags, strict=True) if tag[0] in "NJVR" and w[0].isalpha()]
    return len(told) > 3 and sum(w[0].isupper() for w in told) > 0.85 * len(told)

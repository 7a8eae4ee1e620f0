"""Who speaks: the canonical name, whether the speaker stays unnamed, and who passed the words on.

Enters: a source's head token with the report's `Directory`. Leaves: names.
"""

from dragoman.reading.actors import Directory
from dragoman.reading.attributions.cues import source_words
from dragoman.reading.attributions.syntax import find_agent, noun_phrase
from dragoman.reading.parsed import Parsed

_RELATIVE = ("who", "which", "that", "whom")
_AUTHORS = ("by", "from", "of")
_OCCASIONS = ("in", "during")
_QUALIFIERS = ("PROPN", "NOUN")


class Speakers:
    """Answers about the sources of one report."""

    def __init__(self, parsed: Parsed, directory: Directory) -> None:
        self._parsed = parsed
        self._directory = directory

    def name(self, head: int | None) -> str | None:
        """The canonical name of a source; its own words where the directory knows nobody; None for a bare pronoun."""
        if head is None:
            return None
        head = self.who(head)
        if self._known(head):
            names = [p.name for p in self._directory.parties(head)]
            return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names) or None
        author = self._author(head)
        if author is not None:
            return self.name(author)
        if self._parsed.pos[head] == "PRON" and self._parsed.tags[head] != "NN":
            return None if self._parsed.lower[head] not in ("some", "many", "others") else self._parsed.lower[head]
        return self._phrase(head)

    def who(self, head: int) -> int:
        """The head of the phrase that a relative pronoun stands for; other heads as they are."""
        parsed = self._parsed
        if parsed.lower[head] in _RELATIVE and parsed.tags[head] in ("WP", "WDT", "IN"):
            for above in parsed.ancestors(head):
                if parsed.deps[above] == "relcl":
                    return parsed.heads[above]
        return head

    def is_anonymous(self, head: int | None) -> bool:
        """True if the words come from persons whom the report does not name.

        Nobody at all (None) is not anonymous; nor is somebody who speaks for a named office.
        """
        if head is None:
            return False
        parsed, head = self._parsed, self.who(head)
        author = self._author(head)
        if author is not None:
            return self.is_anonymous(author)
        if self._is_named(head):
            return False
        sentence = parsed.sentence(head)
        if any(
            parsed.lower[t] in source_words("secret")
            for t in range(parsed.left_edge[head], parsed.right_edge[head] + 1)
        ):
            return True
        word = parsed.lower[head]
        if word in source_words("role"):
            return parsed.lower[parsed.left_edge[head]] in ("a", "an", "one", "another")
        if word in source_words("voice"):
            secret = any(parsed.lower[t] in source_words("secret") for t in range(sentence.first, sentence.last))
            return secret or not self._has_office(head)
        return word in source_words("people")

    def is_medium(self, head: int) -> bool:
        """True if the phrase names an agency, a paper or a station."""
        if self._parsed.lower[head] in source_words("people"):
            return False
        mention = self._directory.mention_at(head)
        if mention is not None and (mention.actor.code or "").endswith("JRN"):
            return True
        media, word = source_words("media"), self._parsed.lower[head]
        return word in media or f"{self._parsed.lower[head - 1] if head else ''} {word}" in media

    def passed_on(self, verb: int) -> list[int]:
        """Heads of the media that the words came through: "told AFP", "said in an interview with ..."."""
        parsed, found = self._parsed, []
        for child in parsed.children[verb]:
            if parsed.deps[child] in ("dobj", "dative") and self.is_medium(child) and child > verb:
                found.append(child)
            elif parsed.deps[child] == "prep" and child > verb:
                inner = parsed.child(child, "pobj")
                if inner is None:
                    continue
                if parsed.lower[child] == "to" and self.is_medium(inner):
                    found.append(inner)
                elif parsed.lower[child] in _OCCASIONS:
                    found += self._carriers(inner)
            elif parsed.deps[child] in ("advcl", "acl") and parsed.lower[child] in ("speaking", "talking"):
                found += self.passed_on(child)
        return found

    def papers(self, verb: int) -> list[str]:
        """What the words stand in, as words: "said in a statement", "issued a statement saying"."""
        parsed, paper = self._parsed, source_words("paper")
        held = [parsed.child(c, "pobj") for c in parsed.children_by(verb, "prep") if parsed.lower[c] in ("in", "with")]
        if parsed.deps[verb] == "acl":
            held.append(parsed.heads[verb])
        return [parsed.lower[h] for h in held if h is not None and parsed.lower[h] in paper]

    def passed_on_by(self, head: int | None) -> list[int]:
        """The same of the source: "the general, speaking to AFP, said"."""
        if head is None:
            return []
        parsed = self._parsed
        talking = [c for c in parsed.children_by(head, "acl", "advcl") if parsed.lower[c] in ("speaking", "talking")]
        return [medium for c in talking for medium in self.passed_on(c)]

    def _carriers(self, occasion: int) -> list[int]:
        """Media of an interview "with", remarks "to" or words "carried by" them."""
        parsed, found = self._parsed, []
        for child in parsed.children[occasion]:
            inner = parsed.child(child, "pobj") if parsed.lower[child] in ("with", "to") else None
            if parsed.deps[child] == "acl" and parsed.lemmas[child] in source_words("carrying"):
                inner = find_agent(parsed, child)
            if inner is not None and self.is_medium(inner):
                found.append(inner)
        return found

    def _known(self, head: int) -> bool:
        for token in (head, *self._parsed.children_by(head, "conj")):
            mention = self._directory.mention_at(token)
            if mention is not None and not mention.modifier and (mention.head == token or mention.kind == "name"):
                return True
        return False

    def _is_named(self, head: int) -> bool:
        """True if a person's or a body's own name is there, or the directory resolves the phrase to one."""
        parsed = self._parsed
        if parsed.pos[head] == "PROPN":
            return True
        if any(parsed.pos[c] == "PROPN" for c in parsed.children_by(head, "appos")):
            return True
        mention = self._directory.mention_at(head)
        if mention is None or mention.modifier or mention.head != head:
            return False
        last = mention.actor.name.split()[-1]  # an unnamed person's last word is a common noun
        return mention.actor.kind == "person" and last[0].isupper()

    def _author(self, head: int) -> int | None:
        """Whose statement it is: "the ministry" in "a statement from the ministry"."""
        parsed = self._parsed
        if parsed.lower[head] not in source_words("paper"):
            return None
        owner = parsed.child(head, "poss")
        if owner is not None:
            return owner
        body = parsed.child(head, "compound")
        if body is not None and (parsed.lower[body] in source_words("body") or self._known(body)):
            return body
        for child in parsed.children[head]:
            if parsed.lower[child] in _AUTHORS and child > head:
                inner = parsed.child(child, "pobj")
                if inner is not None:
                    return inner
            if parsed.deps[child] == "acl":
                return find_agent(parsed, child)
        return None

    def _has_office(self, head: int) -> bool:
        """True if somebody who speaks for others says for whom: "army spokesman", "a spokesman for the UN"."""
        parsed = self._parsed
        if parsed.child(head, "poss") is not None or parsed.tags[parsed.left_edge[head]] != "DT":
            return True
        if any(parsed.pos[c] in _QUALIFIERS for c in parsed.children_by(head, "compound", "nmod")):
            return True
        if any(parsed.tags[c] == "JJ" and parsed.words[c][0].isupper() for c in parsed.children_by(head, "amod")):
            return True
        return any(parsed.lower[c] in ("for", "of", "from", "at") for c in parsed.children_by(head, "prep"))

    def _phrase(self, head: int) -> str:
        """The source's own words, without determiner, apposition and what follows a comma."""
        parsed = self._parsed
        first, last = noun_phrase(parsed, head)
        while first < head and (parsed.tags[first] in ("DT", "PDT", "PRP$", "CD") or parsed.pos[first] == "PUNCT"):
            first += 1
        for token in range(head, last):
            if parsed.words[token + 1] in (",", "(", "-", "--", "—", ";", ":"):
                last = token
                break
        words = " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())
        opens = first == parsed.sentence(first).first and parsed.pos[first] in ("NOUN", "ADJ", "VERB")
        return words[0].lower() + words[1:] if opens and words[1:2].islower() and parsed.tags[first] != "JJ" else words

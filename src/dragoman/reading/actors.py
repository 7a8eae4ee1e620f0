"""Who: the directory of a report, from titles, appositions and knowledge.

Enters: a report and its `Parsed`. Leaves: a `Directory`, which says for any token who is named there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Actor, Party, Report, Span
from dragoman.reading.parsed import Parsed


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun that names an actor. `head` is its head token, `span` its characters."""

    head: int
    first: int  # token
    last: int  # token, included
    span: Span
    actor: Actor
    kind: str = "name"  # name | title | description | pronoun


class Directory:
    """The actors of one report and where each is mentioned.

    `mentions` stand in text order. Members of a coordination ("Russia, Turkey and Iran") are mentions
    of their own, each at its own head token.
    """

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention]) -> None:
        self.parsed = parsed
        self.mentions = tuple(mentions)
        self.actors = tuple({m.actor.name: m.actor for m in self.mentions}.values())
        self._by_token = {t: m for m in reversed(self.mentions) for t in range(m.first, m.last + 1)}
        self._by_head = {m.head: m for m in self.mentions}

    def mention_at(self, token: int) -> Mention | None:
        """The mention headed by this token, or that covers it; None if nobody is named there."""
        return self._by_head.get(token) or self._by_token.get(token)

    def parties(self, token: int) -> tuple[Party, ...]:
        """Who the noun phrase headed by `token` names, coordinated phrases and named members included.

        Returns:
            In text order, without repetition; () if it names no actor.
        """
        found: dict[str, Party] = {}
        for head in self._coordinated(token):
            mention = self.mention_at(head)
            if mention:
                for name in mention.actor.members or (mention.actor.name,):
                    found.setdefault(name, Party(name=name, code=self._code(name), span=mention.span))
        return tuple(found.values())

    def _code(self, name: str) -> str | None:
        return next((a.code for a in self.actors if a.name == name), None)

    def _coordinated(self, token: int) -> list[int]:
        heads = [token]
        for head in heads:
            heads += self.parsed.children_by(head, "conj")
        return sorted(heads)


def find_actors(report: Report, parsed: Parsed) -> Directory:
    """Find everybody whom the report names. (First cut: runs of proper nouns.)"""
    mentions: list[Mention] = []
    token = 0
    while token < len(parsed):
        last = token
        while (
            last < len(parsed)
            and parsed.tags[last] in ("NNP", "NNPS")
            and (parsed.sentence_of[last] == parsed.sentence_of[token])
        ):
            last += 1
        if last > token:
            span = parsed.span(token, last - 1)
            mentions.append(Mention(last - 1, token, last - 1, span, Actor(name=report.quote(span))))
        token = max(last, token + 1)
    return Directory(parsed, mentions)

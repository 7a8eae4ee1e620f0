"""The directory of a report: who is named at a token.

Enters: mentions with their actors. Leaves: answers by token or by name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Actor, Party, Span
from dragoman.reading.parsed import Parsed

_JOINED_BY = frozenset({"between", "with", "among", "of", "by", "from", "involving"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun that names an actor. `head` is its head token, `span` its characters."""

    head: int
    first: int  # token
    last: int  # token, included
    span: Span
    actor: Actor
    kind: str = "name"  # name | title | description | pronoun | adjective
    modifier: bool = False  # stands before another noun: "Hamas" in "Hamas leader"


class Directory:
    """The actors of one report and where each is mentioned.

    `mentions` stand in text order. Members of a coordination ("Russia, Turkey and Iran") are mentions
    of their own, each at its own head token. `adjectives` holds demonyms that qualify something that
    is no actor ("Russian-Turkish talks"), by token. `others` are actors that only stand as members of
    a set.
    """

    def __init__(
        self,
        parsed: Parsed,
        mentions: Sequence[Mention],
        others: Sequence[Actor] = (),
        adjectives: Mapping[int, Actor] | None = None,
    ) -> None:
        self.parsed = parsed
        self.mentions = tuple(mentions)
        self.adjectives = dict(adjectives or {})
        everybody = [m.actor for m in self.mentions] + list(others)
        self.actors = tuple({a.name: a for a in everybody}.values())
        self._by_name = {a.name: a for a in (*self.actors, *self.adjectives.values())}
        self._by_token: dict[int, Mention] = {}
        self._by_head: dict[int, Mention] = {}
        for m in self.mentions:
            for t in range(m.first, m.last + 1):
                known = self._by_token.get(t)
                if known is None or m.last - m.first < known.last - known.first:
                    self._by_token[t] = m
            if m.head not in self._by_head or self._by_head[m.head].modifier:
                self._by_head[m.head] = m
        self._by_alias: dict[str, Actor] = {}
        for actor in self.actors:
            for alias in (actor.name, *actor.aliases):
                self._by_alias.setdefault(" ".join(alias.lower().split()), actor)

    def mention_at(self, token: int) -> Mention | None:
        """The mention headed by this token, or the shortest that covers it; None if nobody is named there."""
        return self._by_head.get(token) or self._by_token.get(token)

    def party(self, token: int) -> Party | None:
        """The one actor mentioned at a token (a set as a whole), or None."""
        mention = self.mention_at(token)
        if mention is None:
            return None
        return Party(name=mention.actor.name, code=mention.actor.code, span=mention.span)

    def resolve_name(self, text: str) -> Actor | None:
        """The actor of the report that bears this name or alias, whatever the case; None if there is none."""
        return self._by_alias.get(" ".join(text.lower().split()))

    def actor(self, name: str) -> Actor | None:
        """The actor of exactly this canonical name."""
        return self._by_name.get(name)

    def parties(self, token: int) -> tuple[Party, ...]:
        """Who the noun phrase headed by `token` names, coordinated phrases and named members included.

        Where the noun itself names nobody, those whom it is about are given: "dozens of rebels" (the
        rebels), "talks between A and B", "a meeting with C", "Russian-Turkish relations", "A's and B's
        teams".

        Returns:
            In text order, without repetition; () if it names no actor.
        """
        found: dict[str, Party] = {}
        for head in self._coordinated(token):
            self._add(head, found)
        if not found:
            self._add_related(token, found)
        return tuple(found.values())

    def _add(self, head: int, found: dict[str, Party]) -> bool:
        mention = self._by_head.get(head)
        if mention is None:
            covering = self._by_token.get(head)
            mention = covering if covering and not covering.modifier else None
        if mention is None:
            return False
        for name in mention.actor.members or (mention.actor.name,):
            actor = self._by_name.get(name)
            found.setdefault(name, Party(name=name, code=actor.code if actor else None, span=mention.span))
        return True

    def _add_related(self, token: int, found: dict[str, Party]) -> None:
        parsed = self.parsed
        named = any(self._is_named_by(c) for c in parsed.children_by(token, "compound"))
        for child in parsed.children[token]:
            dep = parsed.deps[child]
            if dep in ("amod", "compound", "nmod") or (dep == "poss" and not named):  # "Abbas's Fatah party" is Fatah
                for t in (*self._joined(child), child):
                    self._add_adjective(t, found)
            elif dep == "prep" and parsed.lower[child] in _JOINED_BY:
                for pobj in parsed.children_by(child, "pobj"):
                    for head in self._coordinated(pobj):
                        self._add(head, found)

    def _is_named_by(self, token: int) -> bool:
        """True for the name of an organisation before a noun."""
        mention = self._by_head.get(token)
        return mention is not None and mention.actor.kind == "organisation"

    def _joined(self, token: int) -> list[int]:
        """Tokens left of a modifier within it: "Russian" in "Russian-Turkish"."""
        return [t for t in range(self.parsed.left_edge[token], token) if self.parsed.tags[t] != "DT"]

    def _add_adjective(self, token: int, found: dict[str, Party]) -> None:
        actor = self.adjectives.get(token)
        if actor is not None:
            found.setdefault(actor.name, Party(name=actor.name, code=actor.code, span=self.parsed.span(token, token)))
        elif token in self._by_head:
            self._add(token, found)

    def _coordinated(self, token: int) -> list[int]:
        heads = [token]
        for head in heads:
            heads += self.parsed.children_by(head, "conj")
        return sorted(heads)

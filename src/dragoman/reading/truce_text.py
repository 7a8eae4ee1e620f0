"""What a report says around its truces: which acts are called breaches, whose they are, and how they are tied to one.

Enters: a report with its events and the tokens that mean a truce, with what is said of each. Leaves: answers by token.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import NamedTuple

from dragoman.model import Event, Party
from dragoman.reading.clauses import Marks, find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.incidents.lexicon import weapons
from dragoman.reading.roles import look_up, words

TRUCES = "truces"
_LEADS_ON = ("pcomp", "xcomp", "acl", "ccomp", "advcl", "conj")  # how "failing to uphold" hangs on "accusing"
_KEPT = ("in_effect", "extended", "violated")
_PRONOUNS = ("it", "this", "that", "them", "these", "which")
_ANY = ("a", "an", "any", "every", "whichever")
_IF = ("if", "unless", "whether", "lest")
_LEAD = 2  # paragraphs of the body that say what a report is about
_NEAR = 12  # words between a passive without subject and the truce before it
_REACH = 3  # sentences of one paragraph for which a truce spoken of stays in mind
_BACK = 2_000  # words back to the deed that a noun takes up
_STEM = 4  # letters that a deed and its noun share: "sink", "sinking"


class Blame(NamedTuple):
    """Who accuses whom; `verb` is the token that says so."""

    verb: int
    accuser: tuple[Party, ...]
    accused: tuple[Party, ...]


class TruceText:
    """One report around its truces. `truces`: token to phase, as the words nearest to it say."""

    def __init__(self, marks: Marks, truces: Mapping[int, str]) -> None:
        self.marks, self.context, self.parsed = marks, marks.context, marks.context.parsed
        self.truces = truces
        self._standing: dict[int, list[int]] = {}  # sentence to its truces that should be holding
        for token, phase in truces.items():
            if phase in _KEPT or (phase != "proposed" and self._is_known(token)):
                self._standing.setdefault(self.parsed.sentence_of[token], []).append(token)

    def _is_known(self, token: int) -> bool:
        """ "the truce", "its truce", "the Gaza truce": one of which the reader knows."""
        inside = range(self.parsed.left_edge[token], token)
        return any(self.parsed.lower[t] in ("the", "this") or self.parsed.tags[t] in ("PRP$", "POS") for t in inside)

    # Which words call something a breach

    def is_breaking(self, act: int) -> bool:
        """ "broke the truce", "a violation of it": a word for breaking with a truce as its object."""
        parsed = self.parsed
        if look_up(parsed, act, TRUCES, "phase") != "violated" or is_negated(parsed, act):
            return False
        if parsed.tags[act][:2] == "VB":
            return self._has_truce_as_object(act)
        of = [
            n for p in parsed.children_by(act, "prep") if parsed.lower[p] == "of" for n in parsed.children_by(p, "pobj")
        ]
        if of:
            return any(self._is_truce(n) for n in of)
        if any(t in self.truces for t in parsed.children_by(act, "compound", "nmod")):
            return True
        return bool(self.truces) and (self.near(act) is not None or parsed.deps[act] == "attr")

    def is_failing(self, act: int) -> bool:
        """ "failed to uphold the truce", "has not respected it"."""
        parsed = self.parsed
        if parsed.tags[act][:2] != "VB" or look_up(parsed, act, TRUCES, "uphold") is None:
            return False
        return (self.failing(act) != act or is_negated(parsed, act)) and self._has_truce_as_object(act)

    def failing(self, act: int) -> int:
        """ "failing to uphold": the failing; the word itself where nothing fails."""
        above = self.parsed.heads[act]
        fails = self.parsed.deps[act] in _LEADS_ON and look_up(self.parsed, above, TRUCES, "fail")
        return above if fails else act

    def _has_truce_as_object(self, verb: int) -> bool:
        parsed = self.parsed
        objects = parsed.children_by(verb, "dobj", "nsubjpass")
        if not objects and look_up(parsed, verb, TRUCES, "uphold"):  # "abide by", "comply with"
            objects = [n for p in parsed.children_by(verb, "prep") for n in parsed.children_by(p, "pobj")]
        if any(self._is_truce(n) for n in objects):
            return True
        if parsed.child(verb, "prt") is not None:
            return False
        if parsed.child(verb, "auxpass") is not None and not objects:  # the parse lost what was broken
            near = range(max(verb - _NEAR, parsed.sentence(verb).first), verb)
            return any(t in self.truces for t in near)
        relative = (parsed.tags[verb] in ("VBN", "VBG") and not objects) or any(
            parsed.tags[n] in ("WDT", "IN") for n in objects
        )
        over = [parsed.heads[verb], *(parsed.heads[a] for a in parsed.ancestors(verb)[:2])]
        return relative and any(t in self.truces and t < verb for t in over)

    def _is_truce(self, noun: int) -> bool:
        parsed = self.parsed
        if noun in self.truces or parsed.lemmas[noun] in words(TRUCES, "deal"):
            return True
        here = parsed.sentence_of[noun]
        return parsed.lower[noun] in _PRONOUNS and any(
            parsed.sentence_of[t] in (here - 1, here) and t < noun for t in self.truces
        )

    def is_supposed(self, act: int) -> bool:
        """ "if they break the truce", "would violate it": nothing that is said to have happened."""
        parsed = self.parsed
        above = [act, *parsed.ancestors(act)[:3]]
        if any(parsed.lower[c] in _IF for a in above for c in parsed.children_by(a, "mark", "advmod")):
            return True
        if parsed.deps[act] == "relcl" and any(parsed.lower[c] in _ANY for c in parsed.children[parsed.heads[act]]):
            return True  # "a side that breaks the truce"
        if parsed.tags[act][:2] == "NN":  # "would be considered a breach", "will investigate violations"
            over = self._describing(act) or parsed.heads[act]
            return parsed.tags[over][:2] == "VB" and parsed.deps[act] != "nsubj" and lies_ahead(parsed, over)
        return parsed.tags[act][:2] == "VB" and self.failing(act) == act and lies_ahead(parsed, act)

    # What is called a breach, by whom, and whose deed it is

    def things(self, noun: int) -> list[int]:
        """What is called a breach: "the raid was a violation", "called the raid a breach"."""
        parsed = self.parsed
        above = parsed.heads[noun]
        found: list[int] = parsed.children_by(noun, "nsubj")
        if parsed.deps[noun] == "attr" or look_up(parsed, above, TRUCES, "amount"):
            found += parsed.children_by(above, "nsubj", "csubj")
        elif parsed.deps[noun] == "dobj" and parsed.tags[above] == "VBG" and parsed.child(above, "det") is not None:
            found.append(above)  # "called it a ship and the sinking a breach"
        else:
            verb = self._describing(noun)
            found += parsed.children_by(verb, "dobj", "nsubjpass") if verb is not None else []
        found = [t for t in found if t != noun]
        return found + [c for t in found for c in parsed.children_by(t, "conj")]

    def _describing(self, noun: int) -> int | None:
        """The verb that calls something a breach."""
        return next((a for a in self.parsed.ancestors(noun)[:3] if look_up(self.parsed, a, TRUCES, "call")), None)

    def named_by(self, act: int) -> list[Party]:
        """Whom "by" names, also where the parse hung it on the truce, or on the verb above that counts breaches."""
        parsed = self.parsed
        over = [act]
        if parsed.tags[act][:2] == "NN":
            over += [n for p in parsed.children_by(act, "prep") for n in parsed.children_by(p, "pobj")]
            counted = look_up(parsed, parsed.heads[act], TRUCES, "count") and parsed.deps[act] == "dobj"
            over += [parsed.heads[act]] if counted else []
        return next((found for t in over if (found := find_behind(self.context, t, ("by",)))), [])

    def speakers(self, act: int) -> tuple[Party, ...]:
        """Who says so: the subject of "called" or "counted", else whoever is cited."""
        parsed = self.parsed
        verb = self._describing(act)
        above = parsed.heads[act]
        if verb is None and parsed.deps[act] == "dobj" and look_up(parsed, above, TRUCES, "count"):
            verb = above
        if verb is not None and parsed.child(verb, "nsubjpass") is None:
            return tuple(find_subjects(self.context, verb))
        return self.cited(act)

    def cited(self, act: int) -> tuple[Party, ...]:
        """Who is cited for the words in which a token stands."""
        name = self.marks.attribution_at(act)
        said = next((a for a in self.context.attributions if a.id == name), None) if name else None
        if said is None or not said.speaker:
            return ()
        if said.source and said.speaker[:1].islower():  # "the head of the mission, Ann Bo": the name says more
            tokens = self.parsed.tokens_in(said.source.start, said.source.end)
            here = [m for t in tokens if (m := self.context.directory.mention_at(t)) and m.head == t]
            named = next((m.actor.name for m in here if m.actor.kind == "person" and m.kind == "name"), None)
            return (Party(name=named or said.speaker, span=said.source),)
        return (Party(name=said.speaker, span=said.source),)

    def doers(self, thing: int) -> list[Party]:
        """Whose deed it is: "the army's raid", "closing the road" (closed by whom a sentence before told)."""
        parsed = self.parsed
        if self.is_pronoun(thing):
            clause = self.clause_before(thing)
            if clause is None:
                return []
            blame = self.marks.event_at((clause,), ("ACCUSE",))
            return list(blame.recipients) if blame else find_subjects(self.context, clause)
        found = [p for n in parsed.children_by(thing, "poss") for p in find_parties(self.context, n)]
        found += [p for b in parsed.children_by(thing, "prep", "agent") if parsed.lower[b] == "by"
                  for n in parsed.children_by(b, "pobj") for p in find_parties(self.context, n)]  # fmt: skip
        if found:
            return found
        mention = self.context.directory.mention_at(thing)
        if mention and mention.head == thing:
            return find_parties(self.context, thing)
        event = next((e for e in self.marks.events.get(thing, ()) if e.agents), None)
        return list(event.agents) if event else self._told_before(thing) or self._done_before(thing)

    def clause_before(self, pronoun: int) -> int | None:
        """ "... and that this was a breach": the verb of the clause or sentence that a "this" stands for."""
        parsed = self.parsed
        verb = parsed.heads[pronoun]
        while parsed.tags[verb][:2] not in ("VB", "AU") and parsed.heads[verb] != verb:
            verb = parsed.heads[verb]
        if parsed.deps[verb] in ("conj", "advcl"):  # "A opened fire, calling it a breach"
            return parsed.heads[verb]
        number = parsed.sentence_of[pronoun]
        if number == 0 or parsed.sentences[number - 1].part == "headline":
            return None
        before = parsed.sentences[number - 1]
        root = next((t for t in range(before.first, before.last) if parsed.deps[t] == "ROOT"), before.first)
        inner = parsed.child(root, "ccomp")  # "the army said that ...": what was said, not the saying
        return root if inner is None else inner

    def is_pronoun(self, thing: int) -> bool:
        """ "this", "it", "such actions"."""
        parsed = self.parsed
        such = any(
            parsed.lower[c] in ("such", "this", "these") for c in parsed.children_by(thing, "amod", "det", "predet")
        )
        return parsed.lower[thing] in _PRONOUNS or (such and parsed.tags[thing][:2] == "NN")

    def _told_before(self, thing: int) -> list[Party]:
        """The subject of the last verb before with the same stem: "sank ... the sinking"."""
        parsed = self.parsed
        stem = parsed.lemmas[thing][:_STEM]
        for verb in range(thing - 1, max(thing - _BACK, -1), -1):
            if parsed.tags[verb][:2] == "VB" and len(stem) == _STEM and parsed.lemmas[verb][:_STEM] == stem:
                subject = parsed.child(verb, "nsubj")
                if subject is not None:
                    return find_subjects(self.context, verb)
        return []

    def _done_before(self, thing: int) -> list[Party]:
        """Of "the air strikes": who made the last attack before of which agent and verb name the same means."""
        parsed = self.parsed
        means = self._means(parsed.left_edge[thing], thing)
        if not means or not look_up(parsed, thing, TRUCES, "attack"):
            return []
        first = parsed.left_edge[thing] - 1
        for token in range(first, max(first - _BACK, -1), -1):
            for event in self.marks.events.get(token, ()):
                spans = [a.span for a in event.agents if a.span] if event.type == "ASSAULT" else []
                if spans and means & self._means(parsed.tokens_in(spans[0].start, spans[0].end)[0], token):
                    return list(event.agents)
        return []

    def _means(self, first: int, last: int) -> set[str]:
        """The families of the means of violence that are named from one token to another of the same sentence."""
        if not 0 <= last - first <= _NEAR:
            return set()
        return {f.entry.family for f in weapons().find(self.parsed.lower, first, last + 1)} - {""}

    def blame_at(self, word: int) -> Blame | None:
        """The accusation that a word makes: as its event has it, else its subject and object; mutual ones both ways."""
        parsed = self.parsed
        event = self.marks.event_at((word,), ("ACCUSE",))
        if event is not None and event.mode != "disapprove":
            accuser, accused = event.agents, event.recipients
        elif event is None and parsed.tags[word][:2] == "VB" and look_up(parsed, word, TRUCES, "accuse"):
            accuser = tuple(find_subjects(self.context, word))
            accused = tuple(p for n in parsed.children_by(word, "dobj") for p in find_parties(self.context, n))
        else:
            return None
        return Blame(word, accuser, accuser if self._blames_each_other(word) else accused)

    def _blames_each_other(self, word: int) -> bool:
        """ "accused each other", "blames the other", "traded accusations"."""
        parsed = self.parsed
        if look_up(parsed, parsed.heads[word], TRUCES, "trade") and parsed.tags[word][:2] == "NN":
            return True
        return any(parsed.lower[n] in ("other", "another") for n in parsed.children_by(word, "dobj", "nmod"))

    def describers(self, noun: int, things: Collection[int]) -> list[Party]:
        """Both sides, where each describes what the other does: "both called the other's moves violations"."""
        parsed = self.parsed
        mutual = any(parsed.lower[n] == "other" for t in things for n in parsed.children_by(t, "poss"))
        verb = self._describing(noun) if mutual else None
        return find_subjects(self.context, verb) if verb is not None else []

    # How an act is tied to a truce

    def near(self, token: int) -> str | None:
        """ "sentence" or "paragraph": where, at a token or before it, a truce is spoken of that should be holding."""
        parsed = self.parsed
        here = parsed.sentence_of[token]
        if here in self._standing:
            return "sentence"
        paragraph = parsed.sentences[here].paragraph
        near = range(max(here - _REACH, 0), here)
        before = any(n in self._standing and parsed.sentences[n].paragraph == paragraph for n in near)
        return "paragraph" if before else None

    @cached_property
    def frames_report(self) -> bool:
        """True if the headline or the lead speaks of a truce that is in effect, or the report of its breaches."""
        parsed = self.parsed
        numbers = sorted({s.paragraph for s in parsed.sentences if s.part == "body"})[:_LEAD]
        if any(tag[:2] in ("VB", "NN") and self._is_broken(t) for t, tag in enumerate(parsed.tags)):
            return True
        for token, phase in self.truces.items():
            sentence = parsed.sentence(token)
            above = [token, *parsed.ancestors(token)[:1], *parsed.children_by(token, "amod")]
            if any(look_up(parsed, a, TRUCES, "strain") for a in above):
                return True
            if phase in _KEPT and (sentence.part == "headline" or sentence.paragraph in numbers):
                return True
        return False

    def _is_broken(self, act: int) -> bool:
        return self.is_breaking(act) and not self.is_supposed(act)

    def is_violent(self, first: int, last: int) -> bool:
        """True if an attack is told of, or named, among the words from `first` to `last`."""
        span = range(first, last + 1)
        return any(e.type == "ASSAULT" for t in span for e in self.marks.events.get(t, ())) or any(
            look_up(self.parsed, t, TRUCES, "attack") for t in span
        )

    def event_before(self, token: int) -> Event | None:
        """The first attack told of in the sentence before, if it stands in the same paragraph."""
        parsed = self.parsed
        number = parsed.sentence_of[token]
        if number == 0 or parsed.sentences[number - 1].paragraph != parsed.sentences[number].paragraph:
            return None
        before = parsed.sentences[number - 1]
        return self.marks.event_at(range(before.first, before.last), ("ASSAULT",))

    def verb_of(self, token: int) -> int:
        """The verb of the clause in which a token stands; the token itself if there is none."""
        found = next((t for t in [token, *self.parsed.ancestors(token)] if self.parsed.tags[t][:2] == "VB"), None)
        return token if found is None else found

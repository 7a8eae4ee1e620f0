"""The shapes of the knowledge about violence: casualty cues, victims, weapons, perpetrators, background."""

from typing import Literal

from dragoman.knowledge.loader import Entry

Outcome = Literal["killed", "wounded"]
VictimKind = Literal["people", "civilian", "combatant", "child", "woman", "attacker", "thing"]


class CasualtyCue(Entry, frozen=True, kw_only=True):
    """Words that say that people were killed or wounded, and where the victims stand.

    `victims`: object (after: "killing ten"), subject (before: "ten died"), either (as the grammar of the
    sentence has it: "killed ten", "ten killed"), of (after "of": "the death of ten"), before (just before:
    "ten dead", "ten deaths"), figure (a number after: "the death toll rose to ten"). `people`: the word is said of
    other things too ("claimed ten seats"), so only nouns known to mean people are counted. `again`: the words give a
    figure anew ("raised the number to"), so they speak of victims only shortly after another toll.
    """

    outcome: Outcome
    victims: Literal["object", "subject", "either", "of", "before", "figure"]
    words: tuple[str, ...]
    people: bool = False
    again: bool = False


class VictimNoun(Entry, frozen=True, kw_only=True):
    """Nouns for those who are counted. `thing`: nouns that are counted beside them but are no victims."""

    kind: VictimKind
    words: tuple[str, ...]


class Weapon(Entry, frozen=True, kw_only=True):
    """A means of violence. `weapon` is the word that the record shows; of several, the highest `rank` is meant.

    `generic`: the word leaves the means open ("clashes"), so a better one is looked for near by. An empty
    `weapon`: words that name arms which were not used. `family`: reports name one of a family for another;
    without one, the word may be said of any. `rare`: few acts of a war are done with it, so that two reports of
    one day which name it mostly mean one act.
    """

    weapon: str
    generic: bool = False
    family: str = ""
    rare: bool = False
    words: tuple[str, ...]
    rank: int = 0


class Perpetrator(Entry, frozen=True, kw_only=True):
    """Words that show who did a deed.

    `role`: force (nouns for armed sides: "warplanes", "rebels"), unnamed (nouns that leave open which side:
    "gunmen"), deed (verbs whose subject did it), act (nouns for the deed, after the doer's name: "rebel fire"),
    by (words before the doer: "at the hands of"), origin (the same, but only of violence: "the shells came from"),
    claim (words after the doer: "claimed responsibility"), blame (words before the one who is said to have done it),
    against (words before the other side in a fight), tie (words between armed men and the side that they
    belong to: "forces loyal to").
    """

    role: Literal["force", "unnamed", "deed", "act", "by", "origin", "claim", "blame", "against", "tie"]
    words: tuple[str, ...]


class TollBackground(Entry, frozen=True, kw_only=True):
    """Words that show that a toll is not that of the report's own incident.

    `scope`: sentence (anywhere in the sentence), before (within a few words before the number: "an earlier toll of"),
    saying (beside a time that dates a statement), since (before a time at which many days begin or end),
    accident (anywhere in the sentence: nobody meant it), unhurt and unkilled (an attack
    without victims, or without dead).
    """

    scope: Literal["sentence", "before", "saying", "since", "accident", "unhurt", "unkilled"]
    words: tuple[str, ...]


class SmallWords(Entry, frozen=True, kw_only=True):
    """One class of small words around tolls, doers and places; the code asks for it by id."""

    words: tuple[str, ...]


class IncidentWeight(Entry, frozen=True, kw_only=True):
    """What one finding on two reports says for (above 0) or against their telling of one act, in log-odds.

    `feature` and `value` are those of the comparison ("place", "town"); the sum decides.
    """

    feature: Literal["start", "place", "day", "killed", "weapon", "doers", "report"]
    value: str
    weight: float

"""The shape of the knowledge about events: triggers, what carries them, and what says how far along they are.

Everywhere, a word is a lemma ("call"), a phrase a lemma and the particles or prepositions that belong
to it ("call on"), `@talks` stands for the words of the noun class with that id, `@actor` for any party,
`@place` for any place.
"""

from typing import Literal

from dragoman.knowledge.loader import Entry
from dragoman.model.reading import EventType, Status


class NounClass(Entry, frozen=True, kw_only=True):
    """Nouns of one kind, for conditions: proposals, truces, weapons."""

    words: tuple[str, ...]


class Trigger(Entry, frozen=True, kw_only=True):
    """Words that tell of an event of one type, with the places where its parties stand.

    `agents` and `recipients` list roles in order. For agents all that name somebody count, for
    recipients the first that does. Roles: `subj`, `obj`, `dative`, `patient` (subject of a passive
    that names no doer); a preposition ("with": its object,
    after the trigger or after its object); `obj.any` (first party inside the object), `comp.subj`,
    `comp.any` (subject of, first party in the complement); for nouns also `poss` and `mod`; `source`,
    who says the clause. `complement` asks for a clause that hangs on the trigger: any, one (`required`),
    none, one about somebody else (`other`; as an `infinitive`), or one that says what ought to be (`wish`).
    A preposition with `~` before it may stand anywhere under the verb; `rest` is the first party after
    the trigger, `place` the first place there.
    """

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()  # "must": the speaker asks it of the clause's subject
    objects: tuple[str, ...] = ()  # one of these heads the object, or stands in it
    no_objects: tuple[str, ...] = ()  # none of these heads it
    no_subjects: tuple[str, ...] = ()  # none of these does it: an accident kills nobody on purpose
    complement: Literal["any", "required", "none", "other", "infinitive", "wish"] = "any"  # see below
    polarity: Literal["any", "negated"] = "any"
    intransitive: bool = False  # verbs: not with an object of their own ("headed the mission to")
    modal: bool = False  # only with an auxiliary such as "will" or "can"
    no_modifiers: tuple[str, ...] = ()  # nouns: none of these does ("news" conferences)
    modifiers: tuple[str, ...] = ()  # nouns: one of these stands before it ("joint" exercises)
    voice: Literal["any", "active", "passive"] = "any"
    agents: tuple[str, ...] = ("subj",)
    recipients: tuple[str, ...] | None = None  # None: those of its type
    carriers: tuple[str, ...] | None = None  # nouns: verbs of their own that carry them, besides the general ones
    won: bool = False  # nouns: the subject of the trigger's own carrier gets it ("won support")
    alone: bool = False  # nouns: an event too where no verb carries them, if parties or a day hang on them
    future: EventType | None = None  # the type of one's own announcement to do it, where not that of `type`
    happened: bool = False  # already done when said to be coming: "will sign" no, "would welcome" yes
    place: Literal["stated", "object", "goal"] = "stated"  # whether the object or where it leads to is the place


class Carrier(Entry, frozen=True, kw_only=True):
    """A verb that says little itself and carries an event noun as its subject or object: hold talks, talks collapse."""

    verbs: tuple[str, ...]
    side: Literal["subject", "object"]
    types: tuple[EventType, ...] = ()  # () for all
    status: Status | None = None  # what it says of the event, where that is more than its tense
    negated: EventType | None = None  # what its negation is, for who says so: "no ceasefire is possible" is REJECT
    party: bool = True  # whether the one on its other side takes part


class StatusCue(Entry, frozen=True, kw_only=True):
    """A word above an event which says that it is planned, hoped for, denied ...

    `kind`: a word with a complement (verb, adjective, noun) or an auxiliary. `negated` is the status
    under a negation.
    """

    words: tuple[str, ...]
    kind: Literal["governor", "auxiliary"] = "governor"
    status: Status
    negated: Status | None = None


class TypeRule(Entry, frozen=True, kw_only=True):
    """What holds for all events of a type (`id`)."""

    speech: bool = False  # done by saying so: it has happened when it is said
    absorbs: bool = False  # what its complement tells of is not an event of its own
    recipients: tuple[str, ...] = ()  # roles, where a trigger gives none
    future: EventType | None = None  # the type of one's own announcement to do it
    refusal: EventType | None = None  # the type of one's own announcement not to do it

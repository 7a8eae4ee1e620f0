"""The shapes of the knowledge on talks, truces and promises: tracks.yaml, and en/talks, en/truces, en/promises."""

from typing import Literal

from dragoman.knowledge.loader import Entry

TalkRole = Literal[
    "noun",  # a series of talks or a round of it
    "meeting",  # any meeting; talks only where more says so
    "series",  # a meeting that may be numbered as a round is
    "quality",  # a modifier that makes any meeting one of a process ("peace", "face-to-face")
    "plain",  # a modifier that is no part of a name ("new", "crucial")
    "relative",  # which round: `value` is a Relative
    "phase",  # a verb or noun with the talks as its subject or object: `value` is a Phase
    "attendance",  # a verb with a party as its subject: `value` is an Attendance
    "convene",  # a verb whose subject or agent convenes
    "refuse",  # a verb or noun that turns what follows down
    "part",  # a noun for a stretch of talks: "the end of", "two days of"
    "delegate",  # a noun in the office of whoever speaks for a party at talks
    "delegation",  # a body that speaks for a party at talks
    "leader",  # a noun for somebody of such a body, or at its head
    "leads",  # a verb whose subject is at its head
    "stand_in",  # a noun for people who stand for whoever is named behind "of"
    "parties",  # a plural that stands for parties named elsewhere
    "body",  # a noun for a body in which the parties meet, with a `body_kind` before it
    "body_kind",
    "come",  # a verb that, denied in a report on talks, says that its subject was not there
    "invitation",  # a noun that, sent to somebody, asks him to come
    "observer",  # a noun behind "as": whoever is there in that office only watches
    "happens",  # a verb that, denied of talks, calls them off
    "presence",  # a verb that, in a report on talks, says that its subject was or was not there: an Attendance
    "accept",  # a verb that binds its subject to come
    "member",  # a verb with the talks as its subject and their parties as its object
    "topic",  # a word that leads to the agenda: about (preposition), discuss, aim
    "document",  # a paper that may come of talks
    "signs",  # a verb that brings a paper about
    "joint",  # a modifier of a paper that is of all sides
    "call",  # a noun for a talk that may be by telephone
    "phone",  # what makes it one by telephone
    "tells",  # a verb whose object is spoken to
    "outcome",  # a verb that leads to the outcome: behind, whole, end, failure
]


class TalkWords(Entry, frozen=True, kw_only=True):
    """Lemmas (or, with a space, word groups in their base form) that play one role in a sentence on talks."""

    role: TalkRole
    words: tuple[str, ...]
    value: str | None = None


TruceRole = Literal[
    "noun",  # a ceasefire
    "deal",  # the noun in "ceasefire agreement"
    "phase",  # a verb or noun with the truce as its subject or object: `value` is a TrucePhase
    "uphold",  # to keep a truce; after `fail` it alleges a breach
    "fail",
    "monitor",  # a verb: who watches over the truce
    "monitors",  # a noun: who watches over it, with a `monitoring` modifier
    "monitoring",
    "member",  # leads from the monitors to who they are
    "report",  # leads to whom they answer
    "guarantee",
    "accuse",  # to hold somebody responsible for an act
    "call",  # to say of an act that it is a breach
    "trade",  # what both sides do with blame
    "deny",  # what the accused do
    "amount",  # leads from an act to its being a breach
    "count",  # what monitors do with breaches
    "attack",  # an act that a truce forbids, where no event tells of it
    "zone",  # before "zone": an area where a truce holds
    "bind",  # a verb whose subject is bound by the truce
    "begin",  # said of a truce that takes effect
    "expire",  # said of a truce that runs out
    "serve",  # leads from somebody to his being a guarantor
    "nobody",  # a plural that does not say who is bound
    "strain",  # said of a truce that does not quite hold
    "end",  # how a truce ends: `value` is a TruceEnd
    "setting",  # a preposition before a truce of which the verb above says nothing
    "over",  # an adjective or adverb of a truce that is no more
    "give_up",  # a verb whose subject ends the truce that is its object
    "cover",  # a verb with the truce as its subject and whom, or where, it binds as its object
    "exclude",  # the same for whom it does not bind
    "except",  # a preposition or adverb before whom it does not bind
    "mechanism",  # a noun for what is to deal with breaches
    "handle",  # a verb: what such a body does
    "breach",  # a noun for what such a body deals with
    "mediate",  # a verb whose subject or agent brought the truce about
    "mediation",  # a noun for that; whose it is stands before or behind it
    "paper",  # a noun for a written truce, or a verb that makes one
    "unwritten",  # an adjective of a truce without paper
    "everywhere",  # an adjective or adverb of a truce that holds in the whole country
    "whole",  # before a `land`, it means the whole country
    "land",
    "age",  # behind a length of time, how long ago a truce was made
    "last",  # a verb with a truce as its subject that leads to its fixed length
    "ground",  # a noun for a stretch that a truce sets apart, with a `ground_kind` before it
    "ground_kind",
    "guard",  # what watchers do with it
    "somewhere",  # an adjective of one that holds only in a part of it
    "purpose",  # a word, beside the truce, for what it is for: `value` is a TrucePurpose
    "aim",  # leads from the truce to what it is for
    "admit",  # what the accused do who own up
    "justify",  # a word by which a deed is defended
    "empty",  # a word that says nothing of the act in an allegation
]


class TruceWords(Entry, frozen=True, kw_only=True):
    """Lemmas that play one role in a sentence on a ceasefire."""

    role: TruceRole
    words: tuple[str, ...]
    value: str | None = None


class PromiseWords(Entry, frozen=True, kw_only=True):
    """Lemmas by which somebody binds himself; `value` says whether the promise is made, kept, broken or withdrawn."""

    role: Literal[
        "verb",  # to promise, to keep a promise, to break one: `value` says which
        "readiness",  # a promise as a noun
        "gives",  # a verb whose subject gives it
        "gets",  # a verb whose subject is given it
        "deal",  # a paper that binds
        "oblige",  # what such a paper does
        "deed",  # what promises are made of; `value` is its kind
        "threat",  # what is vowed, but binds nobody to anything good
        "happen",  # that a deed was done, or begun (`value`)
        "limit",  # a noun for the day by which a deed is due
        "limit_verb",  # what is done with it, or with the deed: `value` says what became of the promise
        "allow",  # a verb by which somebody gives himself time
        "signer",  # a noun for those who signed, whoever they are
        "again",  # that a promise is given once more
        "pause",  # a noun for a stop of fighting that is no truce: who ends it promises nothing
        "away",  # a verb by which somebody says that he will not come
        "idle",  # what tells no promise from another
    ]
    words: tuple[str, ...]
    value: str | None = None


class KnownTrack(Entry, frozen=True, kw_only=True):
    """A process known by name: its names in print and whose talks they are. Tracks are found without it, too.

    `members` are names of parties as the record has them: talks of two of them that no report names are of this track.
    """

    name: str
    names: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    place: str | None = None

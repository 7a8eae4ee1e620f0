"""The shape of en/disputes: the words by which one says that another is wrong, or has another value for a thing."""

from typing import Literal

from dragoman.knowledge.entry import Entry

DisputeRole = Literal[
    "deny",  # whoever does so says that something is not so
    "wave_off",  # the same, where what is waved off is somebody's word
    "scorn",  # the same, also of a thing that is dismissed "as" something
    "doubt",  # whoever does so does not believe it, or does not want it to come
    "confirm",  # denied, it leaves open what another has said
    "pointer",  # stands for what was said before
    "said",  # a noun for what somebody says
    "charge",  # the same, where somebody is accused
    "ask",  # opens a question
    "blame",  # a noun for what one who is accused denies
    "as",  # leads to what somebody holds a thing to be
    "negation",
    "hedge",  # beside a day to come: how likely, or how welcome it is
    "foresee",  # a word for what is to come
    "scale",  # words around another value for the same thing, that name no new thing
    "share",  # behind a number, makes it a part of something
    "day",  # a noun for a day that both mean
    "idle",  # words that say nothing of the matter
]


class DisputeWords(Entry, frozen=True, kw_only=True):
    """Words in the forms in which they are printed, in small letters."""

    role: DisputeRole
    words: tuple[str, ...]

"""The shape of the words of a brief in one language (`LANGUAGE/brief.yaml`)."""

from dragoman.knowledge.loader import Entry


class PhraseEntry(Entry, frozen=True, kw_only=True):
    """Something that a brief says.

    `text` has slots in braces; what stands in square brackets is left out where a slot in it is empty:
    "{kind} was held[ in {place}]". `one` is the form for the number 1. `texts` is a row of words, such as
    the months.
    """

    text: str = ""
    one: str | None = None
    texts: tuple[str, ...] = ()

"""The shape of topics.yaml."""

from dragoman.knowledge.loader import Entry


class Topic(Entry, frozen=True, kw_only=True):
    """What a report may be about. A strong word weighs 2, a weak one 1; `bar` is what a report must reach."""

    bar: int
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()

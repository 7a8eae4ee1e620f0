"""The shape of models.yaml."""

from dragoman.knowledge.loader import Entry


class ModelPin(Entry, frozen=True, kw_only=True):
    """A language model whose files are known: `id` is the package that spaCy loads."""

    distribution: str
    language: str
    version: str
    sha256: str
    wheel_sha256: str | None = None

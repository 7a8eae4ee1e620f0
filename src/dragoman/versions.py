"""Which program, model and knowledge are in use: stored with every reading."""

import functools
from importlib.metadata import PackageNotFoundError, version

from dragoman import __version__
from dragoman.knowledge import knowledge_version
from dragoman.settings import get_setting


def current_versions() -> dict[str, str]:
    """The versions of program, model ("name version") and knowledge (a digest)."""
    return {"program": __version__, "model": model_version(get_setting("model")), "knowledge": knowledge_version()}


@functools.lru_cache(maxsize=4)
def model_version(name: str) -> str:
    """A model's name and version; "not installed" if there is no such package."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} not installed"

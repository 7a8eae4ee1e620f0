"""Who said what: see `find.py`."""

from dragoman.reading.attributions.find import find_attributions

__all__ = ["find_attributions"]

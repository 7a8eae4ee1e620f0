"""What the later steps of reading share: one report and all that the earlier steps found in it."""

from dataclasses import dataclass

from dragoman.model import Attribution, Report, Timex
from dragoman.reading.actors import Directory
from dragoman.reading.parsed import Parsed
from dragoman.reading.places import PlaceMention


@dataclass(frozen=True, slots=True)
class Context:
    """One report with its tokens, times, actors, places and attributions, each in text order."""

    report: Report
    parsed: Parsed
    times: tuple[Timex, ...]
    directory: Directory
    places: tuple[PlaceMention, ...]
    attributions: tuple[Attribution, ...]

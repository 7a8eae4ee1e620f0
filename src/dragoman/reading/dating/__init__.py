"""What a report tells of its own day where no day is stated.

Enters: readings. Leaves: `DayClue` records, and from them the day or the days that a report may be of.
"""

from dragoman.reading.dating.clues import Day, DayClue, find_clues
from dragoman.reading.dating.limits import Limit, conclude
from dragoman.reading.dating.own import day_words, infer_own_day, own_limits
from dragoman.reading.dating.sketches import likeness

__all__ = ["Day", "DayClue", "Limit", "conclude", "day_words", "find_clues", "infer_own_day", "likeness", "own_limits"]

"""When: time expressions, resolved (TimeML TIMEX3) to values and to intervals of days."""

from dragoman.reading.times.find import find_times

__all__ = ["find_times"]

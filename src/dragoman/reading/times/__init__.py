"""When: time expressions, resolved (TimeML TIMEX3) to values and to intervals of days.

`find_times` finds them all. A range is two times, the first naming the second in `through`; `find_days`
gives the days of a whole range from either end.
"""

from dragoman.reading.times.find import find_times
from dragoman.reading.times.ranges import find_days

__all__ = ["find_days", "find_times"]

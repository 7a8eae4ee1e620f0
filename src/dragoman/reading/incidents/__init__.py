"""Violence and its victims: casualties with bounds, weapons, and which incident the report is about.

Enters: a report with all that was read so far and its events. Leaves: the events, enriched.
"""

from dragoman.reading.incidents.read import read_incidents

__all__ = ["read_incidents"]

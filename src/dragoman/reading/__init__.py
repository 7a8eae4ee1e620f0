"""Reading one report: times, actors, places, attributions, events, incidents (pipeline.py lists the steps)."""

"""Who: the directory of a report, from titles, appositions and knowledge.

Enters: a report and its `Parsed`. Leaves: a `Directory`, which says for any token who is named there.
phrases.py finds noun phrases, links.py joins neighbours, naming.py gathers names, resolve.py takes up
short mentions, directory.py answers questions.
"""

from dragoman.reading.actors.directory import Directory, Mention
from dragoman.reading.actors.find import find_actors

__all__ = ["Directory", "Mention", "find_actors"]

"""What Dragoman knows before it reads: YAML that an analyst can edit, a loader and a checker.

Files about a language live in a folder named after it (`en/`), files about the world beside this one.
"""

from dragoman.knowledge.loader import check_packaged, knowledge_version, load_entries
from dragoman.knowledge.own import (
    check_folder,
    knowledge_faults,
    knowledge_note,
    snapshot_knowledge,
    use_knowledge,
)

__all__ = [
    "check_folder",
    "check_packaged",
    "knowledge_faults",
    "knowledge_note",
    "knowledge_version",
    "load_entries",
    "snapshot_knowledge",
    "use_knowledge",
]

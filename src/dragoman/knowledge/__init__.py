"""What Dragoman knows before it reads: YAML that an analyst can edit, a loader and a checker.

Files about a language live in a folder named after it (`en/`), files about the world beside this one.
"""

from dragoman.knowledge.loader import check_knowledge, knowledge_version, load_entries

__all__ = ["check_knowledge", "knowledge_version", "load_entries"]

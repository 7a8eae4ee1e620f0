"""The shapes of the knowledge files: one module per stage, one `Entry` class per file."""

"""One small tree of errors, named by who can mend them.

A message gives the report or file and the entry, what was found and what was expected.
"""


class DragomanError(Exception):
    """Base of every error that Dragoman raises on purpose."""


class InputError(DragomanError):
    """An input cannot be read; whoever gave it can mend it."""


class KnowledgeError(DragomanError):
    """A knowledge file is faulty; whoever edits it can mend it. The message lists all faults."""


class SettingsError(DragomanError):
    """A setting has a value that is not allowed."""


class LedgerError(DragomanError):
    """A ledger cannot be opened, read or written."""

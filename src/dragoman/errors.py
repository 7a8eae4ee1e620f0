"""One small tree of errors, named by who can mend them.

A message gives the report or file and the entry, what was found and what was expected. An input that cannot be
read is no error but a `Problem`: the rest of the batch goes on.
"""


class DragomanError(Exception):
    """Base of every error that Dragoman raises on purpose."""


class KnowledgeError(DragomanError):
    """A knowledge file is faulty; whoever edits it can mend it. The message lists all faults."""


class SettingsError(DragomanError):
    """A setting has a value that is not allowed."""


class LedgerError(DragomanError):
    """A ledger cannot be opened, read or written."""


class JudgementError(DragomanError):
    """A judgement names a claim, a field or a value that there is not; whoever makes it can mend it."""

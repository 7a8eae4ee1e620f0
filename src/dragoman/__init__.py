"""Dragoman reads news reports about a peace process and keeps the record.

The public verbs are `read`, `record`, `brief` and `open_ledger`.
"""

__version__ = "0.1.0"

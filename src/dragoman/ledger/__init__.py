"""The ledger: readings kept in one SQLite file, and the record made from them.

Enters: readings. Leaves: the record, as of any day. `store.py` says what any ledger can do, `sqlite.py` does it.
"""

from dragoman.ledger.book import Adding, Ledger, open_ledger

__all__ = ["Adding", "Ledger", "open_ledger"]

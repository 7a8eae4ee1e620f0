"""The ledger: readings kept in one SQLite file, and the record made from them.

Enters: inputs to add. Leaves: the record, as of any day. `book.py` is the ledger as its users see it,
`store.py` what it asks of a store, `sqlite.py` the store in one file, `migrations/` its tables.
"""

"""How judgements bear on claims: the claims of a reading by name, what can be corrected, who is joined and parted.

Enters: readings, drafts, judgements. Leaves: the same with the judgements heeded. `rulings.py` beside this folder
is what other stages use.
"""

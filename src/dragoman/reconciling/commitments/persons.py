"""What persons said of words on promises: which are of one, and which are not.

Enters: drafts of promises, words, `Rulings`. Leaves: the drafts joined and parted as persons want, and the promise
that a word on what became of it was said to be of.
"""

from collections.abc import Iterable

from dragoman.model import ClaimRef, Span
from dragoman.reconciling.commitments.drafts import Blocks, Draft
from dragoman.reconciling.commitments.words import Word
from dragoman.reconciling.rulings import Rulings, claim_ref


def regroup(blocks: Blocks, rulings: Rulings) -> Blocks:
    """The drafts as persons want them; the same blocks where nobody spoke of promises."""
    words = [d.words for d in blocks.drafts]
    groups = rulings.heed("promise", words, lambda told: told, ref_of, lambda told, _: list(told))
    if all(any(group is told for told in words) for group in groups):
        return blocks
    made = Blocks()
    drafts = [Draft() for _ in groups]
    rows = [(word, draft) for group, draft in zip(groups, drafts, strict=True) for word in group]
    for word, draft in sorted(rows, key=lambda row: row[0].told.order):
        made.put(word, draft)
    return made


def ref_of(word: Word) -> ClaimRef:
    """The name of the claim that a word is."""
    _, report, start, end = word.told.order
    return claim_ref("promise", report, word.told.evidence.sentence, Span(start, end))


def said_to_be(word: Word, drafts: Iterable[Draft], rulings: Rulings) -> Draft | None:
    """The promise of which a person said that a word is; of several the first made."""
    if not rulings.partners("promise", word.told.report):
        return None
    mine = ref_of(word)
    return next((d for d in drafts if any(rulings.answer(mine, ref_of(w)) == "same" for w in d.words)), None)


def said_not_to_be(word: Word, draft: Draft, rulings: Rulings) -> bool:
    """True if a person said that a word is not of a promise."""
    if not rulings.partners("promise", word.told.report):
        return False
    mine = ref_of(word)
    return any(rulings.answer(mine, ref_of(w)) == "different" for w in draft.words)

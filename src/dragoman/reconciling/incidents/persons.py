"""What persons said of pairs of tellings, put in the place of what the rules judge.

Enters: `Judged` pairs, tellings and `Rulings`. Leaves: `Judged` with the rule "person" wherever a person spoke.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from msgspec.structs import replace

from dragoman.model import ClaimRef, Span
from dragoman.reconciling.incidents.compare import Judged
from dragoman.reconciling.incidents.tellings import Telling, TellingId
from dragoman.reconciling.rulings import Rulings, claim_ref


def answer_of(judged: Judged, rulings: Rulings) -> Judged:
    """The pair as a person judged it; as it is where nobody did. The score and its reasons stay for reading."""
    if not {judged.one[0], judged.other[0]} <= rulings.reports:
        return judged
    said = rulings.answer(ref_of(judged.one), ref_of(judged.other))
    if said != "same" and said != "different" and said != "unsure":
        return judged
    return replace(judged, answer=said, rule="person")


def person_pairs(tellings: Iterable[Telling], rulings: Rulings) -> Iterator[tuple[Telling, Telling]]:
    """Pairs that a person judged the same or different, whether or not they share a key; each once, in order."""
    near = sorted((t for t in tellings if t.report in rulings.reports), key=lambda t: t.id)
    for one, other in combinations(near, 2):
        if rulings.answer(ref_of(one.id), ref_of(other.id)):
            yield one, other


def ref_of(telling: TellingId) -> ClaimRef:
    """The name of the claim that a telling makes."""
    report, start, end, trigger = telling
    return claim_ref("incident", report, Span(start, end), trigger)

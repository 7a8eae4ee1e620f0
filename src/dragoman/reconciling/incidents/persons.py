"""What persons said of pairs of tellings, put in the place of what the rules judge.

Enters: `Judged` pairs, tellings and `Rulings`. Leaves: `Judged` with the rule "person" wherever a person spoke.
"""

from collections.abc import Iterable, Iterator

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
    by_report: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda t: t.id):
        if telling.report in rulings.reports:
            by_report.setdefault(telling.report, []).append(telling)
    for report, mine in by_report.items():
        near = sorted(rulings.partners("incident", report))
        theirs = [t for other in near for t in by_report.get(other, ())]
        yield from ((a, b) for a in mine for b in theirs if a.id < b.id and rulings.answer(ref_of(a.id), ref_of(b.id)))


def ref_of(telling: TellingId) -> ClaimRef:
    """The name of the claim that a telling makes."""
    report, start, end, trigger = telling
    return claim_ref("incident", report, Span(start, end), trigger)

"""Which entry of the record a claim is in, and what the rules joined to one entry.

Enters: a record, or a part of one. Leaves: a line for each entry, with the sentences that it rests on.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.model import ClaimRef, Evidence, Interval, Record
from dragoman.model.judgement import ClaimKind
from dragoman.reconciling.rulings import claim_ref

_LONGEST = 60  # characters of somebody's words in a line


class Entries:
    """The entries of a record by kind of claim and sentence."""

    def __init__(self, record: Record) -> None:
        self._by_report: dict[tuple[ClaimKind, str], list[tuple[Evidence, str]]] = defaultdict(list)
        for kind, line, evidence in tell_entries(record):
            for e in evidence:
                self._by_report[kind, e.report].append((e, line))

    def find(self, ref: ClaimRef) -> tuple[str, ...]:
        """The entries that rest on a claim's sentence, each once; () if none does."""
        near = self._by_report.get((ref.kind, ref.report), ())
        return tuple(dict.fromkeys(line for e, line in near if e.sentence.overlaps(ref.span)))


def find_joined(made: Record) -> Iterator[tuple[str, list[str]]]:
    """Each entry that rests on several reports, in a line, with the names of its claims in order."""
    for kind, line, evidence in tell_entries(made):
        if len({e.report for e in evidence}) > 1:
            refs = {claim_ref(kind, e.report, e.sentence) for e in evidence}
            yield line, [str(ref) for ref in sorted(refs, key=ClaimRef.order)]


def tell_entries(record: Record) -> Iterator[tuple[ClaimKind, str, Sequence[Evidence]]]:
    """The entries of a record: of what kind of claims, in a line, and what each rests on."""
    for track in record.tracks:
        for n in track.rounds:
            number = f"round {n.number}" if n.number else "a round"
            yield "meeting", _line(number, track.name, _days(n.held), n.place), n.evidence
    for c in record.contacts:
        yield "meeting", _line(c.kind, _names(c.parties), _days(c.when), c.place), c.evidence
    for t in record.ceasefires:
        said = [e for v in t.alleged_violations for e in v.evidence]
        yield "truce", _line("truce", t.name, _names(t.parties), _days(t.declared or t.in_effect)), [*t.evidence, *said]
    for p in record.commitments:
        yield "promise", _line("promise", _names(p.who), p.what[:_LONGEST]), p.evidence
    for s in record.steps:
        yield "step", _line(s.kind, _names(s.who), s.place.name if s.place else None, _days(s.when)), s.evidence
    for i in record.incidents:
        said = [e for c in i.claims for e in c.evidence]
        place = i.place.name if i.place else None
        yield "incident", _line("incident", place, _days(i.when), f"claims: {len(i.claims)}"), [*i.evidence, *said]
    for a in record.statements:
        yield "statement", _line("statement", a.speaker, a.content[:_LONGEST]), a.evidence


def _line(*parts: str | None) -> str:
    return ", ".join(p for p in parts if p)


def _names(names: Sequence[str]) -> str:
    return " and ".join(names)


def _days(days: Interval | None) -> str | None:
    if days is None or not (days.earliest or days.latest):
        return None
    return str(days.earliest) if days.earliest == days.latest else f"{days.earliest or ''}..{days.latest or ''}"

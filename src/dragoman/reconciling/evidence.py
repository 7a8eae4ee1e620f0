"""The quoted sentence behind each line of the record.

Enters: a reading and a span of its report. Leaves: `Evidence`, in order and without repetition.
"""

from collections.abc import Iterable

from dragoman.model import Evidence, Reading, Span


def quote(reading: Reading, sentence: Span) -> Evidence:
    """The characters of `sentence`, word for word."""
    start, end = max(0, sentence.start), min(len(reading.report.text), sentence.end)
    span = Span(start, max(start, end))
    return Evidence(report=reading.report.id, sentence=span, quote=reading.report.quote(span))


def gather(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each sentence once, by report and place in it."""
    unique = {(e.report, e.sentence): e for e in evidence}
    return tuple(unique[key] for key in sorted(unique))

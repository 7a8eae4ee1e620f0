"""The quoted sentence behind each line of the record.

Enters: a reading and a span of its report. Leaves: `Evidence`, in order and without repetition.
"""

from collections.abc import Iterable

from dragoman.model import Evidence, Reading, Span


def quote(reading: Reading, sentence: Span) -> Evidence:
    """The characters of `sentence`, word for word, with what persons corrected in what was read there."""
    start, end = max(0, sentence.start), min(len(reading.report.text), sentence.end)
    span = Span(start, max(start, end))
    corrected = tuple(c for c in reading.corrections if c.sentence.overlaps(span))
    return Evidence(report=reading.report.id, sentence=span, quote=reading.report.quote(span), corrected=corrected)


def gather(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each sentence once, by report and place in it."""
    unique = {(e.report, e.sentence): e for e in evidence}
    return tuple(unique[key] for key in sorted(unique))

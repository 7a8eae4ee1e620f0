"""What was said: attributed statements, once each, with the chain they came through.

Enters: readings. Leaves: `Statement` records.
"""

from collections.abc import Iterable

from dragoman.model import Attribution, Reading, Statement
from dragoman.model.base import Span
from dragoman.reconciling.days import first_day, published_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.parties import Parties

FEWEST_WORDS = 5  # shorter contents ("yes", "the statement said") tell an analyst nothing


def gather_statements(readings: Iterable[Reading], parties: Parties) -> list[Statement]:
    """One statement for each speaker and wording, by day."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for reading in readings:
        for said in reading.attributions:
            statement = _statement(reading, said, parties)
            if statement:
                key = (statement.speaker or "", " ".join(statement.content.casefold().split()).strip(" .,"))
                found.setdefault(key, []).append(statement)
    return sorted((_join(same) for same in found.values()), key=_order)


def _statement(reading: Reading, said: Attribution, parties: Parties) -> Statement | None:
    if not said.content or not (said.speaker or said.anonymous):
        return None
    content = " ".join(reading.report.quote(span).strip() for span in said.content)
    if len(content.split()) < FEWEST_WORDS:
        return None
    report = reading.report.id
    return Statement(
        speaker=parties.name(report, said.speaker) if said.speaker else None,
        content=content,
        when=published_days(reading),
        via=tuple(parties.name(report, v) for v in said.via),
        anonymous=said.anonymous,
        evidence=(quote(reading, _whole(reading, said)),),
    )


def _whole(reading: Reading, said: Attribution) -> Span:
    """From the first to the last character of source, cue and content."""
    spans = [*said.content, *(s for s in (said.source, said.cue) if s)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _join(same: list[Statement]) -> Statement:
    first = min(same, key=_order)
    return Statement(
        speaker=first.speaker,
        content=first.content,
        when=first.when,
        via=first.via,
        anonymous=all(s.anonymous for s in same),
        evidence=gather(e for s in same for e in s.evidence),
    )


def _order(statement: Statement) -> tuple[object, ...]:
    e = statement.evidence[0]
    return (first_day(statement.when), e.report, e.sentence, statement.speaker or "", statement.content)

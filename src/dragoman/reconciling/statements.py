"""What was said: attributed statements, once each, with the chain they came through.

Enters: readings. Leaves: `Statement` records. Reports of one statement share a key of `statement_keys`: the speaker,
with the words with which it begins or ends.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.model import Attribution, ClaimRef, Interval, Reading, Statement
from dragoman.model.base import Span
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, gap, last_day, published_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.rulings import NO_RULINGS, Rulings, claim_ref

FEWEST_WORDS = 5  # shorter contents ("yes", "the statement said") tell an analyst nothing
LEAST_LEFT = 0.8  # share of its words that a statement has at least where a copy cuts it
SAME_DAYS = 14  # days after which the same words are said anew
NEAREST = 20  # the latest statements under one key that are looked at
_ENDS = 4  # words at the beginning and at the end by which statements find each other
_SHORTEST = 3  # letters of the words that are compared: copies differ in the little ones, but never in "not"


@dataclass(eq=False)
class Draft:
    """A statement in the making: the same words of one speaker."""

    told: list[Statement] = field(default_factory=list)
    words: tuple[str, ...] = ()
    last: Interval | None = None


def gather_statements(readings: Iterable[Reading], parties: Parties, rulings: Rulings = NO_RULINGS) -> list[Statement]:
    """One statement for each speaker and wording, by day; a copy that is cut at an end is the same.

    The result is the same for any order of the reports, and for a set of reports it is that of its components under
    `statement_keys` put together.
    """
    known = {r.report.id: r for r in readings}.values()
    blocks: dict[str, list[Draft]] = defaultdict(list)
    drafts: list[Draft] = []
    for statement in sorted((s for r in known for s in find_statements(r, parties)), key=_order):
        words = _words(statement.content)
        keys = list(_keys(statement, words))
        near = {id(d): d for k in keys for d in blocks[k][-NEAREST:]}
        draft = next((d for d in near.values() if _is_same(d, statement, words)), None)
        if draft is None:
            draft = Draft(words=words)
            drafts.append(draft)
        draft.told.append(statement)
        draft.last = statement.when or draft.last
        for key in keys:
            if draft not in blocks[key][-NEAREST:]:
                blocks[key].append(draft)
    told = rulings.heed("statement", [d.told for d in drafts], lambda same: same, _ref, lambda same, _: list(same))
    return order_statements(_join(same) for same in told)


def _ref(statement: Statement) -> ClaimRef:
    (e,) = statement.evidence
    return claim_ref("statement", e.report, e.sentence)


def order_statements(statements: Iterable[Statement]) -> list[Statement]:
    """By day, then by report and place in it."""
    return sorted(statements, key=_order)


def statement_keys(reading: Reading, parties: Parties) -> frozenset[str]:
    """Keys such that two reports of one statement share one."""
    return frozenset(k for s in find_statements(reading, parties) for k in _keys(s, _words(s.content)))


def find_statements(reading: Reading, parties: Parties) -> Iterator[Statement]:
    """What a report says that somebody said, in text order."""
    for said in reading.attributions:
        statement = _statement(reading, said, parties)
        if statement:
            yield statement


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


def _words(content: str) -> tuple[str, ...]:
    """The words as they are compared: without marks and small words, in small letters; a number is a word."""
    joined = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", content.casefold())
    words = re.findall(r"\w+", joined)
    return tuple(w for w in words if len(w) >= _SHORTEST or w.isdigit()) or tuple(words)


def _keys(statement: Statement, words: tuple[str, ...]) -> Iterator[str]:
    """The ends of the wording, within windows of time: two that are near enough to be one share a window."""
    day = last_day(statement.when).toordinal() if statement.when else None
    windows = (0,) if day is None else (day // (SAME_DAYS + 1), day // (SAME_DAYS + 1) + 1)
    for end in sorted({words[:_ENDS], words[-_ENDS:]}):
        for window in windows:
            yield f"said:{statement.speaker or ''}:{' '.join(end)}:{window}"


def _is_same(draft: Draft, statement: Statement, words: tuple[str, ...]) -> bool:
    if draft.told[0].speaker != statement.speaker:
        return False
    if draft.last and statement.when and gap(draft.last, statement.when) > SAME_DAYS:
        return False
    short, long = sorted((draft.words, words), key=len)
    return len(short) >= LEAST_LEFT * len(long) and f" {' '.join(short)} " in f" {' '.join(long)} "


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

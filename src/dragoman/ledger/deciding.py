"""A person's words about claims, checked against the ledger.

Enters: references as printed, answers, fields and values. Leaves: the claims that are meant, and judgements about them
that can be kept; `JudgementError` in one line where something is named that is not there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dragoman.errors import JudgementError
from dragoman.ledger.claims import load_reading
from dragoman.ledger.judgements import find_judgement
from dragoman.ledger.rows import from_row
from dragoman.model import ClaimRef, Correction, Judgement, Reading, Withdrawal
from dragoman.model.judgement import ON_PAIRS, RULE, JudgementAnswer, digest_judgement
from dragoman.reconciling.incidents.compare import Judged
from dragoman.reconciling.incidents.tellings import Telling
from dragoman.reconciling.judging.edit import describe_claim
from dragoman.reconciling.judging.refs import Found, find_claims, resolve_ref, shorten_ref
from dragoman.reconciling.judging.values import parse_value
from dragoman.reconciling.rulings import Rulings, claim_ref

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database

SHORTEST_KEY = 6  # characters of a report's key that a person has to give
MOST_NAMED = 5  # claims that a message lists


class Claimed(NamedTuple):
    """A claim in the ledger: its name as a person types it, the sentence, what was read in it, what was corrected."""

    ref: ClaimRef
    wording: str
    read: str
    corrected: tuple[Correction, ...] = ()


class Doubt(NamedTuple):
    """Two claims of which a rule cannot tell whether they are one, and how it weighed them."""

    one: Claimed
    other: Claimed
    judged: Judged


def list_claims(
    db: Database, rulings: Rulings, *, report: str | None = None, about: str | None = None
) -> Iterator[Claimed]:
    """The claims of the ledger, by report and place in it.

    Args:
        report: only of this one: its name in the record, its id, or the start of its key.
        about: only those in whose sentence, or in what was read there, each of these words occurs.
    Raises:
        JudgementError: there is no such report, or there are several.
    """
    words = (about or "").casefold().split()
    numbers = [_find_report(db, report)[0]] if report else _all_reports(db)
    for number in numbers:
        reading = load_reading(db, number)
        for claim in _claimed(reading, rulings):
            text = f"{claim.wording} {claim.read}".casefold()
            if all(w in text for w in words):
                yield claim


def _all_reports(db: Database) -> list[int]:
    return [n for (n,) in db.all("SELECT number FROM report ORDER BY name, key")]


def _claimed(reading: Reading, rulings: Rulings) -> Iterator[Claimed]:
    found = find_claims(reading)
    refs = [f.ref for f in found]
    corrections = rulings.correct(reading).corrections
    for claim in found:
        yield _show(reading, claim, refs, corrections)


def _show(reading: Reading, claim: Found, refs: Sequence[ClaimRef], corrections: Sequence[Correction] = ()) -> Claimed:
    span = claim.ref.span
    about = tuple(c for c in corrections if c.sentence == span and c.kind == claim.ref.kind)
    wording = " ".join(reading.report.quote(span).split())
    return Claimed(shorten_ref(claim.ref, refs), wording, describe_claim(claim.part), about)


def make_judgement(
    db: Database,
    answer: JudgementAnswer,
    refs: Sequence[ClaimRef],
    *,
    by: str,
    why: str,
    at: dt.datetime,
    versions: dict[str, str],
    field: str | None = None,
    value: str | None = None,
) -> Judgement:
    """A judgement that can be kept.

    Args:
        refs: two for same, different and unsure, one for wrong and correct; reports as a person names them.
        value: of `field`, for correct; as typed.
    Returns:
        The judgement; its claims name their reports by key.
    Raises:
        JudgementError: a claim, field or value is not there, or no reason is given.
    """
    _check_words(by, why)
    if len(refs) != (2 if answer in ON_PAIRS else 1):
        raise JudgementError(f"{answer}: found {len(refs)} claims; expected {2 if answer in ON_PAIRS else 1}")
    if len({ref.kind for ref in refs}) > 1:
        raise JudgementError(f"{refs[0]} {refs[1]}: found two kinds of claims; expected two of one kind")
    if refs[0].kind == "actor" and answer not in ON_PAIRS:
        raise JudgementError(f"{refs[0]}: found {answer} of an actor; expected same, different or unsure")
    if answer == "correct":
        parse_value(refs[0].kind, field or "", value or "")
    pinned = [_pin(db, ref) for ref in refs]
    if len(pinned) == 2 and pinned[0][0] == pinned[1][0]:
        raise JudgementError(f"{refs[0]} {refs[1]}: found one claim named twice; expected two")
    made = Judgement(
        at=at.astimezone(dt.UTC),
        by=by.strip(),
        answer=answer,
        claims=tuple(ref for ref, _ in pinned),
        field=field,
        value=" ".join(value.split()) if value else None,
        why=why.strip(),
        wordings=tuple(wording for _, wording in pinned if wording),
        versions=versions,
    )
    return msgspec.structs.replace(made, id=digest_judgement(made))


def make_withdrawal(db: Database, id_: str, *, by: str, why: str, at: dt.datetime) -> Withdrawal:
    """The withdrawal of a judgement whose id begins so.

    Raises:
        JudgementError: there is no such judgement, it is withdrawn already, or no reason is given.
    """
    _check_words(by, why)
    found = find_judgement(db, id_)
    earlier = db.one("SELECT at, by, why FROM withdrawal WHERE judgement = ? ORDER BY at, by", (found.id,))
    if earlier:
        raise JudgementError(
            f"judgement {found.id}: found that {earlier[1]} withdrew it on {earlier[0][:10]} ({earlier[2]}); "
            "expected one that stands"
        )
    return Withdrawal(judgement=found.id, at=at.astimezone(dt.UTC), by=by.strip(), why=why.strip())


def _check_words(by: str, why: str) -> None:
    if not by.strip() or by.startswith(RULE):
        raise JudgementError(f"by {by!r}: found no person's name; expected one (--by NAME)")
    if not why.strip():
        raise JudgementError("why: found nothing; expected the reason, for those who come after (--why TEXT)")


def _pin(db: Database, ref: ClaimRef) -> tuple[ClaimRef, str]:
    """The name under which a claim is kept, and its sentence as it stands."""
    if ref.name is not None:
        return ClaimRef(kind=ref.kind, name=_find_actor(db, ref.name)), ""
    number, key = _find_report(db, ref.report)
    reading = load_reading(db, number)
    claims = [f.ref for f in find_claims(reading)]
    meant = resolve_ref(msgspec.structs.replace(ref, report=reading.report.id), claims)
    if len(meant) != 1:
        raise JudgementError(_unclear(ref, meant, claims))
    short = shorten_ref(meant[0], claims)
    return msgspec.structs.replace(short, report=key), reading.report.quote(meant[0].span)


def _unclear(ref: ClaimRef, meant: Sequence[ClaimRef], claims: Sequence[ClaimRef]) -> str:
    if len(set(meant)) > 1:
        return f"{ref}: found {len(meant)} such claims in that sentence; expected one of {_some(meant)}"
    if meant:
        return f"{ref}: found {len(meant)} claims of one name; expected one: they cannot be told apart"
    others = [c for c in claims if c.kind == ref.kind]
    hint = f"; expected one of {_some(others)}" if others else f"; the report holds no claim of kind {ref.kind}"
    return f"{ref}: found no such claim{hint}"


def _some(refs: Iterable[ClaimRef]) -> str:
    names = [str(r) for r in refs]
    return ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")


def _find_report(db: Database, given: str) -> tuple[int, str]:
    """The number and key of a report, by its name in the record, its id, or the start of its key."""
    for query in ("name = ?", "key = ?", "id = ?"):
        rows = db.all(f"SELECT number, key, name FROM report WHERE {query} ORDER BY name", (given,))
        if rows:
            break
    else:
        long = len(given) >= SHORTEST_KEY
        query = "SELECT number, key, name FROM report WHERE key >= ? AND key < ?"
        rows = db.all(query, (given, given + "g")) if long else []
    if len(rows) == 1:
        return rows[0][0], rows[0][1]
    found = "several: " + ", ".join(name for _, _, name in rows[:MOST_NAMED]) if rows else "no such report"
    raise JudgementError(f"report {given}: found {found}; expected the id of one in the ledger")


def _find_actor(db: Database, given: str) -> str:
    """An actor's name as a report has it, whatever the case of its letters."""
    query = "SELECT DISTINCT name FROM actor WHERE name = ? COLLATE NOCASE ORDER BY name"
    rows = [name for (name,) in db.all(query, (given,))]
    if not rows:
        near = db.all("SELECT DISTINCT name FROM actor WHERE instr(lower(name), lower(?)) ORDER BY name", (given,))
        names = ", ".join(name for (name,) in near[:MOST_NAMED]) or "a name as some report has it"
        raise JudgementError(f"actor:{given}: found no such actor; expected {names}")
    return given if given in rows else str(rows[0])


def find_doubts(db: Database, rulings: Rulings) -> list[Doubt]:
    """Pairs of incidents that the rules leave open and nobody spoke of, the likeliest to be one first."""
    query = "SELECT one, other, json FROM judged WHERE answer = 'unsure' AND one < other"
    found = []
    for one, other, line in db.all(query):
        pair = [_find_told(db, n) for n in (one, other)]
        if rulings.answer(pair[0][0], pair[1][0]) is None:
            shown = sorted((_show_told(*told) for told in pair), key=lambda c: c.ref.order())
            found.append(Doubt(shown[0], shown[1], from_row(line, Judged)))
    return sorted(found, key=lambda d: (-d.judged.score, d.one.ref.order(), d.other.ref.order()))


def _find_told(db: Database, telling: int) -> tuple[ClaimRef, Reading]:
    report, line = db.one("SELECT report, json FROM telling WHERE number = ?", (telling,)) or (0, b"")
    told, reading = from_row(line, Telling), load_reading(db, report)
    return claim_ref("incident", reading.report.id, told.sentence, told.trigger), reading


def _show_told(ref: ClaimRef, reading: Reading) -> Claimed:
    found = find_claims(reading)
    meant = resolve_ref(ref, [f.ref for f in found])
    claim = next(f for f in found if f.ref in meant)
    return _show(reading, claim, [f.ref for f in found])

"""What people decided, in the ledger. Rows are only ever added.

Enters: judgements, withdrawals. Leaves: the same again, and the `Rulings` that they come to. In the ledger a claim
names its report by key, which outlives every re-reading and every other ledger; outside, by its name in the record.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import JudgementError
from dragoman.ledger.claims import load_reading, mark_dirty
from dragoman.ledger.rows import from_row
from dragoman.model import ClaimRef, Judgement, Ruled, Withdrawal, from_json, to_json_line
from dragoman.model.judgement import ON_PAIRS, digest_judgement
from dragoman.reconciling.judging.values import parse_value
from dragoman.reconciling.rulings import NO_RULINGS, Rulings, make_rulings

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database

SHORTEST_ID = 4  # characters of an id that a person has to give


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement in the ledger, and who withdrew it."""

    judgement: Judgement
    withdrawn: Withdrawal | None = None


def keep_judgement(db: Database, judgement: Judgement) -> bool:
    """Keep a judgement; False if it is kept already. What it bears on in the record is worked out anew.

    Raises:
        JudgementError: see `check_judgement`.
    """
    check_judgement(judgement)
    with db.writing():
        is_new = _insert_judgement(db, judgement)
        if is_new:
            _mark_touched(db, [judgement])
    return is_new


def withdraw_judgement(db: Database, withdrawal: Withdrawal) -> bool:
    """Take a judgement back; False if this withdrawal is kept already.

    Raises:
        JudgementError: there is no such judgement.
    """
    judgement = find_judgement(db, withdrawal.judgement)
    with db.writing():
        is_new = _insert_withdrawal(db, withdrawal)
        if is_new:
            _mark_touched(db, [judgement])
    return is_new


def _insert_judgement(db: Database, judgement: Judgement) -> bool:
    if db.one("SELECT 1 FROM judgement WHERE id = ?", (judgement.id,)):
        return False
    db.execute(
        "INSERT INTO judgement (id, at, by, answer, json) VALUES (?, ?, ?, ?, ?)",
        (judgement.id, _printed(judgement.at), judgement.by, judgement.answer, to_json_line(judgement).decode()),
    )
    db.log("judge", f"{judgement.id} by {judgement.by}: {judgement.text()}")
    return True


def _insert_withdrawal(db: Database, withdrawal: Withdrawal) -> bool:
    row = (withdrawal.judgement, _printed(withdrawal.at), withdrawal.by)
    if db.one("SELECT 1 FROM withdrawal WHERE judgement = ? AND at = ? AND by = ?", row):
        return False
    db.execute("INSERT INTO withdrawal (judgement, at, by, why) VALUES (?, ?, ?, ?)", (*row, withdrawal.why))
    db.log("withdraw", f"{withdrawal.judgement} by {withdrawal.by}: {withdrawal.why}")
    return True


def load_judgements(db: Database) -> list[Judgement]:
    """The judgements that nobody withdrew, in no order; reports by their names in the record."""
    return list(load_rulings(db).judgements)


def load_rulings(db: Database) -> Rulings:
    """What the judgements come to that nobody withdrew; reports by their names in the record."""
    rows = db.all("SELECT json FROM judgement WHERE id NOT IN (SELECT judgement FROM withdrawal) ORDER BY id")
    if not rows:
        return NO_RULINGS
    lines = tuple(line for (line,) in rows)
    return _settle(lines, tuple(sorted(_find_names(db, _parse(lines)).items())))


@functools.lru_cache(maxsize=2)
def _parse(lines: tuple[str, ...]) -> tuple[Judgement, ...]:
    return tuple(from_row(line, Judgement) for line in lines)


@functools.lru_cache(maxsize=2)
def _settle(lines: tuple[str, ...], names: tuple[tuple[str, str], ...]) -> Rulings:
    """Thousands of judgements take a while to settle, and a record is brought up to date again and again."""
    named = dict(names)
    return make_rulings(_renamed(j, named) for j in _parse(lines))


def review_judgements(db: Database, rulings: Rulings | None = None) -> list[Ruled]:
    """What becomes of each judgement that nobody withdrew, oldest first."""
    rulings = load_rulings(db) if rulings is None else rulings
    numbers = [n for (n,) in db.among("SELECT number FROM report WHERE name IN (?)", sorted(rulings.reports))]
    actors = sorted({c.name for j in rulings.judgements for c in j.claims if c.name})
    names = {n for (n,) in db.among("SELECT DISTINCT name FROM actor WHERE name IN (?)", actors)}
    return list(rulings.review((load_reading(db, n) for n in numbers), names))


def audit_judgements(db: Database) -> list[Ruled]:
    """Every judgement that was ever made, those withdrawn too, oldest first."""
    ruled = {r.judgement.id: r for r in review_judgements(db)}
    kept = all_judgements(db)
    named = with_names(db, [k.judgement for k in kept])
    return [
        Ruled(judgement=j, state="withdrawn", withdrawn=k.withdrawn) if k.withdrawn else ruled[j.id]
        for j, k in zip(named, kept, strict=True)
    ]


def export_judgements(db: Database, ids: Collection[str]) -> Iterator[bytes]:
    """Some judgements with their withdrawals, oldest first, as lines of JSON that another ledger can take over."""
    yield from (to_json_line(k) for k in all_judgements(db) if k.judgement.id in ids)


def import_judgements(db: Database, source: str, lines: Iterable[bytes]) -> tuple[int, int]:
    """Take over the lines that another ledger gave; what is here already is passed over.

    Returns:
        How many judgements and withdrawals were new, and how many were known.
    Raises:
        JudgementError: some lines cannot be taken over, all of them listed; then none is.
    """
    found: list[Kept] = []
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        try:
            kept = _parse_line(line) if line.strip() else None
        except JudgementError as error:
            faults.append(f"{source}:{number}: {error}")
        else:
            found += [kept] if kept else []
    if faults:
        raise JudgementError("\n".join(faults))
    with db.writing():
        new = [_insert_judgement(db, k.judgement) for k in found]
        new += [_insert_withdrawal(db, k.withdrawn) for k in found if k.withdrawn]
        _mark_touched(db, [k.judgement for k in found])
    return sum(new), len(new) - sum(new)


def _parse_line(line: bytes) -> Kept:
    try:
        kept = from_json(line, Kept)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JudgementError(
            f"found no judgement ({error}); expected a line of `dragoman judgements --format jsonl`"
        ) from error
    check_judgement(kept.judgement)
    if kept.withdrawn and kept.withdrawn.judgement != kept.judgement.id:
        raise JudgementError(f"found a withdrawal of {kept.withdrawn.judgement}; expected one of {kept.judgement.id}")
    return kept


def check_judgement(judgement: Judgement) -> None:
    """Refuse a judgement that no ledger could have given.

    Raises:
        JudgementError: its id is not that of its content, or its claims do not fit its answer.
    """
    right = digest_judgement(judgement)
    if judgement.id != right:
        raise JudgementError(
            f"judgement {judgement.id or 'without id'}: found that it was changed since it was made; "
            f"expected the id of its content, {right}"
        )
    kinds = [ref.kind for ref in judgement.claims]
    wanted = 2 if judgement.answer in ON_PAIRS else 1
    if len(kinds) != wanted or len(set(kinds)) != 1:
        raise JudgementError(f"judgement {judgement.id}: found claims {kinds}; expected {wanted} of one kind")
    if judgement.answer == "correct":
        parse_value(kinds[0], judgement.field or "", judgement.value or "")


def find_judgement(db: Database, id_: str) -> Judgement:
    """The judgement whose id begins so.

    Raises:
        JudgementError: there is none, or there are several.
    """
    if len(id_) < SHORTEST_ID:
        raise JudgementError(f"judgement {id_!r}: expected its id, {SHORTEST_ID} characters of it or more")
    rows = db.all("SELECT id, json FROM judgement WHERE substr(id, 1, ?) = ? ORDER BY id", (len(id_), id_))
    if len(rows) != 1:
        found = "several: " + ", ".join(i for i, _ in rows) if rows else "none such"
        raise JudgementError(f"judgement {id_}: found {found}; expected one (`dragoman judgements` lists them)")
    return from_row(rows[0][1], Judgement)


def all_judgements(db: Database) -> list[Kept]:
    """Every judgement that was ever made, oldest first, with its first withdrawal; reports by key."""
    gone: dict[str, Withdrawal] = {}
    for id_, at, by, why in db.all("SELECT judgement, at, by, why FROM withdrawal ORDER BY at, by"):
        gone.setdefault(id_, Withdrawal(judgement=id_, at=dt.datetime.fromisoformat(at), by=by, why=why))
    rows = (from_row(line, Judgement) for (line,) in db.all("SELECT json FROM judgement ORDER BY at, id"))
    return [Kept(judgement=j, withdrawn=gone.get(j.id)) for j in rows]


def with_names(db: Database, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judgements whose claims name their reports as the record does; a report that is not there keeps its key."""
    names = _find_names(db, judgements)
    return [_renamed(j, names) for j in judgements]


def _find_names(db: Database, judgements: Iterable[Judgement]) -> dict[str, str]:
    keys = sorted({ref.report for j in judgements for ref in j.claims})
    return dict(db.among("SELECT key, name FROM report WHERE key IN (?)", keys))


def _renamed(judgement: Judgement, names: Mapping[str, str]) -> Judgement:
    claims = tuple(msgspec.structs.replace(c, report=names.get(c.report, c.report)) for c in judgement.claims)
    return msgspec.structs.replace(judgement, claims=claims)


def _mark_touched(db: Database, judgements: Iterable[Judgement]) -> None:
    """The reports that judgements bear on, be it through other judgements, have to be worked out anew."""
    start = [ref for j in judgements for ref in j.claims]
    claims = _circle(start, (k.judgement.claims for k in all_judgements(db)))
    keys = sorted({report for report, name in claims if not name})
    names = sorted({name for _, name in claims if name})
    rows = db.among("SELECT number FROM report WHERE key IN (?)", keys)
    rows += db.among("SELECT DISTINCT report FROM actor WHERE name IN (?)", names)
    mark_dirty(db, sorted({number for (number,) in rows}))


def _circle(start: Sequence[ClaimRef], pairs: Iterable[Sequence[ClaimRef]]) -> set[tuple[str, str]]:
    """The reports and names that chains of judgements connect with some claims, whether they hold or not."""
    near: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for claims in pairs:
        things = {(ref.report, ref.name or "") for ref in claims}
        for thing in things:
            near[thing] |= things
    seen = {(ref.report, ref.name or "") for ref in start}
    waiting = list(seen)
    while waiting:
        new = near[waiting.pop()] - seen
        seen |= new
        waiting += new
    return seen


def _printed(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")

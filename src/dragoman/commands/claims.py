"""The commands that show what people can decide and what was decided: claims, joins, doubts, judgements of a ledger."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.commands.shared import EXIT, Command

if TYPE_CHECKING:
    from dragoman.ledger.book import Ledger
    from dragoman.ledger.deciding import Claimed, Doubt
    from dragoman.model import Ruled

F = TypeVar("F", bound=Callable[..., Any])
SHOWN = ("in_force", "dormant")  # judgements that are listed without --all
WIDEST = 300  # characters of a sentence in a list


def in_ledger(command: F) -> F:
    """The option that names the ledger."""
    return click.option("--ledger", required=True, type=click.Path(dir_okay=False), help="The ledger.")(command)


def _formats(*names: str) -> Callable[[F], F]:
    return click.option("--format", "format_", type=click.Choice(names), default=names[0], show_default=True)


@contextmanager
def open_existing(path: str) -> Iterator[Ledger]:
    """A ledger that must be there."""
    from dragoman.ledger.book import open_ledger

    with open_ledger(path, must_exist=True) as ledger:
        yield ledger


@click.command(cls=Command, epilog=EXIT, short_help="List what was read, claim by claim.")
@in_ledger
@click.option("--about", metavar="WORDS", help="Only claims with these words in their sentence or in what was read.")
@click.option("--report", metavar="ID", help="Only claims of this report.")
@_formats("text", "jsonl")
def claims(ledger: str, about: str | None, report: str | None, format_: str) -> None:
    """List what was read in the reports of a ledger, claim by claim, each under the name that judge takes.

    \b
    Examples:
      dragoman claims --ledger talks.dragoman --about "killed Harim"
      dragoman claims --ledger talks.dragoman --report r17 --format jsonl
    """
    from dragoman.ledger.deciding import list_claims
    from dragoman.ledger.entries import Entries
    from dragoman.ledger.judgements import load_rulings

    with open_existing(ledger) as opened:
        entries = Entries(opened.record())
        found = list_claims(opened.db, load_rulings(opened.db), report=report, about=about)
        render = _claim_json if format_ == "jsonl" else _claim_text
        for claim in found:
            click.echo(render(claim, entries.find(claim.ref)))


def _claim_text(claim: Claimed, entries: Sequence[str]) -> str:
    lines = [str(claim.ref), f"  {_cut(claim.wording)}", f"  read: {claim.read}"]
    lines += [f"  corrected: {c.line()}" for c in claim.corrected]
    lines += [f"  entry: {line}" for line in entries] or ["  entry: none"]
    return "\n".join(lines) + "\n"


def _cut(wording: str) -> str:
    return wording if len(wording) <= WIDEST else wording[: WIDEST - 3] + "..."


def _claim_json(claim: Claimed, entries: Sequence[str]) -> str:
    from dragoman.model import to_json_line

    shown = {
        "ref": str(claim.ref),
        "wording": claim.wording,
        "read": claim.read,
        "corrected": claim.corrected,
        "entries": entries,
    }
    return to_json_line(shown).decode()


@click.command(cls=Command, epilog=EXIT, short_help="List what the rules took for one thing.")
@in_ledger
@click.option("--about", metavar="WORDS", help="Only entries with these words in their line.")
@_formats("text", "jsonl")
def joins(ledger: str, about: str | None, format_: str) -> None:
    """List what the rules took for one thing, told by several reports: the entry, which rule, when, from which claims.

    If they are not one: dragoman judge different, with two of the claims.

    \b
    Examples:
      dragoman joins --ledger talks.dragoman --about Geneva
    """
    from dragoman.model import to_json_line

    words = (about or "").casefold().split()
    with open_existing(ledger) as opened:
        for join in opened.joins():
            if not all(w in join.entry.casefold() for w in words):
                continue
            lines = [join.entry, f"  by the rules for {join.rule}, {join.at}", *(f"  {claim}" for claim in join.claims)]
            click.echo(to_json_line(join._asdict()).decode() if format_ == "jsonl" else "\n".join(lines) + "\n")


@click.command(cls=Command, epilog=EXIT, short_help="List what only a person can decide.")
@in_ledger
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Pairs to show.")
def doubts(ledger: str, limit: int) -> None:
    """List pairs of claims of which the rules cannot tell whether they are one: a person has to.

    \b
    Examples:
      dragoman doubts --ledger talks.dragoman --limit 5
    """
    from dragoman.ledger.deciding import find_doubts
    from dragoman.ledger.judgements import load_rulings

    with open_existing(ledger) as opened:
        opened.record()  # so that what was added last is compared too
        pairs = find_doubts(opened.db, load_rulings(opened.db))
        for doubt in pairs[:limit]:
            click.echo(_doubt_text(doubt))
    left = max(0, len(pairs) - limit)
    click.echo(f"{ledger}: pairs in doubt: {len(pairs)}" + (f", {left} not shown" if left else ""), err=True)


def _doubt_text(doubt: Doubt) -> str:
    """Both claims, and what the rules find for (+) and against (-) their being one, the weightiest first."""
    weighed = sorted(doubt.judged.reasons.items(), key=lambda r: (-abs(r[1]), r[0]))
    lines = [f"score {doubt.judged.score:+.2f}: " + ", ".join(f"{what} {weight:+.2f}" for what, weight in weighed)]
    for claim in (doubt.one, doubt.other):
        lines += [str(claim.ref), f"  {_cut(claim.wording)}", f"  read: {claim.read}"]
    return "\n".join(lines) + "\n"


@click.command(cls=Command, epilog=EXIT, short_help="List what people decided, and why.")
@in_ledger
@click.option("--all", "all_", is_flag=True, help="Also those withdrawn, or overruled by later ones.")
@_formats("text", "jsonl")
def judgements(ledger: str, all_: bool, format_: str) -> None:
    """List what people decided: who, when, what, why, and what it does to the record. Oldest first.

    \b
    Examples:
      dragoman judgements --ledger talks.dragoman --all
      dragoman judgements --ledger talks.dragoman --all --format jsonl > ours.jsonl
    """
    from dragoman.ledger.judgements import audit_judgements, export_judgements, load_rulings

    with open_existing(ledger) as opened:
        ruled = [r for r in audit_judgements(opened.db) if all_ or r.state in SHOWN]
        if format_ == "jsonl":
            for line in export_judgements(opened.db, {r.judgement.id for r in ruled}):
                sys.stdout.buffer.write(line + b"\n")
            return
        for r in ruled:
            click.echo(_ruled_text(r))
        for clash in load_rulings(opened.db).clashes():
            click.echo(f"dragoman: {clash.line()}", err=True)


def _ruled_text(ruled: Ruled) -> str:
    j = ruled.judgement
    lines = [f"{j.id}  {_time(j.at)}  {j.by}  {state_of(ruled)}", f"  {j.text()}"]
    lines += [f"  {_cut(' '.join(w.split()))}" for w in j.wordings]
    lines += [f"  why: {j.why}", f"  effect: {ruled.effect}" if ruled.effect else ""]
    if ruled.withdrawn:
        w = ruled.withdrawn
        lines.append(f"  withdrawn: {_time(w.at)}  {w.by}: {w.why}")
    return "\n".join(line for line in lines if line) + "\n"


def state_of(ruled: Ruled) -> str:
    """The state of a judgement, for a person."""
    return ruled.state.replace("_", " ")


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"

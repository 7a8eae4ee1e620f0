"""The commands by which people decide: claims, judge, judgements, doubts. All of them work on a ledger."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from dragoman.commands.shared import EXIT, Command

if TYPE_CHECKING:
    from dragoman.ledger.book import Ledger
    from dragoman.ledger.deciding import Claimed, Doubt
    from dragoman.model import ClaimRef, Judgement, Ruled
    from dragoman.model.judgement import JudgementAnswer

F = TypeVar("F", bound=Callable[..., Any])
SHOWN = ("in_force", "dormant")  # judgements that are listed without --all
WIDEST = 300  # characters of a sentence in a list


class Ref(click.ParamType[Any]):
    """A claim, as `dragoman claims` prints it."""

    name = "ref"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ClaimRef:
        from dragoman.model.judgement import KINDS, parse_ref

        ref = parse_ref(value) if isinstance(value, str) else value
        if ref is None:
            kinds = ", ".join(KINDS)
            self.fail(
                f"{value!r} names no claim; expected KIND:REPORT@START-END (KIND: {kinds}) or actor:NAME", param, ctx
            )
        return ref


def _in_ledger(command: F) -> F:
    return click.option("--ledger", required=True, type=click.Path(dir_okay=False), help="The ledger.")(command)


def _signed(command: F) -> F:
    """The options of whoever decides something."""
    by = click.option("--by", metavar="NAME", help="Who says so.  [default: the name of the account]")
    why = click.option("--why", required=True, metavar="TEXT", help="The reason, for those who come after.")
    return _in_ledger(why(by(command)))


def _formats(*names: str) -> Callable[[F], F]:
    return click.option("--format", "format_", type=click.Choice(names), default=names[0], show_default=True)


@contextmanager
def _open(path: str) -> Iterator[Ledger]:
    from dragoman.ledger.book import open_ledger

    with open_ledger(path, must_exist=True) as ledger:
        yield ledger


# ---- what there is to decide about
@click.command(cls=Command, epilog=EXIT, short_help="List what was read, claim by claim.")
@_in_ledger
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

    with _open(ledger) as opened:
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


@click.command(cls=Command, epilog=EXIT, short_help="List what only a person can decide.")
@_in_ledger
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Pairs to show.")
def doubts(ledger: str, limit: int) -> None:
    """List pairs of claims of which the rules cannot tell whether they are one: a person has to.

    \b
    Examples:
      dragoman doubts --ledger talks.dragoman --limit 5
    """
    from dragoman.ledger.deciding import find_doubts
    from dragoman.ledger.judgements import load_rulings

    with _open(ledger) as opened:
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


# ---- deciding
@click.group(epilog=EXIT, short_help="Decide: same or different, wrong, corrected.")
def judge() -> None:
    """Decide about claims: the same or different, wrong, or to be corrected. What a person says always wins.

    Nothing is deleted: a later judgement of the same claims, or a withdrawal, undoes an earlier one.

    \b
    Examples:
      dragoman judge same incident:r1@0-80 incident:r2@40-120 --why "one convoy" --ledger talks.dragoman
      dragoman judge correct incident:r1@0-80 killed=5 --why "the ministry's list" --ledger talks.dragoman
      dragoman judge withdraw 0123456789ab --why "a slip" --ledger talks.dragoman
    """


def _decide(
    ledger: str, answer: JudgementAnswer, refs: Sequence[ClaimRef], by: str | None, why: str, change: str | None = None
) -> None:
    """Make a judgement, keep it, and say what it does."""
    from dragoman.ledger.deciding import make_judgement
    from dragoman.ledger.judgements import keep_judgement
    from dragoman.ledger.sqlite import user
    from dragoman.versions import current_versions

    field, _, value = change.partition("=") if change else ("", "", "")
    with _open(ledger) as opened:
        made = make_judgement(
            opened.db,
            answer,
            refs,
            by=user() if by is None else by,
            why=why,
            at=dt.datetime.now(dt.UTC),
            versions=current_versions(),
            field=field or None,
            value=value or None,
        )
        keep_judgement(opened.db, made)
        _say(opened, made)


def _say(opened: Ledger, made: Judgement) -> None:
    from dragoman.ledger.judgements import review_judgements

    ruled = next(r for r in review_judgements(opened.db) if r.judgement.id == made.id)
    click.echo(f"{made.id}  {_state(ruled)}: {ruled.effect}")


def _pair(answer: JudgementAnswer, help: str) -> click.Command:
    """One of the commands that compare two claims."""

    @judge.command(answer, cls=Command, epilog=EXIT, help=help)
    @click.argument("one", type=Ref(), metavar="REF")
    @click.argument("other", type=Ref(), metavar="REF")
    @_signed
    def command(one: ClaimRef, other: ClaimRef, ledger: str, by: str | None, why: str) -> None:
        _decide(ledger, answer, [one, other], by, why)

    return command


_pair(
    "same",
    """Two claims are of one thing. Their entries become one; and so do two actors (actor:NAME).

    \b
    Examples:
      dragoman judge same incident:r1@0-80 incident:r2@40-120 --why "one convoy" --ledger talks.dragoman
      dragoman judge same "actor:Ann Bo" "actor:A. Bo" --why "her own signature" --ledger talks.dragoman
    """,
)
_pair(
    "different",
    """Two claims are of two things. The first keeps the entry that they share, the second leaves it.

    \b
    Examples:
      dragoman judge different incident:r1@0-80 incident:r2@40-120 --why "two villages" --ledger talks.dragoman
    """,
)
_pair(
    "unsure",
    """Nobody can tell whether two claims are one. An earlier answer no longer holds.

    \b
    Examples:
      dragoman judge unsure incident:r1@0-80 incident:r2@40-120 --why "no day given" --ledger talks.dragoman
    """,
)


@judge.command(cls=Command, epilog=EXIT)
@click.argument("ref", type=Ref(), metavar="REF")
@_signed
def wrong(ref: ClaimRef, ledger: str, by: str | None, why: str) -> None:
    """A claim is not so, or was misread. The record leaves it out.

    \b
    Examples:
      dragoman judge wrong incident:r1@0-80 --why "a film plot" --ledger talks.dragoman
    """
    _decide(ledger, "wrong", [ref], by, why)


@judge.command(cls=Command, epilog=EXIT)
@click.argument("ref", type=Ref(), metavar="REF")
@click.argument("change", metavar="FIELD=VALUE")
@_signed
def correct(ref: ClaimRef, change: str, ledger: str, by: str | None, why: str) -> None:
    """A field of a claim is another than was read.

    VALUE is "none" for what the text does not say. A wrong FIELD or VALUE is answered with those that there are.

    \b
    Examples:
      dragoman judge correct incident:r1@0-80 killed=5 --why "the ministry's list" --ledger talks.dragoman
      dragoman judge correct meeting:r3@0-64 when=2017-03-14..2017-03-15 --why "the minutes" --ledger talks.dragoman
    """
    if "=" not in change:
        raise click.BadParameter(f"{change!r} sets nothing; expected FIELD=VALUE", param_hint="FIELD=VALUE")
    _decide(ledger, "correct", [ref], by, why, change)


@judge.command(cls=Command, epilog=EXIT)
@click.argument("judgement", metavar="JUDGEMENT")
@_signed
def withdraw(judgement: str, ledger: str, by: str | None, why: str) -> None:
    """Take a judgement back. It stays in the ledger, with who withdrew it and why.

    \b
    Examples:
      dragoman judge withdraw 0123456789ab --why "a slip" --ledger talks.dragoman
    """
    from dragoman.ledger.deciding import make_withdrawal
    from dragoman.ledger.judgements import withdraw_judgement
    from dragoman.ledger.sqlite import user

    with _open(ledger) as opened:
        at = dt.datetime.now(dt.UTC)
        made = make_withdrawal(opened.db, judgement, by=user() if by is None else by, why=why, at=at)
        withdraw_judgement(opened.db, made)
    click.echo(f"{made.judgement}  withdrawn")


@judge.command("import", cls=Command, epilog=EXIT)
@click.argument("file", type=click.File("rb"))
@_in_ledger
def import_(file: BinaryIO, ledger: str) -> None:
    """Take over the judgements of another ledger.

    FILE is what `dragoman judgements --all --format jsonl` printed there. What is here already is passed over.

    \b
    Examples:
      dragoman judgements --all --format jsonl --ledger hers.dragoman > hers.jsonl
      dragoman judge import hers.jsonl --ledger talks.dragoman
    """
    from dragoman.ledger.judgements import import_judgements

    with _open(ledger) as opened:
        taken, known = import_judgements(opened.db, file.name, file)
    click.echo(f"{ledger}: {taken} taken over, {known} known already", err=True)


# ---- what was decided
@click.command(cls=Command, epilog=EXIT, short_help="List what people decided, and why.")
@_in_ledger
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

    with _open(ledger) as opened:
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
    lines = [f"{j.id}  {_time(j.at)}  {j.by}  {_state(ruled)}", f"  {j.text()}"]
    lines += [f"  {_cut(' '.join(w.split()))}" for w in j.wordings]
    lines += [f"  why: {j.why}", f"  effect: {ruled.effect}" if ruled.effect else ""]
    if ruled.withdrawn:
        w = ruled.withdrawn
        lines.append(f"  withdrawn: {_time(w.at)}  {w.by}: {w.why}")
    return "\n".join(line for line in lines if line) + "\n"


def _state(ruled: Ruled) -> str:
    return ruled.state.replace("_", " ")


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"

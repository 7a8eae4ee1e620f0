"""The command by which people decide: judge, with a subcommand for each answer. It works on a ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from dragoman.commands.claims import in_ledger, open_existing, state_of
from dragoman.commands.shared import EXIT, Command

if TYPE_CHECKING:
    from dragoman.ledger.book import Ledger
    from dragoman.model import ClaimRef, Judgement
    from dragoman.model.judgement import JudgementAnswer

F = TypeVar("F", bound=Callable[..., Any])


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


def _signed(command: F) -> F:
    """The options of whoever decides something."""
    by = click.option("--by", metavar="NAME", help="Who says so.  [default: the name of the account]")
    why = click.option("--why", required=True, metavar="TEXT", help="The reason, for those who come after.")
    return in_ledger(why(by(command)))


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
    with open_existing(ledger) as opened:
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
    click.echo(f"{made.id}  {state_of(ruled)}: {ruled.effect}")


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

    with open_existing(ledger) as opened:
        at = dt.datetime.now(dt.UTC)
        made = make_withdrawal(opened.db, judgement, by=user() if by is None else by, why=why, at=at)
        withdraw_judgement(opened.db, made)
    click.echo(f"{made.judgement}  withdrawn")


@judge.command("import", cls=Command, epilog=EXIT)
@click.argument("file", type=click.File("rb"))
@in_ledger
def import_(file: BinaryIO, ledger: str) -> None:
    """Take over the judgements of another ledger.

    FILE is what `dragoman judgements --all --format jsonl` printed there. What is here already is passed over.

    \b
    Examples:
      dragoman judgements --all --format jsonl --ledger hers.dragoman > hers.jsonl
      dragoman judge import hers.jsonl --ledger talks.dragoman
    """
    from dragoman.ledger.judgements import import_judgements

    with open_existing(ledger) as opened:
        taken, known = import_judgements(opened.db, file.name, file)
    click.echo(f"{ledger}: {taken} taken over, {known} known already", err=True)

"""The command that prints the ceasefires of a record: their life for a reader, or rows for a data set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from dragoman.commands.shared import EXIT, Command, come_by_record, finish, shared

if TYPE_CHECKING:
    from dragoman.model import Ceasefire, Detail, Episode, Evidence, Interval, Range, Violation

QUOTED = 160  # characters of a sentence
ANSWERS = {
    "denied": "denied",
    "admitted": "admitted it",
    "justified": "defended it",
    "blamed_accuser": "blamed the accuser",
}


@click.command(cls=Command, epilog=EXIT)
@shared("maybe_inputs", "ledger", "about", "jobs", "as_of")
@click.option("--format", "format_", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
def ceasefires(
    inputs: Sequence[str], ledger: str | None, about: str | None, jobs: int, as_of: dt.date | None, format_: str
) -> None:
    """Print the ceasefires: their life, terms and watchers, and who says that they were broken.

    csv has one row for each ceasefire and party, with the columns of the ETH/PRIO ceasefire data set; what is not known
    is -1 there (docs/ceasefire_fields.md).

    \b
    Examples:
      dragoman ceasefires reports/
      dragoman ceasefires --ledger talks.dragoman --as-of 2017-03-10
      dragoman ceasefires reports/ --format csv > ceasefires.csv
    """
    made, problems = come_by_record(inputs, ledger, about=about, jobs=jobs, as_of=as_of)
    if format_ == "json":
        from dragoman.model import to_json

        click.echo(to_json(made.ceasefires), nl=False)
    elif format_ == "csv":
        from dragoman.commands.tables import as_csv
        from dragoman.reconciling.truces.rows import COLUMNS, ceasefire_rows

        click.echo(as_csv(COLUMNS, ceasefire_rows(made.ceasefires)), nl=False)
    else:
        click.echo("\n".join(as_text(made.ceasefires)))
    finish(problems, len(made.reports))


def as_text(ceasefires: Sequence[Ceasefire]) -> Iterator[str]:
    """Each ceasefire with its life, its terms and the breaches that are alleged."""
    from dragoman.briefing.rendering.safe import clean

    if not ceasefires:
        yield "No report tells of a ceasefire."
    for number, c in enumerate(ceasefires):
        if number:
            yield ""
        yield from (clean(line) for line in _tell(c))


def _tell(c: Ceasefire) -> Iterator[str]:
    name = c.name or "Ceasefire"
    yield f"{name[:1].upper()}{name[1:]}" + (f" between {_listed(c.parties)}" if c.parties else "")
    for e in c.episodes:
        yield f"  {_episode(e)}"
        yield from _quotes(e.evidence)
    for label, words in _terms(c):
        yield f"  {label}: {words}"
    for v in c.alleged_violations:
        yield f"  {_violation(v)}"
        yield from _quotes(v.evidence)
        for reply in v.answers:
            yield f"    answer of {_listed(reply.by)}: {ANSWERS[reply.kind]}"
            yield from _quotes(reply.evidence)


def _episode(e: Episode) -> str:
    told = f"{e.kind.replace('_', ' ')}{_on(e.when)}"
    told += f" until {_days(e.until)}" if e.until and e.kind == "extended" else ""
    told += f", by {_listed(e.by)}" if e.by else ""
    return told + (f"; DISPUTED by {_listed(e.denied_by)}" if e.disputed else "")


def _terms(c: Ceasefire) -> Iterator[tuple[str, str]]:
    details: tuple[tuple[str, tuple[Detail, ...]], ...] = (
        ("does not cover", c.exclusions), ("area", c.area), ("brought about by", c.mediators),
        ("mechanism", c.mechanism), ("purpose", c.purposes), ("to last", (c.lasts,) if c.lasts else ()),
    )  # fmt: skip
    yield from ((label, ", ".join(d.value.replace("_", " ") for d in some)) for label, some in details if some)
    if c.scope:
        yield "scope", c.scope
    if c.written is not None:
        yield "in writing", "yes" if c.written else "no"
    for label, names in (("guaranteed by", c.guarantors), ("watched by", c.monitors)):
        if names:
            yield label, _listed(names)
    if c.reports_to:
        yield "watchers report to", c.reports_to


def _violation(v: Violation) -> str:
    place = f" in {v.place.name}" if v.place else ""
    by, of = _listed(v.accuser) or "somebody not named", _listed(v.accused) or "nobody by name"
    killed = f" ({_range(v.killed)} killed)" if v.killed else ""
    return f"alleged breach{_on(v.when)}{place}, by word of {by}, of {of}: {v.what}{killed}"


def _range(n: Range) -> str:
    if n.high is None:
        return f"{n.low} or more"
    return str(n.low) if n.low == n.high else f"{n.low} to {n.high}"


def _quotes(evidence: Sequence[Evidence]) -> Iterator[str]:
    for e in evidence[:1]:
        text = " ".join(e.quote.split())
        short = text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " ..."
        more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
        yield f'    "{short}" ({e.report}{more})'


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _on(days: Interval | None) -> str:
    return f" {_days(days)}" if days else ""


def _days(days: Interval | None) -> str:
    if days is None:
        return ""
    if days.earliest == days.latest:
        return str(days.earliest)
    if days.earliest is None:
        return f"by {days.latest}"
    return f"from {days.earliest}" if days.latest is None else f"{days.earliest} to {days.latest}"

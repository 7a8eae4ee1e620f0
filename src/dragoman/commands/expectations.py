"""The command that prints the expectation ledger: what was announced of meetings, and how it came true."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from dragoman.commands.shared import EXIT, Command, come_by_record, finish, shared

if TYPE_CHECKING:
    from dragoman.model import Announcement, Evidence, Expectation, Interval, Reliability

COLUMNS = ("announced", "on the day", "off", "put off", "called off", "not held", "ahead", "not known", "days off")
FIELDS = (
    "source", "kind", "about", "hoped", "announced", "day_first", "day_last", "outcome", "held_first", "held_last",
    "off_days", "reports", "quote", "outcome_reports", "outcome_quote",
)  # fmt: skip
WIDEST = 44  # characters of a source's name in the table
QUOTED = 160  # characters of a sentence
KINDS = {"speaker": "", "outlet": " (own word)", "unnamed": " (not named)"}


@click.command(cls=Command, epilog=EXIT)
@shared("maybe_inputs", "ledger", "about", "jobs", "as_of")
@click.option("--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
def expectations(
    inputs: Sequence[str], ledger: str | None, about: str | None, jobs: int, as_of: dt.date | None, format_: str
) -> None:
    """Say what each source announced of meetings, and how it came true.

    A source is a speaker, a source that is not named, or an outlet on its own word. What was only hoped for or proposed
    is counted apart. Where no report tells what became of a meeting, it counts neither as true nor as false.

    \b
    Examples:
      dragoman expectations reports/
      dragoman expectations --ledger talks.dragoman --as-of 2017-03-10
      dragoman expectations reports/ --format csv > announcements.csv
    """
    made, problems = come_by_record(inputs, ledger, about=about, jobs=jobs, as_of=as_of)
    if format_ == "json":
        from dragoman.model import to_json

        click.echo(to_json(made.expectations), nl=False)
    elif format_ == "csv":
        click.echo(as_csv(made.expectations), nl=False)
    else:
        click.echo("\n".join(as_text(made.expectations)))
    finish(problems, len(made.reports))


def as_text(expectations: Sequence[Expectation]) -> Iterator[str]:
    """A table of all sources, then each announcement with the sentences that it rests on."""
    if not expectations:
        yield "No report announces a meeting."
        return
    yield "What was announced of meetings, and how it came true"
    yield ""
    yield from _table([(_title(e), e.said) for e in expectations if e.said.announced])
    hoped = [(_title(e), e.hoped) for e in expectations if e.hoped.announced]
    if hoped:
        yield ""
        yield "Hoped for or proposed only"
        yield ""
        yield from _table(hoped)
    yield ""
    yield "Days off: the median of all that were held (0: on the day), and the range; + is later, - is earlier."
    yield "Own word: the report says it itself and names nobody who said so."
    yield "Not known: no report says what became of it, or only roughly when; that counts neither as true nor as false."
    for e in expectations:
        yield ""
        yield _title(e)
        for a in e.announcements:
            yield from _tell(a)


def _title(e: Expectation) -> str:
    return e.source + KINDS[e.kind]


def _table(rows: Sequence[tuple[str, Reliability]]) -> Iterator[str]:
    if not rows:
        return
    names = [name if len(name) <= WIDEST else name[: WIDEST - 3] + "..." for name, _ in rows]
    width = max(map(len, names))
    yield " " * width + "".join(f"  {title}" for title in COLUMNS)
    for name, (_, r) in zip(names, rows, strict=True):
        counts = (r.announced, r.on_the_day, r.off, r.postponed, r.cancelled, r.not_held, r.ahead, r.unknown)
        cells = [f"  {n or '-':>{len(title)}}" for n, title in zip(counts, COLUMNS, strict=False)]
        yield f"{name:<{width}}{''.join(cells)}  {_days_off(r)}".rstrip()


def _days_off(r: Reliability) -> str:
    if r.off_median is None:
        return ""
    middle, least, most = (f"{n:+g}" if n else "0" for n in (r.off_median, r.off_least, r.off_most))
    return middle if least == most else f"{middle} ({least} to {most})"


def _tell(a: Announcement) -> Iterator[str]:
    told = f", told {_days(a.announced)}" if a.announced else ""
    hope = "hoped for " if a.hoped else ""
    yield f"  {a.about}: {hope}{_days(a.when)}{told}; {_outcome(a)}"
    for e in (*a.evidence[:1], *a.outcome_evidence[:1]):
        yield f'    "{_clip(e)}" ({e.report})'


def _outcome(a: Announcement) -> str:
    if a.outcome == "on_the_day":
        return f"held {_days(a.held)}, as announced"
    if a.outcome == "off" and a.off_days is not None:
        count = abs(a.off_days)
        return (
            f"held {_days(a.held)}, {count} day{'' if count == 1 else 's'} {'later' if a.off_days > 0 else 'earlier'}"
        )
    if a.outcome == "unknown" and a.held:
        return f"held {_days(a.held)}, which leaves open whether on the day"
    words = {"postponed": "put off", "cancelled": "called off", "not_held": "not held", "ahead": "still ahead"}
    return words.get(a.outcome, "nothing more told")


def _days(days: Interval | None) -> str:
    if days is None:
        return ""
    if days.earliest == days.latest:
        return str(days.earliest)
    if days.earliest is None:
        return f"by {days.latest}"
    return f"from {days.earliest}" if days.latest is None else f"{days.earliest} to {days.latest}"


def _clip(e: Evidence) -> str:
    text = " ".join(e.quote.split())
    return text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " ..."


def as_csv(expectations: Sequence[Expectation]) -> str:
    """One row for each announcement, with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for e in expectations:
        writer.writerows(_row(e, a) for a in e.announcements)
    return out.getvalue()


def _row(e: Expectation, a: Announcement) -> tuple[object, ...]:
    def edges(days: Interval | None) -> tuple[object, object]:
        return (days.earliest, days.latest) if days else (None, None)

    def reports(evidence: Sequence[Evidence]) -> tuple[str, str]:
        return " ".join(sorted({x.report for x in evidence})), evidence[0].quote if evidence else ""

    announced = edges(a.announced)[0]
    row = (e.source, e.kind, a.about, a.hoped, announced, *edges(a.when), a.outcome, *edges(a.held), a.off_days)
    return tuple(_safe(cell) for cell in (*row, *reports(a.evidence), *reports(a.outcome_evidence)))


def _safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula, on one line."""
    if not isinstance(cell, str):
        return cell
    line = " ".join(cell.split())
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line

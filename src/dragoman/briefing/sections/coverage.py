"""What the brief rests on: what was not read and why, and the reports covered with their day.

Enters: the record's reports, sources and problems. Leaves: two sections. Nothing is left out of them but long lists
of one kind, which are counted.
"""

from collections.abc import Iterator

from dragoman.briefing.brief import Citation, Group, Line, Mark, Section
from dragoman.briefing.desk import Desk, clip
from dragoman.model import Problem
from dragoman.model.record import Covered

KINDS = ("failed", "language", "undated", "opinion", "doubtful", "repeated", "aside")


def write_not_read(desk: Desk) -> Section:
    """By kind: failed, in another language, undated, opinion, doubtful, given more than once, set aside."""
    groups, left_out = [], 0
    for kind in KINDS:
        problems = [p for p in desk.record.not_read if p.kind == kind]
        lines = tuple(problem_line(desk, p) for p in problems[: desk.limits.problems])
        groups.append(Group(title=desk.words.say(f"kind_{kind}"), kind=kind, lines=lines))
        left_out += max(0, len(problems) - desk.limits.problems)
    return desk.section("not_read", groups, left_out=left_out)


def problem_line(desk: Desk, p: Problem) -> Line:
    """One input that was not read, or not wholly."""
    name = p.source.rstrip("/").rsplit("/", 1)[-1] or p.source
    text = desk.words.say("problem", source=clip(name, 80), found=clip(p.found).rstrip("."))
    if p.report in desk.sourcing.reports:
        return Line(text=text, sources=(desk.sourcing.refer(p.report or ""),))
    return Line(text=text, sources=(Citation(report=p.report or p.source, name=clip(p.source, 80)),))


def write_reports(desk: Desk) -> Section:
    """Each report with its day and, where that is not stated, the reasons; then what is a copy of what."""
    reports = desk.record.reports
    lines = tuple(report_line(desk, r) for r in reports[: desk.limits.reports])
    groups = [Group(lines=lines), Group(lines=tuple(_copies(desk)))]
    return desk.section("reports", groups, left_out=max(0, len(reports) - desk.limits.reports))


def report_line(desk: Desk, r: Covered, *, with_reasons: bool = True) -> Line:
    """One report, and why its day is believed where it does not state it."""
    words = desk.words
    text = words.say("covered", headline=clip(r.headline, 120)) if r.headline else words.say("covered_untitled")
    reasons = " ".join(words.readable(clip(reason, 400)) for reason in r.reasons)
    if with_reasons and reasons and r.basis != "stated":
        text += ". " + words.say("because" if r.basis == "inferred" else "not_dated", reasons=reasons)
    kind = "day_inferred" if r.basis == "inferred" else "day_unknown"
    marks = () if r.basis == "stated" else (Mark(kind=kind, text=words.say(f"mark_{kind}")),)
    news = desk.sourcing.day(r.id)
    return Line(text=text, marks=marks, when=r.published, news=news, sources=(desk.sourcing.refer(r.id),))


def _copies(desk: Desk) -> Iterator[Line]:
    label = desk.words.say("label_copies")
    for group in sorted({g for s in desk.record.sources for g in s.copies}):
        sources = tuple(desk.sourcing.refer(i) for i in group)
        names = desk.words.join([f"{s.name}, {s.day}" for s in sources])
        yield Line(label=label, text=desk.words.say("copies", names=names), sources=sources)

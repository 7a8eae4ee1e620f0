"""What all formats show of a line, in the same words: its head, its tags, its sources.

Enters: a `Brief`. Leaves: strings, not yet escaped.
"""

from collections.abc import Sequence

from dragoman.briefing.brief import Brief, Citation, Line, Section
from dragoman.briefing.wording import Wording

SHOWN_SOURCES = 3
SHOWN_QUOTES = 6
QUOTE_LENGTH = 1500  # characters; what passes for a sentence can be a whole broken page
BY_NEWS = ("new",)  # sections whose lines are headed by the day on which they became known
BY_DAYS = ("contacts", "ahead", "reports", "reports_new")  # those headed by the days they tell of
BY_SIDES = ("disagreements", "changed_contradicted")  # whose groups are the sides of something
COVERAGE = ("not_read", "reports", "reports_new", "uncertain")
QUIET = (
    "expectations",
    "judgements",
    "changed_moved",
    "changed_contradicted",
    "changed_confirmed",
    "changed_withdrawn",
    "uncertain",
)
TAGS = ("unnamed", "inferred", "beside", "parties_only", "party", "corrected")  # what a line does not say in words


class View:
    """A brief with the words of its language."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.words = Wording(brief.language, brief.as_of.year if brief.as_of else None)

    def name(self) -> str:
        """What kind of page it is."""
        return self.words.say(self.brief.kind)

    def as_of(self) -> str:
        """The day of the brief, and why it is that day; of a page of changes, both days."""
        b = self.brief
        if b.kind == "changes":
            since, until = (self.words.date(d, year=True) if d else None for d in (b.since, b.as_of))
            return self.words.say("changes_between", since=since, until=until)
        if b.as_of is None:
            return self.words.say("as_of_unknown")
        why = self.words.say("as_of_asked" if b.as_of_asked else "as_of_newest")
        return f"{self.words.say('as_of', day=self.words.date(b.as_of, year=True))}, {why}"

    def figures(self) -> list[tuple[str, str]]:
        """Number and what it counts, for the boxes at the head."""
        b, words = self.brief, self.words
        if b.figures:
            return [(f.number, f.text) for f in b.figures]
        undated = f" ({words.count('undated_count', b.undated_count)})" if b.undated_count else ""
        rows = [(words.number(b.report_count), words.count("figure_reports", b.report_count) + undated)]
        if b.independent_sources is not None:
            rows.append((words.number(b.independent_sources), words.count("figure_sources", b.independent_sources)))
        if b.period:
            rows.append((words.period(b.period), words.say("figure_period")))
        if b.not_read:
            rows.append((words.number(len(b.not_read)), words.say("figure_not_read")))
        return rows

    def is_empty(self) -> bool:
        """True if nothing was found but the reports themselves."""
        return not any(s.groups or s.left_out for s in self.brief.sections if s.id not in COVERAGE)

    def sections(self) -> list[Section]:
        """The sections to be shown: where nothing was found, what was read is all there is to say."""
        shown = [s for s in self.brief.sections if s.id in COVERAGE or not self.is_empty()]
        return [s for s in shown if s.groups or s.left_out or s.id not in QUIET]

    def nothing(self) -> str:
        """What is said where nothing was found."""
        return self.words.say("nothing" if self.brief.kind == "brief" else "nothing_changed")

    def head(self, section: Section, line: Line) -> str:
        """What stands before a line: its day, its label or its status."""
        if section.id in BY_NEWS:
            first = next((s.days for s in line.sources if s.days and s.days.latest == line.news), None)
            return self.words.short_days(first)
        if section.id in BY_DAYS and not line.label:
            return self.words.short_days(line.when)
        return line.label or next((m.text for m in line.marks if m.kind not in TAGS), "")

    def tone(self, line: Line) -> str:
        """The kind of its first mark, by which its head is coloured."""
        return line.marks[0].kind if line.marks else "none"

    def tags(self, section: Section, line: Line) -> list[str]:
        """The marks that its head does not show already."""
        kinds = (*TAGS, "broken", "disputed", "kept") if section.id in BY_NEWS else TAGS
        return [m.text for m in line.marks if m.kind in kinds]

    def sources(self, line: Line) -> str:
        """The reference: "MPA, 14 Mar (also in City Brief); Levant Wire, 3 May, 4 May"."""
        named: dict[str, list[Citation]] = {}
        room = SHOWN_SOURCES if len(line.sources) > SHOWN_SOURCES + 1 else SHOWN_SOURCES + 1
        for source in line.sources[:room]:
            named.setdefault(source.name, []).append(source)
        shown = [self._refer(name, rows) for name, rows in named.items()]
        if len(line.sources) > room:
            shown.append(self.words.count("more_sources", len(line.sources) - room))
        if line.independent and len(line.sources) > 1:
            shown.append(self.words.count("independent", line.independent))
        return "; ".join(shown)

    def _refer(self, name: str, sources: Sequence[Citation]) -> str:
        days = list(dict.fromkeys(s.day for s in sources if s.day))
        text = self.words.say("source", name=name, day=", ".join(days)) if days else name
        copies = [c for s in sources for c in s.copies if c != name]
        return f"{text} ({self.words.say('also_in', names=self.words.join(copies, 3))})" if copies else text

    def versions(self) -> str:
        """The versions of program, model and knowledge; empty where they are not known."""
        rows = ", ".join(f"{name} {version}" for name, version in self.brief.versions.items())
        return self.words.say("versions", versions=rows) if rows else ""

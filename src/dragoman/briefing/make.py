"""A brief of a record: heading, sections in their order, lines numbered through.

Enters: a record. Leaves: a `Brief`. It holds about three pages; each section says how much was left out.
"""

from dragoman.briefing.brief import Brief
from dragoman.briefing.desk import Desk
from dragoman.briefing.heading import number_lines, title_of
from dragoman.briefing.limits import Limits
from dragoman.briefing.sections.ahead import write_ahead
from dragoman.briefing.sections.contacts import write_contacts
from dragoman.briefing.sections.coverage import write_not_read, write_reports
from dragoman.briefing.sections.disagreements import write_disagreements
from dragoman.briefing.sections.expectations import write_expectations
from dragoman.briefing.sections.ground import write_ground
from dragoman.briefing.sections.incidents import write_incidents
from dragoman.briefing.sections.judgements import write_judgements
from dragoman.briefing.sections.news import write_news
from dragoman.briefing.sections.promises import write_promises
from dragoman.briefing.sections.talks import write_talks
from dragoman.briefing.sections.truce import write_truce
from dragoman.briefing.sift import sift_opinion
from dragoman.briefing.timeline import draw_lanes
from dragoman.model import Record


def make_brief(record: Record, language: str = "en", limits: Limits | None = None) -> Brief:
    """Choose, order and word what a record holds.

    Args:
        language: a folder of the knowledge with a `brief.yaml`.
        limits: how much there is room for; about three pages if None.
    Returns:
        The brief. Each line names the reports that it rests on; without any find, it says so and lists the reports.
    """
    record = sift_opinion(record)
    desk = Desk(record, language, limits or Limits())
    sections = (
        write_news(desk),
        write_talks(desk),
        write_contacts(desk),
        write_promises(desk),
        write_truce(desk),
        write_ground(desk),
        write_incidents(desk),
        write_disagreements(desk),
        write_ahead(desk),
        write_expectations(desk),
        write_judgements(desk),
        write_not_read(desk),
        write_reports(desk),
    )
    return Brief(
        title=title_of(desk),
        language=language,
        as_of=desk.today,
        as_of_asked=record.as_of is not None,
        period=desk.sourcing.period(),
        report_count=len(record.reports),
        undated_count=sum(r.published is None for r in record.reports),
        independent_sources=desk.sourcing.count_independent(),
        sections=number_lines(sections),
        timeline=draw_lanes(desk),
        not_read=record.not_read,
        versions=dict(sorted(record.versions.items())),
    )

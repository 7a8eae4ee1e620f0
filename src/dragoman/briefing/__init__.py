"""Briefing: from a record to the page that an analyst would send on, and from two to what changed.

Enters: a `Record`, or `Changes`. Leaves: a `Brief`, and its text, Markdown, HTML or JSON.
"""

from dragoman.briefing.brief import Brief
from dragoman.briefing.changes import make_changes_page
from dragoman.briefing.make import make_brief
from dragoman.briefing.rendering import render

__all__ = ["Brief", "make_brief", "make_changes_page", "render"]

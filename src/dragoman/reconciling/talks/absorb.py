"""Plain meetings, arrivals and agreements that belong to a round of talks, whatever their report calls them.

Enters: drafts of rounds, then mentions of other meetings, one by one. Leaves: the drafts with what is theirs; the
rest are contacts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import Interval
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, gap, last_day, length
from dragoman.reconciling.talks.drafts import Draft, bounded, held_days
from dragoman.reconciling.talks.mentions import AGREEMENT, DEAL, REFUSAL, Meeting
from dragoman.reconciling.talks.track_names import country_code

SHORT_DAYS = 3  # "in January" dates no arrival
ARRIVAL_DAYS = 1  # whoever arrives the day before the talks comes for them
LONG_DAYS = 90  # talks that a report has begun, and not ended, may go on so long
WEEK = 7  # a longer time does not say that a meeting was part of a round
MONTH = 31
MOST_MONTHS = 14  # a round is looked for in no more months than these


class Shelf:
    """The rounds by month and by report, for meetings that may belong to one of them."""

    def __init__(self, drafts: Sequence[Draft], parties: Parties) -> None:
        self._parties = parties
        self._months: dict[int, list[tuple[Draft, Interval]]] = defaultdict(list)
        self._reports: dict[str, list[tuple[Draft, Interval]]] = defaultdict(list)
        for draft in drafts:
            days, held = draft.days(), held_days(draft.held)
            if days:
                for month in _months(bounded(days)):
                    self._months[month].append((draft, bounded(days)))
            if held:
                for report in sorted(draft.reports):
                    self._reports[report].append((draft, held))

    def absorb(self, m: Meeting) -> bool:
        """Give a plain meeting to the round that the same parties hold on the same days."""
        if m.kind == "visit" and self._arrives(m):
            return True
        if m.kind in (AGREEMENT, DEAL, REFUSAL):
            return m.kind == AGREEMENT and self._agrees(m)
        if m.days is None or m.kind == "call" or (len(m.who) < 2 and not m.guessed):
            return False
        for draft, days in (pair for month in _months(m.days) for pair in self._months.get(month, ())):
            if gap(m.days, days):
                continue
            if m.guessed and m.place and m.place in draft.places:
                draft.add(replace(m, who={}, members=()))
                return True
            if self._is_of(m, draft):
                draft.add(m)
                return True
        return False

    def _is_of(self, m: Meeting, draft: Draft) -> bool:
        """The same parties meet at that time, and nowhere else."""
        assert m.days
        town = m.place and country_code(m.place) is None  # a country may be what the meeting is about
        elsewhere = town and draft.places and m.place not in draft.places and m.country not in draft.countries
        if elsewhere or length(m.days) > WEEK:
            return False
        return self._parties.shared(sorted(m.who), sorted(draft.names)) >= 2

    def _arrives(self, m: Meeting) -> bool:
        """Give an arrival to the round that its report has opening then and there: who comes attends."""
        when = m.days or m.about
        near = ARRIVAL_DAYS if m.place else 0
        for draft, held in self._reports.get(m.report, ()):
            here = m.place is None or m.place in draft.places
            if m.is_held and when and here and length(when) <= SHORT_DAYS and gap(when, held) <= near:
                draft.add(replace(m, days=None))
                return True
        return False

    def _agrees(self, m: Meeting) -> bool:
        """Give an agreement to the round that its report has on that day: who agreed was there."""
        if not m.about or length(m.about) > SHORT_DAYS:
            return False
        for draft, held in self._reports.get(m.report, ()):
            if length(bounded(held)) > 2 * WEEK:
                continue
            if gap(m.about, bounded(held)) <= (0 if m.days else 1):
                dated = m.days and not is_told(m)
                draft.add(replace(m, phase="ongoing") if dated else replace(m, phase="held", days=None))
                return True
            since = (first_day(m.days) - held.earliest).days if m.days and held.earliest and not held.latest else -1
            if 0 <= since <= LONG_DAYS and not is_told(m):
                draft.add(replace(m, phase="ongoing"))
                return True
        return False


def is_told(m: Meeting) -> bool:
    """The day may be that of the telling: "they have agreed, officials said on Friday"."""
    return m.by is not None and m.days == m.published


def _months(days: Interval) -> range:
    first, last = (d.toordinal() // MONTH for d in (first_day(days), last_day(days)))
    return range(first, min(last, first + MOST_MONTHS) + 1)

"""Which reports the record rests on, and which were left out for their day.

Enters: readings. Leaves: each report once, in order, and `Covered` entries.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from msgspec import structs

from dragoman.model import Problem, Reading, Report
from dragoman.model.record import Covered
from dragoman.reconciling.days import first_day, last_day, published_days, report_days

KEY_LETTERS = 6  # of a report's key, behind an id that two texts share


def order_readings(readings: Iterable[Reading]) -> list[Reading]:
    """Each report once, by its day, then its id. Of two texts under one id both stay, with ids that tell them apart."""
    kept: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        text = (reading.report.id, reading.report.key())
        known = kept.get(text)
        if known is None or _identity(reading) < _identity(known):
            kept[text] = reading
    often = Counter(id_ for id_, _ in kept)
    told = (_named(r, f"{id_}~{key[:KEY_LETTERS]}") if often[id_] > 1 else r for (id_, key), r in kept.items())
    return sorted(told, key=lambda r: (first_day(published_days(r)), r.report.id))


def _named(reading: Reading, name: str) -> Reading:
    return structs.replace(reading, report=structs.replace(reading.report, id=name))


def _identity(reading: Reading) -> tuple[str, str]:
    return (reading.report.source, repr(reading.report.published))


def known_by(readings: list[Reading], as_of: dt.date) -> tuple[list[Reading], list[Problem]]:
    """The readings of reports that had surely been published by a day, and a line for each whose day does not tell."""
    kept, doubtful = [], []
    for reading in readings:
        days = published_days(reading)
        if days and last_day(days) <= as_of and days.latest:
            kept.append(reading)
        elif days is None or days.latest is None or first_day(days) <= as_of:
            doubtful.append(
                Problem(
                    source=reading.report.source,
                    kind="undated",
                    found="its day is not known closely enough",
                    expected=f"a report surely published by {as_of}",
                    report=reading.report.id,
                )
            )
    return kept, doubtful


def cover(report: Report) -> Covered:
    """The report as the record lists it."""
    return Covered(
        id=report.id,
        outlet=report.outlet,
        agency=report.agency,
        headline=report.headline,
        published=report_days(report),
        date=report.published.date,
        basis=report.published.basis,
        reasons=report.published.reasons,
    )

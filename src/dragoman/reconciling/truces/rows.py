"""Ceasefires as rows of a table with the columns of the ETH/PRIO data set, one row a ceasefire and party.

Enters: `Ceasefire`s. Leaves: rows. What is not known is -1, as in that data set; the codes were taken from public
programs that read it, as its codebook was not at hand. docs/ceasefire_fields.md says which column is filled by what.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.actors import Country
from dragoman.model import Ceasefire, Detail, Episode, Evidence, Interval

UNKNOWN = -1
COLUMNS = (
    "cc", "location", "region", "cf_id", "uniq_id", "actor_name", "ucdp_actor_id", "ucdp_acd_id", "ucdp_dyad",
    "pax_id", "side", "cf_dec_yr", "cf_dec_month", "cf_dec_day", "cf_effect_yr", "cf_effect_month", "cf_effect_day",
    "end_yr", "end_month", "end_day", "ended", "fixed", "fixed_time", "ceasefire_class", "p_humanitarian",
    "p_peaceprocess", "p_holiday", "p_election", "p_other", "p_unclear", "partial", "written", "timing",
    "mediator_nego", "mediator_send", "implement", "enforcement", "ddr", "nsa_frac", "splinter", "cf_pp", "link",
    "evidence_onset", "evidence_end", "comment", "source", "page", "coder",
)  # fmt: skip
_PURPOSES = {"p_humanitarian": "humanitarian", "p_peaceprocess": "peace_process", "p_holiday": "holiday",
             "p_election": "election", "p_other": "other"}  # fmt: skip
_ONSET, _ENDS = ("declared", "in_effect"), ("collapsed", "expired")
_WITH_COMPLIANCE = 2  # ceasefire_class: a cessation with mechanisms of compliance
_WORD = re.compile(r"[^\W\d_]+")

Row = dict[str, int | str]


def ceasefire_rows(ceasefires: Iterable[Ceasefire]) -> list[Row]:
    """One row for each party of each ceasefire; one without a name where no party is known.

    Returns:
        Rows with all of `COLUMNS`, in order of the ceasefires and their parties.
    """
    return [row for number, c in enumerate(ceasefires, 1) for row in _rows(number, c)]


def _rows(number: int, c: Ceasefire) -> Iterator[Row]:
    shared = _shared(c) | {"cf_id": number}
    for place, party in enumerate(c.parties or (None,), 1):
        own = {"uniq_id": f"{number}-{place}", "actor_name": party or UNKNOWN} | _date("cf_dec", _declared(c, party))
        row = dict.fromkeys(COLUMNS, UNKNOWN) | shared | own
        yield {column: row[column] for column in COLUMNS}


def _shared(c: Ceasefire) -> Row:
    """The columns that are the same for all parties."""
    onset = [e for e in c.episodes if e.kind in _ONSET]
    ends = [e for e in c.episodes if e.kind in _ENDS and not e.disputed]
    row: Row = {
        "location": _location(c) or UNKNOWN,
        "ended": ends[-1].kind if ends else UNKNOWN,
        "fixed": 1 if c.lasts or c.until else UNKNOWN,
        "fixed_time": c.lasts.value if c.lasts else UNKNOWN,
        "ceasefire_class": _WITH_COMPLIANCE if c.monitors or c.mechanism else UNKNOWN,
        "partial": {"nationwide": 0, "partial": 1}.get(c.scope or "", UNKNOWN),
        "written": UNKNOWN if c.written is None else int(c.written),
        "mediator_nego": 1 if c.mediators else UNKNOWN,
        "implement": 1 if c.monitors or c.mechanism else UNKNOWN,
        "cf_pp": 1 if any(p.value == "peace_process" for p in c.purposes) else UNKNOWN,
        "evidence_onset": _quotes(e for x in onset for e in x.evidence) or UNKNOWN,
        "evidence_end": _quotes(e for x in ends for e in x.evidence) or UNKNOWN,
        "comment": _comment(c) or UNKNOWN,
        "source": " ".join(sorted({e.report for e in c.evidence})) or UNKNOWN,
        "coder": "dragoman",
    }
    return row | _date("cf_effect", c.in_effect) | _date("end", c.ended) | _purposes(c.purposes)


def _declared(c: Ceasefire, party: str | None) -> Interval | None:
    """When a party declared it, where it did so by itself; else when it was declared."""
    own = [e for e in c.episodes if e.kind == "declared" and party in e.by and e.when]
    return own[0].when if own else c.declared


def _date(prefix: str, days: Interval | None) -> Row:
    """Year, month and day, each as far as it is known: of "in May 2019" the day is not."""
    known: list[int] = []
    if days and days.earliest and days.latest:
        for first, last in zip(days.earliest.timetuple()[:3], days.latest.timetuple()[:3], strict=True):
            if first != last:
                break
            known.append(first)
    known += [UNKNOWN] * (3 - len(known))
    return {f"{prefix}_{part}": n for part, n in zip(("yr", "month", "day"), known, strict=True)}


def _purposes(purposes: Sequence[Detail]) -> Row:
    """1 for what is said, 0 for the rest; where nothing is said, unclear and the rest not known."""
    said = {p.value for p in purposes}
    row: Row = {column: int(value in said) if said else UNKNOWN for column, value in _PURPOSES.items()}
    return row | {"p_unclear": int(not said)}


def _quotes(evidence: Iterable[Evidence]) -> str:
    unique = dict.fromkeys((e.report, " ".join(e.quote.split())) for e in evidence)
    return " | ".join(f"{report}: {quote}" for report, quote in unique)


def _comment(c: Ceasefire) -> str:
    """What the columns have no place for."""
    parts = [
        ("name", [c.name] if c.name else []),
        ("excludes", [d.value for d in c.exclusions]),
        ("area", [d.value for d in c.area]),
        ("mediators", [d.value for d in c.mediators]),
        ("guarantors", list(c.guarantors)),
        ("monitors", list(c.monitors)),
        ("mechanism", [d.value for d in c.mechanism]),
        ("reports to", [c.reports_to] if c.reports_to else []),
        ("extended", [_span(e) for e in c.episodes if e.kind == "extended"]),
        ("end disputed by", [n for e in c.episodes if e.disputed for n in e.denied_by]),
        ("alleged violations", [str(len(c.alleged_violations))] if c.alleged_violations else []),
    ]
    return "; ".join(f"{label}: {', '.join(values)}" for label, values in parts if values)


def _span(e: Episode) -> str:
    days = e.until or e.when
    day = (days and (days.latest or days.earliest)) or "day not known"
    return f"until {day}" if e.until else str(day)


def _location(c: Ceasefire) -> str | None:
    """The country of the area or, failing that, of whose name a party's begins with: "Kenyan army"."""
    for name in (*(d.value for d in c.area), *c.parties):
        words = tuple(w.casefold() for w in _WORD.findall(name))
        found = next((_countries()[words[:n]] for n in range(len(words), 0, -1) if words[:n] in _countries()), None)
        if found:
            return found
    return None


@functools.lru_cache(maxsize=4)
def _countries() -> dict[tuple[str, ...], str]:
    return {
        tuple(w.casefold() for w in _WORD.findall(form)): country.name
        for country in load_entries(Country, "countries")
        for form in (country.name, *country.aliases, *country.adjectives)
    }

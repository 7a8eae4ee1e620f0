"""What reports tell of acts of violence, cut down to what joining them needs.

Enters: a `Reading`. Leaves: a `Telling` for each act with victims that it tells of. A telling stands alone: it can
be kept as JSON and compared, joined and counted without the reading it came from.
"""

import functools
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.incidents import Perpetrator
from dragoman.model import (
    Casualties,
    Claim,
    Event,
    Interval,
    Party,
    Place,
    Reading,
    Report,
    Span,
    Struct,
    Toll,
    Version,
)
from dragoman.model.record import Counted
from dragoman.reconciling.days import days_of, published_days
from dragoman.reconciling.evidence import quote

TOLD_AS_FACT = ("happened", "ongoing", "uncertain", "denied")  # a denial is a claim too
LONGEST_DAYS = 4  # a telling spread over more days is of a campaign, not of one act
STATE = frozenset(("", "GOV", "MIL", "COP", "SPY", "PRM"))  # sectors of a code
KINDS: tuple[Counted, ...] = ("children", "women")
MUCH_GREATER = 2  # times the dead of a report's own incident: those of another it would have led with
SHORTEST_MARK = 3  # letters of a word of a name that tells one doer from another
_MINOR = re.compile(r"\b(?:the|al|el|as|ash|ar|az|ad|an|at)\b")

TellingId = tuple[str, int, int, int]  # report, sentence from and to, start of the trigger


class Account(Struct, frozen=True, kw_only=True):
    """What one voice of a report says of an act, with the marks of the doers that it names."""

    claim: Claim
    outlet: str = ""  # as printed; for one without, the report's id
    doers: tuple[str, ...] = ()  # see `marks_of`
    sides: tuple[str, ...] = ()  # those of codes: "SYR", "SYRREB"


class Telling(Struct, frozen=True, kw_only=True):
    """What one report tells of one act."""

    report: str
    sentence: Span
    trigger: int  # where the word for the act begins
    main: bool = False
    days: Interval
    told: bool = True  # the text names the day; False: the day of the report or of a statement stands for it
    published: Interval | None = None
    place: Place | None = None
    weapon: str | None = None
    marks: tuple[str, ...] = ()  # what tells the doers, wherever the report names them: see `marks_of`
    accounts: tuple[Account, ...] = ()  # of the report or whom it cites first, then rival versions

    @property
    def id(self) -> TellingId:
        """For ordering, and to tell tellings apart; the same whenever the report is read the same."""
        return (self.report, *self.sentence, self.trigger)

    @property
    def killed(self) -> int | None:
        """The first count given."""
        return self.accounts[0].claim.killed


def find_tellings(reading: Reading) -> Iterator[Telling]:
    """The acts of violence with victims that a report tells of, with their days.

    Left out are an event without a day, one spread over many days, and what a report recalls beside its own incident:
    from days before it, or of many more dead and without a day of its own (a sum, or an earlier act).
    """
    main = next((e for e in reading.events if e.main), None)
    seen: set[int] = set()
    for event in reading.events:
        days = days_of(event.when)
        if event.casualties is None or event.status not in TOLD_AS_FACT or days is None:
            continue
        if days.earliest is None or days.latest is None or (days.latest - days.earliest).days >= LONGEST_DAYS:
            continue
        if event.trigger.start not in seen and (main is None or event.main or not _is_recalled(event, main)):
            seen.add(event.trigger.start)
            yield _make_telling(reading, event, days)


def _is_recalled(event: Event, main: Event) -> bool:
    assert event.when and event.when.latest
    if main.when and main.when.latest and event.when.latest < main.when.latest:
        return True
    return not _is_told(event) and (_killed(event) or 0) > MUCH_GREATER * (_killed(main) or math.inf)


def _is_told(event: Event) -> bool:
    """True if the text names the day, so that it is not only that of the report or of a statement."""
    return event.when is not None and "implied" not in event.when.edges


def _killed(event: Event) -> int | None:
    return event.casualties.killed.total if event.casualties else None


def _make_telling(reading: Reading, event: Event, days: Interval) -> Telling:
    report = reading.report
    return Telling(
        report=report.id,
        sentence=event.sentence,
        trigger=event.trigger.start,
        main=event.main,
        days=days,
        told=_is_told(event),
        published=published_days(reading),
        place=event.place,
        weapon=event.weapon,
        marks=marks_of(event.agents),
        accounts=(_own_account(reading, event, days), *(_rival_account(reading, event, v) for v in event.versions)),
    )


# ---- accounts
def _own_account(reading: Reading, event: Event, days: Interval) -> Account:
    """Whom another sentence names as the doer is claimed by whoever speaks there, in a version, not here."""
    report = reading.report
    said = next((a for a in reading.attributions if a.id == event.attribution), None)
    named = [p for p in event.agents if p.span is None or event.sentence.contains(p.span)]
    casualties = event.casualties or Casualties()
    killed = casualties.killed
    claim = Claim(
        killed=killed.total,
        bound=killed.bound,
        wounded=casualties.wounded.total,
        counted=_kind_counted(killed),
        responsible=None if event.status == "denied" else _doers(named),
        denies=_doers(named) if event.status == "denied" else None,
        weapon=event.weapon,
        place=event.place.name if event.place else None,
        when=days,
        said_by=said.speaker if said else None,
        via=said.via if said else (),
        anonymous=bool(said and said.anonymous),
        denied=event.status == "denied",
        said_on=published_days(reading),
        report=report.id,
        evidence=(quote(reading, event.sentence),),
    )
    return Account(claim=claim, outlet=_outlet(report), doers=marks_of(named), sides=sides_of(named))


def _rival_account(reading: Reading, event: Event, version: Version) -> Account:
    said = [
        a
        for a in reading.attributions
        if a.speaker == version.speaker and any(version.sentence.overlaps(c) for c in a.content)
    ]
    casualties = version.casualties or Casualties()
    killed = casualties.killed
    claim = Claim(
        killed=killed.total,
        bound=killed.bound,
        wounded=casualties.wounded.total,
        counted=_kind_counted(killed),
        responsible=None if version.denied else _doers(version.agents),
        denies=_doers(version.agents) if version.denied else None,
        earlier=version.earlier,
        said_by=version.speaker,
        via=said[0].via if said and version.speaker else (),
        anonymous=bool(said and version.speaker and said[0].anonymous),
        said_on=published_days(reading),
        report=reading.report.id,
        evidence=(quote(reading, version.sentence),),
    )
    return Account(
        claim=claim, outlet=_outlet(reading.report), doers=marks_of(version.agents), sides=sides_of(version.agents)
    )


def _outlet(report: Report) -> str:
    """Under whose name a report stands: the agency, else the outlet."""
    return report.agency or (report.dateline.agency if report.dateline else None) or report.outlet or report.id


def _kind_counted(toll: Toll) -> Counted | None:
    """The kind of victims that makes up the whole count: "five children" leaves open how many others died."""
    if toll.total is None:
        return None
    return next((kind for kind in KINDS if getattr(toll, kind) == toll.total), None)


def _doers(agents: Iterable[Party]) -> str | None:
    """The doers in one line."""
    return ", ".join(dict.fromkeys(p.name for p in agents)) or None


# ---- names
@functools.lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A place name without accents, articles, marks and its province: "Al-Mayādīn, Deir Ezzor" is "mayadin"."""
    name = name.split(",")[0]
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(_MINOR.sub(" ", re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’ʿʾ`]", "", plain))).split())


def marks_of(agents: Sequence[Party]) -> tuple[str, ...]:
    """What tells doers: the country and side of their codes, and the words of their names that are not general."""
    words = {w for p in agents for w in fold_name(p.name).split() if len(w) >= SHORTEST_MARK}
    return tuple(sorted({*sides_of(agents), *(words - _generic_words())}))


def sides_of(agents: Sequence[Party]) -> tuple[str, ...]:
    """The sides of a war that codes tell: the government, the army and the police of a country are one."""
    return tuple(sorted({p.code[:3] + ("" if p.code[3:6] in STATE else p.code[3:6]) for p in agents if p.code}))


@functools.lru_cache(maxsize=1)
def _generic_words() -> frozenset[str]:
    """Words for armed men that leave open which side they are on."""
    return frozenset(w for e in load_entries(Perpetrator, "perpetrators", "en") if e.role == "unnamed" for w in e.words)

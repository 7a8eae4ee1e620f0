"""What people decide about the record: which claims are one, which are not so, and what a claim really says.

Enters: nothing. Leaves: `ClaimRef`, the name of a claim; `Judgement` and `Withdrawal`, which are only ever added;
`Ruled`, what became of a judgement in a record; `Correction`, what it changed in a reading.
"""

import datetime as dt
import hashlib
import re
from typing import Final, Literal

from dragoman.model.base import Span, Struct
from dragoman.model.jsonio import to_json_line

ClaimKind = Literal["incident", "meeting", "truce", "promise", "step", "statement", "event", "actor"]
JudgementAnswer = Literal["same", "different", "unsure", "wrong", "correct"]
RuledState = Literal["in_force", "dormant", "overruled", "withdrawn"]

KINDS: tuple[ClaimKind, ...] = ("incident", "meeting", "truce", "promise", "step", "statement", "event", "actor")
ON_PAIRS: tuple[JudgementAnswer, ...] = ("same", "different", "unsure")
RULE: Final = "rule:"  # before the name of a rule that judges
ID_LENGTH: Final = 12  # hexadecimal digits: 48 bits, for judgements that people make one by one
_SPAN: Final = r"([0-9]{1,9})-([0-9]{1,9})"
_PRINTED: Final = re.compile(rf"(?P<report>.+)@{_SPAN}(?:/{_SPAN})?", re.S)


class ClaimRef(Struct, frozen=True, kw_only=True):
    """The name of a claim: what kind, in which report, in which sentence `[start, end)`.

    Printed as `KIND:REPORT@START-END`, and for an actor as `actor:NAME`. Where a sentence holds several claims of a
    kind, `mention` says which: `KIND:REPORT@START-END/FROM-TO`.
    """

    kind: ClaimKind
    report: str = ""  # its id in the record; in a ledger its key
    start: int = 0
    end: int = 0
    mention: Span | None = None  # the words that tell of it, where the sentence alone leaves it open
    name: str | None = None  # of an actor, who is no matter of one report

    def __str__(self) -> str:
        if self.name is not None:
            return f"{self.kind}:{self.name}"
        within = f"/{self.mention.start}-{self.mention.end}" if self.mention else ""
        return f"{self.kind}:{self.report}@{self.start}-{self.end}{within}"

    @property
    def span(self) -> Span:
        """The sentence."""
        return Span(self.start, self.end)

    def order(self) -> tuple[str, str, int, int, Span, str]:
        """For sorting."""
        return (self.kind, self.report, self.start, self.end, self.mention or Span(-1, -1), self.name or "")


def parse_ref(text: str) -> ClaimRef | None:
    """The claim that a printed reference names; None if it is no such reference."""
    kind, colon, rest = text.strip().partition(":")
    known = next((k for k in KINDS if k == kind), None)
    if known is None or not colon or not rest.strip():
        return None
    if known == "actor":
        return ClaimRef(kind="actor", name=" ".join(rest.split()))
    found = _PRINTED.fullmatch(rest)
    if found is None:
        return None
    start, end, at, to = (int(n) if n else 0 for n in found.groups()[1:])
    mention = Span(at, to) if found[4] else None
    if start >= end or (mention and mention.start >= mention.end):
        return None
    return ClaimRef(kind=known, report=found["report"], start=start, end=end, mention=mention)


class Judgement(Struct, frozen=True, kw_only=True):
    """One answer of a person, or of a rule, about one claim or two; undone by a later one or by a withdrawal.

    `same`, `different`, `unsure`: whether two claims are of one thing. `wrong`: the claim is not so, leave it out.
    `correct`: `field` of the claim is `value`.
    """

    id: str = ""  # from the content, the author and the time
    at: dt.datetime  # UTC
    by: str  # a person's name, or "rule:NAME"
    answer: JudgementAnswer
    claims: tuple[ClaimRef, ...]
    field: str | None = None
    value: str | None = None
    why: str = ""
    wordings: tuple[str, ...] = ()  # the sentences as they stood when it was made, one for each claim
    versions: dict[str, str] = {}  # of program, model and knowledge at that time

    @property
    def is_by_rule(self) -> bool:
        """A rule made it, so that any person's answer is stronger."""
        return self.by.startswith(RULE)

    def strength(self) -> tuple[bool, dt.datetime, str]:
        """Of two about one thing the greater holds: persons before rules, then the later, then by id."""
        return (not self.is_by_rule, self.at, self.id)

    def text(self) -> str:
        """What it says, in one line: "same incident:a@0-9 incident:b@4-30"."""
        said = f" {self.field}={self.value}" if self.field else ""
        return f"{self.answer} {' '.join(map(str, self.claims))}{said}"


class Withdrawal(Struct, frozen=True, kw_only=True):
    """A judgement is taken back. The judgement stays in the ledger, and so does this."""

    judgement: str  # id
    at: dt.datetime  # UTC
    by: str
    why: str = ""


class Ruled(Struct, frozen=True, kw_only=True):
    """A judgement and what became of it: in force; dormant (what it is about is not there); overruled; withdrawn."""

    judgement: Judgement
    state: RuledState
    effect: str = ""  # what it does to the record, or why it does nothing
    withdrawn: Withdrawal | None = None


class Correction(Struct, frozen=True, kw_only=True):
    """Something in a reading that a person changed, with the sentence it was read in."""

    sentence: Span
    kind: ClaimKind
    field: str
    was: str | None = None  # None: nothing was read
    now: str | None = None
    judgement: str  # id
    by: str
    why: str = ""

    def line(self) -> str:
        """For a reader: "incident killed: 3 -> 5 (A. Person: why; judgement 0123456789ab)"."""
        return (
            f"{self.kind} {self.field}: {self.was or 'nothing'} -> {self.now or 'nothing'} "
            f"({self.by}: {self.why}; judgement {self.judgement})"
        )


def digest_judgement(judgement: Judgement) -> str:
    """The id that a judgement of this content has, whatever it says its id is."""
    j = judgement
    content = (
        *(j.at.astimezone(dt.UTC).isoformat(), j.by, j.answer, [str(ref) for ref in j.claims]),
        *(j.field, j.value, j.why, j.wordings, sorted(j.versions.items())),
    )
    return hashlib.sha256(to_json_line(content)).hexdigest()[:ID_LENGTH]

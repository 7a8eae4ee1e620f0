"""Somebody denies, waves off or does not confirm what another says, in one report.

Enters: a page. Leaves: a dispute for each word that is answered so. What only meetings or only incidents tell of is
left to those who list these.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Discrepancy
from dragoman.model.record import DiscrepancyKind
from dragoman.reconciling.days import last_day, published_days
from dragoman.reconciling.disputes.make import make, make_side, name_matter, sentence
from dragoman.reconciling.disputes.page import AHEAD, Page, Saying
from dragoman.reconciling.disputes.words import matter, split, words_for

BACK = 2  # sentences before an answer in which what it answers stands, where it only points there
FAR = 12  # sentences before it where it says again what it answers
FEWEST = 2  # words that carry meaning that the two then share
STEPS = frozenset(("RETREAT", "AID", "MOBILIZE", "COOPERATE", "CONCEDE", "AGREE"))
_LEAST_CLAIM = 3  # words of a claim
_SHORT = 3  # words of a mere name for a thing
_ROOT = 4  # letters that a noun has in common with its verb: handover, handed


@dataclass(frozen=True, slots=True)
class Claim:
    """What is answered: a sentence, or what somebody says in it."""

    n: int
    by: tuple[str, ...]
    text: str
    accuses: bool = False


def find_answers(page: Page) -> Iterator[Discrepancy]:
    """One for each claim that is answered; who answers the same claim as another joins him."""
    found: dict[Claim, list[Saying]] = {}
    for answer in page.sayings:
        if answer.denies and (answer.by or answer.unnamed) and _answers_word(answer):
            claim = _claim_of(page, answer) or _claim_within(page, answer)
            if claim and not _is_owned(page, claim.n, answer.n):
                found.setdefault(claim, []).append(answer)
    for claim, answers in found.items():
        sides = [make_side(claim.text, claim.by, [sentence(page, claim.n)])]
        for word in dict.fromkeys(_verdict(a) for a in answers):
            told = [a for a in answers if _verdict(a) == word]
            extra = next((f": {a.text}" for a in told if not _points(a) and a.text != claim.text), "")
            sides.append(make_side(word + extra, [a.by for a in told], [sentence(page, a.n) for a in told]))
        yield make(_kind(page, claim, answers), name_matter(page, claim.text), sides)


def _verdict(answer: Saying) -> str:
    if answer.leaves_open:
        return "not confirmed"
    if set(answer.cue) & words_for("doubt"):
        return "doubted"
    return "denied" if set(answer.cue) & words_for("deny") else "dismissed"


def _answers_word(answer: Saying) -> bool:
    """What is turned down is a word of another, not an offer or a person."""
    if not set(answer.cue) & _waving():
        return True
    if set(answer.cue) & words_for("negation"):
        return False
    head = answer.words[:6]
    says = bool(set(head) & _sayings()) or (len(answer.words) == 1 and _points(answer))
    return says or bool(set(answer.words[1:8]) & words_for("as") and set(answer.cue) & words_for("scorn"))


def _waving() -> frozenset[str]:
    """What is done to somebody's word by one who does not think it true."""
    return words_for("wave_off") | words_for("scorn")


def _sayings() -> frozenset[str]:
    """Nouns for what somebody says."""
    return words_for("said") | words_for("charge")


def _points(answer: Saying) -> bool:
    """The answer only points to what was said, and does not say it again."""
    known = words_for("pointer") | _sayings() | words_for("blame") | words_for("idle")
    return all(w in known for w in answer.words)


def _claim_of(page: Page, answer: Saying) -> Claim | None:
    """The claim that fits best: where the answer only points, the nearest; else that with most words in common."""
    points, mine = _points(answer), matter(answer.words) - _of_speaker(answer)
    best: tuple[tuple[int, int], Claim] | None = None
    for claim in _claims_before(page, answer):
        shared = _shared(answer, claim, mine)
        if _fits(page, answer, claim, shared):
            rank = (0 if points else -min(shared, FEWEST + 1), answer.n - claim.n)
            if best is None or rank < best[0]:
                best = (rank, claim)
    return best[1] if best else None


def _claim_within(page: Page, answer: Saying) -> Claim | None:
    """The claim that the answer itself names: "denied Syrian reports of clashes", "denied accusations that ..."."""
    at = next((n for n, w in enumerate(answer.words[:_SHORT]) if w in _sayings()), None)
    if at is None or len(answer.words) < at + 1 + _LEAST_CLAIM or not set(answer.cue) & (words_for("deny") | _waving()):
        return None
    theirs = matter(answer.words[:at]) - _of_speaker(answer)
    named = [(len(stems), name) for name, stems in page.actors if theirs & stems and name != answer.by]
    by = min(named)[1] if named else None
    return Claim(answer.n, (by,), answer.text) if by else None


def _fits(page: Page, answer: Saying, claim: Claim, shared: int) -> bool:
    away = answer.n - claim.n
    if set(answer.cue) & _waving() and not claim.by:
        return False
    if _points(answer):
        plain = not set(answer.cue) & _waving() or bool(set(answer.words) & _sayings())
        return away <= BACK and (plain or claim.accuses)
    if _is_definite(answer) and set(answer.words) & words_for("scale"):  # "the date"
        return bool(claim.by) and _is_ahead(page, claim.n)
    if _is_definite(answer):
        return shared >= 1
    if set(answer.words) & words_for("as") and set(answer.cue) & _waving():
        return away <= 1 and shared >= 1
    if claim.accuses or _of_speaker(answer) & page.stems(claim.n):  # it is said of him who denies it
        return shared >= FEWEST or (away <= 1 and shared >= 1)
    return shared > FEWEST and away <= BACK


def _is_definite(answer: Saying) -> bool:
    """The answer has no more than a name for the thing: "the handover"."""
    return len(answer.words) <= _SHORT and answer.words[:1] == ("the",)


def _shared(answer: Saying, claim: Claim, mine: frozenset[str]) -> int:
    theirs = matter(split(claim.text))
    if _is_definite(answer):  # a noun for what a verb said
        return len({w[:_ROOT] for w in mine} & {w[:_ROOT] for w in theirs})
    return len(mine & theirs)


def _claims_before(page: Page, answer: Saying) -> Iterator[Claim]:
    """What others say before the answer, the nearest first; in the end the sentence just before it."""
    for n in range(answer.n, max(-1, answer.n - 1 - FAR), -1):
        for said in reversed(page.before(n, answer.start)):
            if said.by and said.by != answer.by and _is_claim(said):
                yield Claim(n, (said.by,), said.text, _accuses(page, n))
    for n in range(answer.n - 1, max(-1, answer.n - 1 - BACK), -1):
        for event in page.events.get(n, ()):
            who = page.parties.all(page.reading.report.id, event.agents)
            if event.type == "ACCUSE" and who and answer.by not in who:
                yield Claim(n, who, page.text(n), True)
    before = answer.n - 1
    if before >= 0 and before not in page.said and _of_speaker(answer) & page.stems(before):
        yield Claim(before, (), page.text(before), _accuses(page, before))


def _is_claim(said: Saying) -> bool:
    """Something is held to be so, and not asked or denied."""
    if said.denies or set(said.cue) & words_for("negation"):
        return False
    return len(said.words) >= _LEAST_CLAIM and said.words[0] not in words_for("ask")


def _accuses(page: Page, n: int) -> bool:
    return any(e.type == "ACCUSE" for e in page.events.get(n, ()))


def _of_speaker(answer: Saying) -> frozenset[str]:
    return matter(split(f"{answer.who or ''} {answer.by or ''}"))


def _is_owned(page: Page, one: int, other: int) -> bool:
    """Those who list meetings and incidents see both sentences, or rival accounts of the deed."""
    if one in page.blamed and not _steps(page, one):
        return True
    return all(map(page.is_violent, (one, other))) or all(map(page.is_meeting, (one, other)))


def _kind(page: Page, claim: Claim, answers: list[Saying]) -> DiscrepancyKind:
    """By what the claim is about: who is to blame, what is to come, or what has come about."""
    sentences = {claim.n, *(a.n for a in answers)}
    broken = any(t.phase == "violated" for n in sentences for t in page.truces.get(n, ()))
    charged = any(set(a.words) & words_for("charge") for a in answers)
    if claim.accuses or charged or broken or (not _steps(page, claim.n) and any(map(page.is_violent, sentences))):
        return "responsibility"
    ahead = any(e.status in AHEAD for e in page.events.get(claim.n, ())) or _is_ahead(page, claim.n)
    return "expectation" if ahead else "outcome"


def _steps(page: Page, n: int) -> bool:
    """The sentence tells of something other than violence."""
    return any(e.type in STEPS for e in page.events.get(n, ()))


def _is_ahead(page: Page, n: int) -> bool:
    """All days that the sentence names are to come."""
    today = published_days(page.reading)
    days = [t.earliest for t in page.times.get(n, ()) if t.type == "DATE" and t.earliest]
    return bool(today and days) and min(days) > last_day(today)

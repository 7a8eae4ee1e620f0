"""Accounts: what one sentence tells of an incident's toll, put together from its statements.

Enters: toll statements (tolls.py). Leaves: `Account` records, in text order, with their casualties.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.knowledge.schema.incidents import Outcome
from dragoman.model import Casualties, Toll
from dragoman.model.reading import Bound
from dragoman.reading.incidents.counts import Count
from dragoman.reading.incidents.lexicon import backgrounds, small_words, weapons
from dragoman.reading.incidents.tolls import TollMention
from dragoman.reading.parsed import Parsed, Sentence

LOOK_BACK = 20  # accounts before a breakdown that stands alone, among which its whole is looked for
NO_SINGLE_ACT = 20_000  # killed: more are the dead of a war
_CIVIL = frozenset(("people", "civilian", "child", "woman"))


@dataclass(frozen=True, slots=True)
class Account:
    """The statements of one sentence about one incident.

    `whole_war`: the sentence counts the dead of a war or of many months; `aside`: it turns to another
    day or place. Either keeps an account from being the report's own while there is a better one.
    """

    sentence: int
    first: int  # tokens
    last: int
    cue: int
    mentions: tuple[TollMention, ...]
    casualties: Casualties
    whole_war: bool = False
    aside: bool = False

    @property
    def killed(self) -> int | None:
        """How many were killed in all, where a number is given."""
        return self.casualties.killed.total


def gather_accounts(parsed: Parsed, mentions: Sequence[TollMention]) -> list[Account]:
    """Put the statements of each sentence together: one account for each separate count of the killed."""
    groups: list[list[TollMention]] = []
    for mention in mentions:
        if groups and _belongs(parsed, groups[-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return _hand_back_parts([_account(parsed, group) for group in groups])


def _belongs(parsed: Parsed, group: list[TollMention], mention: TollMention) -> bool:
    """Same sentence, and no second count of the same outcome but of "others"."""
    if group[0].sentence != mention.sentence:
        return False
    if not mention.counts or all(m.outcome != mention.outcome for m in group):
        return True
    return parsed.lower[mention.counts[0].last] in small_words("others")


def _account(parsed: Parsed, mentions: Sequence[TollMention]) -> Account:
    sentence = parsed.sentences[mentions[0].sentence]
    scope = {f.entry.id for f in backgrounds("sentence").find(parsed.lower, sentence.first, sentence.last)}
    casualties = Casualties(killed=_toll(mentions, "killed"), wounded=_toll(mentions, "wounded"))
    return Account(
        sentence=mentions[0].sentence,
        first=min(m.first for m in mentions),
        last=max(m.last for m in mentions),
        cue=mentions[0].cue.first,
        mentions=tuple(mentions),
        casualties=casualties,
        whole_war="whole-war" in scope
        or (casualties.killed.total or 0) >= NO_SINGLE_ACT
        or _counts_years(parsed, sentence),
        aside=bool(scope) or any(m.earlier for m in mentions),
    )


def _counts_years(parsed: Parsed, sentence: Sentence) -> bool:
    """ "20,000 have died since 1989"."""
    lower = parsed.lower[sentence.first : sentence.last]
    return any(w == "since" and any(_is_year(x) for x in lower[n + 1 : n + 4]) for n, w in enumerate(lower))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _toll(mentions: Sequence[TollMention], outcome: Outcome) -> Toll:
    """The toll of one outcome; None wherever the statements do not say."""
    own = [m for m in mentions if m.outcome == outcome]
    counts = [c for m in own for c in m.counts if not m.joint]
    if counts and all(c.kind is None for c in counts):  # "killed 28 and wounded 30 militants"
        beside = {k for m in mentions if m.outcome != outcome for c in m.counts for k in c.kinds}
        counts = (
            [replace(c, kind="combatant", kinds=frozenset(beside)) for c in counts]
            if beside == {"combatant"}
            else counts
        )
    parts = [c for m in own for c in m.parts]
    if not counts and not parts:
        return Toll()
    total = _sum(counts)
    return Toll(
        civilians=_civilians(counts, parts),
        noncivilians=_of_kind(counts, parts, "combatant"),
        children=_of_kind(counts, parts, "child"),
        women=_of_kind(counts, parts, "woman"),
        total=total,
        bound=_bound(counts) if total is not None else None,
    )


def _sum(counts: Sequence[Count]) -> int | None:
    values = [c.value for c in counts]
    return None if not values or None in values else sum(v for v in values if v is not None)


def _of_kind(counts: Sequence[Count], parts: Sequence[Count], kind: str) -> int | None:
    """Those of one kind: counted as such, else named in the breakdown."""
    return _sum([c for c in counts if kind in c.kinds]) or _sum([c for c in parts if kind in c.kinds])


def _civilians(counts: Sequence[Count], parts: Sequence[Count]) -> int | None:
    """Civilians named as such; "people" counts as civilians unless fighters are among them."""
    fighters = any("combatant" in c.kinds for c in parts)
    named = [c for c in parts if "civilian" in c.kinds and "child" not in c.kinds]
    if named and not any("civilian" in c.kinds for c in counts):
        return _sum(named)
    civil = [c for c in counts if c.kind in _CIVIL and not (fighters and c.kind == "people")]
    return _sum(civil)


def _bound(counts: Sequence[Count]) -> Bound:
    bounds = [c.bound for c in counts if c.bound != "exact"]
    return bounds[0] if bounds and all(b == bounds[0] for b in bounds) else "about" if bounds else "exact"


def _hand_back_parts(accounts: list[Account]) -> list[Account]:
    """Give a breakdown that stands alone ("Among the dead were two girls") to the account before it."""
    kept: list[Account] = []
    for account in accounts:
        alone = all(not m.counts for m in account.mentions)
        back = range(len(kept) - 1, max(-1, len(kept) - 1 - LOOK_BACK), -1) if alone else ()
        owner = next((n for n in back if not kept[n].aside and _has_room(kept[n], account)), None)
        if alone and owner is not None:
            kept[owner] = _with_parts(kept[owner], account)
        elif not alone:
            kept.append(account)
    return kept


def _has_room(owner: Account, part: Account) -> bool:
    """True if the parts fit into the owner's total."""
    for outcome in ("killed", "wounded"):
        sizes = [c.value or 0 for m in part.mentions if m.outcome == outcome for c in m.parts]
        total = getattr(owner.casualties, outcome).total
        if sizes and (total is None or max(sizes) > total):
            return False
    return True


def _with_parts(owner: Account, part: Account) -> Account:
    mentions = (*owner.mentions, *part.mentions)
    casualties = Casualties(killed=_toll(mentions, "killed"), wounded=_toll(mentions, "wounded"))
    return replace(owner, mentions=mentions, casualties=casualties)


def is_care(parsed: Parsed, account: Account) -> bool:
    """True if the account tells only of what was done with people wounded before: "12 wounded men were flown out"."""
    if account.killed is not None or any(m.outcome == "killed" or not m.counts for m in account.mentions):
        return False
    return all(parsed.deps[m.cue.first] == "amod" and _is_cared_for(parsed, m.cue.first) for m in account.mentions)


def _is_cared_for(parsed: Parsed, token: int) -> bool:
    return any(parsed.lower[t] in small_words("care") for t in parsed.ancestors(token)[:2])


def is_accident(parsed: Parsed, account: Account) -> bool:
    """True if the sentence tells of a mishap, disease or disaster, and of no weapon."""
    s = parsed.sentences[account.sentence]
    if not backgrounds("accident").find(parsed.lower, s.first, s.last):
        return False
    return not weapons().find(parsed.lower, s.first, s.last)

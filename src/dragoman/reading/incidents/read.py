"""Read a report's incidents: accounts become ASSAULT events, and one of them is the report's own.

Enters: a report's context and its events. Leaves: the events, with casualties, weapons, places and days,
those added that only a toll tells of; numbered anew in text order.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from dragoman.knowledge.schema.incidents import Weapon
from dragoman.model import Attribution, Casualties, Event, Party, Place, Span, Toll, Version, When
from dragoman.reading.context import Context
from dragoman.reading.incidents.accounts import Account, gather_accounts, is_accident, is_care
from dragoman.reading.incidents.denials import find_denials
from dragoman.reading.incidents.lexicon import backgrounds, weapons
from dragoman.reading.incidents.main import find_main, settle_casualties
from dragoman.reading.incidents.perpetrators import find_perpetrators, find_perpetrators_beside
from dragoman.reading.incidents.tolls import find_tolls, split_long
from dragoman.reading.incidents.versions import find_charges, find_rivals
from dragoman.reading.incidents.weapons import find_weapon, find_weapon_beside
from dragoman.reading.incidents.when import find_when, find_when_beside
from dragoman.reading.incidents.where import find_place, find_place_beside

FEW = 3  # killed: so few may well be the toll of two incidents in one report
UNHURT_SENTENCES = 3  # from an attack on, in which "nobody was hurt" is said of it
LEAD_SENTENCES = 8  # headline and lead, in which a report says what it is about
NEAR_SENTENCES = 3  # within which they are one all the same
_ARMED = frozenset(("MIL", "REB", "INS", "SEP", "PRM", "OPP", "COP", "SPY", "GOV"))  # sectors of codes


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of an account's incident beside its toll."""

    weapon: Weapon | None = None
    doers: tuple[Party, ...] = ()
    place: Place | None = None
    when: When | None = None


def read_incidents(context: Context, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Give events their casualties and weapons, add those that only a toll tells of, and mark the main one.

    Args:
        context: one report with all that was found before.
        events: from ``find_events``, in text order.
    Returns:
        All events in text order, with new ids. The event of the first toll is told of by the whole report,
        and has ``main`` if its lead tells of it; the others get what their own sentence tells. A toll of a
        whole war is an event with that toll and no place, day or doer. Accidents are left out.
    """
    context = replace(context, parsed=split_long(context.parsed))
    parsed = context.parsed
    accounts = [
        a for a in gather_accounts(parsed, find_tolls(parsed)) if not is_accident(parsed, a) and not is_care(parsed, a)
    ]
    main = find_main(accounts)
    if not accounts:
        return _without_toll(context, events)
    made: list[Event] = []
    taken: set[str] = set()
    passed: dict[int, Version] = {}
    assaults = _by_sentence(context, events)
    for number in ([main] if main is not None else []) + [n for n in range(len(accounts)) if n != main]:
        account = accounts[number]
        if number in passed or (main is not None and number != main and _is_alike(account, accounts[main])):
            continue
        host = _host(context, account, assaults[account.sentence], taken)
        if host:
            taken.add(host.id)
        event = _event(context, accounts, number, host, number == main)
        if number == main:
            passed = find_rivals(context, accounts, main, event)
            charges = find_charges(context, events, event, account.sentence)
            denials = find_denials(context, events, event, account.sentence)
            event = msgspec.structs.replace(event, versions=(*passed.values(), *charges, *denials))
        made.append(event)
    return _numbered([*(e for e in events if e.id not in taken), *made])


def _without_toll(context: Context, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Without a toll, the first assault that happened is what the report may be about: give it what can be told."""
    first = next((e for e in events if e.type == "ASSAULT" and e.status in ("happened", "ongoing")), None)
    if first is None:
        return events
    parsed = context.parsed
    token = parsed.tokens_in(first.trigger.start, first.trigger.end).start
    account = Account(parsed.sentence_of[token], token, token, token, (), Casualties())
    weapon = find_weapon(parsed, account)
    fuller = msgspec.structs.replace(
        first,
        agents=_no_weapons(first.agents) or find_perpetrators(context, account),
        place=first.place or find_place(context, account),
        when=first.when or find_when(context, account),
        weapon=weapon.weapon if weapon else first.weapon,
        casualties=_nobody(context, account.sentence),
        main=True,
    )
    charges = find_charges(context, events, fuller, account.sentence)
    denials = find_denials(context, events, fuller, account.sentence)
    fuller = msgspec.structs.replace(fuller, versions=(*charges, *denials))
    return tuple(fuller if e is first else e for e in events)


def _no_weapons(agents: Sequence[Party]) -> tuple[Party, ...]:
    """Without what only did the deed as its means: "gunfire hit the car"."""
    return tuple(a for a in agents if a.code or a.name.lower().split()[-1] not in weapons().first_words)


def _nobody(context: Context, sentence: int) -> Casualties | None:
    """A toll of none, where the sentences near by say that nobody was hurt or killed."""
    parsed, none = context.parsed, Toll(total=0, bound="exact")
    for s in parsed.sentences[sentence : sentence + UNHURT_SENTENCES]:
        if backgrounds("unhurt").find(parsed.lower, s.first, s.last):
            return Casualties(killed=none, wounded=none)
        if backgrounds("unkilled").find(parsed.lower, s.first, s.last):
            return Casualties(killed=none)
    return None


def _is_alike(account: Account, own: Account) -> bool:
    """True if an account gives another's toll again."""
    if account.killed is None or account.killed != own.killed or account.whole_war or account.aside:
        return False
    return own.killed > FEW or abs(account.sentence - own.sentence) <= NEAR_SENTENCES


def _by_sentence(context: Context, events: Sequence[Event]) -> dict[int, list[Event]]:
    """The ASSAULT events of each sentence."""
    found: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        tokens = context.parsed.tokens_in(event.trigger.start, event.trigger.end)
        if event.type == "ASSAULT" and tokens:
            found[context.parsed.sentence_of[tokens.start]].append(event)
    return found


def _host(context: Context, account: Account, assaults: Sequence[Event], taken: set[str]) -> Event | None:
    """The ASSAULT event of the account's sentence whose trigger stands nearest to the toll."""
    cue = context.parsed.starts[account.cue]
    return min((e for e in assaults if e.id not in taken), key=lambda e: abs(e.trigger.start - cue), default=None)


def _told(context: Context, account: Account, alike: Sequence[Account], main: bool) -> _Told:
    if account.whole_war:
        return _Told()
    if not main:
        place = find_place_beside(context, account)
        return _Told(
            find_weapon_beside(context.parsed, account),
            find_perpetrators_beside(context, account),
            place,
            find_when_beside(context, account, implied=place is not None and account.sentence < LEAD_SENTENCES),
        )
    return _Told(
        find_weapon(context.parsed, account, alike),
        find_perpetrators(context, account, alike),
        find_place(context, account, alike),
        find_when(context, account, alike, implied=account.sentence < LEAD_SENTENCES),
    )


def _event(context: Context, accounts: Sequence[Account], number: int, host: Event | None, main: bool) -> Event:
    account, parsed = accounts[number], context.parsed
    cue = next(m.cue for m in account.mentions if m.cue.first == account.cue)
    alike = [a for a in accounts if a is not account and _is_alike(a, account)] if main else []
    told = _told(context, account, alike, main)
    trigger = host.trigger if host else parsed.span(cue.first, cue.last)
    return Event(
        id="",
        type="ASSAULT",
        mode=host.mode if host else None,
        contexts=host.contexts if host else (),
        trigger=trigger,
        sentence=parsed.sentences[account.sentence].span,
        agents=told.doers or _armed(host),
        recipients=host.recipients if host else (),
        place=told.place or (host.place if host and not account.whole_war else None),
        when=told.when,
        status=host.status if host else "happened",
        attribution=_attribution(context.attributions, trigger) or (host.attribution if host else None),
        casualties=settle_casualties(accounts, number) if main else account.casualties,
        weapon=told.weapon.weapon if told.weapon else None,
        main=main and account.sentence < LEAD_SENTENCES,
        basis=f"casualties/{cue.entry.id}" + (f" + {host.basis}" if host and host.basis else ""),
    )


def _armed(host: Event | None) -> tuple[Party, ...]:
    """The agents of an event that are an armed side: not the weapon, and not who told of it."""
    return tuple(a for a in host.agents if a.code and a.code[-3:] in _ARMED) if host else ()


def _attribution(attributions: Sequence[Attribution], trigger: Span) -> str | None:
    """The innermost attribution in whose content the toll stands."""
    inside = [(c.end - c.start, a.id) for a in attributions for c in a.content if c.contains(trigger)]
    return min(inside)[1] if inside else None


def _numbered(events: Sequence[Event]) -> tuple[Event, ...]:
    ordered = sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.type, e.id))
    return tuple(msgspec.structs.replace(e, id=f"e{n}") for n, e in enumerate(ordered, 1))

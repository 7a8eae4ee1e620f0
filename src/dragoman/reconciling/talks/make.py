"""Talks as the record keeps them: tracks with their rounds, contacts, and what is said differently of them.

Enters: mentions of meetings of reports that bear on each other. Leaves: `Track`, `Contact` and `Discrepancy` records.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec import structs

from dragoman.model import Contact, Discrepancy, Reading, Track
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, length
from dragoman.reconciling.evidence import gather
from dragoman.reconciling.rulings import NO_RULINGS, Rulings
from dragoman.reconciling.talks.absorb import Shelf, is_told
from dragoman.reconciling.talks.contacts import gather_contacts, make_contact
from dragoman.reconciling.talks.discrepancies import order_of, talks_discrepancies
from dragoman.reconciling.talks.drafts import EXACT_DAYS, Draft
from dragoman.reconciling.talks.links import link_keys, split_mentions
from dragoman.reconciling.talks.meetings import find_meetings
from dragoman.reconciling.talks.mentions import AGREEMENT, Meeting
from dragoman.reconciling.talks.round_records import make_round
from dragoman.reconciling.talks.rounds import gather_rounds
from dragoman.reconciling.talks.rulings import Component, heed_meetings
from dragoman.reconciling.talks.track_groups import Group
from dragoman.reconciling.talks.track_names import known_track
from dragoman.reconciling.talks.tracks import gather_tracks


def make_talks_part(
    mentions: Iterable[Meeting], parties: Parties, rulings: Rulings = NO_RULINGS
) -> tuple[tuple[Track, ...], tuple[Contact, ...], tuple[Discrepancy, ...]]:
    """Tracks with their rounds, contacts, and what reports say differently of both.

    Args:
        mentions: of reports that may bear on each other, in any order. What does not bear on each other
            (`link_keys`) is worked out apart, so mentions of many components give what each of them gives alone.
        parties: the names and sides of everybody named in them.
        rulings: what persons said of meetings.
    Returns:
        Each sorted by time; two tracks of one name have one id until `number_tracks`.
    """
    tracks: list[tuple[Track, list[Draft]]] = []
    contacts: list[Draft] = []
    found: list[Discrepancy] = []
    for part in heed_meetings([_gather(m, parties) for m in split_mentions(mentions, parties)], rulings):
        talks = [(_track(group, rounds, parties), rounds) for group, rounds in part.talks if rounds]
        found += talks_discrepancies(talks, part.contacts, part.mentions, parties)
        tracks += talks
        contacts += part.contacts
    return (
        tuple(track for track, _ in sorted(tracks, key=_order)),
        tuple(make_contact(d, parties) for d in sorted(contacts, key=Draft.order)),
        tuple(sorted(found, key=order_of)),
    )


def talks_keys(reading: Reading, parties: Parties) -> Iterable[str]:
    """The keys of one report: reports that share none have no track, round or contact in common."""
    return dict.fromkeys(key for m in find_meetings(reading, parties) for key in link_keys(m, parties))


def number_tracks(tracks: Iterable[Track]) -> tuple[Track, ...]:
    """Ids that are used once: a second track of one name gets a number."""
    seen: Counter[str] = Counter()
    unique = []
    for track in tracks:
        seen[track.id] += 1
        n = seen[track.id]
        unique.append(track if n == 1 else structs.replace(track, id=f"{track.id}-{n}"))
    return tuple(unique)


def _gather(mentions: Sequence[Meeting], parties: Parties) -> Component:
    """The tracks of one component with their rounds; what is left over are contacts."""
    groups = gather_tracks(mentions, parties)
    others = [m for m in sorted(mentions, key=lambda m: m.order) if not m.formal]
    rounds, left = _gather_rounds(groups, others, parties)
    agreed = {id(m): g for m in left if (g := _agreed_at(m, groups))}
    if agreed:  # the sides of a process agreed on a day: they met, though no report says at which round
        for m in left:
            if id(m) in agreed:
                agreed[id(m)].add(replace(m, formal=True, phase="held"))
        rounds, left = _gather_rounds(groups, [m for m in others if id(m) not in agreed], parties)
    return Component(mentions, rounds, gather_contacts(left, parties))


def _gather_rounds(
    groups: Sequence[Group], others: Sequence[Meeting], parties: Parties
) -> tuple[list[tuple[Group, list[Draft]]], list[Meeting]]:
    """The rounds of each track with the meetings that belong to them, and the other meetings."""
    rounds = [(g, gather_rounds(g.mentions, parties)) for g in groups]
    shelf = Shelf([d for _, ds in rounds for d in ds], parties)
    left = [m for m in others if not shelf.absorb(m)]
    return rounds, [m for m in left if not shelf.absorb(m)]  # again, by the parties that the rounds have now


def _agreed_at(m: Meeting, groups: Sequence[Group]) -> Group | None:
    """The track whose sides agreed with each other on a day that a report names; the one with most of them."""
    if m.kind != AGREEMENT or not m.days or length(m.days) > EXACT_DAYS or m.phase != "held" or is_told(m):
        return None
    day = first_day(m.published) if m.published else None
    near = [(-shared, n, g) for n, g in enumerate(groups) if (shared := g.shared(m.who)) > 1 and g.is_near(day, day)]
    return min(near, key=lambda found: found[:2])[2] if near else None


def _order(talks: tuple[Track, list[Draft]]) -> tuple[object, ...]:
    track, drafts = talks
    return (min(d.order() for d in drafts), track.id)


def _track(group: Group, drafts: Sequence[Draft], parties: Parties) -> Track:
    name, printed = _name(group), group.printed()
    convenors = dict.fromkeys(c for m in sorted(group.mentions, key=lambda m: m.order) for c in m.convenors)
    return Track(
        id=_slug(name),
        name=name,
        convenors=tuple(convenors),
        names=printed,
        rounds=tuple(make_round(d, printed) for d in drafts),
        evidence=gather(m.evidence for m in group.mentions),
    )


def _name(group: Group) -> str:
    """As the knowledge has it, if it is known by one of its names; as most reports print it; by place; by parties."""
    known = known_track(group.key) if group.named else None
    if known:
        return known.name
    printed = group.printed()
    if printed:
        return printed[0]
    places = group.places
    if places:
        return f"{min(places, key=lambda p: (-places[p], p))} talks"
    who = sorted(group.names)
    return f"Talks of {' and '.join(who[:2])}" if who else "Talks"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "talks"

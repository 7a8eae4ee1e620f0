"""What persons said of meetings: which rounds and contacts are one, and which are not.

Enters: the rounds and contacts of all components, and `Rulings`. Leaves: the same, joined and parted as persons want.
A round that is joined with a contact is a round; of two tracks the one that tells more of it has it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.model import ClaimRef, Span
from dragoman.reconciling.rulings import Rulings, claim_ref
from dragoman.reconciling.talks.drafts import Draft
from dragoman.reconciling.talks.mentions import Meeting
from dragoman.reconciling.talks.track_groups import Group


@dataclass(eq=False)
class Component:
    """The mentions that bear on each other, and what they come to: tracks with their rounds, contacts."""

    mentions: Sequence[Meeting]
    talks: list[tuple[Group, list[Draft]]]
    contacts: list[Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Seat:
    """A draft and where it stands: component, and the number of its track there; -1 for a contact."""

    draft: Draft
    component: int
    track: int


def heed_meetings(components: Sequence[Component], rulings: Rulings) -> Sequence[Component]:
    """Rounds and contacts joined and parted as persons want; the same components where nobody spoke of meetings."""
    if not rulings.judges("meeting"):
        return components
    seats = rulings.heed("meeting", list(_seats(components)), lambda s: s.draft.mentions, _ref, _remake)
    made = [Component(c.mentions, [(group, []) for group, _ in c.talks]) for c in components]
    for seat in seats:
        home = made[seat.component]
        (home.contacts if seat.track < 0 else home.talks[seat.track][1]).append(seat.draft)
    for component in made:
        component.contacts.sort(key=Draft.order)
        for _, rounds in component.talks:
            rounds.sort(key=Draft.order)
    return made


def _seats(components: Sequence[Component]) -> list[_Seat]:
    seats = []
    for n, component in enumerate(components):
        for track, (_, rounds) in enumerate(component.talks):
            seats += [_Seat(d, n, track) for d in rounds]
        seats += [_Seat(d, n, -1) for d in component.contacts]
    return seats


def _ref(m: Meeting) -> ClaimRef:
    _, report, start, end = m.order
    return claim_ref("meeting", report, m.evidence.sentence, Span(start, end))


def _remake(mentions: Sequence[Meeting], sources: Sequence[_Seat]) -> _Seat:
    draft = Draft()
    for m in sorted(mentions, key=lambda m: m.order):
        draft.add(m)
    given = {id(m) for m in mentions}
    told: Counter[_Seat] = Counter({s: sum(id(m) in given for m in s.draft.mentions) for s in sources})
    home = max(sources, key=lambda s: (s.track >= 0, told[s], _backwards(s)))
    whole = [s.draft for s in sources if told[s] == len(s.draft.mentions) and s.draft.number]
    if draft.number is None and whole:  # it was reckoned from the rounds around it
        draft.number, draft.inferred = whole[0].number, True
    return _Seat(draft, home.component, home.track)


def _backwards(seat: _Seat) -> tuple[int, int]:
    return -seat.component, -seat.track

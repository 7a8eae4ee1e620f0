"""What a clause says of the life of a truce: asked for, made, in effect, extended, over; who did it, who denies it.

Enters: a parsed report, the head of a phrase that means a truce, the words above it. Leaves: a phase and parties.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.model import Party
from dragoman.model.reading import TruceEnd, TrucePhase
from dragoman.reading.clauses import Marks, find_behind, find_subjects, is_negated, lies_ahead
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words

TRUCES = "truces"
_MADE = ("declared", "agreed", "extended", "ended")
_FAR = 3  # steps from what is denied up to the denying


class Turn(NamedTuple):
    """What is said of a truce, and the token that says it (None: the phrase itself)."""

    phase: TrucePhase
    word: int | None = None


def find_turn(parsed: Parsed, head: int, chain: Sequence[int]) -> Turn:
    """What the nearest word that knows says of the truce."""
    above = () if _is_setting(parsed, head) else chain[:2]
    for word in [*above, *parsed.children_by(head, "acl", "relcl")]:
        phase: TrucePhase | None = look_up(parsed, word, TRUCES, "phase")  # type: ignore[assignment]
        if _is_over(parsed, word, head) or _is_declared_over(parsed, word, head):
            phase = "ended"
        if phase is None:
            continue
        ahead = parsed.tags[word][:2] == "VB" and lies_ahead(parsed, word)
        if is_negated(parsed, word) or (phase == "ended" and ahead):
            return Turn("mentioned", word)
        return Turn("proposed" if ahead and phase != "violated" else phase, word)
    return Turn("agreed" if parsed.lemmas[head] in words(TRUCES, "deal") else "mentioned")


def _is_setting(parsed: Parsed, head: int) -> bool:
    """ "after the truce", "despite a ceasefire": what the verb says is said of something else."""
    return parsed.deps[head] == "pobj" and parsed.lower[parsed.heads[head]] in words(TRUCES, "setting")


def _is_over(parsed: Parsed, verb: int, head: int) -> bool:
    """ "the truce is over", "is off", "was dead"."""
    if parsed.lemmas[verb] != "be" or parsed.deps[head] not in ("nsubj", "nsubjpass"):
        return False
    said = [c for c in parsed.children[verb] if c > verb and parsed.tags[c][:2] in ("RB", "JJ", "RP", "IN")]
    return any(words(TRUCES, "over").get(parsed.lower[c]) for c in said)


def _is_declared_over(parsed: Parsed, verb: int, head: int) -> bool:
    """ "declared the truce over", "called it dead"."""
    if not (look_up(parsed, verb, TRUCES, "call") or look_up(parsed, verb, TRUCES, "phase") == "declared"):
        return parsed.tags[verb][:2] == "JJ" and _says_over(
            parsed, verb
        )  # "dead" itself, of which the truce is subject
    return any(_says_over(parsed, t) for t in range(head + 1, min(head + 3, parsed.sentence(head).last)))


def _says_over(parsed: Parsed, word: int) -> bool:
    mine = parsed.tags[word][:2] in ("RB", "JJ", "RP", "IN") and parsed.right_edge[word] == word
    return mine and words(TRUCES, "over").get(parsed.lower[word]) is not None


def find_end(parsed: Parsed, head: int, turn: Turn) -> TruceEnd | None:
    """How a truce that is over came to its end."""
    if turn.phase != "ended" or turn.word is None:
        return None
    end: TruceEnd | None = look_up(parsed, turn.word, TRUCES, "end")  # type: ignore[assignment]
    return end or "collapsed"


def find_makers(marks: Marks, head: int, turn: Turn) -> tuple[Party, ...]:
    """Who declares, extends or ends it: "A declared a truce", "the truce was extended by A and B"."""
    parsed, word = marks.context.parsed, turn.word
    if word is None or turn.phase not in _MADE or parsed.tags[word][:2] != "VB":
        return ()
    if look_up(parsed, word, TRUCES, "mediate"):
        return ()
    if turn.phase == "ended" and not (
        look_up(parsed, word, TRUCES, "give_up") or _is_declared_over(parsed, word, head)
    ):
        return ()
    passive = parsed.child(word, "auxpass") is not None or parsed.deps[word] == "acl"
    if passive:
        return tuple(p for p in find_behind(marks.context, word, ("by",)) if not is_vague(marks.context, p.name))
    below = parsed.children_by(word, "dobj")
    below += [n for p in parsed.children_by(word, "prep", "prt") for n in parsed.children_by(p, "pobj")]
    found = find_subjects(marks.context, word) if head in below else []
    return tuple(p for p in found if not is_vague(marks.context, p.name))


def find_deniers(marks: Marks, turn: Turn) -> tuple[Party, ...] | None:
    """Who denies that it is over; None where nobody does."""
    parsed, word = marks.context.parsed, turn.word
    if word is None or turn.phase != "ended":
        return None
    for above in parsed.ancestors(word)[:_FAR]:
        if look_up(parsed, above, TRUCES, "deny") and parsed.tags[above][:2] == "VB" and not is_negated(parsed, above):
            return tuple(find_subjects(marks.context, above))
    return None


def is_vague(context: Context, name: str) -> bool:
    """Somebody described who is no party by himself: "senior officers", "an attempt"."""
    actor = context.directory.actor(name)
    ends = {w.lower() for w in (name.split(" of ")[0].split() or [name])[-1:]}
    if ends & words(TRUCES, "nobody").keys():
        return True
    vague = actor is not None and actor.kind in ("unknown", "person", "office", "people") and not actor.members
    return vague and actor is not None and actor.code is None and name[:1].islower()

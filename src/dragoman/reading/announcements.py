"""What a side says that it will do, or will not do, itself.

Enters: a report with its events, a verb. Leaves: who speaks of his own deed; nobody where others' are spoken of.
"""

from dragoman.model import Attribution, Party
from dragoman.reading.clauses import Marks, find_behind, find_parties, is_negated
from dragoman.reading.parsed import Parsed
from dragoman.reading.promise_parts import PROMISES, find_kind, is_threat
from dragoman.reading.roles import look_up

_WILL = ("will", "would", "shall", "'ll", "'d", "wo")
_REFUSE = ("refuse", "never")
_IF = ("if", "unless", "when", "whether")


def find_announcer(marks: Marks, verb: int) -> tuple[Party, ...]:
    """Who says of himself or of his side that it will do a deed that promises are made of."""
    parsed = marks.context.parsed
    idle = look_up(parsed, verb, PROMISES, "deed") is None or find_kind(parsed, verb) is None
    if idle or is_threat(parsed, verb) or _is_refused(parsed, verb):
        return ()
    return _speaking_for_himself(marks, verb)


def find_refuser(marks: Marks, verb: int) -> tuple[Party, ...]:
    """Who says of himself or of his side that it will not do such a deed, or will stay away."""
    parsed = marks.context.parsed
    away = look_up(parsed, verb, PROMISES, "away") is not None
    if not (away or look_up(parsed, verb, PROMISES, "deed")) or _is_refused(parsed, verb) == away:
        return ()
    return _speaking_for_himself(marks, verb)


def _is_refused(parsed: Parsed, verb: int) -> bool:
    return is_negated(parsed, verb) or any(parsed.lower[c] in _REFUSE for c in parsed.children[verb])


def _speaking_for_himself(marks: Marks, verb: int) -> tuple[Party, ...]:
    """The subject of what lies ahead, where it is the speaker or his side and nothing is said to depend on."""
    parsed, context = marks.context.parsed, marks.context
    if not any(parsed.lower[a] in _WILL for a in parsed.children_by(verb, "aux")):
        return ()
    if any(parsed.lower[c] in _IF for c in parsed.children_by(verb, "mark", "advmod")):
        return ()
    subject = parsed.child(verb, "nsubj")
    cited = marks.attribution_at(verb)
    said = next((a for a in context.attributions if a.id == cited), None) if cited and subject is not None else None
    if subject is None or said is None or not said.speaker:
        return ()
    who = find_parties(context, subject)
    own = any(parsed.tags[c] == "PRP$" and parsed.lower[c] in ("his", "her", "its", "their", "our")
              for c in parsed.children_by(subject, "poss"))  # fmt: skip
    speaker = context.directory.actor(said.speaker)
    if parsed.lower[subject] in ("we", "i") or said.speaker in {p.name for p in who}:
        return (Party(name=said.speaker, span=said.source),)
    if own:
        return _side_of(marks, said)
    sides = {p.code[:6] for p in who if p.code}
    same = bool(speaker and speaker.code and speaker.code[:6] in sides)
    return tuple(who) if who and same else ()


def _side_of(marks: Marks, said: Attribution) -> tuple[Party, ...]:
    """Of "his men", the one who speaks for them; of "a member of the delegation", the delegation."""
    parsed, context = marks.context.parsed, marks.context
    tokens = parsed.tokens_in(said.source.start, said.source.end) if said.source else range(0)
    of = [p for t in tokens for p in find_behind(context, t, ("of", "for")) if parsed.tags[t] == "NN"]
    if of and said.speaker and said.speaker[:1].islower():
        return tuple({p.name: p for p in of}.values())
    return (Party(name=said.speaker or "", span=said.source),)

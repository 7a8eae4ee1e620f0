"""Alleged breaches of a ceasefire: who accuses whom of what, and how the text ties it to the truce.

Enters: a report with its events and its truces. Leaves: `Breach`es in text order. An attack is no breach by
itself: it is called one, or it is alleged in a sentence, a paragraph or a report that speaks of a truce which
should have held; `basis` says which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Event, Party, When
from dragoman.reading.clauses import find_behind, find_subjects, is_negated, lies_ahead
from dragoman.reading.roles import look_up
from dragoman.reading.truce_text import TRUCES, Blame, TruceText

_JOINTS = ("that", ",", "and", "of", "for", "who", "which", "when", "as", ":")  # what joins a clause to another
_LONGEST = 200  # characters of what is alleged


@dataclass(frozen=True, slots=True)
class Breach:
    """What is alleged; accuser and accused are the same where the blame is mutual.

    `said` is a token of the sentence that alleges it, `what` the words for the act.
    """

    said: int
    what: str
    accused: tuple[Party, ...]
    accuser: tuple[Party, ...]
    when: When | None
    basis: str


def find_breaches(text: TruceText) -> list[Breach]:
    """Find the breaches that are alleged in a report; none where it speaks of no truce."""
    if not text.truces:
        return []
    unique: dict[tuple[int, frozenset[str]], Breach] = {}
    for b in (*_called(text), *_blamed(text), *_reported(text)):
        key = text.parsed.sentence_of[b.said], frozenset(p.name for p in b.accused)
        if (
            (b.accused or b.accuser)
            and not _is_anybody(b)
            and (key not in unique or (b.accuser and not unique[key].accuser))
        ):
            unique[key] = b
    return sorted(unique.values(), key=lambda b: b.said)


def _is_anybody(breach: Breach) -> bool:
    """ "a side that broke the truce": nobody in particular, unless both blame each other."""
    anybody = bool(breach.accused) and {p.name for p in breach.accused} <= _ANYBODY
    return anybody and {p.name for p in breach.accused} != {p.name for p in breach.accuser}


_ANYBODY = {"side", "party", "anyone", "anybody", "whoever", "one"}


def _called(text: TruceText) -> Iterator[Breach]:
    """What is called a breach: "broke the truce", "a violation of the ceasefire by A", "failed to respect it"."""
    parsed = text.parsed
    for act, tag in enumerate(parsed.tags):
        if tag[:2] not in ("VB", "NN") or not (text.is_breaking(act) or text.is_failing(act)) or text.is_supposed(act):
            continue
        outer, basis = text.failing(act), f"breaches:{parsed.lemmas[act]}"
        if outer != act and is_negated(parsed, outer):
            continue
        things = text.things(outer) if tag[:2] == "NN" else []
        blame = next((b for a in parsed.ancestors(outer)[:4] if (b := text.blame_at(a))), None)
        if blame and not things:
            yield _from_blame(text, blame, outer, basis)
            continue
        mutual = tuple(text.describers(outer, things))
        accused = mutual or tuple(text.named_by(outer))
        if not accused and tag[:2] == "VB":
            accused = tuple(find_subjects(text.context, outer)) if parsed.child(outer, "nsubjpass") is None else ()
            subject = parsed.child(outer, "nsubj")
            accused = accused or (tuple(text.doers(subject)) if subject is not None else ())
        accused = accused or tuple({p.name: p for t in things for p in text.doers(t)}.values())
        if not accused and not things:
            continue  # "they condemned the breaches": whose?
        yield Breach(
            said=act,
            what=_what(text, outer, things),
            accused=accused,
            accuser=mutual or text.speakers(outer),
            when=_when(text, outer),
            basis=basis,
        )


def _what(text: TruceText, outer: int, things: Sequence[int]) -> str:
    """The words for the breach; where they are no more than "this", the clause that it stands for."""
    if any(text.is_pronoun(t) for t in things):
        clause = text.clause_before(things[0])
        if clause is not None:
            last = min(_end(text, clause), things[0] - 1) if clause < things[0] else _end(text, clause)
            return _words(text, text.parsed.left_edge[clause], last)
    own = text.parsed.left_edge[outer] if text.parsed.tags[outer][:2] == "NN" else outer
    first = min([text.parsed.left_edge[t] for t in things] or [own])
    return _words(text, first, _end(text, outer))


def _blamed(text: TruceText) -> Iterator[Breach]:
    """Who is blamed for an attack: "accused A of shelling the town since the truce began", "blamed A"."""
    parsed = text.parsed
    for verb, tag in enumerate(parsed.tags):
        if tag[:2] not in ("VB", "NN") or not look_up(parsed, verb, TRUCES, "accuse") or lies_ahead(parsed, verb):
            continue
        blame = text.blame_at(verb)
        if blame is None or not blame.accused:
            continue
        act = _blamed_act(text, verb)
        before = text.event_before(verb) if act is None else None
        tie = _tie(text, verb, act, before)
        if tie is None:
            continue
        if before and act is None:
            act = text.verb_of(parsed.tokens_in(before.trigger.start, before.trigger.end)[0])
        at = verb if act is None else act
        found = _from_blame(text, blame, at, f"breaches:{tie}")
        yield found
        by = [p for t in range(at, parsed.right_edge[at] + 1) if look_up(parsed, t, TRUCES, "attack")
              for p in find_behind(text.context, t, ("by",))]  # fmt: skip
        if act is not None and act > verb and by:  # "accused A of failing to stop attacks by B"
            yield Breach(verb, found.what, tuple(by), blame.accuser, found.when, f"breaches:{tie}:by")


def _tie(text: TruceText, verb: int, act: int | None, before: Event | None) -> str | None:
    """How an accusation is tied to a truce: what is said of the act names it, or an attack stands near one."""
    parsed = text.parsed
    if act is not None and any(act < t <= parsed.right_edge[act] for t in text.truces):
        return "sentence"
    violent = before if act is None else text.is_violent(parsed.left_edge[act], parsed.right_edge[act])
    if not violent:
        return None
    return text.near(verb) or ("report" if text.frames_report else None)


def _blamed_act(text: TruceText, verb: int) -> int | None:
    """The act that somebody is blamed for: "of shelling", "for the attack", "that they had fired"."""
    parsed = text.parsed
    blamed = parsed.children_by(verb, "dobj", "nsubjpass")
    for over in (verb, *blamed):
        for prep in parsed.children_by(over, "prep"):
            if parsed.lower[prep] in ("of", "for"):
                acts = parsed.children_by(prep, "pcomp", "pobj")
                if acts and (parsed.lower[prep] == "for" or over == verb or parsed.tags[acts[0]][:2] == "VB"):
                    return acts[0]
    clauses = parsed.children_by(verb, "ccomp") + [c for n in blamed for c in parsed.children_by(n, "relcl")]
    return next((c for c in clauses if c > verb and not look_up(parsed, c, TRUCES, "accuse")), None)


def _after_colon(text: TruceText, act: int) -> int | None:
    """ "accused each other of breaches: the rebels had left ...": where the breaches are told."""
    sentence = text.parsed.sentence(act)
    colon = next((t for t in range(act + 1, min(act + 3, sentence.last)) if text.parsed.words[t] == ":"), None)
    return colon + 1 if colon is not None and colon + 2 < sentence.last else None


def _from_blame(text: TruceText, blame: Blame, act: int, basis: str) -> Breach:
    told = _after_colon(text, act)
    last = text.parsed.sentence(act).last - 1
    return Breach(
        said=blame.verb,
        what=_words(text, text.parsed.left_edge[act], _end(text, act)) if told is None else _words(text, told, last),
        accused=blame.accused,
        accuser=blame.accuser,
        when=_when(text, act),
        basis=basis,
    )


def _reported(text: TruceText) -> Iterator[Breach]:
    """Attacks that somebody alleges with the truce at hand: "A said B had shelled the port hours after it began"."""
    parsed = text.parsed
    for act, events in sorted(text.marks.events.items()):
        for event in events:
            if event.type != "ASSAULT" or event.status not in ("happened", "ongoing") or not event.agents:
                continue
            cited, tie = text.cited(act), text.near(act)
            if (
                not cited
                or tie is None
                or text.is_breaking(act)
                or {p.name for p in cited} & {p.name for p in event.agents}
            ):
                continue
            verb = text.verb_of(act)
            own = event.when if event.when and event.when.text else None
            first = parsed.left_edge[verb] if parsed.tags[verb][:2] == "VB" else act
            what = _words(text, first, _end(text, verb))
            yield Breach(act, what, event.agents, cited, own, f"breaches:{tie}")


def _is_somebody(text: TruceText, parties: Sequence[Party]) -> bool:
    """A side, a force or a person; no "artillery"."""
    actors = [a for p in parties if (a := text.context.directory.actor(p.name))]
    return any(a.code or a.kind != "unknown" or not a.name[:1].islower() for a in actors)


def _when(text: TruceText, act: int) -> When | None:
    """The one time among the words for an act that is not part of the truce's own name."""
    parsed = text.parsed
    last = parsed.right_edge[act]
    named = [t for t in range(act, last + 1) if t in text.truces or look_up(parsed, t, TRUCES, "deal")]
    own = {n for t in named for n in range(parsed.left_edge[t], parsed.right_edge[t] + 1)}
    times = [w for t in range(act, last + 1) if t not in own for w in text.marks.times_in(range(t, t + 1))]
    return times[0] if len(times) == 1 else None


def _end(text: TruceText, act: int) -> int:
    return text.parsed.right_edge[act]


def _words(text: TruceText, first: int, last: int) -> str:
    """The words from `first` to `last`, without what joins them to the clause around."""
    parsed = text.parsed
    while first < last and parsed.lower[first] in _JOINTS:
        first += 1
    while first < last and (parsed.tags[last] in (",", ".", ":", "''", "``", "CC") or parsed.lower[last] == "that"):
        last -= 1
    words = " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0]

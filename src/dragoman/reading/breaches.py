"""Alleged breaches of a ceasefire: who accuses whom of what, and how the text ties it to the truce.

Enters: a report with its events and its truces. Leaves: `Breach`es in text order. An attack is no breach by
itself: it is called one, or it is alleged in a sentence, a paragraph or a report that speaks of a truce which
should have held; `basis` says which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Event, Party, When
from dragoman.reading.clauses import find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up
from dragoman.reading.truce_text import TRUCES, Blame, TruceText

_LONGEST = 120  # words for an act in which its day is looked for
_STEPS = 3  # from an act up to the accusation that is denied
_SIDE = 6  # letters of a code that name a country and a side in it


@dataclass(frozen=True, slots=True)
class Breach:
    """What is alleged; accuser and accused are the same where the blame is mutual.

    `said` is a token of the sentence that alleges it; `first` to `last` are the tokens that tell of the act.
    """

    said: int
    act: tuple[int, int]
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
            yield from _from_blame(text, blame, outer, basis)
            continue
        mutual = tuple(text.describers(outer, things))
        accused = mutual or tuple(text.named_by(outer))
        if not accused and tag[:2] == "VB":
            accused = tuple(find_subjects(text.context, outer)) if parsed.child(outer, "nsubjpass") is None else ()
            subject = parsed.child(outer, "nsubj")
            accused = accused or (tuple(text.doers(subject)) if subject is not None else ())
        accused = accused or tuple({p.name: p for t in things for p in text.doers(t)}.values())
        if not accused and not things and not _is_counted(text, outer):
            continue  # "they condemned the breaches": whose?
        yield Breach(
            said=act,
            act=_act(text, outer, things),
            accused=accused,
            accuser=mutual or _accusers(text, outer, accused),
            when=_when(text, outer),
            basis=basis,
        )


def _is_counted(text: TruceText, act: int) -> bool:
    """ "recorded 120 violations", "it was violated 200 times, the mission said": not by whom, but who says so."""
    parsed = text.parsed
    if parsed.tags[act][:2] == "VB":
        return parsed.child(act, "auxpass") is not None and bool(text.cited(act))
    verb = parsed.heads[act]
    counts = look_up(parsed, verb, TRUCES, "count") is not None and parsed.deps[act] == "dobj"
    return counts and not is_negated(parsed, verb) and bool(find_subjects(text.context, verb))


def _accusers(text: TruceText, act: int, accused: Sequence[Party]) -> tuple[Party, ...]:
    """Who says so. Whoever only denies it of himself accuses nobody; then it is whose accusation he denies."""
    names = {p.name for p in accused}
    said = text.speakers(act)
    if not names & {p.name for p in said}:
        return said
    parsed = text.parsed
    charges = [a for a in parsed.ancestors(act)[:_STEPS] if look_up(parsed, a, TRUCES, "accuse")]
    whose = [n for a in charges for n in parsed.children_by(a, "compound", "amod", "poss", "nmod")]
    found = [p for n in whose for p in find_parties(text.context, n)] or list(text.cited(act))
    return tuple(p for p in found if p.name not in names)


def _act(text: TruceText, outer: int, things: Sequence[int]) -> tuple[int, int]:
    """The tokens for the breach; where they are no more than "this", the clause that it stands for."""
    if any(text.is_pronoun(t) for t in things):
        clause = text.clause_before(things[0])
        if clause is not None:
            over = text.parsed.heads[things[0]]  # "..., calling it a breach"
            until = min(things[0], over) if clause < over else things[0]
            last = min(_end(text, clause), until - 1) if clause < things[0] else _end(text, clause)
            return text.parsed.left_edge[clause], last
    own = text.parsed.left_edge[outer] if text.parsed.tags[outer][:2] == "NN" else outer
    return min([text.parsed.left_edge[t] for t in things] or [own]), _end(text, outer)


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
        found = list(_from_blame(text, blame, at, f"breaches:{tie}"))
        yield from found
        by = [p for t in range(at, parsed.right_edge[at] + 1) if look_up(parsed, t, TRUCES, "attack")
              for p in find_behind(text.context, t, ("by",))]  # fmt: skip
        if act is not None and act > verb and by:  # "accused A of failing to stop attacks by B"
            yield Breach(verb, found[0].act, tuple(by), blame.accuser, found[0].when, f"breaches:{tie}:by")


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
    end = text.parsed.right_edge[act]
    near = (*range(act + 1, min(act + 3, sentence.last)), *range(end + 1, min(end + 2, sentence.last)))
    colon = next((t for t in near if text.parsed.words[t] == ":"), None)
    return colon + 1 if colon is not None and colon + 2 < sentence.last else None


def _from_blame(text: TruceText, blame: Blame, act: int, basis: str) -> Iterator[Breach]:
    told = _after_colon(text, act)
    if told is None:
        words = text.parsed.left_edge[act], _end(text, act)
        yield Breach(blame.verb, words, blame.accused, blame.accuser, _when(text, act), basis)
        return
    clauses = list(_clauses(text, told))
    for first, last, subject in clauses:
        accused = tuple(find_parties(text.context, subject))
        accuser = _reporter(text, first, last) or _other_side(text, blame, accused)
        yield Breach(subject, (first, last), accused, accuser, _when_in(text, range(first, last + 1)), basis)
    if not clauses:
        words = told, text.parsed.sentence(act).last - 1
        yield Breach(blame.verb, words, blame.accused, blame.accuser, _when(text, act), basis)


def _clauses(text: TruceText, told: int) -> Iterator[tuple[int, int, int]]:
    """First token, last token and subject of each clause from here to the end of the sentence: what each side did."""
    parsed = text.parsed
    end = parsed.sentence(told).last
    verbs = [t for t in range(told, end) if parsed.tags[t] in ("VBD", "VBZ", "VBP", "VBN") and _stands_alone(parsed, t)]
    subjects = [(max(n for n in parsed.children_by(v, "nsubj") if n < v), v) for v in verbs]
    starts = [parsed.left_edge[s] for s, _ in subjects]
    for number, (subject, _) in enumerate(subjects):
        last = starts[number + 1] - 1 if number + 1 < len(starts) else end - 1
        if find_parties(text.context, subject):
            yield starts[number], last, subject


def _stands_alone(parsed: Parsed, verb: int) -> bool:
    joined = parsed.deps[verb] in ("ROOT", "ccomp", "conj", "parataxis")
    return joined and any(n < verb for n in parsed.children_by(verb, "nsubj"))


def _reporter(text: TruceText, first: int, last: int) -> tuple[Party, ...]:
    """ ", monitors reported in May,": who is cited within the clause."""
    parsed = text.parsed
    for verb in range(first + 1, last + 1):
        if (
            look_up(parsed, verb, TRUCES, "count")
            and parsed.tags[verb][:2] == "VB"
            and parsed.tags[verb - 1][:2] == "NN"
        ):
            return tuple(find_parties(text.context, verb - 1))
    return ()


def _other_side(text: TruceText, blame: Blame, accused: Sequence[Party]) -> tuple[Party, ...]:
    """Of two who blame each other, the one whose deed it is not."""
    actors = [text.marks.actors.get(p.name) for p in blame.accuser]
    names = [m for a in actors if a for m in (a.members or (a.name,))]
    sides = {(p.code or p.name)[:_SIDE] for p in accused}
    others = [a for n in names if (a := text.marks.actors.get(n)) and (a.code or a.name)[:_SIDE] not in sides]
    return (Party(name=others[0].name, code=others[0].code),) if len(names) == 2 and len(others) == 1 else ()


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
            yield Breach(act, (first, _end(text, verb)), event.agents, cited, own, f"breaches:{tie}")


def _is_somebody(text: TruceText, parties: Sequence[Party]) -> bool:
    """A side, a force or a person; no "artillery"."""
    actors = [a for p in parties if (a := text.context.directory.actor(p.name))]
    return any(a.code or a.kind != "unknown" or not a.name[:1].islower() for a in actors)


def _when(text: TruceText, act: int) -> When | None:
    """The one time among the words for an act that is not part of the truce's own name."""
    parsed = text.parsed
    return _when_in(text, range(act, parsed.right_edge[act] + 1))


def _when_in(text: TruceText, tokens: range) -> When | None:
    parsed = text.parsed
    tokens = tokens[:_LONGEST]
    named = [t for t in tokens if t in text.truces or look_up(parsed, t, TRUCES, "deal")]
    inside = [range(max(parsed.left_edge[t], tokens.start), min(parsed.right_edge[t] + 1, tokens.stop)) for t in named]
    own = {n for phrase in inside for n in phrase}
    times = [w for t in tokens if t not in own for w in text.marks.times_in(range(t, t + 1))]
    return times[0] if len(times) == 1 else None


def _end(text: TruceText, act: int) -> int:
    return text.parsed.right_edge[act]

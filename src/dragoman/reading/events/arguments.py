"""Who does it and to whom: the roles of a trigger turned into parties.

Enters: a scene and a match. Leaves: agents and recipients. What a role means is told in
`knowledge/schema/events.py`.
"""

from collections.abc import Iterable

from dragoman.model import Party
from dragoman.reading.events import clauses
from dragoman.reading.events.documents import find_document_taken_up, find_issuers
from dragoman.reading.events.lexicon import load_words
from dragoman.reading.events.parties import (
    find_inside,
    find_modifiers,
    find_parties,
    find_places_as_parties,
    is_thing,
)
from dragoman.reading.events.scene import Scene
from dragoman.reading.events.triggers import Match

WIDE = ("rest", "place")  # roles of a type that are tried after those of any trigger, unless it says "none"
TO_WHOM = frozenset(("with", "between", "by", "against", "to", "on", "upon"))  # people stand after these


def find_agents(scene: Scene, match: Match) -> tuple[Party, ...]:
    """All who do it: every agent role of the trigger, and for a carried noun its verb's subject."""
    found: dict[str, Party] = {}
    for role in _agent_roles(scene, match):
        if role == "with+subj":  # "after talks with Annan, he said": both of them
            others = find_role(scene, match, "with") if not found else ()
            parties = (*_parties(scene, _subjects(scene, match)), *others) if others else ()
        else:
            parties = find_role(scene, match, role)
        for party in parties:
            found.setdefault(party.name, party)
    rule = scene.lexicon.types[match.trigger.type]
    if not found and rule.speech and scene.parsed.child(match.verb, "auxpass") is not None:
        return find_source(scene, match.verb)  # "the parties are urged to ..., the mediators said"
    return tuple(found.values())


def _agent_roles(scene: Scene, match: Match) -> Iterable[str]:
    roles = match.trigger.agents
    if match.kind != "noun":
        return roles
    if match.verb == match.token and match.trigger.type == "CONSULT":
        with_whom = clauses.find_prep_objects(scene.parsed, match.token, "with") or _deep_with(scene, match.token)
        return ("between", "with+subj", "mod") if with_whom else ("between", "poss", "mod", "of")
    party = match.side == "object" and (not match.trigger.won if match.carrier is None else match.carrier.party)
    if match.side == "subject" and match.carrier and match.carrier.party:
        return (*roles, "obj")
    return ("subj", *(r for r in roles if r != "subj")) if party else roles


def find_recipients(scene: Scene, match: Match, agents: tuple[Party, ...]) -> tuple[Party, ...]:
    """Those to whom it is done: of the first recipient role that names somebody else than the agents."""
    rule = scene.lexicon.types[match.trigger.type]
    own = match.trigger.recipients
    roles = rule.recipients if own is None else (*own, *(r for r in rule.recipients if r in WIDE))
    names = frozenset(a.name for a in agents)
    for role in roles:
        if role == "none":
            return ()
        found = _find_wide(scene, match, role, names) if role in WIDE else find_role(scene, match, role)
        found = tuple(p for p in found if p.name not in names and not _is_victim(scene, match, p))
        if found:
            return found
    return ()


def _is_victim(scene: Scene, match: Match, party: Party) -> bool:
    """ "Condemned a bombing in which five Israelis were killed": whom the clause on the attack names is not accused."""
    parsed, attack = scene.parsed, match.object
    if match.trigger.type != "ACCUSE" or attack is None or party.span is None:
        return False
    if parsed.lemmas[attack] not in load_words("attack"):
        return False
    clauses_on_it = [(parsed.left_edge[c], parsed.right_edge[c]) for c in parsed.children_by(attack, "relcl")]
    return any(parsed.starts[a] <= party.span.start < parsed.ends[b] for a, b in clauses_on_it)


def _find_wide(scene: Scene, match: Match, role: str, leave: frozenset[str]) -> tuple[Party, ...]:
    """The first party, or place, from the trigger to the end of what hangs on its verb."""
    parsed = scene.parsed
    last = max(parsed.right_edge[match.verb], parsed.right_edge[match.token])
    if role == "place":
        return find_places_as_parties(scene, match.token + 1, last)
    return find_inside(scene, match.token + 1, last, leave)


def find_role(scene: Scene, match: Match, role: str) -> tuple[Party, ...]:
    """The parties in one role."""
    if role == "none":
        return ()
    if role == "source":
        return find_source(scene, match.verb)
    if "." in role:
        part, inner = role.split(".", 1)
        return _inside(scene, match, part, inner)
    if role == "subj":
        return _owners(scene, match.verb) or _parties(scene, _subjects(scene, match))
    if role == "patient":
        done_by = clauses.find_by_phrase(scene.parsed, match.verb)
        passive = clauses.is_passive(scene.parsed, match.verb)
        return _parties(scene, clauses.find_objects(scene.parsed, match.verb)) if passive and not done_by else ()
    if role == "obj":
        return _parties(scene, _objects(scene, match))
    if role == "dative":
        return _parties(scene, _datives(scene, match))
    if role in ("poss", "mod"):
        return _modifiers(scene, match, role)
    if role.startswith("~"):
        return _deep(scene, match, role[1:])
    return _after_preposition(scene, match, role)


def _parties(scene: Scene, tokens: Iterable[int], described: bool = True) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for token in _with_listed(scene, tokens):
        document = find_document_taken_up(scene, token)
        if document is not None:
            return find_issuers(scene, document)
        for party in find_parties(scene, token, described) or _speaking_pronoun(scene, token):
            found.setdefault(party.name, party)
    return tuple(found.values())


def _with_listed(scene: Scene, tokens: Iterable[int]) -> Iterable[int]:
    """In a headline a comma stands for "and": "Syria, Iraq to restore ties"."""
    parsed = scene.parsed
    for token in tokens:
        sentence = parsed.sentence(token)
        if sentence.part != "headline":
            yield token
            continue
        comma = parsed.left_edge[token] - 1
        if comma > sentence.first and parsed.words[comma] == "," and parsed.deps[token] in clauses.SUBJECTS:
            first = scene.directory.mention_at(comma - 1)
            if first is not None and first.first == sentence.first:
                yield first.head
        yield token
        if parsed.left_edge[token] == sentence.first:
            yield from (t for t in parsed.children_by(token, "appos") if parsed.words[parsed.left_edge[t] - 1] == ",")


def _speaking_pronoun(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "Syria says it is willing": a pronoun that the directory leaves open is the one who speaks."""
    parsed = scene.parsed
    if parsed.tags[token] != "PRP" or parsed.deps[token] not in clauses.SUBJECTS:
        return ()
    if parsed.lower[token] in ("we", "i"):
        return tuple(p for p in find_source(scene, parsed.heads[token]))
    verb = find_saying(scene, parsed.heads[token])
    subjects = clauses.find_agents(parsed, verb) if verb is not None else []
    return _parties(scene, (s for s in subjects if s < token and parsed.tags[s] != "PRP"))


def _subjects(scene: Scene, match: Match) -> list[int]:
    parsed = scene.parsed
    if match.kind == "noun" and match.side == "object" and parsed.deps[match.token] == "pobj":
        subject = clauses.find_subject(parsed, match.verb)  # "are engaged in fighting"
        return [] if subject is None or subject in match.extra else [subject]
    if match.kind == "verb" and parsed.deps[match.verb] in ("acl", "relcl"):
        return _issuers(scene, match.verb)
    if match.kind == "verb" or (match.kind == "noun" and match.side == "object"):
        return [t for t in clauses.find_agents(parsed, match.verb) if t != match.token and t not in match.extra]
    if match.kind == "noun" and match.verb == match.token:
        subject = clauses.find_subject(parsed, match.token)
        return [] if subject is None else [subject]
    if match.kind == "noun":
        return []
    for head in (match.token, match.verb):
        subject = clauses.find_subject(parsed, head)
        if subject is not None:
            return [subject]
    return []


def _owners(scene: Scene, verb: int) -> tuple[Party, ...]:
    """ "Opposition plans to hold talks": those before the noun on which the infinitive hangs."""
    parsed = scene.parsed
    noun = parsed.heads[verb]
    if parsed.deps[verb] != "acl" or parsed.tags[verb] != "VB" or parsed.pos[noun] != "NOUN":
        return ()
    return find_modifiers(scene, noun)


def _issuers(scene: Scene, verb: int) -> list[int]:
    """ "Issued a statement condemning ...": who issued it condemns."""
    parsed = scene.parsed
    agents = clauses.find_agents(parsed, verb)
    noun = parsed.heads[verb]
    if agents != [noun] or parsed.lemmas[noun] not in load_words("document") or parsed.deps[noun] != "dobj":
        return agents
    return clauses.find_agents(parsed, parsed.heads[noun])


def _objects(scene: Scene, match: Match) -> list[int]:
    if match.kind == "noun":
        return [t for t in clauses.find_objects(scene.parsed, match.verb) if t != match.token]
    if match.object is not None:
        return [match.object]
    return clauses.find_objects(scene.parsed, match.verb)


def _datives(scene: Scene, match: Match) -> list[int]:
    parsed = scene.parsed
    found: list[int] = []
    for child in parsed.children_by(match.verb, "dative"):
        found += [child] if parsed.pos[child] != "ADP" else parsed.children_by(child, "pobj")
    return found


def _modifiers(scene: Scene, match: Match, role: str) -> tuple[Party, ...]:
    parsed = scene.parsed
    found: dict[str, Party] = {}
    for noun in (match.token, *match.extra):
        owners = parsed.children_by(noun, "poss")
        for party in _parties(scene, owners, described=False) if role == "poss" else find_modifiers(scene, noun):
            found.setdefault(party.name, party)
    first = parsed.heads[match.token]
    if role == "poss" and found and parsed.deps[match.token] == "conj" and parsed.pos[first] == "PROPN":
        return (*scene.directory.parties(first)[:1], *found.values())  # "Annan and Kyuma's talks"
    if len(found) == 1 and role == "mod" and match.trigger.type == "CONSULT":
        actor = scene.directory.actor(next(iter(found)))
        if actor is None or actor.kind == "state":
            return ()  # "the Kazakh talks" are held there; "US-Iranian talks" have two parties
    return tuple(found.values())


def _deep(scene: Scene, match: Match, preposition: str) -> tuple[Party, ...]:
    """After a preposition anywhere under the verb."""
    parsed = scene.parsed
    for token in range(match.token + 1, max(parsed.right_edge[match.verb], parsed.right_edge[match.token]) + 1):
        if parsed.lower[token] == preposition and parsed.pos[token] == "ADP":
            found = _parties(scene, parsed.children_by(token, "pobj"))
            if found:
                return found
    return ()


def _after_preposition(scene: Scene, match: Match, preposition: str) -> tuple[Party, ...]:
    parsed = scene.parsed
    heads = [match.token, *match.extra, match.verb]
    if match.kind != "noun" and match.object is not None:
        heads.append(match.object)
    heads += [w for w in match.words if w not in heads]
    for head in heads:
        objects = (clauses.find_antecedent(parsed, t) for t in clauses.find_prep_objects(parsed, head, preposition))
        tokens = [t for t in objects if t not in scene.time_tokens]
        found = _parties(scene, tokens, described=preposition in TO_WHOM)
        if found:
            return found
    if preposition == "with" and match.kind == "noun" and match.trigger.type == "CONSULT":
        return _deep_with(scene, match.token)
    return ()


def _deep_with(scene: Scene, noun: int) -> tuple[Party, ...]:
    """ "Talks on cooperation with Egypt": parsers hang the other side on what is talked about."""
    parsed = scene.parsed
    for token in range(noun + 1, parsed.right_edge[noun]):
        if parsed.lower[token] == "with" and parsed.pos[parsed.heads[token]] in ("NOUN", "PROPN"):
            return _parties(scene, parsed.children_by(token, "pobj"), described=False)
    return ()


def _inside(scene: Scene, match: Match, part: str, role: str) -> tuple[Party, ...]:
    """Roles within the object or the complement."""
    parsed = scene.parsed
    if part == "comp":
        verb = match.complement
        if verb is None:
            return ()
        if role == "subj":
            subject = parsed.child(verb, *clauses.SUBJECTS)
            return _parties(scene, [] if subject is None else [subject], described=False)
        if role == "obj":
            return _parties(scene, (o for o in clauses.find_objects(parsed, verb) if not _is_ones_own(scene, o)), False)
        if role == "any":
            return find_inside(scene, verb + 1, parsed.right_edge[verb])
        if role == "if":
            conditions = (c for c in parsed.children_by(verb, "advcl") if parsed.lower[parsed.left_edge[c]] == "if")
            return _parties(scene, (s for c in conditions for s in parsed.children_by(c, *clauses.SUBJECTS)))
        return _parties(scene, clauses.find_prep_objects(parsed, verb, role))
    if part == "subj":
        tokens = parsed.children_by(match.verb, "csubj", "csubjpass") or _subjects(scene, match)
    else:
        tokens = _objects(scene, match)
    for token in tokens:
        if role == "any":
            found = find_inside(scene, parsed.left_edge[token], parsed.right_edge[token])
        elif role == "poss":
            found = _parties(scene, parsed.children_by(token, "poss"))
        else:
            found = _parties(scene, clauses.find_prep_objects(parsed, token, role))
        if found:
            return found
    return ()


def _is_ones_own(scene: Scene, token: int) -> bool:
    """ "Its troops", "their arms"."""
    parsed = scene.parsed
    return is_thing(scene, token) or any(parsed.tags[c] == "PRP$" for c in parsed.children_by(token, "poss"))


def find_source(scene: Scene, token: int) -> tuple[Party, ...]:
    """Who says the clause of `token`: the subject of the verb above it, or the attribution's source."""
    verb = find_saying(scene, token)
    if verb is not None:
        sayers = (s for s in clauses.find_agents(scene.parsed, verb) if scene.parsed.lower[s] not in ("we", "i"))
        return _parties(scene, sayers)
    attribution = scene.find_attribution(token)
    if attribution and attribution.source:
        tokens = scene.parsed.tokens_in(attribution.source.start, attribution.source.end)
        if tokens:
            return find_parties(scene, scene.head_of(tokens))
    return ()


def find_saying(scene: Scene, token: int) -> int | None:
    """The verb of saying above a clause: any verb that has the clause as its object."""
    parsed = scene.parsed
    for _ in range(clauses.DEPTH):
        head, dep = parsed.heads[token], parsed.deps[token]
        if head == token:
            return None
        if dep == "ccomp" and clauses.is_verb(parsed, head):
            return head
        if dep in ("relcl", "advcl"):
            return None
        token = head
    return None

"""The steps from a read report to its events: find words, judge, keep, fill in, then look at the whole.

Enters: a report with its times, actors, places and attributions. Leaves: `Event` records.
"""

from dragoman.model import Event, Party, Span
from dragoman.model.reading import EventType, Status
from dragoman.reading.context import Context
from dragoman.reading.events import clauses
from dragoman.reading.events.arguments import find_agents, find_recipients, find_role, find_source
from dragoman.reading.events.documents import is_document
from dragoman.reading.events.lexicon import load_lexicon, load_words
from dragoman.reading.events.parties import is_thing
from dragoman.reading.events.report import complete_events
from dragoman.reading.events.scene import Scene
from dragoman.reading.events.scope import is_ruled_out, keep_events
from dragoman.reading.events.status import Standing, read_standing
from dragoman.reading.events.triggers import Match, find_matches
from dragoman.reading.events.when import find_when, is_called_ahead
from dragoman.reading.events.where import find_where

MAX_TRIGGER = 60  # characters from the first to the last word of a trigger; wider apart, only its own word is marked


def find_events(context: Context) -> tuple[Event, ...]:
    """Find the events of a report, in text order, with ids e1, e2, ...

    A speech act has happened when it is said; a planned meeting is CONSULT with status planned; one's
    own announcement to help or to yield is AGREE, to harm THREATEN, not to do it REJECT.
    """
    scene = Scene(context, load_lexicon("en"))
    found = [(match, read_standing(scene, match)) for match in find_matches(scene)]
    drafts = [(match, _build(scene, match, standing)) for match, standing in keep_events(scene, found)]
    return complete_events(scene, [(m, e) for m, e in drafts if e is not None])


def _build(scene: Scene, match: Match, standing: Standing) -> Event | None:
    """The event of one match; None if nobody does it and nobody suffers it."""
    agents = find_agents(scene, match)
    recipients = find_recipients(scene, match, agents)
    kind, status, basis = _settle(scene, match, standing, agents)
    if is_ruled_out(match, standing):
        agents, recipients = find_source(scene, match.verb), ()
    elif kind == "REJECT" and match.trigger.type == "CONSULT":
        agents, recipients = _part(agents, find_role(scene, match, "subj"))
    if not (agents or recipients or _may_be_nobodys(match)):
        return None
    if not agents and _is_done_by_thing(scene, match):
        return None
    if not agents and scene.lexicon.types[kind].speech and scene.parsed.deps[match.verb] == "acl":
        return None
    if not agents and match.kind == "noun" and match.side == "subject" and kind in ("THREATEN", "SUPPORT", "REQUEST"):
        return None  # "the warning came as ..."
    if match.kind == "auxiliary" and (not agents or _is_about_us(scene, match)):
        return None
    rule = scene.lexicon.types[kind]
    if status == "happened" and not rule.speech and match.kind != "adjective" and is_called_ahead(scene, match):
        status, basis = "planned", "a day ahead"
    attribution = scene.find_attribution(match.token)
    return Event(
        id="",
        type=kind,
        mode=_find_mode(scene, match, kind),
        contexts=match.trigger.contexts,
        trigger=_span(scene, match),
        sentence=scene.parsed.sentence(match.token).span,
        agents=agents,
        recipients=recipients,
        place=find_where(scene, match),
        when=find_when(scene, match, status, rule.speech),
        status=status,
        attribution=attribution.id if attribution else None,
        basis=f"{match.trigger.id}; {basis}",
    )


def _part(parties: tuple[Party, ...], refusing: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who will not meet, and whom."""
    names = {p.name for p in refusing}
    others = tuple(p for p in parties if p.name not in names)
    return (refusing, others) if refusing else (parties, ())


def _find_mode(scene: Scene, match: Match, kind: EventType) -> str | None:
    """The trigger's mode; "phone" where they talk by phone."""
    if kind != match.trigger.type:
        return None
    if kind == "CONSULT":
        for preposition in ("by", "on", "over", "via", "in"):
            for noun in clauses.find_prep_objects(scene.parsed, match.verb, preposition):
                if scene.parsed.lemmas[noun] in load_words("phone") or _is_phone_call(scene, noun):
                    return "phone"
    return match.trigger.mode


def _is_phone_call(scene: Scene, noun: int) -> bool:
    parsed = scene.parsed
    return parsed.lemmas[noun] in ("call", "conversation") and any(
        parsed.lemmas[c] in load_words("phone") for c in parsed.children_by(noun, "compound")
    )


def _is_done_by_thing(scene: Scene, match: Match) -> bool:
    """ "The truce will allow him to stay": nobody does it. Bombs do kill."""
    if match.kind not in ("verb", "adjective") or match.trigger.type == "ASSAULT":
        return False
    if match.kind == "verb" and clauses.is_passive(scene.parsed, match.verb):
        return False
    subject = clauses.find_subject(scene.parsed, match.verb)
    if subject is None or (is_document(scene, subject) and scene.lexicon.types[match.trigger.type].speech):
        return False
    return is_thing(scene, subject)


def _is_about_us(scene: Scene, match: Match) -> bool:
    """ "We must ...": asked of nobody else."""
    subject = clauses.find_subject(scene.parsed, match.verb)
    return subject is None or scene.parsed.lower[subject] in ("we", "i", "it", "this", "that", "there", "what")


def _may_be_nobodys(match: Match) -> bool:
    """Meetings, truces and attacks are events even where the sentence names no party."""
    return match.trigger.type in ("CONSULT", "RETREAT", "ASSAULT", "AGREE") and match.kind == "noun"


def _settle(scene: Scene, match: Match, standing: Standing, agents: tuple[Party, ...]) -> tuple[EventType, Status, str]:
    """Type and status, with the rule: what a party announces of itself is a promise, a threat or a refusal."""
    trigger, status = match.trigger, standing.status
    rule = scene.lexicon.types[trigger.type]
    if match.carrier and match.carrier.negated and is_ruled_out(match, standing):
        return match.carrier.negated, "happened", match.carrier.id
    carried = match.carrier.status if match.carrier else None
    if carried and (status in ("happened", "ongoing", "planned") or carried in ("postponed", "cancelled")):
        return trigger.type, carried, match.carrier.id if match.carrier else ""
    performed = trigger.happened and (status == "ongoing" or (rule.speech and not standing.negated))
    if match.kind == "auxiliary" or performed:
        return trigger.type, "happened", "said"
    unwilling = status == "refused" and standing.basis == "hope"  # "does not want to"
    if rule.refusal and (unwilling or (standing.negated and status == "refused" and _is_own(scene, match, agents))):
        return rule.refusal, "happened", "refusal"
    if rule.speech and trigger.polarity == "negated":
        return trigger.type, "happened", "refusal"
    if standing.future and status == "planned":
        if standing.conditional and trigger.type == "CONSULT":
            return "AGREE", "happened", "conditional promise"
        if standing.unless and not rule.speech:
            return "THREATEN", "happened", "unless"
        future = trigger.future or rule.future
        active = not clauses.is_passive(scene.parsed, match.verb)
        if (
            future
            and future != trigger.type
            and active
            and ((future == "AGREE" and _can_promise(scene, agents)) or _is_own(scene, match, agents))
        ):
            return future, "happened", f"announced {trigger.type}"
    return trigger.type, status, standing.basis


def _is_own(scene: Scene, match: Match, agents: tuple[Party, ...]) -> bool:
    """Whether those who are to act say so themselves, or the report says it of them."""
    source = find_source(scene, match.verb)
    return not source or _shares(source, agents) or not agents


def _can_promise(scene: Scene, agents: tuple[Party, ...]) -> bool:
    """Whether anybody may tell of it as a promise: a state or body, not the people whom it sends."""
    actors = [scene.directory.actor(p.name) for p in agents]
    return any(a is not None and a.kind in ("state", "organisation", "office") for a in actors)


def _shares(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    names = {p.name for p in one}
    return any(p.name in names for p in other)


def _span(scene: Scene, match: Match) -> Span:
    """From the first to the last word of the trigger, where they stand near to each other."""
    words = {match.token, *match.words}
    span = scene.parsed.span(min(words), max(words))
    return span if span.end - span.start <= MAX_TRIGGER else scene.parsed.span(match.token, match.token)

"""What kind of change the difference of two fields is.

Enters: a field of an entry before and after. Leaves: kinds of change, each with the values.
"""

from collections.abc import Iterator, Sequence

from dragoman.model import Interval
from dragoman.model.changes import ChangeKind, Value
from dragoman.model.record import Relation
from dragoman.reconciling.changes.items import Field
from dragoman.reconciling.days import overlaps

Judged = tuple[ChangeKind, Value]
DONE = ("held", "happened", "ongoing", "kept", "in_effect")  # statuses: it came about
UNDONE = ("cancelled", "failed", "refused", "denied", "broken", "disputed")  # it did not, or somebody says so
FOR = ("kept", "reaffirmed", "admitted", "justified")  # words on a promise or an allegation: they bear it out
AGAINST = ("broken", "disputed", "withdrawn", "denied", "blamed_accuser", "collapsed")  # they speak against it
CAME, AWAY = ("attended", "observed"), ("absent", "boycotted")


def judge_field(before: Field, after: Field) -> Iterator[Judged]:
    """The changes between two values of one field; nothing where they are the same."""
    if before.values == after.values:
        return
    match after.nature:
        case "status":
            yield _judge_status(before, after)
        case "attendance":
            yield from _judge_attendance(before, after)
        case "words":
            yield from _judge_words(before, after)
        case "sides":
            yield from _judge_sides(before, after)
        case "names":
            yield from _judge_names(before, after)
        case "days":
            yield from _judge_days(before, after)
        case _:
            yield ("moved" if before.values else "new"), _value(after.name, before.values, after.values)


def _value(name: str, before: Sequence[str], after: Sequence[str], relation: Relation | None = None) -> Value:
    return Value(field=name, before=tuple(before), after=tuple(after), relation=relation)


def _judge_status(before: Field, after: Field) -> Judged:
    """A plan that was held is confirmed; one called off, a promise broken, what is denied is contradicted."""
    was, is_ = before.values[0], after.values[0]
    value = _value(after.name, before.values, after.values)
    if was not in UNDONE and is_ in UNDONE:
        return "contradicted", value
    if was in UNDONE and is_ in DONE:
        return "contradicted", value
    return ("confirmed" if is_ in DONE and was not in DONE and was != "ended" else "moved"), value


def _judge_attendance(before: Field, after: Field) -> Iterator[Judged]:
    """Who was to come and came confirms; who was to come and stayed away, or the other way about, contradicts.

    Where a name is gone, those that came are taken for other names of it.
    """
    was, is_ = (dict(v.rsplit(": ", 1) for v in f.values) for f in (before, after))
    gone = [f"{a}: {way}" for a, way in was.items() if a not in is_]
    found: dict[ChangeKind, list[str]] = {"moved": []} if gone else {}
    for actor, way in is_.items():
        if actor not in was:
            found.setdefault("moved" if gone else "new", []).append(actor)
        elif was[actor] != way:
            found.setdefault(_judge_way(was[actor], way), []).append(actor)
    for kind, actors in found.items():
        old = [f"{a}: {was[a]}" for a in actors if a in was] + (gone if kind == "moved" else [])
        yield kind, _value(after.name, old, [f"{a}: {is_[a]}" for a in actors])


def _judge_way(was: str, is_: str) -> ChangeKind:
    if (is_ in CAME and was in AWAY) or (is_ in AWAY and was not in AWAY):
        return "contradicted"
    return "confirmed" if is_ in CAME and was == "invited" else "moved"


def _judge_words(before: Field, after: Field) -> Iterator[Judged]:
    """What was said since of a promise, an allegation or a truce: by the kind of word."""
    found: dict[ChangeKind, list[str]] = {}
    for value in after.values:
        if value not in before.values:
            kind = value.partition(":")[0]
            judged: ChangeKind = "contradicted" if kind in AGAINST else "confirmed" if kind in FOR else "moved"
            found.setdefault(judged, []).append(value)
    for judged, values in found.items():
        yield judged, _value(after.name, before.values, values)
    if not found:
        yield "moved", _value(after.name, before.values, after.values)


def _judge_sides(before: Field, after: Field) -> Iterator[Judged]:
    """One more side contradicts what was known; a side that went is a move."""
    more = [v for v in after.values if v not in before.values]
    if more:
        yield "contradicted", _value(after.name, before.values, more)
    else:
        yield "moved", _value(after.name, before.values, after.values)


def _judge_names(before: Field, after: Field) -> Iterator[Judged]:
    """More names are more knowledge; where one is gone, it may be called otherwise now."""
    more = [v for v in after.values if v not in before.values]
    fewer = [v for v in before.values if v not in after.values]
    if fewer:
        yield "moved", _value(after.name, fewer, more)
    elif more:
        yield "new", _value(after.name, (), more)


def _judge_days(before: Field, after: Field) -> Iterator[Judged]:
    """Of several days announced, those not announced before."""
    more = [d for d, text in zip(after.days, after.values, strict=True) if text not in before.values]
    fewer = [v for v in before.values if v not in after.values]
    if not before.values:
        yield "new", _value(after.name, (), after.values)
    elif more:
        new = [v for v in after.values if v not in before.values]
        yield "moved", _value(after.name, before.values, new, compare_days(before.days, more))
    elif fewer:
        yield "moved", _value(after.name, before.values, after.values)


def compare_days(before: Sequence[Interval], after: Sequence[Interval]) -> Relation:
    """Whether none of the days before could be one of those after."""
    return "precision" if any(overlaps(a, b) for a in before for b in after) else "excludes"

"""Compare a record with the gold record of an example (examples/*/gold.json, dates.json).

Enters: a record as JSON data and the two gold files. Leaves: for each kind of thing, how many of those expected
were found, and a line for each one missed. It works on the printed JSON, so that it scores any program's output:

    python -m tests.gold_compare RECORD.json examples/astana
"""

import datetime as dt
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]
EMPTY_WORDS = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "s", "the", "their", "to", "with"}
ENOUGH = 3  # points below which two entries are not the same thing


class Score(NamedTuple):
    """Found of expected, and a line for each one missed."""

    found: int
    expected: int
    missed: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        """Rounded down, so that a floor is never above what was reached; 100 where nothing was expected."""
        return 100 * self.found // self.expected if self.expected else 100


class Tally:
    """Scores by kind, as they come in."""

    def __init__(self) -> None:
        self._found: dict[str, int] = defaultdict(int)
        self._expected: dict[str, int] = defaultdict(int)
        self._missed: dict[str, list[str]] = defaultdict(list)

    def add(self, kind: str, right: bool, what: str) -> None:
        self._expected[kind] += 1
        self._found[kind] += right
        if not right:
            self._missed[kind].append(what)

    def scores(self) -> dict[str, Score]:
        return {k: Score(self._found[k], n, tuple(self._missed[k])) for k, n in self._expected.items()}


def compare(record: Json, gold: Json, dates: Json) -> dict[str, Score]:
    """Score one record against one gold record. What is marked optional there may be found, and is not missed."""
    tally = Tally()
    _compare_meetings(record, gold, tally)
    _compare_commitments(record, gold, tally)
    _compare_ceasefires(record, gold, tally)
    _compare_incidents(record, gold, tally)
    _compare_discrepancies(record, gold, tally)
    _compare_copies(record, gold, tally)
    _compare_days(record, dates, tally)
    return tally.scores()


def add_up(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """The scores of several processes together."""
    total: dict[str, Score] = {}
    for process in scores:
        for kind, score in process.items():
            old = total.get(kind, Score(0, 0))
            missed = old.missed + score.missed
            total[kind] = Score(old.found + score.found, old.expected + score.expected, missed)
    return dict(sorted(total.items()))


# Names, days and evidence


def words(text: str | None) -> frozenset[str]:
    """The words that carry meaning, in small letters; "U.N." and "UN" are one."""
    joined = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", (text or "").lower())
    found = (w[:-1] if len(w) > 4 and w.endswith("s") else w for w in re.findall(r"\w+", joined))
    return frozenset(w for w in found if w not in EMPTY_WORDS)


def is_named(name: str | None, alternatives: Sequence[str]) -> bool:
    """True if a name is one of the alternatives, or a longer or shorter form of one."""
    mine = words(name)
    return bool(mine) and any(mine <= theirs or theirs <= mine for theirs in map(words, alternatives) if theirs)


def has_party(names: Iterable[str], alternatives: Sequence[str]) -> bool:
    return any(is_named(n, alternatives) for n in names)


def days_of(interval: Json | None) -> tuple[dt.date, dt.date] | None:
    """First and last day. Where one edge is open, only the day at the other is known; None: no day is known."""
    edges = [(interval or {}).get("earliest"), (interval or {}).get("latest")]
    days = [dt.date.fromisoformat(e) for e in edges if e]
    return (days[0], days[-1]) if days else None


def overlaps(one: Json | None, other: Json | None) -> bool:
    """True if two intervals share a day; an unknown one shares none."""
    a, b = days_of(one), days_of(other)
    return bool(a and b and a[0] <= b[1] and b[0] <= a[1])


def reports_of(entry: Any) -> set[str]:
    """The reports that the evidence anywhere in an entry names."""
    if isinstance(entry, dict):
        here = {e["report"] for e in entry.get("evidence") or []}
        return here.union(*(reports_of(v) for k, v in entry.items() if k != "evidence"))
    if isinstance(entry, list):
        return set().union(*(reports_of(v) for v in entry))
    return set()


def shares_report(entry: Json, gold: Json) -> bool:
    return bool(reports_of(entry) & set(gold["reports"]))


def matched(gold: Sequence[Json], found: Sequence[Json], points: Callable[[Json, Json], float]) -> list[Json | None]:
    """For each gold entry the found one that is the same thing, or None; each is used once, best points first."""
    ranked = sorted(
        ((-points(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
    )
    chosen: dict[int, int] = {}
    for negative, i, j in ranked:
        if -negative >= ENOUGH and i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [found[chosen[i]] if i in chosen else None for i in range(len(gold))]


# Rounds and contacts: the line between them is thin, so either may be found among the other


def _compare_meetings(record: Json, gold: Json, tally: Tally) -> None:
    golds = [r | {"kind": "round"} for t in gold["tracks"] for r in t["rounds"]] + gold["contacts"]
    found = [r | {"kind": "round"} for t in record["tracks"] for r in t["rounds"]] + record["contacts"]
    pairs = list(zip(golds, matched(golds, found, meeting_points), strict=True))
    for entry, match in pairs:
        what = describe(entry)
        if entry.get("optional"):
            continue
        if entry["kind"] == "round":
            tally.add("rounds", match is not None, what)
            _compare_round(entry, match or {}, what, tally)
        else:
            tally.add("contacts", match is not None, what)
            days = (match or {}).get("when") or (match or {}).get("held")
            tally.add("contact days", overlaps(days, entry["when"]), what)
    used = [id(m) for _, m in pairs if m]
    for entry in found:
        kind = "rounds that are right" if entry["kind"] == "round" else "contacts that are right"
        tally.add(kind, id(entry) in used, describe(entry))


def _compare_round(gold: Json, found: Json, what: str, tally: Tally) -> None:
    if gold["held"]:
        tally.add("held", overlaps(found.get("held") or found.get("when"), gold["held"]), what)
    if gold["number"]:
        tally.add("numbers", found.get("number") == gold["number"], what)
    tally.add("statuses", found.get("status") in [gold["status"], *gold.get("status_alt", [])], what)
    for plan in gold["planned"]:
        right = any(overlaps(p["when"], plan["when"]) for p in found.get("planned", []))
        tally.add("plans", right, f"{what}: planned {plan['when']['earliest']}")
    for part in gold["participants"]:
        allowed = [part["attendance"], *part.get("attendance_alt", [])]
        named = [p["attendance"] for p in found.get("participants", []) if is_named(p["actor"], part["actor"])]
        tally.add("attendance", any(n in allowed for n in named), f"{what}: {part['actor'][0]} {allowed[0]}")


def describe(entry: Json) -> str:
    """A meeting in a few words."""
    when = days_of(entry.get("held") or entry.get("when")) or ("?", "?")
    who = " and ".join(p if isinstance(p, str) else p[0] for p in entry.get("parties", []))
    place = entry.get("place")
    where = place[0] if isinstance(place, list) and place else place
    return f"{entry['kind']} {entry.get('number') or ''} {who} {where or ''} {entry.get('status')} {when[0]}..{when[1]}"


def meeting_points(gold: Json, found: Json) -> float:
    """How much speaks for a found round or contact being the gold one; negative: it cannot be."""
    kinds = {gold["kind"], found["kind"]}
    if "call" in kinds and len(kinds) > 1:
        return -1
    if gold.get("number") and found.get("number") and gold["number"] != found["number"]:
        return -1
    dates = meeting_dates(gold), meeting_dates(found)
    agree = any(overlaps(a, b) for a in dates[0] for b in dates[1])
    if all(dates) and not agree:
        return -1
    points = 2.0 * agree + 2.0 * bool(gold.get("number") and found.get("number"))
    points += min(2, sum(has_party(_names(found), p) for p in _parties(gold)))
    points += 0 if not gold.get("place") or not found.get("place") else 1 if _same_place(gold, found) else -2
    points += shares_report(found, gold) - 0.5 * (len(kinds) > 1)
    # A contact is its parties: without one in common it is another contact.
    return points if gold["kind"] == "round" or has_party(_names(found), gold["parties"][0]) else -1


def meeting_dates(entry: Json) -> list[Json]:
    """All dates on which it was held or planned."""
    dates = [entry.get("held"), entry.get("when"), *(p["when"] for p in entry.get("planned", []))]
    return [d for d in dates if days_of(d)]


def _same_place(gold: Json, found: Json) -> bool:
    return is_named(found["place"], gold["place"])


def _names(found: Json) -> list[str]:
    return [*found.get("parties", []), *(p["actor"] for p in found.get("participants", []))]


def _parties(gold: Json) -> list[list[str]]:
    return [*gold.get("parties", []), *(p["actor"] for p in gold.get("participants", []))]


# The other kinds


def _compare_commitments(record: Json, gold: Json, tally: Tally) -> None:
    def points(entry: Json, found: Json) -> float:
        who = any(has_party(found["who"], w) for w in entry["who"])
        what = any(words(w) & words(found["what"]) for w in entry["what"])
        return who + what + 1.5 * shares_report(found, entry)

    for entry, found in zip(
        gold["commitments"], matched(gold["commitments"], record["commitments"], points), strict=True
    ):
        what = f"{entry['who'][0][0]}: {entry['what'][0]}"
        tally.add("commitments", found is not None, what)
        status = (found or {}).get("status")
        tally.add("commitment statuses", status == entry["status"], f"{what}: {entry['status']}, not {status}")


def _compare_ceasefires(record: Json, gold: Json, tally: Tally) -> None:
    def points(entry: Json, found: Json) -> float:
        dates = [[e.get("declared"), e.get("in_effect")] for e in (entry, found)]
        agree = any(overlaps(a, b) for a in dates[0] for b in dates[1])
        if not agree and any(map(days_of, dates[0])) and any(map(days_of, dates[1])):
            return -1
        parties = sum(has_party(found["parties"] + found["guarantors"], p) for p in entry["parties"])
        return 2 * agree + min(parties, 2) + shares_report(found, entry)

    for entry, found in zip(gold["ceasefires"], matched(gold["ceasefires"], record["ceasefires"], points), strict=True):
        name = entry["name"][0]
        tally.add("ceasefires", found is not None, name)
        for monitor in entry["monitors"]:
            tally.add("monitors", has_party((found or {}).get("monitors", []), monitor), f"{name}: {monitor[0]}")
        if entry["reports_to"]:
            to = (found or {}).get("reports_to")
            tally.add("monitors", is_named(to, entry["reports_to"]), f"{name}: reports to {entry['reports_to'][0]}")
    violations = [v for c in gold["ceasefires"] for v in c["alleged_violations"]]
    alleged = [v for c in record["ceasefires"] for v in c["alleged_violations"]]
    for entry, found in zip(violations, matched(violations, alleged, violation_points), strict=True):
        tally.add("violations", found is not None, f"{entry['accuser'][0]} accuses {entry['accused'][0]}")


def violation_points(gold: Json, found: Json) -> float:
    """Who accuses whom, and where it is said; what for is a bonus."""
    if not has_party(found["accused"], gold["accused"]):
        return -1
    said = any(words(w) & words(found["what"]) for w in gold["what"])
    return 1 + has_party(found["accuser"], gold["accuser"]) + shares_report(found, gold) + 0.5 * said


def _compare_incidents(record: Json, gold: Json, tally: Tally) -> None:
    def points(entry: Json, found: Json) -> float:
        days = days_of(entry["when"]) and days_of(found["when"])
        if days and not overlaps(entry["when"], found["when"]):
            return -1
        place = is_named((found["place"] or {}).get("name"), entry["place"])
        tolls = {c["killed"] for c in entry["claims"]} & {c["killed"] for c in found["claims"]} - {None}
        return 2 * bool(days) + 1.5 * place + bool(tolls) + shares_report(found, entry) - 1

    for entry, found in zip(gold["incidents"], matched(gold["incidents"], record["incidents"], points), strict=True):
        what = f"{entry['place'][0]} {entry['when']['earliest']}"
        tally.add("incidents", found is not None, what)
        claims = (found or {}).get("claims", [])
        for claim in entry["claims"]:
            if claim["killed"]:
                right = any(c["killed"] == claim["killed"] for c in claims)
                tally.add("tolls", right, f"{what}: {claim['killed']} killed")
            if claim["responsible"]:
                right = any(is_named(c["responsible"], claim["responsible"]) for c in claims)
                tally.add("responsible", right, f"{what}: {claim['responsible'][0]}")


def _compare_discrepancies(record: Json, gold: Json, tally: Tally) -> None:
    def points(entry: Json, found: Json) -> float:
        if found["kind"] != entry["kind"]:
            return -1
        values = [v["value"] for v in found["sides"]]
        sides = sum(any(words(v) & words(g) for v in values for g in side["value"]) for side in entry["sides"])
        reports = sum(bool(reports_of(found["sides"]) & set(side["reports"])) for side in entry["sides"])
        return min(sides, 2) + min(reports, 2)

    pairs = zip(gold["discrepancies"], matched(gold["discrepancies"], record["discrepancies"], points), strict=True)
    for entry, found in pairs:
        tally.add("discrepancies", found is not None, f"{entry['kind']}: {entry['about']}")


def _compare_copies(record: Json, gold: Json, tally: Tally) -> None:
    groups = [set(group) for source in record["sources"] for group in source.get("copies", [])]
    for copies in gold["copies"]:
        tally.add("copies", any(set(copies) <= group for group in groups), " = ".join(copies))
    for group in sorted(map(sorted, groups)):
        tally.add("copies that are right", any(set(group) <= set(g) for g in gold["copies"]), " = ".join(group))


def _compare_days(record: Json, dates: Json, tally: Tally) -> None:
    covered = {r["id"]: r for r in record["reports"]}
    for name, gold in dates.items():
        found = covered.get(name, {})
        published = found.get("published") or {"earliest": found.get("date"), "latest": found.get("date")}
        known = days_of(published) if published["earliest"] and published["latest"] else None
        limits = days_of(gold)
        assert limits, f"dates.json: {name} has no day"
        kind = "stated days" if gold["basis"] == "stated" else "inferred days"
        right = bool(known and limits[0] <= known[0] and known[1] <= limits[1])
        tally.add(kind, right and found.get("basis") == gold["basis"], f"{name}: {known} not in {limits}")


def main(record_file: str, folder: str) -> None:
    """Print the scores of one record, and what was missed."""
    gold, dates = (json.loads((Path(folder) / name).read_text("utf-8")) for name in ("gold.json", "dates.json"))
    for kind, score in sorted(compare(json.loads(Path(record_file).read_text("utf-8")), gold, dates).items()):
        print(f"{kind:24}{score.found:4} of {score.expected}")
        for line in score.missed:
            print(f"    {line}")


if __name__ == "__main__":
    main(*sys.argv[1:])

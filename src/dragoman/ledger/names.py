"""Who is who, kept up as reports come in: see reconciling/actors/identities.py for the method.

Enters: readings. Leaves: the parties of any reports; and the reports in which somebody got another name or side.
Only the pools and the linked names that a new profile touches are settled again.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.ledger.claims import mark_dirty
from dragoman.ledger.rows import from_row
from dragoman.model import Reading, to_json_line
from dragoman.model.judgement import JudgementAnswer
from dragoman.reconciling.actors.compare import Profile
from dragoman.reconciling.actors.identities import (
    Cluster,
    Face,
    are_linked,
    base_name,
    face_of,
    face_of_single,
    fullest,
    named_components,
    named_keys,
    pool_of,
    settle_named,
    settle_pool,
    settle_single,
    single_keys,
    sort_of,
    tell_apart,
)
from dragoman.reconciling.actors.parties import Parties, make_parties, profile_actors

if TYPE_CHECKING:
    from dragoman.ledger.sqlite import Database

NAMED = "named"  # the pool of names of several words, which are linked in pairs instead
SINGLE, HOME = "single ", "home "  # before a key of a single word, and one of the named actors that it may stand for


def keep_actors(db: Database, report: int, reading: Reading) -> None:
    """Put a report's actors in the place of those that an earlier reading named."""
    before = dict(db.all("SELECT name, profile FROM actor WHERE report = ?", (report,)))
    after = {name: _number(db, p) for (_, name), p in profile_actors([reading]).items()}
    if before == after:
        return
    db.execute("DELETE FROM actor WHERE report = ?", (report,))
    db.many("INSERT INTO actor VALUES (?, ?, ?)", ((report, name, p) for name, p in after.items()))
    for profile in set(before.values()) - set(after.values()):
        _count(db, profile, -1)
    for profile in sorted(set(after.values()) - set(before.values())):
        _count(db, profile, 1)


def _number(db: Database, profile: Profile) -> int:
    """The number of a profile; a new one is taken in and found again by its keys."""
    line = to_json_line(profile).decode()
    row = db.one("SELECT number FROM profile WHERE json = ?", (line,))
    if row:
        return int(row[0])
    sort = sort_of(profile)
    number = db.execute(
        "INSERT INTO profile (json, pool, reports) VALUES (?, ?, 0)",
        (line, NAMED if sort == "named" else pool_of(profile)),
    )
    keys = []
    if sort == "single":
        keys = [SINGLE + key for key in single_keys(profile)]
    elif sort == "named":
        _link(db, number, profile)
        keys = [*(HOME + key for key in single_keys(profile)), *named_keys(profile)]
    db.many("INSERT OR IGNORE INTO profile_key VALUES (?, ?)", ((key, number) for key in keys))
    return number


def _link(db: Database, number: int, profile: Profile) -> None:
    """Link a new named profile to those that it may be one with."""
    near = db.among(
        "SELECT DISTINCT p.number, p.json FROM profile_key k JOIN profile p ON p.number = k.profile WHERE k.key IN (?)",
        named_keys(profile),
    )
    for other, line in set(near):
        if are_linked(profile, _profile(line)):
            db.many("INSERT OR IGNORE INTO profile_link VALUES (?, ?)", ((number, other), (other, number)))


def _count(db: Database, profile: int, step: int) -> None:
    """Count the reports of a profile; it is settled again where that may change a name (see `base_name`)."""
    (reports,) = db.one("SELECT reports FROM profile WHERE number = ?", (profile,)) or (0,)
    db.execute("UPDATE profile SET reports = ? WHERE number = ?", (reports + step, profile))
    if reports.bit_length() != (reports + step).bit_length():
        db.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", (profile,))


@functools.lru_cache(maxsize=50_000)
def _profile(line: str) -> Profile:
    return from_row(line, Profile)


@functools.lru_cache(maxsize=20_000)
def _face(line: str) -> Face:
    return from_row(line, Face)


def load_parties(
    db: Database,
    reports: Sequence[int],
    readings: Sequence[Reading],
    answers: Sequence[tuple[str, str, JudgementAnswer]] = (),
) -> Parties:
    """The parties of some readings, with the names that all reports together give them.

    Args:
        readings: of `reports`, in the same order.
        answers: what persons said of pairs of names.
    """
    names = dict(zip(reports, (r.report.id for r in readings), strict=True))
    rows = db.among(
        "SELECT a.report, a.name, p.json, p.attached, c.face FROM actor a JOIN profile p ON p.number = a.profile "
        "JOIN cluster c ON c.number = p.cluster WHERE a.report IN (?)",
        reports,
    )
    faces = {(names[report], name): _shown(p, attached, face) for report, name, p, attached, face in rows}
    return make_parties(readings, faces, answers)


def _shown(profile: str, attached: int, face: str) -> Face:
    return face_of_single(_profile(profile), _face(face)) if attached else _face(face)


def settle_names(db: Database) -> None:
    """Settle the profiles that are new, or rarer or more frequent than before; mark the reports that this changes."""
    touched = [number for (number,) in db.all("SELECT profile FROM unsettled ORDER BY profile")]
    if touched:
        _Settling(db).run(touched)
        db.execute("DELETE FROM unsettled")


class _Settling:
    """One run of settling, and how everybody that it looks at was shown before."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._profiles: dict[int, Profile] = {}
        self._numbers: dict[Profile, int] = {}
        self._counts: dict[Profile, int] = {}
        self._before: dict[int, tuple[str | None, int]] = {}  # face and whether attached, by profile
        self._bases: set[str] = set()
        self._homes: dict[int, Cluster] = {}

    def run(self, touched: Sequence[int]) -> None:
        pools = defaultdict(list)
        for number, pool in self._db.among("SELECT number, pool FROM profile WHERE number IN (?)", touched):
            pools[pool].append(number)
        named = self._linked(pools.pop(NAMED, []))
        self._replace(named, [c for component in self._components(named) for c in settle_named(component)])
        for pool in sorted({*pools, *self._near_single_pools(named)}):
            numbers = [n for (n,) in self._db.all("SELECT number FROM profile WHERE pool = ?", (pool,))]
            members = self._load(numbers)
            homes, clusters = settle_single(members, self._near) if pool.startswith("single:") else ({}, None)
            self._replace(numbers, settle_pool(members) if clusters is None else clusters)
            self._attach(homes)
        for base in sorted(self._bases):
            self._name(base)
        self._mark_changed()

    def _load(self, numbers: Iterable[int]) -> list[Profile]:
        """Profiles by number, without those that no report has any longer."""
        wanted = list(numbers)
        missing = [n for n in wanted if n not in self._profiles]
        for number, line, count in self._db.among(
            "SELECT number, json, reports FROM profile WHERE number IN (?)", missing
        ):
            profile = _profile(line)
            self._profiles[number], self._numbers[profile], self._counts[profile] = profile, number, count
        return [p for n in wanted if self._counts[p := self._profiles[n]]]

    def _linked(self, named: Sequence[int]) -> list[int]:
        """All that are linked to some named profiles, themselves included."""
        seen = dict.fromkeys(named)
        waiting = list(seen)
        while waiting:
            rows = self._db.among("SELECT DISTINCT other FROM profile_link WHERE one IN (?)", waiting)
            waiting = [n for (n,) in rows if n not in seen]
            seen |= dict.fromkeys(waiting)
        return list(seen)

    def _components(self, named: Sequence[int]) -> list[list[Profile]]:
        return named_components(sorted(self._load(named), key=fullest))

    def _near_single_pools(self, named: Sequence[int]) -> set[str]:
        """The pools of single words that may stand for one of these."""
        keys = {SINGLE + key for profile in self._load(named) for key in single_keys(profile)}
        rows = self._db.among(
            "SELECT DISTINCT p.pool FROM profile_key k JOIN profile p ON p.number = k.profile WHERE k.key IN (?)",
            sorted(keys),
        )
        return {pool for (pool,) in rows}

    def _near(self, single: Profile) -> list[Cluster]:
        """The clusters of named profiles that a single word may stand for; these are settled by then."""
        rows = self._db.among(
            "SELECT DISTINCT p.cluster FROM profile_key k JOIN profile p ON p.number = k.profile WHERE k.key IN (?)",
            [HOME + key for key in single_keys(single)],
        )
        for (cluster,) in rows:
            if cluster is not None and cluster not in self._homes:
                self._homes[cluster] = self._members(cluster)
        return sorted((self._homes[c] for (c,) in rows if c is not None), key=lambda c: fullest(c[0]))

    def _members(self, cluster: int) -> Cluster:
        rows = self._db.all("SELECT number FROM profile WHERE cluster = ? AND NOT attached", (cluster,))
        return tuple(sorted(self._load(n for (n,) in rows), key=fullest))

    def _replace(self, numbers: Sequence[int], clusters: Iterable[Cluster]) -> None:
        """Put clusters in the place of those that these profiles were in."""
        old = self._remember(numbers)
        self._db.many("UPDATE profile SET cluster = NULL, attached = 0 WHERE number = ?", ((n,) for n in numbers))
        self._db.many("DELETE FROM cluster WHERE number = ?", ((c,) for c in old))
        for cluster in clusters:
            base = base_name(cluster, self._counts)
            self._bases.add(base)
            number = self._db.execute("INSERT INTO cluster (base, face) VALUES (?, '')", (base,))
            self._db.many(
                "UPDATE profile SET cluster = ? WHERE number = ?", ((number, self._numbers[p]) for p in cluster)
            )

    def _attach(self, homes: Mapping[Profile, Cluster]) -> None:
        for single, home in homes.items():
            (cluster,) = self._db.one("SELECT cluster FROM profile WHERE number = ?", (self._numbers[home[0]],)) or (0,)
            self._db.execute(
                "UPDATE profile SET cluster = ?, attached = 1 WHERE number = ?", (cluster, self._numbers[single])
            )

    def _remember(self, numbers: Iterable[int]) -> set[int]:
        """Note how profiles are shown now; returns the clusters that are theirs."""
        own = set()
        rows = self._db.among(
            "SELECT p.number, p.cluster, p.attached, c.face, c.base FROM profile p "
            "LEFT JOIN cluster c ON c.number = p.cluster WHERE p.number IN (?)",
            numbers,
        )
        for number, cluster, attached, face, base in rows:
            self._before.setdefault(number, (face, attached))
            if cluster is not None and not attached:
                own.add(cluster)
                self._bases.add(base)
        return own

    def _name(self, base: str) -> None:
        """Tell all clusters of one name apart, and show each as it now is."""
        rows = self._db.all("SELECT number, face FROM cluster WHERE base = ?", (base,))
        clusters = {self._members(number): (number, face) for number, face in rows}
        for cluster, name in tell_apart(base, list(clusters)).items() if clusters else ():
            number, face = clusters[cluster]
            shown = to_json_line(face_of(name, cluster)).decode()
            if shown != face:
                every = self._db.all("SELECT number FROM profile WHERE cluster = ?", (number,))
                self._remember(n for (n,) in every)
                self._db.execute("UPDATE cluster SET face = ? WHERE number = ?", (shown, number))

    def _mark_changed(self) -> None:
        rows = self._db.among(
            "SELECT p.number, c.face, p.attached FROM profile p LEFT JOIN cluster c ON c.number = p.cluster "
            "WHERE p.number IN (?)",
            self._before,
        )
        changed = [number for number, *shown in rows if self._before[number] != tuple(shown)]
        reports = self._db.among("SELECT DISTINCT report FROM actor WHERE profile IN (?)", changed)
        mark_dirty(self._db, [report for (report,) in reports], claims=False)

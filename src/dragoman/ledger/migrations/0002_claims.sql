-- Claims apart from readings, and all that is worked out from them: who is who, who copies whom, which reports bear on
-- each other, what each such component comes to. Everything below the line "worked out" can be made anew from the rest.
-- Reports and readings of the first version are carried over by the program (ledger/carry.py).
ALTER TABLE report RENAME TO report_1;
ALTER TABLE reading RENAME TO reading_1;
DROP INDEX reading_by_report;
DROP TABLE late_reading;

CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,     -- SHA-256 of id, outlet, url, stated day and text
    id TEXT NOT NULL,             -- as the input gave it; two texts may share one
    name TEXT NOT NULL,           -- the id in the record: told apart where two texts share one
    source TEXT NOT NULL
);
CREATE INDEX report_by_id ON report (id);

-- What was read in a report, without its claims. A later reading, by a newer program or with other knowledge, is a row
-- of its own; of each kind the one with the highest number counts, and a late one (with the day that others give an
-- undated report) before the report's own.
CREATE TABLE reading (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number),
    late INTEGER NOT NULL,
    in_force INTEGER NOT NULL,
    dated INTEGER NOT NULL,       -- 1 if the report's day is known from itself
    versions TEXT NOT NULL,       -- of program, model and knowledge, as JSON
    slim BLOB NOT NULL,           -- the report without its text, for lists
    head BLOB NOT NULL            -- report, times, actors
);
CREATE INDEX reading_in_force ON reading (report, late) WHERE in_force;

-- Claims as read: what sort, where, in which words, and what was read there.
CREATE TABLE claim (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,      -- in the reading
    kind TEXT NOT NULL,           -- attribution | event | talks | truce | promise
    start INTEGER NOT NULL,       -- the sentence, [start, end) in characters of the report's text
    end INTEGER NOT NULL,
    wording TEXT NOT NULL,
    assertion BLOB NOT NULL,      -- JSON, see docs/contract.md
    PRIMARY KEY (reading, number)
) WITHOUT ROWID;

-- A user's own knowledge files as they were whenever they had no fault and had changed: the last row stays in force
-- while the files have faults.
CREATE TABLE knowledge (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,             -- UTC, ISO 8601
    files TEXT NOT NULL           -- name to text, as JSON
);

-- ---- worked out
CREATE TABLE worked_out (version TEXT NOT NULL);  -- by which program and knowledge
CREATE TABLE dirty (
    report INTEGER PRIMARY KEY REFERENCES report (number),
    stamp INTEGER NOT NULL,       -- how often it was marked
    claims INTEGER NOT NULL       -- 1 if its claims changed; 0 if only who is who in it
);

-- Clues to days: what undated reports look for, what dated ones offer.
CREATE TABLE clue (
    report INTEGER PRIMARY KEY REFERENCES report (number),
    dated INTEGER NOT NULL,
    json BLOB NOT NULL
);
CREATE INDEX undated_clue ON clue (report) WHERE NOT dated;
CREATE TABLE clue_key (
    key TEXT NOT NULL,
    report INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    PRIMARY KEY (key, dated, report)
) WITHOUT ROWID;
CREATE INDEX clue_key_by_report ON clue_key (report);

-- Who is who: each actor of each report has a profile, each profile is in a cluster, each cluster has a face.
CREATE TABLE profile (
    number INTEGER PRIMARY KEY,
    json TEXT NOT NULL UNIQUE,
    pool TEXT NOT NULL,
    reports INTEGER NOT NULL,     -- in how many reports it occurs
    cluster INTEGER,
    attached INTEGER NOT NULL DEFAULT 0  -- 1 for a single word that stands for a named actor
);
CREATE INDEX profile_by_pool ON profile (pool);
CREATE INDEX profile_by_cluster ON profile (cluster);
CREATE TABLE actor (
    report INTEGER NOT NULL REFERENCES report (number),
    name TEXT NOT NULL,
    profile INTEGER NOT NULL REFERENCES profile (number),
    PRIMARY KEY (report, name)
) WITHOUT ROWID;
CREATE INDEX actor_by_profile ON actor (profile);
CREATE TABLE profile_key (
    key TEXT NOT NULL,
    profile INTEGER NOT NULL,
    PRIMARY KEY (key, profile)
) WITHOUT ROWID;
CREATE TABLE profile_link (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE cluster (
    number INTEGER PRIMARY KEY,
    base TEXT NOT NULL,
    face TEXT NOT NULL
);
CREATE INDEX cluster_by_base ON cluster (base);
CREATE TABLE unsettled (profile INTEGER PRIMARY KEY);

-- Who shares text with whom.
CREATE TABLE text (
    report INTEGER PRIMARY KEY REFERENCES report (number),
    source TEXT NOT NULL,         -- under whose name the report stands
    runs BLOB NOT NULL
);
CREATE TABLE text_key (
    key INTEGER NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (key, report)
) WITHOUT ROWID;
CREATE INDEX text_key_by_report ON text_key (report);
CREATE TABLE text_link (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,       -- each pair stands both ways
    kind TEXT NOT NULL,           -- copy | passages
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

-- What reports tell of acts of violence, and whether two of them tell of the same one.
CREATE TABLE telling (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number),
    component INTEGER,
    json BLOB NOT NULL
);
CREATE INDEX telling_by_report ON telling (report);
CREATE INDEX telling_by_component ON telling (component);
CREATE TABLE telling_key (
    key TEXT NOT NULL,
    telling INTEGER NOT NULL,
    PRIMARY KEY (key, telling)
) WITHOUT ROWID;
CREATE INDEX telling_key_by_telling ON telling_key (telling);
CREATE TABLE judged (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,       -- each pair stands both ways
    answer TEXT NOT NULL,
    at TEXT NOT NULL,             -- when it was judged, UTC
    json TEXT NOT NULL,           -- score, rule, reasons; the rule's, unless a person answered
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

-- Which reports bear on each other in each part of the record, and what they come to.
CREATE TABLE mark (
    part INTEGER NOT NULL,
    key TEXT NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (part, key, report)
) WITHOUT ROWID;
CREATE INDEX mark_by_report ON mark (report, part);
CREATE TABLE member (
    part INTEGER NOT NULL,
    report INTEGER NOT NULL,
    component INTEGER NOT NULL,
    PRIMARY KEY (part, report)
) WITHOUT ROWID;
CREATE INDEX member_by_component ON member (component);
CREATE TABLE component (
    number INTEGER PRIMARY KEY,
    part INTEGER NOT NULL,
    json BLOB NOT NULL
);
CREATE INDEX component_by_part ON component (part);

-- What the rules took for one thing: the claims of several reports that one entry of a component rests on. Pairs of
-- incidents stand in `judged` as well, with score and reasons.
CREATE TABLE joined (
    component INTEGER NOT NULL,
    rule TEXT NOT NULL,           -- the part of the record
    at TEXT NOT NULL,             -- UTC, ISO 8601
    entry TEXT NOT NULL,          -- in a line
    claims TEXT NOT NULL          -- their names, as JSON
);
CREATE INDEX joined_by_component ON joined (component);

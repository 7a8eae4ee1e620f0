-- One row for each report, by its content: the same report twice is one row.
CREATE TABLE report (
    key TEXT PRIMARY KEY,         -- SHA-256 of id, outlet, url and text
    id TEXT NOT NULL,             -- as the input gave it; two texts may share one
    source TEXT NOT NULL
) WITHOUT ROWID;

-- What was read in a report by itself. A later reading, by a newer program or with other knowledge, is a row
-- of its own; the one with the highest number counts.
CREATE TABLE reading (
    number INTEGER PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report (key),
    dated INTEGER NOT NULL,       -- 1 if the report's day is known from itself
    versions TEXT NOT NULL,       -- of program, model and knowledge, as JSON
    json TEXT NOT NULL
);
CREATE INDEX reading_by_report ON reading (report, number);

-- Undated reports read again with the day that all the others give them: worked out anew whenever reports are added.
CREATE TABLE late_reading (
    report TEXT PRIMARY KEY REFERENCES report (key),
    json TEXT NOT NULL
) WITHOUT ROWID;

-- Inputs that could not be read, once each.
CREATE TABLE problem (
    key TEXT PRIMARY KEY,
    json TEXT NOT NULL
) WITHOUT ROWID;

-- Who did what, when. Rows are only ever added.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,             -- UTC, ISO 8601
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END;
CREATE TRIGGER log_is_never_cut BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END;

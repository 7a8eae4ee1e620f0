-- What people decide about claims. Rows are only ever added: a judgement is undone by a later one, or by a withdrawal.
-- What rules decide is worked out anew with every reading and is kept apart (table judged).
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,      -- from content, author and time
    at TEXT NOT NULL,             -- UTC, ISO 8601
    by TEXT NOT NULL,
    answer TEXT NOT NULL,         -- same | different | unsure | wrong | correct
    json TEXT NOT NULL            -- the whole of it; its claims name reports by key
);
CREATE TRIGGER judgement_is_never_changed BEFORE UPDATE ON judgement
BEGIN SELECT RAISE(ABORT, 'judgements are only ever added to'); END;
CREATE TRIGGER judgement_is_never_cut BEFORE DELETE ON judgement
BEGIN SELECT RAISE(ABORT, 'judgements are only ever added to'); END;

CREATE TABLE withdrawal (
    number INTEGER PRIMARY KEY,
    judgement TEXT NOT NULL REFERENCES judgement (id),
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    why TEXT NOT NULL,
    UNIQUE (judgement, at, by)
);
CREATE TRIGGER withdrawal_is_never_changed BEFORE UPDATE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'withdrawals are only ever added to'); END;
CREATE TRIGGER withdrawal_is_never_cut BEFORE DELETE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'withdrawals are only ever added to'); END;

-- Claims name their reports as the record does.
CREATE INDEX report_by_name ON report (name);

-- The pool of experts, what changed in it, and the log of the draws. Moments are seconds since
-- 1970, UTC; days are YYYY-MM-DD; lists are JSON. Contact data and ID numbers are in `contact`
-- alone, encrypted with a key that is not in this file; `identity` is a keyed hash of the ID number.
CREATE TABLE facts (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE experts (
    expert_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name           TEXT NOT NULL,
    name_key       TEXT NOT NULL,
    sex            TEXT NOT NULL,
    title          TEXT NOT NULL,
    unit           TEXT NOT NULL,
    unit_key       TEXT NOT NULL,
    specialties    TEXT NOT NULL,
    years          INTEGER,
    qualifications TEXT NOT NULL,
    region         TEXT NOT NULL,
    term_start     TEXT NOT NULL,
    term_end       TEXT NOT NULL,
    standing       TEXT NOT NULL,
    integrity      TEXT NOT NULL,
    former_units   TEXT NOT NULL,
    avoid_units    TEXT NOT NULL,
    avoid_persons  TEXT NOT NULL,
    note           TEXT NOT NULL,
    identity       TEXT NOT NULL,
    contact        BLOB,
    UNIQUE (name_key, unit_key, identity)
);
CREATE INDEX experts_by_identity ON experts (identity);

CREATE TABLE specialties_of (
    specialty TEXT NOT NULL,
    expert_id INTEGER NOT NULL REFERENCES experts (expert_id) ON DELETE CASCADE,
    PRIMARY KEY (specialty, expert_id)
) WITHOUT ROWID;

CREATE TABLE reviews (
    expert_id  INTEGER NOT NULL REFERENCES experts (expert_id),
    day        TEXT NOT NULL,
    request_id TEXT NOT NULL,
    project    TEXT NOT NULL,
    conclusion TEXT NOT NULL,
    PRIMARY KEY (expert_id, day, request_id)
) WITHOUT ROWID;

CREATE TABLE history (
    entry_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    at        REAL NOT NULL,
    who       TEXT NOT NULL,
    expert_id INTEGER NOT NULL,
    action    TEXT NOT NULL,
    before    TEXT NOT NULL,
    after     TEXT NOT NULL
);
CREATE INDEX history_of_expert ON history (expert_id);
CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;
CREATE TRIGGER history_is_not_shortened BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'the history is only added to'); END;

-- A chain: `hash` covers number, moment, request, kind, the hash of the body and `previous`.
CREATE TABLE draw_log (
    number     INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    kind       TEXT NOT NULL,
    body       BLOB NOT NULL,
    previous   TEXT NOT NULL,
    hash       TEXT NOT NULL
);
CREATE INDEX draw_log_of_request ON draw_log (request_id, number);
CREATE TRIGGER draw_log_is_not_changed BEFORE UPDATE ON draw_log
BEGIN SELECT RAISE(ABORT, 'the log of the draws is only added to'); END;
CREATE TRIGGER draw_log_is_not_shortened BEFORE DELETE ON draw_log
BEGIN SELECT RAISE(ABORT, 'the log of the draws is only added to'); END;

-- Who the sealed candidates of a draw are, with the salts of their commitments: compressed JSON.
CREATE TABLE openings (
    request_id TEXT NOT NULL,
    draw       INTEGER NOT NULL,
    body       BLOB NOT NULL,
    PRIMARY KEY (request_id, draw)
) WITHOUT ROWID;

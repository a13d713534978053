-- The questions of the bank. `record` is the item as JSON; the columns beside it are what a
-- filter asks for. `reconsider` says why its clause no longer stands as it did, '' where it does;
-- `upheld` is the last such reason that a person found no hindrance.
CREATE TABLE items (
    item_id        TEXT PRIMARY KEY,
    type           TEXT NOT NULL,
    topic          TEXT NOT NULL,
    rule           TEXT NOT NULL,
    difficulty     REAL NOT NULL,
    document_id    TEXT NOT NULL,
    clause_id      TEXT NOT NULL,
    stem           TEXT NOT NULL,
    record         TEXT NOT NULL,
    origin         TEXT NOT NULL,
    state          TEXT NOT NULL,
    reviewer       TEXT NOT NULL DEFAULT '',
    reviewed_at    REAL,
    reconsider     TEXT NOT NULL DEFAULT '',
    upheld         TEXT NOT NULL DEFAULT '',
    answers        INTEGER NOT NULL DEFAULT 0,
    measured       REAL,
    discrimination REAL,
    added_at       REAL NOT NULL
) WITHOUT ROWID;

CREATE INDEX items_by_clause ON items (clause_id);

CREATE TABLE history (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id TEXT NOT NULL REFERENCES items (item_id) ON DELETE CASCADE,
    at      REAL NOT NULL,
    person  TEXT NOT NULL,
    action  TEXT NOT NULL,
    note    TEXT NOT NULL
);

CREATE INDEX history_by_item ON history (item_id);

CREATE TABLE uses (
    item_id TEXT NOT NULL REFERENCES items (item_id) ON DELETE CASCADE,
    quarter TEXT NOT NULL,
    paper   TEXT NOT NULL,
    PRIMARY KEY (item_id, quarter, paper)
) WITHOUT ROWID;

-- What was made and failed a gate; kept so that the rules can be judged by it.
CREATE TABLE set_aside (
    item_id TEXT PRIMARY KEY,
    gate    TEXT NOT NULL,
    reason  TEXT NOT NULL,
    record  TEXT NOT NULL
) WITHOUT ROWID;

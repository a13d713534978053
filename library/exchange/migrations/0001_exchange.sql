-- What staff explain of a clause, and what the public asks. Moments are seconds since 1970, UTC.
-- Lists are JSON. Nothing is removed but what an asker left to be reached by.
CREATE TABLE interpretations (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    clause_id    TEXT NOT NULL,
    document_id  TEXT NOT NULL,
    citation     TEXT NOT NULL,
    state        TEXT NOT NULL,
    published    INTEGER,           -- the version that readers see
    published_by TEXT NOT NULL DEFAULT '',
    published_at REAL
);
CREATE INDEX interpretations_of_document ON interpretations (document_id);

CREATE TABLE versions (
    interpretation INTEGER NOT NULL REFERENCES interpretations (number),
    version        INTEGER NOT NULL,
    text           TEXT NOT NULL,
    unit           TEXT NOT NULL,
    author         TEXT NOT NULL,
    author_id      INTEGER NOT NULL,
    at             REAL NOT NULL,
    clause_text    TEXT NOT NULL,   -- of the clause that was explained, to tell when it changes
    about          TEXT NOT NULL,   -- ids of the clauses that are explained or cited
    PRIMARY KEY (interpretation, version)
) WITHOUT ROWID;

CREATE TABLE steps (
    step_id        INTEGER PRIMARY KEY AUTOINCREMENT,
    interpretation INTEGER NOT NULL REFERENCES interpretations (number),
    version        INTEGER NOT NULL,
    at             REAL NOT NULL,
    who            TEXT NOT NULL,
    state          TEXT NOT NULL,
    reason         TEXT NOT NULL
);
CREATE INDEX steps_of_interpretation ON steps (interpretation);

CREATE TABLE enquiries (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    receipt      TEXT NOT NULL UNIQUE,  -- its SHA-256; the receipt itself only the asker has
    kind         TEXT NOT NULL,
    clause_id    TEXT NOT NULL,
    citation     TEXT NOT NULL,
    text         TEXT NOT NULL,
    asked_at     REAL NOT NULL,
    state        TEXT NOT NULL,
    reason       TEXT NOT NULL DEFAULT '',
    answer       TEXT NOT NULL DEFAULT '',
    unit         TEXT NOT NULL DEFAULT '',
    answered_by  TEXT NOT NULL DEFAULT '',
    answered_at  REAL,
    about        TEXT NOT NULL DEFAULT '[]',  -- ids of the clauses that the answer cites
    about_texts  TEXT NOT NULL DEFAULT '[]',  -- SHA-256 of their words, to tell when they change
    title        TEXT NOT NULL DEFAULT '',  -- as a common question; what was asked, in our words
    asked        TEXT NOT NULL DEFAULT '',
    published_at REAL
);
CREATE INDEX enquiries_by_state ON enquiries (state);

CREATE TABLE contacts (
    enquiry  INTEGER PRIMARY KEY REFERENCES enquiries (number),
    name     TEXT NOT NULL,
    contact  TEXT NOT NULL,
    until    REAL NOT NULL
);

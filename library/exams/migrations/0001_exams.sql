-- Tests that are held online, and who sat them. Moments are seconds since 1970, UTC; scores are
-- decimals as text. `paper` is the paper as it was when the test was opened.
CREATE TABLE exams (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    token        TEXT NOT NULL UNIQUE,
    paper_id     TEXT NOT NULL,
    paper        TEXT NOT NULL,
    terms        TEXT NOT NULL,
    closes_at    REAL NOT NULL,
    opened_by    TEXT NOT NULL,
    opened_at    REAL NOT NULL,
    forgotten_at REAL,
    measured_at  REAL
);
CREATE INDEX exams_of_paper ON exams (paper_id);

-- `person` tells the attempts of one person from those of others; once the name is let go of, it
-- is a number that follows from nothing. `secret` is the SHA-256 of what the browser keeps,
-- `receipt` that of the number with which the results are looked up.
CREATE TABLE sittings (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    exam         INTEGER NOT NULL REFERENCES exams (number),
    person       TEXT NOT NULL,
    name         TEXT NOT NULL,
    unit         TEXT NOT NULL,
    audience     TEXT NOT NULL,
    user_id      INTEGER,
    attempt      INTEGER NOT NULL,
    version      TEXT NOT NULL,
    secret       TEXT UNIQUE,
    receipt      TEXT UNIQUE,
    began_at     REAL NOT NULL,
    due_at       REAL NOT NULL,
    revision     INTEGER NOT NULL DEFAULT 0,
    saved_at     REAL,
    submitted_at REAL,
    released     INTEGER NOT NULL DEFAULT 0,
    answers      TEXT NOT NULL DEFAULT '{}',
    marks        TEXT NOT NULL DEFAULT '{}',
    scores       TEXT NOT NULL DEFAULT '{}',
    waiting      TEXT NOT NULL DEFAULT '[]',
    UNIQUE (exam, person, attempt)
);
CREATE INDEX sittings_of_user ON sittings (user_id);

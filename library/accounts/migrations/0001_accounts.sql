-- Who may sign in, who is signed in, and what was done. Moments are seconds since 1970, UTC.
-- Of passwords, session tokens and API tokens only hashes are kept.
CREATE TABLE users (
    user_id      INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    folded       TEXT NOT NULL UNIQUE,
    password     TEXT NOT NULL,
    temporary    INTEGER NOT NULL DEFAULT 0,
    disabled     INTEGER NOT NULL DEFAULT 0,
    created_at   REAL NOT NULL,
    signed_in_at REAL
);

CREATE TABLE roles (
    user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    role    TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
) WITHOUT ROWID;

CREATE TABLE sessions (
    digest     TEXT PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    created_at REAL NOT NULL,
    seen_at    REAL NOT NULL,
    address    TEXT NOT NULL,
    agent      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_of_user ON sessions (user_id);

CREATE TABLE tokens (
    token_id   INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    digest     TEXT NOT NULL UNIQUE,
    created_at REAL NOT NULL,
    used_at    REAL,
    revoked_at REAL
);
CREATE INDEX tokens_of_user ON tokens (user_id);

CREATE TABLE failures (
    subject TEXT PRIMARY KEY,
    count   INTEGER NOT NULL,
    last    REAL NOT NULL,
    before  REAL NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit (
    entry_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    at        REAL NOT NULL,
    who       TEXT NOT NULL,
    address   TEXT NOT NULL,
    action    TEXT NOT NULL,
    object    TEXT NOT NULL,
    before    TEXT NOT NULL,
    after     TEXT NOT NULL
);
CREATE INDEX audit_by_moment ON audit (at);
CREATE INDEX audit_by_person ON audit (who, at);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

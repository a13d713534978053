-- What a person searched for and keeps an eye on; nobody else is shown any of it.
-- `asked` holds the parameters of a page of results. Of a feed's address only a hash is kept.
CREATE TABLE history (
    user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    asked   TEXT NOT NULL,
    at      REAL NOT NULL,
    total   INTEGER NOT NULL,
    PRIMARY KEY (user_id, asked)
) WITHOUT ROWID;

CREATE TABLE unrecorded (
    user_id INTEGER PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE
);

CREATE TABLE saved_searches (
    search_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    asked      TEXT NOT NULL,
    created_at REAL NOT NULL,
    generation TEXT NOT NULL DEFAULT '',
    feed       TEXT UNIQUE,
    UNIQUE (user_id, asked)
);

CREATE TABLE found_documents (
    search_id   INTEGER NOT NULL REFERENCES saved_searches (search_id) ON DELETE CASCADE,
    document_id TEXT NOT NULL,
    found_at    REAL NOT NULL,
    place       INTEGER NOT NULL,
    fresh       INTEGER NOT NULL,
    PRIMARY KEY (search_id, document_id)
) WITHOUT ROWID;

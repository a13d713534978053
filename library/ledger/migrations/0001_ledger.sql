-- The lists of hazards, measures and responsibilities. Moments are seconds since 1970, UTC; days
-- are ISO 8601 or ''. What was done is only added to: an item is never removed.
CREATE TABLE items (
    item_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    state      TEXT NOT NULL,
    text       TEXT NOT NULL,
    company    TEXT NOT NULL DEFAULT '',
    project    TEXT NOT NULL DEFAULT '',
    place      TEXT NOT NULL DEFAULT '',
    region     TEXT NOT NULL DEFAULT '',
    grade      TEXT NOT NULL DEFAULT '',
    aspect     TEXT NOT NULL DEFAULT '',
    found_by   TEXT NOT NULL DEFAULT '',
    found_on   TEXT NOT NULL DEFAULT '',
    clause_id  TEXT NOT NULL DEFAULT '',
    citation   TEXT NOT NULL DEFAULT '',
    duty       TEXT NOT NULL DEFAULT '',
    term       TEXT NOT NULL DEFAULT '',
    unit       TEXT NOT NULL DEFAULT '',
    person     TEXT NOT NULL DEFAULT '',
    measure    TEXT NOT NULL DEFAULT '',
    funds      TEXT NOT NULL DEFAULT '',
    plan       TEXT NOT NULL DEFAULT '',
    due_on     TEXT NOT NULL DEFAULT '',
    supervised INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE events (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id  INTEGER NOT NULL REFERENCES items (item_id),
    at       REAL NOT NULL,
    who      TEXT NOT NULL,
    action   TEXT NOT NULL,
    state    TEXT NOT NULL,
    note     TEXT NOT NULL,
    changes  TEXT NOT NULL
);
CREATE INDEX events_of_item ON events (item_id);

CREATE TABLE evidence (
    evidence_id INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id     INTEGER NOT NULL REFERENCES items (item_id),
    event_id    INTEGER NOT NULL REFERENCES events (event_id),
    name        TEXT NOT NULL,
    digest      TEXT NOT NULL,
    size        INTEGER NOT NULL,
    withdrawn   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX evidence_of_item ON evidence (item_id);
CREATE INDEX evidence_by_digest ON evidence (digest);

CREATE TABLE reports (
    report_id INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id   INTEGER NOT NULL REFERENCES items (item_id),
    event_id  INTEGER NOT NULL REFERENCES events (event_id),
    recipient TEXT NOT NULL,
    name      TEXT NOT NULL,
    made_on   TEXT NOT NULL,
    note      TEXT NOT NULL
);
CREATE INDEX reports_of_item ON reports (item_id);

CREATE TABLE links (
    item_id  INTEGER NOT NULL REFERENCES items (item_id),
    other_id INTEGER NOT NULL REFERENCES items (item_id),
    PRIMARY KEY (item_id, other_id),
    CHECK (item_id < other_id)
) WITHOUT ROWID;
CREATE INDEX links_of_other ON links (other_id);

-- What the monthly form asks for and no item tells; numbers of one month, decimal text.
CREATE TABLE figures (
    region TEXT NOT NULL,
    month  TEXT NOT NULL,
    field  TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (region, month, field)
) WITHOUT ROWID;

CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'what was done is only added to'); END;
CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'what was done is only added to'); END;
CREATE TRIGGER items_are_not_removed BEFORE DELETE ON items
BEGIN SELECT RAISE(ABORT, 'an item is never removed'); END;

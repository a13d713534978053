-- Briefs as they were made. `again_of` is the brief that one was made anew from, where it was.
CREATE TABLE briefs (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    subject    TEXT NOT NULL,
    headline   TEXT NOT NULL,
    as_of      TEXT NOT NULL,
    generation TEXT NOT NULL,
    made_at    REAL NOT NULL,
    made_by    TEXT NOT NULL,
    again_of   INTEGER REFERENCES briefs (number) ON DELETE SET NULL,
    content    TEXT NOT NULL
);

CREATE TABLE cited (
    number    INTEGER NOT NULL REFERENCES briefs (number) ON DELETE CASCADE,
    clause_id TEXT NOT NULL,
    PRIMARY KEY (number, clause_id)
) WITHOUT ROWID;

CREATE INDEX cited_clauses ON cited (clause_id);

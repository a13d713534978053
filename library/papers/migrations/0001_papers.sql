-- The papers that were assembled; `record` is the paper as JSON, with its questions as they were.
CREATE TABLE papers (
    paper_id TEXT PRIMARY KEY,
    title    TEXT NOT NULL,
    quarter  TEXT NOT NULL,
    made_at  REAL NOT NULL,
    record   TEXT NOT NULL
) WITHOUT ROWID;

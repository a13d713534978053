-- What a person confirmed or corrected; the last row of a field counts, the others are its history.
-- `value` and `reading` are JSON: what is right, and what the file said at that time.
CREATE TABLE corrections (
    correction_id INTEGER PRIMARY KEY,
    document_id   TEXT NOT NULL REFERENCES documents (document_id) ON DELETE CASCADE,
    field         TEXT NOT NULL,
    value         TEXT NOT NULL,
    reading       TEXT NOT NULL,
    basis         TEXT NOT NULL,
    who           TEXT NOT NULL,
    made_at       TEXT NOT NULL,
    withdrawn     INTEGER NOT NULL
);
CREATE INDEX corrections_of_document ON corrections (document_id);

-- By what nearly equal texts are found; made anew where missing.
CREATE TABLE sketches (
    document_id TEXT PRIMARY KEY REFERENCES documents (document_id) ON DELETE CASCADE,
    sketch      BLOB NOT NULL
) WITHOUT ROWID;

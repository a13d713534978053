-- What the collection held at the last generation recorded, and in which order it changed.
-- A document has one row: its last change. `added` is the number at which it last came in.
CREATE TABLE documents (
    document_id TEXT PRIMARY KEY,
    sha256      TEXT NOT NULL,
    clauses     INTEGER NOT NULL,
    added       INTEGER NOT NULL,
    number      INTEGER NOT NULL UNIQUE,
    removed     INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- A mark ends the changes of a generation; without its nonce nobody has a cursor that fits.
CREATE TABLE marks (
    number     INTEGER PRIMARY KEY,
    generation TEXT NOT NULL,
    at         REAL NOT NULL,
    nonce      TEXT NOT NULL,
    schema     TEXT NOT NULL
);

-- Documents and their clauses; `record` holds the fields of corpus.records.Document as JSON.
CREATE TABLE documents (
    document_id TEXT PRIMARY KEY,
    source_key  TEXT NOT NULL,
    checksum    TEXT NOT NULL,
    record      TEXT NOT NULL,
    text        TEXT NOT NULL,
    outline     TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX documents_by_source ON documents (source_key);

CREATE TABLE clauses (
    clause_id   TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (document_id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    address     TEXT NOT NULL,
    path        TEXT NOT NULL,
    citation    TEXT NOT NULL,
    text        TEXT NOT NULL,
    start       INTEGER NOT NULL,
    stop        INTEGER NOT NULL,
    defects     TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX clauses_in_order ON clauses (document_id, ordinal);

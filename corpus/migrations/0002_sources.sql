-- Documents become an ordinary table. In one WITHOUT ROWID, every look-up of an id, so also the
-- check of every clause's document, reads the whole row with its text.
-- Foreign keys are not enforced while scripts run: dropping the old table keeps the clauses.
CREATE TABLE documents_2 (
    document_id TEXT PRIMARY KEY NOT NULL,
    checksum    TEXT NOT NULL,
    record      TEXT NOT NULL,
    text        TEXT NOT NULL,
    outline     TEXT NOT NULL
);
INSERT INTO documents_2 SELECT document_id, checksum, record, text, outline FROM documents;

-- Which places a document was read from: a place holds one document, a document may have copies.
CREATE TABLE sources (
    source_key  TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (document_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX sources_of_document ON sources (document_id);
INSERT OR REPLACE INTO sources
    SELECT source_key, document_id FROM documents WHERE source_key != '';

DROP TABLE documents;
ALTER TABLE documents_2 RENAME TO documents;

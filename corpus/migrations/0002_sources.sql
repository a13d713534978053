-- Which places a document was read from: a place holds one document, a document may have copies.
CREATE TABLE sources (
    source_key  TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (document_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX sources_of_document ON sources (document_id);
INSERT OR REPLACE INTO sources
    SELECT source_key, document_id FROM documents WHERE source_key != '';

DROP INDEX documents_by_source;
ALTER TABLE documents DROP COLUMN source_key;

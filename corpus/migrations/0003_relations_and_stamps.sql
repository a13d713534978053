-- What a text says of other texts; `title` is as printed, the other text need not be here.
CREATE TABLE relations (
    document_id TEXT NOT NULL REFERENCES documents (document_id) ON DELETE CASCADE,
    clause_id   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    title       TEXT NOT NULL,
    number      TEXT,
    place       TEXT NOT NULL,
    start       INTEGER NOT NULL,
    stop        INTEGER NOT NULL
);
CREATE INDEX relations_of_document ON relations (document_id);

-- By what a file was last read: its checksum and the version of the readers. Unchanged, it need
-- not be read again.
ALTER TABLE sources ADD COLUMN stamp TEXT NOT NULL DEFAULT '';

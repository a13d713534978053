-- Every clause that an item rests on, where `items` tells the first alone: so that a document finds
-- all of its items at once.
CREATE TABLE item_sources (
    item_id     TEXT NOT NULL REFERENCES items (item_id) ON DELETE CASCADE,
    clause_id   TEXT NOT NULL,
    document_id TEXT NOT NULL,  -- after the key: PRAGMA quick_check of SQLite 3.40 errs otherwise
    PRIMARY KEY (item_id, clause_id)
) WITHOUT ROWID;

CREATE INDEX item_sources_by_document ON item_sources (document_id);
CREATE INDEX item_sources_by_clause ON item_sources (clause_id);

INSERT OR IGNORE INTO item_sources (item_id, document_id, clause_id)
SELECT item_id, json_extract(source.value, '$.document_id'), json_extract(source.value, '$.clause_id')
FROM items, json_each(record, '$.sources') AS source;

-- The signed reports of reviews as they were uploaded; the log of the draws names their SHA-256.
CREATE TABLE scans (
    sha256     TEXT NOT NULL,
    request_id TEXT NOT NULL,
    suffix     TEXT NOT NULL,
    content    BLOB NOT NULL,
    PRIMARY KEY (request_id, sha256)
);

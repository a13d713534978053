"""In which documents do two copies of a collection differ?"""

import sqlite3
from contextlib import closing
from pathlib import Path

__all__ = ["changed_documents"]

_CHANGED = """
    SELECT document_id FROM main.documents AS now
        LEFT JOIN before.documents AS old USING (document_id)
        WHERE old.record IS NOT now.record OR old.checksum IS NOT now.checksum
    UNION
    SELECT now.document_id FROM main.clauses AS now
        LEFT JOIN before.clauses AS old USING (clause_id)
        WHERE old.text IS NOT now.text OR old.path IS NOT now.path
            OR old.ordinal IS NOT now.ordinal OR old.document_id IS NOT now.document_id
            OR old.citation IS NOT now.citation
    UNION
    SELECT old.document_id FROM before.clauses AS old
        LEFT JOIN main.clauses AS now USING (clause_id)
        WHERE now.document_id IS NOT old.document_id
"""


def changed_documents(now: Path, before: Path) -> set[str]:
    """Return the documents whose record, text or clauses are not the same in both database files.

    New ones are among them; so may be documents that are gone. Raises sqlite3.Error.
    """
    with closing(sqlite3.connect(f"{now.resolve().as_uri()}?mode=ro", uri=True)) as db:
        db.execute("ATTACH ? AS before", (f"{before.resolve().as_uri()}?mode=ro",))
        return {name for (name,) in db.execute(_CHANGED)}

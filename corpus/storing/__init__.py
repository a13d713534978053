"""How is the collection kept on disk, and in memory for tests?"""

from corpus.storing.differences import changed_documents
from corpus.storing.sqlite_store import SqliteStore

__all__ = [
    "SqliteStore",
    "changed_documents",
]

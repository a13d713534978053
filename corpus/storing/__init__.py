"""How is the collection kept on disk, and in memory for tests?"""

from corpus.storing.sqlite_store import SqliteStore

__all__ = [
    "SqliteStore",
]

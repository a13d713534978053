"""How does an import show what it would do, and write nothing?"""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.originals import Originals
from corpus.store import DocumentStore
from corpus.storing import SqliteStore

__all__ = ["UnkeptOriginals", "rehearsal"]


@contextmanager
def rehearsal(database: Path) -> Iterator[DocumentStore]:
    """Open a copy of the database, thrown away at the end; there need not be one yet.

    A rehearsal runs the very code of the import, so that the two reports cannot differ. Raise
    StoreBroken where there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="zhiku-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, database.name)
        if database.is_file():
            with SqliteStore(database, read_only=True) as store:
                store.snapshot(copy)
        with SqliteStore(copy) as store:
            yield store


class UnkeptOriginals(Originals):
    """Knows the checksum of every original and keeps none."""

    def __init__(self) -> None:
        super().__init__(Path())

    def keep(self, path: Path) -> str:
        """Return the checksum of the file."""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def remove_unused(self, store: DocumentStore) -> int:  # noqa: ARG002
        """Remove nothing."""
        return 0

"""What do we know, and where is it written?

files → text → outline → documents with clauses → the store
"""

from corpus.errors import CorpusError, StoreBroken, UnknownDocument, UnreadableFile
from corpus.intake import ImportReport, Outcome, files_under, import_files, read_document
from corpus.records import Clause, Defect, Document, Kind, Node, Status
from corpus.sqlite_store import SqliteStore
from corpus.store import DocumentStore

__all__ = [
    "Clause",
    "CorpusError",
    "Defect",
    "Document",
    "DocumentStore",
    "ImportReport",
    "Kind",
    "Node",
    "Outcome",
    "SqliteStore",
    "Status",
    "StoreBroken",
    "UnknownDocument",
    "UnreadableFile",
    "files_under",
    "import_files",
    "read_document",
]

"""What do we know, and where is it written?

files → text → outline → documents with clauses → the store
"""

from corpus.cataloguing import read_document
from corpus.changes import Changes
from corpus.correcting import correct, withdraw
from corpus.corrections import (
    CONFIRMED,
    LABELS,
    Correction,
    Plain,
    active,
    as_read,
    label_of,
    plain,
    plain_words,
)
from corpus.errors import (
    BadCorrection,
    BadRecord,
    CorpusError,
    IdTaken,
    ImportInterrupted,
    OriginalMissing,
    StoreBroken,
    UnknownDocument,
    UnreadableFile,
    file_name,
)
from corpus.identity import BUILTIN, file_key
from corpus.intake import files_under, import_files
from corpus.life_cycle import standings
from corpus.originals import Originals
from corpus.outcomes import ImportReport, Outcome, Result, Similar
from corpus.places import place_of
from corpus.records import (
    Clause,
    Defect,
    Document,
    Doubt,
    Kind,
    Level,
    Node,
    Place,
    Relation,
    RelationKind,
    Status,
)
from corpus.rehearsal import UnkeptOriginals, rehearsal
from corpus.sqlite_store import SqliteStore
from corpus.store import DocumentStore

__all__ = [
    "BUILTIN",
    "CONFIRMED",
    "LABELS",
    "BadCorrection",
    "BadRecord",
    "Changes",
    "Clause",
    "CorpusError",
    "Correction",
    "Defect",
    "Document",
    "DocumentStore",
    "Doubt",
    "IdTaken",
    "ImportInterrupted",
    "ImportReport",
    "Kind",
    "Level",
    "Node",
    "OriginalMissing",
    "Originals",
    "Outcome",
    "Place",
    "Plain",
    "Relation",
    "RelationKind",
    "Result",
    "Similar",
    "SqliteStore",
    "Status",
    "StoreBroken",
    "UnkeptOriginals",
    "UnknownDocument",
    "UnreadableFile",
    "active",
    "as_read",
    "correct",
    "file_key",
    "file_name",
    "files_under",
    "import_files",
    "label_of",
    "place_of",
    "plain",
    "plain_words",
    "read_document",
    "rehearsal",
    "standings",
    "withdraw",
]

"""What do we know, and where is it written?

files → text → outline → documents with clauses → the store
"""

from corpus.cataloguing import read_document
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
from corpus.intake import (
    BUILTIN,
    UPLOADED,
    Changes,
    ImportReport,
    Outcome,
    Result,
    Similar,
    UnkeptOriginals,
    file_key,
    files_under,
    import_files,
    is_hidden,
    rehearsal,
)
from corpus.originals import Originals
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
from corpus.standing import standings
from corpus.store import DocumentStore
from corpus.storing import SqliteStore

__all__ = [
    "BUILTIN",
    "CONFIRMED",
    "LABELS",
    "UPLOADED",
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
    "is_hidden",
    "label_of",
    "place_of",
    "plain",
    "plain_words",
    "read_document",
    "rehearsal",
    "standings",
    "withdraw",
]

"""How does a folder of files become documents in the store, and what became of each?"""

from corpus.intake.changes import Changes
from corpus.intake.identity import BUILTIN, UPLOADED, file_key
from corpus.intake.importing import files_under, import_files, is_hidden
from corpus.intake.neighbours import Neighbours
from corpus.intake.outcomes import ImportReport, Outcome, Result, Similar
from corpus.intake.rehearsal import UnkeptOriginals, rehearsal

__all__ = [
    "BUILTIN",
    "UPLOADED",
    "Changes",
    "ImportReport",
    "Neighbours",
    "Outcome",
    "Result",
    "Similar",
    "UnkeptOriginals",
    "file_key",
    "files_under",
    "import_files",
    "is_hidden",
    "rehearsal",
]

"""What can go wrong with what a department keeps, and what is a person told?

LibraryError            anything below; its text is Chinese and fit to show
├── BackupFailed        no archive was made; says why
├── BackupRejected      an archive is not restored; the home is as it was
├── CaseRejected        a record is not a case as the library keeps it: names every field
├── SheetRejected       a file of records cannot be used as a whole: says what to put right
└── TableRejected       a row of a table of limits cannot be used: names the line
"""

from collections.abc import Sequence

__all__ = [
    "BackupFailed",
    "BackupRejected",
    "CaseRejected",
    "LibraryError",
    "SheetRejected",
    "TableRejected",
]


class LibraryError(Exception):
    """Root of the errors of the libraries."""


class BackupFailed(LibraryError):
    """No archive was made; one that was there before is untouched."""


class BackupRejected(LibraryError):
    """An archive is not restored, for what it is or for what is in the way; nothing changed."""


class CaseRejected(LibraryError):
    """A record is not a case; `problems` has one Chinese sentence for each field in fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(self.problems) + "。")


class SheetRejected(LibraryError):
    """A file of records cannot be used; nothing of it was imported."""


class TableRejected(LibraryError):
    """A row of a table cannot be used; names the line and what is wrong with it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"阈值表第{line}行：{reason}。请改正这一行。")

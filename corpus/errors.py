"""What can go wrong with the collection, and what is a person told?

CorpusError                 anything below; its text is Chinese and fit to show
├── UnreadableFile          a file gave no text: says which, why and what to do
├── UnknownDocument         no document or clause has this id
└── StoreBroken             the database cannot be used
"""

from pathlib import Path

__all__ = ["CorpusError", "StoreBroken", "UnknownDocument", "UnreadableFile"]


class CorpusError(Exception):
    """Root of the errors of the collection."""


class UnreadableFile(CorpusError):
    """A file gave no text; `path` names it, `reason` and `advice` are shown to the operator."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        self.path, self.reason, self.advice = path, reason, advice
        super().__init__(f"{path.name}：{reason}。{advice}")


class UnknownDocument(CorpusError):
    """No document or clause has this id."""

    def __init__(self, identity: str) -> None:
        super().__init__(f"没有编号为“{identity}”的文件或条款，请核对编号，或先用检索找到它。")


class StoreBroken(CorpusError):
    """The database cannot be used."""

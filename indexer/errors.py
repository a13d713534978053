"""What can go wrong while text becomes findable, and what is a person told?

IndexerError                anything below; its text is Chinese and fit to show
├── LexiconBroken           a line of a dictionary or synonym file cannot be read
├── EmbedderUnavailable     the embedding model is absent or cannot be loaded
├── DimensionMismatch       a vector's length is not the index's
├── BuildBusy               another process is building
├── BuildFailed             a build stopped; the generation before it still serves
└── GenerationBroken        files of the current generation are missing or damaged
"""

from pathlib import Path

__all__ = [
    "BuildBusy",
    "BuildFailed",
    "DimensionMismatch",
    "EmbedderUnavailable",
    "GenerationBroken",
    "IndexerError",
    "LexiconBroken",
]


class IndexerError(Exception):
    """Root of the errors of the indexer."""


class LexiconBroken(IndexerError):
    """A dictionary or synonym file cannot be used; says which file, which line and why.

    `told` is the same without the file, for those who do not know where it lies.
    """

    def __init__(self, path: Path, line: int, reason: str, advice: str) -> None:
        self.path, self.line = path, line
        where = f"第 {line} 行" if line else ""
        self.told = f"{where}{reason}。{advice}"
        super().__init__(f"词表文件 {path.name} {self.told}（文件位置：{path}）")


class EmbedderUnavailable(IndexerError):
    """The embedding model is absent or cannot be loaded; keyword search still works."""


class DimensionMismatch(IndexerError):
    """A vector's length is not the index's: index and model do not belong together."""

    def __init__(self, expected: int, given: int) -> None:
        self.expected, self.given = expected, given
        super().__init__(
            f"向量维数不符：索引是 {expected} 维，给出的是 {given} 维，说明索引不是用现在的"
            "语义模型建立的。请运行 zhiku reindex --full 重建索引。"
        )


class BuildBusy(IndexerError):
    """Another process is building; says which and since when."""


class BuildFailed(IndexerError):
    """A build stopped half-way; nothing was switched, the generation before it still serves."""


class GenerationBroken(IndexerError):
    """Files of a generation are missing or damaged; `path` names the culprit."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(
            f"索引文件不可用：{path}，{reason}。请运行 zhiku reindex --full 重建索引；"
            "原始文件和资料库不受影响。"
        )

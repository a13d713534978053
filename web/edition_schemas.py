"""What does a comparison of editions look like at the HTTP edge?"""

from datetime import date

from pydantic import BaseModel, Field

from library.editions import Change, Op
from web.described import described

__all__ = ["ComparisonAnswer"]


_CHANGES = "、".join(f"{change.value} {change.label}" for change in Change)


class ComparedDocumentAnswer(BaseModel):
    """One of the two documents."""

    model_config = described("对照的一份文件。")

    document_id: str
    title: str
    doc_no: str | None
    issued_on: date | None
    published_on: date | None
    effective_on: date | None


class ComparedClauseAnswer(BaseModel):
    """A clause in one of the two documents."""

    model_config = described("条款在一个版本中的位置和原文。")

    clause_id: str
    place: str
    citation: str
    text: str


class PieceAnswer(BaseModel):
    """A stretch of words with one fate."""

    model_config = described("一段文字：same 未变，deleted 旧有新无，inserted 新有旧无。")

    op: Op
    text: str


class RowAnswer(BaseModel):
    """A clause of both documents, or of one."""

    model_config = described(
        "一条条款在两个版本中的对应；只在一个版本中有的，另一边为空。pieces 只在 changed 时有，"
        "不含开头的条号；likeness 是两边文字的相似度，0 到 1。"
    )

    change: Change = Field(description=_CHANGES)
    renumbered: bool = Field(description="条号是否变动；有修改的条款也可能变动条号")
    likeness: float
    old: ComparedClauseAnswer | None
    new: ComparedClauseAnswer | None
    pieces: list[PieceAnswer]


class ComparisonAnswer(BaseModel):
    """What changed from one edition to the next."""

    model_config = described("逐条对照的结果，按新版本的次序；日期早的为 old。")

    old: ComparedDocumentAnswer
    new: ComparedDocumentAnswer
    counts: dict[Change, int]
    rows: list[RowAnswer]

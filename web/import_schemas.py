"""What do imports, the index and work in the background look like at the HTTP edge?"""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from web.described import described

__all__ = [
    "DeliveryId",
    "DoubtAnswer",
    "ImportAnswer",
    "ImportsAnswer",
    "JobAnswer",
    "JobId",
    "ReindexAnswer",
    "ReindexBody",
]

DeliveryId = Annotated[str, Path(description="一批文件的编号", examples=["3f2a" * 8])]
JobId = Annotated[str, Path(description="任务的编号", examples=["1767600900000-3f2a7b10"])]


class JobAnswer(BaseModel):
    """Something in the background."""

    model_config = described(
        "后台的一项任务。ended 为 true 时不再变化；said 是进度或结果的一句话，"
        "done、total 是已做和总数，单位随任务。"
    )

    job: str
    kind: str
    subject: str
    who: str
    created_at: datetime
    state: str
    ended: bool
    said: str
    done: int
    total: int
    ended_at: datetime | None


class SentFile(BaseModel):
    """A file that was received."""

    name: str
    size: int


class DoubtAnswer(BaseModel):
    """What is doubtful."""

    field: str
    value: str | None
    reason: str


class FieldChange(BaseModel):
    """A value before and now."""

    field: str
    before: str | list[str] | None
    now: str | list[str] | None


class FileChanges(BaseModel):
    """What differs from before."""

    fields: list[FieldChange]
    clauses_added: list[str]
    clauses_removed: list[str]
    clauses_changed: list[str]
    other: bool


class NearDocument(BaseModel):
    """A document that is much alike."""

    document_id: str
    title: str
    share: float
    advice: str


class FileOutcome(BaseModel):
    """What became of a file."""

    model_config = described(
        "一个文件的结果：新增、更新、替代、重复、未变、略过、失败；message 说明原因和处理办法，"
        "lines 是变更的说明，doubts 是要人核实的值，similar 是内容相近的文件。"
    )

    path: str
    result: str
    document_id: str | None
    title: str | None
    message: str
    notes: list[str]
    changes: FileChanges
    doubts: list[DoubtAnswer]
    similar: list[NearDocument]
    lines: list[str]


class ImportReportAnswer(BaseModel):
    """The report."""

    model_config = described("试导入或导入的报告；imported 为 false 时只是试，什么也没有写入。")

    imported: bool
    totals: str
    counts: dict[str, int]
    doubtful: int
    files: list[FileOutcome]


class DoubtfulDocument(BaseModel):
    """A document that is doubtful still."""

    document_id: str
    title: str
    doubts: list[DoubtAnswer]


class ImportBrief(BaseModel):
    """A delivery in brief."""

    model_config = described("一批文件；refused 是没有收下的，各有原因。")

    delivery: str
    who: str
    begun_at: datetime
    state: str
    files: list[SentFile]
    refused: list[str]
    job: JobAnswer | None


class ImportAnswer(ImportBrief):
    """A delivery with its report."""

    model_config = described(
        "一批文件和它的报告；没有试完时 report 为空。doubtful 是已导入、还有存疑的文件。"
    )

    report: ImportReportAnswer | None
    doubtful: list[DoubtfulDocument]


class ImportsAnswer(BaseModel):
    """The deliveries."""

    model_config = described("最近的几批文件，新的在前。")

    imports: list[ImportBrief]


class IndexAnswer(BaseModel):
    """The serving index."""

    name: str
    built: datetime
    documents: int
    clauses: int


class ReindexAnswer(BaseModel):
    """Whether the index is up to date."""

    model_config = described(
        "索引的情况：behind 为 true 时资料库有改动尚未反映在检索里；documents、clauses 是资料库的，"
        "index 是现用的索引，没有时为空；job 是最近一次更新，running 是现在进行的任务。"
    )

    behind: bool
    documents: int
    clauses: int
    index: IndexAnswer | None
    problems: list[str]
    job: JobAnswer | None
    running: JobAnswer | None


class ReindexBody(BaseModel):
    """How to build."""

    full: bool = Field(False, description="是否全部重建；false 时只处理有变化的", examples=[False])

"""What do the list of documents, the export and the changes look like at the HTTP edge?"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from corpus.records import Kind, RelationKind, Status
from web.described import described

__all__ = [
    "ChangesAnswer",
    "DocumentListAnswer",
    "DocumentListParameters",
    "ManifestAnswer",
    "SharedDocument",
]


class DocumentListParameters(BaseModel):
    """Everything as text, as for a search."""

    kind: list[str] = Field([], description="文件类别，可重复", examples=[["policy"]])
    status: list[str] = Field([], description="as_of 当日的时效状态，可重复；不写时不限")
    issuer: list[str] = Field([], description="发文机关，可以只写一部分，可重复")
    region: list[str] = Field([], description="地区，可以只写一部分，可重复")
    since: str = Field("", alias="from", description="成文（或发布）日期不早于，可只写年份")
    until: str = Field("", alias="to", description="成文（或发布）日期不晚于，可只写年份")
    as_of: str = Field("", description="按哪一天的时效状态，YYYY-MM-DD；不写时为当天")
    page: str = Field(
        "1",
        description="第几页，从 1 开始",
        json_schema_extra={"type": "integer", "minimum": 1, "default": 1},
    )
    limit: str = Field(
        "50",
        description="每页份数，1 到 200",
        json_schema_extra={"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    )


class ListedDocument(BaseModel):
    """A document in brief."""

    model_config = described("一份文件的著录信息和当日状态，没有正文。")

    document_id: str
    title: str
    kind: Kind
    doc_no: str | None
    issuer: str | None
    region: str | None
    level: str | None
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    status: Status
    status_basis: str


class DocumentListAnswer(BaseModel):
    """One page of the documents."""

    model_config = described("文件列表的一页，日期新的在前；next 是下一页的地址，没有时为空。")

    as_of: date
    total: int
    page: int
    documents: list[ListedDocument]
    next: str | None


class SharedClause(BaseModel):
    """A clause of a shared document."""

    model_config = described("条款；text 是文件 text 的 [start, end)。")

    clause_id: str
    address: str
    path: list[str]
    citation: str
    text: str
    start: int
    end: int


class SharedRelation(BaseModel):
    """What a clause says of another text."""

    model_config = described("条款提到的文件；place 是所指的条款地址，没有时为空字符串。")

    kind: RelationKind
    clause_id: str
    title: str
    number: str | None
    place: str


class SharedDocument(BaseModel):
    """A document as it is exported."""

    model_config = described(
        "一份文件，个人信息已隐去，不含原件。stated_status 是来源或人注明的状态，"
        "某一天的状态请另取文件。facts 是案例、卡片、要点的结构化字段。"
    )

    document_id: str
    title: str
    kind: Kind
    doc_no: str | None
    issuer: str | None
    region: str | None
    region_code: str | None
    level: str | None
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    expires_on: date | None
    repealed_on: date | None
    stated_status: Status
    stated_status_basis: str
    stated_status_as_of: date | None
    source: str
    verbatim: bool
    aliases: list[str]
    notes: list[str]
    facts: dict[str, Any]
    relations: list[SharedRelation]
    text: str
    clauses: list[SharedClause]


class ManifestEntry(BaseModel):
    """A document of the export."""

    model_config = described("一份文件的校验和：它在导出中那一行（不含换行）的 SHA-256。")

    document_id: str
    sha256: str
    clauses: int


class ManifestAnswer(BaseModel):
    """What an export holds."""

    model_config = described("导出的清单。cursor 是此后取变更的起点。")

    schema_version: str
    version: str
    generation: str
    made_at: datetime
    documents: int
    clauses: int
    cursor: str
    licence: str
    entries: list[ManifestEntry]


class ChangeAnswer(BaseModel):
    """What became of a document."""

    model_config = described(
        "一份文件的变更：added 新增，changed 修改，removed 移出。"
        "document 是它现在的全部内容，sha256 是其校验和；移出的两项为空。"
    )

    document_id: str
    change: Literal["added", "changed", "removed"]
    recorded_at: datetime
    sha256: str | None
    document: SharedDocument | None


class ChangesAnswer(BaseModel):
    """Changes in order."""

    model_config = described(
        "按先后排列的变更，每份文件只有最后一次。cursor 是下一次的 since；more 为 true 时还有。"
    )

    changes: list[ChangeAnswer]
    cursor: str
    more: bool
    next: str

"""What do gaps, backups and pages of a list look like at the HTTP edge?"""

from datetime import date, datetime

from pydantic import BaseModel, Field

from web.described import described, number

__all__ = [
    "BackupCheck",
    "BackupsAnswer",
    "GapParameters",
    "GapsAnswer",
    "PageParameters",
]


class PageParameters(BaseModel):
    """Which page."""

    page: str = Field("1", description="第几页，从 1 开始", json_schema_extra=number(1, 1))


class GapParameters(BaseModel):
    """Which gaps."""

    kind: str = Field("", description="哪一类缺口，完整的名称；不写时全部")
    q: str = Field("", description="文件、编号或情况里含有的文字")
    as_of: str = Field("", description="按哪一天清点，YYYY-MM-DD；不写时为当天")


class GapAnswer(BaseModel):
    """A gap."""

    subject: str
    document_id: str | None
    detail: str
    count: int
    places: list[str]


class GapGroupAnswer(BaseModel):
    """Gaps of one kind."""

    name: str
    advice: str
    total: int
    gaps: list[GapAnswer]


class GapsAnswer(BaseModel):
    """All gaps."""

    model_config = described("缺口，分类列出，要紧的在前；advice 说明怎样处理。")

    as_of: date
    groups: list[GapGroupAnswer]


class BackupAnswer(BaseModel):
    """A backup that is kept."""

    model_config = described("一个备份；url 是下载的地址，大小以字节计。")

    name: str
    size: int
    begun_at: datetime
    url: str


class BackupsAnswer(BaseModel):
    """Every backup that is kept."""

    backups: list[BackupAnswer]


class BackupCheck(BackupAnswer):
    """What became of checking one."""

    model_config = described(
        "核对的结果；sound 为假时 fault 写明哪里损坏，documents、clauses 为空。"
    )

    sound: bool
    fault: str
    documents: int | None
    clauses: int | None

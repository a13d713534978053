"""What does the ledger look like at the HTTP edge?"""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from web.ledgers import ItemForm

__all__ = [
    "FormAnswer", "ImportedAnswer", "ItemAnswer", "ItemNumber", "LedgerAnswer", "LinkBody",
    "ReportBody", "StepBody",
]  # fmt: skip

ItemNumber = Annotated[str, Path(description="这一项的编号", examples=["YH0001"])]


def _described(text: str) -> ConfigDict:
    return ConfigDict(json_schema_extra={"description": text})


class ListedItem(ItemForm):
    """An item as a list tells it."""

    model_config = _described(
        "一项。没有这一栏的清单不给出它；不知道的为空串。state 为 pending、doing、review、closed、"
        "void，label 是清单里的叫法。seen 随每次改动变大，改动时带上可免得盖掉别人的。"
    )

    number: str
    kind: str
    state: str
    label: str
    supervised: bool
    overdue: bool
    seen: int


class LedgerAnswer(BaseModel):
    """A page of items."""

    model_config = _described("台账的一页，未办结的在前，时限早的在前，每页 50 项。")

    total: int
    page: int
    items: list[ListedItem]


class EventAnswer(BaseModel):
    """A step of the history."""

    event: int
    at: datetime
    who: str
    action: str
    state: str
    note: str
    changes: dict[str, list[str]]


class EvidenceAnswer(BaseModel):
    """A file that shows what was done."""

    evidence: int
    name: str
    sha256: str
    size: int
    withdrawn: bool


class ReportAnswer(BaseModel):
    """To whom an item was reported."""

    recipient: str
    name: str
    made_on: str
    note: str


class ItemAnswer(ListedItem):
    """An item with its history."""

    model_config = _described(
        "一项及其历史（只增不改）、证据、双报告、关联的编号和现在可以办的步骤。"
        "changes 是各栏改动前后的值。"
    )

    linked: list[str]
    steps: list[str]
    history: list[EventAnswer]
    evidence: list[EvidenceAnswer]
    reports: list[ReportAnswer]


class StepBody(BaseModel):
    """A step to take."""

    action: str = Field(
        description="开始整改、报请复查、复查合格、退回整改、重新整改、挂牌督办、解除挂牌督办、作废",
        examples=["报请复查"],
    )
    note: str = Field("", max_length=4000, description="复查意见、退回或作废的理由等")
    seen: int | None = Field(None, description="这一步所依据的 seen；已经变了就答 409")


class ReportBody(BaseModel):
    """A report that was made."""

    recipient: str = Field(
        description="属地住建部门、企业职代会、其他负有监管职责的部门", examples=["属地住建部门"]
    )
    made_on: str = Field(max_length=40, description="报告日期", examples=["2026-01-03"])
    name: str = Field("", max_length=400, description="单位的名称")
    note: str = Field("", max_length=4000, description="方式、文号等")


class LinkBody(BaseModel):
    """An item to link."""

    other: str = Field(max_length=20, description="另一项的编号", examples=["CS0002"])
    off: bool = Field(False, description="true 时取消关联")


class RowAnswer(BaseModel):
    """What became of a row."""

    list: str
    row: int
    result: str
    number: str
    message: str


class ImportedAnswer(BaseModel):
    """What became of a workbook."""

    model_config = _described("导入的逐行结果：新增、更新、未变、失败；trial 为 true 时没有写入。")

    trial: bool
    counts: dict[str, int]
    rows: list[RowAnswer]


class ShareAnswer(BaseModel):
    """Found and put right."""

    found: int
    done: int
    rate: float | None


class MajorAnswer(ShareAnswer):
    """The same of major hazards."""

    supervised: int


class AspectAnswer(BaseModel):
    """A problem of part 5."""

    aspect: str
    number: str
    shows: str
    done: str


class FormAnswer(BaseModel):
    """The filled form."""

    model_config = _described(
        "统计表。rate 是整改率（%），一项也没有排查时为 null；figures 里没有填过的为 null；"
        "new、closed 是这一期新排查和销号的，void 是不计入的作废项。"
    )

    title: str
    period: str
    region: str
    since: str
    until: str
    general: ShareAnswer
    major: MajorAnswer
    figures: dict[str, float | None]
    aspects: list[AspectAnswer]
    new: int
    closed: int
    void: int

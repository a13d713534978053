"""What do requests and answers about duties look like at the HTTP edge?"""

from pydantic import BaseModel, Field

from corpus.records import Status
from library.duties import DeadlineKind, DutyOrder, Modality
from web.described import described
from web.parameters import AS_OF

__all__ = ["DutiesAnswer", "DutyParameters"]


class DutyParameters(BaseModel):
    """Everything as text: `web.duty_parameters` judges it, so that messages are ours."""

    q: str = Field(
        "", description="主题，如 应急演练、危大工程；不写时列出全部", examples=["应急演练"]
    )
    actor: list[str] = Field(
        [], description="主体，任何叫法都可以，没有写明主体的写 未指明，可重复", examples=[["企业"]]
    )
    modality: list[str] = Field([], description=f"情态，可重复：{'、'.join(Modality)}")
    timed: str = Field(
        "",
        description="true 只要写明期限或频次的，false 只要没有写明的；不写时不限",
        json_schema_extra={"type": "boolean"},
    )
    document: str = Field("", description="只看这份文件的，给出文件编号；不写时不限")
    as_of: str = Field("", description=AS_OF)
    order: str = Field(
        DutyOrder.PARTY.value,
        description="次序：party 按主体，deadline 按期限：有日期的在前，没有期限的在后",
        json_schema_extra={"enum": [order.value for order in DutyOrder]},
    )
    page: str = Field(
        "1",
        description="第几页，从 1 开始",
        json_schema_extra={"type": "integer", "minimum": 1, "default": 1},
    )
    limit: str = Field(
        "50",
        description="每页条数，1 到 200",
        json_schema_extra={"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    )


class DeadlineAnswer(BaseModel):
    """When or how often."""

    model_config = described("期限或频次：normal 是统一的写法，words 是原文，start、end 是位置。")

    kind: DeadlineKind
    normal: str
    words: str
    start: int
    end: int


class PenaltyAnswer(BaseModel):
    """The clause that punishes a breach."""

    model_config = described("同一部法里的罚则。")

    clause_id: str
    citation: str


class DutyAnswer(BaseModel):
    """One duty."""

    model_config = described(
        "一条义务。start、end 是 text 在文件全文里的起止，rule 是怎样判断主体的。"
    )

    document_id: str
    title: str
    status: Status | None
    clause_id: str
    citation: str
    parties: list[str]
    party_words: str
    modality: Modality
    action: str
    object: str
    condition: str
    deadlines: list[DeadlineAnswer]
    penalty: PenaltyAnswer | None
    text: str
    start: int
    end: int
    rule: str


class DutiesAnswer(BaseModel):
    """One page of duties."""

    model_config = described("一页义务；total 是符合条件的全部条数。按规则读出，请对照原文。")

    query: str
    order: DutyOrder
    total: int
    duties: list[DutyAnswer]
    notices: list[str]

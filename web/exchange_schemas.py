"""What do interpretations and questions look like at the HTTP edge?"""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from library.exchange import EnquiryState, Matter, State
from web.described import described

__all__ = [
    "AnswerBody",
    "EnquiriesAnswer",
    "EnquiryAnswer",
    "EnquiryDecisionBody",
    "EnquiryParameters",
    "FaqAnswer",
    "FaqParameters",
    "InterpretationParameters",
    "InterpretationRecordAnswer",
    "InterpretationsAnswer",
    "NoteDecisionBody",
    "NoteDraftBody",
    "NoteVersionBody",
]

_PAGE = Field(
    "1",
    description="第几页，从 1 开始，每页 50 项",
    json_schema_extra={"type": "integer", "minimum": 1, "default": 1},
)


class InterpretationParameters(BaseModel):
    """Which interpretations are wanted."""

    clause_id: str = Field("", description="只要这一条的，给出条款编号")
    document_id: str = Field("", description="只要这份文件的，给出文件编号")
    q: str = Field("", description="只要含有这些词的", max_length=200)
    page: str = _PAGE


class FaqParameters(BaseModel):
    """Which common questions are wanted."""

    q: str = Field("", description="只要含有这些词的", max_length=200)
    page: str = _PAGE


class EnquiryParameters(BaseModel):
    """Which questions are wanted."""

    state: str = Field("", description="只要这种状态的：待处理、已答复、已发布、不予公开")
    page: str = _PAGE


class RestingAnswer(BaseModel):
    """A clause on which something rests."""

    clause_id: str
    citation: str


class InterpretationAnswer(BaseModel):
    """What readers see."""

    model_config = described(
        "一篇已发布的解读，非原文。review 不为空时，所解读的条款已有改动，解读待复核。"
    )

    number: int
    clause_id: str
    citation: str
    text: str
    unit: str
    author: str
    version: int
    published_at: datetime
    review: str | None
    clauses: list[RestingAnswer]
    url: str


class InterpretationsAnswer(BaseModel):
    """One page."""

    total: int
    page: int
    interpretations: list[InterpretationAnswer]
    next: str | None


class FaqEntryAnswer(BaseModel):
    """A common question."""

    model_config = described(
        "一条常见问答，非原文；clauses 是答复所依据的条款，它们变了的 review 说明为什么待复核。"
    )

    number: int
    title: str
    question: str
    answer: str
    unit: str
    published_at: datetime
    review: str | None
    clauses: list[RestingAnswer]
    url: str


class FaqAnswer(BaseModel):
    """One page."""

    total: int
    page: int
    faq: list[FaqEntryAnswer]
    next: str | None


class NoteVersionAnswer(BaseModel):
    """A version."""

    version: int
    text: str
    unit: str
    author: str
    at: datetime
    clauses: list[str]


class NoteStepAnswer(BaseModel):
    """A change of state."""

    version: int
    at: datetime
    who: str
    state: State
    reason: str


class InterpretationRecordAnswer(BaseModel):
    """As staff see it."""

    model_config = described(
        "一篇解读的全部版本和经过；published 是读者看到的版本，没有发布时为空。"
    )

    number: int
    clause_id: str
    citation: str
    state: State
    published: int | None
    review: str | None
    versions: list[NoteVersionAnswer]
    steps: list[NoteStepAnswer]


class EnquiryAnswer(BaseModel):
    """A question."""

    model_config = described(
        "一条提问或纠错，文字里的联系方式已隐去；has_contact 只说有没有留联系方式，接口不给出。"
    )

    number: int
    matter: Matter
    clause_id: str | None
    citation: str | None
    text: str
    asked_at: datetime
    state: EnquiryState
    reason: str
    answer: str
    unit: str
    answered_by: str
    answered_at: datetime | None
    clauses: list[str]
    title: str
    question: str
    published_at: datetime | None
    has_contact: bool
    seen: str


class EnquiriesAnswer(BaseModel):
    """One page."""

    total: int
    page: int
    enquiries: list[EnquiryAnswer]
    next: str | None


class NoteDraftBody(BaseModel):
    """A first draft."""

    clause_id: str = Field(description="解读哪一条", examples=["jiliang-2020-133:2.4"])
    text: str = Field(description="解读，最长 5000 字", examples=["各地自行安排演练的时间。"])
    unit: str = Field(description="署名单位，最长 60 字", examples=["示例市住建局"])


class NoteVersionBody(BaseModel):
    """Another version."""

    text: str = Field(description="解读，最长 5000 字", examples=["各地自行安排演练的时间。"])
    unit: str = Field(description="署名单位，最长 60 字", examples=["示例市住建局"])
    upon: int = Field(description="在哪一版上修改，须是最新的一版", ge=0, le=2**31, examples=[1])


class NoteDecisionBody(BaseModel):
    """What becomes of an interpretation."""

    decision: Literal["publish", "send_back", "withdraw"] = Field(
        description="publish 发布，send_back 退回，withdraw 撤回", examples=["publish"]
    )
    reason: str = Field("", description="退回、撤回的理由，最长 300 字")
    upon: int = Field(
        0, ge=0, le=2**31, description="发布时必写：审核的是第几版；已有更新的版本就答 409",
        examples=[1],
    )  # fmt: skip


class AnswerBody(BaseModel):
    """An answer."""

    text: str = Field(description="答复，最长 5000 字；引用有误的不保存", examples=["每年一次。"])
    unit: str = Field(description="署名单位，最长 60 字", examples=["示例市住建局"])
    seen: str = Field(
        "", max_length=16, description="所依据的 seen；别人已改动的答 409，不写时不比较"
    )


class EnquiryDecisionBody(BaseModel):
    """What becomes of a question."""

    decision: Literal["publish", "take_down", "close"] = Field(
        description="publish 发布为常见问答，take_down 撤下，close 不予公开", examples=["publish"]
    )
    title: str = Field("", description="发布时的标题，最长 80 字")
    question: str = Field("", description="发布时的问题，最长 2000 字")
    reason: str = Field("", description="撤下、不予公开的理由，最长 300 字")
    seen: str = Field(
        "", max_length=16, description="发布时所依据的 seen；别人已改动的答 409，不写时不比较"
    )

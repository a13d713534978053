"""What do requests and answers about questions look like at the HTTP edge?"""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from library.questions import Decision, ItemState, ItemType, Origin
from library.questions.formats import Format
from web.described import described
from web.question_parameters import LEVELS

__all__ = [
    "AsideParameters",
    "DecisionBody",
    "EditBody",
    "ExportParameters",
    "FailedAnswer",
    "ItemsAnswer",
    "JudgedAnswer",
    "QuestionAnswer",
    "QuestionId",
    "QuestionParameters",
    "SetAsideAnswer",
    "StatisticsAnswer",
    "WishBody",
    "WorkAnswer",
]  # fmt: skip

QuestionId = Annotated[str, Path(description="题目的编号", examples=["Q0193cf41c6216700"])]


def _number(default: int, largest: int, text: str) -> str:
    return Field(
        str(default),
        description=text,
        json_schema_extra={
            "type": "integer", "minimum": 1, "maximum": largest, "default": default,
        },
    )  # fmt: skip


class QuestionParameters(BaseModel):
    """Everything as text: `web.question_parameters` judges it, so that messages are ours."""

    q: str = Field("", description="只要含有这些词的，空格隔开；不写时列出全部")
    topic: list[str] = Field([], description="主题，可重复")
    type: list[str] = Field([], description=f"题型，可重复：{'、'.join(ItemType)}")
    state: list[str] = Field([], description=f"状态，可重复：{'、'.join(ItemState)}")
    rule: list[str] = Field([], description="出题的规则，可重复，如 判断·期限")
    origin: list[str] = Field([], description=f"来源，可重复：{'、'.join(Origin)}")
    difficulty: str = Field("", description=f"难度：{'、'.join(LEVELS)}；不写时不限")
    flagged: str = Field(
        "",
        description="true 只要待复核的，false 只要不必复核的；不写时不限",
        json_schema_extra={"type": "boolean"},
    )
    document: str = Field("", description="只要依据这份文件的，给出文件编号")
    clause: str = Field("", description="只要依据这一条的，给出条款编号")
    page: str = _number(1, 200_000, "第几页，从 1 开始")
    limit: str = _number(50, 200, "每页题数，1 到 200")


class ExportParameters(QuestionParameters):
    """The same, and in which format."""

    format: str = Field(
        Format.EXCEL.value,
        description="格式",
        json_schema_extra={"enum": [form.value for form in Format]},
    )


class AsideParameters(BaseModel):
    """Which of what was set aside is wanted."""

    gate: str = Field("", description="只要没有过这道闸门的，如 近似重复；不写时列出全部")
    page: str = _number(1, 200_000, "第几页，从 1 开始，每页 50 道")


class SourceAnswer(BaseModel):
    """Where the answer stands."""

    document_id: str
    clause_id: str
    citation: str
    edition: str
    start: int
    end: int
    quote: str


class ChangeAnswer(BaseModel):
    """What was changed to make a statement false."""

    kind: str
    before: str
    after: str


class ItemAnswer(BaseModel):
    """One question."""

    model_config = described(
        "一道题。key 是正确选项的序号，从 0 开始；blanks 是各空可以接受的答案；points 是得分点；"
        "difficulty 是有效的难度，measured 不为空时为实测；reconsider 不为空时待复核，写明理由。"
    )

    item_id: str
    type: ItemType
    stem: str
    options: list[str]
    key: list[int]
    blanks: list[list[str]]
    points: list[str]
    sources: list[SourceAnswer]
    rule: str
    change: ChangeAnswer | None
    explanation: str
    topic: str
    difficulty: float
    state: ItemState
    origin: Origin
    reviewer: str
    reviewed_at: datetime | None
    reconsider: str
    answers: int
    discrimination: float | None
    url: str


class ItemsAnswer(BaseModel):
    """One page of questions."""

    model_config = described("一页题目；total 是符合条件的全部题数。")

    total: int
    page: int
    questions: list[ItemAnswer]
    next: str | None


class EventAnswer(BaseModel):
    """One thing that was done with it."""

    at: datetime
    person: str
    action: str
    note: str


class UseAnswer(BaseModel):
    """A paper in which it stood."""

    quarter: str
    paper: str


class QuestionAnswer(ItemAnswer):
    """One question with what was done with it."""

    model_config = described("一道题，另有经过和用过的试卷。")

    history: list[EventAnswer]
    uses: list[UseAnswer]


class SetAsideAnswer(BaseModel):
    """What failed a gate."""

    item_id: str
    type: ItemType
    stem: str
    citation: str
    rule: str
    gate: str
    reason: str


class FailedAnswer(BaseModel):
    """One page of what was set aside."""

    model_config = described("没有过闸门的题；counts 是各道闸门拦下的题数。")

    total: int
    page: int
    counts: dict[str, int]
    failed: list[SetAsideAnswer]
    next: str | None


class DecisionBody(BaseModel):
    """What is decided on which questions."""

    items: list[str] = Field(description="题目编号", min_length=1, max_length=1_000)
    decision: Decision = Field(
        description="；".join(f"{each.value} {each.label}" for each in Decision)
    )
    reason: str = Field("", description="理由，停用时必须写", max_length=200)


class JudgedAnswer(BaseModel):
    """What became of it."""

    model_config = described("done 是办妥的题数，refused 是没有办的，按编号写明为什么。")

    done: int
    refused: dict[str, str]


class EditBody(BaseModel):
    """What a question is to say; what is not given stays."""

    stem: str | None = Field(None, description="题干", max_length=20_000)
    options: list[str] | None = Field(None, description="选项", max_length=20)
    key: list[int] | None = Field(None, description="正确选项的序号，从 0 开始", max_length=20)
    blanks: list[list[str]] | None = Field(None, description="各空可以接受的答案", max_length=20)
    points: list[str] | None = Field(None, description="得分点", max_length=50)
    explanation: str | None = Field(None, description="解析", max_length=20_000)
    basis: str | None = Field(None, description="依据的引用，换一条时写", max_length=1_000)
    topic: str | None = Field(None, description="主题", max_length=100)
    note: str = Field("", description="为什么改", max_length=200)


class WishBody(BaseModel):
    """Which questions are to be made."""

    topics: list[str] = Field([], description="主题，不写时不限", max_length=50)
    types: list[ItemType] = Field([], description="题型，不写时不限", max_length=6)
    count: int = Field(100, description="最多出几道，0 为全部", ge=0, le=100_000)
    seed: str = Field("1", description="种子", max_length=100)
    document_id: str = Field("", description="只出依据这份文件的", max_length=300)


class MadeAnswer(BaseModel):
    """What was made."""

    model_config = described("出题的结果：新题的编号，各道闸门拦下几道。")

    items: list[str]
    by_type: dict[str, int]
    set_aside: dict[str, int]


class OutcomeAnswer(BaseModel):
    """What came of one entry of a file."""

    place: str
    result: str
    basis: str | None
    citation: str
    clause_id: str
    note: str
    item_id: str


class BroughtAnswer(BaseModel):
    """What came of a file."""

    model_config = described("导入的结果，一行一题；trial 为真时什么也没有写入。")

    name: str
    trial: bool
    results: dict[str, int]
    baseless: int
    rows: list[OutcomeAnswer]


class WorkAnswer(BaseModel):
    """What is under way, or what became of it."""

    model_config = described(
        "出题或导入的进度；running 为假时已结束，fault 写明为什么没有做成，made 或 brought 是结果。"
    )

    name: str | None
    running: bool
    began: datetime | None
    done: int
    total: int
    fault: str
    made: MadeAnswer | None
    brought: BroughtAnswer | None


class WeakAnswer(BaseModel):
    """A clause on which people miss much."""

    clause_id: str
    questions: list[str]
    answers: int
    missed: float


class CoverageAnswer(BaseModel):
    """How far a document is covered."""

    document_id: str
    title: str
    clauses: int
    covered: int


class CellAnswer(BaseModel):
    """How many there are of a kind."""

    topic: str
    type: ItemType
    state: ItemState
    count: int


class StatisticsAnswer(BaseModel):
    """How the bank is filled."""

    model_config = described(
        "按主题、题型、状态计数；difficulty 是难度 0–0.1、0.1–0.2…… 各有几道，停用的不算；"
        "coverage 是各份文件有题的条数；weak 是得分低的条款。"
    )

    total: int
    flagged: int
    cells: list[CellAnswer]
    difficulty: list[int]
    coverage: list[CoverageAnswer]
    weak: list[WeakAnswer]

"""What do the evaluations of the search look like at the HTTP edge?"""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from web.described import described

__all__ = [
    "AgainstParameters", "EvaluationAnswer", "EvaluationBegun", "EvaluationComparison",
    "EvaluationsAnswer", "RunName",
]  # fmt: skip

RunName = Annotated[str, Path(description="评测的名称", examples=["20260105-081500-000000"])]


class AgainstParameters(BaseModel):
    """Which earlier run a run is compared with."""

    against: str = Field(
        description="与哪一次评测比较，写它的名称", examples=["20260104-081500-000000"]
    )


class EvaluationBegun(BaseModel):
    """A run that was begun."""

    model_config = described(
        "开始了的一次评测；done 为假时还在后台进行，做完后用 /api/v1/evaluations/{name} 取结果。"
    )

    name: str
    title: str
    done: bool


class FiguresAnswer(BaseModel):
    """The figures of some questions."""

    model_config = described(
        "指标：success_k 是前 k 条有正确结果的比例，silence 是没有答案的问题里没有给出结果的比例；"
        "不适用时为空。p50_ms、p95_ms 是用时，毫秒。"
    )

    questions: int
    unanswerable: int
    success_1: float | None
    success_3: float | None
    success_10: float | None
    mrr_10: float | None
    ndcg_10: float | None
    silence: float | None
    p50_ms: float
    p95_ms: float


class EvaluationBrief(BaseModel):
    """A run in brief."""

    model_config = described("一次评测和它的指标；about 写明当时的模型、引擎。")

    name: str
    title: str
    who: str
    at: datetime
    about: dict[str, str]
    mode: str
    generation: str
    as_of: str
    figures: FiguresAnswer


class EvaluationWork(BaseModel):
    """The run under way, or what became of the last one."""

    model_config = described(
        "正在做的或最近一次评测：做了几个、共几个；没有做成的 fault 写明原因。"
    )

    title: str
    running: bool
    done: int
    total: int
    fault: str


class EvaluationsAnswer(BaseModel):
    """One page of the runs."""

    model_config = described("历次评测的一页，新的在前；work 是服务启动以来最近开始的一次。")

    total: int
    page: int
    evaluations: list[EvaluationBrief]
    work: EvaluationWork | None
    next: str | None


class QuestionAnswer(BaseModel):
    """A question and what was found."""

    model_config = described(
        "一个问题：ranks 是各预期答案的名次（100 名以内，没有时为空），first 是最前的一个，"
        "hits 是前十条的条款编号和引用。"
    )

    name: str
    query: str
    style: str
    note: str
    expected: list[str]
    ranks: list[int | None]
    hits: list[list[str]]
    total: int
    took_ms: float
    first: int | None


class BadRowAnswer(BaseModel):
    """A question that was not asked."""

    row: int
    query: str
    reason: str


class EvaluationAnswer(EvaluationBrief):
    """A run, question by question."""

    model_config = described("一次评测，逐个问题；by_style 是各分类的指标。")

    by_style: dict[str, FiguresAnswer]
    answers: list[QuestionAnswer]
    bad_rows: list[BadRowAnswer]


class ChangedQuestion(BaseModel):
    """A question that is answered better or worse than before."""

    model_config = described(
        "一个变好或变差的问题：before、after 是最前的正确结果的名次，没有时为空。"
    )

    query: str
    before: int | None
    after: int | None


class EvaluationComparison(BaseModel):
    """Two runs side by side."""

    model_config = described(
        "两次评测逐问比较：better 变好的，worse 变差的，same 没变的个数，"
        "unmatched 只有一次问过的个数；chance 是符号检验的概率，越小越不像偶然。"
    )

    before: EvaluationBrief
    after: EvaluationBrief
    better: list[ChangedQuestion]
    worse: list[ChangedQuestion]
    same: int
    unmatched: int
    chance: float

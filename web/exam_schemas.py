"""What do papers and tests look like at the HTTP edge?"""

from typing import Any

from pydantic import BaseModel, Field

from library.exams import Identity, Showing
from web.described import described

__all__ = ["AnalysisAnswer", "ExamAnswer", "ExamBody", "ExamsAnswer", "PaperAnswer", "PaperBody",
           "PapersAnswer", "RecordAnswer", "RecordParameters", "ResultsAnswer"]  # fmt: skip


class PaperBody(BaseModel):
    """What a paper is to be made of."""

    blueprint: str = Field(description="自带蓝图的名称，或蓝图的 YAML 文字", max_length=65_536)
    quarter: str = Field(description="考试的季度，如 2026Q4", max_length=20)
    seed: str = Field("1", description="种子", max_length=40)
    picked: list[str] = Field([], description="必须用的题目编号", max_length=300)
    left_out: list[str] = Field([], description="不用的题目编号", max_length=300)


class ListedPaper(BaseModel):
    """A paper in a list."""

    paper_id: str
    title: str
    quarter: str
    made_at: str
    exams: list[int]


class PapersAnswer(BaseModel):
    """The papers."""

    model_config = described("组成的试卷，季度新的在前；exams 是用过它的考试。")

    papers: list[ListedPaper]


class PrintedAnswer(BaseModel):
    """A question of a version."""

    number: int
    item_id: str
    type: str
    score: str
    stem: str
    options: list[str]
    key: str
    points: list[str]
    clauses: list[str]


class PaperAnswer(BaseModel):
    """A paper with its keys."""

    model_config = described("一份试卷的 A、B 两卷，附答案；分数是文字，没有误差。")

    paper_id: str
    title: str
    quarter: str
    seed: str
    total: str
    passing: str
    minutes: int
    versions: dict[str, list[PrintedAnswer]]


class ExamBody(BaseModel):
    """The rules of a test."""

    paper_id: str = Field(description="试卷编号", max_length=60)
    opens: str = Field(description="开始时间，ISO 8601；没有时区的按服务器的时区", max_length=40)
    closes: str = Field(description="结束时间", max_length=40)
    title: str = Field("", description="名称，留空用试卷的", max_length=200)
    minutes: int | None = Field(None, description="答题时间，留空用试卷的", ge=1, le=600)
    attempts: int = Field(1, description="每人可以答几次，计最好的一次")
    identity: Identity = Field(Identity.NAME, description="凭什么参加")
    showing: Showing = Field(Showing.NOW, description="什么时候看成绩和解析")
    partial: str = Field("", description="多选题少选时每选对一项得分，留空用蓝图的", max_length=10)
    keep_days: int = Field(180, description="姓名保存到结束后多少天")
    versions: str = Field("AB", description="AB 轮流，或只用 A、B", max_length=2)


class ExamRow(BaseModel):
    """A test in a list."""

    number: int
    title: str
    paper_id: str
    quarter: str
    state: str
    opens_at: str
    closes_at: str
    url: str
    began: int
    handed_in: int


class ExamsAnswer(BaseModel):
    """The tests."""

    model_config = described("开设过的考试，新的在前；url 是参加考试的地址，不含主机名。")

    exams: list[ExamRow]


class GroupAnswer(BaseModel):
    """How a group did."""

    name: str
    people: int
    passed: int
    waiting: int
    rate: float | None
    mean: str | None


class ExamAnswer(BaseModel):
    """A test and how people did."""

    model_config = described("一场考试：规则、链接，按单位和按人员类别的成绩；每人计最好的一次。")

    exam: ExamRow
    terms: dict[str, Any]
    forgotten_at: str | None
    by_unit: list[GroupAnswer]
    by_audience: list[GroupAnswer]


class ResultRow(BaseModel):
    """One sitting."""

    sitting: int
    name: str
    unit: str
    audience: str
    attempt: int
    version: str
    score: str
    passed: bool
    waiting: int
    counted: bool
    submitted_at: str


class ResultsAnswer(BaseModel):
    """Who did how."""

    model_config = described("交了的答卷。姓名是个人信息，过了保存期为空；counted 是计入的一次。")

    results: list[ResultRow]


class ItemRow(BaseModel):
    """What the answers to a question showed."""

    item_id: str
    type: str
    stem: str
    answers: int
    right: int
    missed: float
    discrimination: float | None
    remark: str


class WeakRow(BaseModel):
    """A clause to teach again."""

    clause_id: str
    citation: str
    quote: str
    questions: int
    answers: int
    missed: float
    confused: list[str]


class AnalysisAnswer(BaseModel):
    """What the answers showed of questions and clauses."""

    model_config = described(
        "按各人第一次的回答：missed 是失分的比例，discrimination 是与其余各题总分的相关，"
        "不足 20 人为 null；weak 是应当再讲的条款。"
    )

    people: int
    items: list[ItemRow]
    weak: list[WeakRow]


class RecordParameters(BaseModel):
    """Which part of the training record is wanted."""

    quarter: str = Field("", description="只要这个季度的，如 2026Q4", max_length=10)


class RecordRow(BaseModel):
    """How an audience did in a test."""

    quarter: str
    exam: int
    title: str
    audience: str
    people: int
    passed: int
    waiting: int
    rate: float | None


class RecordAnswer(BaseModel):
    """The training record."""

    model_config = described("培训记录：每场考试、每类人员的人数和合格率，不含姓名。")

    record: list[RecordRow]

"""What does the expert library look like at the HTTP edge? No answer but one has contact data."""

from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel, Field

from web.described import described, number
from web.experts import FindParameters

__all__ = [
    "ApiFindParameters", "CommitBody", "CommittedAnswer", "ContactAnswer", "DrawAnswer",
    "DrawNumber", "DrawsAnswer", "ExpertAnswer", "ExpertNumber", "FoundAnswer", "ImportedExperts",
    "ProposalAnswer", "ProposalParameters", "PurposeBody", "ReasonBody", "RecordAnswer",
    "ReplyBody", "SecretBody", "StatisticsAnswer", "VerifiedAnswer",
]  # fmt: skip

ExpertNumber = Annotated[int, Path(description="专家编号", ge=1, le=2**53, examples=[1])]
DrawNumber = Annotated[str, Path(description="申请编号", examples=["2026-0001"])]


class ApiFindParameters(FindParameters):
    """What a program may ask for."""

    limit: str = Field(
        "", description="最多几位", json_schema_extra=number(1, 20, 1000), max_length=10
    )


class ProposalParameters(BaseModel):
    """Of which works the needs are asked."""

    work: list[str] = Field(
        [], max_length=20, description="工程和大小，可以重复", examples=[["基坑:深度=6.5"]]
    )
    region: str = Field("", max_length=100, description="用这个地区的增补规定")


class PurposeBody(BaseModel):
    """What contact data are looked at for."""

    purpose: str = Field(
        max_length=200, description="用途，记入日志", examples=["通知参加 2026-0001 的论证"]
    )


class CommitBody(BaseModel):
    """A commitment of one's own, if any."""

    commitment: str = Field("", max_length=64, description="自己算好的承诺；不给就生成密数")


class SecretBody(BaseModel):
    """A secret."""

    secret: str = Field(max_length=1000, description="本人的密数，或公开数值", examples=["0123456"])


class ReplyBody(BaseModel):
    """What somebody of the panel answered."""

    expert_id: int = Field(ge=1, le=2**53, description="哪一位专家", examples=[1])
    answer: str = Field(max_length=10, description="确认 或 谢绝", examples=["确认"])
    reason: str = Field("", max_length=1000, description="谢绝的理由，进入公开记录")


class ReasonBody(BaseModel):
    """Why."""

    reason: str = Field(
        max_length=1000, description="理由，记入日志，不能更改", examples=["候补用完"]
    )


class SpecialtyName(BaseModel):
    """A specialty."""

    code: str
    name: str


class MatchAnswer(SpecialtyName):
    """A specialty that a phrase may mean."""

    score: float
    reason: str
    suggested: bool
    basis: str


class FoundExpertAnswer(BaseModel):
    """An expert in a list."""

    expert_id: int
    name: str
    unit: str
    title: str
    region: str
    specialties: list[str]
    state: str
    recent_reviews: int | None = None
    reason: str


class FoundAnswer(BaseModel):
    """What a look-up found."""

    model_config = described(
        "说法可能指的专业（最像的在前，各有理由）和专家。recent_reviews 是最近 365 天论证次数，"
        "只有专家管理看得到；suggested 表示这个专业是建议的、非法定的。"
    )

    specialties: list[MatchAnswer]
    total: int
    experts: list[FoundExpertAnswer]


class ReviewAnswer(BaseModel):
    """A review."""

    day: str
    request_id: str
    project: str
    conclusion: str


class HistoryAnswer(BaseModel):
    """A change."""

    at: str
    who: str
    action: str
    before: dict[str, Any]
    after: dict[str, Any]


class ExpertAnswer(BaseModel):
    """An expert."""

    model_config = described(
        "一位专家。登录的人只见编号、姓名、职称、单位、地区、专业、状态；其余各栏只给专家管理。"
        "联系方式和身份证号不在其中，contact_held 只说有没有。seen 用来防止盖掉别人的改动。"
    )

    expert_id: int
    name: str
    unit: str
    title: str
    region: str
    specialties: list[SpecialtyName]
    state: str
    sex: str | None = None
    years: int | None = None
    qualifications: list[str] | None = None
    term_start: str | None = None
    term_end: str | None = None
    standing: str | None = None
    integrity: list[str] | None = None
    former_units: list[str] | None = None
    avoid_units: list[str] | None = None
    avoid_persons: list[str] | None = None
    note: str | None = None
    contact_held: bool | None = None
    recent_reviews: int | None = None
    seen: str | None = None
    reviews: list[ReviewAnswer] | None = None
    history: list[HistoryAnswer] | None = None


class ContactAnswer(BaseModel):
    """How an expert is reached."""

    model_config = described("联系方式和身份证号；只给专家管理，看一次记一笔。没有的为空串。")

    mobile: str
    phone: str
    email: str
    address: str
    id_number: str


class RowOutcomeAnswer(BaseModel):
    """What became of a row."""

    row: int
    result: str
    expert_id: int
    name: str
    message: str


class ImportedExperts(BaseModel):
    """What became of a sheet."""

    model_config = described("导入的逐行结果：新增、更新、未变、失败；trial 为 true 时没有写入。")

    trial: bool
    counts: dict[str, int]
    rows: list[RowOutcomeAnswer]


class LoadAnswer(BaseModel):
    """How much an expert carries."""

    expert_id: int
    name: str
    unit: str
    reviews: int


class CoverageAnswer(SpecialtyName):
    """How many a specialty has."""

    engaged: int
    wanted: int
    lacking: int


class EndingAnswer(BaseModel):
    """Whose term ends."""

    expert_id: int
    name: str
    unit: str
    term_end: str


class StatisticsAnswer(BaseModel):
    """The pool on a day."""

    model_config = described(
        "统计。wanted 是一组专家和候补所需的人数，lacking 是还缺几名；load 是最近一年的论证次数。"
    )

    day: str
    total: int
    states: dict[str, int]
    reviews: int
    unused: int
    load: list[LoadAnswer]
    specialties: list[CoverageAnswer]
    ending: list[EndingAnswer]


class NeedAnswer(BaseModel):
    """A specialty that is needed."""

    specialty: str
    name: str
    number: int
    reserve: int
    suggested: bool


class ProposalAnswer(BaseModel):
    """What works need."""

    model_config = described("判定的工程、建议的专业和人数、依据；notes 写明没有计入的。")

    works: list[str]
    size: int
    needs: list[NeedAnswer]
    basis: str
    notes: list[str]


class OverviewAnswer(BaseModel):
    """A request in a list."""

    request_id: str
    project: str
    at: int
    day: str
    step: str


class DrawsAnswer(BaseModel):
    """All requests."""

    model_config = described("全部申请，新的在前；at 是 1970 年起的秒数，step 是最后一步。")

    total: int
    draws: list[OverviewAnswer]


class CandidateAnswer(BaseModel):
    """Somebody drawn; sealed, a handle alone."""

    handle: str
    expert_id: int | None = None
    name: str | None = None
    title: str | None = None
    unit: str | None = None


class SeatAnswer(CandidateAnswer):
    """A seat."""

    need: str
    reply: str


class DrawAnswer(BaseModel):
    """A request."""

    model_config = described(
        "一项申请到哪一步。request 是日志里的申请；excluded 是每种不参加的理由各几人；"
        "sealed 为 true 时，专家管理以外的人只见代号。"
    )

    request: dict[str, Any]
    stage: str
    draw: int
    reason: str
    commitments: dict[str, str]
    candidates: int
    eligible: int
    excluded: dict[str, int]
    seed: str
    panel: list[SeatAnswer]
    reserve: list[CandidateAnswer]
    reserve_lacking: dict[str, int]
    conclusion: str
    sealed: bool


class CommittedAnswer(BaseModel):
    """A commitment that was made."""

    model_config = described("承诺。secret 只在这里给出一次，库里不存；用自己的承诺时为空串。")

    stage: str
    secret: str
    commitment: str


class RecordAnswer(BaseModel):
    """A published record."""

    model_config = described("公开记录，写法见 docs/experts.md；一个字节也不能改。")

    digest: str
    record: dict[str, Any]


class CheckAnswer(BaseModel):
    """One thing that was looked at."""

    name: str
    found: str


class VerifiedAnswer(BaseModel):
    """What the checks found."""

    model_config = described("逐步重算的结果；found 为空串的相符，第一个不符以后的没有再查。")

    holds: bool
    digest: str
    request_id: str
    stage: str
    draws: int
    panel: list[str]
    notes: list[str]
    checks: list[CheckAnswer]

"""What do the checks of works and of drafts look like at the HTTP edge?"""

from datetime import date

from pydantic import BaseModel, Field

from library.citations import Verdict
from library.editions import Op
from library.thresholds import State
from web.described import described

__all__ = ["AccidentAnswer", "CitationsAnswer", "DraftBody", "ThresholdsAnswer"]


class RowAnswer(BaseModel):
    """A row of the table."""

    model_config = described("阈值表的一行：原表的话、文件、条款、地区和施行日期，不知道的为空。")

    item: str
    level: str
    rule: str
    document: str | None
    clause: str | None
    region: str | None
    effective_on: date | None


class JudgedRowAnswer(RowAnswer):
    """A row and how the works stand to it."""

    state: State = Field(description="met 达到，not_met 未达到，open 未定")
    reason: str


class ConditionAnswer(BaseModel):
    """What no number says."""

    model_config = described("数字说不了的条件；answer 为空时还没有回答。")

    number: int
    text: str
    level: str
    answer: bool | None


class ConsequenceAnswer(BaseModel):
    """What follows."""

    model_config = described("应当做的一件事和它的依据；库里没有这一条时 clause_id 为空。")

    what: str
    citation: str
    clause_id: str | None


class ThresholdsAnswer(BaseModel):
    """How hazardous works are."""

    model_config = described(
        "判定结果。answer 为 非危大、危大、至少危大、超过一定规模 或 资料不足；missing 和没有回答的"
        "条件说明还缺什么。"
    )

    works: str
    category: str
    answer: str
    certain: bool
    deciding: RowAnswer | None
    rows: list[JudgedRowAnswer]
    missing: list[str]
    conditions: list[ConditionAnswer]
    measures: dict[str, str]
    experts: int | None = Field(description="专家论证至少几名专家；不需要论证时为空")
    following: list[ConsequenceAnswer]
    notes: list[str]


class AccidentAnswer(BaseModel):
    """How grave an accident is."""

    model_config = described("事故等级，哪几项决定，哪几项不知道。")

    answer: str
    certain: bool
    deciding: list[str]
    unknown: list[str]
    reason: str
    basis: ConsequenceAnswer


class DraftBody(BaseModel):
    """A draft."""

    text: str = Field(
        description="稿子的文字，最长 20 万字", examples=["依据《安全生产法》第四十一条，……"]
    )
    as_of: str = Field("", description="按哪一天的时效，YYYY-MM-DD；不写时为当天", examples=[""])


class CitedDocumentAnswer(BaseModel):
    """A document that is held."""

    model_config = described("库中的一份文件。")

    document_id: str
    title: str
    doc_no: str | None


class QuotePieceAnswer(BaseModel):
    """A stretch of words with one fate."""

    model_config = described("一段文字：same 相同，deleted 原文有而引文没有，inserted 引文多出。")

    op: Op
    text: str


class QuoteAnswer(BaseModel):
    """Words quoted beside a citation."""

    model_config = described("引文。agrees 为空时没有原文可以核对；pieces 只在不符时有。")

    start: int
    end: int
    text: str
    agrees: bool | None
    pieces: list[QuotePieceAnswer]
    note: str


_VERDICTS = "、".join(f"{verdict.value} {verdict.label}" for verdict in Verdict)


class CitationAnswer(BaseModel):
    """One citation."""

    model_config = described(
        "一处引用。start、end 是在稿子里的起止；inferred 说明文件名在前文；未收录不等于不存在。"
    )

    start: int
    end: int
    text: str
    title: str | None
    number: str | None
    place: str | None
    inferred: bool
    verdict: Verdict = Field(description=_VERDICTS)
    label: str
    notes: list[str]
    status: str | None
    document: CitedDocumentAnswer | None
    clause_id: str | None
    citation: str | None
    successor: CitedDocumentAnswer | None
    quote: QuoteAnswer | None


class CitationsAnswer(BaseModel):
    """Every citation of a draft."""

    model_config = described("一份稿子的全部引用，按出现的次序。")

    as_of: date
    generation: str
    counts: dict[Verdict, int]
    misquoted: int = Field(description="引文不符的处数")
    citations: list[CitationAnswer]

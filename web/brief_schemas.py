"""What do decision briefs look like at the HTTP edge?"""

from datetime import date, datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "BriefAnswer",
    "BriefBody",
    "BriefNumber",
    "BriefsAnswer",
    "RemadeAnswer",
    "SavedBriefAnswer",
]

BriefNumber = Annotated[int, Path(description="研判单的编号", ge=1, le=2**53, examples=[1])]


def _described(text: str) -> ConfigDict:
    return ConfigDict(json_schema_extra={"description": text})


class BriefBody(BaseModel):
    """What a brief is made about."""

    subject: str = Field(
        description="主题、工程或一段情况，最长 500 字",
        examples=["某工地开挖6米基坑，周边有燃气管道"],
    )
    as_of: str = Field("", description="按哪一天的时效，YYYY-MM-DD；不写时为当天", examples=[""])
    summary: bool = Field(
        False, description="是否请语言模型起草摘要；没有设置语言模型时不能为 true", examples=[False]
    )


class SavedBriefAnswer(BaseModel):
    """A brief in the list."""

    model_config = _described("存下的一份研判单；again_of 是它重做自哪一份。")

    number: int
    subject: str
    headline: str
    as_of: date
    generation: str
    made_at: datetime
    made_by: str
    again_of: int | None


class BriefsAnswer(BaseModel):
    """The list."""

    model_config = _described("存下的研判单，新的在前，最多 200 份；total 是总数。")

    total: int
    briefs: list[SavedBriefAnswer]


class StatementAnswer(BaseModel):
    """A sentence."""

    model_config = _described("一句话；grounds 是它的出处的编号，time 是义务的期限或频次。")

    text: str
    grounds: list[int]
    time: str


class PartAnswer(BaseModel):
    """Sentences under a name."""

    model_config = _described("一组；left 是没有列出的条数，用 query 查义务可以看到。")

    name: str
    statements: list[StatementAnswer]
    left: int
    query: str
    short: bool


class SectionAnswer(BaseModel):
    """A section."""

    name: str
    parts: list[PartAnswer]
    note: str


class GroundAnswer(BaseModel):
    """A place."""

    model_config = _described(
        "一处出处：source 是依据清单的序号；库里没有时 clause_id 为空字符串。"
    )

    number: int
    source: int
    place: str
    citation: str
    text: str
    clause_id: str


class SourceAnswer(BaseModel):
    """A document."""

    model_config = _described("依据清单的一项；words 是库中所存（原文、要点、卡片……）。")

    number: int
    title: str
    words: str
    status: str
    basis: str
    document_id: str


class SummaryAnswer(BaseModel):
    """What a language model wrote."""

    model_config = _described("语言模型起草的摘要，须人工审核。")

    statements: list[StatementAnswer]
    model: str


class BriefAnswer(SavedBriefAnswer):
    """A brief."""

    model_config = _described(
        "一份研判单。sections 依次为事项与判断、各方职责、类似事故、需要的专业、缺口与待核实；"
        "index_kept 说明当时的索引还在不在。"
    )

    index_kept: bool
    reading: list[str]
    sections: list[SectionAnswer]
    grounds: list[GroundAnswer]
    sources: list[SourceAnswer]
    summary: SummaryAnswer | None


class RemadeAnswer(BaseModel):
    """A brief made anew."""

    model_config = _described(
        "重做的一份，和与原来相比的变化；reproduced 说明在当时的索引上重做是否一致，"
        "索引已不在时为空。"
    )

    brief: BriefAnswer
    changes: list[str]
    reproduced: bool | None

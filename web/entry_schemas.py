"""What do the entry of a document and its corrections look like at the HTTP edge?"""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from corpus.corrections import CONFIRMED, LABELS
from web.described import described
from web.entries import LONGEST_VALUE
from web.import_schemas import DoubtAnswer

__all__ = [
    "CorrectionBody",
    "DocumentId",
    "EntryAnswer",
    "RemovalAnswer",
    "WithdrawalBody",
]

DocumentId = Annotated[str, Path(description="文件编号", examples=["jiliang-2020-133"])]
_FIELDS = "、".join(f"{field} {label}" for field, label in {**LABELS, **CONFIRMED}.items())


class EntryField(BaseModel):
    """A field."""

    field: str
    label: str
    value: str | list[str] | None
    remark: str


class EntryHistory(BaseModel):
    """Something that was done to the entry."""

    field: str
    done: str
    basis: str
    who: str
    made_at: datetime


class EntryAnswer(BaseModel):
    """The entry of a document."""

    model_config = described(
        "资料库现在的著录（更新索引后反映到检索）；remark 说明人工更正或确认，"
        "doubts 是存疑的值，history 是历次更正，新的在前。"
    )

    document_id: str
    fields: list[EntryField]
    doubts: list[DoubtAnswer]
    history: list[EntryHistory]


class WithdrawalBody(BaseModel):
    """Which field goes back to what the file says."""

    field: str = Field(description=f"哪一项：{_FIELDS}", examples=["issuer"])
    basis: str = Field(
        max_length=LONGEST_VALUE, description="依据，必填", examples=["省政府公报2024年第3期"]
    )


class CorrectionBody(WithdrawalBody):
    """A value that is right."""

    value: str = Field(
        "",
        max_length=LONGEST_VALUE,
        description="核实后的值；日期写作 YYYY-MM-DD，几个别名用顿号隔开，空的清空这一项",
        examples=["吉林省粮食和物资储备局"],
    )
    confirm: bool = Field(
        False, description="true 时确认现在的值无误，不看 value", examples=[False]
    )


class RemovalAnswer(BaseModel):
    """What was removed."""

    model_config = described("移除的文件；places 是它的来源，warnings 说明它会不会再次收入。")

    document_id: str
    title: str
    doc_no: str | None
    clauses: int
    places: list[str]
    corrections: int
    warnings: list[str]

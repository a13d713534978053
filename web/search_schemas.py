"""What do saved searches and the history look like at the HTTP edge?"""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from web.described import described

__all__ = [
    "FeedAnswer",
    "HistoryAnswer",
    "HistoryBody",
    "NameBody",
    "Number",
    "SavedSearchAnswer",
    "SavedSearchBody",
    "SavedSearchesAnswer",
]

Number = Annotated[int, Path(description="保存的检索的编号", ge=1, le=2**53, examples=[3])]


class NewDocumentAnswer(BaseModel):
    """A document that is news."""

    document_id: str
    title: str
    found_at: datetime


class SavedSearchAnswer(BaseModel):
    """A saved search."""

    model_config = described(
        "保存的检索。asked 是检索结果页的参数，new 是上次“已看”以后新找到的文件，"
        "feed 说明有没有订阅地址。"
    )

    number: int
    name: str
    asked: str
    conditions: list[str]
    url: str
    created_at: datetime
    feed: bool
    new: list[NewDocumentAnswer]


class SavedSearchesAnswer(BaseModel):
    """All of one person's."""

    model_config = described("本人保存的检索，新的在前。")

    searches: list[SavedSearchAnswer]


class SavedSearchBody(BaseModel):
    """A search to save."""

    asked: str = Field(
        description="检索结果页的参数，按网址的写法", examples=["q=危大工程&kind=policy"]
    )
    name: str = Field(
        "", description="名称，1 到 50 个字；不写时用检索词", examples=["危大工程新规"]
    )


class NameBody(BaseModel):
    """A name."""

    name: str = Field(description="名称，1 到 50 个字", examples=["危大工程新规"])


class FeedAnswer(BaseModel):
    """An address for a feed reader."""

    model_config = described("订阅地址，只给出这一次；知道地址的人都能看。")

    url: str


class PastSearchAnswer(BaseModel):
    """A search of the past."""

    asked: str
    url: str
    at: datetime
    total: int


class HistoryAnswer(BaseModel):
    """The searches of the past."""

    model_config = described("本人的检索历史，近的在前；recording 为 false 时不记录。")

    recording: bool
    searches: list[PastSearchAnswer]


class HistoryBody(BaseModel):
    """Whether to remember."""

    recording: bool = Field(description="是否记录；false 时原有的历史一并清空", examples=[True])

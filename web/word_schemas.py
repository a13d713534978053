"""What do the words and synonyms of the department look like at the HTTP edge?"""

from datetime import datetime

from pydantic import BaseModel, Field

from web.described import described

__all__ = [
    "WordsAnswer",
    "WordsBody",
    "WordsTrialAnswer",
    "WordsTrialBody",
]


class EarlierWords(BaseModel):
    """An earlier version."""

    name: str
    until: datetime
    lines: int


class WordsAnswer(BaseModel):
    """A whole file of words."""

    model_config = described(
        "整个词表，一行一个数组，列名见 columns；不含注释行。version 是现在内容的版本，"
        "改动时原样带上；faults 是有误的行；earlier 是历史版本。"
    )

    version: str
    columns: list[str]
    rows: list[list[str]]
    faults: list[str]
    earlier: list[EarlierWords]


class WordsBody(BaseModel):
    """All rows as they shall be."""

    version: str = Field(description="所改内容的版本", examples=["5c1e0a3b9d7f2468"])
    rows: list[list[str]] = Field(
        max_length=20_000,
        description="改动以后的全部行；没有列出的删去，新的加在末尾，注释和原有的次序不变",
        examples=[[["附着式升降脚手架", "设备"], ["盘扣架", "设备"]]],
    )


class WordsTrialBody(WordsBody):
    """All rows as they might be, and what to try them on."""

    queries: list[str] = Field(
        [], description="试查的检索词，最多 10 个；不写时用改动的词（只用于同义词）",
        examples=[["爬架 检查"]],
    )  # fmt: skip
    samples: list[str] = Field(
        [], description="试切的文字，最多 10 段", examples=[["附着式升降脚手架使用前应当验收"]]
    )


class CutAnswer(BaseModel):
    """A text, cut into words."""

    text: str
    before: list[str]
    after: list[str]


class WordEffectAnswer(BaseModel):
    """What a word changes."""

    word: str
    clauses: int
    example: CutAnswer


class ReadWord(BaseModel):
    """A word of a query."""

    word: str
    synonyms: list[str]


class ReadingAnswer(BaseModel):
    """How a query is read."""

    words: list[ReadWord]
    related: list[str]
    total: int
    citations: list[str]


class QueryEffectAnswer(BaseModel):
    """A query before and after."""

    query: str
    refused: str
    changed: bool
    before: ReadingAnswer | None
    after: ReadingAnswer | None


class WordsTrialAnswer(BaseModel):
    """What would change."""

    model_config = described(
        "改动的效果，没有保存：增删的行，各词怎样切、有几条含有它，试查前五条的前后；"
        "看不到效果时 fault 说明原因。"
    )

    added: list[str]
    removed: list[str]
    fault: str
    words: list[WordEffectAnswer]
    texts: list[CutAnswer]
    queries: list[QueryEffectAnswer]

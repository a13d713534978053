"""What is a question of the bank, and where does its answer stand?"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Change", "Item", "ItemState", "ItemType", "Source"]


class ItemType(StrEnum):
    """What is asked of whoever sits the paper; the value is its name on a paper."""

    TRUE_FALSE = "判断"
    SINGLE = "单选"
    MULTIPLE = "多选"
    BLANK = "填空"
    SHORT = "简答"
    CASE = "案例分析"


class ItemState(StrEnum):
    """How far a person has judged an item; whether its clause still holds is told apart from it."""

    DRAFT = "草稿"
    REVIEWED = "已审"
    RETIRED = "停用"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the answer stands: a clause of one edition, and the exact words of it.

    `document.text[start:end] == quote`. `edition` is the document's title with its 文号 or date.
    """

    document_id: str
    clause_id: str
    citation: str
    edition: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed to make a statement false: the kind of it, and the words before and after.

    `kind` is one of 数字, 期限, 情态, 主体, 界限, 例外.
    """

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its key.

    `options` are those of 判断 (正确, 错误), 单选 and 多选 in natural order, without letters;
    `key` the indices of the right ones, ascending. `blanks` hold the accepted answers of each
    「____」 of a 填空, the source's own words first; `points` what a right answer to a 简答 or a
    案例分析 says, each worth the same. What a type does not use is empty. `sources` is empty only
    for an imported item that has no basis here (无依据). `difficulty` is estimated, from 0 (easy)
    to 1. `item_id` follows from the clause, the rule and what was asked, so making it again gives
    it again.
    """

    item_id: str
    type: ItemType
    stem: str
    options: tuple[str, ...]
    key: tuple[int, ...]
    blanks: tuple[tuple[str, ...], ...]
    points: tuple[str, ...]
    sources: tuple[Source, ...]
    rule: str
    change: Change | None
    explanation: str
    topic: str
    difficulty: float

"""What is a duty that was read from a clause?"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["NOT_NAMED", "Deadline", "DeadlineKind", "Duty", "Modality"]

NOT_NAMED = "未指明"
"""The party of a duty whose text, list and heading do not say who must act."""


class Modality(StrEnum):
    """How binding the words are; the value is the word printed, 要求 for 要 and imperatives."""

    SHALL = "应当"
    MUST = "必须"
    SHALL_NOT = "不得"
    STRICTLY_FORBIDDEN = "严禁"
    FORBIDDEN = "禁止"
    MAY = "可以"
    ENTITLED = "有权"
    REQUIRED = "要求"

    @property
    def force(self) -> str:
        """The word of the same force that a comparison takes: 不得 for 严禁, 可以 for 有权."""
        return {"严禁": "不得", "禁止": "不得", "有权": "可以"}.get(self.value, self.value)


class DeadlineKind(StrEnum):
    """What sort of time is meant."""

    FREQUENCY = "频次"
    """So many times in each period: 每年至少1次."""
    RECURRING = "每期"
    """A day of each month or year: 每月18日前."""
    DATE = "日期"
    """One day, or the end of a year: 2020年底前."""
    WITHIN = "期限"
    """A stretch after an event: 1小时内."""
    AHEAD = "提前"
    """A stretch before an event: 提前15日."""
    PROMPT = "随时"
    """立即, 及时, 定期, 经常性, 事先."""
    EVENT = "时点"
    """Before, at or after something: 开工前."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When or how often: `normal` in one spelling, read from `words` at document.text[start:end].

    `sort` orders what has a date; what recurs each month or year has that period's date.
    """

    kind: DeadlineKind
    normal: str
    words: str
    start: int
    end: int
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do what, by when, as one clause says it; `document.text[start:end]` says it.

    `parties` are canonical names (`library/data/parties.tsv`), or (NOT_NAMED,); `party_words` as
    printed, '' where concluded. `penalty` is the clause_id of the penalty of the same law, '' where
    the law links none, and `penalty_citation` how to cite it. `rule` says by what the party was
    concluded.
    """

    document_id: str
    clause_id: str
    citation: str
    parties: tuple[str, ...]
    party_words: str
    modality: Modality
    action: str
    object: str
    condition: str
    deadlines: tuple[Deadline, ...]
    penalty: str
    penalty_citation: str
    start: int
    end: int
    rule: str

    @property
    def deadline(self) -> str:
        """The deadlines in one spelling, as a table shows them."""
        return "、".join(dict.fromkeys(each.normal for each in self.deadlines))

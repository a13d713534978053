"""What does a reviewer decide on a question, and which decisions are not taken?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from library.errors import ItemRejected, UnknownItem
from library.questions.bank import Origin, QuestionBank
from library.questions.records import ItemState

__all__ = ["LONGEST_NOTE", "REASONS", "Decided", "Decision", "decide"]

LONGEST_NOTE = 200  # characters of a reason
REASONS = ("答案有误", "有歧义", "题干不通顺", "太容易、没有用处", "与别的题重复", "不适合考核对象")
"""Why questions are not taken, most often; any other reason may be written."""
_NO_BASIS = "没有找到依据的条款，不能通过。请先编辑，写明依据。"


class Decision(StrEnum):
    """What is done with a question; the value appears in the API."""

    ACCEPT = "accept"
    REJECT = "reject"
    DRAFT = "draft"
    UPHOLD = "uphold"

    @property
    def label(self) -> str:
        """The word that staff use for it."""
        return _LABELS[self]


_LABELS = {
    Decision.ACCEPT: "通过",
    Decision.REJECT: "停用",
    Decision.DRAFT: "放回草稿",
    Decision.UPHOLD: "仍然成立",
}
_STATES = {
    Decision.ACCEPT: ItemState.REVIEWED,
    Decision.REJECT: ItemState.RETIRED,
    Decision.DRAFT: ItemState.DRAFT,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """How many questions were decided on, and of each of the others why not, by its number."""

    done: int
    refused: dict[str, str]


def decide(
    bank: QuestionBank, item_ids: Sequence[str], decision: Decision, person: str, note: str = ""
) -> Decided:
    """Decide on questions; raise ItemRejected where a reason is lacking.

    What has no basis is not accepted, nor what a language model drafted along with others; only
    what is marked 待复核 is upheld.
    """
    note = note.strip()[:LONGEST_NOTE]
    if decision is Decision.REJECT and not note:
        raise ItemRejected("停用要写明理由。")
    many = len(set(item_ids)) > 1
    refused = {n: why for n in item_ids if (why := _hindrance(bank, n, decision, many=many))}
    rest = [name for name in dict.fromkeys(item_ids) if name not in refused]
    if decision is Decision.UPHOLD:
        done = bank.uphold(rest, person, note)
    else:
        done = bank.judge(rest, _STATES[decision], person, note)
    return Decided(done, refused)


_ONE_BY_ONE = "语言模型起草的题需人工审核，请逐道看过再通过。"


def _hindrance(bank: QuestionBank, item_id: str, decision: Decision, *, many: bool) -> str:
    try:
        held = bank.item(item_id)
    except UnknownItem as error:
        return str(error)
    if decision is Decision.ACCEPT and not held.item.sources:
        return _NO_BASIS
    if decision is Decision.ACCEPT and many and held.origin is Origin.MODEL:
        return _ONE_BY_ONE
    return "没有标待复核。" if decision is Decision.UPHOLD and not held.reconsider else ""

"""What stands in the ledger, and in which words?

The kinds are the 「三个清单」 of 昌吉's plan; the grades, the five aspects and 挂牌督办 those of
its monthly form; two recipients are those of its 「双报告」.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = [
    "OPEN_STATES", "Action", "Aspect", "Event", "Evidence", "Grade", "Item", "Kind", "Recipient",
    "Report", "State", "item_id_of", "state_label",
]  # fmt: skip


class Kind(StrEnum):
    """Which list an item is on; the value is what it is."""

    HAZARD = "问题隐患"
    MEASURE = "整改措施"
    RESPONSIBILITY = "企业主体责任"

    @property
    def mark(self) -> str:
        """The letters with which the numbers of its items begin."""
        return {"问题隐患": "YH", "整改措施": "CS", "企业主体责任": "ZR"}[self.value]

    @property
    def list_name(self) -> str:
        """The name of the list."""
        return f"{self.value}清单"


class Grade(StrEnum):
    """How grave a hazard is."""

    GENERAL = "一般"
    MAJOR = "重大"


class Aspect(StrEnum):
    """Under which of the five main problems of the form a hazard is told."""

    IDEAS = "安全发展理念方面"
    RESPONSIBILITY = "完善和落实安全生产责任方面"
    PREVENTION = "建立公共安全隐患排查和安全预防控制体系方面"
    FOUNDATIONS = "加强安全生产基础建设方面"
    OTHER = "其他方面"


class State(StrEnum):
    """How far an item is; `state_label` says it in the words of its list."""

    PENDING = "pending"
    DOING = "doing"
    REVIEW = "review"
    CLOSED = "closed"
    VOID = "void"


OPEN_STATES = frozenset({State.PENDING, State.DOING, State.REVIEW})
"""In which something is still to be done."""
_LABELS: Mapping[State, tuple[str, str]] = {
    State.PENDING: ("待整改", "待落实"),
    State.DOING: ("整改中", "落实中"),
    State.REVIEW: ("待复查", "待复查"),
    State.CLOSED: ("已销号", "已落实"),
    State.VOID: ("已作废", "已作废"),
}


def state_label(state: State, kind: Kind | None = None) -> str:
    """Return how a list calls a state; without a kind, what both say."""
    hazard, other = _LABELS[state]
    if kind is None:
        return hazard if hazard == other else f"{hazard}、{other}"
    return hazard if kind is Kind.HAZARD else other


class Action(StrEnum):
    """What can be done to an item; the value is how the history calls it."""

    ADD = "登记"
    EDIT = "修改"
    START = "开始整改"
    SUBMIT = "报请复查"
    APPROVE = "复查合格"
    RETURN = "退回整改"
    REOPEN = "重新整改"
    VOID = "作废"
    SUPERVISE = "挂牌督办"
    LIFT = "解除挂牌督办"
    ATTACH = "附上证据"
    WITHDRAW = "撤下证据"
    REPORT = "登记报告"
    LINK = "建立关联"
    UNLINK = "取消关联"


class Recipient(StrEnum):
    """To whom an enterprise reports: the two of 「双报告」, and what other offices ask for."""

    HOUSING = "属地住建部门"
    WORKERS = "企业职代会"
    OTHER = "其他负有监管职责的部门"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list; texts are '' where nothing is known. `seen` is its latest event.

    `duty` are the words of the duty it comes from, `term` the deadline in them. `supervised`
    means that it is 挂牌督办 now.
    """

    item_id: int
    kind: Kind
    state: State
    text: str
    company: str = ""
    project: str = ""
    place: str = ""
    region: str = ""
    grade: str = ""
    aspect: str = ""
    found_by: str = ""
    found_on: str = ""
    clause_id: str = ""
    citation: str = ""
    duty: str = ""
    term: str = ""
    unit: str = ""
    person: str = ""
    measure: str = ""
    funds: str = ""
    plan: str = ""
    due_on: str = ""
    supervised: bool = False
    seen: int = 0

    @property
    def number(self) -> str:
        """How people call it: YH0012."""
        return f"{self.kind.mark}{self.item_id:04}"

    @property
    def label(self) -> str:
        """Its state in the words of its list."""
        return state_label(self.state, self.kind)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN_STATES

    def is_overdue(self, today: date) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and bool(self.due_on) and self.due_on < today.isoformat()


@dataclass(frozen=True, slots=True)
class Event:
    """One step of an item's history; `state` is the one after it.

    `changes` are the values before and after by field, of an edit.
    """

    event_id: int
    item_id: int
    at: float
    who: str
    action: Action
    state: State
    note: str
    changes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that shows what was done; `digest` is its SHA-256, `size` its bytes.

    Of what was `withdrawn` the name alone is kept.
    """

    evidence_id: int
    item_id: int
    event_id: int
    name: str
    digest: str
    size: int
    withdrawn: bool

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.name.lower().endswith((".jpg", ".jpeg", ".png"))


@dataclass(frozen=True, slots=True)
class Report:
    """That an item was reported: to which sort of recipient, named how, on which day."""

    report_id: int
    item_id: int
    event_id: int
    recipient: Recipient
    name: str
    made_on: str
    note: str


def item_id_of(number: str) -> int | None:
    """Return the id in a number as people write it, None for what is none: 12, yh12, YH0012."""
    match = re.fullmatch(r"(?:YH|CS|ZR)?0*([1-9]\d{0,8})", number.strip().upper())
    return int(match[1]) if match else None

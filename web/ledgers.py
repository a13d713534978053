"""How do pages and programs ask for items of the ledger, and how is a change noted?

The audit log says what was done to which item and in which state it is; what an item says, and
whose names stand in it, is told by the ledger alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request
from pydantic import BaseModel, Field

from library.errors import LedgerRejected, UnknownEntry
from library.ledger import (
    OPEN_STATES,
    Action,
    Grade,
    Item,
    ItemFilter,
    Kind,
    Recipient,
    State,
    fields_of,
    item_id_of,
)
from web.service import accounts_of, ledger_of
from web.values import read_choice, read_flag, read_last_day
from web.visitors import user_of

__all__ = [
    "LARGEST_FORM", "Asked", "EditForm", "ItemForm", "ItemParameters", "NewItemForm", "act",
    "add_item", "item_of", "note_audit", "read_action", "read_asked", "read_recipient",
]  # fmt: skip

LARGEST_FORM = 256 * 1024
"""Bytes of a form with all texts of an item."""
_OPEN = "open"


class ItemParameters(BaseModel):
    """Which items are wanted, as pages and programs say it."""

    kind: str = Field(
        default="", description="清单：问题隐患、整改措施、企业主体责任；不写时为全部"
    )
    state: str = Field(
        default="",
        description="状态：open 未办结，pending、doing、review、closed、void；不写时为全部",
    )
    grade: str = Field(default="", description="隐患等级：一般、重大")
    unit: str = Field(default="", max_length=100, description="责任单位，写一部分即可")
    region: str = Field(default="", max_length=100, description="地区，写一部分即可")
    q: str = Field(default="", max_length=200, description="内容里的词语，用空格隔开的都要有")
    due: str = Field(default="", max_length=20, description="完成时限不晚于这一天，YYYY-MM-DD")
    overdue: str = Field(default="", max_length=10, description="true 时只列逾期未办结的")
    page: str = Field(default="", max_length=10, description="第几页，从 1 开始")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, read: the filter, and what the form shows again."""

    wanted: ItemFilter
    shown: dict[str, str]

    def url(self, path: str = "/ledger", **more: str | int) -> str:
        """Return the address of this choice; `more` changes some of it, '' leaves out."""
        pairs = {name: value for name, value in ({**self.shown, **more}).items() if value}
        return f"{path}?{urlencode(pairs)}" if pairs else path

    @property
    def kinds(self) -> list[Kind]:
        """The lists that are shown."""
        return list(self.wanted.kinds or Kind)


class ItemForm(BaseModel):
    """The fields of an item as a form or a program sends them; what is None is not changed."""

    text: str | None = None
    company: str | None = None
    project: str | None = None
    place: str | None = None
    region: str | None = None
    grade: str | None = None
    aspect: str | None = None
    found_by: str | None = None
    found_on: str | None = None
    clause_id: str | None = None
    citation: str | None = None
    duty: str | None = None
    term: str | None = None
    unit: str | None = None
    person: str | None = None
    measure: str | None = None
    funds: str | None = None
    plan: str | None = None
    due_on: str | None = None

    def given(self, kind: Kind) -> dict[str, str]:
        """Return what was sent of the fields that a list has."""
        values = {field.name: getattr(self, field.name) for field in fields_of(kind)}
        return {name: value for name, value in values.items() if value is not None}


class NewItemForm(ItemForm):
    """A new item, and on which list it goes."""

    kind: str = Field(default="", description="清单：问题隐患、整改措施、企业主体责任")
    belongs: str = Field(
        default="", max_length=20, description="登记后与这一项关联，写编号；可不写"
    )


class EditForm(ItemForm):
    """What is to be changed of an item; `seen` is its latest event when it was looked at."""

    note: str = Field(default="", max_length=4000, description="修改的理由；把重大改为一般时必填")
    seen: int | None = Field(
        default=None, description="改动所依据的 seen；台账里的已经变了就答 409，不写时不比较"
    )


def read_asked(raw: ItemParameters) -> Asked:
    """Return the items that are asked for; raise ParameterRejected."""
    states: tuple[State, ...] = ()
    if raw.state == _OPEN:
        states = tuple(state for state in State if state in OPEN_STATES)
    elif raw.state:
        states = (read_choice("state", State, raw.state),)
    wanted = ItemFilter(
        (read_choice("kind", Kind, raw.kind),) if raw.kind else (),
        states,
        read_choice("grade", Grade, raw.grade) if raw.grade else "",
        raw.unit.strip(), raw.region.strip(), raw.q.strip(),
        read_last_day("due", raw.due), read_flag("overdue", raw.overdue),
    )  # fmt: skip
    shown = raw.model_dump(exclude={"page"}) | {"overdue": "true" if wanted.overdue else ""}
    return Asked(wanted=wanted, shown=shown)


def add_item(request: Request, form: NewItemForm) -> Item:
    """Register an item, linked to the one it belongs to; raise LedgerRejected or UnknownEntry."""
    kind, book, who = read_choice("kind", Kind, form.kind), ledger_of(request), user_of(request)
    other = item_of(request, form.belongs) if form.belongs.strip() else None
    with book.batch():
        made = book.add(who.name, kind, form.given(kind))
        if other:
            book.link(who.name, made.item_id, other.item_id)
    act(request, Action.ADD, made)
    if other:
        act(request, Action.LINK, made, 与=other.number)
    return made


def item_of(request: Request, number: str) -> Item:
    """Return the item of a number as people write it; raise UnknownEntry.

    CS0012 is none where the item 12 is a hazard: somebody mistook one for another.
    """
    item_id, mark = item_id_of(number), number.strip().upper()[:2]
    if item_id is None:
        raise UnknownEntry
    found = ledger_of(request).get(item_id)
    if mark.isalpha() and mark != found.kind.mark:
        raise UnknownEntry
    return found


def read_action(value: str) -> Action:
    """Return the step of its name; raise LedgerRejected."""
    try:
        return Action(value)
    except ValueError:
        steps = "、".join(Action)
        raise LedgerRejected([f"没有这一步，可以办的有：{steps}"]) from None


def read_recipient(value: str) -> Recipient:
    """Return the recipient of its name; raise ParameterRejected."""
    return read_choice("recipient", Recipient, value)


def act(request: Request, action: Action, item: Item, **told: object) -> None:
    """Note in the audit log what was done to an item, and its state now."""
    now = ledger_of(request).get(item.item_id)
    note_audit(request, action, item.number, {"状态": now.label, **told})


def note_audit(request: Request, action: str, subject: str, after: Mapping[str, object]) -> None:
    """Note something else that was done to the ledger."""
    accounts_of(request).audit(user_of(request), f"台账：{action}", subject, after=dict(after))

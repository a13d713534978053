"""How do pages and programs ask for experts, what may each role see of one, and what is logged?

| | 查找专家 (signed in) | 管理专家与抽取 | 查看专家联系方式 |
|---|---|---|---|
| name, title, unit, region, specialties, state | yes | yes | yes |
| the rest of the record, load, history | no | yes | yes |
| contact data, ID number | no | no | one by one, with a purpose, noted |

Contact data are in no answer but those of `reveal` and `with_contacts`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from pydantic import BaseModel, Field

from library.accounts import Permission
from library.errors import ExpertRejected
from library.experts import (
    COLUMNS,
    CONTACTS,
    Contact,
    Expert,
    ExpertDesk,
    ExpertFilter,
    FoundExperts,
    State,
    add_by_hand,
    change_by_hand,
)
from library.experts.experts_json import expert_json, found_json
from search import today
from web.service import accounts_of, experts_of
from web.values import read_choice, read_count
from web.visitors import user_of

__all__ = [
    "LARGEST_EXPERTS", "AskedExperts", "ExpertEdit", "ExpertForm", "FindParameters", "add",
    "change", "find", "found_told", "may_manage", "note", "person_told", "read_asked", "reveal",
    "with_contacts",
]  # fmt: skip

LARGEST_EXPERTS = 8 * 2**20
"""Bytes of a file of experts."""
_SHOWN = {"expert_id", "name", "title", "unit", "region", "specialties", "state"}
"""What whoever is signed in sees of an expert."""
_SHORTEST_PURPOSE = 2
Json = dict[str, Any]


class FindParameters(BaseModel):
    """Which experts are wanted, as pages and programs say it."""

    q: str = Field(
        default="", max_length=200, description="专业的日常说法，如 深基坑支护、盾构、塔吊拆卸"
    )
    name: str = Field(default="", max_length=100, description="姓名或单位，写一部分即可")
    region: str = Field(default="", max_length=100, description="地区，写一部分即可")
    title: str = Field(default="", max_length=100, description="职称，写一部分即可")
    state: str = Field(default="在聘", description="状态：在聘（不写时）、暂停、取消、到期、全部")
    most: str = Field(
        default="", max_length=10, description="最近 365 天论证不超过几次；只有专家管理能用"
    )


class ExpertForm(BaseModel):
    """The fields of an expert, in the words of the sheet; what is None is not changed."""

    name: str | None = Field(default=None, max_length=100, description="姓名")
    sex: str | None = Field(default=None, max_length=10, description="性别：男、女")
    title: str | None = Field(default=None, max_length=100, description="职称")
    unit: str | None = Field(default=None, max_length=200, description="单位，写全称")
    specialties: str | None = Field(
        default=None, max_length=1000, description="专业的名称、又称或代码，几个用；隔开"
    )
    years: str | None = Field(default=None, max_length=10, description="从业年限")
    qualifications: str | None = Field(
        default=None, max_length=2000, description="资格，几个用；隔开"
    )
    region: str | None = Field(default=None, max_length=100, description="地区")
    term_start: str | None = Field(default=None, max_length=40, description="聘期开始")
    term_end: str | None = Field(default=None, max_length=40, description="聘期结束，含这一天")
    standing: str | None = Field(default=None, max_length=10, description="在聘、暂停、取消")
    integrity: str | None = Field(
        default=None, max_length=4000, description="诚信记录，几条用；隔开"
    )
    former_units: str | None = Field(
        default=None, max_length=4000, description="曾任职单位，写成 单位|离职日期，几个用；隔开"
    )
    avoid_units: str | None = Field(
        default=None, max_length=4000, description="回避单位，几个用；隔开"
    )
    avoid_persons: str | None = Field(
        default=None, max_length=4000, description="回避人员，几个用；隔开"
    )
    note: str | None = Field(default=None, max_length=4000, description="备注")
    mobile: str | None = Field(
        default=None, max_length=40, description="手机，加密保存，不会再给出"
    )
    phone: str | None = Field(default=None, max_length=40, description="电话，加密保存，不会再给出")
    email: str | None = Field(
        default=None, max_length=100, description="邮箱，加密保存，不会再给出"
    )
    address: str | None = Field(
        default=None, max_length=200, description="住址，加密保存，不会再给出"
    )
    id_number: str | None = Field(
        default=None, max_length=40, description="身份证号，加密保存，不会再给出"
    )

    def given(self) -> dict[str, str]:
        """Return what was sent."""
        values = {c.field: getattr(self, c.field, None) for c in (*COLUMNS, *CONTACTS)}
        return {name: value for name, value in values.items() if value is not None}


class ExpertEdit(ExpertForm):
    """What is to be changed of an expert; `seen` is that of the record as it was looked at."""

    seen: str = Field(
        default="", max_length=32, description="改动所依据的 seen；已经变了就答 409，不写时不比较"
    )
    erase: bool = Field(default=False, description="true 时先删去已有的联系方式和身份证号")


@dataclass(frozen=True, slots=True)
class AskedExperts:
    """What was asked for, read: the filter, and what the form shows again."""

    wanted: ExpertFilter
    shown: dict[str, str]

    def url(self, path: str = "/experts", **more: str | int) -> str:
        """Return the address of this choice; `more` changes some of it, '' leaves out."""
        pairs = {name: value for name, value in ({**self.shown, **more}).items() if value}
        if pairs.get("state") == State.ENGAGED:
            del pairs["state"]
        return f"{path}?{urlencode(pairs)}" if pairs else path


def may_manage(request: Request) -> bool:
    """Tell whether whoever asks keeps the pool."""
    return user_of(request).may(Permission.EXPERTS)


def read_asked(request: Request, raw: FindParameters) -> AskedExperts:
    """Return the experts that are asked for; raise ParameterRejected."""
    stated = raw.state.strip() or State.ENGAGED.value
    state = None if stated == "全部" else read_choice("state", State, stated)
    most = read_count("most", raw.most) if may_manage(request) else None
    wanted = ExpertFilter(raw.region.strip(), raw.title.strip(), state, most, raw.name.strip())
    shown = raw.model_dump() | {"state": stated, "most": "" if most is None else str(most)}
    return AskedExperts(wanted, shown)


def find(request: Request, asked: AskedExperts, limit: int) -> FoundExperts:
    """Return the experts by specialty in people's words; raise ExpertsBroken, LexiconBroken."""
    desk = experts_of(request)
    return desk.finder.find(desk.pool, asked.shown["q"], asked.wanted, today(), limit)


def found_told(request: Request, found: FoundExperts, desk: ExpertDesk) -> Json:
    """Return what a look-up found, as far as whoever asks may see it."""
    told = found_json(found, desk.taxonomy, today())
    if not may_manage(request):
        for one in told["experts"]:
            del one["recent_reviews"]
    return told


def person_told(request: Request, one: Expert) -> Json:
    """Return an expert, as far as whoever asks may see them; contact data never."""
    desk, day = experts_of(request), today()
    told = expert_json(one, desk.taxonomy, day)
    if not may_manage(request):
        return {name: value for name, value in told.items() if name in _SHOWN}
    reviews = [
        {"day": r.day.isoformat(), "request_id": r.request_id, "project": r.project,
         "conclusion": r.conclusion}
        for r in desk.pool.reviews(one.expert_id)
    ]  # fmt: skip
    history = [
        {"at": e.at, "who": e.who, "action": e.action, "before": e.before, "after": e.after}
        for e in desk.pool.history(one.expert_id)
    ]
    held = desk.pool.vault.holds(one.expert_id)
    recent = _recent(desk, one.expert_id, day)
    return told | {
        "contact_held": held, "recent_reviews": recent, "seen": one.seen, "reviews": reviews,
        "history": history,
    }  # fmt: skip


def add(request: Request, form: ExpertForm) -> Expert:
    """Keep a new expert; raise ExpertRejected, ExpertKeyMissing or ExpertKeyWrong."""
    made = add_by_hand(experts_of(request), user_of(request).name, form.given())
    note(request, "新增", made.expert_id)
    return made


def change(request: Request, expert_id: int, form: ExpertEdit) -> list[str]:
    """Change an expert, and return the fields that changed; raise as `change_by_hand` does."""
    changed = change_by_hand(
        experts_of(request), user_of(request).name, expert_id, form.given(), seen=form.seen,
        erase=form.erase,
    )  # fmt: skip
    if changed:
        note(request, "修改", expert_id, 字段=changed)
    return changed


def reveal(request: Request, expert_id: int, purpose: str) -> Contact:
    """Return contact data to who may see them; who and what for stand in both logs.

    Raise ExpertRejected without a purpose, UnknownExpert, ExpertKeyMissing or ExpertKeyWrong.
    """
    purpose = _purpose(purpose)
    desk = experts_of(request)
    desk.pool.get(expert_id)
    note(request, "查看联系方式", expert_id, 用途=purpose)
    return desk.pool.contact(user_of(request).name, expert_id, purpose)


def with_contacts(
    request: Request, experts: Sequence[Expert], purpose: str
) -> Mapping[int, Contact]:
    """Return the contact data of many for an export, each noted in their history."""
    purpose, who = _purpose(purpose), user_of(request).name
    desk = experts_of(request)
    told = {"人数": len(experts), "用途": purpose}
    accounts_of(request).audit(user_of(request), "专家：导出联系方式", "专家库", after=told)
    with desk.pool.file.batch():
        return {
            one.expert_id: desk.pool.contact(who, one.expert_id, f"导出：{purpose}")
            for one in experts
        }


def note(request: Request, action: str, expert_id: int, **told: object) -> None:
    """Note in the audit log what was done to an expert; nothing of the record itself."""
    after = dict(told) or None
    accounts_of(request).audit(
        user_of(request), f"专家：{action}", f"专家 {expert_id}", None, after
    )


def _purpose(purpose: str) -> str:
    told = " ".join(purpose.split())[:200]
    if len(told) < _SHORTEST_PURPOSE:
        raise ExpertRejected(["请写明用途，如 通知参加 2026-0001 的论证"])
    return told


def _recent(desk: ExpertDesk, expert_id: int, day: date) -> int:
    first = date.fromordinal(day.toordinal() - 364)
    return desk.pool.review_counts(first, day).get(expert_id, 0)

"""How does an expert stand in a sheet: which columns, what to write in each, how is it read?"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from corpus.normalise import nfkc
from library.errors import ExpertRejected, UnknownSpecialty
from library.experts.records import Contact, Expert, Sex, State, last_day_of_term
from library.experts.rows import former_unit
from library.experts.specialties import Taxonomy

__all__ = ["COLUMNS", "CONTACTS", "NEEDED", "SHEET", "Column", "cells_of", "listed", "read_cells"]

SHEET = "专家"
"""The sheet of a workbook that holds the experts."""
_DATE = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?")
_ID = re.compile(r"\d{17}[\dX]|\d{15}|[A-Z0-9]{6,18}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `field` is that of the record, `note` says what to write."""

    field: str
    title: str
    note: str
    choices: tuple[str, ...] = ()
    wide: bool = False


COLUMNS = (
    Column("expert_id", "编号", "新增时不填；导出的表里带有编号，照原样留着，导入时就更新这一位"),
    Column("name", "姓名", "必填"),
    Column("sex", "性别", "男、女，可以不填", ("男", "女")),
    Column("title", "职称", "如 高级工程师"),
    Column("unit", "单位", "必填，写全称，回避按单位名称判断", wide=True),
    Column(
        "specialties", "专业", "必填，几个用“；”隔开，写专业目录里的名称、又称或代码", wide=True
    ),
    Column("years", "从业年限", "从事相关专业多少年，整数"),
    Column("qualifications", "资格", "注册资格等，几个用“；”隔开", wide=True),
    Column("region", "地区", "如 某省某市"),
    Column("term_start", "聘期开始", "必填，如 2026-01-01"),
    Column("term_end", "聘期结束", "含这一天，如 2028-12-31；不填就按规则的聘期年数算"),
    Column(
        "standing",
        "状态",
        "在聘、暂停、取消；不填为在聘。到期由聘期算出，不必填",
        ("在聘", "暂停", "取消"),
    ),
    Column("integrity", "诚信记录", "几条用“；”隔开", wide=True),
    Column(
        "former_units",
        "曾任职单位",
        "写成 单位|离职日期，几个用“；”隔开；不写日期的一直回避",
        wide=True,
    ),
    Column("avoid_units", "回避单位", "有利害关系的单位，几个用“；”隔开", wide=True),
    Column("avoid_persons", "回避人员", "有利害关系的人，几个用“；”隔开", wide=True),
    Column("note", "备注", "", wide=True),
)
CONTACTS = (
    Column("mobile", "手机", "加密保存；不填则不改动已有的"),
    Column("phone", "电话", "加密保存"),
    Column("email", "邮箱", "加密保存", wide=True),
    Column("address", "住址", "加密保存", wide=True),
    Column("id_number", "身份证号", "加密保存，只用来查重"),
)
"""The columns of contact data: in the template, and in an export only where they are asked for."""
NEEDED = ("姓名", "单位", "专业", "聘期开始")
_LISTS = {"qualifications", "integrity"}
_BETWEEN = re.compile("[;；\n]|[、，,](?![^(（]*[)）])")
"""What stands between names of units or persons, but for what stands in brackets."""


def cells_of(expert: Expert, taxonomy: Taxonomy) -> list[str | int | None]:
    """Return the cells of COLUMNS for an expert."""
    values = dict(expert.as_values()) | {"expert_id": expert.expert_id or None}
    values["specialties"] = [taxonomy.name(code) for code in expert.specialties]
    cells: list[str | int | None] = []
    for column in COLUMNS:
        value = values[column.field]
        cells.append("；".join(value) if isinstance(value, list | tuple) else value)
    return cells


def read_cells(
    cells: Mapping[str, object], before: Expert | None, taxonomy: Taxonomy, term_years: int
) -> tuple[Expert, Contact]:
    """Return the expert and contact data of a row, by field; what it lacks stays as before.

    A term without an end is of `term_years`.
    Raise ExpertRejected naming every column in fault. Contact data are in no message.
    """
    problems = list[str]()
    values: dict[str, Any] = {}
    for column in COLUMNS:
        if column.field not in cells or column.field == "expert_id":
            continue
        try:
            values[column.field] = _read(column.field, cells[column.field], taxonomy)
        except UnknownSpecialty as error:
            problems.append(f"专业：{error}")
        except ValueError as error:
            problems.append(f"{column.title}{error}")
    if not values.get("term_end"):
        values.pop("term_end", None)
        if before is None and (start := values.get("term_start")):
            values["term_end"] = last_day_of_term(start, term_years)
    known = {field.name: getattr(before, field.name) for field in fields(Expert)} if before else {}
    lacking = [
        c.title for c in COLUMNS if c.title in NEEDED and not {**known, **values}.get(c.field)
    ]
    told = "".join(problems)
    problems += [f"没有填{title}" for title in lacking if title not in told]
    contact = Contact(**{c.field: _text(cells.get(c.field)) for c in CONTACTS})
    number = nfkc(contact.id_number).text.upper().replace(" ", "")
    if number and not _ID.fullmatch(number):
        problems.append("身份证号的写法不对")
    if problems:
        raise ExpertRejected(problems)
    contact = Contact(contact.mobile, contact.phone, contact.email, contact.address, number)
    return Expert(**{**known, **values}), contact


def _read(field: str, value: object, taxonomy: Taxonomy) -> Any:
    text = "" if value is None else str(value)
    if field == "specialties":
        names = _parts(text.replace("、", "；"))
        return tuple(dict.fromkeys(taxonomy.named(name).code for name in names))
    if field in _LISTS:
        return tuple(_parts(text))
    if field in {"avoid_units", "avoid_persons"}:
        return tuple(listed(text))
    if field == "former_units":
        return tuple(former_unit(_dated(part)) for part in listed(text))
    text = _text(value)
    return _READERS[field](text) if field in _READERS else text


def _text(value: object) -> str:
    """Return a cell as text; a number in a cell has no decimals of its own: 13800000000.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return "" if value is None else " ".join(str(value).split())


def listed(text: str) -> Sequence[str]:
    """Return the units or persons that somebody listed, by whatever mark they set between them."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _parts(text: str) -> Sequence[str]:
    return [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]


def _dated(part: str) -> str:
    unit, mark, day = nfkc(part).text.partition("|")
    return f"{unit}|{_day(day)}" if mark and day.strip() else unit


def _day(value: str) -> date:
    text = nfkc(value).text.strip()
    match = _DATE.fullmatch(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise ValueError(f"“{text[:20]}”不是日期，请写成 2026-01-31")


def _years(text: str) -> int | None:
    plain = nfkc(text).text.removesuffix("年").strip()
    if not plain:
        return None
    if not re.fullmatch(r"\d{1,2}", plain):
        raise ValueError("应为整数")
    return int(plain)


def _sex(text: str) -> Sex:
    if text not in set(Sex):
        raise ValueError("应为 男 或 女")
    return Sex(text)


def _standing(text: str) -> State:
    if text in {"", State.EXPIRED.value}:  # an export may say so; the term decides
        return State.ENGAGED
    if text not in set(State):
        raise ValueError(f"“{text[:10]}”应为 在聘、暂停 或 取消")
    return State(text)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "term_start": lambda text: _day(text) if text else None,
    "term_end": lambda text: _day(text) if text else None,
    "years": _years,
    "sex": _sex,
    "standing": _standing,
}

"""Which fields has an item of each list, and which values do they take?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.normalise import nfkc
from library.cells import printable
from library.errors import LedgerRejected
from library.ledger.records import Aspect, Grade, Kind

__all__ = [
    "FIELDS", "Field", "by_name", "check_whole", "fields_of", "lacking_titles", "read_day",
    "read_values",
    "tidy",
]  # fmt: skip

_H, _M, _R = Kind.HAZARD, Kind.MEASURE, Kind.RESPONSIBILITY
_ALL = (_H, _M, _R)
_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its title in lists and forms, and which kinds have it.

    `longest` counts characters; what is `long` may have several lines.
    """

    name: str
    title: str
    kinds: tuple[Kind, ...] = _ALL
    note: str = ""
    longest: int = 200
    long: bool = False
    is_day: bool = False
    choices: tuple[str, ...] = ()


FIELDS = (
    Field("text", "内容", note="隐患、措施或责任是什么，必填", longest=2000, long=True),
    Field("company", "企业"),
    Field("project", "工程项目"),
    Field("place", "部位或地点", (_H,)),
    Field("region", "地区", note="县市或园区，如 昌吉市；统计表按它汇总"),
    Field("grade", "隐患等级", (_H,), "一般或重大，必填", choices=tuple(Grade)),
    Field("aspect", "所属方面", (_H,), "要写进统计表第 5 项的才选", choices=tuple(Aspect)),
    Field("found_by", "排查单位", (_H,)),
    Field("found_on", "排查日期", (_H,), "如 2026-11-05，必填", is_day=True),
    Field("clause_id", "依据条款编号", note="条款页网址里的编号，可不填"),
    Field("citation", "依据", note="引用格式，如 《……》第十条"),
    Field("duty", "要求原文", longest=2000, long=True),
    Field("term", "期限要求", note="原文的期限或频次，如 每半年至少1次"),
    Field("unit", "责任单位"),
    Field("person", "责任人", note="只写姓名或职务，不写电话、证件号", longest=60),
    Field("measure", "整改措施和要求", (_H,), longest=2000, long=True),
    Field("funds", "资金", (_H, _M), "金额和来源"),
    Field("plan", "预案", (_H,), "整改期间的应急预案或防范措施", longest=2000, long=True),
    Field("due_on", "完成时限", note="如 2026-11-30", is_day=True),
)
by_name: Mapping[str, Field] = {field.name: field for field in FIELDS}


def fields_of(kind: Kind) -> list[Field]:
    """Return the fields of a list, in the order of its columns."""
    return [field for field in FIELDS if kind in field.kinds]


def tidy(value: str, *, long: bool = False) -> str:
    """Return a text as it is kept: what a workbook gives back unchanged."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    lines = (" ".join(printable(line).split()) for line in value.split("\n"))
    return ("\n" if long else " ").join(lines).strip()


def read_values(kind: Kind, given: Mapping[str, str], today: date) -> dict[str, str]:
    """Return the fields of a kind that are given, as they are kept.

    Raise LedgerRejected with a sentence for each that cannot be; whether they fit together is for
    `check_whole`.
    """
    found, problems = dict[str, str](), list[str]()
    for field in fields_of(kind):
        if field.name not in given:
            continue
        value = tidy(given[field.name], long=field.long)
        if field.is_day:
            value = _day(value)
        problems += _problems(field, value, today)
        found[field.name] = value
    if problems:
        raise LedgerRejected(problems)
    return found


def read_day(title: str, typed: str, today: date) -> str:
    """Return a day that has come, as it is kept; raise LedgerRejected, naming it by its title."""
    value = _day(tidy(typed))
    problems = _day_problems(title, value, today) if value else [f"请填写{title}"]
    if problems:
        raise LedgerRejected(problems)
    return value


def check_whole(kind: Kind, values: Mapping[str, str]) -> None:
    """Raise LedgerRejected where the fields of an item lack something or contradict each other."""
    needed = ("text", "grade", "found_on") if kind is Kind.HAZARD else ("text",)
    lacking = lacking_titles(values, needed)
    problems = [f"请填写{'、'.join(lacking)}"] if lacking else []
    found, due = values.get("found_on", ""), values.get("due_on", "")
    if found and due and due < found:
        problems.append("完成时限早于排查日期")
    if problems:
        raise LedgerRejected(problems)


def lacking_titles(values: Mapping[str, str], needed: Iterable[str]) -> list[str]:
    """Return the titles of the fields that are needed and empty."""
    return [by_name[name].title for name in needed if not values.get(name)]


def _problems(field: Field, value: str, today: date) -> list[str]:
    if len(value) > field.longest:
        return [f"{field.title}有 {len(value)} 字，最长 {field.longest} 字"]
    if value and field.choices and value not in field.choices:
        return [f"{field.title}“{value[:20]}”只能是{'、'.join(field.choices)}"]
    if value and field.is_day:
        return _day_problems(field.title, value, today if field.name == "found_on" else None)
    return []


def _day_problems(title: str, value: str, latest: date | None) -> list[str]:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return [f"{title}“{value[:20]}”不是日期，应如 2026-11-30"]
    if not 1990 <= day.year <= 2100:
        return [f"{title}“{value}”的年份不对"]
    return [f"{title} {value} 在今天之后"] if latest and day > latest else []


def _day(value: str) -> str:
    match = _DAY.fullmatch(nfkc(value).text)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else value

"""How does each field of a case stand in a sheet: its column, what to write, how it is read?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from corpus.composing import CASE_FIELDS
from corpus.normalise import nfkc
from library.cases.filters import UNKNOWN
from library.cases.record import CHOICES, LABELS

__all__ = ["COLUMNS", "SHEET", "SHEET_SUFFIXES", "Column", "read_cell", "shown"]

SHEET_SUFFIXES = (".xlsx", ".csv", ".jsonl")
SHEET = "案例"
"""The sheet of a workbook that holds the cases."""

_EMPTY = frozenset({"", UNKNOWN, "不详", "未知", "/", "—", "-", "无数据"})
_DATE = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?")
_LISTS = ("indirect_causes", "responsible_parties", "lessons", "related_clauses", "sources")
_DAYS = ("date", "as_of")
_COUNTS = ("deaths", "injuries", "serious_injuries", "missing")

_NOTES: Mapping[str, str] = {
    "case_id": "不填。导出的表里带有编号，照原样留着，导入时就更新这一起",
    "name": "必填，如 某市某工程“7·12”坍塌事故",
    "date": "必填，如 2021-07-12",
    "province": "简称，如 江苏",
    "city": "如 苏州；直辖市写 上海（长宁区）",
    "project": "工程或项目名称",
    "project_type": "如 房屋建筑（住宅）、轨道交通、既有建筑改造",
    "accident_type": "从下拉列表里选：GB 6441 的类型及其细类",
    "hazard_works": "危大工程类别，如 模板工程及支撑体系；不属于危大工程或不清楚就留空",
    "deaths": "确知没有人死亡填 0；不清楚留空，0 和不清楚是两回事",
    "injuries": "受伤总人数，轻重伤合计",
    "serious_injuries": "其中重伤（含急性工业中毒）几人，用来计算等级；不清楚留空，不要填 0",
    "missing": "失踪人数，不并入死亡",
    "economic_loss_wan_yuan": "单位万元，只填数字",
    "level": "来源写明的等级；系统另按国务院令第493号第三条计算并对照",
    "direct_cause": "一段话",
    "indirect_causes": "每条一行（单元格内按 Alt+Enter 换行）",
    "responsible_parties": "每个一行；写单位或身份，不写个人姓名",
    "penalties_summary": "概括，不写个人姓名",
    "lessons": "每条一行",
    "related_clauses": "每条一行，写成 法名|第N条，如 建筑法|第七条，按现行条文",
    "report_source": "调查报告的名称或公布机关",
    "sources": "每个一行",
    "source_quality": "A 官方公布的原件；B 转载",
    "basis": "调查报告或初步通报",
    "note": "说法不一、只有一处来源等情况写在这里",
    "audited": "如 2 sources（两处来源核对过）、1 source（只有一处）",
    "as_of": "伤亡和损失数字截至哪一天，如 2021-08-12",
    "redacted": "已隐去个人姓名和联系方式填 是",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `field` is the record's, or `case_id`."""

    field: str
    title: str
    note: str
    choices: tuple[str, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether it holds sentences."""
        return self.field in (*_LISTS, "name", "direct_cause", "penalties_summary", "note")


COLUMNS = (
    Column("case_id", "编号", _NOTES["case_id"]),
    *(
        Column(name, LABELS[name], _NOTES[name], CHOICES.get(name, ()))
        if name != "redacted"
        else Column(name, LABELS[name], _NOTES[name], ("是", "否"))
        for name in CASE_FIELDS
    ),
)
"""The columns of template and export, in order; an import may lack some and order them anew."""


def shown(field: str, value: Any) -> str | int | float | None:
    """Return a value of a record as a cell holds it; None is an empty cell."""
    if isinstance(value, list | tuple):
        return "\n".join(value) or None
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{field}: {value!r}")


def read_cell(field: str, value: object) -> Any:
    """Return the value of a record that a cell holds; what cannot be read comes back as it is.

    An empty cell, 未核实 and the like are None. Whether the value fits its field is for
    `read_case` to say.
    """
    plain = nfkc(str(value)).text.strip() if value is not None else ""
    if plain in _EMPTY:
        return [] if field in _LISTS else None
    for fields, read in _READERS.items():
        if field in fields:
            return read(value, plain)
    return str(value).strip()


def _list(value: object, _: str) -> Any:
    return [line.strip() for line in str(value).splitlines() if line.strip()]


def _day(value: object, plain: str) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    match = _DATE.fullmatch(plain)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else plain


def _count(value: object, plain: str) -> Any:
    match = re.fullmatch(r"(\d{1,9})(?:\.0+)?\s*[人名]?", plain)
    return int(match[1]) if match else value


def _sum(value: object, plain: str) -> Any:
    match = re.fullmatch(r"(\d[\d,]{0,12}(?:\.\d+)?)\s*(?:万元)?", plain)
    if match is None:
        return value
    number = float(match[1].replace(",", ""))
    return int(number) if number.is_integer() else number


def _flag(value: object, plain: str) -> Any:
    return {"是": True, "TRUE": True, "1": True, "否": False, "FALSE": False, "0": False}.get(
        plain.upper(), value
    )


def _level(_: object, plain: str) -> Any:
    return re.sub(r"(?:生产安全)?(?:责任)?事故$", "", plain)


_READERS: Mapping[tuple[str, ...], Callable[[object, str], Any]] = {
    _LISTS: _list,
    _DAYS: _day,
    _COUNTS: _count,
    ("economic_loss_wan_yuan",): _sum,
    ("redacted",): _flag,
    ("level",): _level,
}

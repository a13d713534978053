"""What is one accident in the case library, and is its record well-formed?

The fields and their types are those of `corpus.composing`, from which the text of a case is made;
here are their Chinese names and what else a record must satisfy.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from corpus.composing import CASE_FIELDS
from corpus.identifiers import find_identifiers
from corpus.normalise import nfkc
from corpus.numerals import to_chinese
from library.cases.accident_types import TYPES
from library.cases.levels import LEVELS, Assessment, Bounds, Comparison, assess, compare
from library.cases.severity import serious_injuries
from library.errors import CaseRejected

__all__ = [
    "BASES", "CHOICES", "LABELS", "PRELIMINARY", "QUALITIES", "Case", "as_record", "read_case",
]  # fmt: skip

PRELIMINARY = "初步通报"
BASES = ("调查报告", PRELIMINARY)
QUALITIES = ("A", "B")

LABELS: Mapping[str, str] = {
    "name": "事故名称",
    "date": "事故日期",
    "province": "省份",
    "city": "城市",
    "project": "工程名称",
    "project_type": "工程类型",
    "accident_type": "事故类型",
    "hazard_works": "危大工程类别",
    "deaths": "死亡人数",
    "injuries": "受伤人数",
    "serious_injuries": "重伤人数",
    "missing": "失踪人数",
    "economic_loss_wan_yuan": "直接经济损失（万元）",
    "level": "事故等级",
    "direct_cause": "直接原因",
    "indirect_causes": "间接原因",
    "responsible_parties": "责任单位",
    "penalties_summary": "处理情况",
    "lessons": "事故教训",
    "related_clauses": "相关条款",
    "report_source": "报告出处",
    "sources": "来源网址",
    "source_quality": "来源等级",
    "basis": "依据",
    "note": "备注",
    "audited": "核对情况",
    "as_of": "数字截至日期",
    "redacted": "已脱敏",
}
"""Field → the name that staff know it by."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "accident_type": TYPES,
    "level": LEVELS,
    "source_quality": QUALITIES,
    "basis": BASES,
}
"""Fields that have one of a few values."""

_REQUIRED = ("name", "date")


@dataclass(frozen=True, slots=True)
class Case:
    """One accident; None is unknown and never zero, losses are in 万元.

    `case_id` is the id of its document, '' before it has one. `injuries` counts all the injured,
    `serious_injuries` those of them that the decree counts; where it is not known, `note` may say
    it. `related_clauses` are 「法名|第N条」 by the text now in force. `as_of` is the day on which
    the counts hold.
    """

    case_id: str
    name: str
    date: datetime.date
    province: str | None
    city: str | None
    project: str | None
    project_type: str | None
    accident_type: str | None
    hazard_works: str | None
    deaths: int | None
    injuries: int | None
    serious_injuries: int | None
    missing: int | None
    economic_loss_wan_yuan: float | None
    level: str | None
    direct_cause: str | None
    indirect_causes: tuple[str, ...]
    responsible_parties: tuple[str, ...]
    penalties_summary: str | None
    lessons: tuple[str, ...]
    related_clauses: tuple[str, ...]
    report_source: str | None
    sources: tuple[str, ...]
    source_quality: str | None
    basis: str | None
    note: str | None
    audited: str | None
    as_of: datetime.date | None
    redacted: bool

    @property
    def place(self) -> str:
        """Where it was, '' where that is unknown; 北京（海淀区） names its province already."""
        province, city = self.province or "", self.city or ""
        return city if city.startswith(province) else province + city

    @property
    def preliminary(self) -> bool:
        """Whether the record rests on a first bulletin only."""
        return self.basis == PRELIMINARY

    @property
    def assessment(self) -> Assessment:
        """The level by 国务院令第493号第三条, from what the record knows."""
        serious = serious_injuries(self.injuries, self.note, self.serious_injuries)
        loss = Bounds.of(self.economic_loss_wan_yuan)
        return assess(_possible_deaths(self.deaths, self.missing), serious, loss)

    @property
    def comparison(self) -> Comparison:
        """How the stated level stands to the computed one."""
        return compare(self.level, self.assessment)


def read_case(record: Mapping[str, Any], case_id: str = "") -> Case:
    """Return the case of a record; raise CaseRejected naming every field that is not well-formed.

    Contact data is masked in every string. Fields that are missing are unknown.
    """
    problems = [f"不认识的字段“{name}”" for name in record if name not in CASE_FIELDS]
    values: dict[str, Any] = {}
    for name in CASE_FIELDS:
        try:
            values[name] = _value(name, record.get(name))
        except (TypeError, ValueError):
            problems.append(_problem(name, record.get(name)))
    problems += _more_than_all(values)
    if problems:
        raise CaseRejected(problems)
    return Case(case_id, **values)


def _more_than_all(values: Mapping[str, Any]) -> list[str]:
    injuries, serious = values.get("injuries"), values.get("serious_injuries")
    if injuries is None or serious is None or serious <= injuries:
        return []
    return [f"“重伤人数”{serious} 多于“受伤人数”{injuries}；受伤人数是轻重伤合计"]


def as_record(case: Case) -> dict[str, Any]:
    """Return the record that `read_case` reads back to the same case."""
    return {f.name: _plain(getattr(case, f.name)) for f in fields(case) if f.name in CASE_FIELDS}


def _value(name: str, value: object) -> Any:
    if value is None and name not in _REQUIRED:
        return {"redacted": False}.get(name, () if name in _LISTS else None)
    read = CASE_FIELDS[name].read(value)
    return _AFTER.get(name, _same)(_chosen(name, read))


def _chosen(name: str, value: Any) -> Any:
    if name in CHOICES and value not in CHOICES[name]:
        raise ValueError(value)
    return tuple(value) if isinstance(value, list) else value


def _clauses(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_clause, values)))


def _clause(value: str) -> str:
    """Return 「法名|第N条」 with the number in Chinese numerals."""
    title, _, place = value.partition("|")
    found = list(find_identifiers(nfkc(place.strip()).text))
    match = re.fullmatch(r"第(\d+)条(?:之(\d+))?", found[0].key) if len(found) == 1 else None
    if not title.strip(" 《》") or match is None or found[0].end < len(place.strip()):
        raise ValueError(value)
    sub = f"之{to_chinese(int(match[2]))}" if match[2] else ""
    return f"{title.strip(' 《》')}|第{to_chinese(int(match[1]))}条{sub}"


def _same(value: Any) -> Any:
    return value


_LISTS = ("indirect_causes", "responsible_parties", "lessons", "related_clauses", "sources")
_AFTER: Mapping[str, Callable[[Any], Any]] = {
    "date": datetime.date.fromisoformat,
    "as_of": datetime.date.fromisoformat,
    "related_clauses": _clauses,
}


def _problem(name: str, value: object) -> str:
    if value is None or value == "":
        return f"“{LABELS[name]}”没有填写，应是{CASE_FIELDS[name].expected}"
    shown = str(value)[:40]
    expected = "、".join(CHOICES[name]) if name in CHOICES else CASE_FIELDS[name].expected
    if name == "related_clauses":
        expected = "“法名|第N条”的列表，如 建筑法|第七条"
    advice = "" if name in _REQUIRED else "；不知道就留空"
    return f"“{LABELS[name]}”写成了“{shown}”，应是{expected}{advice}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def _possible_deaths(deaths: int | None, missing: int | None) -> Bounds:
    """Return the deaths, of whom the missing may be some; without known deaths, nothing."""
    if deaths is None or not missing:
        return Bounds.of(deaths)
    return Bounds(deaths, deaths + missing, remark=f"另有失踪 {missing} 人未计入")

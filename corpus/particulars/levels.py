"""Which level of effect has a text, by who issued it and what it is called?

《立法法》 第十条、第七十二条、第八十条、第八十五条、第九十一条、第九十三条、第一百一十八条、
第一百一十九条; 《规章制定程序条例》 第七条 (规章 are 规定 or 办法, not 条例).
"""

import re
from typing import NamedTuple

from corpus.particulars.regions import NATIONAL, region_of
from corpus.records import Kind, Level
from corpus.structure import Enactment

__all__ = ["Judged", "level_of"]

_STATE = re.compile(r"^中华人民共和国")
_NPC = re.compile(r"^全国人民代表大会(?:常务委员会)?$")
_CONGRESS = re.compile(r"人民代表大会(?:常务委员会)?$")
_GOVERNMENT = re.compile(r"[省市州]人民政府$|自治区人民政府$")
_DEPARTMENT = re.compile(
    r"^(?:中国人民银行|审计署|国家[\u4e00-\u9fff]{2,16}|[\u4e00-\u9fff]{2,12}(?:部|委员会|总局|总署|局|署))$"
)
_ORDER = re.compile(r"令第?\d+号|^令")
_RULE = re.compile(r"(?:规定|办法|实施细则|规则|细则)(?:\(.*\)|（.*）)?$")
_LAW = re.compile(r"(?<!办)法$|法典$")
_DECREE = re.compile(r"(?:条例|规定|办法|细则|决定)(?:\(.*\)|（.*）)?$")
_JUDICIAL = re.compile(
    r"(?:解释|规定|规则|批复|决定)(?:[（(][一二三四五六七八九十]+[）)]|[（(]试行[）)])?$"
)
_NORMATIVE = re.compile(
    r"(?:通知|意见|方案|办法|规定|细则|规划|计划|通告|公告|要点|措施|指引|导则|制度|标准|目录|清单|决定|预案)"
    r"(?:[（(].*[）)])?$"
)
_LETTER = re.compile(r"(?:函|批复|报告|请示|纪要|通报|情况)$")


class Judged(NamedTuple):
    """The level, None where it is not certain; then a person may confirm the `likely` one.

    `reason` says in Chinese why it is not certain.
    """

    level: Level | None
    likely: Level | None = None
    reason: str = ""


def level_of(
    kind: Kind, title: str, issuer: str | None, doc_no: str | None, told: Enactment | None = None
) -> Judged:
    """Judge by kind, title, issuer (several joined by 、), number and the note `told`."""
    if fixed := _BY_KIND.get(kind):
        return Judged(fixed)
    name = _STATE.sub("", title)
    if re.match(r"宪法(?:修正案|$)", name):
        return Judged(Level.CONSTITUTION)
    if issuer:
        number = doc_no or (told.order if told else None) or ""
        judged = _by_issuer(kind, title, issuer.split("、"), number, passed=bool(told))
        approved = told is not None and told.approved_by == "国务院"
        if approved and judged.level is Level.DEPARTMENT_RULE:
            return Judged(None, Level.ADMINISTRATIVE_REGULATION, "经国务院批准、由部门发布")
        return judged
    return _unsigned(kind, title, doc_no or "")


def _unsigned(kind: Kind, title: str, doc_no: str) -> Judged:
    """Judge a text that names no issuer."""
    name = _STATE.sub("", title)
    if title != name and _LAW.search(name):
        return Judged(Level.LAW)
    if "〔" in doc_no and not title.startswith("最高人民"):
        return _policy(name)
    return _letter(name) if kind is Kind.POLICY else _by_title(title, name)


_BY_KIND = {
    Kind.STANDARD: Level.STANDARD,
    Kind.CASE: Level.CASE,
    Kind.DIGEST: Level.OTHER,
    Kind.INTERPRETATION: Level.OTHER,
}


def _by_issuer(kind: Kind, title: str, issuers: list[str], doc_no: str, *, passed: bool) -> Judged:
    first, name = _STATE.sub("", issuers[0]), _STATE.sub("", title)
    if _NPC.match(first):
        return _of_npc(title)
    if re.match("最高人民(?:法院|检察院)", first):
        return _of_courts(name, doc_no, passed=passed)
    if _CONGRESS.search(first):
        return _of_congress(name, first)
    if first in {"国务院", "中央军事委员会"} and "〔" not in doc_no:
        return _of_state_council(name, doc_no)
    if "〔" in doc_no or (kind is Kind.POLICY and not _ORDER.search(doc_no)):
        return _policy(name)
    return _of_order(name, first, doc_no)


def _of_npc(title: str) -> Judged:
    place = region_of(None, title).region
    if place is None:
        return Judged(Level.LAW)
    reason = f"标题写的是{place.name}，而制定机关写的是全国人民代表大会"
    return Judged(None, Level.LOCAL_REGULATION, reason)


def _of_courts(name: str, doc_no: str, *, passed: bool) -> Judged:
    """Judge by 《最高人民法院关于司法解释工作的规定》: forms of Art. 6, passed by the committee."""
    if doc_no.startswith(("法释", "高检发释")) or re.search("解释(?:（.*）)?$", name):
        return Judged(Level.JUDICIAL_INTERPRETATION)
    if not _JUDICIAL.search(name):
        return Judged(None)
    if passed:
        return Judged(Level.JUDICIAL_INTERPRETATION)
    reason = "最高人民法院、最高人民检察院的文件，未见“法释”“高检发释”文号"
    return Judged(None, Level.JUDICIAL_INTERPRETATION, reason)


def _of_congress(name: str, issuer: str) -> Judged:
    if "自治条例" in name or "单行条例" in name or re.search("自治[县旗]人民代表大会$", issuer):
        return Judged(Level.AUTONOMOUS_REGULATION)
    if issuer.endswith("自治州人民代表大会"):
        reason = "自治州人民代表大会通过，可能是单行条例，也可能是地方性法规"
        return Judged(None, Level.AUTONOMOUS_REGULATION, reason)
    return Judged(Level.LOCAL_REGULATION)


def _of_state_council(name: str, doc_no: str) -> Judged:
    if _ORDER.search(doc_no):
        return Judged(Level.ADMINISTRATIVE_REGULATION)
    if not _DECREE.search(name):
        return _policy(name)
    return Judged(None, Level.ADMINISTRATIVE_REGULATION, "国务院发布、批准，而未见国务院令的号")


def _of_order(name: str, issuer: str, doc_no: str) -> Judged:
    if issuer.startswith("国家监察委员会") and name.endswith("条例"):
        return Judged(Level.SUPERVISORY_REGULATION)
    local = _GOVERNMENT.search(issuer)
    national = region_of(issuer, "").region == NATIONAL and _DEPARTMENT.match(issuer)
    ordered = bool(_ORDER.search(doc_no))
    if not _RULE.search(name) or not (local or national):
        return Judged(None) if ordered or _RULE.search(name) else _policy(name)
    level = Level.LOCAL_RULE if local else Level.DEPARTMENT_RULE
    return Judged(level) if ordered else Judged(None, level, "规章以令公布，未见令号")


def _policy(name: str) -> Judged:
    if _LETTER.search(name):
        return Judged(Level.OTHER)
    return Judged(Level.NORMATIVE_DOCUMENT) if _NORMATIVE.search(name) else Judged(None)


def _letter(name: str) -> Judged:
    """Judge a notice of unknown issuer; 规定 and 办法 may then be more than that."""
    return Judged(None) if _DECREE.search(name) or name.endswith("标准") else _policy(name)


def _by_title(title: str, name: str) -> Judged:
    """Judge a statute of which only the title is known; nothing is certain then."""
    if title.startswith("最高人民"):
        return _of_courts(name, "", passed=False)
    if region_of(None, title).region and name.endswith("条例"):
        return Judged(None, Level.LOCAL_REGULATION, "只见标题，未见制定机关")
    if name.endswith("条例"):
        return Judged(None, Level.ADMINISTRATIVE_REGULATION, "只见标题，未见制定机关")
    return Judged(None)

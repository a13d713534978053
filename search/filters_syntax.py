"""Which filters and exclusions are written into the words of a query?

    坍塌 类型:案例 机关:住建部 年份:2018..2021 状态:现行 地区:吉林 -培训

Everything here works on NFKC text, where ：－，are ASCII. What stands in quotes is left alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from corpus.records import Kind, Status
from search.errors import QueryRejected
from search.periods import read_period
from search.results import AppliedFilter, SearchRequest

__all__ = ["Excluded", "Operators", "read_operators"]

_QUOTED = r'"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』'
_HAN = "\u4e00-\u9fff"
_OPERATOR = re.compile(
    rf"(?P<quoted>{_QUOTED})"
    rf"|(?<!\S)[-−–](?P<excluded>{_QUOTED}|[A-Za-z{_HAN}]\S*)"
    rf"|(?<!\S)(?P<label>[A-Za-z_]{{2,10}}|[{_HAN}]{{1,4}}):(?P<value>{_QUOTED}|[^\s:]*)(?!\S)"
)
_MARKS = '"“”「」『』'
_LISTED = re.compile("[,、|]")
_KNOWN = "类型、机关、地区、状态、年份、日期、截至"

_KINDS: Mapping[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    **{kind.label: kind for kind in Kind},
    **dict.fromkeys(("政策", "通知", "文件", "规范性文件", "公文"), Kind.POLICY),
    **dict.fromkeys(
        ("法规", "法律", "法律法规", "规章", "条例", "行政法规", "部门规章"), Kind.REGULATION
    ),
    **dict.fromkeys(("规范", "规程", "标准规范"), Kind.STANDARD),
    **dict.fromkeys(("案例", "事故"), Kind.CASE),
    **dict.fromkeys(("法规要点", "摘要"), Kind.DIGEST),
    **dict.fromkeys(("政策解读",), Kind.INTERPRETATION),
}
# A text that was amended goes on being in force as amended.
_STATUSES: Mapping[str, tuple[Status, ...]] = {
    **{status.value: (status,) for status in Status},
    **dict.fromkeys(("现行", "有效"), (Status.IN_FORCE, Status.AMENDED)),
    **dict.fromkeys(("废止", "失效"), (Status.REPEALED,)),
    **dict.fromkeys(("替代", "已被替代"), (Status.REPLACED,)),
    **dict.fromkeys(("修改", "已修订"), (Status.AMENDED,)),
    **dict.fromkeys(("期满",), (Status.EXPIRED,)),
    **dict.fromkeys(("未生效", "未施行"), (Status.NOT_YET,)),
    **dict.fromkeys(("草案", "意见稿"), (Status.DRAFT,)),
    **dict.fromkeys(("全部", "不限", "所有"), tuple(Status)),
}


@dataclass(frozen=True, slots=True)
class Excluded:
    """A word that no hit may hold; with `literal` its characters in a row, as quoted."""

    word: str
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Operators:
    """A query taken apart: the words to search, and what the operators ask for.

    `filters` is a request without words; `remarks` are Chinese sentences about what was not
    understood and is searched as text; `written` are the operators as typed.
    """

    words: str
    filters: SearchRequest
    applied: tuple[AppliedFilter, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    remarks: tuple[str, ...] = ()
    written: str = ""


def read_operators(text: str) -> Operators:
    """Take the operators out of NFKC text; raise QueryRejected for a value without meaning."""
    filters, kept, at = SearchRequest(""), [], 0
    applied: list[AppliedFilter] = []
    excluded: list[Excluded] = []
    remarks: list[str] = []
    written: list[str] = []
    for match in _OPERATOR.finditer(_joined(text)):
        label = _FIELDS.get((match["label"] or "").lower())
        if match["excluded"]:
            excluded.append(_excluded(match["excluded"]))
        elif label:
            filters = _READERS[label](filters, label, _listed(match))
            without = f"{match.string[: match.start()]} {match.string[match.end() :]}"
            value = "、".join(_listed(match))
            applied.append(AppliedFilter(f"{label}：{value}", " ".join(without.split())))
        else:
            remarks += [_unknown(match["label"])] if match["label"] and match["value"] else []
            continue
        kept.append(match.string[at : match.start()])
        written.append(match[0])
        at = match.end()
    words = " ".join(" ".join((*kept, _joined(text)[at:])).split())
    return Operators(
        words,
        filters,
        tuple(applied),
        tuple(excluded),
        (*remarks, *_unclosed(words)),
        " ".join(written),
    )


def _joined(text: str) -> str:
    """Return the text with the blank after a label taken out: 地区: 湖北 is 地区:湖北."""
    return _SPACED.sub(r"\1", text)


def _excluded(written: str) -> Excluded:
    bare = written.strip(_MARKS)
    return Excluded(bare, literal=bare != written)


def _listed(match: re.Match[str]) -> list[str]:
    """Return the values of a field; raise QueryRejected where there is none."""
    values = [part for value in _LISTED.split(match["value"]) if (part := value.strip(_MARKS))]
    if not values:
        raise QueryRejected(
            f"筛选“{match['label']}:”后面没有写内容。请写作“{match['label']}:内容”，不需要就删去。"
        )
    return values


def _unknown(label: str) -> str:
    return f"“{label}:”不是筛选条件，按文字检索。可用的筛选：{_KNOWN}。"


def _unclosed(words: str) -> Iterator[str]:
    """Yield a remark where a quotation mark has no partner."""
    if set(re.sub(_QUOTED, "", words)) & set(_MARKS):
        yield "引号没有成对，没有按短语检索。要逐字查找时，请在前后都加引号。"


def _chosen(label: str, value: str, choices: Mapping[str, object], advice: str) -> None:
    if value.lower() not in choices:
        raise QueryRejected(f"筛选“{label}:{value}”不认识。{label}可以写：{advice}。")


def _kinds(filters: SearchRequest, label: str, values: list[str]) -> SearchRequest:
    for value in values:
        _chosen(label, value, _KINDS, "政策、法规、标准、案例、要点、解读")
    return replace(filters, kinds=(*filters.kinds, *(_KINDS[value.lower()] for value in values)))


def _statuses(filters: SearchRequest, label: str, values: list[str]) -> SearchRequest:
    for value in values:
        _chosen(label, value, _STATUSES, f"现行、{'、'.join(Status)}、全部")
    found = dict.fromkeys(status for value in values for status in _STATUSES[value])
    return replace(filters, statuses=(*filters.statuses, *found))


def _issuers(filters: SearchRequest, _: str, values: list[str]) -> SearchRequest:
    return replace(filters, issuers=(*filters.issuers, *values))


def _regions(filters: SearchRequest, _: str, values: list[str]) -> SearchRequest:
    return replace(filters, regions=(*filters.regions, *values))


def _period(filters: SearchRequest, label: str, values: list[str]) -> SearchRequest:
    since, until = read_period(label, values)
    return replace(filters, since=since, until=until)


def _as_of(filters: SearchRequest, label: str, values: list[str]) -> SearchRequest:
    last: date | None = read_period(label, values)[1]
    return replace(filters, as_of=last)


_READERS: Mapping[str, Callable[[SearchRequest, str, list[str]], SearchRequest]] = {
    "类型": _kinds, "机关": _issuers, "地区": _regions, "状态": _statuses,
    "年份": _period, "日期": _period, "截至": _as_of,
}  # fmt: skip
_FIELDS: Mapping[str, str] = {
    **{label: label for label in _READERS},
    **dict.fromkeys(("类别", "种类", "文种", "文件类别", "kind", "type"), "类型"),
    **dict.fromkeys(("发文机关", "单位", "发文单位", "发布机关", "部门", "issuer"), "机关"),
    **dict.fromkeys(("地方", "省", "省份", "城市", "市", "region"), "地区"),
    **dict.fromkeys(("时效", "时效状态", "效力", "status"), "状态"),
    **dict.fromkeys(("年", "年度", "year"), "年份"),
    **dict.fromkeys(("印发日期", "发文日期", "时间", "date"), "日期"),
    **dict.fromkeys(("截止", "as_of", "asof"), "截至"),
}
_SPACED = re.compile(rf"(?<!\S)((?:{'|'.join(_FIELDS)}):)\s+(?=[^\s:]+(?:\s|$))", re.IGNORECASE)

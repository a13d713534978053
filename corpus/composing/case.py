"""What does the record of an accident say, as a text to read, find and cite?"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.composing.fields import CASE_FIELDS, checked
from corpus.composing.page import Entry, Link, address_of, lay_out
from corpus.composing.site import site_of
from corpus.composing.wording import (
    UNVERIFIED,
    as_date,
    audited,
    cited_article,
    joined,
    listed,
    remark,
    said,
    say_day,
)
from corpus.records import Clause, Document, Kind, Level, RelationKind, Status

__all__ = ["compose_case"]

_ADDRESS = "r"
_LABEL = "事故案例"
_PRELIMINARY = "依据初步通报，数字可能变化"
_OWN_WORDS = "本篇是按公开来源整理的案例摘要，不是事故调查报告的原文，引用前请核对来源。"


def compose_case(
    record: Mapping[str, Any], document_id: str | None = None
) -> tuple[Document, list[Clause]]:
    """Return a case as a document of one clause; raise BadRecord.

    `record` has the fields of `CASE_FIELDS`, all but the name may be null. Without `document_id`
    the id follows from day and name. `issued_on` is the day of the accident. `facts` holds the
    whole record, so that text and record cannot part.
    """
    facts = checked(record, CASE_FIELDS, str(record.get("name") or "没有名称的案例"))
    site = site_of(facts["province"], facts["city"])
    document = Document(
        document_id=document_id or _computed_id(facts),
        title=facts["name"],
        kind=Kind.CASE,
        text="",
        level=Level.CASE.value,
        region=site.name if site else facts["province"],
        region_code=site.code if site else None,
        issued_on=as_date(facts["date"]),
        status=Status.UNVERIFIED,
        status_basis=f"{_basis(facts)}，案例不分时效",
        status_as_of=as_date(facts["as_of"]),
        source=listed(facts["sources"]),
        notes=tuple(_notes(facts)),
        facts=facts,
    )
    text = "\n".join(f"{label}：{value}" for label, value in _lines(facts))
    entry = Entry(_ADDRESS, _LABEL, text, _citation(facts), links=tuple(_links(facts)))
    return lay_out(document, [entry])


def _computed_id(facts: Mapping[str, Any]) -> str:
    day = (facts["date"] or "").replace("-", "")
    return f"case-{day or 'x'}-{hashlib.sha256(facts['name'].encode()).hexdigest()[:8]}"


def _lines(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the record says, each statement with its label."""
    if _preliminary(facts):
        yield "提示", _PRELIMINARY
    yield "事故日期", say_day(facts["date"])
    yield "地点", _where(facts)
    yield "工程", said(facts["project"])
    yield "工程类型", said(facts["project_type"])
    yield "事故类型", said(facts["accident_type"])
    yield "危大工程类别", said(facts["hazard_works"])
    yield "伤亡", _casualties(facts)
    yield "直接经济损失", _loss(facts)
    yield "事故等级", f"{facts['level']}事故" if facts["level"] else UNVERIFIED
    yield "直接原因", said(facts["direct_cause"])
    yield "间接原因", joined(facts["indirect_causes"])
    yield "责任单位", "、".join(facts["responsible_parties"]) or UNVERIFIED
    yield "处理情况", said(facts["penalties_summary"])
    yield "事故教训", joined(facts["lessons"])
    yield "可对照的条款", "、".join(cited_article(*c) for c in _clauses(facts)) or UNVERIFIED
    yield "依据", _basis(facts)
    yield "核对情况", _surety(facts)
    if facts["note"]:
        yield "备注", remark(facts["note"])


def _where(facts: Mapping[str, Any]) -> str:
    """Return the place; a city that names its province (北京（海淀区）) is enough."""
    province, city = facts["province"] or "", facts["city"] or ""
    return (city if city.startswith(province) else province + city) or UNVERIFIED


def _casualties(facts: Mapping[str, Any]) -> str:
    counts = (("死亡", "deaths"), ("受伤", "injuries"), ("失踪", "missing"))
    numbers = [
        f"{word}{UNVERIFIED if facts[name] is None else f'{facts[name]}人'}"
        for word, name in counts
    ]
    if facts["serious_injuries"] is not None:
        numbers[1] += f"（其中重伤{facts['serious_injuries']}人）"
    return "，".join(numbers) + f"（截至日期：{say_day(facts['as_of'])}）"


def _loss(facts: Mapping[str, Any]) -> str:
    loss = facts["economic_loss_wan_yuan"]
    return UNVERIFIED if loss is None else f"{said(loss)}万元"


def _preliminary(facts: Mapping[str, Any]) -> bool:
    return "初步" in (facts["basis"] or "")


def _basis(facts: Mapping[str, Any]) -> str:
    report = _nested(facts["report_source"] or f"报告名称{UNVERIFIED}")
    return f"{said(facts['basis'])}（{report}）"


def _surety(facts: Mapping[str, Any]) -> str:
    quality = facts["source_quality"]
    return f"来源等级{f'{quality}级' if quality else UNVERIFIED}；{audited(facts['audited'])}"


def _citation(facts: Mapping[str, Any]) -> str:
    """Return the case as a letter names it, with what the statement rests on."""
    ground = _PRELIMINARY if _preliminary(facts) else f"依据{_report(facts)}整理"
    return f"{facts['name']}（{say_day(facts['date'])}；案例摘要，{ground}）"


def _report(facts: Mapping[str, Any]) -> str:
    """Return the report's name, else what is known of it, as it may stand in parentheses."""
    if facts["report_source"]:
        return _nested(facts["report_source"])
    return f"{facts['basis']}〔名称{UNVERIFIED}〕" if facts["basis"] else f"{UNVERIFIED}的来源"


def _nested(words: str) -> str:
    """Return words as they may stand in parentheses; GB/T 15834 nests others inside."""
    return words.replace("（", "〔").replace("）", "〕")


def _notes(facts: Mapping[str, Any]) -> Iterator[str]:
    yield _OWN_WORDS
    if _preliminary(facts):
        yield f"{_PRELIMINARY}。"
    if facts["redacted"]:
        yield "已隐去个人信息。"


def _clauses(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    parts = (clause.partition("|") for clause in facts["related_clauses"])
    return [(law, article) for law, _, article in parts]


def _links(facts: Mapping[str, Any]) -> Iterator[Link]:
    for law, article in _clauses(facts):
        words = cited_article(law, article)
        yield Link(RelationKind.CITES, law, address_of(article), words)

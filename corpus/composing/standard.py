"""What does the card of a standard, law or notice say, as a text to read, find and cite?"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from corpus.composing.fields import STANDARD_FIELDS, checked
from corpus.composing.page import Entry, lay_out
from corpus.composing.wording import (
    UNVERIFIED,
    as_date,
    audited,
    listed,
    remark,
    said,
    say_day,
    slug,
)
from corpus.errors import BadRecord
from corpus.identifiers import doc_no_key, order_key, standard_key
from corpus.issuers import full_names
from corpus.records import Clause, Document, Kind, Level, Status
from corpus.structure import title_citation

__all__ = ["compose_standard", "number_of"]

_ADDRESS = "r"
_REPLACED = re.compile(r"被替代（(?P<by>[^，）]+)(?:，自(?P<since>\d{4}-\d\d-\d\d))?）")
_SNAPSHOT = re.compile(r"(\d{4}-\d\d-\d\d)快照")


class _Standing(NamedTuple):
    status: Status
    basis: str
    as_of: date | None = None


def compose_standard(record: Mapping[str, Any]) -> tuple[Document, list[Clause]]:
    """Return a card as a document of one clause; raise BadRecord.

    `record` has the fields of `STANDARD_FIELDS`. A card says what a text is about and whether it
    is known to be in force; it is never the text. The card of a standard is of the kind standard,
    that of a law or notice a digest. `status` is null, 现行 or 被替代（编号，自日期）.
    """
    name = str(record.get("number") or record.get("title") or "没有编号的标准")
    facts = checked(record, STANDARD_FIELDS, name)
    is_standard = standard_key(facts["number"]) is not None
    standing = _standing(facts)
    doc_no = number_of(facts)
    title = facts["title"] if is_standard else f"《{facts['title']}》卡片"
    document = Document(
        document_id=f"card-{slug(facts['number'])}",
        title=title,
        kind=Kind.STANDARD if is_standard else Kind.DIGEST,
        text="",
        doc_no=doc_no,
        issuer=facts["issuer"] and full_names(facts["issuer"]),
        level=Level.STANDARD.value if is_standard else None,
        issued_on=as_date(facts["issued_on"]),
        effective_on=as_date(facts["effective_on"]),
        status=standing.status,
        status_basis=standing.basis,
        status_as_of=standing.as_of,
        source=listed(facts["sources"]),
        notes=(_own_words(is_standard),),
        facts=facts,
    )
    label = "标准卡片" if is_standard else "法规卡片"
    text = "\n".join(f"{label}：{value}" for label, value in _lines(facts, standing))
    citation = f"{title_citation(facts['title'], doc_no)}（卡片，非原文）"
    return lay_out(document, [Entry(_ADDRESS, label, text, citation)])


def number_of(facts: Mapping[str, Any]) -> str | None:
    """Return the 文号, 标准号 or number of an order; None where `number` repeats the name."""
    number = str(facts["number"])
    known = (read(number) for read in (standard_key, doc_no_key, order_key))
    return number if any(known) else None


def _own_words(is_standard: bool) -> str:
    what = "标准" if is_standard else "法规、文件"
    return f"本篇是{what}的卡片，由我们按来源整理，不是原文；条文内容和现行状态请查官方发布的文本。"


def _lines(facts: Mapping[str, Any], standing: _Standing) -> Iterator[tuple[str, str]]:
    """Yield what the card says, each statement with its label."""
    yield "名称", facts["title"]
    if not number_of(facts) and facts["number"] != facts["title"]:
        yield "全称", facts["number"]
    yield "编号", number_of(facts) or "没有编号"
    yield "内容", said(facts["scope"])
    yield "主题", "、".join(facts["topics"]) or UNVERIFIED
    yield "发布机关", said(facts["issuer"])
    yield "发布日期", say_day(facts["issued_on"])
    yield "施行日期", say_day(facts["effective_on"])
    yield "状态", f"{standing.status}（{standing.basis}{_until(standing)}）"
    yield "核对情况", audited(facts["audited"])
    if facts["note"]:
        yield "备注", remark(facts["note"])


def _standing(facts: Mapping[str, Any]) -> _Standing:
    """Return the status that the source states, with the day for which it is known to hold."""
    stated, as_of = facts["status"], _snapshot_day(facts)
    if stated is None:
        return _Standing(Status.UNVERIFIED, "来源没有载明现行状态")
    if stated == "现行":
        until = "" if as_of else f"，截至日期{UNVERIFIED}"
        return _Standing(Status.IN_FORCE, f"来源记为现行{until}", as_of)
    if replaced := _REPLACED.fullmatch(stated):
        since = f"，自{say_day(replaced['since'])}" if replaced["since"] else ""
        basis = f"来源记为被 {replaced['by']} 替代{since}"
        return _Standing(Status.REPLACED, basis, as_date(replaced["since"]))
    raise BadRecord(facts["number"], "status", "空、现行或 被替代（编号，自YYYY-MM-DD）")


def _until(standing: _Standing) -> str:
    known = standing.status is Status.IN_FORCE and standing.as_of
    return f"，截至{standing.as_of:%Y-%m-%d}" if known else ""


def _snapshot_day(facts: Mapping[str, Any]) -> date | None:
    """Return the day of the snapshot on which the note says the status rests."""
    day = _SNAPSHOT.search(facts["note"] or "")
    return as_date(day[1]) if day else None

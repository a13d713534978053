"""Which duties does a law lay on whom, article by article, in our own words?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.composing.fields import DUTY_FIELDS, checked
from corpus.composing.page import Entry, Link, address_of, lay_out
from corpus.composing.wording import cited_article, said, slug
from corpus.records import Clause, Document, Kind, RelationKind, Status

__all__ = ["DUTY_COLUMNS", "compose_digest", "tabulate_duties"]

DUTY_COLUMNS = ("条款", "义务", "对象", "期限或频次", "所涉危大工程", "罚则", "备注")
"""The heads of the columns of `tabulate_duties`."""

_NOTES = (
    "要点由我们按条文归纳，不是原文；引用法规请引原文。",
    "归纳时逐条与来源的条文比对过，来源之后是否修订未核实。",
    "没有写出的期限或频次、所涉危大工程、罚则均未核实：可能条文没有规定，也可能归纳时没有查到。",
)
_DETAILS = (
    ("object", "对象"),
    ("deadline_or_frequency", "期限或频次"),
    ("hazard_works", "所涉危大工程"),
)


def compose_digest(
    law: str, duties: Sequence[Mapping[str, Any]], doc_no: str | None = None
) -> tuple[Document, list[Clause]]:
    """Return the duties of one law as a document, one clause for each article; raise BadRecord.

    `duties` have the fields of `DUTY_FIELDS`; several of one article stand in one clause, and
    the articles in the order of their first duty. `doc_no` is the number of the law, so that
    「493号令第九条」 finds its digest. `facts` holds the duties.
    """
    records = [checked(duty, DUTY_FIELDS, _name(duty)) for duty in duties]
    by_article: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        by_article.setdefault(record["article"], []).append(record)
    document = Document(
        document_id=f"digest-{slug(law)}",
        title=f"{_marked(law)}要点",
        kind=Kind.DIGEST,
        text="",
        doc_no=doc_no or (law if law.endswith("号") else None),
        status=Status.UNVERIFIED,
        status_basis="要点的时效随原文，原文的现行状态请另查",
        source="； ".join(dict.fromkeys(r["verified_in"] for r in records if r["verified_in"])),
        notes=_NOTES,
        facts={"law": law, "duties": records},
    )
    entries = [_entry(law, article, found) for article, found in by_article.items()]
    return lay_out(document, entries)


def tabulate_duties(facts: Mapping[str, Any], article: str | None = None) -> list[tuple[str, ...]]:
    """Return the duties of a digest, all or those of one article, a row each; [] for other facts.

    Here every field has its place, the unknown ones as 未核实.
    """
    duties = facts.get("duties", ())
    return [_row(duty) for duty in duties if article in (None, duty["article"])]


def _row(duty: Mapping[str, Any]) -> tuple[str, ...]:
    particulars = (said(duty[name]) for name, _ in _DETAILS)
    penalty = cited_article(**duty["penalty_article"]) if duty["penalty_article"] else said(None)
    return (duty["article"], _sentence(duty), *particulars, penalty, "；".join(_remarks(duty)))


def _name(duty: Mapping[str, Any]) -> str:
    return f"{duty.get('law') or '没有法名的义务'}{duty.get('article') or ''}"


def _marked(law: str) -> str:
    return cited_article(law, "") if not law.endswith("号") else law


def _entry(law: str, article: str, duties: Sequence[Mapping[str, Any]]) -> Entry:
    address = address_of(article)
    several = len(duties) > 1
    lines = [
        (f"（{number}）" if several else "") + "\n".join(filter(None, _lines(duty)))
        for number, duty in enumerate(duties, 1)
    ]
    links = [Link(RelationKind.BASIS, law, address, article)]
    return Entry(
        address,
        article,
        "\n".join(lines),
        f"依据{cited_article(law, article)}（要点，非原文）",
        printed=True,
        links=(*links, *(link for duty in duties for link in _penalty(duty))),
    )


def _lines(duty: Mapping[str, Any]) -> tuple[str, str]:
    """Return who must do what, and the known particulars; a null often means that there is none."""
    known = [f"{label}：{duty[name]}" for name, label in _DETAILS if duty[name]]
    if duty["penalty_article"]:
        known.append(f"罚则：{cited_article(**duty['penalty_article'])}")
    known += [f"备注：{remark}" for remark in _remarks(duty)]
    return _sentence(duty), "；".join(known)


def _sentence(duty: Mapping[str, Any]) -> str:
    # Without the colon 「不得」 and 「不按方案施工」 would read 「不得不按方案施工」.
    return f"{duty['actor']}{duty['modality']}：{duty['action'].rstrip('。')}。"


def _remarks(duty: Mapping[str, Any]) -> list[str]:
    unread = None if duty["audited"] else "尚未与条文比对"
    return [remark for remark in (duty["note"], unread) if remark]


def _penalty(duty: Mapping[str, Any]) -> Iterator[Link]:
    if penalty := duty["penalty_article"]:
        words = cited_article(**penalty)
        place = address_of(penalty["article"])
        yield Link(RelationKind.CITES, penalty["law"], place, words)

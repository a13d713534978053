"""What do links and the list of what to review look like at the HTTP edge?"""

from datetime import date

from pydantic import BaseModel, Field

from library.editions import Change
from library.links import LinkKind, Urgency
from web.described import described

__all__ = ["ImpactAnswer", "LinksAnswer"]


_KINDS = "、".join(f"{kind.value} {kind.label}" for kind in LinkKind)
_URGENCIES = "、".join(f"{urgency.value} {urgency.label}" for urgency in Urgency)


class LinkedDocumentAnswer(BaseModel):
    """A document."""

    model_config = described("一份文件。")

    document_id: str
    title: str
    doc_no: str | None
    effective_on: date | None


class LinkAnswer(BaseModel):
    """A link."""

    model_config = described(
        "一项关联。address 是本文件中的条款，空的是整份文件；target 是另一端的编号"
        "（条款、文件、案例或阈值表的分项），没有收录的为空；"
        "page 是它在网页上的地址，案例、条款等由编号可知的为空。"
    )

    kind: LinkKind = Field(description=_KINDS)
    address: str
    relation: str
    title: str
    citation: str
    target: str | None
    document_id: str | None
    page: str | None
    note: str


class LinksAnswer(BaseModel):
    """The links of a document or a clause."""

    model_config = described("一份文件或一条条款的全部关联，按条款的次序。")

    generation: str
    as_of: date
    document: LinkedDocumentAnswer
    counts: dict[LinkKind, int]
    links: list[LinkAnswer]


class ReviewAnswer(LinkAnswer):
    """Something to be looked at again."""

    model_config = described(
        "一项要复核的。why 是原因，place 是所依据的条款，now_clause_id、"
        "now_citation 是新文本中的条款，没有的为空。"
    )

    urgency: Urgency = Field(description=_URGENCIES)
    why: str
    place: str
    now_clause_id: str | None
    now_citation: str | None


class ImpactAnswer(BaseModel):
    """What to review."""

    model_config = described(
        "一份文件失效以后的复核清单。ended 为假时文件没有被替代、修改或废止；new 是新文本，"
        "by 是使它失效的文件，changes 是逐条对照的计数（没有收录两版原文时为空），"
        "aside 说明哪些没有列入。"
    )

    old: LinkedDocumentAnswer
    ended: bool
    status: str
    status_basis: str
    new: LinkedDocumentAnswer | None
    by: LinkedDocumentAnswer | None
    changes: dict[Change, int] | None
    counts: dict[Urgency, int]
    reviews: list[ReviewAnswer]
    aside: list[str]

"""What is a document, and what is the unit of it that we index and cite?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

__all__ = [
    "Clause",
    "Defect",
    "Document",
    "Doubt",
    "Kind",
    "Level",
    "Node",
    "Place",
    "Relation",
    "RelationKind",
    "Status",
]


class Kind(StrEnum):
    """What sort of source a document is; the value is stored and appears in the API."""

    POLICY = "policy"
    REGULATION = "regulation"
    STANDARD = "standard"
    CASE = "case"
    DIGEST = "digest"
    INTERPRETATION = "interpretation"

    @property
    def label(self) -> str:
        """The word that staff use for this kind."""
        return _KIND_LABELS[self]

    @property
    def own_words(self) -> str:
        """The word for a text of this kind that is ours, and not the source's."""
        return _OWN_WORDS.get(self, "要点")


_KIND_LABELS = {
    Kind.POLICY: "政策文件",
    Kind.REGULATION: "法律法规规章",
    Kind.STANDARD: "标准",
    Kind.CASE: "事故案例",
    Kind.DIGEST: "要点",
    Kind.INTERPRETATION: "解读",
}
_OWN_WORDS = {Kind.CASE: "案例摘要", Kind.STANDARD: "卡片", Kind.INTERPRETATION: "解读"}


class Status(StrEnum):
    """Where a document stands in its life; always shown with its basis and date."""

    IN_FORCE = "现行有效"
    NOT_YET = "尚未生效"
    AMENDED = "已修改"
    REPEALED = "已废止"
    REPLACED = "被替代"
    EXPIRED = "实施期满"
    DRAFT = "征求意见稿"
    UNVERIFIED = "未核实"


class Level(StrEnum):
    """Level of effect (效力层级), the highest first; 立法法 and 规范性文件 practice."""

    CONSTITUTION = "宪法"
    LAW = "法律"
    JUDICIAL_INTERPRETATION = "司法解释"
    ADMINISTRATIVE_REGULATION = "行政法规"
    SUPERVISORY_REGULATION = "监察法规"
    LOCAL_REGULATION = "地方性法规"
    AUTONOMOUS_REGULATION = "自治条例和单行条例"
    DEPARTMENT_RULE = "部门规章"
    LOCAL_RULE = "地方政府规章"
    NORMATIVE_DOCUMENT = "规范性文件"
    STANDARD = "标准"
    CASE = "案例"
    OTHER = "其他"


class RelationKind(StrEnum):
    """What one text does with another that it names."""

    BASIS = "依据"
    CITES = "引用"
    AMENDS = "修订"
    REPEALS = "废止"
    REPLACES = "替代"
    ANNEX = "附件"
    FORWARDS = "转发"


@dataclass(frozen=True, slots=True)
class Relation:
    """A clause names another text; the link holds whether or not the collection has that text.

    `title` is the name as printed, without 《》; `number` its 文号 or 标准号 where the text gives
    one; `place` the clause address named in it (a12), else ''. `start` and `end` delimit the words
    that name it in the text of the clause.
    """

    kind: RelationKind
    clause_id: str
    title: str
    number: str | None = None
    place: str = ""
    start: int = 0
    end: int = 0

    @property
    def document_id(self) -> str:
        """The document in which the words stand."""
        return self.clause_id.rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that a person must confirm: which field, what was read, and why it is doubtful."""

    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the text stands in the original: 「第3页」, 「工作表“目录”第2行」.

    `start` is an offset into the document's text; the place holds until the next one begins.
    """

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Defect:
    """A place where the source visibly lost or broke something; it is marked, never repaired.

    `start` and `end` are offsets into the text of the document or clause that holds it.
    """

    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Node:
    """One heading of the outline: `marker` as printed (「二、」「第十二条」) and `title` after it.

    `address` is the path of ordinals that names the place ("2.8", "p2.1", "a12"); `start` and
    `end` delimit heading and body, children excluded, in the document's text. `supplied` is true
    where the marker's character is lost in the source and was concluded from its neighbours.
    """

    address: str
    level: int
    marker: str
    title: str
    start: int
    end: int
    path: tuple[str, ...] = ()
    supplied: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The unit that is indexed and cited: 条 of a statute, lowest numbered heading of a notice.

    `text` is exactly `document.text[start:end]`, the source's own characters. `path` names the
    headings from the outermost to this clause; `citation` is ready for an official letter.
    """

    clause_id: str
    document_id: str
    ordinal: int
    address: str
    path: tuple[str, ...]
    citation: str
    text: str
    start: int
    end: int
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One edition of one text, with what we know about it; None means unknown, never guessed.

    `source` says where the text comes from; `notes` are Chinese sentences about what was left
    out or masked, `doubts` the values that wait for a person. `status` and its basis are what the
    source or a person stated, true on `status_as_of`; what holds on another day is computed.
    `region_code` is the code of GB/T 2260. `origin` is the SHA-256 of the original file, in hex,
    and `places` lead back into it. `facts` is the structured record of a case, card or digest.
    """

    document_id: str
    title: str
    kind: Kind
    text: str
    doc_no: str | None = None
    issuer: str | None = None
    region: str | None = None
    region_code: str | None = None
    level: str | None = None
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    repealed_on: date | None = None
    status: Status = Status.UNVERIFIED
    status_basis: str = "尚无人核对"
    status_as_of: date | None = None
    source: str = ""
    aliases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    outline: Sequence[Node] = field(default=())
    defects: tuple[Defect, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    origin: str = ""
    places: tuple[Place, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    relations: Sequence[Relation] = field(default=())

    @property
    def verbatim(self) -> bool:
        """Whether `text` is the source's own words; what is composed of `facts` is ours."""
        return self.kind is not Kind.DIGEST and not self.facts

    @property
    def dated(self) -> date | None:
        """The date used for sorting and for date filters: issued, else published."""
        return self.issued_on or self.published_on

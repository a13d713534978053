"""What do requests and answers look like at the HTTP edge? The only room for pydantic."""

from datetime import date

from pydantic import BaseModel, Field

from corpus.records import Kind, RelationKind, Status
from search.query import LONGEST
from search.results import Mode, Sort
from search.suggest import Source
from web.described import described

__all__ = [
    "ClauseAnswer",
    "DocumentAnswer",
    "HealthAnswer",
    "Problem",
    "SearchAnswer",
    "SearchPageParameters",
    "SearchParameters",
    "SuggestAnswer",
]

_KINDS = "、".join(f"{kind.value} {kind.label}" for kind in Kind)
_STATUSES = "、".join(Status)
_LIFE = "status 是 as_of 当日的状态，依据见 status_basis；status_by 是废止、替代或修改它的文件。"
_SORTS = "，".join(f"{sort.value} {sort.label}" for sort in Sort)
_MODES = "，".join(f"{mode.value} {mode.label}" for mode in Mode)


class SearchParameters(BaseModel):
    """Everything as text: `web.parameters` judges it, so that messages are ours and Chinese."""

    q: str = Field(
        "",
        description=f"检索词：词语、一句话、文号、标准号或“第十二条”，最长 {LONGEST} 个字",
        examples=["危大工程 施工单位 应当做什么"],
    )
    mode: str = Field(
        Mode.HYBRID.value,
        description=f"检索方式：{_MODES}",
        json_schema_extra={"enum": [mode.value for mode in Mode]},
    )
    kind: list[str] = Field([], description=f"文件类别，可重复：{_KINDS}", examples=[["policy"]])
    status: list[str] = Field(
        [],
        description=f"时效状态，可重复：{_STATUSES}；“全部”表示不限。不写时不显示当日已废止、被替代和尚未发布的文件",
        examples=[["现行有效"]],
    )
    issuer: list[str] = Field([], description="发文机关，可重复")
    region: list[str] = Field([], description="地区，可重复")
    since: str = Field(
        "", alias="from", description="成文（或发布）日期不早于，YYYY-MM-DD，可只写年份"
    )
    until: str = Field(
        "", alias="to", description="成文（或发布）日期不晚于，YYYY-MM-DD，可只写年份"
    )
    as_of: str = Field(
        "", description="按哪一天的时效状态检索，YYYY-MM-DD；不写时为当天", examples=["2019-01-01"]
    )
    page: str = Field(
        "1",
        description="第几页，从 1 开始",
        json_schema_extra={"type": "integer", "minimum": 1, "default": 1},
    )
    limit: str = Field(
        "10",
        description="每页条数，1 到 200；最多看到第 10000 条",
        json_schema_extra={"type": "integer", "minimum": 1, "maximum": 200, "default": 10},
    )
    explain: str = Field(
        "false",
        description="为 true 时附上 explanation，说明检索词是怎样理解的；"
        "每条结果的 reasons 说明它为什么命中",
        json_schema_extra={"type": "boolean", "default": False},
    )
    group: str = Field(
        "",
        description="为 true 时同一文件只列前几条，其余并入；不写时接口为 false，网页为 true",
        json_schema_extra={"type": "boolean", "default": False},
    )
    document: str = Field("", description="只在这份文件里检索，给出文件编号；不写时不限")
    sort: str = Field(
        Sort.RELEVANCE.value,
        description=f"次序：{_SORTS}，新的在前，日期未载明的在后",
        json_schema_extra={"enum": [sort.value for sort in Sort]},
    )
    also: list[str] = Field(
        [],
        description="在结果中再查，可重复：只留下逐字含有这些词的条款，不会多出别的；用空格隔开的都要有",
    )


class SearchPageParameters(SearchParameters):
    """What the page of results takes besides."""

    why: str = Field("", description="第几条的“为什么命中”是打开的；与 explain 同用")


class KeywordScoreAnswer(BaseModel):
    """The opinion of the keyword index."""

    model_config = described("关键词一路的名次和 BM25 得分。")

    rank: int | None
    score: float | None


class SemanticScoreAnswer(BaseModel):
    """The opinion of the semantic index."""

    model_config = described("语义一路的名次和余弦值。")

    rank: int | None
    cosine: float | None


class ScoresAnswer(BaseModel):
    """The two opinions, kept apart."""

    model_config = described("两路得分分开给出，fused 用于排序。")

    keyword: KeywordScoreAnswer
    semantic: SemanticScoreAnswer
    fused: float


class HitAnswer(BaseModel):
    """One clause that answers the query."""

    model_config = described("一条命中的条款。highlights 是 text 中的 [起, 止) 位置。")

    rank: int
    clause_id: str
    document_id: str
    kind: Kind
    title: str
    doc_no: str | None
    issuer: str | None
    region: str | None
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    status: Status
    status_basis: str
    status_as_of: date | None
    path: list[str]
    citation: str
    text: str
    snippet: str
    snippet_start: int
    highlights: list[tuple[int, int]]
    verbatim: bool
    scores: ScoresAnswer
    matched_terms: list[str]
    notes: list[str]
    more: int
    reasons: list[str]


class ExplanationAnswer(BaseModel):
    """How the query was read."""

    model_config = described("检索词是怎样理解的。")

    generation: str
    steps: list[str]


class SearchAnswer(BaseModel):
    """The answer to one search."""

    model_config = described("检索结果。")

    query: str
    as_of: date
    mode: Mode
    relaxed: bool
    total: int
    folded: int
    took_ms: float
    facets: dict[str, dict[str, int]]
    hits: list[HitAnswer]
    notices: list[str]
    filters: list[str]
    suggestions: list[str]
    explanation: ExplanationAnswer | None = None


class SuggestionAnswer(BaseModel):
    """A query that a person may be about to type."""

    model_config = described("一个检索词，和它的出处：词语、简称、文号、标题。")

    text: str
    source: Source


class SuggestAnswer(BaseModel):
    """What may be typed next."""

    model_config = described("以 q 开头的检索词，库中都有，最可能的在前。")

    suggestions: list[SuggestionAnswer]


class DefectAnswer(BaseModel):
    """A visible loss in the source."""

    model_config = described("来源中看得出的缺损，位置是所在文本的 [start, end)。")

    start: int
    end: int
    note: str


class PlaceAnswer(BaseModel):
    """A clause and its place in its document."""

    model_config = described("条款在文件中的位置和原文。")

    clause_id: str
    ordinal: int
    address: str
    path: list[str]
    citation: str
    text: str
    start: int
    end: int
    defects: list[DefectAnswer]


class LifeAnswer(BaseModel):
    """Where a document stands on the day asked for."""

    as_of: date
    status: Status
    status_basis: str
    status_as_of: date | None
    status_by: str | None
    status_warning: str | None


class ClauseAnswer(PlaceAnswer, LifeAnswer):
    """A clause with what is needed to judge it."""

    model_config = described(f"一条条款及所属文件。{_LIFE}origin 是在原件中的位置。")

    document_id: str
    title: str
    doc_no: str | None
    verbatim: bool
    origin: str | None


class DoubtAnswer(BaseModel):
    """A value that a person must confirm."""

    model_config = described("有疑问、待人核实的一项。")

    field: str
    value: str
    reason: str


class EditionAnswer(BaseModel):
    """A document in brief."""

    model_config = described("一份文件的简要著录和当日状态。")

    document_id: str
    title: str
    doc_no: str | None
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    status: Status
    status_basis: str


class NamedPlaceAnswer(BaseModel):
    """Where another text is named, and which clause of it."""

    model_config = described("本文件提到它的条款地址，以及所指条款的编号（未收录或未指明时为空）。")

    address: str
    clause_id: str | None


class ReferenceAnswer(BaseModel):
    """A text that the document names."""

    model_config = described("本文件提到的文件；held 为空表示未收录。")

    kind: RelationKind
    title: str
    number: str | None
    held: EditionAnswer | None
    places: list[NamedPlaceAnswer]


class CitedPlaceAnswer(BaseModel):
    """A clause that names the document."""

    model_config = described("提到本文件的条款。")

    clause_id: str
    citation: str


class ReferrerAnswer(BaseModel):
    """A document that names this one."""

    model_config = described("提到本文件的文件。")

    kind: RelationKind
    source: EditionAnswer
    places: list[CitedPlaceAnswer]


class DocumentAnswer(LifeAnswer):
    """A document in full."""

    model_config = described(f"一份文件的著录信息、关系、全文和条款。{_LIFE}")

    document_id: str
    title: str
    kind: Kind
    doc_no: str | None
    issuer: str | None
    region: str | None
    region_code: str | None
    level: str | None
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    expires_on: date | None
    repealed_on: date | None
    source: str
    aliases: list[str]
    notes: list[str]
    doubts: list[DoubtAnswer]
    verbatim: bool
    editions: list[EditionAnswer]
    references: list[ReferenceAnswer]
    referrers: list[ReferrerAnswer]
    text: str
    clauses: list[PlaceAnswer]


class HealthAnswer(BaseModel):
    """Whether searching works."""

    model_config = described(
        "服务状况。problems 为空即一切正常；holdings 写明收录了哪些法律、不含哪些。"
    )

    version: str
    searchable: bool
    semantic: bool
    generation: str | None
    documents: int
    clauses: int
    model: str | None
    problems: list[str]
    holdings: str


class Problem(BaseModel):
    """Problem details, RFC 9457."""

    model_config = described("错误说明（RFC 9457）。")

    type: str = Field(description="错误类型，指向接口说明中的一节")
    title: str = Field(description="错误名称")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="出了什么事，应当怎么办")
    instance: str = Field(description="出错的地址")
    parameter: str | None = Field(None, description="有误的参数名")

"""What do requests and answers of the case library look like at the HTTP edge?"""

import datetime

from pydantic import BaseModel, Field

from library.cases import CHOICES, UNKNOWN, CaseOrder
from web.described import described

__all__ = [
    "CaseAnswer",
    "CaseFilterParameters",
    "CaseListAnswer",
    "CaseListParameters",
    "CaseStatisticsParameters",
    "CasesOfClauseAnswer",
    "SimilarCasesAnswer",
    "SimilarParameters",
    "StatisticsAnswer",
]


def _choices(field: str) -> str:
    return "、".join((*CHOICES[field], UNKNOWN))


class CaseFilterParameters(BaseModel):
    """Everything as text: `web.case_parameters` judges it, so that messages are ours."""

    q: str = Field("", description="在全部字段里查找的词语或一句话；不写时不限")
    type: list[str] = Field(
        [], description=f"事故类型，含其细类，可重复：{_choices('accident_type')}"
    )
    works: list[str] = Field([], description="危大工程类别，可以只写一部分，可重复")
    level: list[str] = Field([], description=f"事故等级，可重复：{_choices('level')}")
    province: list[str] = Field([], description="省份，可以只写一部分，可重复")
    city: list[str] = Field([], description="城市，可以只写一部分，可重复")
    project: list[str] = Field([], description="工程类型，可以只写一部分，可重复")
    basis: list[str] = Field([], description=f"依据，可重复：{_choices('basis')}")
    quality: list[str] = Field([], description=f"来源等级，可重复：{_choices('source_quality')}")
    since: str = Field("", alias="from", description="事故日期不早于，YYYY-MM-DD，可只写年份")
    until: str = Field("", alias="to", description="事故日期不晚于，YYYY-MM-DD，可只写年份")
    min_deaths: str = Field(
        "",
        description="死亡人数不少于；死亡人数未核实的不在其内",
        json_schema_extra={"type": "integer", "minimum": 0},
    )
    max_deaths: str = Field(
        "",
        description="死亡人数不多于；死亡人数未核实的不在其内",
        json_schema_extra={"type": "integer", "minimum": 0},
    )


class CaseListParameters(CaseFilterParameters):
    """The filters, with order and page."""

    order: str = Field(
        CaseOrder.RELEVANCE.value,
        description="次序：relevance 相关（没有检索词时同 date），date 近的在前，deaths 死亡多的",
        json_schema_extra={"enum": [order.value for order in CaseOrder]},
    )
    page: str = Field(
        "1",
        description="第几页，从 1 开始",
        json_schema_extra={"type": "integer", "minimum": 1, "default": 1},
    )
    limit: str = Field(
        "20",
        description="每页起数，1 到 200",
        json_schema_extra={"type": "integer", "minimum": 1, "maximum": 200, "default": 20},
    )


class CaseStatisticsParameters(CaseFilterParameters):
    """The filters, with the year whose months are compared and what a chart shows."""

    year: str = ""
    measure: str = ""


class SimilarParameters(BaseModel):
    """How many similar cases."""

    limit: str = Field(
        "5",
        description="最多几起，1 到 50",
        json_schema_extra={"type": "integer", "minimum": 1, "maximum": 50, "default": 5},
    )


class CaseSummaryAnswer(BaseModel):
    """What a list shows of a case."""

    model_config = described("案例的要项。未核实的值为 null，与 0 不同。")

    case_id: str
    name: str
    date: datetime.date
    province: str | None
    city: str | None
    project_type: str | None
    accident_type: str | None
    hazard_works: str | None
    deaths: int | None
    injuries: int | None
    missing: int | None
    economic_loss_wan_yuan: float | int | None
    level: str | None
    basis: str | None
    source_quality: str | None
    computed_level: str
    verdict: str


class CaseListAnswer(BaseModel):
    """One page of cases."""

    model_config = described("一页案例；total 是符合条件的全部起数。")

    query: str
    order: CaseOrder
    total: int
    cases: list[CaseSummaryAnswer]
    notices: list[str]


class CaseRecordAnswer(BaseModel):
    """The whole record."""

    model_config = described("案例的全部字段，损失的单位是万元。未核实的值为 null。")

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
    economic_loss_wan_yuan: float | int | None
    level: str | None
    direct_cause: str | None
    indirect_causes: list[str]
    responsible_parties: list[str]
    penalties_summary: str | None
    lessons: list[str]
    related_clauses: list[str]
    report_source: str | None
    sources: list[str]
    source_quality: str | None
    basis: str | None
    note: str | None
    audited: str | None
    as_of: datetime.date | None
    redacted: bool


class LevelAnswer(BaseModel):
    """How the level comes about."""

    model_config = described("按国务院令第493号第三条计算的等级，以及与来源写明的等级是否一致。")

    stated: str | None
    computed: str
    certain: bool
    deciding: list[str]
    unknown: list[str]
    reason: str
    verdict: str
    comparison: str
    basis: str


class NamedClauseAnswer(BaseModel):
    """A clause that a case names."""

    model_config = described("案例涉及的条款；held 为 false 的未收录，verbatim 为 false 的是要点。")

    title: str
    place: str
    held: bool
    verbatim: bool | None
    clause_id: str | None
    citation: str
    status: str | None
    status_basis: str | None


class CaseAnswer(BaseModel):
    """One case in full."""

    model_config = described("一起案例：记录、等级的计算与对照、条款和应当留意的事。")

    case_id: str
    record: CaseRecordAnswer
    level: LevelAnswer
    clauses: list[NamedClauseAnswer]
    cautions: list[str]
    status_basis: str
    notes: list[str]


class ComponentAnswer(BaseModel):
    """One grade of likeness."""

    model_config = described("一项相近程度，0 到 1，及其权重和理由。")

    name: str
    score: float
    weight: float
    reason: str


class SimilarCaseAnswer(BaseModel):
    """A case like the one asked about."""

    model_config = described("一起相近的案例。score 是各项按权重之和，0 到 1。")

    case: CaseSummaryAnswer
    score: float
    reason: str
    components: list[ComponentAnswer]


class SimilarCasesAnswer(BaseModel):
    """The cases like one."""

    model_config = described("与一起案例相近的案例，最相近的在前；没有就是空的。")

    case_id: str
    similar: list[SimilarCaseAnswer]


class TallyAnswer(BaseModel):
    """Cases of one value."""

    model_config = described("起数和死亡人数；死亡人数未核实的起数另列。")

    value: str
    cases: int
    deaths: int
    deaths_unknown: int


class GroupAnswer(BaseModel):
    """The tallies of one dimension."""

    model_config = described("按一项分列的统计。")

    label: str
    rows: list[TallyAnswer]


class YearAnswer(BaseModel):
    """A year beside the one before."""

    model_config = described(
        "同比；until 不为 null 的年份未满，与上年同期比。rate 为 null 的写明原因。"
    )

    year: int
    until: datetime.date | None
    cases: int
    deaths: int
    cases_before: int
    deaths_before: int
    rate: float | None
    remark: str


class StatisticsAnswer(BaseModel):
    """The tallies of the cases that pass the filters."""

    model_config = described("统计。只是本库收录的案例，不代表全国或任何地区。")

    total: TallyAnswer
    groups: dict[str, GroupAnswer]
    years: list[YearAnswer]
    notes: list[str]


class CasesOfClauseAnswer(BaseModel):
    """The cases that name a clause."""

    model_config = described("涉及一条条款的案例。")

    clause_id: str
    cases: list[CaseSummaryAnswer]
    notices: list[str]

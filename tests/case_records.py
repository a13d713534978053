"""What do the tests of cases share? Records of accidents that never happened."""

from collections.abc import Mapping
from typing import Any

from corpus.composing import compose_case
from corpus.records import Clause, Document

__all__ = ["RECORD", "case_document", "record"]

RECORD: Mapping[str, Any] = {
    "name": "测试市甲工程“3·5”模板支撑坍塌事故",
    "date": "2021-03-05",
    "province": "测试",
    "city": "测试市",
    "project": "甲工程",
    "project_type": "房屋建筑（住宅）",
    "accident_type": "坍塌",
    "hazard_works": "模板工程及支撑体系",
    "deaths": 3,
    "injuries": 2,
    "serious_injuries": None,
    "missing": 0,
    "economic_loss_wan_yuan": 812.5,
    "level": "较大",
    "direct_cause": "立杆间距过大，浇筑时支撑体系失稳坍塌。",
    "indirect_causes": ["专项方案未经审核", "未组织验收"],
    "responsible_parties": ["施工单位", "监理单位"],
    "penalties_summary": None,
    "lessons": ["浇筑前必须验收支撑体系"],
    "related_clauses": ["测试管理规定|第十条"],
    "report_source": "测试市调查报告",
    "sources": ["https://example.invalid/a"],
    "source_quality": "A",
    "basis": "调查报告",
    "note": "2名伤者均为重伤",
    "audited": "2 sources",
    "as_of": None,
    "redacted": True,
}


def record(**values: Any) -> dict[str, Any]:
    """Return the record with other values for some of its fields."""
    return {**RECORD, **values}


def case_document(document_id: str, **values: Any) -> tuple[Document, list[Clause]]:
    """Return a case as an import would."""
    return compose_case(record(**values), document_id)

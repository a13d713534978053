"""How is a case written as JSON? One form for the API and for the commands' `--json`."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta

from corpus import Document
from corpus.composing.wording import audited
from library.cases.catalogue import FoundCases
from library.cases.clause_links import BY_CURRENT_TEXT, NamedClause
from library.cases.filters import CaseOrder
from library.cases.record import Case, as_record
from library.cases.report import ReadReport
from library.cases.similarity import Similar
from library.cases.statistics import DIMENSIONS, Statistics, Tally

__all__ = [
    "case_json",
    "cautions",
    "found_json",
    "naming_json",
    "report_json",
    "similar_json",
    "statistics_json",
    "summary_json",
]

Json = dict[str, object]

_SUMMARY = (
    "name", "date", "province", "city", "project_type", "accident_type", "hazard_works", "deaths",
    "injuries", "missing", "economic_loss_wan_yuan", "level", "basis", "source_quality",
)  # fmt: skip


def summary_json(case: Case) -> Json:
    """Return what a list shows of a case; unknown values are null."""
    record = as_record(case)
    kept = {name: record[name] for name in _SUMMARY}
    verdict = case.comparison.verdict.value
    computed = case.assessment.text
    return {"case_id": case.case_id, **kept, "computed_level": computed, "verdict": verdict}


def case_json(case: Case, document: Document, clauses: Sequence[NamedClause]) -> Json:
    """Return the whole record, how its level comes about, its clauses and what to bear in mind."""
    found, compared = case.assessment, case.comparison
    return {
        "case_id": case.case_id,
        "record": as_record(case),
        "level": {
            "stated": case.level,
            "computed": found.text,
            "certain": found.certain,
            "deciding": list(found.deciding),
            "unknown": list(found.unknown),
            "reason": found.reason,
            "verdict": compared.verdict.value,
            "comparison": compared.reason,
            "basis": "《生产安全事故报告和调查处理条例》（国务院令第493号）第三条",
        },
        "clauses": [_clause(clause) for clause in clauses],
        "cautions": list(cautions(case)),
        "status_basis": document.status_basis,
        "notes": list(document.notes),
    }


def cautions(case: Case) -> Iterator[str]:
    """Yield what a reader of this case must bear in mind, Chinese sentences."""
    if case.preliminary:
        yield "依据初步通报，数字和原因可能变化"
    yield f"来源等级 {case.source_quality or '未核实'}，{audited(case.audited)}"
    if case.missing:
        yield f"失踪 {case.missing} 人未计入死亡"
    days = 7 if case.accident_type == "火灾" else 30
    if case.as_of and case.as_of < case.date + timedelta(days):
        yield f"数字截至 {case.as_of}，事发 {days} 日内伤亡数可能变化（国务院令第493号第十三条）"
    if case.related_clauses:
        yield BY_CURRENT_TEXT


def found_json(found: FoundCases, shown: Sequence[Case], query: str, order: CaseOrder) -> Json:
    """Return one page of a list."""
    return {
        "query": query,
        "order": order.value,
        "total": len(found.cases),
        "cases": [summary_json(case) for case in shown],
        "notices": list(found.notices),
    }


def similar_json(case_id: str, similar: Sequence[Similar]) -> Json:
    """Return the cases like one, each with its grades."""
    return {
        "case_id": case_id,
        "similar": [
            {
                "case": summary_json(one.case),
                "score": one.score,
                "reason": one.reason,
                "components": [asdict(component) for component in one.components],
            }
            for one in similar
        ],
    }


def naming_json(clause_id: str, cases: Sequence[Case]) -> Json:
    """Return the cases that name a clause."""
    return {
        "clause_id": clause_id,
        "cases": [summary_json(case) for case in cases],
        "notices": [BY_CURRENT_TEXT] if cases else [],
    }


def statistics_json(found: Statistics) -> Json:
    """Return the tallies by dimension and the years beside the years before."""
    return {
        "total": _tally(found.total),
        "groups": {
            name: {"label": DIMENSIONS[name][0], "rows": [_tally(row) for row in rows]}
            for name, rows in found.groups.items()
        },
        "years": [
            {**asdict(year), "until": year.until.isoformat() if year.until else None}
            for year in found.years
        ],
        "notes": list(found.notes),
    }


def report_json(read: ReadReport, places: Sequence[str]) -> Json:
    """Return a draft with the place of each value; `places` name those of the findings."""
    return {
        "record": read.record,
        "findings": [
            {
                "field": found.field,
                "value": str(found.value),
                "quote": read.text[found.start : found.end],
                "start": found.start,
                "end": found.end,
                "place": place,
            }
            for found, place in zip(read.findings, places, strict=True)
        ],
        "questions": [
            {
                "field": asked.field,
                "reason": asked.reason,
                "quotes": [read.text[found.start : found.end] for found in asked.findings],
            }
            for asked in read.questions
        ],
        "missing": list(read.missing),
        "names_hidden": read.names_hidden,
    }


def _tally(tally: Tally) -> Json:
    return asdict(tally)


def _clause(named: NamedClause) -> Json:
    document, clause, standing = named.document, named.clause, named.standing
    return {
        "title": named.title,
        "place": named.place,
        "held": clause is not None,
        "verbatim": document.verbatim if document else None,
        "clause_id": clause.clause_id if clause else None,
        "citation": named.citation,
        "status": standing.status.value if standing else None,
        "status_basis": standing.basis if standing else None,
    }

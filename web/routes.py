"""Which addresses are there, and who answers each? The table of contents of the room."""

from library.accounts import Permission
from web import case_examples, case_schemas, edition_examples, edition_schemas, examples, schemas
from web.api import cases, clauses, comparisons, documents, health, suggest
from web.api import search as api_search
from web.pages import (
    account,
    admin_audit,
    admin_documents,
    admin_import,
    admin_jobs,
    admin_reindex,
    admin_users,
    api_docs,
    case,
    case_statistics,
    compare,
    document,
    export,
    gallery,
    home,
    search,
    sign_in,
)
from web.pages import cases as case_list
from web.routing import Manual, Route

__all__ = ["DEVELOPMENT", "ROUTES"]

_OWN, _ALL = Permission.KEEP, Permission.ADMINISTER
_INTAKE = Permission.IMPORT
ROUTES = (
    Route("/", home.home),
    Route("/search", search.search),
    Route("/search/export.xlsx", export.workbook),
    Route("/search/export.docx", export.document),
    Route("/documents/{document_id}/compare", compare.compare),
    Route("/documents/{document_id}", document.document),
    Route("/clauses/{clause_id}", document.clause),
    Route("/cases", case_list.cases),
    Route("/cases.csv", case_list.as_csv),
    Route("/cases.xlsx", case_list.as_workbook),
    Route("/cases/statistics", case_statistics.statistics),
    Route("/cases/statistics/{chart}.svg", case_statistics.drawing),
    Route("/cases/statistics/{chart}.csv", case_statistics.table),
    Route("/cases/{case_id}", case.case),
    Route("/api/docs", api_docs.api_docs),
    Route("/sign-in", sign_in.form, open=True),
    Route("/sign-in", sign_in.sign_in, method="POST", open=True),
    Route("/sign-out", sign_in.sign_out, method="POST", open=True),
    Route("/account", account.account, needs=_OWN),
    Route("/account/password", account.change_password, method="POST", needs=_OWN),
    Route("/account/tokens", account.issue_token, method="POST", needs=_OWN),
    Route("/account/tokens/revoke", account.revoke_token, method="POST", needs=_OWN),
    Route("/account/sessions/end", account.end_session, method="POST", needs=_OWN),
    Route("/admin/import", admin_import.start, needs=_INTAKE),
    Route(
        "/admin/import", admin_import.receive, method="POST", needs=_INTAKE,
        largest=admin_import.LARGEST_UPLOAD,
    ),
    Route("/admin/import/{delivery}", admin_import.delivery, needs=_INTAKE),
    Route(
        "/admin/import/{delivery}/rehearsal", admin_import.rehearse, method="POST", needs=_INTAKE,
    ),
    Route("/admin/import/{delivery}/confirm", admin_import.confirm, method="POST", needs=_INTAKE),
    Route("/admin/import/{delivery}/discard", admin_import.discard, method="POST", needs=_INTAKE),
    Route("/admin/reindex", admin_reindex.reindex, needs=_INTAKE),
    Route("/admin/reindex", admin_reindex.start, method="POST", needs=_INTAKE),
    Route("/admin/jobs/{job}/events", admin_jobs.events, needs=_INTAKE, urgent=True),
    Route("/admin/jobs/{job}/cancel", admin_jobs.cancel, method="POST", needs=_INTAKE),
    Route("/admin/documents", admin_documents.documents, needs=_INTAKE),
    Route("/admin/documents/{document_id}/remove", admin_documents.leaving, needs=_INTAKE),
    Route(
        "/admin/documents/{document_id}/remove", admin_documents.remove, method="POST",
        needs=_INTAKE,
    ),
    Route(
        "/admin/documents/{document_id}/settle", admin_documents.settle, method="POST",
        needs=_INTAKE,
    ),
    Route(
        "/admin/documents/{document_id}/withdraw", admin_documents.take_back, method="POST",
        needs=_INTAKE,
    ),
    Route("/admin/documents/{document_id}", admin_documents.document, needs=_INTAKE),
    Route(
        "/admin/documents/{document_id}", admin_documents.amend, method="POST", needs=_INTAKE,
    ),
    Route("/admin/users", admin_users.users, needs=_ALL),
    Route("/admin/users", admin_users.add, method="POST", needs=_ALL),
    Route("/admin/users/{number}", admin_users.user, needs=_ALL),
    Route("/admin/users/{number}/roles", admin_users.set_roles, method="POST", needs=_ALL),
    Route("/admin/users/{number}/password", admin_users.reset, method="POST", needs=_ALL),
    Route("/admin/users/{number}/state", admin_users.switch, method="POST", needs=_ALL),
    Route("/admin/audit", admin_audit.audit, needs=_ALL),
    Route("/admin/audit.csv", admin_audit.audit_csv, needs=_ALL),
    Route("/api/v1/search", api_search.search, Manual(
        "检索", "按关键词和语义检索条款，给出原文、出处和时效状态。",
        schemas.SearchAnswer, examples.SEARCH, (400, 503),
    )),
    Route("/api/v1/suggest", suggest.suggest, Manual(
        "联想", "按已输入的开头给出库中有的检索词：词语、简称、文号、标题。",
        schemas.SuggestAnswer, examples.SUGGEST, (400, 503),
    )),
    Route("/api/v1/documents/{document_id}/compare", comparisons.comparison, Manual(
        "对照版本", "逐条对照两个版本：新增、删去、修改、仅条号变动和未变的条款，修改处标到词。",
        edition_schemas.ComparisonAnswer, edition_examples.COMPARISON, (400, 404, 503),
    )),
    Route("/api/v1/documents/{document_id}", documents.document, Manual(
        "取文件", "取一份文件的著录信息、全文和全部条款。",
        schemas.DocumentAnswer, examples.DOCUMENT, (404, 503),
    )),
    Route("/api/v1/clauses/{clause_id}/cases", cases.cases_of_clause, Manual(
        "条款的案例", "取涉及一条条款的事故案例，最近的在前。",
        case_schemas.CasesOfClauseAnswer, case_examples.CLAUSE_CASES, (404, 503),
    )),
    Route("/api/v1/clauses/{clause_id}", clauses.clause, Manual(
        "取条款", "取一条条款的原文、引用格式和所属文件的时效状态。",
        schemas.ClauseAnswer, examples.CLAUSE, (404, 503),
    )),
    Route("/api/v1/cases", cases.cases, Manual(
        "列案例", "按词语查找、按各项筛选事故案例，分页给出。",
        case_schemas.CaseListAnswer, case_examples.CASES, (400, 503),
    )),
    Route("/api/v1/cases/stats", cases.stats, Manual(
        "统计案例", "按类型、等级、年月、地区、危大工程类别统计起数和死亡人数，并与上年同期比较。",
        case_schemas.StatisticsAnswer, case_examples.STATISTICS, (400, 503),
    )),
    Route("/api/v1/cases/{case_id}/similar", cases.similar, Manual(
        "相近的案例", "取与一起事故相近的案例，逐项说明相近在哪里。",
        case_schemas.SimilarCasesAnswer, case_examples.SIMILAR, (400, 404, 503),
    )),
    Route("/api/v1/cases/{case_id}", cases.case, Manual(
        "取案例", "取一起事故的全部字段、等级的计算与对照、涉及的条款和应当留意的事。",
        case_schemas.CaseAnswer, case_examples.CASE, (404, 503),
    )),
    Route("/health", health.health, Manual(
        "服务状况", "能检索时为 200，不能检索时为 503；problems 写明问题和处理办法。",
        schemas.HealthAnswer, examples.HEALTH, (503,),
    ), urgent=True, open=True),
)  # fmt: skip
DEVELOPMENT = (Route("/gallery", gallery.gallery),)
"""Addresses that are there only for whoever works on the product."""

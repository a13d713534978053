"""Which addresses are there, and who answers each? The table of contents of the room."""

from library.accounts import Permission
from web import (
    case_examples,
    case_schemas,
    edition_examples,
    edition_schemas,
    examples,
    schemas,
    search_schemas,
    sharing_examples,
    sharing_schemas,
    tool_examples,
    tool_schemas,
)
from web.api import (
    cases,
    citations,
    clauses,
    comparisons,
    document_list,
    documents,
    health,
    searches,
    sharing,
    suggest,
)
from web.api import search as api_search
from web.api import thresholds as api_thresholds
from web.drafts import LARGEST_DRAFT
from web.pages import (
    about,
    account,
    account_searches,
    admin_audit,
    admin_dictionary,
    admin_documents,
    admin_evaluation,
    admin_gaps,
    admin_import,
    admin_jobs,
    admin_reindex,
    admin_users,
    api_docs,
    case,
    case_statistics,
    cite,
    compare,
    document,
    export,
    feeds,
    gallery,
    home,
    search,
    sign_in,
    thresholds,
)
from web.pages import cases as case_list
from web.routing import Manual, Route
from web.word_forms import LARGEST_WORDS

__all__ = ["DEVELOPMENT", "ROUTES"]

_OWN, _ALL = Permission.KEEP, Permission.ADMINISTER
_WORDS, _MEASURE, _FILES = Permission.DICTIONARY, Permission.EVALUATE, Permission.IMPORT
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
    Route("/thresholds", thresholds.thresholds),
    Route("/cite", cite.form),
    Route("/cite", cite.check, method="POST", largest=LARGEST_DRAFT + 2**20),
    Route("/api/docs", api_docs.api_docs),
    Route("/sign-in", sign_in.form, open=True),
    Route("/sign-in", sign_in.sign_in, method="POST", open=True),
    Route("/sign-out", sign_in.sign_out, method="POST", open=True),
    Route("/account", account.account, needs=_OWN),
    Route("/account/password", account.change_password, method="POST", needs=_OWN),
    Route("/account/tokens", account.issue_token, method="POST", needs=_OWN),
    Route("/account/tokens/revoke", account.revoke_token, method="POST", needs=_OWN),
    Route("/account/sessions/end", account.end_session, method="POST", needs=_OWN),
    Route("/feeds/new.atom", feeds.newest),
    Route("/feeds/{secret}.atom", feeds.found, open=True),
    Route("/account/searches", account_searches.searches, needs=_OWN),
    Route("/account/searches", account_searches.save, method="POST", needs=_OWN),
    Route(
        "/account/searches/history", account_searches.switch_history, method="POST", needs=_OWN
    ),
    Route(
        "/account/searches/history/clear",
        account_searches.clear_history, method="POST", needs=_OWN,
    ),
    Route("/account/searches/{number}/look", account_searches.look, method="POST", needs=_OWN),
    Route("/account/searches/{number}/name", account_searches.rename, method="POST", needs=_OWN),
    Route("/account/searches/{number}/remove", account_searches.remove, method="POST", needs=_OWN),
    Route("/account/searches/{number}/feed", account_searches.open_feed, method="POST", needs=_OWN),
    Route(
        "/account/searches/{number}/feed/close",
        account_searches.close_feed, method="POST", needs=_OWN,
    ),
    Route("/admin/import", admin_import.start, needs=_FILES),
    Route(
        "/admin/import", admin_import.receive, method="POST", needs=_FILES,
        largest=admin_import.LARGEST_UPLOAD,
    ),
    Route("/admin/import/{delivery}", admin_import.delivery, needs=_FILES),
    Route(
        "/admin/import/{delivery}/rehearsal", admin_import.rehearse, method="POST", needs=_FILES,
    ),
    Route("/admin/import/{delivery}/confirm", admin_import.confirm, method="POST", needs=_FILES),
    Route("/admin/import/{delivery}/discard", admin_import.discard, method="POST", needs=_FILES),
    Route("/admin/reindex", admin_reindex.reindex, needs=_FILES),
    Route("/admin/reindex", admin_reindex.start, method="POST", needs=_FILES),
    Route("/admin/jobs/{job}/events", admin_jobs.events, needs=_FILES, urgent=True),
    Route("/admin/jobs/{job}/cancel", admin_jobs.cancel, method="POST", needs=_FILES),
    Route("/admin/documents", admin_documents.documents, needs=_FILES),
    Route("/admin/documents/{document_id}/remove", admin_documents.leaving, needs=_FILES),
    Route(
        "/admin/documents/{document_id}/remove", admin_documents.remove, method="POST",
        needs=_FILES,
    ),
    Route(
        "/admin/documents/{document_id}/settle", admin_documents.settle, method="POST",
        needs=_FILES,
    ),
    Route(
        "/admin/documents/{document_id}/withdraw", admin_documents.take_back, method="POST",
        needs=_FILES,
    ),
    Route("/admin/documents/{document_id}", admin_documents.document, needs=_FILES),
    Route(
        "/admin/documents/{document_id}", admin_documents.amend, method="POST", needs=_FILES,
    ),
    Route("/admin/users", admin_users.users, needs=_ALL),
    Route("/admin/users", admin_users.add, method="POST", needs=_ALL),
    Route("/admin/users/{number}", admin_users.user, needs=_ALL),
    Route("/admin/users/{number}/roles", admin_users.set_roles, method="POST", needs=_ALL),
    Route("/admin/users/{number}/password", admin_users.reset, method="POST", needs=_ALL),
    Route("/admin/users/{number}/state", admin_users.switch, method="POST", needs=_ALL),
    Route("/admin/audit", admin_audit.audit, needs=_ALL),
    Route("/admin/audit.csv", admin_audit.audit_csv, needs=_ALL),
    Route("/admin/dictionary", admin_dictionary.dictionary, needs=_WORDS),
    Route(
        "/admin/dictionary", admin_dictionary.save,
        method="POST", needs=_WORDS, largest=LARGEST_WORDS,
    ),
    Route(
        "/admin/dictionary/preview", admin_dictionary.preview,
        method="POST", needs=_WORDS, largest=LARGEST_WORDS,
    ),
    Route("/admin/dictionary/all", admin_dictionary.whole, needs=_WORDS),
    Route("/admin/dictionary.tsv", admin_dictionary.as_file, needs=_WORDS),
    Route("/admin/evaluation", admin_evaluation.evaluation, needs=_MEASURE),
    Route(
        "/admin/evaluation", admin_evaluation.upload,
        method="POST", needs=_MEASURE, largest=admin_evaluation.LARGEST_QUESTIONS,
    ),
    Route("/admin/evaluation/template", admin_evaluation.template, needs=_MEASURE),
    Route("/admin/evaluation/{name}", admin_evaluation.one, needs=_MEASURE),
    Route("/admin/evaluation/{name}/report", admin_evaluation.report, needs=_MEASURE),
    Route("/admin/evaluation/{name}/again", admin_evaluation.again, method="POST", needs=_MEASURE),
    Route("/admin/gaps", admin_gaps.gaps, needs=_FILES),
    Route("/admin/gaps.csv", admin_gaps.as_csv, needs=_FILES),
    Route("/admin/gaps.xlsx", admin_gaps.as_workbook, needs=_FILES),
    Route("/about", about.about),
    Route("/api/v1/search", api_search.search, Manual(
        "检索", "按关键词和语义检索条款，给出原文、出处和时效状态。",
        schemas.SearchAnswer, examples.SEARCH, (400, 503),
    )),
    Route("/api/v1/suggest", suggest.suggest, Manual(
        "联想", "按已输入的开头给出库中有的检索词：词语、简称、文号、标题。",
        schemas.SuggestAnswer, examples.SUGGEST, (400, 503),
    )),
    Route("/api/v1/documents", document_list.documents, Manual(
        "列文件", "按类别、时效、机关、地区、日期筛选文件，新的在前，分页给出著录信息。",
        sharing_schemas.DocumentListAnswer, sharing_examples.DOCUMENTS, (400, 503),
    )),
    Route("/api/v1/export", sharing.export, Manual(
        "导出全部文件", "JSON Lines：每行一份文件及其条款，边读边给；个人信息已隐去，不含原件。",
        sharing_schemas.SharedDocument, sharing_examples.EXPORT, (503,), form=sharing.Lines,
    )),
    Route("/api/v1/export/manifest", sharing.manifest, Manual(
        "导出的清单", "索引版本、份数、各行的 SHA-256、许可说明和变更的起点；先取它，再取导出。",
        sharing_schemas.ManifestAnswer, sharing_examples.MANIFEST, (503,),
    )),
    Route("/api/v1/changes", sharing.changes, Manual(
        "取变更", "取一个游标以后新增、修改和移出的文件；依次应用以后，与本库现在的内容相同。",
        sharing_schemas.ChangesAnswer, sharing_examples.CHANGES, (400, 410, 503),
    )),
    Route("/api/v1/searches", searches.searches, Manual(
        "我保存的检索", "取本人保存的检索和各自新找到的文件。",
        search_schemas.SavedSearchesAnswer, sharing_examples.SAVED_SEARCHES, (401, 403, 503),
    ), needs=_OWN),
    Route("/api/v1/searches", searches.save, Manual(
        "保存检索", "保存一次检索，以后有新的文件符合时列在 new 里。",
        search_schemas.SavedSearchAnswer, sharing_examples.SAVED_SEARCH, (400, 401, 403, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/searches/history", searches.history, Manual(
        "检索历史", "取本人在网页上最近的检索，各有时间和条数。",
        search_schemas.HistoryAnswer, sharing_examples.HISTORY, (401, 403, 503),
    ), needs=_OWN),
    Route("/api/v1/searches/history", searches.switch_history, Manual(
        "是否记录检索历史", "开始记录，或停止记录并清空。",
        search_schemas.HistoryAnswer, sharing_examples.HISTORY, (400, 401, 403, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/searches/history/clear", searches.clear_history, Manual(
        "清空检索历史", "清空本人的检索历史。",
        search_schemas.HistoryAnswer, sharing_examples.HISTORY, (401, 403, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/searches/{number}/look", searches.look, Manual(
        "标为已看", "把一个保存的检索新找到的文件标为已看。",
        search_schemas.SavedSearchAnswer, sharing_examples.SAVED_SEARCH, (401, 403, 404, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/searches/{number}/name", searches.rename, Manual(
        "给检索改名", "给一个保存的检索改名。",
        search_schemas.SavedSearchAnswer, sharing_examples.SAVED_SEARCH, (400, 401, 403, 404, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/searches/{number}/remove", searches.remove, Manual(
        "删除保存的检索", "删除一个保存的检索，订阅地址随之失效；答复是余下的。",
        search_schemas.SavedSearchesAnswer, sharing_examples.SAVED_SEARCHES, (401, 403, 404, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/searches/{number}/feed", searches.open_feed, Manual(
        "建立订阅地址", "为一个保存的检索建立 Atom 订阅地址，只给出这一次；原来的随即失效。",
        search_schemas.FeedAnswer, sharing_examples.FEED, (401, 403, 404, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/searches/{number}/feed/close", searches.close_feed, Manual(
        "停用订阅地址", "使一个保存的检索的订阅地址失效。",
        search_schemas.SavedSearchAnswer, sharing_examples.SAVED_SEARCH, (401, 403, 404, 503),
    ), method="POST", needs=_OWN),
    Route("/api/v1/documents/{document_id}/compare", comparisons.comparison, Manual(
        "对照版本", "逐条对照两个版本：新增、删去、修改、仅条号变动和未变的条款，修改处标到词。",
        edition_schemas.ComparisonAnswer, edition_examples.COMPARISON, (400, 404, 503),
    )),
    Route("/api/v1/documents/{document_id}", documents.document, Manual(
        "取文件", "取一份文件的著录信息、全文和全部条款。",
        schemas.DocumentAnswer, examples.DOCUMENT, (400, 404, 503),
    )),
    Route("/api/v1/clauses/{clause_id}/cases", cases.cases_of_clause, Manual(
        "条款的案例", "取涉及一条条款的事故案例，最近的在前。",
        case_schemas.CasesOfClauseAnswer, case_examples.CLAUSE_CASES, (404, 503),
    )),
    Route("/api/v1/clauses/{clause_id}", clauses.clause, Manual(
        "取条款", "取一条条款的原文、引用格式和所属文件的时效状态。",
        schemas.ClauseAnswer, examples.CLAUSE, (400, 404, 503),
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
    Route("/api/v1/thresholds", api_thresholds.thresholds, Manual(
        "判定危大工程", "按范围清单判定是不是危大、是不是超过一定规模，给出依据和应当做的。",
        tool_schemas.ThresholdsAnswer, tool_examples.THRESHOLDS, (400, 503),
    )),
    Route("/api/v1/thresholds/accident", api_thresholds.accident, Manual(
        "判定事故等级", "由死亡、重伤人数和直接经济损失得出事故等级，写明哪几项决定。",
        tool_schemas.AccidentAnswer, tool_examples.ACCIDENT, (400, 503),
    )),
    Route("/api/v1/citations/check", citations.check, Manual(
        "核对引用", "核对稿子引用的文件和条款：是否存在、是否现行，引文有没有出入。稿子不保存。",
        tool_schemas.CitationsAnswer, tool_examples.CITATIONS, (400, 403, 503),
    ), method="POST", largest=LARGEST_DRAFT),
    Route("/health", health.health, Manual(
        "服务状况", "能检索时为 200，不能检索时为 503；problems 写明问题和处理办法。",
        schemas.HealthAnswer, examples.HEALTH, (503,),
    ), urgent=True, open=True),
)  # fmt: skip
DEVELOPMENT = (Route("/gallery", gallery.gallery),)
"""Addresses that are there only for whoever works on the product."""

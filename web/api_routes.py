"""What can a program read, and what does it keep for its person? The table of the API."""

from library.accounts import Permission
from web import (
    case_examples,
    case_schemas,
    duty_examples,
    duty_schemas,
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
    duties,
    health,
    search,
    searches,
    sharing,
    suggest,
    thresholds,
)
from web.drafts import LARGEST_DRAFT
from web.routing import Manual, Route

__all__ = ["API_ROUTES"]

_OWN = Permission.KEEP
API_ROUTES = (
    Route("/api/v1/search", search.search, Manual(
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
    Route("/api/v1/duties", duties.duties, Manual(
        "列义务", "按主题、主体、情态、期限列出义务：谁、应当做什么、什么期限、出自哪一条。",
        duty_schemas.DutiesAnswer, duty_examples.DUTIES, (400, 404, 503),
    )),
    Route("/api/v1/thresholds", thresholds.thresholds, Manual(
        "判定危大工程", "按范围清单判定是不是危大、是不是超过一定规模，给出依据和应当做的。",
        tool_schemas.ThresholdsAnswer, tool_examples.THRESHOLDS, (400, 503),
    )),
    Route("/api/v1/thresholds/accident", thresholds.accident, Manual(
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
